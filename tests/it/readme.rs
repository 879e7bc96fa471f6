//! What README.md says is there: its links, its pictures, its number of keys, its commands.

use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn links(text: &str) -> Vec<&str> {
    let targets = ["](", "src=\"", "srcset=\""].into_iter().flat_map(|mark| text.split(mark).skip(1));
    targets.filter_map(|rest| rest.split([')', '"']).next()).collect()
}

#[test]
fn everything_it_links_to_is_there() {
    let readme = read("README.md");
    let links = links(&readme);
    assert!(links.len() >= 8, "{links:?}");
    for link in links {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "README.md links to {link}");
    }
}

#[test]
fn its_number_of_keys_is_the_measured_one() {
    let keys = read("tests/fixtures/lp1_keys.txt");
    let said = format!("with {} keys", keys.trim());
    assert!(read("README.md").contains(&said), "README.md should say: typed {said}");
}

#[test]
fn the_subcommands_it_shows_exist() {
    let readme = read("README.md");
    let shown = readme.lines().filter_map(|line| line.strip_prefix("$ phasewright ")?.split(' ').next());
    let mut count = 0;
    for name in shown {
        count += 1;
        assert!(phasewright::cli::command_line().find_subcommand(name).is_some(), "no subcommand {name}");
    }
    assert!(count > 0);
}

/// The table of the model is that of the shipped card, number by number; `UPDATE=1` writes it anew.
#[test]
fn its_scores_of_the_model_are_those_of_the_card() {
    const MARKS: [&str; 2] = ["<!-- evaluate balance -->\n", "<!-- /evaluate balance -->"];
    let champions: serde_json::Value = serde_json::from_str(&read("models/champions.json")).expect("JSON");
    let champion = champions["balance"].as_str().expect("a champion");
    let card: serde_json::Value =
        serde_json::from_str(&read(&format!("models/balance/{champion}/card.json"))).expect("JSON");
    let cells = card["metrics"]["by"]["cell"].as_object().expect("cells");
    assert_eq!(cells.len(), 9);
    let mut table = String::from(
        "| Slots, system | LPT | LPT + swaps | HRM raw | best segment | best of 4 starts | polished |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, cell) in cells {
        let value = |column: &str, what: &str| {
            let of =
                ["metrics", "baselines"].iter().find_map(|kind| cell[*kind][column][what]["value"].as_f64());
            of.unwrap_or_else(|| panic!("{name} has no {column} {what}"))
        };
        let both = |column: &str| format!("{:.3}<br>{:.3}", value(column, "mean"), value(column, "p5"));
        let columns = ["lpt", "lpt_swaps", "raw", "best_segment", "best_of_4", "polished"].map(both);
        table += &format!("| {name} | {} |\n", columns.join(" | "));
    }
    let readme = read("README.md");
    let (before, rest) = readme.split_once(MARKS[0]).expect("where it begins");
    let (shown, after) = rest.split_once(MARKS[1]).expect("where it ends");
    if std::env::var_os("UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        std::fs::write(path, format!("{before}{}{table}{}{after}", MARKS[0], MARKS[1])).expect("written");
        return;
    }
    assert_eq!(shown, table, "UPDATE=1 cargo test --test it readme writes it anew");
}
