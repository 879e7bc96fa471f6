//! What is exported reads back without a difference, runs nothing and depends on nothing but the project.

use crate::domain::{
    Circuit, CircuitField, CircuitId, CircuitKind, CircuitLoad, ConductorSet, Feeder, LoadClass, Main,
    Mounting, Panel, PanelId, PanelParts, Project, ProjectParts, Raceway, Slot, Source, System, examples,
};
use crate::interchange::exchange::{self, Exchange, NamedSource, RowFate};
use crate::interchange::export::{ExportError, export_csv, export_xlsx};
use crate::nec::{Insulation, Material, RacewayType};
use crate::units::{Amperes, Feet, KiloAmperes, PowerFactor, VoltAmperes, WireSize};
use calamine::Reader;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Writer = fn(&Project, &[PanelId]) -> Result<Vec<u8>, ExportError>;
const WRITERS: [Writer; 2] = [export_csv, export_xlsx];

fn ids(project: &Project) -> Vec<PanelId> {
    project.panels().map(|panel| panel.id).collect()
}

/// Builds the project again from what was read, with the ids that panels and circuits had.
fn rebuilt(original: &Project, read: Exchange) -> Project {
    assert_eq!(read.notes, []);
    let mut parts = ProjectParts { panels: Vec::new(), ..original.to_parts() };
    for panel in read.panels {
        let old = original.panel_named(&panel.parts.facts.name).expect("the panel keeps its name");
        let feeder = panel.fed_from.map(|source| Feeder { source: found(original, &source), ..panel.feeder });
        let mut facts = panel.parts.facts;
        facts.id = old.id;
        facts.feeder = feeder;
        let circuits = panel.parts.circuits.into_iter().map(|circuit| {
            let id = old.circuit_at(circuit.slot).expect("the circuit keeps its slot").id;
            Circuit { id, ..circuit }
        });
        parts.panels.push(PanelParts { facts, circuits: circuits.collect() });
    }
    Project::from_parts(parts).expect("what was read fits together")
}

fn found(project: &Project, source: &NamedSource) -> Source {
    match source {
        NamedSource::Service => Source::Service,
        NamedSource::Circuit { panel, slot } => {
            let panel = project.panel_named(panel).expect("a panel of the project");
            Source::Circuit(panel.id, panel.circuit_at(*slot).expect("a circuit").id)
        }
        NamedSource::FeedThrough { panel } => {
            Source::FeedThrough(project.panel_named(panel).expect("a panel").id)
        }
        NamedSource::Transformer { name } => {
            Source::Transformer(project.transformers().find(|t| t.name == *name).expect("a transformer").id)
        }
    }
}

fn assert_round_trip(project: &Project) {
    for write in WRITERS {
        let bytes = write(project, &ids(project)).expect("exports");
        let read = exchange::read(&bytes).expect("is of the form");
        assert_eq!(rebuilt(project, read), *project);
    }
}

/// A panel with something in every field that the domain has.
fn full() -> Project {
    let size = |text: &str| text.parse::<WireSize>().expect("a size");
    let conductors = ConductorSet {
        size: size("250"),
        material: Material::Aluminum,
        insulation: Insulation::Xhhw2,
        parallel_sets: 2,
        neutral: Some(size("3/0")),
        egc: Some(size("4")),
    };
    let raceway = Raceway { kind: RacewayType::PvcSchedule40, trade_size: "2-1/2".into() };
    let multiwire = Circuit {
        poles: 3,
        description: "=HYPERLINK(\"http://x\")".into(),
        class: LoadClass::ElectricVehicle,
        load: CircuitLoad::PerPole(vec![VoltAmperes(100.0), VoltAmperes(0.1 + 0.2), VoltAmperes(0.0)]),
        trip: Some(Amperes(22.5)),
        continuous: true,
        multiwire: true,
        locked: true,
        group: Some("-G".into()),
        power_factor: PowerFactor::new(0.85),
        conductors: Some(conductors.clone()),
        raceway: Some(raceway.clone()),
        length: Some(Feet(180.5)),
        gfci: true,
        afci: true,
        notes: "line 1\r\nline 2, \"quoted\"; +3\t@x _x0041_".into(),
        unread: BTreeMap::from([(CircuitField::Trip, "20/x".to_owned())]),
        ..Circuit::new(CircuitId(11), Slot(2))
    };
    let spare = Circuit {
        kind: CircuitKind::Spare,
        description: "Space".into(),
        ..Circuit::new(CircuitId(12), Slot(1))
    };
    let third = Circuit {
        load: CircuitLoad::Total(VoltAmperes(10_000.0)),
        poles: 3,
        description: "  φ kept  ".into(),
        ..Circuit::new(CircuitId(13), Slot(7))
    };
    let mut hub = Panel::new(PanelId(1), "+HP/1", System::Wye480, 168);
    hub.location = "Main".into();
    hub.sections = 2;
    hub.bus = Some(Amperes(400.0));
    hub.main = Main::Breaker(Amperes(225.5));
    hub.interrupting = Some(KiloAmperes(22.0));
    hub.mounting = Mounting::Flush;
    hub.enclosure = String::new();
    hub.feed_through = true;
    hub.issued = true;
    hub.notes = "@notes".into();
    let feeder = Feeder {
        source: Source::Circuit(PanelId(1), CircuitId(13)),
        ocpd: Some(Amperes(100.0)),
        conductors: Some(conductors),
        raceway: Some(raceway),
        length: Some(Feet(12.25)),
        facts: crate::domain::Facts::new(),
    };
    let mut fed = Panel::new(PanelId(2), "'EM", System::Single240, 12);
    fed.feeder = Some(feeder);
    let mut chained = Panel::new(PanelId(3), "Panel, circuit 1", System::HighLeg240, 18);
    chained.feeder = Some(Feeder::from(Source::FeedThrough(PanelId(1))));
    let alone = |facts| PanelParts { facts, circuits: Vec::new() };
    let panels =
        vec![PanelParts { facts: hub, circuits: vec![multiwire, spare, third] }, alone(fed), alone(chained)];
    Project::from_parts(ProjectParts { panels, ..ProjectParts::default() }).expect("consistent")
}

