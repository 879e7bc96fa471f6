//! Feeder taps and transformer secondary conductors.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work, tap_share};
use crate::nec::tables::{StandardDevice, TapRule, largest_standard_up_to};

/// A computed ampacity is met to a millionth.
const SLACK_A: f64 = 1e-6;

pub(super) const KIND: Kind = Kind {
    name: "tap-rule",
    title: "Feeder taps and transformer secondary conductors",
    sections: "240.21(B)(1), (B)(2); 240.21(C)(2), (C)(6)",
    inputs: &[
        Field::new("rule", FieldType::Choice(&["10-ft", "25-ft", "secondary-10-ft", "secondary-25-ft"]), "")
            .needed(),
        fields::LENGTH_FT,
        Field::new("tap_ampacity_a", FieldType::Positive, "A").needed(),
        Field::new("feeder_ocpd_a", FieldType::Positive, "A").note("primary device for the secondary rules"),
        Field::new("load_a", FieldType::Number, "A").assumed(Preset::Number(0.0)),
        Field::new("device_rating_a", FieldType::Number, "A")
            .assumed(Preset::Number(0.0))
            .note("device or equipment at the end of the tap"),
        Field::new("leaves_enclosure", FieldType::Flag, "")
            .assumed(Preset::Flag(true))
            .note("10-ft only: false drops the 1/10 requirement"),
        Field::new("single_device", FieldType::Flag, "")
            .assumed(Preset::Flag(true))
            .note("25-ft rules: ends in one breaker or one set of fuses"),
        Field::new("v_primary", FieldType::Positive, "V").needed_when("secondary rules"),
        Field::new("v_secondary", FieldType::Positive, "V").needed_when("secondary rules"),
    ],
    results: &[
        ResultField { name: "ratio", unit: "-", note: "10 or 3" },
        ResultField { name: "max_length_ft", unit: "ft", note: "10 or 25" },
        ResultField {
            name: "min_tap_ampacity",
            unit: "A",
            note: "undetermined without feeder_ocpd_a (unless leaves_enclosure = false)",
        },
        ResultField {
            name: "max_feeder_ocpd",
            unit: "A",
            note: "largest standard rating <= ratio x tap_ampacity_a (secondary: x v_secondary / v_primary)",
        },
        ResultField { name: "compliant", unit: "yes_no", note: "undetermined without feeder_ocpd_a" },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let rule = match inputs.text("rule").as_str() {
        "25-ft" => TapRule::Feeder25,
        "secondary-10-ft" => TapRule::Secondary10,
        "secondary-25-ft" => TapRule::Secondary25,
        _ => TapRule::Feeder10,
    };
    let voltages = voltages(work, rule)?;
    let (ratio, tap, longest) = (rule.ratio(), inputs.number("tap_ampacity_a"), rule.longest_ft());
    work.step("Ratio of the device ahead to the tap", "by the rule").cite(rule.section()).is("ratio", ratio);
    work.step("Greatest length", "by the rule").cite(rule.section()).is("max_length_ft", longest);
    let most = ratio * tap / voltages;
    let mut step = work.step("Ampacity times the ratio", "ratio × tap, × secondary / primary volts");
    if rule.is_secondary() {
        step = step.with("primary/secondary", voltages);
    }
    step.with("ratio", ratio).with("tap", tap).cite(rule.section()).gives(most, "A");
    match largest_standard_up_to(most, StandardDevice::Breaker, work.edition) {
        Some(rating) => work
            .step("Largest device ahead", "largest standard rating up to that")
            .with("A", most)
            .cite(&format!("{}, 240.6(A)", rule.section()))
            .is("max_feeder_ocpd", rating),
        None => work.undetermined("max_feeder_ocpd", &["tap_ampacity_a"]),
    }
    let stays_inside = rule == TapRule::Feeder10 && !inputs.flag("leaves_enclosure");
    let feeder = inputs.maybe("feeder_ocpd_a");
    let share = match feeder {
        _ if stays_inside => Some(0.0),
        Some(feeder) => Some(tap_share(rule, feeder, voltages)),
        None => None,
    };
    let Some(share) = share else {
        work.undetermined("min_tap_ampacity", &["feeder_ocpd_a"]);
        work.undetermined("compliant", &["feeder_ocpd_a"]);
        return Ok(());
    };
    let (load, device) = (inputs.number("load_a"), inputs.number("device_rating_a"));
    let least = load.max(device).max(share);
    if let (Some(feeder), false) = (feeder, stays_inside) {
        work.step("Share of the device ahead", "device ahead × primary / secondary volts / ratio")
            .with("device", feeder)
            .with("primary/secondary", voltages)
            .with("ratio", ratio)
            .cite(rule.section())
            .gives(share, "A");
    }
    work.step(
        "Least ampacity of the tap",
        "largest of load, device at its end and share of the device ahead",
    )
    .with("load", load)
    .with("device", device)
    .with("share", share)
    .cite(rule.section())
    .is("min_tap_ampacity", least);
    if feeder.is_none() {
        work.undetermined("compliant", &["feeder_ocpd_a"]);
        return Ok(());
    }
    let length = inputs.number("length_ft");
    let compliant = length <= longest
        && tap >= least - SLACK_A
        && (!rule.ends_in_one_device() || inputs.flag("single_device"));
    work.step("Complies", "length and ampacity, and one device at the end of 25 ft")
        .with("length", length)
        .with("longest", longest)
        .with("tap", tap)
        .with("least", least)
        .cite(rule.section())
        .is("compliant", compliant);
    Ok(())
}

/// Returns primary over secondary volts; 1 for the taps of feeders.
fn voltages(work: &Work<'_>, rule: TapRule) -> Result<f64, Fault> {
    if !rule.is_secondary() {
        return Ok(1.0);
    }
    let volts = |name: &str| work.inputs().maybe(name).ok_or_else(|| work.missing(name));
    Ok(volts("v_primary")? / volts("v_secondary")?)
}
