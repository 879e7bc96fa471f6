//! The neutral current of unequal line currents.

use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, StepDraft, Work, wye_neutral_squared};
use crate::nec::Edition;

pub(super) const KIND: Kind = Kind {
    name: "neutral-current",
    title: "Neutral current of unequal line currents",
    sections: "circuit theory; 310.15(E) ((B)(5) in 2017) for counting",
    inputs: &[
        Field::new("system", FieldType::Choice(&["1ph-3w", "3ph-4w-wye", "2-legs-of-wye"]), "").needed(),
        Field::new("a_a", FieldType::Number, "A").needed_when("or a_va"),
        Field::new("b_a", FieldType::Number, "A").needed_when("or b_va"),
        Field::new("c_a", FieldType::Number, "A").needed_when("3ph-4w-wye"),
        Field::new("a_va", FieldType::Number, "VA"),
        Field::new("b_va", FieldType::Number, "VA"),
        Field::new("c_va", FieldType::Number, "VA"),
        Field::new("v_ln", FieldType::Positive, "V").needed_when("with VA").note("line-to-neutral"),
        Field::new("third_harmonic_pct", FieldType::Number, "pct")
            .assumed(Preset::Number(0.0))
            .note("third harmonic in per cent of each line current"),
    ],
    results: &[
        ResultField { name: "neutral_fundamental", unit: "A", note: "" },
        ResultField { name: "neutral_third_harmonic", unit: "A", note: "h x (a + b + c)" },
        ResultField { name: "neutral", unit: "A", note: "root of the sum of squares" },
        ResultField {
            name: "neutral_max",
            unit: "A",
            note: "worst case with any lines switched off, fundamental: largest line current",
        },
        ResultField {
            name: "neutral_counts_as_ccc",
            unit: "yes_no",
            note: "2-legs-of-wye: yes; 3ph-4w-wye: yes if third_harmonic_pct > 0, else no; 1ph-3w: no",
        },
    ],
    run,
};

/// Reads the current of a line from amperes, or from VA and volts to neutral.
fn line_current(work: &Work<'_>, amperes: &'static str, va: &'static str) -> Result<f64, Fault> {
    let inputs = work.inputs();
    match (inputs.maybe(amperes), inputs.maybe(va)) {
        (None, None) => Err(work.missing(amperes)),
        (Some(_), Some(_)) => Err(work.conflict(va, "give amperes or VA, not both")),
        (Some(current), None) => Ok(current),
        (None, Some(load)) => {
            let volts = inputs.maybe("v_ln").ok_or_else(|| work.missing("v_ln"))?;
            let current = load / volts;
            work.step(format!("Line current {amperes}"), "VA / volts to neutral")
                .with("VA", load)
                .with("V", volts)
                .gives(current, "A");
            Ok(current)
        }
    }
}

/// Names the line currents that enter a step.
fn of<'w, 'a>(lines: &[(&str, f64)], step: StepDraft<'w, 'a>) -> StepDraft<'w, 'a> {
    lines.iter().fold(step, |step, (name, amperes)| step.with(*name, *amperes))
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let system = inputs.text("system");
    let (single, wye) = (system == "1ph-3w", system == "3ph-4w-wye");
    let a = line_current(work, "a_a", "a_va")?;
    let b = line_current(work, "b_a", "b_va")?;
    let c = if wye { line_current(work, "c_a", "c_va")? } else { 0.0 };
    if !wye && (inputs.has("c_a") || inputs.has("c_va")) {
        work.warn("The system has two lines: the current of line C is not used");
    }
    let lines = [("a", a), ("b", b), ("c", c)];
    let lines = if wye { &lines[..] } else { &lines[..2] };
    let fundamental = if single {
        let current = (a - b).abs();
        of(lines, work.step("Neutral current", "|a − b|")).is("neutral_fundamental", current);
        current
    } else {
        let squared = wye_neutral_squared([a, b, c]);
        let formula = if wye { "a² + b² + c² − ab − bc − ca" } else { "a² + b² − ab" };
        of(lines, work.step("Under the root", formula)).gives(squared, "A²");
        let current = squared.sqrt();
        work.step("Neutral current", "√(what is under the root)")
            .with("A²", squared)
            .is("neutral_fundamental", current);
        current
    };
    // Third harmonics of the halves of a single-phase system cancel as the fundamentals do.
    let harmonic_pct = if single { 0.0 } else { inputs.number("third_harmonic_pct") };
    let harmonic = harmonic_pct / 100.0 * (a + b + c);
    let formula = if single { "none in a single-phase system" } else { "h (a + b + c)" };
    of(lines, work.step("Third harmonic in the neutral", formula))
        .with("h in %", harmonic_pct)
        .is("neutral_third_harmonic", harmonic);
    work.step("Neutral current in all", "√(fundamental² + harmonic²)")
        .with("fundamental", fundamental)
        .with("harmonic", harmonic)
        .is("neutral", fundamental.hypot(harmonic));
    of(lines, work.step("Largest with lines switched off", "largest line current"))
        .is("neutral_max", a.max(b).max(c));
    let counts = if single { false } else { !wye || harmonic_pct > 0.0 };
    let section = if work.edition == Edition::E2017 { "310.15(B)(5)" } else { "310.15(E)" };
    work.step("Neutral counts as current-carrying", "two legs of a wye: yes; a wye: with harmonics")
        .with("system", system)
        .cite(section)
        .is("neutral_counts_as_ccc", counts);
    Ok(())
}
