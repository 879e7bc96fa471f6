//! The one-way doors: a room uses only rooms below it, and siblings do not see each other.
//!
//! Why: everything below the window must run without one, calculations must not know who proposes, and a newcomer must
//! be able to read a room without reading what stands on it.

use super::source::files_under;

/// The rooms from the bottom up; rooms of one line are siblings.
const STACK: [&[&str]; 12] = [
    &["units"],
    &["nec"],
    &["calc"],
    &["domain"],
    &["engineering"],
    &["rules"],
    &["document"],
    &["proposals"],
    &["hrm"],
    &["interchange", "report"],
    &["workbench"],
    &["app", "cli"],
];

fn floor_of(room: &str) -> Option<usize> {
    STACK.iter().position(|rooms| rooms.contains(&room))
}

/// Returns the first word behind each `crate::` of a line.
fn rooms_named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let mut faults = Vec::new();
    for file in files_under("src") {
        let Some(room) = file.room() else { continue };
        let floor = floor_of(room).unwrap_or_else(|| panic!("{}: {room} is no room of the stack", file.path));
        for (line, code) in file.code() {
            for used in rooms_named(code) {
                let allowed = used == room || floor_of(used).is_some_and(|below| below < floor);
                if !allowed {
                    faults.push(format!("{}:{line}: {room} must not use crate::{used}", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_opens_on_a_facade_without_logic() {
    for room in STACK.iter().flat_map(|rooms| rooms.iter()) {
        let path = format!("src/{room}/mod.rs");
        let files = files_under("src");
        let Some(facade) = files.iter().find(|file| file.path == path) else { continue };
        // The entry points of a sibling of the window may stand in its façade; anything else has a file.
        let lines = facade.code().filter(|(_, code)| !code.trim().is_empty()).count();
        assert!(lines <= 120, "{path} has {lines} lines of code; a façade declares and re-exports");
    }
}

/// The check itself finds what it is there for.
#[test]
fn an_upward_path_is_recognized() {
    assert_eq!(
        rooms_named("use crate::app::Theme; let x = crate::units::Volts(1.0);").collect::<Vec<_>>(),
        ["app", "units"]
    );
    assert!(floor_of("app") > floor_of("domain"));
    assert_eq!(rooms_named("use crate::{app, cli};").collect::<Vec<_>>(), [""]);
}
