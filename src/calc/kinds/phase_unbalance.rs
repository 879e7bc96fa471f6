//! Line totals, their unbalance and the balance score.

use crate::calc::{Fault, Field, FieldType, Kind, Part, Preset, ResultField, Work, line_balance};
use crate::nec::Edition;
use crate::nec::tables::{StandardDevice, next_standard_rating};

pub(super) const KIND: Kind = Kind {
    name: "phase-unbalance",
    title: "Line totals, unbalance and balance score",
    sections: "210.11(B) (even proportion only); NEMA MG 1 definition; the score is a design target, not Code",
    inputs: &[
        Field::new("unit", FieldType::Choice(&["A", "VA", "V", "W"]), "")
            .needed()
            .note("unit of all numbers"),
        Field::new("values", FieldType::Numbers, "")
            .needed_when("this or circuits")
            .note("2 or 3 line values"),
        Field::new("lines", FieldType::ChoiceOf(&[2.0, 3.0]), "").needed_when("with circuits"),
        Field::new("base", FieldType::Numbers, "")
            .note("line values already present, one per line; default zeros"),
        Field::new(
            "circuits",
            FieldType::List(&[
                Field::new("name", FieldType::Text, ""),
                Field::new("connection", FieldType::Choice(&["A", "B", "C", "AB", "BC", "CA", "ABC"]), "")
                    .needed(),
                Field::new("amount", FieldType::Number, "").needed(),
                Field::new("motor", FieldType::Flag, "").assumed(Preset::Flag(false)),
            ]),
            "",
        )
        .needed_when("this or values")
        .note("unit A, VA or W"),
        Field::new("largest_motor_25", FieldType::Flag, "")
            .assumed(Preset::Flag(false))
            .note("unit A: add 25 % of the largest motor on each line"),
    ],
    results: &[
        ResultField { name: "line_a", unit: "unit", note: "in the request's unit" },
        ResultField { name: "line_b", unit: "unit", note: "" },
        ResultField { name: "line_c", unit: "unit", note: "3 lines only" },
        ResultField { name: "mean", unit: "unit", note: "" },
        ResultField { name: "max_deviation", unit: "unit", note: "largest |line - mean|" },
        ResultField { name: "unbalance_pct", unit: "pct", note: "100 x max_deviation / mean" },
        ResultField { name: "balance_score", unit: "-", note: "1 - (max - min)/max; 1 if max = 0" },
        ResultField {
            name: "min_rating",
            unit: "A",
            note: "unit A only: smallest standard breaker >= largest line rounded to whole amperes",
        },
    ],
    run,
};

/// Names of the lines and of their totals.
const LINES: [(char, &str); 3] = [('A', "line_a"), ('B', "line_b"), ('C', "line_c")];

/// Returns the lines of a panel of 2 or 3 lines that a connection is made to.
fn lines_of(connection: &str, count: usize) -> Option<Vec<usize>> {
    connection.chars().map(|line| LINES[..count].iter().position(|(name, _)| *name == line)).collect()
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let unit = inputs.text("unit");
    let lines = match (inputs.has("values"), inputs.has("circuits")) {
        (false, false) => return Err(work.missing("values")),
        (true, true) => return Err(work.conflict("circuits", "give line values or circuits, not both")),
        (true, false) => given_lines(work)?,
        (false, true) => lines_of_circuits(work, &unit)?,
    };
    let base = inputs.numbers("base");
    if !base.is_empty() && base.len() != lines.len() {
        let words = format!("there are {} lines and {} line values", lines.len(), base.len());
        return Err(work.conflict("base", words));
    }
    let mut totals = Vec::new();
    for (at, (parts, (_, result))) in lines.iter().zip(LINES).enumerate() {
        let here = base.get(at).copied();
        let total = here.unwrap_or(0.0) + parts.iter().map(|(_, amount)| amount).sum::<f64>();
        let mut step = work.step(format!("Line {}", LINES[at].0), "sum of what is on the line");
        for (name, amount) in here.iter().map(|amount| ("already there", *amount)).chain(named(parts)) {
            step = step.with(name, amount);
        }
        step.is(result, total);
        totals.push(total);
    }
    let balance = line_balance(&totals).ok_or_else(|| work.range("values", "there are no lines"))?;
    work.step("Mean of the lines", "sum / number of lines").is("mean", balance.mean);
    work.step("Largest deviation", "largest |line − mean|")
        .with("mean", balance.mean)
        .is("max_deviation", balance.max_deviation);
    work.step("Unbalance", "100 × deviation / mean")
        .with("deviation", balance.max_deviation)
        .with("mean", balance.mean)
        .is("unbalance_pct", balance.unbalance_pct);
    let largest = totals.iter().copied().fold(0.0, f64::max);
    let smallest = totals.iter().copied().fold(largest, f64::min);
    work.step("Balance score", "1 − (largest − smallest) / largest")
        .with("largest", largest)
        .with("smallest", smallest)
        .is("balance_score", balance.score);
    if unit == "A" {
        // Whole amperes from one half up (220.5(B)), only to choose a rating.
        let whole = largest.round();
        work.step("Largest line in whole amperes", "one half rounds up")
            .with("A", largest)
            .cite(if work.edition == Edition::E2026 { "120.5(B)" } else { "220.5(B)" })
            .gives(whole, "A");
        let rating = next_standard_rating(whole, StandardDevice::Breaker, work.edition)
            .ok_or_else(|| work.range("", "no standard rating is as large as the largest line"))?;
        work.step("Smallest rating", "smallest standard rating ≥ largest line")
            .with("A", whole)
            .cite("240.6(A)")
            .is("min_rating", rating);
    }
    Ok(())
}

