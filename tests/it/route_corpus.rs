//! Shortest paths against published path problems: the MovingAI scenarios, with the optimal lengths their authors state.
//!
//! The files are not part of the repository. `PHASEWRIGHT_CORPUS` names their folder: `grid_map/NAME.map` and
//! `grid_scen/NAME.scen`, plain or gzipped, each scenario file with `.expected.json` beside it, which adds shortest lengths along
//! rows and columns by someone else's breadth-first search. An optimized build looks at every scenario; an unoptimized one takes
//! evenly chosen ones of each file, the longest among them.

use flate2::read::GzDecoder;
use phasewright::engineering::routing::{Angles, Board, Cell, DIAGONAL_STEP, Finder, Ground, STEP, Terms};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Scenarios of one file that an unoptimized build looks at.
const SOME: usize = 5;
/// Stated lengths are rounded to five or six digits, ours to a hundred-thousandth of a step.
const TOLERANCE: f64 = 2e-5;

fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PHASEWRIGHT_CORPUS").map(PathBuf::from) else {
        println!("PHASEWRIGHT_CORPUS is not set: no path problems at hand, nothing to compare");
        return None;
    };
    assert!(folder.join("grid_scen").is_dir(), "PHASEWRIGHT_CORPUS has no folder grid_scen");
    Some(folder)
}

fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("a gzipped text");
    } else {
        text = String::from_utf8(bytes).expect("a text");
    }
    text
}

fn map(path: &Path) -> Board {
    let text = text(path);
    let (head, rows) = text.split_once("\nmap").expect("a map");
    let size = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name)).expect("a size");
        line.trim().parse::<usize>().expect("a number")
    };
    let mut board = Board::new(size("width"), size("height"));
    for (row, line) in rows.trim_start().lines().enumerate() {
        for (column, letter) in line.trim_end().chars().enumerate() {
            board.set_blocked(Cell { column, row }, !matches!(letter, '.' | 'G' | 'S'));
        }
    }
    board
}

struct Scenario {
    from: Cell,
    to: Cell,
    optimal: f64,
}

fn scenarios(path: &Path) -> Vec<Scenario> {
    let scenario = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, _, _, _, from_x, from_y, to_x, to_y, optimal] = words.as_slice() else { return None };
        let cell = |x: &str, y: &str| Cell { column: x.parse().expect("x"), row: y.parse().expect("y") };
        let optimal = optimal.parse().expect("a length");
        Some(Scenario { from: cell(from_x, from_y), to: cell(to_x, to_y), optimal })
    };
    text(path).lines().skip(1).filter_map(scenario).collect()
}

/// Counts diagonal and straight steps of a way and refuses corners cut and jumps.
fn length(board: &Board, cells: &[Cell]) -> f64 {
    let steps = cells.windows(2).map(|two| {
        let (from, to) = (two[0], two[1]);
        let (dx, dy) = (from.column.abs_diff(to.column), from.row.abs_diff(to.row));
        assert!(dx <= 1 && dy <= 1 && dx + dy > 0 && !board.is_blocked(to), "{from:?} {to:?}");
        if dx + dy == 2 {
            let beside =
                [Cell { column: from.column, row: to.row }, Cell { column: to.column, row: from.row }];
            assert!(beside.iter().all(|cell| !board.is_blocked(*cell)), "a corner is cut at {from:?}");
            return std::f64::consts::SQRT_2;
        }
        1.0
    });
    steps.sum()
}

#[test]
fn corpus_scenarios_are_solved_with_the_stated_length() {
    let Some(folder) = corpus() else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("grid_scen"))
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut maps: BTreeMap<String, (Board, Ground)> = BTreeMap::new();
    let (mut solved, mut closed, mut square) = (0, 0, 0);
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let beside = path.with_file_name(format!("{name}.expected.json"));
        let expected: Value = serde_json::from_str(&text(&beside)).expect("JSON");
        let map_file = expected["map_file"].as_str().expect("a map").to_owned();
        let (board, ground) = maps.entry(map_file.clone()).or_insert_with(|| {
            let board = map(&folder.join(&map_file));
            (board.clone(), Ground::new(&board))
        });
        let all = scenarios(&path);
        assert_eq!(Some(all.len() as u64), expected["entries"].as_u64(), "{name}");
        let every = if cfg!(debug_assertions) { all.len().div_ceil(SOME).max(1) } else { 1 };
        let mut finder = Finder::default();
        for scenario in all.iter().rev().step_by(every) {
            let walk = finder.shortest(ground, &[scenario.from], &[scenario.to], octile());
            // A length of 0 between two cells says that nothing leads there.
            if scenario.optimal == 0.0 && scenario.from != scenario.to {
                assert!(walk.is_err(), "{name}: a way from {:?} where there is none", scenario.from);
                closed += 1;
                continue;
            }
            let walk = walk.unwrap_or_else(|_| panic!("{name}: no way from {:?}", scenario.from));
            let found = length(board, &walk.cells);
            assert!(
                (found - scenario.optimal).abs() <= TOLERANCE * scenario.optimal + 1e-3,
                "{name}: {found} from {:?} to {:?}, stated {}",
                scenario.from,
                scenario.to,
                scenario.optimal
            );
            assert!((walk.cost as f64 / STEP as f64 - found).abs() <= 1e-5 * found);
            solved += 1;
        }
        for check in expected["rectilinear_checks"].as_array().expect("checks") {
            let cell = |key: &str| {
                let number = |place: usize| check[key][place].as_u64().expect("a number") as usize;
                Cell { column: number(0), row: number(1) }
            };
            let walk = finder.shortest(ground, &[cell("start")], &[cell("goal")], Terms::default());
            let Some(steps) = check["shortest_4conn_steps_bfs"].as_u64() else {
                assert!(walk.is_err(), "{name}: a way from {:?} where there is none", cell("start"));
                continue;
            };
            let walk = walk.unwrap_or_else(|_| panic!("{name}: no way from {:?}", cell("start")));
            assert_eq!((walk.cells.len() as u64 - 1, walk.cost), (steps, steps * STEP), "{name}");
            square += 1;
        }
    }
    println!(
        "{solved} scenarios solved with diagonals, {square} without, {closed} without a way, {} maps",
        maps.len()
    );
}

const fn octile() -> Terms {
    Terms { angles: Angles::Octile, bend: 0 }
}

#[test]
fn a_diagonal_step_is_the_root_of_two() {
    assert!((DIAGONAL_STEP as f64 / STEP as f64 - std::f64::consts::SQRT_2).abs() < 1e-5);
}
