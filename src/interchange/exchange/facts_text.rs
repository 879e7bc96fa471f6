//! The facts of a record as one cell of text: a JSON object, so that any words come back as they were.

use crate::domain::facts::{Fact, FactKind, FactValue, Facts, by_name};
use serde_json::{Map, Value};

/// Returns facts as text; empty where none is given.
pub fn facts_text(facts: &Facts) -> String {
    if facts.is_empty() {
        return String::new();
    }
    let entry = |(fact, value): (&Fact, &FactValue)| {
        let value = match value {
            FactValue::YesNo(yes) => Value::from(*yes),
            FactValue::Number(number) => Value::from(*number),
            FactValue::Word(word) => Value::from(*word),
            FactValue::Text(text) => Value::from(text.as_str()),
        };
        (fact.name.to_owned(), value)
    };
    Value::Object(facts.iter().map(|(fact, value)| entry((fact, value))).collect()).to_string()
}

/// Reads facts back.
///
/// # Errors
/// Names the fact that is not known, or what its value could be.
pub fn parse_facts(text: &str) -> Result<Facts, String> {
    let object: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| format!("'{text}' is no list of facts"))?;
    let mut facts = Facts::new();
    for (name, value) in object {
        let fact = by_name(&name).ok_or_else(|| format!("'{name}' is no fact that this version knows"))?;
        let value = match (fact.kind, value) {
            (FactKind::Text, Value::String(text)) => FactValue::Text(text),
            (_, Value::String(text)) => fact.parse(&text).map_err(|error| error.to_string())?,
            (_, Value::Bool(yes)) => FactValue::YesNo(yes),
            (_, Value::Number(number)) => FactValue::Number(number.as_f64().unwrap_or(f64::NAN)),
            (_, other) => return Err(format!("'{other}' is no value of {}", fact.label)),
        };
        facts.set(fact, Some(value)).map_err(|error| error.to_string())?;
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_and_unknown_ones_are_named() {
        let text = r#"{"equipment":"motor","hp":7.5,"lockable_disconnect":true,"ocpd_override":"see \"RFI 3\"; kept"}"#;
        let facts = parse_facts(text).expect("facts");
        assert_eq!(parse_facts(&facts_text(&facts)), Ok(facts));
        assert_eq!(facts_text(&Facts::new()), "");
        assert!(parse_facts(r#"{"color":"red"}"#).expect_err("unknown").contains("'color' is no fact"));
        assert!(parse_facts("hp 5").is_err() && parse_facts(r#"{"hp":"much"}"#).is_err());
    }
}
