//! The feeder tree: service, transformers and panelboards as they feed each other, and every field of the chosen one.

use crate::app::form_ui::form_ui;
use crate::app::icons;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::{Button, IconWeight, empty_state, icon_at, text_in};
use crate::domain::{Edit, EntityId, Panel, Project, Service, Transformer};
use crate::workbench::forms::{
    Form, new_transformer, panel_form, read_panel, read_service, read_transformer, service_form,
    transformer_form,
};
use crate::workbench::panel_life::plan_change;
use crate::workbench::{Action, Command, FeedRow, feed_rows};
use egui::{Align, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// The record being edited, as it was when it was chosen.
#[derive(Clone, Debug, PartialEq)]
enum Chosen {
    Service(Option<Service>),
    Transformer { base: Transformer, is_new: bool },
    Panel(Panel),
}

/// The drawer's state.
#[derive(Debug, Default)]
pub struct FeedDrawer {
    chosen: Option<(Chosen, Form)>,
    /// Why the last attempt to apply failed.
    problems: Vec<String>,
    /// What else the change would do or why it cannot be, as the form stands.
    consequences: Vec<String>,
}

impl FeedDrawer {
    /// Draws the tree and, beneath it, the chosen record.
    pub fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        self.follow(view.project);
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(16, 12)).show(ui, |ui| {
            ScrollArea::vertical().id_salt("feeder tree").auto_shrink(false).show(ui, |ui| {
                self.tree(ui, view, out);
                ui.add_space(space::M);
                self.adders(ui, view.project, out);
                ui.add_space(space::M);
                self.record(ui, view.project, out);
            });
        });
    }

    /// Takes up what was changed elsewhere (undo, the schedule) while a person has changed nothing here.
    fn follow(&mut self, project: &Project) {
        let Some((chosen, form)) = &mut self.chosen else { return };
        let now = match chosen {
            Chosen::Service(_) => Some(Chosen::Service(project.service().cloned())),
            Chosen::Transformer { is_new: true, .. } => return,
            Chosen::Transformer { base, .. } => {
                project.transformer(base.id).map(|t| Chosen::Transformer { base: t.clone(), is_new: false })
            }
            Chosen::Panel(base) => project.panel(base.id).map(|p| Chosen::Panel(p.clone())),
        };
        match now {
            None => self.chosen = None,
            Some(now) if now != *chosen => {
                *form = form_of(project, &now);
                *chosen = now;
                self.problems.clear();
                self.consequences.clear();
            }
            Some(_) => {}
        }
    }

    /// Shows the record of one thing.
    pub fn show(&mut self, project: &Project, entity: EntityId) {
        self.choose(project, entity);
    }

    /// Puts the cursor into a field of the record on show.
    pub fn focus_on(&mut self, field: Option<&'static str>) {
        if let Some((_, form)) = &mut self.chosen {
            form.focus = field;
        }
    }

    fn forget(&mut self) {
        self.problems.clear();
        self.consequences.clear();
    }

    fn choose(&mut self, project: &Project, entity: EntityId) {
        let chosen = match entity {
            EntityId::Service => Some(Chosen::Service(project.service().cloned())),
            EntityId::Transformer(id) => {
                project.transformer(id).map(|t| Chosen::Transformer { base: t.clone(), is_new: false })
            }
            EntityId::Panel(id) => project.panel(id).map(|p| Chosen::Panel(p.clone())),
            _ => None,
        };
        self.forget();
        self.chosen = chosen.map(|chosen| {
            let form = form_of(project, &chosen);
            (chosen, form)
        });
    }

    fn tree(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        let rows = feed_rows(view.project);
        if rows.is_empty() {
            empty_state(
                ui,
                "Nothing to feed yet",
                "Add the service, then say what each panel is fed from.",
                None,
            );
        }
        for row in rows {
            let selected =
                self.chosen.as_ref().is_some_and(|(chosen, _)| entity_of(chosen) == Some(row.entity));
            let response = tree_row(ui, &row, selected);
            if response.clicked() {
                self.choose(view.project, row.entity);
            }
            if let (true, EntityId::Panel(panel)) = (response.double_clicked(), row.entity) {
                out.push(AppRequest::ShowPanel(panel));
            }
        }
    }

    fn adders(&mut self, ui: &mut Ui, project: &Project, out: &mut Requests) {
        ui.horizontal(|ui| {
            if project.service().is_none() && ui.add(Button::plain("Add service")).clicked() {
                self.choose(project, EntityId::Service);
            }
            if ui.add(Button::plain("Add transformer")).clicked() {
                let base = new_transformer(project);
                let form = transformer_form(project, &base);
                self.chosen = Some((Chosen::Transformer { base, is_new: true }, form));
                self.forget();
            }
            if ui.add(Button::plain("Add panel…")).clicked() {
                out.action(Action::NewPanel);
            }
        });
    }

    fn record(&mut self, ui: &mut Ui, project: &Project, out: &mut Requests) {
        let Some((chosen, form)) = &mut self.chosen else { return };
        let tokens = theme::tokens(ui);
        let line = ui.available_rect_before_wrap();
        ui.painter().hline(line.x_range(), line.top(), tokens.edge());
        ui.add_space(space::M);
        if form_ui(ui, "feeder tree", form) {
            self.problems.clear();
            self.consequences = consequences_of(project, chosen, form);
        }
        for words in &self.consequences {
            ui.label(theme::rich(words.as_str(), TypeStyle::Small, tokens.text_2));
        }
        for problem in &self.problems {
            ui.label(theme::rich(problem.as_str(), TypeStyle::Small, tokens.error));
        }
        ui.add_space(space::S);
        let (mut apply, mut revert, mut delete) = (false, false, false);
        ui.horizontal(|ui| {
            apply = ui.add(Button::primary("Apply")).clicked();
            revert = ui.add(Button::plain("Revert")).clicked();
            delete = removable(chosen) && ui.add(Button::bare("Delete")).clicked();
        });
        if apply {
            match edits_of(project, chosen, form) {
                Ok((label, edits)) => {
                    if let Chosen::Transformer { is_new, .. } = chosen {
                        *is_new = false;
                    }
                    out.command(Command::Edit { label, edits });
                }
                Err(problems) => self.problems = problems,
            }
        } else if revert {
            *form = form_of(project, chosen);
            self.problems.clear();
            self.consequences.clear();
        } else if delete {
            out.command(removal(chosen));
        }
    }
}