/// What is on a line, with a name each.
type Amounts = Vec<(String, f64)>;

fn named(parts: &Amounts) -> impl Iterator<Item = (&str, f64)> {
    parts.iter().map(|(name, amount)| (name.as_str(), *amount))
}

/// Reads the line values.
fn given_lines(work: &Work<'_>) -> Result<Vec<Amounts>, Fault> {
    let inputs = work.inputs();
    let values = inputs.numbers("values");
    if !(2..=3).contains(&values.len()) {
        return Err(work.range("values", format!("there are 2 or 3 lines, not {}", values.len())));
    }
    if inputs.has("lines") && inputs.number("lines") != values.len() as f64 {
        return Err(work.conflict("lines", format!("{} line values are given", values.len())));
    }
    Ok(values.into_iter().map(|value| vec![("given".to_owned(), value)]).collect())
}

/// Puts the circuits on their lines.
fn lines_of_circuits(work: &Work<'_>, unit: &str) -> Result<Vec<Amounts>, Fault> {
    let inputs = work.inputs();
    if !inputs.has("lines") {
        return Err(work.missing("lines"));
    }
    if unit == "V" {
        return Err(work.conflict("unit", "circuits are in A, VA or W"));
    }
    let count = if inputs.number("lines") == 3.0 { 3 } else { 2 };
    let with_motor = inputs.flag("largest_motor_25");
    if with_motor && unit != "A" {
        work.warn("The largest motor is added in amperes only: largest_motor_25 is not used");
    }
    let with_motor = with_motor && unit == "A";
    let mut lines: Vec<Amounts> = vec![Vec::new(); count];
    let mut largest_motors = vec![0.0_f64; count];
    for (index, circuit) in inputs.list("circuits").into_iter().enumerate() {
        let connection = circuit.text("connection");
        let on = lines_of(&connection, count).ok_or_else(|| {
            work.conflict(
                &circuit.at("connection"),
                format!("{connection} needs line C, and there are 2 lines"),
            )
        })?;
        let amount = circuit.number("amount");
        // Amperes flow in every line of a circuit; power divides.
        let each = if unit == "A" { amount } else { amount / on.len() as f64 };
        let motor = with_motor && circuit.flag("motor");
        for line in on {
            lines[line].push((name_of(&circuit, index), each));
            if motor {
                largest_motors[line] = largest_motors[line].max(amount);
            }
        }
    }
    for (line, largest) in lines.iter_mut().zip(largest_motors).filter(|(_, largest)| *largest > 0.0) {
        line.push(("25 % of the largest motor".to_owned(), 0.25 * largest));
    }
    Ok(lines)
}

/// Names a circuit by its place, which is unique, and its name.
fn name_of(circuit: &Part<'_>, index: usize) -> String {
    let place = format!("circuit {}", index + 1);
    circuit.maybe_text("name").map_or_else(|| place.clone(), |name| format!("{place} {name}"))
}
