//! Routes on the sample plans, corrupted plans, and models made for it.

use super::*;
use crate::document::{Document, Sample};
use crate::domain::{CircuitId, Edit, PanelId, Project, RunId, apply_all};
use crate::engineering::routing::{Angles, Board, Cell, Finder, Ground, Terms};
use crate::proposals::{DirectionField, ModelError, Problem, Verdict};
use crate::rules::check;
use std::collections::BTreeSet;

/// LP-1/5, the conference room, whose run R-11 has 450° of bends.
const CONFERENCE: (PanelId, CircuitId) = (PanelId(2), CircuitId(2005));
const RACK_A: (PanelId, CircuitId) = (PanelId(2), CircuitId(2025));
const RACK_B: (PanelId, CircuitId) = (PanelId(2), CircuitId(2026));
const SHEET: SheetId = SheetId(20);

fn riverside() -> DocumentSnapshot {
    let sample = Sample::by_id("riverside-office").expect("a sample");
    Document::saved(sample.project().expect("a project")).snapshot()
}

fn wish(circuits: &[(PanelId, CircuitId)]) -> RouteWish {
    RouteWish::of(SHEET, RouteSubject::Circuits(circuits.to_vec()))
}

fn proposed(snapshot: &DocumentSnapshot, wish: &RouteWish) -> RouteProposal {
    propose_routes(snapshot, wish, None, &Cancel::default()).expect("routes")
}

fn after(snapshot: &DocumentSnapshot, proposal: &RouteProposal) -> Project {
    apply_all(&snapshot.project, &proposal.proposal.edits).expect("edits").0
}

fn codes(project: &Project) -> Vec<&'static str> {
    check(project, project.settings().edition).findings.iter().map(|finding| finding.meta.code).collect()
}

#[test]
fn a_circuit_is_routed_within_the_code_and_proven() {
    let snapshot = riverside();
    let proposal = proposed(&snapshot, &wish(&[CONFERENCE]));
    let [routed] = proposal.routes.as_slice() else { panic!("one route") };
    assert!(routed.route.is_proven() && routed.route.shortest_proven);
    assert!(routed.route.length_ft() >= routed.route.shortest_ft - 6.0 * 0.5, "within cells of its bound");
    assert!(routed.figures.legs.iter().all(|leg| leg.bends_deg <= 360.0 && leg.raceway.is_some()));
    assert!(routed.figures.drop.is_ok());
    assert_eq!(proposal.proposal.source, Source::Exact);
    let project = after(&snapshot, &proposal);
    let bends = |project: &Project| codes(project).iter().filter(|code| **code == "PW137").count();
    assert_eq!((bends(&snapshot.project), bends(&project)), (1, 0), "the 450° are gone");
    let known: BTreeSet<&str> = codes(&snapshot.project).into_iter().collect();
    let new: Vec<&str> = codes(&project).into_iter().filter(|code| !known.contains(code)).collect();
    assert!(new.is_empty(), "{new:?}");
    // The home run keeps the id and tag of the one it replaces.
    let sheet = project.sheet(SHEET).expect("the sheet");
    assert!(sheet.runs.values().any(|run| run.id == RunId(177) && run.tag == "R-11"));
}

#[test]
fn circuits_that_leave_together_share_their_home_run_and_those_without_devices_are_named() {
    let snapshot = riverside();
    let spare = (PanelId(2), CircuitId(2021));
    let kitchen: Vec<_> = kitchen().chain([spare]).collect();
    let proposal = proposed(&snapshot, &wish(&kitchen));
    assert_eq!(proposal.routes.len(), 5);
    assert_eq!(proposal.failed, [(spare, NoRoute::NoDevices)]);
    let shared: Vec<_> = proposal.proposal.answer.runs.iter().filter(|run| run.circuits.len() > 1).collect();
    assert!(!shared.is_empty(), "some home runs are shared");
    // 30 A × 0.7 = 21 A carries 20 A with up to nine conductors, 15 A with more does not.
    assert!(shared.iter().all(|run| run.circuits.len() <= 4));
    let separately: f64 = proposal.routes.iter().map(|routed| routed.route.length_ft()).sum();
    assert!(proposal.length_ft() < separately);
    // R-04 with its ten current-carrying conductors is taken apart, and its finding goes with it.
    let project = after(&snapshot, &proposal);
    assert!(codes(&project).len() < codes(&snapshot.project).len(), "{:?}", codes(&project));
}

