//! CLI.md is written from the program's own definition of its arguments; a stale one fails. `UPDATE=1` rewrites it.

use clap::{Arg, Command};
use std::fmt::Write;
use std::path::Path;

const INTRODUCTION: &str = "# Command line

<!-- Written by the test `cli_reference` from the program itself: UPDATE=1 cargo test cli_reference -->

One binary: without arguments, or with a file, it opens the window; with a subcommand it works without a window and
without a display.

Answers go to standard output: text on a terminal, one JSON document elsewhere, or what `--format` says. Progress, notes
and errors go to standard error. Files are written whole or not at all. The same input gives the same bytes, except `ms`
in an answer and the timings of `bench`; limits count search nodes, never seconds.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | done, and the answer is \"no\": a target that cannot be reached, an open error |
| 2 | bad input or usage, with what, where and what to do |
| 3 | internal fault |
| 130 | cancelled with Ctrl-C; nothing written, except the checkpoint of a training run |

Systems are `480Y/277`, `208Y/120`, `600Y/347`, `240/120` (single-phase), `240D/120` (high leg B), `240D` and `480D`.
";

fn reference() -> String {
    let mut definition = phasewright::cli::command_line();
    definition.build();
    let mut text = INTRODUCTION.to_owned();
    write(&mut text, &definition, "phasewright");
    for command in definition.get_subcommands() {
        write_with_tasks(&mut text, command, &format!("phasewright {}", command.get_name()));
    }
    text
}

/// A subcommand with tasks of its own is told by them.
fn write_with_tasks(text: &mut String, command: &Command, name: &str) {
    if !command.has_subcommands() {
        return write(text, command, name);
    }
    for task in command.get_subcommands().filter(|task| task.get_name() != "help") {
        write_with_tasks(text, task, &format!("{name} {}", task.get_name()));
    }
}

fn write(text: &mut String, command: &Command, name: &str) {
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().override_help("").render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let _ = write!(text, "\n## `{name}`\n\n{about}\n\n```text\n{usage}\n```\n\n| argument | |\n|---|---|\n");
    for argument in command.get_arguments().filter(|a| !["help", "version"].contains(&a.get_id().as_str())) {
        let _ = writeln!(text, "| `{}` | {} |", spelling(argument), meaning(argument));
    }
}

fn spelling(argument: &Arg) -> String {
    let name = argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
    match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => format!("--{long} {name}"),
        Some(long) => format!("--{long}"),
        None => name,
    }
}

fn meaning(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !["true", "false"].contains(&value.get_name()))
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
    format!("{help}{values}").replace('|', "\\|").replace('\n', " ")
}

#[test]
fn cli_reference_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("CLI.md");
    let expected = reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).expect("the package folder can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "CLI.md is stale; run UPDATE=1 cargo test cli_reference");
}

#[test]
fn every_argument_says_what_it_is() {
    for command in phasewright::cli::command_line().get_subcommands() {
        assert!(command.get_about().is_some(), "{}", command.get_name());
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
        }
    }
}
