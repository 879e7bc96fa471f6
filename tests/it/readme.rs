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

/// Returns one measure of everybody in each cell, with the half of its 95 % interval that is wider.
fn scores(title: &str, what: &str, cells: &serde_json::Map<String, serde_json::Value>) -> String {
    const COLUMNS: [(&str, &str); 10] = [
        ("random", "random"),
        ("as_is", "as is"),
        ("snake", "snake"),
        ("lpt", "LPT"),
        ("lpt_swaps", "LPT + swaps"),
        ("optimum", "optimum"),
        ("raw", "HRM raw"),
        ("best_segment", "best segment"),
        ("best_of_4", "best of 4 starts"),
        ("polished", "polished"),
    ];
    let names = COLUMNS.map(|(_, name)| name).join(" | ");
    let mut table = format!("| {title} | {names} |\n|---|{}\n", "---|".repeat(COLUMNS.len()));
    for (cell, measured) in cells {
        let columns = COLUMNS.map(|(column, _)| {
            let measure =
                ["metrics", "baselines"].iter().find_map(|kind| measured[*kind].get(column)?.get(what));
            let measure = measure.unwrap_or_else(|| panic!("{cell} has no {column} {what}"));
            let number = |value: &serde_json::Value| value.as_f64().expect("a number");
            let (value, ci) = (number(&measure["value"]), &measure["ci95"]);
            let half = (value - number(&ci[0])).max(number(&ci[1]) - value);
            format!("{value:.3} ±{half:.3}")
        });
        table += &format!("| {cell} | {} |\n", columns.join(" | "));
    }
    table
}

/// Returns how many moves everybody needs, by size, and how many panelboards reach the target.
fn few_moves(of: &serde_json::Value) -> String {
    const MOVERS: [(&str, &str); 5] = [
        ("lpt_swaps", "LPT + swaps"),
        ("first_answer", "first answer"),
        ("exact", "exact, proven"),
        ("model", "HRM"),
        ("polished", "HRM + search"),
    ];
    let names = MOVERS.map(|(_, name)| name).join(" | ");
    let mut table =
        format!("| Moves until {} | {names} |\n|---|{}\n", of["target"], "---|".repeat(MOVERS.len()));
    for size in of["by_slots"].as_array().expect("sizes") {
        let columns = MOVERS.map(|(mover, _)| {
            let figure = |what: &str| size["movers"][mover][what]["value"].as_f64().expect("a number");
            format!("{:.2} ({:.1} %)", figure("moves"), 100.0 * figure("reached"))
        });
        table += &format!("| {} slots | {} |\n", size["slots"], columns.join(" | "));
    }
    table
}

/// Returns what everybody comes to on floor plans of each size, with the half of the 95 % interval that is wider.
fn routes(cells: &serde_json::Map<String, serde_json::Value>) -> String {
    const COLUMNS: [(&str, &str, &str, &str); 7] = [
        ("baselines", "straight", "mean", "straight"),
        ("baselines", "greedy", "mean", "greedy"),
        ("baselines", "search", "mean", "A*"),
        ("metrics", "raw", "mean", "HRM raw"),
        ("metrics", "raw", "far", "ten and more steps away"),
        ("metrics", "raw", "valid", "with any way"),
        ("metrics", "raw", "boards", "whole plans"),
    ];
    let names = COLUMNS.map(|(.., name)| name).join(" | ");
    let mut table =
        format!("| Cells with a shortest way | n | {names} |\n|---|---|{}\n", "---|".repeat(COLUMNS.len()));
    for (cell, measured) in cells {
        let columns = COLUMNS.map(|(kind, router, what, _)| {
            let measure = &measured[kind][router][what];
            let number = |value: &serde_json::Value| value.as_f64().expect("a number");
            let (value, ci) = (number(&measure["value"]), &measure["ci95"]);
            let half = (value - number(&ci[0])).max(number(&ci[1]) - value);
            format!("{:.1} ±{:.1}", 100.0 * value, 100.0 * half)
        });
        table += &format!("| {cell} | {} | {} |\n", measured["n"], columns.join(" | "));
    }
    table
}