/// Single runs and trees with bends of 45°: checked like all others, no longer than along two directions.
#[test]
fn routes_at_45_degrees_pass_the_verifier() {
    let snapshot = riverside();
    let slanted =
        |wish: RouteWish| RouteWish { terms: RouteTerms { angles: Angles::Octile, ..wish.terms }, ..wish };
    let subjects =
        [wish(&[CONFERENCE]), wish(&[RACK_A, RACK_B]), RouteWish::of(SHEET, RouteSubject::Run(RunId(177)))];
    for wish in subjects {
        let square = proposed(&snapshot, &wish);
        let proposal = proposed(&snapshot, &slanted(wish));
        assert!(proposal.failed.is_empty());
        let shortest = |proposal: &RouteProposal| proposal.shortest_ft();
        assert!(shortest(&proposal) < shortest(&square), "{} {}", shortest(&proposal), shortest(&square));
        for routed in &proposal.routes {
            assert!(routed.route.is_proven() && routed.route.shortest_proven);
            assert!(routed.figures.legs.iter().all(|leg| leg.bends_deg <= 360.0 + 1e-6));
        }
        let bends: Vec<f64> = (proposal.proposal.answer.runs.iter())
            .flat_map(|run| crate::engineering::routing::bends_deg(&run.path))
            .map(|(_, bend)| bend)
            .collect();
        assert!(bends.iter().any(|bend| (bend - 45.0).abs() < 1e-6), "{bends:?}");
    }
    // Bends of 45° count 45° towards 360°: eight of them are as many as there may be.
    let proposal = proposed(&snapshot, &slanted(wish(&[RACK_A])));
    let mut plan = proposal.proposal.answer.clone();
    let start = plan.runs[0].path[0];
    let at = |x: f64, y: f64| PlanPoint { x: start.x + x, y: start.y + y };
    let judged = |plan: &RoutePlan| {
        let project = apply_all(&snapshot.project, &proposal.problem.edits(plan)).expect("edits").0;
        match proposal.problem.verify(&snapshot.project, &project, plan) {
            Verdict::Rejected(faults) => faults,
            Verdict::Passed { .. } => Vec::new(),
        }
    };
    let wave: Vec<PlanPoint> = (0..10).map(|n| at(0.1 * f64::from(n), 0.1 * f64::from(n % 2))).collect();
    plan.runs[0].path.splice(0..1, wave);
    assert!(judged(&plan).iter().any(|fault| fault.contains("bends by")), "{:?}", judged(&plan));
}

#[test]
fn routes_are_the_same_every_time() {
    let snapshot = riverside();
    let wish = wish(&[RACK_A, RACK_B]);
    assert_eq!(proposed(&snapshot, &wish), proposed(&snapshot, &wish));
}

#[test]
fn a_run_is_drawn_anew_between_its_ends_with_its_pinned_leg() {
    let snapshot = riverside();
    let sheet = snapshot.project.sheet(SHEET).expect("the sheet");
    let mut run = sheet.runs[&RunId(177)].as_ref().clone();
    run.pinned = BTreeSet::from([1]);
    let pinned = [run.path[1], run.path[2]];
    let edit = Edit::PutRun { sheet: SHEET, run: Box::new(run.clone()) };
    let project = apply_all(&snapshot.project, &[edit]).expect("edits").0;
    let snapshot = Document::saved(project).snapshot();
    let proposal = proposed(&snapshot, &RouteWish::of(SHEET, RouteSubject::Run(run.id)));
    let project = after(&snapshot, &proposal);
    let drawn = &project.sheet(SHEET).expect("the sheet").runs[&run.id];
    assert_eq!((drawn.path.first(), drawn.path.last()), (run.path.first(), run.path.last()));
    let leg = *drawn.pinned.first().expect("pinned");
    assert_eq!(drawn.path[leg..leg + 2], pinned);
    assert!(
        proposal.length_ft()
            < run
                .path
                .windows(2)
                .map(|two| (two[1].x - two[0].x).abs() + (two[1].y - two[0].y).abs())
                .sum::<f64>()
                + 1e-6
    );
}

