//! A champion comes out of the registry with its card, or with the reason why it cannot be used.

use super::from_registry::champion;
use crate::hrm::registry::Registry;
use crate::hrm::registry::testing::SmallRun;
use crate::workbench::live::LiveState;
use crate::workbench::{Places, Workbench};
use std::path::Path;
use std::sync::Arc;

fn registry_with_champion(place: &Path) -> Registry {
    let run = SmallRun::of_balance(1);
    let folder = place.with_extension("run");
    run.write_with_card(&folder, &run.card("small-1", [0.95, 0.96]));
    let registry = Registry::with_shipped(Some(place.to_owned()), &[], "{}");
    registry.import(&folder, None, None).expect("taken in");
    registry.promote("small-1", None).expect("judged");
    registry
}

#[test]
fn the_champion_is_ready_and_its_card_is_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let registry = registry_with_champion(&folder.path().join("models"));
    let installed = champion(&registry).expect("installed");
    assert_eq!(installed.model.as_ref().map(|model| model.id()).ok(), Some("small-1"));
    let card = installed.card.expect("reads");
    assert_eq!((card.id.as_str(), card.commands.len(), card.limits.len()), ("small-1", 2, 1));
    assert_eq!(
        card.columns,
        [
            "random",
            "as is",
            "snake",
            "LPT",
            "LPT + swaps",
            "optimum",
            "raw",
            "best segment",
            "best of 4",
            "polished"
        ]
    );
    assert_eq!(card.cells[0].cell, "18 208Y/120");
    assert_eq!(card.cells[0].figures[6].lines, ["0.950", "0.850", "50 %"].map(str::to_owned));
    assert!(card.data.contains(&("Examples", "18,000 train, 2,000 val".to_owned())), "{:?}", card.data);
}

#[test]
fn a_broken_champion_gives_way_to_the_one_before_it_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = Places::below(folder.path());
    let place = places.models.clone().expect("a place");
    registry_with_champion(&place);
    let weights = place.join("balance/small-1/model.safetensors");
    let mut bytes = std::fs::read(&weights).expect("there");
    *bytes.last_mut().expect("long") ^= 1;
    std::fs::write(&weights, bytes).expect("spoiled");
    let mut workbench = Workbench::start(places, Arc::new(|| ()));
    workbench.load_balance_model();
    workbench.run_until_idle();
    assert_eq!(workbench.model_refusal(), None);
    assert!(workbench.model_card().is_some_and(|card| card.id == "balance-2"), "the shipped one");
    let said: Vec<&str> = workbench.notices().iter().map(|notice| notice.text.as_str()).collect();
    assert!(
        said.iter().any(|text| text.contains("small-1, cannot be used")
            && text.contains("model.safetensors: its SHA-256 is")
            && text.contains("balance-2 is used in its place")),
        "{said:?}"
    );
}

#[test]
fn without_any_that_holds_the_window_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("models");
    let registry = registry_with_champion(&place);
    std::fs::write(place.join("balance/small-1/model.safetensors"), b"short").expect("spoiled");
    let installed = champion(&registry);
    let mut workbench = Workbench::start(Places::below(folder.path()), Arc::new(|| ()));
    workbench.use_installed_model(installed);
    assert!(workbench.model_refusal().is_some_and(|why| why.contains("model.safetensors: its SHA-256 is")));
    assert!(workbench.model_card().is_some_and(|card| card.id == "small-1"), "what is known is still shown");
    let panel = crate::domain::PanelId(1);
    assert!(matches!(workbench.live_state(panel), LiveState::Refused(_)));
}
