//! Acceptance: a schedule typed with keys alone, blocks pasted, questions answered. No mouse event anywhere.

use crate::document::Document;
use crate::domain::Edit;
use crate::domain::{
    CircuitField, CircuitLoad, LoadClass, Panel, PanelId, Project, Slot, System, examples, violations,
};
use crate::workbench::panel_life::new_panel;
use crate::workbench::schedule::class_words::class_of_words;
use crate::workbench::schedule::{Cell, Column, Effect, Grid, GridKey, Press, unread_reason, unread_text};

/// A grid on a document, driven as a person drives it; every key and character is counted.
pub struct Desk {
    pub document: Document,
    pub grid: Grid,
    pub keys: usize,
    pub messages: Vec<String>,
    pub clipboard: String,
}

impl Desk {
    pub fn new(project: Project, panel: PanelId) -> Self {
        Self {
            document: Document::unsaved(project),
            grid: Grid::new(panel),
            keys: 0,
            messages: Vec::new(),
            clipboard: String::new(),
        }
    }

    pub fn office() -> Self {
        Self::new(examples::two_panels(), PanelId(1))
    }

    pub fn panel(&self) -> Panel {
        self.document.project().panel(self.grid.panel_id()).expect("open").clone()
    }

    pub fn take(&mut self, effect: Effect) {
        self.messages.extend(effect.message);
        if let Some(text) = effect.clipboard {
            self.clipboard = text;
        }
        if let Some(step) = effect.step {
            self.document.edit(step.label, &step.edits).expect("the grid only makes legal edits");
        }
        assert_eq!(violations(self.document.project()), Vec::<String>::new());
    }

    pub fn key(&mut self, press: impl Into<Press>) -> &mut Self {
        self.keys += 1;
        let project = self.document.project().clone();
        let effect = self.grid.key(&project, press);
        self.take(effect);
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.keys += 1;
            let project = self.document.project().clone();
            let effect = self.grid.text(&project, &c.to_string());
            self.take(effect);
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.keys += 1;
        let project = self.document.project().clone();
        let effect = self.grid.paste(&project, text);
        self.take(effect);
        self
    }

    pub fn run(&mut self, act: impl FnOnce(&mut Grid, &Project) -> Effect) -> &mut Self {
        let project = self.document.project().clone();
        let effect = act(&mut self.grid, &project);
        self.take(effect);
        self
    }

    pub fn at(&mut self, slot: u16, column: Column) -> &mut Self {
        self.run(|grid, project| grid.point(project, Cell::new(slot, column), false))
    }

    pub fn va(&self, slot: u16) -> f64 {
        self.panel().circuit_at(Slot(slot)).map_or(f64::NAN, |c| c.load.total().0)
    }
}

/// LP-1 before anyone typed.
pub fn empty_panel() -> Desk {
    let mut project = Project::named("Typed");
    let panel = new_panel(&project, "LP-1", System::Wye208, 42);
    crate::domain::apply(&mut project, &Edit::AddPanel(Box::new(panel))).expect("new");
    Desk::new(project, PanelId(1))
}

/// Down each half: class where neither the words nor the row above say it, then description, trip with poles where they differ, load.
pub fn lp1_presses() -> Vec<Typed> {
    let mut script = Vec::new();
    let mut class = ' ';
    for left in [true, false] {
        let half = examples::LP1.iter().filter(|c| (c.0 % 2 == 1) == left);
        let mut next = if left { 1 } else { 2 };
        for (slot, poles, trip, va, letter, description) in half {
            for _ in (next..*slot).step_by(2) {
                script.push(Typed::Key(GridKey::Down));
            }
            next = slot + 2 * u16::from(*poles);
            script.push(Typed::Text((*description).to_owned()));
            // The words of a fresh row may say its class.
            class = class_of_words(description).map_or(class, LoadClass::letter);
            let mut tabs = 0;
            if *letter != class {
                script.extend([Typed::Key(GridKey::Tab), Typed::Text(letter.to_string())]);
                class = *letter;
                tabs = 1;
            }
            if *poles != 1 || *trip != 20.0 {
                script.extend((tabs..3).map(|_| Typed::Key(GridKey::Tab)));
                script.push(Typed::Text(format!("{trip}/{poles}")));
                script.push(Typed::Key(GridKey::Tab));
            } else {
                script.push(Typed::Key(GridKey::End));
            }
            script.push(Typed::Text(va.to_string()));
            script.push(Typed::Key(GridKey::Enter));
        }
        if left {
            script.push(Typed::CtrlHome);
            script.push(Typed::CtrlHome);
        }
    }
    script
}