#[test]
fn examples_and_every_field_read_back_without_a_difference() {
    assert_round_trip(&examples::two_panels());
    assert_round_trip(&full());
}

#[test]
fn same_project_same_bytes() {
    for write in WRITERS {
        let first = write(&full(), &ids(&full())).expect("exports");
        assert_eq!(first, write(&full(), &ids(&full())).expect("exports"));
    }
}

#[test]
fn csv_is_rectangular_utf8_with_mark_and_runs_nothing() {
    let bytes = export_csv(&full(), &ids(&full())).expect("exports");
    let text =
        std::str::from_utf8(&bytes).expect("UTF-8").strip_prefix('\u{FEFF}').expect("a byte-order mark");
    assert!(text.ends_with("\r\n"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in reader.records() {
        for field in record.expect("every record has the same number of fields").iter() {
            let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!runs || field.parse::<f64>().is_ok(), "{field:?} would run");
        }
    }
}

#[test]
fn workbooks_have_a_sheet_a_panel_and_no_formula() {
    let project = full();
    let bytes = export_xlsx(&project, &ids(&project)).expect("exports");
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("opens");
    assert_eq!(book.sheet_names(), ["+HP-1", "EM", "Panel, circuit 1"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("readable").is_empty());
    }
}

#[test]
fn refusals_say_why() {
    let project = examples::two_panels();
    assert_eq!(
        export_csv(&project, &[]).expect_err("nothing").to_string(),
        "there is no panelboard to export"
    );
    let missing = export_xlsx(&project, &[PanelId(9)]).expect_err("missing");
    assert_eq!(missing.to_string(), "there is no panelboard with id 9");
}

#[test]
fn what_a_person_changed_in_the_sheet_is_read_and_what_is_wrong_is_said() {
    let project = examples::two_panels();
    let csv = String::from_utf8(export_csv(&project, &[PanelId(1)]).expect("exports")).expect("UTF-8");
    let changed: Vec<String> = csv
        .lines()
        .map(|line| match line {
            l if l.starts_with("1,") => l.replacen(",20,", ",twenty,", 1),
            l if l.starts_with("28,Space") => "28,NEW SIGN,S,1,20,,,,1200,,space,yes".to_owned(),
            l => l.to_owned(),
        })
        .collect();
    let read = exchange::read(changed.join("\n").as_bytes()).expect("is of the form");
    let panel = &read.panels[0];
    let rows = |wanted: fn(&RowFate) -> bool| panel.rows.iter().filter(|row| wanted(&row.fate)).count();
    let spaces = rows(|fate| matches!(fate, RowFate::Space(_)));
    assert_eq!((rows(|fate| *fate == RowFate::Circuit), spaces), (22, 15));
    let sign = panel.parts.circuits.iter().find(|c| c.slot == Slot(28)).expect("typed over a space");
    assert_eq!(
        (sign.description.as_str(), sign.load.total(), sign.continuous),
        ("NEW SIGN", VoltAmperes(1200.0), true)
    );
    let first = &panel.parts.circuits[0];
    assert_eq!(
        (first.trip, first.unread.get(&CircuitField::Trip).map(String::as_str)),
        (None, Some("twenty"))
    );
    let said: Vec<&str> = read.notes.iter().map(|note| note.what.as_str()).collect();
    assert_eq!(said, ["Trip A: 'twenty' is not a number"]);
}

fn any_circuits() -> impl Strategy<Value = Vec<Circuit>> {
    let texts = ("[ -~φ'=\\t\\n]{0,12}", any::<String>());
    let loads = (prop::collection::vec(-1e9..1e9f64, 3), any::<bool>());
    let marks = prop::collection::vec(any::<bool>(), 6);
    prop::collection::vec((1u16..=14, 1u8..=3, texts, loads, marks, 0usize..11), 0..12).prop_map(|rows| {
        let mut panel = Vec::<Circuit>::new();
        for (i, (slot, poles, (description, notes), (va, per_pole), marks, class)) in
            rows.into_iter().enumerate()
        {
            let load = if per_pole {
                CircuitLoad::PerPole(va.iter().take(usize::from(poles)).copied().map(VoltAmperes).collect())
            } else {
                CircuitLoad::Total(VoltAmperes(va[0]))
            };
            let circuit = Circuit {
                poles,
                load,
                class: LoadClass::ALL[class],
                description,
                notes,
                kind: if marks[0] { CircuitKind::Spare } else { CircuitKind::Branch },
                continuous: marks[1],
                multiwire: marks[2],
                locked: marks[3],
                gfci: marks[4],
                trip: marks[5].then_some(Amperes(va[1])),
                ..Circuit::new(CircuitId(i as u64 + 10), Slot(slot))
            };
            let fits = circuit.span().fits(18, 1).is_ok();
            if fits && !panel.iter().any(|other| other.span().overlaps(circuit.span())) {
                panel.push(circuit);
            }
        }
        panel
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_panel_reads_back_without_a_difference(circuits in any_circuits(), name in "[A-Z]{1,3}-[0-9]{1,2}") {
        let facts = Panel::new(PanelId(1), name, System::Wye208, 18);
        let parts = ProjectParts { panels: vec![PanelParts { facts, circuits }], ..ProjectParts::default() };
        assert_round_trip(&Project::from_parts(parts).expect("consistent"));
    }
}
