//! A validator for the JSON schemas kept here. It knows the keywords they use and fails on any other, so that none is
//! passed over in silence.

use serde_json::Value;

/// Keywords that constrain nothing.
const WORDS: [&str; 5] = ["$schema", "$id", "$defs", "title", "description"];

/// Returns what a document does wrong, each with its place.
pub fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Validator { root: schema }.check(schema, document, "$", &mut faults);
    faults
}

/// Returns the keys of a document that its schema does not describe.
pub fn undescribed(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Validator { root: schema }.walk(schema, document, "$", &mut found);
    found
}

struct Validator<'s> {
    root: &'s Value,
}

impl<'s> Validator<'s> {
    fn resolve(&self, schema: &'s Value) -> &'s Value {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return schema };
        let pointer = reference.strip_prefix('#').expect("a reference into the schema");
        self.root.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"))
    }

    fn check(&self, schema: &'s Value, document: &Value, at: &str, faults: &mut Vec<String>) {
        let schema = self.resolve(schema);
        for (keyword, rule) in schema.as_object().expect("a schema is an object") {
            match keyword.as_str() {
                "type" if !is_of_types(rule, document) => faults.push(format!("{at}: is no {rule}")),
                "enum" if !rule.as_array().expect("a list").contains(document) => {
                    faults.push(format!("{at}: {document} is none of {rule}"));
                }
                "const" if rule != document => faults.push(format!("{at}: {document} is not {rule}")),
                "minimum" if document.as_f64() < rule.as_f64() => faults.push(format!("{at}: below {rule}")),
                "minItems" if document.as_array().map_or(0, Vec::len) < size(rule) => {
                    faults.push(format!("{at}: fewer than {rule} items"));
                }
                "minLength" if document.as_str().map_or(0, str::len) < size(rule) => {
                    faults.push(format!("{at}: shorter than {rule}"));
                }
                "pattern" if !matches(rule, document) => {
                    faults.push(format!("{at}: {document} is no {rule}"))
                }
                "required" => {
                    let missing = rule.as_array().expect("a list").iter().filter_map(Value::as_str);
                    let missing = missing.filter(|key| document.get(key).is_none());
                    faults.extend(missing.map(|key| format!("{at}: {key} is missing")));
                }
                "additionalProperties" => {
                    assert_eq!(rule, &Value::Bool(false), "only false is known here");
                    let properties = schema.get("properties").and_then(Value::as_object).expect("named");
                    let keys = document.as_object().into_iter().flat_map(serde_json::Map::keys);
                    let strange = keys.filter(|key| !properties.contains_key(*key));
                    faults.extend(strange.map(|key| format!("{at}: {key} is not known")));
                }
                "properties" => {
                    for (key, inner) in rule.as_object().expect("an object") {
                        if let Some(value) = document.get(key) {
                            self.check(inner, value, &format!("{at}.{key}"), faults);
                        }
                    }
                }
                "items" => {
                    for (index, item) in document.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{at}[{index}]"), faults);
                    }
                }
                "anyOf" => {
                    let fits = |option: &'s Value| {
                        let mut inner = Vec::new();
                        self.check(option, document, at, &mut inner);
                        inner.is_empty()
                    };
                    if !rule.as_array().expect("a list").iter().any(fits) {
                        faults.push(format!("{at}: fits none of the choices"));
                    }
                }
                "type" | "enum" | "const" | "minimum" | "minItems" | "minLength" | "pattern" => {}
                word => assert!(WORDS.contains(&word), "the keyword {word} is not known here"),
            }
        }
    }

    fn walk(&self, schema: &'s Value, document: &Value, at: &str, found: &mut Vec<String>) {
        let schema = self.resolve(schema);
        for option in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            if !document.is_null() && self.resolve(option).get("properties").is_some() {
                self.walk(option, document, at, found);
            }
        }
        for item in document.as_array().into_iter().flatten() {
            if let Some(items) = schema.get("items") {
                self.walk(items, item, at, found);
            }
        }
        if schema.get("anyOf").is_some() {
            return;
        }
        for (key, value) in document.as_object().into_iter().flatten() {
            match schema.get("properties").and_then(|properties| properties.get(key)) {
                Some(inner) => self.walk(inner, value, &format!("{at}.{key}"), found),
                None => found.push(format!("{at}.{key}")),
            }
        }
    }
}

fn size(rule: &Value) -> usize {
    usize::try_from(rule.as_u64().expect("a count")).expect("small")
}

fn is_of_types(rule: &Value, document: &Value) -> bool {
    match rule {
        Value::Array(types) => types.iter().any(|one| is_of_types(one, document)),
        one => match one.as_str().expect("a type") {
            "object" => document.is_object(),
            "array" => document.is_array(),
            "string" => document.is_string(),
            "integer" => document.is_i64() || document.is_u64(),
            "number" => document.is_number(),
            "boolean" => document.is_boolean(),
            "null" => document.is_null(),
            other => panic!("the type {other} is not known here"),
        },
    }
}

/// The one pattern in use: the code of a rule.
fn matches(rule: &Value, document: &Value) -> bool {
    assert_eq!(rule, "^PW[0-9]{3}$", "only this pattern is known here");
    let digits = document.as_str().and_then(|text| text.strip_prefix("PW"));
    digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
