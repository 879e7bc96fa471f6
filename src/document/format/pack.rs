//! A pack of local amendments as a file of its own, to be given on and used in other projects.

use super::v1::AmendmentRecord;
use super::{FormatError, explain, reader};
use crate::domain::Amendment;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

/// The newest version of a pack, the one that is written.
const NEWEST_VERSION: u32 = 1;

const FIRST_LINE: &str = "// Phasewright local amendments. Changes: off, on, severity(\"warning\"), threshold(\"name\", 2.5), \
                          note(\"text\").\n";

/// A pack of version 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "pack", deny_unknown_fields)]
struct Pack {
    version: u32,
    amendments: Vec<AmendmentRecord>,
}

/// Reads a pack. `name` is the file's name, for messages. Whether rules and numbers are there is another question.
///
/// # Errors
/// Says what is wrong, where, and what to do.
pub fn amendments_from_text(text: &str, name: &str) -> Result<Vec<Amendment>, FormatError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        let problem = "the file is empty; a pack begins with (version: 1, amendments: [".to_owned();
        return Err(FormatError::Value { name: name.to_owned(), line: 1, column: 1, problem });
    }
    let pack: Pack = reader().from_str(text).map_err(|error| explain::explain(&error, text, name))?;
    match pack.version {
        0 => Err(FormatError::NoSuchVersion { name: name.to_owned(), version: 0 }),
        NEWEST_VERSION => Ok(pack.amendments.into_iter().map(Into::into).collect()),
        version => Err(FormatError::Newer { name: name.to_owned(), version, newest: NEWEST_VERSION }),
    }
}

/// Writes a pack.
///
/// # Errors
/// Only when a text cannot be made at all, which no amendment is known to cause.
pub fn amendments_to_text(amendments: &[Amendment]) -> Result<String, FormatError> {
    let style = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(2)
        .extensions(Extensions::IMPLICIT_SOME);
    let pack = Pack { version: NEWEST_VERSION, amendments: amendments.iter().map(Into::into).collect() };
    let body = ron::ser::to_string_pretty(&pack, style)
        .map_err(|error| FormatError::NotWritable { why: error.to_string() })?;
    Ok(format!("{FIRST_LINE}{body}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmendmentChange, Severity};

    fn amendments() -> Vec<Amendment> {
        let threshold = AmendmentChange::Threshold { name: "drop of a feeder".to_owned(), value: 2.5 };
        let changes = [
            AmendmentChange::Off,
            AmendmentChange::On,
            AmendmentChange::Severity(Severity::Warning),
            threshold,
            AmendmentChange::Note("say \"when\"".to_owned()),
        ];
        let amendment = |change| Amendment {
            rule: "PW150".to_owned(),
            change,
            basis: "Ordinance 12-3".to_owned(),
            author: "City".to_owned(),
            date: "2026-05-04".parse().ok(),
        };
        changes.into_iter().map(amendment).collect()
    }

    #[test]
    fn a_pack_comes_back_and_takes_one_line_an_amendment() {
        let text = amendments_to_text(&amendments()).expect("writes");
        assert_eq!(amendments_from_text(&text, "x.ron"), Ok(amendments()));
        let line = r#"(rule: "PW150", change: threshold("drop of a feeder", 2.5), basis: "Ordinance 12-3", author: "City", date: "2026-05-04"),"#;
        assert!(text.lines().any(|l| l.trim() == line), "{text}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let amendment = |fields: &str| format!("(version: 1, amendments: [\n  ({fields}),\n])\n");
        for (text, expected) in [
            (String::new(), "x.ron, line 1, column 1: the file is empty"),
            (
                amendment(r#"rule: "PW150", change: offf, basis: "b""#),
                "x.ron, line 2, column 27: `offf` is no change; use one of off, on, severity, threshold, note",
            ),
            (
                amendment(r#"rule: "PW150", change: severity("grave"), basis: "b""#),
                "\"grave\" is no severity; use one of info, warning, error",
            ),
            (amendment(r#"rule: "PW150", change: off"#), "field `basis` is missing in an amendment; add it"),
            (
                amendment(r#"rule: "PW150", change: off, basis: "b", date: "4.5.2026""#),
                "\"4.5.2026\" is no date; write year, month and day as 2026-05-04",
            ),
            (
                amendment(r#"rule: "PW150", change: off, basis: "b", why: """#),
                "field `why` is not known in an amendment",
            ),
            ("(version: 2, amendments: [])\n".to_owned(), "written by a newer Phasewright"),
            ("(version: 1, amendments: [\n".to_owned(), "cut short"),
            (
                "(version: 1, project: (name: \"\"))\n".to_owned(),
                "field `project` is not known in a pack of amendments",
            ),
        ] {
            let error = amendments_from_text(&text, "x.ron").expect_err("refused").to_string();
            assert!(error.contains(expected), "{error}\nlacks {expected}");
        }
    }
}
