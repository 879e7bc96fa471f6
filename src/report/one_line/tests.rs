//! The diagram by its rectangles: nothing overlaps, nothing leaves its sheet, no line crosses a node, whatever is drawn.

use super::route::is_clear;
use super::settle::{kept_inside, overlap};
use super::*;
use crate::document::Sample;
use crate::domain::{
    Connection, Edit, Feeder, FeederLoad, OneLineNode, OneLinePlace, Panel, PanelId, Service, Source, System,
    Transformer, TransformerId, apply_all,
};
use crate::report::Area;
use crate::units::{VoltAmperes, Volts};
use proptest::prelude::*;

fn riverside() -> Project {
    Sample::by_id("riverside-office").expect("in the program").project().expect("reads")
}

fn draw(project: &Project) -> OneLine {
    OneLineDrafter::new().expect("fonts").draw(project, &project_loads(project))
}

fn service() -> Edit {
    Edit::SetService(Some(Service {
        name: "UTILITY".to_owned(),
        system: System::Wye480,
        rating: None,
        available_fault: None,
        utility: String::new(),
        notes: String::new(),
        facts: Default::default(),
    }))
}

fn panel(id: u64, name: &str, source: Option<Source>) -> Edit {
    let mut panel = Panel::new(PanelId(id), name, System::Wye480, 42);
    panel.feeder = source.map(Feeder::from);
    Edit::AddPanel(Box::new(panel))
}

/// What the n-th thing hangs on: nothing, the service (0), or an earlier one; every third is a transformer.
fn project(parents: &[Option<usize>]) -> Project {
    let is_transformer = |number: usize| number.is_multiple_of(3);
    let source = |parent: usize| match parent {
        0 => Source::Service,
        number if is_transformer(number) => Source::Transformer(TransformerId(number as u64)),
        number => Source::FeedThrough(PanelId(number as u64)),
    };
    let mut edits = vec![service()];
    for (number, parent) in (1..).zip(parents) {
        let source = parent.map(source);
        edits.push(if is_transformer(number) {
            Edit::AddTransformer(Box::new(Transformer {
                id: TransformerId(number as u64),
                name: format!("T-{number}"),
                location: String::new(),
                rating: VoltAmperes(75_000.0),
                connection: Connection::DeltaWye,
                primary: Volts(480.0),
                secondary: System::Wye208,
                impedance_percent: None,
                secondary_ocpd: None,
                notes: String::new(),
                facts: Default::default(),
                feeder: source.map(Feeder::from),
            }))
        } else {
            panel(number as u64, &format!("LP-{number}"), source)
        });
    }
    apply_all(&Project::named("generated"), &edits).expect("legal").0
}

/// Sweeps what must hold of every diagram; returns what does not.
fn faults(project: &Project, diagram: &OneLine) -> Vec<String> {
    let mut faults = Vec::new();
    let count: usize = diagram.sheets.iter().map(|sheet| sheet.nodes.len()).sum();
    let wanted =
        project.panels().len() + project.transformers().len() + usize::from(project.service().is_some());
    if count != wanted {
        faults.push(format!("{count} nodes drawn, {wanted} there"));
    }
    for (number, sheet) in diagram.sheets.iter().enumerate() {
        let room = diagram.paper.room(number);
        let units: Vec<Area> = sheet.nodes.iter().map(|node| node.unit).collect();
        for (index, node) in sheet.nodes.iter().enumerate() {
            if kept_inside(node.unit, room) != node.unit {
                faults.push(format!("{} leaves sheet {number}: {:?}", node.name, node.unit));
            }
            for other in sheet.nodes.iter().skip(index + 1).filter(|o| overlap(o.unit, node.unit, 0.0)) {
                faults.push(format!("{} and {} overlap", node.name, other.name));
            }
            let texts = node
                .shapes
                .iter()
                .filter_map(|shape| if let Shape::Text(text) = shape { Some(text) } else { None });
            for text in texts {
                let inked = Area::new(text.x, text.baseline - text.size * 0.75, text.width, text.size * 0.95);
                if kept_inside(inked, node.unit.inset(-2.0)) != inked || text.width > text.cell.width + 0.01 {
                    faults.push(format!("'{}' leaves {}", text.text, node.name));
                }
            }
            let line = sheet.lines.iter().any(|line| line.to == node.node);
            let says = node.shapes.iter().any(|s| matches!(s, Shape::Text(t) if t.text.starts_with("From ")));
            let fed = tree::Forest::of(project).parent(node.node).is_some();
            if fed != (line || says) || (line && says) {
                faults.push(format!("{}: fed {fed}, line {line}, reference {says}", node.name));
            }
        }
        for line in &sheet.lines {
            let crossing = line.points.windows(2).any(|leg| !is_clear(&units, leg[0], leg[1]));
            // Points are single precision; a hundredth of a point is no slant that anybody sees.
            let apart = |a: f32, b: f32| (a - b).abs() > 0.01;
            let slanted =
                line.points.windows(2).any(|leg| apart(leg[0].0, leg[1].0) && apart(leg[0].1, leg[1].1));
            if crossing || slanted {
                faults.push(format!("the line to {:?} crosses a node or slants: {:?}", line.to, line.points));
            }
        }
    }
    faults
}

