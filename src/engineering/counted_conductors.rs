//! Conductors written as a person counts them: `6 #12 THHN, 2 #10 Cu THHN`.

use crate::nec::{Insulation, Material};
use crate::units::WireSize;

/// So many conductors of a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountedConductors {
    pub count: f64,
    pub size: WireSize,
    /// Where it is written.
    pub insulation: Option<Insulation>,
}

/// Reads counted conductors; `None` where any of them cannot be read.
pub fn counted_conductors(text: &str) -> Option<Vec<CountedConductors>> {
    let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(counted).collect()
}

fn counted(entry: &str) -> Option<CountedConductors> {
    let words: Vec<&str> = entry.split_whitespace().collect();
    let (count, mut rest) = words.split_first()?;
    let count = count.trim_end_matches('x').parse::<u16>().ok().filter(|count| *count > 0)?;
    let mut insulation = None;
    if let [before @ .., last] = rest
        && let Some(found) = Insulation::from_name(last)
    {
        (insulation, rest) = (Some(found), before);
    }
    if let [before @ .., last] = rest
        && Material::from_name(last).is_some()
    {
        rest = before;
    }
    let size: WireSize = rest.join(" ").parse().ok()?;
    Some(CountedConductors { count: f64::from(count), size, insulation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_sizes_and_insulations_are_read() {
        let read = |text: &str| {
            let found = counted_conductors(text)?;
            let entry = |c: &CountedConductors| (c.count, c.size.name(), c.insulation.map(Insulation::name));
            Some(found.iter().map(entry).collect::<Vec<_>>())
        };
        assert_eq!(
            read("6 #12 THHN, 2 250 kcmil Al XHHW-2, 1 #14"),
            Some(vec![(6.0, "12", Some("THHN")), (2.0, "250", Some("XHHW-2")), (1.0, "14", None)])
        );
        assert_eq!(read(""), Some(Vec::new()));
        for wrong in ["some", "0 #12", "#12 THHN", "6 #13", "6 #12 THHN 3"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
