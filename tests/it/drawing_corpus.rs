//! Real drawings that nobody here wrote, against facts that another reader read from them.
//!
//! The files are not part of the repository. `PHASEWRIGHT_CORPUS` names their folder: `dxf_floorplan/NAME` with
//! `dxf_floorplan/NAME.expected.json` beside it, and the other folders of drawings. Without the variable the test says so
//! and has nothing to compare; `.ci/run` sets it wherever the folder is at hand.

use phasewright::interchange::drawing::{Limits, ReadDrawing, Watch, read_drawing};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

const FOLDERS: [&str; 4] = ["dxf_floorplan", "dxf_feature", "dxf_version_binary", "dxf_malformed"];

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
fn compare_layers(read: &ReadDrawing, facts: &Value, name: &str, tally: &mut Tally) {
    let Some(theirs) = facts.get("layers").and_then(Value::as_array) else { return };
    tally.layered += 1;
    let own = |name: &String| !matches!(name.as_str(), "0" | "DEFPOINTS");
    let upper = |name: &str| name.to_uppercase();
    let theirs: BTreeSet<String> = theirs.iter().filter_map(Value::as_str).map(upper).filter(own).collect();
    let ours: BTreeSet<String> = read.report.layers.iter().map(|name| upper(name)).filter(own).collect();
    let per_layer = facts.get("modelspace_entities_per_layer").and_then(Value::as_object);
    let named: BTreeSet<String> =
        per_layer.into_iter().flatten().map(|(name, _)| upper(name)).filter(own).collect();
    let all: BTreeSet<String> = theirs.union(&named).cloned().collect();
    if theirs.is_subset(&ours) && named.is_subset(&ours) {
        tally.same_layers += 1;
    }
    if ours != all {
        let more: Vec<_> = ours.difference(&all).collect();
        let less: Vec<_> = all.difference(&ours).collect();
        tally.differences.push(format!("{name}: layers only here {more:?}, only there {less:?}"));
    }
}

fn compare_extents(read: &ReadDrawing, facts: &Value, name: &str, tally: &mut Tally) {
    let corner = |value: Option<&Value>| {
        let numbers = value?.as_array()?;
        Some([numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?])
    };
    let line_work = facts.get("bbox_LINE_LWPOLYLINE_POLYLINE_CIRCLE_ARC");
    let of_lines = line_work.and_then(|both| Some((corner(both.get(0))?, corner(both.get(1))?)));
    let of_all = corner(facts.get("bbox_fast_min")).zip(corner(facts.get("bbox_fast_max")));
    let Some((min, max)) = of_lines.or(of_all) else { return };
    tally.measured += 1;
    let Some(ours) = read.report.extents else {
        tally.differences.push(format!("{name}: no extents, theirs {min:?} {max:?}"));
        return;
    };
    let ours = [ours.min.x, ours.min.y, ours.max.x, ours.max.y];
    let theirs = [min[0], min[1], max[0], max[1]];
    let size = (max[0] - min[0]).hypot(max[1] - min[1]).max(1e-6);
    if ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() <= 0.01 * size) {
        tally.same_extents += 1;
    } else {
        tally.differences.push(format!("{name}: extents {ours:.3?}, theirs {theirs:.3?}"));
    }
}

#[test]
fn corpus_drawings_open_and_agree_with_another_reader() {
    let Some(corpus) = corpus() else { return };
    let mut tally = Tally::default();
    for folder in FOLDERS {
        for path in files(&corpus.join(folder)) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("a file");
            let begun = Instant::now();
            let read = read_drawing(&bytes, &name, 1, &Limits::default(), Watch::patient());
            let took = begun.elapsed();
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
                    compare(&read, &expected(&path), &name, &mut tally);
                }
                Err(error) => println!("{folder}/{name}: refused: {error}"),
            }
        }
    }
    for difference in &tally.differences {
        println!("{difference}");
    }
    println!(
        "{} drawings read; counts agree in {} of {}, layers in {} of {}, extents in {} of {}",
        tally.files,
        tally.same_counts,
        tally.counted,
        tally.same_layers,
        tally.layered,
        tally.same_extents,
        tally.measured
    );
}