#[test]
fn riverside_stands_on_one_sheet_and_says_what_it_knows() {
    let project = riverside();
    let diagram = draw(&project);
    assert_eq!(faults(&project, &diagram), Vec::<String>::new());
    assert_eq!((diagram.sheets.len(), diagram.paper), (1, OneLinePaper::AnsiB));
    let says = |name: &str| -> Vec<String> {
        let node = diagram.sheets[0].nodes.iter().find(|node| node.name == name).expect("drawn");
        let text = |shape: &Shape| if let Shape::Text(text) = shape { Some(text.text.clone()) } else { None };
        node.shapes.iter().filter_map(text).collect()
    };
    let has =
        |name: &str, text: &str| assert!(says(name).iter().any(|t| t == text), "{name}: {:?}", says(name));
    // 75,000 ÷ √3 ÷ 208 ÷ 0.045, and 250 A of HP-1/1 ahead; DECISIONS: demand 35,030 VA, design 36,170 VA = 100.4 A.
    for text in [
        "75 kVA",
        "480 V",
        "208Y/120 V 3φ 4W",
        "4.5 % Z",
        "fault at most 4.6 kA",
        "250 A/3P",
        "HP-1/1",
        "47 % loaded",
    ] {
        has("T-1", text);
    }
    for text in [
        "35.0 kVA",
        "36.2 kVA",
        "100.4 A",
        "125 A bus · 125 A main · 22 kA AIC",
        "#1 Cu THHN",
        "N #1, EGC #6",
        "1-1/2 EMT, 8 ft",
    ] {
        has("LP-1", text);
    }
    has("HP-1", "needs service fault current");
    has("HP-1", "2 × #3/0 Cu THHN");
    has("EM-1", "at most 4.9 kA");
}

#[test]
fn twelve_panels_take_two_sheets() {
    let edits: Vec<Edit> = std::iter::once(service())
        .chain((1..=12).map(|id| panel(id, &format!("LP-{id}"), Some(Source::Service))))
        .collect();
    let project = apply_all(&Project::named("twelve"), &edits).expect("legal").0;
    let diagram = draw(&project);
    assert_eq!(faults(&project, &diagram), Vec::<String>::new());
    assert_eq!((diagram.sheets.len(), diagram.paper), (2, OneLinePaper::AnsiC));
    let texts = |number: usize| -> Vec<String> {
        let text = |shape: Shape| if let Shape::Text(text) = shape { Some(text.text) } else { None };
        OneLine::shapes(&diagram.sheets[number]).filter_map(text).collect()
    };
    assert!(texts(0).iter().any(|text| text == "5 more: sheet 2"), "{:?}", texts(0));
    assert!(texts(1).iter().any(|text| text == "From UTILITY, sheet 1"), "{:?}", texts(1));
    assert!(texts(1).iter().any(|text| text == "2 of 2"));
}

#[test]
fn wide_deep_and_long_names_hold_too() {
    let wide: Vec<Option<usize>> = (0..80).map(|n| Some(if n < 1 { 0 } else { 1 })).collect();
    let deep: Vec<Option<usize>> = (0..40).map(Some).collect();
    let unfed = vec![None; 23];
    for parents in [wide, deep, unfed] {
        let project = project(&parents);
        assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
    }
    let name = "MAIN DISTRIBUTION SWITCHBOARD OF THE NORTH WING, LEVEL 2, ELECTRICAL ROOM 2.118";
    let edits = [
        service(),
        panel(1, name, Some(Source::Service)),
        panel(2, "漢字 <&> \"P\"", Some(Source::FeedThrough(PanelId(1)))),
    ];
    let project = apply_all(&Project::named("long"), &edits).expect("legal").0;
    assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
}

