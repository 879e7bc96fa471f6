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