/// The table of routing is that of the shipped card, number by number, the mazes beside what is published.
#[test]
fn its_scores_of_routing_are_those_of_the_card() {
    let card = card_of_champion("routing");
    let cells = card["metrics"]["by"]["cell"].as_object().expect("cells");
    assert_eq!(cells.len(), 8, "seven sizes and the mazes");
    let maze = &cells["maze 30 x 30"];
    let exact = 100.0 * maze["exact"]["value"].as_f64().expect("a number");
    let published = 100.0 * card["metrics"]["published"]["maze_exact"].as_f64().expect("a number");
    let mazes = format!(
        "\nOf the {} mazes {exact:.1} % have the one way from start to goal; published for HRM: {published:.1} %.\n",
        maze["n"]
    );
    shown_as("routing", &(routes(cells) + &mazes));
}

/// Returns the tables of validation: family by family, then by how hard the circuits are, then how sure the model is.
fn families(metrics: &serde_json::Value) -> String {
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    let mut table =
        "| F1 of the violations | violated | majority | look-ups | rules | HRM raw | precision | recall | \
                     attribute named |\n|---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    let with_half = |of: &serde_json::Value| {
        let (value, ci) = (number(&of["value"]), &of["ci95"]);
        let half = (value - number(&ci[0])).max(number(&ci[1]) - value);
        format!("{value:.3} ±{half:.3}")
    };
    for (family, of) in metrics["by"]["cell"].as_object().expect("families") {
        let plain = ["majority", "heuristic", "engine"]
            .map(|teller| format!("{:.3}", number(&of["baselines"][teller]["mean"]["value"])));
        let raw = &of["metrics"]["raw"];
        let own = [&raw["precision"], &raw["recall"], &of["located"]].map(|of| format!("{:.3}", number(of)));
        table += &format!(
            "| {family} | {} | {} | {} | {} |\n",
            of["n"],
            plain.join(" | "),
            with_half(&raw["mean"]),
            own.join(" | ")
        );
    }
    let plain = ["majority", "heuristic", "engine"]
        .map(|teller| format!("{:.3}", number(&metrics["baselines"][format!("{teller}_macro_f1")]["value"])));
    let raw = &metrics["metrics"];
    table += &format!(
        "| all alike (macro-F1) | | {} | {} | | | {:.3} |\n",
        plain.join(" | "),
        with_half(&raw["raw_macro_f1"]),
        number(&raw["raw_attribute"])
    );
    table += "\n| Macro-F1 by difficulty | circuits | look-ups | HRM raw | HRM says what the rules say |\n|---|---|---|---|---|\n";
    for (difficulty, of) in metrics["by"]["difficulty"].as_object().expect("difficulties") {
        table += &format!(
            "| {difficulty} | {} | {:.3} | {:.3} | {:.1} % |\n",
            of["n"],
            number(&of["tellers"]["heuristic"]["macro_f1"]),
            number(&of["tellers"]["raw"]["macro_f1"]),
            100.0 * number(&of["tellers"]["raw"]["agreement"])
        );
    }
    let calibration = &metrics["calibration"];
    table
        + &format!(
            "\nExpected calibration error {:.4}; {:.4} with the temperature {:.2}, fitted on other circuits.\n",
            number(&calibration["plain"]["ece"]),
            number(&calibration["tempered"]["ece"]),
            number(&calibration["temperature"])
        )
}

/// The tables of validation are those of the shipped card, number by number.
#[test]
fn its_scores_of_validation_are_those_of_the_card() {
    let card = card_of_champion("validation");
    let metrics = &card["metrics"];
    assert_eq!(metrics["by"]["cell"].as_object().expect("families").len(), 12);
    shown_as("validation", &families(metrics));
}

/// The table of loads is that of the shipped card, number by number, with how sure the model is.
#[test]
fn its_scores_of_loads_are_those_of_the_card() {
    let card = card_of_champion("loads");
    let metrics = &card["metrics"];
    let cells = metrics["by"]["cell"].as_object().expect("cells");
    assert_eq!(cells.len(), 6);
    shown_as("loads", &loads(cells, metrics));
}

