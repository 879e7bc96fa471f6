//! Entities with the records that belong to them: vertices of a polyline, attributes of an insert.

use super::record::Place;

/// An entity with what follows it as its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group<'p> {
    pub head: &'p Place,
    pub parts: &'p [Place],
}

/// Returns the entities in a list of records. The flag that parts follow is not asked: some writers forget it.
pub(super) fn groups(places: &[Place]) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut rest = places;
    while let Some((head, after)) = rest.split_first() {
        let part = match head.kind.as_str() {
            "POLYLINE" => "VERTEX",
            "INSERT" => "ATTRIB",
            _ => "",
        };
        let count = after.iter().take_while(|place| !part.is_empty() && place.kind == part).count();
        let (parts, next) = after.split_at(count);
        if head.kind != "SEQEND" {
            groups.push(Group { head, parts });
        }
        rest = next;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_their_whole() {
        let kinds =
            ["LINE", "POLYLINE", "VERTEX", "VERTEX", "SEQEND", "INSERT", "ATTRIB", "SEQEND", "ATTRIB"];
        let places: Vec<Place> =
            kinds.iter().enumerate().map(|(start, kind)| Place { kind: (*kind).to_owned(), start }).collect();
        let found: Vec<(&str, usize)> =
            groups(&places).iter().map(|group| (group.head.kind.as_str(), group.parts.len())).collect();
        assert_eq!(found, [("LINE", 0), ("POLYLINE", 2), ("INSERT", 1), ("ATTRIB", 0)]);
    }
}
