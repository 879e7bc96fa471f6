//! Real drawings that nobody here wrote, against facts that another reader read from them.
//!
//! The files are not part of the repository. `PHASEWRIGHT_CORPUS` names their folder: `dxf_floorplan/NAME` with
//! `dxf_floorplan/NAME.expected.json` beside it, and the other folders of drawings. Without the variable the test says so
//! and has nothing to compare; `.ci/run` sets it wherever the folder is at hand.

use phasewright::domain::Underlay;
use phasewright::interchange::drawing::recognize::{LayerUse, RecognizeOptions, layer_uses, recognize};
use phasewright::interchange::drawing::scale::guess_scale;
use phasewright::interchange::drawing::{Limits, ReadDrawing, Watch, read_drawing};
use phasewright::units::PlanRect;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const FOLDERS: [&str; 6] =
    ["dxf_floorplan", "dxf_feature", "dxf_version_binary", "dxf_malformed", "dwg", "plan_svg_png_pdf"];

/// Longest reading of one file. An image of 65 million pixels takes a quarter of it in a debug build.
const LONGEST: Duration = Duration::from_secs(120);

fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PHASEWRIGHT_CORPUS").map(PathBuf::from) else {
        println!("PHASEWRIGHT_CORPUS is not set: no real drawings at hand, nothing to compare");
        return None;
    };
    Some(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    files.sort();
    files
}

fn expected(path: &Path) -> Value {
    let beside = PathBuf::from(format!("{}.expected.json", path.display()));
    let text =
        std::fs::read_to_string(&beside).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
    serde_json::from_str(&text).expect("JSON")
}

/// What a drawing has in common with the facts of another reader.
#[derive(Default)]
struct Tally {
    files: usize,
    counted: usize,
    same_counts: usize,
    layered: usize,
    same_layers: usize,
    measured: usize,
    same_extents: usize,
    roughly: usize,
    same_roughly: usize,
    differences: Vec<String>,
}

fn counts_of(value: &Value) -> Option<BTreeMap<String, u64>> {
    let counts = value.get("modelspace_entities")?.as_object()?;
    Some(counts.iter().filter_map(|(kind, count)| Some((kind.clone(), count.as_u64()?))).collect())
}

fn compare(read: &ReadDrawing, facts: &Value, name: &str, tally: &mut Tally) {
    tally.files += 1;
    if let Some(counts) = counts_of(facts) {
        tally.counted += 1;
        let ours: BTreeMap<String, u64> =
            read.report.entities.iter().map(|(kind, count)| (kind.clone(), *count as u64)).collect();
        if ours == counts {
            tally.same_counts += 1;
        } else {
            tally.differences.push(format!("{name}: counts {ours:?}, theirs {counts:?}"));
        }
    }
    compare_layers(read, facts, name, tally);
    compare_extents(read, facts, name, tally);
}

/// The other reader adds the layers 0 and Defpoints to every drawing, and not those that only entities name.
/// The other reader adds the layers 0 and Defpoints to every drawing, leaves out those that only entities name, and does not
/// turn `\U+039B` into a letter.
fn compare_layers(read: &ReadDrawing, facts: &Value, name: &str, tally: &mut Tally) {
    let Some(theirs) = facts.get("layers").and_then(Value::as_array) else { return };
    tally.layered += 1;
    let own = |name: &String| !matches!(name.as_str(), "0" | "DEFPOINTS") && !name.contains("\\U+");
    let per_layer = facts.get("modelspace_entities_per_layer").and_then(Value::as_object);
    let named = per_layer.into_iter().flatten().map(|(name, _)| name.as_str());
    let theirs: BTreeSet<String> =
        theirs.iter().filter_map(Value::as_str).chain(named).map(str::to_uppercase).filter(own).collect();
    let ours: BTreeSet<String> = read.report.layers.iter().map(|name| name.to_uppercase()).collect();
    if theirs.is_subset(&ours) {
        tally.same_layers += 1;
    } else {
        tally.differences.push(format!("{name}: layers {ours:?}, theirs {theirs:?}"));
    }
}