fn form_of(project: &Project, chosen: &Chosen) -> Form {
    match chosen {
        Chosen::Service(service) => service_form(service.as_ref()),
        Chosen::Transformer { base, .. } => transformer_form(project, base),
        Chosen::Panel(panel) => panel_form(project, panel),
    }
}

/// Returns what applying the form would move or break in a panelboard, shown before anybody applies it.
fn consequences_of(project: &Project, chosen: &Chosen, form: &mut Form) -> Vec<String> {
    let Chosen::Panel(base) = chosen else { return Vec::new() };
    let planned = read_panel(form, project, base).map(|wanted| plan_change(project, &wanted));
    match planned {
        Some(Ok(plan)) => plan.consequences,
        Some(Err(problems)) => problems,
        None => Vec::new(),
    }
}

const fn entity_of(chosen: &Chosen) -> Option<EntityId> {
    match chosen {
        Chosen::Service(_) => Some(EntityId::Service),
        Chosen::Transformer { is_new: true, .. } => None,
        Chosen::Transformer { base, .. } => Some(EntityId::Transformer(base.id)),
        Chosen::Panel(panel) => Some(EntityId::Panel(panel.id)),
    }
}

/// A panel is deleted from its own menu, where what hangs on it is shown.
const fn removable(chosen: &Chosen) -> bool {
    matches!(chosen, Chosen::Service(Some(_)) | Chosen::Transformer { is_new: false, .. })
}

