//! Facts in the file: `facts: {"terminal_c": "75", "ambient_c": 40, "tamper_resistant": true}`.

use super::values::Number;
use crate::domain::facts::{Fact, FactKind, FactValue, Facts, by_name};
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The facts of one record, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::document) struct FactsRecord(Facts);

impl FactsRecord {
    /// Returns whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&Facts> for FactsRecord {
    fn from(facts: &Facts) -> Self {
        Self(facts.clone())
    }
}

impl From<FactsRecord> for Facts {
    fn from(record: FactsRecord) -> Self {
        record.0
    }
}

impl Serialize for FactsRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (fact, value) in self.0.iter() {
            match value {
                FactValue::YesNo(yes) => map.serialize_entry(fact.name, yes)?,
                FactValue::Number(number) => map.serialize_entry(fact.name, &Number(*number))?,
                FactValue::Word(word) => map.serialize_entry(fact.name, word)?,
                FactValue::Text(text) => map.serialize_entry(fact.name, text)?,
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for FactsRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FactsVisitor;
        impl<'de> Visitor<'de> for FactsVisitor {
            type Value = Facts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("facts by name in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
                let mut facts = Facts::new();
                while let Some(name) = map.next_key::<String>()? {
                    let fact = by_name(&name).ok_or_else(|| {
                        A::Error::custom(format!("\"{name}\" is no fact that this version knows"))
                    })?;
                    let value = match fact.kind {
                        FactKind::YesNo => FactValue::YesNo(map.next_value()?),
                        FactKind::Number { .. } => FactValue::Number(map.next_value::<Number>()?.0),
                        // As it stands: what a person typed loses its blanks when it is typed, not when it is read.
                        FactKind::Text => FactValue::Text(map.next_value()?),
                        FactKind::Word(_) | FactKind::WireSize => {
                            said(fact, &map.next_value::<String>()?).map_err(A::Error::custom)?
                        }
                    };
                    facts.set(fact, Some(value)).map_err(A::Error::custom)?;
                }
                Ok(facts)
            }
        }
        deserializer.deserialize_map(FactsVisitor).map(Self)
    }
}

fn said(fact: &'static Fact, text: &str) -> Result<FactValue, String> {
    fact.parse(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_read_back_and_unknown_ones_are_refused() {
        let text = r#"{"ambient_c":40,"carries_whole_dwelling":true,"service_conductor_size":"250","terminal_c":"75"}"#;
        let record: FactsRecord = serde_json::from_str(text).expect("facts");
        assert_eq!(serde_json::to_string(&record).ok().as_deref(), Some(text));
        let blanks = "{\"egc_override\":\" by the owner\\n\"}";
        let record: FactsRecord = serde_json::from_str(blanks).expect("facts");
        assert_eq!(serde_json::to_string(&record).ok().as_deref(), Some(blanks));
        let error = |text: &str| serde_json::from_str::<FactsRecord>(text).expect_err("wrong").to_string();
        assert!(error(r#"{"color": "red"}"#).contains("\"color\" is no fact"));
        assert!(error(r#"{"terminal_c": "65"}"#).contains("one of 60, 75, 90"));
        assert!(error(r#"{"ambient_c": -4}"#).contains("a number of °C, not negative"));
    }
}