/// Returns what everybody comes to on inventories of loads, by cell and in all, then the calibration.
fn loads(cells: &serde_json::Map<String, serde_json::Value>, of: &serde_json::Value) -> String {
    let words = |of: &serde_json::Value| {
        let number = |value: &serde_json::Value| value.as_f64().expect("a number");
        let (value, ci) = (number(&of["value"]), &of["ci95"]);
        let half = (value - number(&ci[0])).max(number(&ci[1]) - value);
        format!("{:.1} ±{:.1}", 100.0 * value, 100.0 * half)
    };
    let names = [
        "in full: factors",
        "size",
        "rules of thumb: factors",
        "size",
        "engine",
        "HRM: factors",
        "legs",
        "size",
        "whole",
    ];
    let mut table = format!(
        "| Agree with the engine | n | {} |\n|---|---|{}\n",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for (cell, measured) in cells {
        let items = |who: &str| words(&measured["item_factors"][who]);
        let plain = |what: &str| words(&measured["baselines"][what]["mean"]);
        let own = |what: &str| words(&measured["metrics"][what]["mean"]);
        let row = [
            items("majority"),
            plain("majority_size"),
            items("thumb"),
            plain("thumb_size"),
            plain("engine_whole"),
            items("model"),
            own("legs"),
            own("size"),
            own("whole"),
        ];
        table += &format!("| {cell} | {} | {} |\n", measured["n"], row.join(" | "));
    }
    let (plain, own) = (&of["baselines"], &of["metrics"]);
    let row = [
        &plain["majority_item_factors"],
        &plain["majority_size"],
        &plain["thumb_item_factors"],
        &plain["thumb_size"],
        &plain["engine_whole"],
        &own["item_factors"],
        &own["legs"],
        &own["size"],
        &own["whole"],
    ];
    table += &format!("| all | {} | {} |\n", of["n"], row.map(words).join(" | "));
    let sure = &of["calibration"];
    table += "\n| Sure of the size | n | on average | right |\n|---|---|---|---|\n";
    for row in sure["reliability"].as_array().expect("rows") {
        let percent = |what: &str| 100.0 * row[what].as_f64().expect("a number");
        table += &format!(
            "| {:.0} to {:.0} % | {} | {:.1} % | {:.1} % |\n",
            percent("from"),
            percent("to"),
            row["n"],
            percent("confidence"),
            percent("accuracy")
        );
    }
    let number = |what: &str| sure[what].as_f64().expect("a number");
    table
        + &format!(
            "\nExpected calibration error {:.4} at the temperature {:.3} that other inventories gave, {:.4} without it.\n",
            number("ece"),
            number("temperature"),
            number("ece_uncalibrated")
        )
}

/// Returns the card of the model that a task begins with.
fn card_of_champion(task: &str) -> serde_json::Value {
    let champions: serde_json::Value = serde_json::from_str(&read("models/champions.json")).expect("JSON");
    let champion = champions[task].as_str().expect("a champion");
    serde_json::from_str(&read(&format!("models/{task}/{champion}/card.json"))).expect("JSON")
}

/// Checks that README.md shows a table between the marks of a task; `UPDATE=1` writes it there.
fn shown_as(task: &str, table: &str) {
    let marks = [format!("<!-- evaluate {task} -->\n"), format!("<!-- /evaluate {task} -->")];
    let readme = read("README.md");
    let (before, rest) = readme.split_once(&marks[0]).expect("where it begins");
    let (shown, after) = rest.split_once(&marks[1]).expect("where it ends");
    if std::env::var_os("UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        std::fs::write(path, format!("{before}{}{table}{}{after}", marks[0], marks[1])).expect("written");
        return;
    }
    assert_eq!(shown, table, "UPDATE=1 cargo test --test it readme writes them anew");
}

/// The tables of the model are those of the shipped card, number by number; `UPDATE=1` writes them anew.
#[test]
fn its_scores_of_the_model_are_those_of_the_card() {
    let card = card_of_champion("balance");
    let cells = card["metrics"]["by"]["cell"].as_object().expect("cells");
    assert_eq!(cells.len(), 9);
    let tables =
        [("mean", "Mean"), ("p5", "Reached by 95 %"), ("above_095", "Share of panelboards above 0.95")];
    let tables = tables.map(|(what, title)| scores(title, what, cells));
    shown_as("balance", &format!("{}\n{}", tables.join("\n"), few_moves(&card["metrics"]["fewest_moves"])));
}