#[test]
fn a_moved_node_keeps_its_place_when_something_is_added() {
    let before = draw(&riverside());
    let lp1 = OneLineNode::Panel(PanelId(2));
    let at = before.node(lp1).expect("drawn").unit;
    let to = OneLinePlace { x: f64::from(at.x) - 220.0, y: f64::from(at.y) - 30.0 };
    let edits = [
        Edit::PlaceOnOneLine { node: lp1, at: Some(to) },
        panel(9001, "LP-9", Some(Source::FeedThrough(PanelId(2)))),
        panel(9002, "HP-9", Some(Source::FeedThrough(PanelId(1)))),
    ];
    let project = apply_all(&riverside(), &edits).expect("legal").0;
    let after = draw(&project);
    assert_eq!(faults(&project, &after), Vec::<String>::new());
    let moved = after.node(lp1).expect("drawn");
    assert_eq!((f64::from(moved.unit.x), f64::from(moved.unit.y)), (to.x, to.y));
    assert!(moved.placed);
    let new = after.node(OneLineNode::Panel(PanelId(9001))).expect("drawn").unit;
    assert!((new.x - moved.unit.x).abs() < 1.0, "what hangs on it stands below it: {new:?}");
}

#[test]
fn what_is_fed_from_nothing_stands_apart() {
    let project = crate::domain::examples::two_panels();
    let diagram = draw(&project);
    assert_eq!(faults(&project, &diagram), Vec::<String>::new());
    let titles =
        diagram.sheets[0].frame.iter().filter(|s| matches!(s, Shape::Text(t) if t.text == "Not fed"));
    assert_eq!(titles.count(), 1);
    assert!(draw(&Project::named("empty")).sheets.is_empty());
    assert!(one_line_svg(&Project::named("empty")).is_err());
}

#[test]
fn what_goes_on_of_the_unfed_leaves_room_for_their_title() {
    // A chain that nothing feeds: LP-1 to T-6 fill a sheet, LP-7, LP-8, T-9, T-12, LP-13, T-15 all but 4 points of the
    // next, where the title takes 24 as well.
    let chain = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16];
    let parent = |number: usize| chain.windows(2).find(|pair| pair[1] == number).map(|pair| pair[0]);
    let parents: Vec<Option<usize>> =
        (1..=16).map(|number| if chain.contains(&number) { parent(number) } else { Some(0) }).collect();
    let project = project(&parents);
    assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
}

#[test]
fn the_same_project_gives_the_same_files() {
    let project = riverside();
    assert_eq!(one_line_svg(&project).expect("svg"), one_line_svg(&project).expect("svg"));
    let pdf = one_line_pdf(&project).expect("pdf");
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(pdf, one_line_pdf(&project).expect("pdf"));
}

#[test]
fn svg_is_well_formed_and_escaped() {
    let edits = [service(), panel(1, "A <&> \"B\"", Some(Source::Service))];
    let project = apply_all(&Project::named("P & Q"), &edits).expect("legal").0;
    let svg = one_line_svg(&project).expect("svg");
    assert!(
        svg.contains("A &lt;&amp;&gt; &quot;B&quot;")
            && svg.contains("<title>P &amp; Q, one-line diagram</title>")
    );
    assert_eq!(svg.matches("<g>").count(), svg.matches("</g>").count());
    assert_eq!(svg.matches("<text ").count(), svg.matches("</text>").count());
}

/// Trees of any shape: each thing hangs on nothing, the service or something earlier.
fn parents() -> impl Strategy<Value = Vec<Option<usize>>> {
    proptest::collection::vec(any::<u16>(), 1..40).prop_map(|rolls| {
        let parent = |(n, roll): (usize, u16)| (roll % 11 != 0).then(|| usize::from(roll / 11) % (n + 1));
        rolls.into_iter().enumerate().map(parent).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_draws_without_overlaps(parents in parents()) {
        let project = project(&parents);
        prop_assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
    }

    #[test]
    fn any_hand_layout_draws_without_overlaps(
        parents in parents(),
        moves in proptest::collection::vec((any::<prop::sample::Index>(), -200.0..4000.0_f64, -200.0..1500.0_f64), 1..12),
    ) {
        let project = project(&parents);
        let nodes = tree::Forest::of(&project).nodes();
        let edits: Vec<Edit> = moves
            .into_iter()
            .map(|(index, x, y)| Edit::PlaceOnOneLine { node: *index.get(&nodes), at: Some(OneLinePlace { x, y }) })
            .collect();
        let project = apply_all(&project, &edits).expect("legal").0;
        prop_assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
    }
}

#[test]
fn a_feeder_can_start_at_anything() {
    let load = FeederLoad::Panel(PanelId(2));
    let project = project(&[Some(0), Some(0), Some(1), Some(3)]);
    let edit =
        Edit::SetFeeder { load, feeder: Some(Box::new(Feeder::from(Source::FeedThrough(PanelId(4))))) };
    let project = apply_all(&project, &[edit]).expect("legal").0;
    assert_eq!(faults(&project, &draw(&project)), Vec::<String>::new());
}
