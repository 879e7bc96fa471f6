//! Words that must not occur in code that ships, with the reason for each.

use super::source::{SourceFile, files_under};

fn faults(allowed: impl Fn(&SourceFile) -> bool, words: &[&str], reason: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files_under("src").iter().filter(|file| !allowed(file)) {
        for (line, code) in file.shipped() {
            for word in words.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{}:{line}: {word}: {reason}", file.path));
            }
        }
    }
    faults
}

fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_that_a_person_could_meet_panics() {
    let words = [".unwrap()", "panic!(", "todo!(", "unimplemented!(", "dbg!("];
    assert_none(faults(|_| false, &words, "return an error, or expect(\"the invariant\")"));
}

#[test]
fn only_the_command_line_prints() {
    let words = ["println!(", "print!(", "io::stdout", "io::stderr"];
    let printers = ["src/cli/output.rs", "src/cli/progress.rs"];
    assert_none(faults(|file| printers.contains(&file.path.as_str()), &words, "libraries never print"));
}

#[test]
fn the_core_knows_no_files_and_no_clock() {
    let core = ["units", "nec", "domain", "engineering", "rules", "proposals"];
    let outside = |file: &SourceFile| !file.room().is_some_and(|room| core.contains(&room));
    let words =
        ["std::fs", "File::open", "SystemTime", "Instant::now", "thread_rng", "rand::rng()", "HashMap"];
    assert_none(faults(outside, &words, "same input, same result; files belong to document and above"));
}

#[test]
fn the_window_never_waits() {
    let outside = |file: &SourceFile| file.room() != Some("app");
    let words = ["std::fs", "File::open", ".recv()", ".recv_timeout(", ".join()", "thread::sleep"];
    assert_none(faults(outside, &words, "files and waiting belong to workers; a frame takes 16 ms"));
}

#[test]
fn no_test_is_switched_off() {
    let ignore = concat!("#[", "ignore");
    for file in files_under("src").into_iter().chain(files_under("tests")) {
        for (line, code) in file.code() {
            assert!(
                !code.contains(ignore),
                "{}:{line}: assert what holds today, or delete the test",
                file.path
            );
        }
    }
}
