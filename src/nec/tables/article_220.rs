//! Where the rules of load calculations stand: Article 220, which is Article 120 since 2026.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const ARTICLE_220_FROM: Provenance = Provenance {
    table: "sections of Article 220 (2017 to 2023) and Article 120 (2026)",
    editions: &Edition::ALL,
    sources: &["summaries of 2026 for the article's new number"],
    doubts: &[
        "2020 to 2023 is from memory, and so is 2017",
        "2026 is taken to keep the number behind the point; only some sections were seen in summaries",
    ],
};

/// A rule whose section has moved within the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadTopic {
    /// How floor area is measured.
    Area,
    /// Lighting by area outside dwellings.
    UnitLighting,
    /// Lighting by area of dwellings.
    DwellingLighting,
    LightingDemand,
    ReceptacleDemand,
    /// Supply of electric vehicles.
    Vehicles,
    /// Optional method for three or more dwelling units: its table.
    MultifamilyTable,
}

/// Returns the section of a rule in an edition, by number.
pub fn load_section(topic: LoadTopic, edition: Edition) -> &'static str {
    let by_edition = match topic {
        LoadTopic::Area => ["220.12", "220.11", "220.5(C)", "120.5(C)"],
        LoadTopic::UnitLighting => ["Table 220.12", "Table 220.12", "Table 220.42(A)", "Table 120.42(A)"],
        LoadTopic::DwellingLighting => ["220.12", "220.14(J)", "220.41", "120.41"],
        LoadTopic::LightingDemand => ["220.42", "220.42", "220.45", "120.45"],
        LoadTopic::ReceptacleDemand => ["220.44", "220.44", "220.47", "120.47"],
        LoadTopic::Vehicles => ["625.42", "625.42", "220.57", "120.57"],
        LoadTopic::MultifamilyTable => ["Table 220.84", "Table 220.84", "Table 220.84(B)", "Table 120.84(B)"],
    };
    let [old, middle, present, new] = by_edition;
    match edition {
        Edition::E2017 => old,
        Edition::E2020 => middle,
        Edition::E2023 => present,
        Edition::E2026 => new,
    }
}

/// Returns a section that has kept its number behind the point: `("55", 2026)` is 120.55.
pub fn article_220(behind_the_point: &str, edition: Edition) -> String {
    let article = if edition >= Edition::E2026 { 120 } else { 220 };
    format!("{article}.{behind_the_point}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spot_values() {
        assert_eq!(load_section(LoadTopic::LightingDemand, Edition::E2020), "220.42");
        assert_eq!(load_section(LoadTopic::LightingDemand, Edition::E2023), "220.45");
        assert_eq!(load_section(LoadTopic::Vehicles, Edition::E2017), "625.42");
        assert_eq!(load_section(LoadTopic::Area, Edition::E2023), "220.5(C)");
        assert_eq!(article_220("61(B)", Edition::E2026), "120.61(B)");
        assert_eq!(article_220("61(B)", Edition::E2017), "220.61(B)");
    }
}