/// One press or a run of characters.
#[derive(Clone, Debug)]
pub enum Typed {
    Key(GridKey),
    CtrlHome,
    Text(String),
}

#[test]
fn lp1_is_typed_with_keys_alone() {
    let mut desk = empty_panel();
    for typed in lp1_presses() {
        match typed {
            Typed::Key(key) => desk.key(key),
            Typed::CtrlHome => desk.key(Press::ctrl(GridKey::Home)),
            Typed::Text(text) => desk.type_text(&text),
        };
    }
    let facts = |panel: &Panel| -> Vec<String> {
        let line = |c: &&crate::domain::Circuit| {
            format!(
                "{} {} {:?} {:?} {} {} {}",
                c.slot, c.poles, c.trip, c.load, c.class, c.continuous, c.description
            )
        };
        panel.circuits_by_slot().iter().map(line).collect()
    };
    assert_eq!(facts(&desk.panel()), facts(&examples::lp1()));
    let published = include_str!("../../../tests/fixtures/lp1_keys.txt");
    assert_eq!(desk.keys.to_string(), published.trim(), "publish the new number in README.md too");
    let steps = desk.document.undo_len();
    for _ in 0..steps {
        desk.document.undo();
    }
    assert_eq!(desk.panel().circuits().len(), 0);
}

#[test]
fn an_expression_changes_the_load_and_undo_brings_it_back() {
    let mut desk = Desk::office();
    desk.at(12, Column::Load).type_text("=3*180").key(GridKey::Enter);
    assert_eq!(desk.va(12), 540.0);
    assert_eq!(desk.grid.cursor(), Cell::new(14, Column::Load));
    desk.document.undo();
    assert_eq!(desk.va(12), 600.0);
}

#[test]
fn a_second_pole_asks_for_the_taken_slot() {
    let mut desk = Desk::office();
    let before = desk.document.project().clone();
    desk.at(18, Column::Poles).type_text("2");
    let offer = desk.grid.offer().expect("slot 20 belongs to EF").clone();
    assert_eq!(offer.text, "It needs 18, 20; taken by 20 EF-1/EF-2");
    let labels: Vec<&str> = offer.choices.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels, ["Move 20 EF-1/EF-2 to 28, 30, 32", "Put 18 LTG STORAGE at 28, 30", "Cancel"]);
    desk.key(GridKey::Escape);
    assert_eq!(desk.document.project(), &before);
    desk.type_text("2").key(GridKey::Enter);
    let panel = desk.panel();
    assert_eq!(panel.circuit_at(Slot(20)).map(|c| c.description.as_str()), Some("LTG STORAGE"));
    assert_eq!(panel.circuit_at(Slot(28)).map(|c| c.poles), Some(3));
    assert_eq!(panel.circuits().len(), 21);
}

#[test]
fn swapping_puts_the_neighbour_above() {
    let mut desk = Desk::office();
    desk.at(28, Column::Load).type_text("100").key(GridKey::Enter);
    desk.at(26, Column::Poles).type_text("2");
    let labels: Vec<String> =
        desk.grid.offer().expect("28 is taken").choices.iter().map(|c| c.label.clone()).collect();
    assert_eq!(
        labels,
        ["Move 28 to 27", "Swap: 26 IT RACK B goes to 28, 30", "Put 26 IT RACK B at 27, 29", "Cancel"]
    );
    desk.type_text("2");
    assert_eq!(
        desk.panel().circuit_at(Slot(30)).map(|c| c.description.clone()),
        Some("IT RACK B".to_owned())
    );
    assert_eq!((desk.va(26), desk.panel().circuits().len()), (100.0, 22));
}

#[test]
fn unreadable_text_stays_with_its_reason_and_blocks_nothing() {
    let mut desk = Desk::office();
    desk.at(12, Column::Load).type_text("see plan").key(GridKey::Enter);
    let panel = desk.panel();
    let circuit = panel.circuit_at(Slot(12)).expect("there");
    assert_eq!(circuit.unread.get(&CircuitField::Load).map(String::as_str), Some("see plan"));
    assert_eq!(
        unread_reason(&panel, circuit, Cell::new(12, Column::Load)).as_deref(),
        Some("'see plan' is not a number")
    );
    desk.at(12, Column::Load).type_text("600").key(GridKey::Enter);
    assert!(
        desk.panel().circuit_at(Slot(12)).is_some_and(|c| c.unread.is_empty() && c.load.total().0 == 600.0)
    );
}

