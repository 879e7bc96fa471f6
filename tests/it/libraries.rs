//! `assets/libraries.txt`, which the About dialog shows, names what the program is built from. `UPDATE=1` rewrites it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The systems the program is built for.
const TARGETS: [&str; 3] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).expect("a file of the package")
}

/// Asks cargo for every library with its license, one a line.
fn from_cargo() -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "-e", "normal", "--prefix", "none", "--format", "{p}|{l}"]);
    for target in TARGETS {
        cargo.args(["--target", target]);
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |line: &str| {
        let (package, license) = line.split_once('|')?;
        let (name, rest) = package.split_once(" v")?;
        let version = rest.split_whitespace().next()?;
        let license = license.trim_end_matches(" (*)").replace(" / ", "/").replace('/', " OR ");
        (name != "phasewright").then(|| format!("{name} {version} {license}\n"))
    };
    let lines: BTreeSet<String> = text.lines().filter_map(line).collect();
    lines.into_iter().collect()
}

/// Returns name and version of every package of the lock file, and the libraries the program names itself.
fn locked() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut all, mut own) = (BTreeSet::new(), BTreeSet::new());
    for package in read("Cargo.lock").split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
            line.and_then(|line| line.strip_suffix('"')).expect("every package has it").to_owned()
        };
        all.insert(format!("{} {}", value("name"), value("version")));
        if value("name") == "phasewright" {
            let names = package.lines().filter_map(|line| line.strip_prefix(" \""));
            own.extend(names.filter_map(|line| line.split(['"', ' ']).next()).map(str::to_owned));
        }
    }
    (all, own)
}

#[test]
fn every_library_is_named_in_the_version_that_is_built() {
    let path = root().join("assets/libraries.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, from_cargo()).expect("writable");
    }
    let text = read("assets/libraries.txt");
    let (all, own) = locked();
    let mut named = BTreeSet::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        assert!(words.next().is_some(), "{name} has no license");
        let package = format!("{name} {version}");
        assert!(all.contains(&package), "{package} is not built any more: UPDATE=1 cargo test libraries");
        named.insert(name);
    }
    let for_tests_only = ["egui_kittest", "insta", "proptest"];
    for library in own.iter().filter(|name| !for_tests_only.contains(&name.as_str())) {
        assert!(named.contains(library.as_str()), "{library} is missing: UPDATE=1 cargo test libraries");
    }
    assert!(own.len() > 10, "the lock file is read");
}
