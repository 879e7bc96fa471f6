//! Overcurrent protection of a transformer of 1000 V and less.

use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, ResultField, Work};
use crate::nec::tables::{
    StandardDevice, TransformerLimit, TransformerScheme, largest_standard_up_to, next_standard_rating,
    transformer_primary_limit, transformer_secondary_limit,
};

pub(super) const KIND: Kind = Kind {
    name: "transformer-ocpd",
    title: "Transformer primary and secondary protection, 1000 V and less",
    sections: "450.3(B), Table 450.3(B)",
    inputs: &[
        fields::KVA,
        Field::new("v_primary", FieldType::Positive, "V").needed(),
        Field::new("v_secondary", FieldType::Positive, "V").needed(),
        fields::PHASES_NEEDED,
        Field::new("scheme", FieldType::Choice(&["primary-only", "primary-and-secondary"]), "").needed(),
        fields::DEVICE,
    ],
    results: &[
        ResultField { name: "primary_fla", unit: "A", note: "1000 kva / (v x sqrt(3)) or / v" },
        ResultField { name: "primary_limit", unit: "A", note: "percentage x fla" },
        ResultField { name: "primary_ocpd_max", unit: "A", note: "" },
        ResultField { name: "secondary_fla", unit: "A", note: "" },
        ResultField { name: "secondary_limit", unit: "A", note: "absent for primary-only" },
        ResultField { name: "secondary_ocpd_max", unit: "A", note: "absent for primary-only" },
    ],
    run,
};

/// A side of the transformer: names of its results.
struct Side {
    words: &'static str,
    fla: &'static str,
    limit: &'static str,
    ocpd: &'static str,
}

const PRIMARY: Side =
    Side { words: "primary", fla: "primary_fla", limit: "primary_limit", ocpd: "primary_ocpd_max" };
const SECONDARY: Side =
    Side { words: "secondary", fla: "secondary_fla", limit: "secondary_limit", ocpd: "secondary_ocpd_max" };

impl Side {
    fn current(&self, work: &Work<'_>, volts: f64) -> f64 {
        let inputs = work.inputs();
        let kva = inputs.number("kva");
        let three = inputs.number("phases") == 3.0;
        let current = 1000.0 * kva / if three { volts * 3.0_f64.sqrt() } else { volts };
        work.step(
            format!("Rated {} current", self.words),
            if three { "1000 kVA / (√3 V)" } else { "1000 kVA / V" },
        )
        .with("kVA", kva)
        .with("V", volts)
        .is(self.fla, current);
        current
    }

    fn device(&self, work: &Work<'_>, current: f64, limit: TransformerLimit) {
        let amperes = limit.pct / 100.0 * current;
        work.step(format!("Limit of the {} device", self.words), "percentage × current")
            .with("%", limit.pct)
            .with("A", current)
            .cite("Table 450.3(B)")
            .is(self.limit, amperes);
        let device = if work.inputs().text("device") == "fuse" {
            StandardDevice::Fuse
        } else {
            StandardDevice::Breaker
        };
        let (rating, formula) = if limit.next_size_up {
            (next_standard_rating(amperes, device, work.edition), "smallest standard rating ≥ limit")
        } else {
            (largest_standard_up_to(amperes, device, work.edition), "largest standard rating ≤ limit")
        };
        match rating {
            Some(rating) => work
                .step(format!("Largest {} device", self.words), formula)
                .with("limit", amperes)
                .cite("450.3(B), 240.6(A)")
                .is(self.ocpd, rating),
            None => {
                let limit = if limit.next_size_up { "as large as" } else { "within" };
                work.warn(format!("No standard rating is {limit} the limit of the {} device", self.words));
                work.undetermined(self.ocpd, &["device"]);
            }
        }
    }
}

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    for name in ["v_primary", "v_secondary"] {
        if inputs.number(name) > 1000.0 {
            return Err(work.range(name, "over 1000 V another table holds"));
        }
    }
    let only_primary = inputs.text("scheme") == "primary-only";
    let scheme =
        if only_primary { TransformerScheme::PrimaryOnly } else { TransformerScheme::PrimaryAndSecondary };
    let primary = PRIMARY.current(work, inputs.number("v_primary"));
    PRIMARY.device(work, primary, transformer_primary_limit(scheme, primary));
    let secondary = SECONDARY.current(work, inputs.number("v_secondary"));
    match transformer_secondary_limit(scheme, secondary) {
        Some(limit) => SECONDARY.device(work, secondary, limit),
        None => work.warn(
            "A primary device alone does not protect the secondary conductors, except two-wire to two-wire and delta to \
             delta (240.4(F))",
        ),
    }
    Ok(())
}