#[test]
fn tab_walks_a_circuit_and_enter_returns_to_its_first_column() {
    let mut desk = Desk::office();
    for expected in [Column::Class, Column::Poles, Column::Trip, Column::Load] {
        desk.key(GridKey::Tab);
        assert_eq!(desk.grid.cursor(), Cell::new(1, expected));
    }
    desk.key(GridKey::Tab);
    assert_eq!(desk.grid.cursor(), Cell::new(3, Column::Description));
    desk.key(GridKey::Enter);
    assert_eq!(desk.grid.cursor(), Cell::new(5, Column::Description));
    // Past the two rows of the water heater.
    desk.at(15, Column::Description).key(GridKey::Down);
    assert_eq!(desk.grid.cursor(), Cell::new(19, Column::Description));
    desk.at(1, Column::Load).key(GridKey::Right);
    assert_eq!(desk.grid.cursor(), Cell::new(2, Column::Load));
}

#[test]
fn each_leg_of_a_multiwire_circuit_is_a_cell() {
    let mut desk = Desk::office();
    desk.at(15, Column::Load).run(|grid, project| grid.toggle_multiwire(project));
    desk.type_text("3000").key(GridKey::Enter).type_text("1160").key(GridKey::Enter);
    let panel = desk.panel();
    let heater = panel.circuit_at(Slot(15)).expect("there");
    assert_eq!(
        heater.load,
        CircuitLoad::PerPole(vec![crate::units::VoltAmperes(3000.0), crate::units::VoltAmperes(1160.0)])
    );
    desk.at(15, Column::Load).type_text("1200/800").key(GridKey::Enter);
    assert_eq!(desk.va(15), 2000.0);
}

#[test]
fn text_of_one_leg_stays_at_that_leg_through_other_edits_and_undo() {
    let mut desk = Desk::office();
    desk.at(15, Column::Load).run(|grid, project| grid.toggle_multiwire(project));
    desk.at(17, Column::Load).type_text("2 kw?").key(GridKey::Enter);
    let kept = |desk: &Desk, slot| {
        let panel = desk.panel();
        let circuit = panel.circuit_at(Slot(15)).expect("there").clone();
        unread_text(&circuit, Cell::new(slot, Column::Load)).map(str::to_owned)
    };
    assert_eq!((kept(&desk, 15), kept(&desk, 17)), (None, Some("2 kw?".to_owned())));
    assert_eq!(desk.va(15), 2080.0, "the leg that cannot be read counts as none, the other stays");
    desk.at(15, Column::Load).type_text("1000").key(GridKey::Enter);
    assert_eq!((desk.va(15), kept(&desk, 17)), (1000.0, Some("2 kw?".to_owned())));
    desk.document.undo();
    assert_eq!((desk.va(15), kept(&desk, 17)), (2080.0, Some("2 kw?".to_owned())));
    // With one load for all legs there is one cell for the text.
    desk.at(15, Column::Load).run(|grid, project| grid.equal_legs(project));
    assert_eq!((kept(&desk, 15), kept(&desk, 17)), (Some("2 kw?".to_owned()), None));
    desk.type_text("4160").key(GridKey::Enter);
    assert_eq!((desk.va(15), kept(&desk, 15)), (4160.0, None));
}

#[test]
fn a_fresh_row_takes_the_class_its_words_say() {
    let mut desk = Desk::office();
    desk.at(27, Column::Description).type_text("EF-3").key(GridKey::Enter);
    desk.type_text("LTG STAIR").key(GridKey::Enter).type_text("STAIR").key(GridKey::Enter);
    let class = |desk: &Desk, slot| desk.panel().circuit_at(Slot(slot)).map(|c| c.class.letter());
    assert_eq!([27, 29, 31].map(|slot| class(&desk, slot)), [Some('M'), Some('L'), Some('L')]);
    // Renaming a circuit leaves the class that somebody gave it.
    desk.at(1, Column::Description).type_text("LTG OFFICE").key(GridKey::Enter);
    assert_eq!(class(&desk, 1), Some('R'));
}

#[test]
fn words_make_spares_and_spaces() {
    let mut desk = Desk::office();
    desk.at(27, Column::Description).type_text("sp").key(GridKey::Enter);
    assert!(desk.panel().circuit_at(Slot(27)).is_some_and(|c| c.is_spare() && c.load.total().0 == 0.0));
    desk.at(27, Column::Description).type_text("-").key(GridKey::Enter);
    assert!(desk.panel().circuit_at(Slot(27)).is_none());
    desk.at(27, Column::Class).type_text("m").key(GridKey::Enter);
    assert_eq!(desk.panel().circuit_at(Slot(27)).map(|c| c.class), Some(LoadClass::Motor));
    assert_eq!(desk.document.undo_len(), 3);
}

