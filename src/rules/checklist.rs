//! What the Code asks for and no record can answer: a list for a person to go through, never a verdict.
//!
//! The items carry the codes of the rules' numbering, and none of them is a rule. Absent on purpose: whether somebody has
//! gone through them; that belongs to a report that a person signs.

use crate::nec::{Citation, Edition};
use crate::rules::Verification;

named_enum!(
    /// Who can answer an item.
    Looker {
        /// With the drawings and the specification.
        Designer = "designer",
        /// With the installation before them.
        OnSite = "on site",
        /// With the data of the maker or the utility.
        Data = "maker's or utility's data",
    }
);

/// One item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckItem {
    /// `PW029`.
    pub code: &'static str,
    pub title: &'static str,
    /// Sections of the 2017, 2020, 2023 and 2026 editions.
    sections: [&'static str; 4],
    /// One or two sentences.
    pub look_at: &'static str,
    pub who: Looker,
    pub verification: Verification,
}

impl CheckItem {
    /// Returns the section of an edition.
    pub fn citation(&self, edition: Edition) -> Option<Citation> {
        let at = Edition::ALL.iter().position(|known| *known == edition)?;
        Some(Citation { edition, section: self.sections.get(at)? })
    }
}

/// Returns the items, in the order of their codes.
pub const fn checklist() -> &'static [CheckItem] {
    &ITEMS
}

const fn item(
    code: &'static str,
    title: &'static str,
    sections: [&'static str; 4],
    look_at: &'static str,
    (who, verification): (Looker, Verification),
) -> CheckItem {
    CheckItem { code, title, sections, look_at, who, verification }
}

const ITEMS: [CheckItem; 12] = [
    item(
        "PW029",
        "Terminals of neutrals",
        ["408.41"; 4],
        "Each neutral conductor has a terminal of its own in the panelboard; parallel conductors share one only where it is \
         identified for them.",
        (Looker::OnSite, Verification::Transcription),
    ),
    item(
        "PW031",
        "Series ratings",
        ["240.86"; 4],
        "Where a panelboard stands the fault current only together with the device ahead, the pair is tested and marked, or \
         selected by an engineer for an existing installation. Motors between them add no more than 1 % of the rating of the \
         lower device.",
        (Looker::Data, Verification::Transcription),
    ),
    item(
        "PW036",
        "Continuity of the neutral",
        ["300.13(B)"; 4],
        "The neutral of a multiwire branch circuit does not depend on a device: pigtails at receptacles and lampholders.",
        (Looker::OnSite, Verification::Transcription),
    ),
    item(
        "PW058",
        "Load of an existing building by measurement",
        ["220.87", "220.87", "220.87", "120.87"],
        "The largest demand of a year, or of 30 days by a recording meter with heating or cooling running; 125 % of it and \
         the new load within the ampacity and the protection of the service.",
        (Looker::Data, Verification::Transcription),
    ),
    item(
        "PW095",
        "Bonding of piping and structural steel",
        ["250.104"; 4],
        "Metal water piping, other piping likely to be energized and exposed structural steel are bonded, with jumpers of \
         the size the service or the transformer asks for.",
        (Looker::OnSite, Verification::Memory),
    ),
    item(
        "PW098",
        "Time until standby power",
        ["700.12; 700.16; 701.12"; 4],
        "Emergency power is there within 10 s, legally required standby within 60 s, and the source has the fuel or the \
         battery for its time.",
        (Looker::Data, Verification::Memory),
    ),
    item(
        "PW103",
        "Photovoltaics: rapid shutdown, disconnects, labels",
        ["690.12; 690.13; 690.56"; 4],
        "Conductors on buildings can be shut down by an initiator that is labeled, the disconnect of the system is readily \
         accessible, and the plaque shows how it is connected.",
        (Looker::OnSite, Verification::Partly),
    ),
    item(
        "PW140",
        "Protection from physical damage",
        ["300.4"; 4],
        "Cables and raceways keep 1-1/4 in from the edge of framing or have plates, and 1-1/2 in below the roof deck.",
        (Looker::OnSite, Verification::Memory),
    ),
    item(
        "PW141",
        "Support of raceways and cables",
        ["300.11"; 4],
        "Nothing hangs on the wires of a suspended ceiling or on other raceways; wires of its own are told apart.",
        (Looker::OnSite, Verification::Memory),
    ),
    item(
        "PW149",
        "Clearance of overhead conductors",
        ["230.24; 225.18"; 4],
        "Heights above roofs, walks, driveways and roads (10, 12, 15, 18 and 24.5 ft by voltage and traffic), and distances \
         from windows.",
        (Looker::OnSite, Verification::Memory),
    ),
    item(
        "PW153",
        "Bonding at boxes and switches",
        ["250.148; 404.9"; 4],
        "Equipment grounding conductors are joined in each box and reach devices and metal plates.",
        (Looker::OnSite, Verification::Memory),
    ),
    item(
        "PW157",
        "Hazardous locations",
        ["Articles 500 to 516"; 4],
        "Areas are classified on a drawing, and equipment, seals and wiring methods suit their class, division or zone.",
        (Looker::Designer, Verification::Memory),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::all_rules;

    #[test]
    fn items_are_the_rows_that_ask_for_judgement_and_none_is_a_rule() {
        let codes: Vec<&str> = checklist().iter().map(|item| item.code).collect();
        let rows = [29, 31, 36, 58, 95, 98, 103, 140, 141, 149, 153, 157];
        let expected: Vec<String> = rows.iter().map(|row| format!("PW{row:03}")).collect();
        assert_eq!(codes, expected);
        assert!(all_rules().iter().all(|rule| !codes.contains(&rule.meta().code)));
    }

    #[test]
    fn every_item_says_what_to_look_at_in_every_edition() {
        for item in checklist() {
            assert!(item.look_at.ends_with('.') && !item.look_at.contains("  "), "{}", item.code);
            assert!(Edition::ALL.iter().all(|edition| item.citation(*edition).is_some()));
        }
        let of = |code, edition| {
            let item = checklist().iter().find(|item| item.code == code);
            item.and_then(|item| item.citation(edition)).map(|citation| citation.section)
        };
        assert_eq!(of("PW058", Edition::E2023), Some("220.87"));
        assert_eq!(of("PW058", Edition::E2026), Some("120.87"), "Article 220 is 120 in 2026");
    }
}
