//! A source connected to a busbar.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work, source_current};
use crate::nec::Edition;
use crate::nec::tables::{
    BUSBAR_SHARE, BUSBAR_SHARE_OPPOSITE_ENDS, SOURCE_FACTOR, StandardDevice, largest_standard_up_to,
};

pub(super) const KIND: Kind = Kind {
    name: "pv-busbar",
    title: "Source connected to a busbar",
    sections: "705.12(B)(2)(3) (2017), 705.12(B)(3) (2020), 705.12(B) (2023, 2026)",
    inputs: &[
        Field::new("busbar_a", FieldType::Positive, "A").needed(),
        Field::new("main_a", FieldType::Positive, "A")
            .needed()
            .note("overcurrent device that protects the busbar"),
        Field::new("position", FieldType::Choice(&["opposite-end", "other"]), "").needed(),
        Field::new(
            "sources",
            FieldType::List(&[
                Field::new("output_a", FieldType::Positive, "A")
                    .needed_when("output_a or ocpd_a")
                    .note("rated continuous output"),
                Field::new("ocpd_a", FieldType::Positive, "A")
                    .needed_when("")
                    .note("used as it is when output_a is absent"),
            ]),
            "",
        ),
        Field::new("all_breakers_sum_a", FieldType::Positive, "A").note(
            "all breakers on the busbar, loads and sources, without the main: sum \
rule",
        ),
        fields::V_FOR_AMPERES,
        fields::PHASES_OR_ONE,
    ],
    results: &[
        ResultField { name: "rule", unit: "-", note: "\"120 %\" (opposite-end) or \"100 %\"" },
        ResultField { name: "limit_a", unit: "A", note: "1.2 or 1.0 x busbar_a" },
        ResultField { name: "source_125_a", unit: "A", note: "sum of 1.25 x output_a, or ocpd_a" },
        ResultField { name: "sum_a", unit: "A", note: "main_a + source_125_a" },
        ResultField { name: "compliant", unit: "yes_no", note: "sum_a <= limit_a + 1e-9" },
        ResultField {
            name: "max_backfeed_ocpd",
            unit: "A",
            note: "largest standard breaker <= limit_a - main_a",
        },
        ResultField { name: "max_source_a", unit: "A", note: "(limit_a - main_a) / 1.25" },
        ResultField { name: "max_source_va", unit: "VA", note: "x v (x sqrt(3))" },
        ResultField { name: "sum_rule_compliant", unit: "yes_no", note: "all_breakers_sum_a <= busbar_a" },
    ],
    run,
};

/// Returns the section of an edition.
const fn section(edition: Edition) -> &'static str {
    match edition {
        Edition::E2017 => "705.12(B)(2)(3)",
        Edition::E2020 => "705.12(B)(3)",
        Edition::E2023 | Edition::E2026 => "705.12(B)",
    }
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let (busbar, main) = (inputs.number("busbar_a"), inputs.number("main_a"));
    let cite = section(work.edition);
    let (rule, share) = if inputs.text("position") == "opposite-end" {
        ("120 %", BUSBAR_SHARE_OPPOSITE_ENDS)
    } else {
        ("100 %", BUSBAR_SHARE)
    };
    work.step("Rule", "by the position of the source")
        .with("position", inputs.text("position"))
        .cite(cite)
        .is("rule", rule);
    let limit = share * busbar;
    work.step("Limit", "share × busbar")
        .with("share", share)
        .with("busbar", busbar)
        .cite(cite)
        .is("limit_a", limit);
    if inputs.has("sources") {
        let source = sources(work)?;
        let sum = main + source;
        work.step("Main and sources", "main + sources")
            .with("main", main)
            .with("sources", source)
            .is("sum_a", sum);
        work.step("Within the limit", "sum ≤ limit")
            .with("sum", sum)
            .with("limit", limit)
            .cite(cite)
            .is("compliant", sum <= limit + 1e-9);
    } else {
        for result in ["source_125_a", "sum_a", "compliant"] {
            work.undetermined(result, &["sources"]);
        }
    }
    let left = (limit - main).max(0.0);
    work.step("Left for sources", "limit − main, 0 at least")
        .with("limit", limit)
        .with("main", main)
        .gives(left, "A");
    // Where even the smallest breaker is too large, none may be connected: 0.
    let backfeed =
        if left > 0.0 { largest_standard_up_to(left, StandardDevice::Breaker, work.edition) } else { None };
    work.step("Largest backfed breaker", "largest standard rating ≤ what is left")
        .with("left", left)
        .cite("240.6(A)")
        .is("max_backfeed_ocpd", backfeed.unwrap_or(0.0));
    let source = left / SOURCE_FACTOR;
    work.step("Largest source", "what is left / 1.25")
        .with("left", left)
        .cite(cite)
        .is("max_source_a", source);
    match inputs.maybe("v") {
        Some(volts) => {
            let three = inputs.number("phases") == 3.0;
            let factor = if three { volts * 3.0_f64.sqrt() } else { volts };
            work.step("Largest source in VA", if three { "√3 V A" } else { "V A" })
                .with("A", source)
                .with("V", volts)
                .is("max_source_va", source * factor);
        }
        None => work.undetermined("max_source_va", &["v"]),
    }
    match inputs.maybe("all_breakers_sum_a") {
        Some(all) => work
            .step("Sum rule", "all breakers ≤ busbar")
            .with("all breakers", all)
            .with("busbar", busbar)
            .cite(cite)
            .is("sum_rule_compliant", all <= busbar + 1e-9),
        None => work.undetermined("sum_rule_compliant", &["all_breakers_sum_a"]),
    }
    Ok(())
}

/// Returns the current of all sources in amperes: 125 % of the output, or the device where the output is not known.
fn sources(work: &Work<'_>) -> Result<f64, Fault> {
    let mut total = 0.0;
    let mut parts = Vec::new();
    for (index, source) in work.inputs().list("sources").into_iter().enumerate() {
        let current = source_current(source.maybe("output_a"), source.maybe("ocpd_a"))
            .ok_or_else(|| work.missing(&source.at("output_a")))?;
        parts.push((format!("source {}", index + 1), current));
        total += current;
    }
    let mut step = work.step("Sources", "sum of 1.25 × output, or of the device");
    for (name, current) in parts {
        step = step.with(name, current);
    }
    step.cite(section(work.edition)).is("source_125_a", total);
    Ok(total)
}
