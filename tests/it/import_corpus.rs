//! Real files nobody here wrote, where they are at hand: `PHASEWRIGHT_CORPUS` names their folder.
//!
//! The files are not part of the repository, so without the variable there is nothing to compare.

use phasewright::interchange::import::{ImportReport, Overrides, import_schedule, report};
use std::path::PathBuf;
use std::time::Instant;

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("PHASEWRIGHT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("PHASEWRIGHT_CORPUS is not set; no real files to compare with");
    }
    folder
}

fn imported(file: &str) -> Option<Result<ImportReport, String>> {
    let path = corpus()?.join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let start = Instant::now();
    let result = import_schedule(&bytes, file, None, &Overrides::default());
    println!("{file}: {:?}", start.elapsed());
    let result = result.map(|draft| report(&draft)).map_err(|error| error.to_string());
    if std::env::var_os("PHASEWRIGHT_SHOW").is_some() {
        match &result {
            Ok(report) => println!("{}", serde_json::to_string_pretty(report).expect("writes")),
            Err(error) => println!("{error}"),
        }
    }
    Some(result)
}

#[test]
fn every_file() {
    let Some(folder) = corpus() else { return };
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .expect("folder")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter(|n| !n.ends_with(".json"))
        .collect();
    files.sort();
    for file in files {
        imported(&file);
    }
}
