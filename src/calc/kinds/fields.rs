//! Inputs that several calculations share.

use crate::calc::{Field, FieldType, Preset};
use crate::nec::{INSULATIONS, SIZES};

pub(super) const SIZE: Field = Field::new("size", FieldType::Choice(SIZES), "").needed();

pub(super) const MATERIAL: Field = Field::new("material", FieldType::Choice(&["cu", "al"]), "")
    .assumed(Preset::Text("cu"))
    .note("conductor metal");

pub(super) const INSULATION: Field =
    Field::new("insulation", FieldType::Choice(INSULATIONS), "").needed().note("insulation type");

pub(super) const LOCATION: Field =
    Field::new("location", FieldType::Choice(&["dry", "damp", "wet"]), "").assumed(Preset::Text("dry"));

pub(super) const AMBIENT_C: Field = Field::new("ambient_c", FieldType::Any, "degC")
    .assumed(Preset::Number(30.0))
    .note("ambient; give either ambient_c or ambient_f, not both");

pub(super) const AMBIENT_F: Field = Field::new("ambient_f", FieldType::Any, "degF").note(
    "ambient in Fahrenheit (looked up in the Fahrenheit columns, not \
converted)",
);

pub(super) const ROOFTOP_HEIGHT: Field = Field::new("rooftop_height_in", FieldType::Number, "in").note(
    "raceway or cable in sunlight on a roof: height of its bottom above the \
roof",
);

pub(super) const CCC: Field = Field::new("ccc", FieldType::Count, "")
    .assumed(Preset::Number(3.0))
    .note("current-carrying conductors in the raceway or cable, spares included");

pub(super) const NIPPLE: Field = Field::new("nipple", FieldType::Flag, "")
    .assumed(Preset::Flag(false))
    .note("raceway not longer than 24 in: no bundling adjustment");

pub(super) const SETS: Field =
    Field::new("sets", FieldType::Count, "").assumed(Preset::Number(1.0)).note("parallel sets");

pub(super) const NEXT_SIZE_UP: Field = Field::new("next_size_up", FieldType::Flag, "")
    .assumed(Preset::Flag(true))
    .note("240.4(B) next higher standard rating allowed");

pub(super) const CONTINUOUS_A: Field = Field::new("continuous_a", FieldType::Number, "A")
    .assumed(Preset::Number(0.0))
    .note("give amperes or VA, not both");

pub(super) const NONCONTINUOUS_A: Field = Field { name: "noncontinuous_a", note: "", ..CONTINUOUS_A };

pub(super) const CONTINUOUS_VA: Field = Field { name: "continuous_va", unit: "VA", note: "", ..CONTINUOUS_A };

pub(super) const NONCONTINUOUS_VA: Field = Field { name: "noncontinuous_va", ..CONTINUOUS_VA };

pub(super) const V: Field = Field::new("v", FieldType::Positive, "V").needed_when("with VA");

pub(super) const PHASES: Field =
    Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").needed_when("with VA");

pub(super) const ASSEMBLY_100_PCT: Field = Field::new("assembly_100_pct", FieldType::Flag, "")
    .assumed(Preset::Flag(false))
    .note("assembly listed for 100 % of its rating");

pub(super) const COUNT: Field = Field::new("n", FieldType::Count, "").assumed(Preset::Number(1.0));

pub(super) const HEAT_VA: Field = Field::new("heat_va", FieldType::Number, "VA").assumed(Preset::Number(0.0));

pub(super) const AC_VA: Field = Field::new("ac_va", FieldType::Number, "VA").assumed(Preset::Number(0.0));

pub(super) const LARGEST_MOTOR_VA: Field =
    Field::new("largest_motor_va", FieldType::Number, "VA").assumed(Preset::Number(0.0));

pub(super) const PHASES_OR_ONE: Field =
    Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").assumed(Preset::Number(1.0));

pub(super) const V_FOR_AMPERES: Field = Field::new("v", FieldType::Positive, "V")
    .note("line-to-line voltage; without it the ampere results are undetermined");

pub(super) const PHASES_NEEDED: Field = Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").needed();

pub(super) const KVA: Field = Field::new("kva", FieldType::Positive, "kVA").needed();

pub(super) const LENGTH_FT: Field = Field::new("length_ft", FieldType::Positive, "ft").needed();

pub(super) const V_NEEDED: Field = Field::new("v", FieldType::Positive, "V").needed().note(
    "line-to-line voltage (line-to-neutral for a 2-wire line-to-neutral \
circuit)",
);

pub(super) const DEVICE: Field =
    Field::new("device", FieldType::Choice(&["breaker", "fuse"]), "").assumed(Preset::Text("breaker"));
