//! Exit codes and messages for what the program cannot do.

use super::Desk;

#[test]
fn wrong_input_is_two_with_what_where_and_what_to_do() {
    let desk = Desk::with_office();
    std::fs::write(desk.path("broken.ron"), "(phasewright: 1, panels: [").expect("written");
    let cases: [(&[&str], &str); 8] = [
        (&["loads", "nowhere.ron"], "nowhere.ron"),
        (&["loads", "broken.ron"], "broken.ron"),
        (&["balance", "office.ron", "--panel", "XX"], "it has LP-1, EM-1"),
        (&["balance", "office.ron", "--panel", "LP-1", "--lock", "40"], "no circuit in slot 40"),
        (&["balance", "office.ron", "--panel", "LP-1", "--target", "95"], "between 0 and 1"),
        (&["balance", "office.ron", "--panel", "LP-1", "--metric", "nema"], "max-deviation"),
        (&["evaluate", "--data", "office.ron"], "no model to judge"),
        (&["lodas"], "unrecognized subcommand 'lodas'"),
    ];
    for (arguments, said) in cases {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::with_office();
    for argument in ["--help", "--version"] {
        let ran = desk.run(&[argument]);
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains("phasewright"), "{}", ran.stdout);
    }
}