/// Each corruption of a good plan is noticed, whoever made it.
#[test]
fn the_verifier_notices_corrupted_plans() {
    let snapshot = riverside();
    let proposal = proposed(&snapshot, &wish(&[RACK_A]));
    let problem = &proposal.problem;
    let good = &proposal.proposal.answer;
    let judged = |plan: &RoutePlan| {
        let project = apply_all(&snapshot.project, &problem.edits(plan)).expect("edits").0;
        problem.verify(&snapshot.project, &project, plan)
    };
    assert!(matches!(judged(good), Verdict::Passed { .. }));
    type Corruption = (&'static str, Box<dyn Fn(&mut RoutePlan)>);
    let corruptions: Vec<Corruption> = vec![
        (
            "hangs on no run",
            Box::new(|plan| {
                plan.runs[0].path.remove(0);
                plan.runs[0].path.remove(0);
            }),
        ),
        ("fills 1/2 EMT", Box::new(|plan| plan.runs[0].circuits.extend(kitchen()))),
        ("under a 20 A device", Box::new(|plan| plan.runs[0].circuits.extend(kitchen()))),
        ("the length is", Box::new(|plan| plan.length_ft -= 1.0)),
        (
            "bends by",
            Box::new(|plan| {
                let start = plan.runs[0].path[0];
                let zigzag = (1..8).map(|n| PlanPoint {
                    x: start.x + 0.1 * f64::from(n / 2),
                    y: start.y - 0.1 * f64::from((n + 1) / 2),
                });
                let zigzag: Vec<PlanPoint> = zigzag.collect();
                plan.runs[0].path.splice(1..1, zigzag);
            }),
        ),
        (
            "passes ELEVATOR",
            Box::new(|plan| {
                let last = plan.runs[0].path.len() - 1;
                plan.runs[0].path.insert(last, PlanPoint { x: 119.0, y: 48.0 });
            }),
        ),
        ("no longer what it was", Box::new(|plan| plan.removed.push(RunId(174)))),
    ];
    for (words, corrupt) in corruptions {
        let mut plan = good.clone();
        corrupt(&mut plan);
        let length = plan.runs.iter().flat_map(|run| run.path.windows(2));
        let length: f64 = length.map(|two| (two[1].x - two[0].x).hypot(two[1].y - two[0].y)).sum();
        if words != "the length is" {
            plan.length_ft = length;
        }
        let Verdict::Rejected(faults) = judged(&plan) else { panic!("{words}: passed") };
        assert!(faults.iter().any(|fault| fault.contains(words)), "{words}: {faults:?}");
    }
}

/// Five circuits of two wires each.
fn kitchen() -> impl Iterator<Item = (PanelId, CircuitId)> {
    [2007, 2008, 2009, 2010, 2012].into_iter().map(|id| (PanelId(2), CircuitId(id)))
}

type Pointing = dyn Fn(&Board, Cell) -> Result<Vec<Option<Cell>>, ModelError> + Send + Sync;

struct Pointer(Box<Pointing>);

impl RouteModel for Pointer {
    fn id(&self) -> &str {
        "stub-route-1"
    }

    fn device(&self) -> &str {
        "cpu"
    }

    fn field(&self, board: &Board, goal: Cell, _: &Cancel) -> Result<DirectionField, ModelError> {
        Ok(DirectionField::new(board, goal, (self.0)(board, goal)?, 1))
    }
}

/// Points every cell along a shortest way of the coarse board.
fn knowing() -> Pointer {
    Pointer(Box::new(|board, goal| {
        let ground = Ground::new(board);
        let mut finder = Finder::default();
        let cells = (0..board.columns() * board.rows()).map(|index| board.cell(index));
        Ok(cells
            .map(|cell| {
                let walk = finder.shortest(&ground, &[cell], &[goal], Terms::default()).ok()?;
                walk.cells.get(1).copied()
            })
            .collect())
    }))
}

#[test]
fn a_models_corridor_guides_the_search_and_gets_the_credit_for_an_equal_route() {
    let snapshot = riverside();
    let wish = wish(&[RACK_A]);
    let with = propose_routes(&snapshot, &wish, Some(&knowing()), &Cancel::default()).expect("routes");
    let plain = proposed(&snapshot, &wish);
    let cost = |proposal: &RouteProposal| proposal.routes[0].route.cost_ft;
    assert!(cost(&with) <= cost(&plain) + 1e-6);
    assert_eq!(with.model.as_deref(), Some("stub-route-1"));
    assert!(!with.corridors.is_empty());
    let beside = with.beside.expect("the other answer");
    match with.proposal.source {
        Source::HrmSearch => assert_eq!(beside.source, Source::Exact),
        source => assert_eq!((source, beside.source), (Source::Exact, Source::HrmSearch)),
    }
    let hrm = RouteWish { method: RouteMethod::Hrm, ..wish };
    let guided = propose_routes(&snapshot, &hrm, Some(&knowing()), &Cancel::default()).expect("routes");
    assert_eq!(guided.proposal.source, Source::HrmSearch);
    assert_eq!(
        propose_routes(&snapshot, &hrm, None, &Cancel::default()).expect_err("no model"),
        RouteError::NoModel
    );
}

/// Points along the coarse board as if every third column were closed but for its ends: ways that lead there, and far around.
fn roundabout() -> Pointer {
    Pointer(Box::new(|board, goal| {
        let mut walled = board.clone();
        for column in (2..board.columns()).step_by(3) {
            let gap = if column % 2 == 0 { 0 } else { board.rows().saturating_sub(1) };
            for row in
                (0..board.rows()).filter(|row| *row != gap && (column, *row) != (goal.column, goal.row))
            {
                walled.set_blocked(Cell { column, row }, true);
            }
        }
        let (around, plain) = (Ground::new(&walled), Ground::new(board));
        let mut finder = Finder::default();
        let cells = (0..board.columns() * board.rows()).map(|index| board.cell(index));
        Ok(cells
            .map(|cell| {
                let walled = finder.shortest(&around, &[cell], &[goal], Terms::default());
                let walk = walled.or_else(|_| finder.shortest(&plain, &[cell], &[goal], Terms::default()));
                walk.ok()?.cells.get(1).copied()
            })
            .collect())
    }))
}

/// The coarse corridor is a guide and nothing more: with a model that knows the way and with one that leads around, every route
/// costs what it costs without a model, and is proven alike.
#[test]
fn no_guide_makes_a_route_dearer() {
    let snapshot = riverside();
    let some = [CONFERENCE, RACK_A, RACK_B].into_iter().chain(kitchen()).collect::<Vec<_>>();
    let subjects = [wish(&some), RouteWish::of(SHEET, RouteSubject::Run(RunId(177)))];
    for angles in [Angles::Square, Angles::Octile] {
        for wish in &subjects {
            let wish = RouteWish { terms: RouteTerms { angles, ..wish.terms }, ..wish.clone() };
            let plain = proposed(&snapshot, &wish);
            for model in [knowing(), roundabout()] {
                let found =
                    propose_routes(&snapshot, &wish, Some(&model), &Cancel::default()).expect("routes");
                assert_eq!(found.routes.len(), plain.routes.len());
                for (guided, alone) in found.routes.iter().zip(&plain.routes) {
                    let (guided, alone) = (&guided.route, &alone.route);
                    assert_eq!(guided.circuit, alone.circuit);
                    assert!((guided.cost_ft - alone.cost_ft).abs() < 1e-6, "{guided:?} {alone:?}");
                    assert!((guided.bound_ft - alone.bound_ft).abs() < 1e-6, "{guided:?} {alone:?}");
                    assert_eq!(guided.is_proven(), alone.is_proven());
                }
            }
        }
    }
}

/// Where only the corridor is searched, the route says how far from the best it is.
#[test]
fn a_route_that_stays_in_its_corridor_says_its_gap() {
    let snapshot = riverside();
    let hrm = |circuit| RouteWish { method: RouteMethod::Hrm, ..wish(&[circuit]) };
    let mut gaps = 0;
    for circuit in [CONFERENCE, RACK_A, RACK_B] {
        let best = proposed(&snapshot, &wish(&[circuit])).routes[0].route.clone();
        let found = propose_routes(&snapshot, &hrm(circuit), Some(&roundabout()), &Cancel::default());
        let Ok(found) = found else { continue };
        let guided = &found.routes[0].route;
        assert_eq!(found.proposal.source, Source::HrmSearch);
        assert!((guided.bound_ft - best.bound_ft).abs() < 1e-6 && guided.cost_ft >= best.cost_ft - 1e-6);
        let standing = found.beside.expect("the exact search").standing;
        if guided.is_proven() {
            assert_eq!(standing, RouteStanding::NothingCheaper);
        } else {
            gaps += 1;
            assert!(matches!(standing, RouteStanding::Length(_)), "{standing:?}");
        }
    }
    assert!(gaps > 0, "some corridor leads around");
}

#[test]
fn a_model_that_fails_or_points_nowhere_stops_nothing() {
    let snapshot = riverside();
    let wish = wish(&[RACK_A]);
    let plain = proposed(&snapshot, &wish);
    let failing: [Pointer; 3] = [
        Pointer(Box::new(|_, _| Err(ModelError::Failed("its weights are no numbers".into())))),
        Pointer(Box::new(|board, _| Ok(vec![None; board.columns() * board.rows()]))),
        Pointer(Box::new(|_, _| panic!("inside the model"))),
    ];
    for model in failing {
        let found = propose_routes(&snapshot, &wish, Some(&model), &Cancel::default()).expect("routes");
        assert_eq!(found.proposal, plain.proposal);
        assert!(found.beside.is_some_and(|beside| matches!(beside.standing, RouteStanding::Nothing(_))));
    }
}

#[test]
fn a_wish_for_nothing_is_refused_in_words() {
    let snapshot = riverside();
    let asked = |wish: &RouteWish| {
        propose_routes(&snapshot, wish, None, &Cancel::default()).expect_err("nothing to route")
    };
    assert_eq!(asked(&wish(&[])), RouteError::Nothing);
    assert_eq!(asked(&RouteWish::of(SheetId(1), RouteSubject::Run(RunId(1)))), RouteError::NoSheet);
    assert_eq!(asked(&RouteWish::of(SHEET, RouteSubject::Run(RunId(1)))), RouteError::NoRun);
    let RouteError::NoRoutes(failed) = asked(&wish(&[(PanelId(9), CircuitId(9))])) else {
        panic!("another reason")
    };
    assert!(matches!(failed.as_slice(), [(_, NoRoute::PanelNotPlaced(_))]));
}
