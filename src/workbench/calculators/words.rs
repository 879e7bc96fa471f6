//! Answers as text: figures, and a derivation to be pasted into a report.

use super::{Calculator, label_of};
use crate::calc::Given;
use crate::units::{grouped, trimmed};

/// Returns a figure as it is shown: up to four decimals below 1,000, grouped above.
pub fn figure(value: &Given) -> String {
    match value {
        Given::Number(number) if number.abs() >= 1000.0 => {
            let places = if number.fract().abs() < 5e-3 { 0 } else { 2 };
            grouped(*number, places)
        }
        Given::Number(number) => trimmed(*number, 4),
        Given::Text(text) => text.clone(),
    }
}

/// Returns a unit as it is printed; words, sizes and plain ratios have none.
pub fn unit_words(unit: &str) -> String {
    match unit {
        "-" | "yes_no" | "awg_kcmil" | "trade_size" | "box" => String::new(),
        "pct" => "%".to_owned(),
        "degC" => "°C".to_owned(),
        "degF" => "°F".to_owned(),
        unit => {
            let printed = [("ft2", "ft²"), ("in2", "in²"), ("in3", "in³"), ("ohm", "Ω")];
            printed.iter().fold(unit.to_owned(), |unit, (written, shown)| unit.replace(written, shown))
        }
    }
}

/// Returns a figure with its unit.
fn with_unit(value: &Given, unit: &str) -> String {
    format!("{} {}", figure(value), unit_words(unit)).trim_end().to_owned()
}

/// Returns what was calculated as plain text: results, then every step with its section, assumptions, what is open.
pub fn derivation_text(calculator: &Calculator) -> String {
    let Some(answer) = &calculator.answer else { return String::new() };
    let mut lines = vec![format!("{}, {}", calculator.kind.title, calculator.edition), String::new()];
    for result in &answer.results {
        lines.push(format!(
            "{}: {}",
            label_of(&result.name, &result.unit),
            with_unit(&result.value, &result.unit)
        ));
    }
    lines.push(String::new());
    for step in &answer.steps {
        let values = step.values.iter().map(|(name, value)| format!("{name} = {}", figure(value)));
        let values = values.collect::<Vec<_>>().join(", ");
        let with = if values.is_empty() { String::new() } else { format!(" with {values}") };
        let cited = if step.citation.is_empty() { String::new() } else { format!(" [{}]", step.citation) };
        let result = with_unit(&step.result.value, &step.result.unit);
        lines.push(format!("{}: {}{with} = {result}{cited}", step.label, step.formula));
    }
    for assumed in &answer.assumptions {
        lines.push(format!("Assumed: {} = {}", assumed.path.trim_start_matches("/inputs/"), assumed.value));
    }
    for open in &answer.undetermined {
        let needs = open.needs.iter().map(|need| need.trim_start_matches("/inputs/")).collect::<Vec<_>>();
        lines.push(format!("Undetermined: {} needs {}", open.result, needs.join(", ")));
    }
    lines.extend(answer.warnings.iter().map(|warning| format!("Note: {warning}")));
    lines.join("\n")
}
