//! `phasewright calc`: one calculation of the Code, with its steps; a request in, an answer out.

use crate::calc::{Answer, Fault, FaultCode, Given, Kind, Refusal, calculate};
use crate::cli::commands::Context;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome};
use crate::nec::Edition;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// Calculate by the Code: ampacity, sizes, fill, drop, demand, fault current and more, with every step
///
/// A request is a JSON object with id, edition, kind and inputs. A request that cannot be answered says what is wrong
/// where, all of it, and ends with exit code 2.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The request
    request: PathBuf,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let read = read(&args.request);
    let request = read.as_ref().ok();
    let calculated = match &read {
        Ok(request) => calculate(request),
        Err(words) => {
            Err(Refusal(vec![Fault { code: FaultCode::Json, path: String::new(), words: words.clone() }]))
        }
    };
    match calculated {
        Ok((kind, edition, answer)) => {
            let id = request.and_then(|request| request.get("id")).cloned().unwrap_or(Value::Null);
            context
                .output
                .answer(|| as_json(&id, kind, edition, &answer), || as_text(kind, edition, &answer))?;
            Ok(Outcome::Done)
        }
        Err(Refusal(faults)) => {
            context.output.answer(|| refused(request, &faults), || in_words(&faults))?;
            Ok(Outcome::Refused)
        }
    }
}

fn read(path: &Path) -> Result<Map<String, Value>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{error}: {}", path.display()))?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(request)) => Ok(request),
        Ok(_) => Err(format!("it is no JSON object: {}", path.display())),
        Err(error) => Err(format!("{error}: {}", path.display())),
    }
}

fn as_json(id: &Value, kind: &Kind, edition: Edition, answer: &Answer) -> Value {
    let results: Map<String, Value> = answer
        .results
        .iter()
        .map(|result| {
            (result.name.to_owned(), json!({ "value": result.value.to_json(), "unit": result.unit }))
        })
        .collect();
    let steps = answer.steps.iter().map(|step| {
        let values: Map<String, Value> =
            step.values.iter().map(|(name, value)| (name.clone(), value.to_json())).collect();
        json!({
            "label": step.label,
            "formula": step.formula,
            "values": values,
            "result": step.result.value.to_json(),
            "unit": step.result.unit,
            "citation": step.citation,
        })
    });
    let assumptions = answer.assumptions.iter().map(|of| json!({ "path": of.path, "value": of.value }));
    let undetermined = answer.undetermined.iter().map(|of| json!({ "result": of.result, "needs": of.needs }));
    json!({
        "id": id,
        "kind": kind.name,
        "edition": edition.year().to_string(),
        "results": results,
        "steps": steps.collect::<Value>(),
        "assumptions": assumptions.collect::<Value>(),
        "undetermined": undetermined.collect::<Value>(),
        "warnings": answer.warnings,
    })
}

fn refused(request: Option<&Map<String, Value>>, faults: &[Fault]) -> Value {
    let echo = |name: &str| request.and_then(|request| request.get(name)).cloned().unwrap_or(Value::Null);
    let errors = faults
        .iter()
        .map(|fault| json!({ "code": fault.code.name(), "path": fault.path, "message": fault.words }));
    json!({
        "id": echo("id"),
        "kind": echo("kind"),
        "edition": echo("edition"),
        "errors": errors.collect::<Value>(),
    })
}

fn in_words(faults: &[Fault]) -> String {
    let line = |fault: &Fault| match fault.path.as_str() {
        "" => format!("The request cannot be read: {}", fault.words),
        path => format!("{path}: {}", fault.words),
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn as_text(kind: &Kind, edition: Edition, answer: &Answer) -> String {
    use Align::{Left, Right};
    let shown = |value: &Given| match value {
        Given::Number(number) => {
            format!("{:.4}", number).trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Given::Text(text) => text.clone(),
    };
    let mut text = format!("{}, {edition}\n\n", kind.title);
    let mut results = Table::new([(Left, "Result"), (Right, ""), (Left, ""), (Left, "")]);
    for result in &answer.results {
        let note = kind.results.iter().find(|known| known.name == result.name).map_or("", |known| known.note);
        results.row([result.name.to_owned(), shown(&result.value), result.unit.to_owned(), note.to_owned()]);
    }
    text += &results.text();
    let mut steps =
        Table::new([(Left, "Step"), (Left, "Formula"), (Left, "With"), (Right, ""), (Left, "By")]);
    for step in &answer.steps {
        let with = step.values.iter().map(|(name, value)| format!("{name} = {}", shown(value)));
        steps.row([
            step.label.clone(),
            step.formula.clone(),
            with.collect::<Vec<_>>().join(", "),
            format!("{} {}", shown(&step.result.value), step.result.unit),
            step.citation.clone(),
        ]);
    }
    text += &format!("\n{}", steps.text());
    for assumed in &answer.assumptions {
        text += &format!("\nAssumed {} = {}", assumed.path, assumed.value);
    }
    for open in &answer.undetermined {
        text += &format!("\nUndetermined {}: needs {}", open.result, open.needs.join(", "));
    }
    for warning in &answer.warnings {
        text += &format!("\nNote: {warning}");
    }
    text
}