#[test]
fn a_list_opens_with_f4_and_takes_a_letter() {
    let mut desk = Desk::office();
    desk.at(1, Column::Class).key(GridKey::F4);
    assert_eq!(desk.grid.list().map(|list| list.selected), Some(1));
    desk.type_text("k").key(GridKey::Enter);
    assert_eq!(desk.panel().circuit_at(Slot(1)).map(|c| c.class), Some(LoadClass::Kitchen));
    desk.at(1, Column::Trip).key(Press::alt(GridKey::Down)).key(GridKey::Down).key(GridKey::Enter);
    assert_eq!(desk.panel().circuit_at(Slot(1)).and_then(|c| c.trip).map(|a| a.0), Some(25.0));
}

#[test]
fn circuits_move_with_ctrl_arrows_and_by_number() {
    let mut desk = Desk::office();
    desk.at(25, Column::Description).key(Press::ctrl(GridKey::Up));
    let at = |desk: &Desk, slot| {
        desk.panel().circuit_at(Slot(slot)).map(|c| c.description.clone()).unwrap_or_default()
    };
    assert_eq!((at(&desk, 19), at(&desk, 21)), ("IT RACK A".to_owned(), "AHU-1".to_owned()));
    assert_eq!(desk.grid.cursor().slot, Slot(19));
    desk.key(Press::ctrl(GridKey::Down));
    assert_eq!(at(&desk, 25), "IT RACK A");
    desk.at(1, Column::Description).key(Press::ctrl(GridKey::Right));
    assert_eq!(
        (at(&desk, 1), at(&desk, 2)),
        ("RECEPT OFFICE 105-108".to_owned(), "RECEPT OFFICE 101-104".to_owned())
    );
    desk.at(8, Column::Number).type_text("30").key(GridKey::Enter);
    assert_eq!(at(&desk, 30), "BREAKROOM COUNTER 1");
}

#[test]
fn a_space_is_inserted_and_what_is_below_goes_down_to_the_next_gap() {
    let mut desk = Desk::office();
    let all = desk.panel().circuits().len();
    desk.at(21, Column::Load).run(|grid, project| grid.insert_space(project));
    let panel = desk.panel();
    let at = |slot| panel.circuit_at(Slot(slot)).map(|c| c.description.as_str());
    assert_eq!((at(19), at(21), at(27)), (None, Some("AHU-1"), Some("IT RACK A")));
    assert_eq!((panel.circuits().len(), desk.document.undo_len()), (all, 1));
    desk.at(19, Column::Load).run(|grid, project| grid.insert_space(project));
    assert_eq!(desk.messages, ["19 is a space already"]);
}

#[test]
fn delete_clears_a_circuit_at_its_name_and_a_value_in_its_cell() {
    let mut desk = Desk::office();
    desk.at(12, Column::Load).key(GridKey::Delete);
    assert_eq!((desk.va(12), desk.panel().circuits().len()), (0.0, 21));
    desk.at(12, Column::Description).key(GridKey::Delete);
    assert_eq!(desk.panel().circuits().len(), 20);
}

#[test]
fn what_hangs_on_a_circuit_is_named_before_it_is_cleared() {
    let mut project = examples::two_panels();
    let source = crate::domain::Source::Circuit(PanelId(1), crate::domain::CircuitId(120));
    let feeder = Some(Box::new(crate::domain::Feeder::from(source)));
    let load = crate::domain::FeederLoad::Panel(PanelId(2));
    crate::domain::apply(&mut project, &Edit::SetFeeder { load, feeder }).expect("legal");
    let mut desk = Desk::new(project, PanelId(1));
    let slot = desk.panel().circuit(crate::domain::CircuitId(120)).expect("there").slot;
    desk.at(slot.0, Column::Description).key(GridKey::Delete);
    let offer = desk.grid.offer().expect("EM-1 hangs on it").clone();
    assert!(offer.text.starts_with("EM-1 is fed from 25 IT RACK A"), "{}", offer.text);
    assert_eq!(offer.selected, 1);
    desk.key(GridKey::Enter);
    assert_eq!(desk.panel().circuits().len(), 21);
    desk.key(GridKey::Delete).key(GridKey::Up).key(GridKey::Enter);
    assert_eq!(desk.panel().circuits().len(), 20);
}
