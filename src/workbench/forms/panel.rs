//! The form of a panelboard.

use super::Form;
use super::feed::{add_feed, read_feed};
use crate::domain::{FeederLoad, Main, Mounting, Panel, Project, StandardSlots, System};
use crate::units::{Amperes, KiloAmperes};

/// Returns the form of a panelboard, new or present.
pub fn panel_form(project: &Project, panel: &Panel) -> Form {
    let mut form = Form::default();
    let (main, rating) = match panel.main {
        Main::LugsOnly => ("mlo", None),
        Main::Breaker(rating) => ("mcb", Some(rating.0)),
    };
    form.section("Panelboard")
        .words("name", "Name", &panel.name)
        .words("location", "Location", &panel.location)
        .choice("system", "System", System::ALL.iter().map(|s| (s.code(), s.label())), panel.system.code())
        .number("slots", "Slots, all sections", "", Some(f64::from(panel.slots)))
        .number("sections", "Sections", "", Some(f64::from(panel.sections)))
        .number("bus", "Bus rating", "A", panel.bus.map(|a| a.0))
        .choice("main", "Main", [("mlo", "Main lugs only"), ("mcb", "Main circuit breaker")], main)
        .number("main_rating", "Main rating", "A", rating)
        .number("interrupting", "Interrupting rating", "kA", panel.interrupting.map(|a| a.0))
        .choice(
            "mounting",
            "Mounting",
            Mounting::ALL.iter().map(|m| (m.name(), m.name())),
            panel.mounting.name(),
        )
        .words("enclosure", "Enclosure", &panel.enclosure)
        .check("feed_through", "Feed-through lugs", panel.feed_through)
        .check("issued", "Numbers are issued on drawings", panel.issued)
        .notes("notes", "Notes", &panel.notes);
    add_feed(&mut form, project, FeederLoad::Panel(panel.id), Some(panel.system), panel.feeder.as_ref());
    form
}

/// Reads the form back into a record with the id and circuits of `base`, or leaves reasons at the fields.
pub fn read_panel(form: &mut Form, project: &Project, base: &Panel) -> Option<Panel> {
    form.clear_errors();
    let mut panel = base.clone();
    panel.name = form.text("name").to_owned();
    if panel.name.is_empty() {
        form.fail("name", "a panel needs a name");
    } else if project.panel_named(&panel.name).is_some_and(|other| other.id != base.id) {
        form.fail("name", format!("{} is the name of another panel", panel.name));
    }
    panel.location = form.text("location").to_owned();
    panel.system = System::from_code(form.text("system")).unwrap_or(base.system);
    let sections = form.positive("sections").unwrap_or(1.0);
    let most = f64::from(StandardSlots::MAX_PER_SECTION) * sections;
    let slots = form.positive("slots").unwrap_or(0.0);
    if sections.fract() != 0.0 || sections > f64::from(StandardSlots::MAX_SECTIONS) {
        form.fail("sections", "1 to 4 sections");
    } else if slots.fract() != 0.0 || slots < 2.0 || slots > most {
        form.fail("slots", format!("a whole number from 2 to {most}"));
    } else {
        (panel.slots, panel.sections) = (slots as u16, sections as u8);
    }
    panel.bus = form.positive("bus").map(Amperes);
    let rating = form.positive("main_rating");
    panel.main = match (form.text("main"), rating) {
        ("mcb", Some(rating)) => Main::Breaker(Amperes(rating)),
        ("mcb", None) => {
            form.fail("main_rating", "a main circuit breaker has a rating");
            base.main
        }
        _ => Main::LugsOnly,
    };
    panel.interrupting = form.positive("interrupting").map(KiloAmperes);
    panel.mounting = Mounting::from_name(form.text("mounting")).unwrap_or(base.mounting);
    panel.enclosure = form.text("enclosure").to_owned();
    panel.feed_through = form.is_checked("feed_through");
    panel.issued = form.is_checked("issued");
    panel.notes = form.text("notes").to_owned();
    panel.feeder = read_feed(form, project, FeederLoad::Panel(base.id));
    (!form.has_errors()).then_some(panel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, examples};

    #[test]
    fn an_untouched_form_reads_back_the_same_panel() {
        let project = examples::two_panels();
        for panel in project.panels() {
            let mut form = panel_form(&project, panel);
            assert_eq!(read_panel(&mut form, &project, panel).as_ref(), Some(panel));
        }
    }

    #[test]
    fn each_error_stays_at_its_field() {
        let project = examples::two_panels();
        let panel = project.panel(PanelId(1)).expect("LP-1");
        let mut form = panel_form(&project, panel);
        form.set("name", "em-1");
        form.set("bus", "lots");
        form.set("slots", "500");
        assert_eq!(read_panel(&mut form, &project, panel), None);
        let errors: Vec<&str> = form.fields.iter().filter(|f| f.error.is_some()).map(|f| f.key).collect();
        assert_eq!(errors, ["name", "slots", "bus"]);
    }

    #[test]
    fn a_panel_of_another_voltage_is_offered_with_its_objection() {
        let project = examples::two_panels();
        let choices = crate::workbench::forms::feed_choices(
            &project,
            FeederLoad::Panel(PanelId(2)),
            Some(System::Single240),
        );
        assert!(choices.iter().all(|c| c.objection.as_ref().is_some_and(|o| o.contains("transformer"))));
    }
}