/// Of floor plans the other reader gives the extents of line work. Of other files it gives only a rough box around texts,
/// exploded blocks and control points of curves; a file counts when ours, with or without texts and blocks, is that box.
fn compare_extents(read: &ReadDrawing, facts: &Value, name: &str, tally: &mut Tally) {
    let corner = |value: Option<&Value>| {
        let numbers = value?.as_array()?;
        Some([numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?])
    };
    let line_work = facts.get("bbox_LINE_LWPOLYLINE_POLYLINE_CIRCLE_ARC");
    let of_lines = line_work.and_then(|both| Some((corner(both.get(0))?, corner(both.get(1))?)));
    let of_all = corner(facts.get("bbox_fast_min")).zip(corner(facts.get("bbox_fast_max")));
    let Some(([min_x, min_y], [max_x, max_y])) = of_lines.or(of_all) else { return };
    let theirs = [min_x, min_y, max_x, max_y];
    let near = |ours: Option<PlanRect>| {
        let size = (max_x - min_x).hypot(max_y - min_y).max(1e-6);
        let ours = ours.map(|rect| [rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
        ours.is_some_and(|ours| ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() <= 0.01 * size))
    };
    let same = near(read.report.extents);
    if of_lines.is_some() {
        tally.measured += 1;
        tally.same_extents += usize::from(same);
    } else {
        tally.roughly += 1;
        tally.same_roughly += usize::from(same || near(read.report.drawn_extents));
    }
    if of_lines.is_some() && !same {
        tally.differences.push(format!("{name}: extents {:?}, theirs {theirs:?}", read.report.extents));
    }
}

#[test]
fn corpus_drawings_open_or_are_refused_and_agree_with_another_reader() {
    let Some(corpus) = corpus() else { return };
    let mut tally = Tally::default();
    let mut refused = 0;
    for folder in FOLDERS {
        for path in files(&corpus.join(folder)) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("a file");
            let begun = Instant::now();
            let read = read_drawing(&bytes, &name, 1, &Limits::default(), Watch::patient());
            let took = begun.elapsed();
            assert!(took < LONGEST, "{name} took {took:?}");
            match read {
                Ok(read) => {
                    let report = &read.report;
                    println!(
                        "{folder}/{name}: {} {}; {} ms; {}",
                        report.format,
                        report.version,
                        took.as_millis(),
                        report.line()
                    );
                    let all: usize = report.entities.values().sum();
                    assert_eq!(
                        report.drawn + report.approximated_total() + report.skipped_total(),
                        all,
                        "{name}"
                    );
                    assert!(!guess_scale(&read).evidence.is_empty() || all == 0, "{name}");
                    compare(&read, &expected(&path), &name, &mut tally);
                }
                Err(error) => {
                    println!("{folder}/{name}: refused: {error}");
                    assert!(!folder.starts_with("dxf"), "{name}: {error}");
                    assert!(error.to_string().starts_with(&name), "{error}");
                    refused += 1;
                }
            }
        }
    }
    println!(
        "{} drawings read, {refused} refused; counts agree in {} of {}, layers in {} of {}, extents of floor plans in {} of \
         {}, rough boxes of others in {} of {}",
        tally.files,
        tally.same_counts,
        tally.counted,
        tally.same_layers,
        tally.layered,
        tally.same_extents,
        tally.measured,
        tally.same_roughly,
        tally.roughly
    );
    assert_eq!(tally.differences, Vec::<String>::new());
    assert!(tally.counted > 70 && tally.measured > 10, "the corpus was there and was not compared");
}

/// What a unit of a plan is, by other evidence than its header: the facts say why.
#[test]
fn corpus_units_are_told_against_lying_headers() {
    let Some(corpus) = corpus() else { return };
    let mut told = 0;
    for path in files(&corpus.join("dxf_floorplan")) {
        let facts = expected(&path);
        let truth = facts.pointer("/reader_facts/true_units").and_then(Value::as_str).unwrap_or("unknown");
        let Some(unit) = truth.split(' ').next().filter(|word| *word != "unknown") else { continue };
        let bytes = std::fs::read(&path).expect("a file");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let read = read_drawing(&bytes, &name, 1, &Limits::default(), Watch::patient()).expect("a drawing");
        let guess = guess_scale(&read);
        println!("{name}: {:?}, {:?}", guess.unit, guess.evidence);
        let guessed = guess.unit.map(|unit| unit.name().replace("meters", "metres"));
        assert_eq!(guessed.as_deref(), Some(unit), "{name}");
        told += 1;
    }
    assert!(told > 0, "no plan says what its units are");
}

/// Walls are looked for in every plan, on the layers named for them or else on the fullest layer; it ends, whatever there is.
#[test]
fn corpus_plans_are_searched_for_walls_and_rooms() {
    let Some(corpus) = corpus() else { return };
    for path in files(&corpus.join("dxf_floorplan")) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let read = read_drawing(&bytes, &name, 1, &Limits::default(), Watch::patient()).expect("a drawing");
        let underlay = Underlay::new(&name, "", guess_scale(&read).feet_per_unit);
        let mut options = RecognizeOptions::default();
        if !layer_uses(&read.drawing).contains(&LayerUse::Wall) {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            read.drawing.entities.iter().for_each(|entity| *counts.entry(entity.layer).or_default() += 1);
            let fullest = counts.into_iter().max_by_key(|(_, count)| *count).map(|(layer, _)| layer);
            let layer = fullest.and_then(|layer| read.drawing.layers.get(layer));
            options.wall_layers = Some(layer.map(|layer| layer.name.clone()).into_iter().collect());
        }
        let begun = Instant::now();
        let found = recognize(&read.drawing, &underlay, &options, &Watch::patient()).expect("patient");
        println!("{name}: {} ms; {}", begun.elapsed().as_millis(), found.notes.join("; "));
        assert!(begun.elapsed() < LONGEST, "{name}");
        assert!(found.walls.iter().all(|wall| wall.thickness_ft > 0.0), "{name}");
    }
}
