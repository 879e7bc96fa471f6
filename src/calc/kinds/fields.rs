//! Inputs that several calculations of conductors share.

use crate::calc::{Field, FieldType, Need, Preset};
use crate::nec::{INSULATIONS, SIZES};

pub(super) const SIZE: Field = Field {
    name: "size",
    is: FieldType::Choice(SIZES),
    unit: "",
    need: Need::Always,
    preset: None,
    note: "",
};

pub(super) const MATERIAL: Field = Field {
    name: "material",
    is: FieldType::Choice(&["cu", "al"]),
    unit: "",
    need: Need::No,
    preset: Some(Preset::Text("cu")),
    note: "conductor metal",
};

pub(super) const INSULATION: Field = Field {
    name: "insulation",
    is: FieldType::Choice(INSULATIONS),
    unit: "",
    need: Need::Always,
    preset: None,
    note: "insulation type",
};

pub(super) const LOCATION: Field = Field {
    name: "location",
    is: FieldType::Choice(&["dry", "damp", "wet"]),
    unit: "",
    need: Need::No,
    preset: Some(Preset::Text("dry")),
    note: "",
};

pub(super) const AMBIENT_C: Field = Field {
    name: "ambient_c",
    is: FieldType::Any,
    unit: "degC",
    need: Need::No,
    preset: Some(Preset::Number(30.0)),
    note: "ambient; give either ambient_c or ambient_f, not both",
};

pub(super) const AMBIENT_F: Field = Field {
    name: "ambient_f",
    is: FieldType::Any,
    unit: "degF",
    need: Need::No,
    preset: None,
    note: "ambient in Fahrenheit (looked up in the Fahrenheit columns, not converted)",
};

pub(super) const ROOFTOP_HEIGHT: Field = Field {
    name: "rooftop_height_in",
    is: FieldType::Number,
    unit: "in",
    need: Need::No,
    preset: None,
    note: "raceway or cable in sunlight on a roof: height of its bottom above the roof",
};

pub(super) const CCC: Field = Field {
    name: "ccc",
    is: FieldType::Count,
    unit: "",
    need: Need::No,
    preset: Some(Preset::Number(3.0)),
    note: "current-carrying conductors in the raceway or cable, spares included",
};

pub(super) const NIPPLE: Field = Field {
    name: "nipple",
    is: FieldType::Flag,
    unit: "",
    need: Need::No,
    preset: Some(Preset::Flag(false)),
    note: "raceway not longer than 24 in: no bundling adjustment",
};

pub(super) const SETS: Field = Field {
    name: "sets",
    is: FieldType::Count,
    unit: "",
    need: Need::No,
    preset: Some(Preset::Number(1.0)),
    note: "parallel sets",
};

pub(super) const NEXT_SIZE_UP: Field = Field {
    name: "next_size_up",
    is: FieldType::Flag,
    unit: "",
    need: Need::No,
    preset: Some(Preset::Flag(true)),
    note: "240.4(B) next higher standard rating allowed",
};

pub(super) const CONTINUOUS_A: Field = Field {
    name: "continuous_a",
    is: FieldType::Number,
    unit: "A",
    need: Need::No,
    preset: Some(Preset::Number(0.0)),
    note: "give amperes or VA, not both",
};

pub(super) const NONCONTINUOUS_A: Field = Field { name: "noncontinuous_a", note: "", ..CONTINUOUS_A };

pub(super) const CONTINUOUS_VA: Field = Field { name: "continuous_va", unit: "VA", note: "", ..CONTINUOUS_A };

pub(super) const NONCONTINUOUS_VA: Field = Field { name: "noncontinuous_va", ..CONTINUOUS_VA };

pub(super) const V: Field = Field {
    name: "v",
    is: FieldType::Positive,
    unit: "V",
    need: Need::When("with VA"),
    preset: None,
    note: "",
};

pub(super) const PHASES: Field = Field {
    name: "phases",
    is: FieldType::ChoiceOf(&[1.0, 3.0]),
    unit: "",
    need: Need::When("with VA"),
    preset: None,
    note: "",
};

pub(super) const ASSEMBLY_100_PCT: Field = Field {
    name: "assembly_100_pct",
    is: FieldType::Flag,
    unit: "",
    need: Need::No,
    preset: Some(Preset::Flag(false)),
    note: "assembly listed for 100 % of its rating",
};