fn removal(chosen: &Chosen) -> Command {
    match chosen {
        Chosen::Transformer { base, .. } => {
            let label = format!("Delete {}", base.name);
            Command::Edit { label, edits: vec![Edit::RemoveTransformer(base.id)] }
        }
        _ => Command::Edit { label: "Delete service".to_owned(), edits: vec![Edit::SetService(None)] },
    }
}

fn edits_of(project: &Project, chosen: &Chosen, form: &mut Form) -> Result<(String, Vec<Edit>), Vec<String>> {
    let unreadable = || vec!["Some fields cannot be read; see the reasons beside them".to_owned()];
    match chosen {
        Chosen::Service(_) => {
            let service = read_service(form, project.service()).ok_or_else(unreadable)?;
            Ok((format!("Change {}", service.name), vec![Edit::SetService(Some(service))]))
        }
        Chosen::Transformer { base, is_new } => {
            let transformer = read_transformer(form, project, base).ok_or_else(unreadable)?;
            let label = format!("{} {}", if *is_new { "Add" } else { "Change" }, transformer.name);
            let transformer = Box::new(transformer);
            let edit =
                if *is_new { Edit::AddTransformer(transformer) } else { Edit::SetTransformer(transformer) };
            Ok((label, vec![edit]))
        }
        Chosen::Panel(base) => {
            let panel = read_panel(form, project, base).ok_or_else(unreadable)?;
            let plan = plan_change(project, &panel)?;
            Ok((plan.label, plan.edits))
        }
    }
}

/// Draws one row of the tree: indent, icon, name, facts, and what it hangs on at the right.
fn tree_row(ui: &mut Ui, row: &FeedRow, selected: bool) -> Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    let spoken = format!("{}, {} {}", row.name, row.facts, row.via);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, selected, spoken.clone()));
    if selected {
        ui.painter().rect_filled(rect, 3.0, tokens.select);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 3.0, tokens.hover_row);
    }
    let glyph = match row.entity {
        EntityId::Service => icons::LIGHTNING,
        EntityId::Transformer(_) => icons::TREE_STRUCTURE,
        _ => icons::TABLE,
    };
    let left = rect.left() + space::S + row.depth as f32 * 18.0;
    icon_at(ui.painter(), pos2(left + 8.0, rect.center().y), glyph, IconWeight::Outline, 16.0, tokens.text_2);
    let words =
        Rect::from_min_max(pos2(left + 24.0, rect.top()), pos2(rect.right() - space::S, rect.bottom()));
    let name =
        text_in(ui.painter(), words, Align::Min, &row.name, TypeStyle::BodyMedium.font(), tokens.text_1);
    let facts = Rect::from_min_max(pos2(name.right() + space::M, rect.top()), words.max);
    text_in(ui.painter(), facts, Align::Min, &row.facts, TypeStyle::Small.font(), tokens.text_3);
    text_in(ui.painter(), words, Align::Max, &row.via, TypeStyle::Small.font(), tokens.text_3);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};

    #[test]
    fn what_a_smaller_panel_would_break_is_shown_before_it_is_applied() {
        let project = examples::two_panels();
        let base = project.panel(PanelId(1)).expect("LP-1").clone();
        let mut form = panel_form(&project, &base);
        form.set("slots", "24");
        let chosen = Chosen::Panel(base);
        let words = consequences_of(&project, &chosen, &mut form);
        assert_eq!(words[0], "25 IT RACK A finds no free place in 24 slots");
        assert!(edits_of(&project, &chosen, &mut form).is_err());
        form.set("slots", "30");
        assert!(consequences_of(&project, &chosen, &mut form).is_empty());
        assert!(edits_of(&project, &chosen, &mut form).is_ok());
    }
}
