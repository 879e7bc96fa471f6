//! Grounding electrode conductor and supply-side bonding jumper.

use crate::calc::grounding::{Electrode, gec_cap, gec_cap_section, smaller_size};
use crate::calc::kinds::fields;
use crate::calc::wiring::material;
use crate::calc::{Fault, Field, FieldType, Kind, Preset, ResultField, Work};
use crate::nec::tables::{bonding_jumper_size, conductor, gec_size};
use crate::nec::{Material, SIZES};

pub(super) const KIND: Kind = Kind {
    name: "gec",
    title: "Grounding electrode conductor and supply-side bonding jumper",
    sections: "250.66; 250.102(C)(1)",
    inputs: &[
        Field::new("ungrounded_size", FieldType::Choice(SIZES), "").note(
            "largest ungrounded service conductor; without it only gec_cap is \
determined",
        ),
        fields::SETS,
        fields::MATERIAL,
        Field::new("gec_material", FieldType::Choice(&["cu", "al"]), "").assumed(Preset::Text("cu")),
        Field::new(
            "electrode",
            FieldType::Choice(&["water-pipe-or-steel", "rod-pipe-plate", "concrete-encased", "ground-ring"]),
            "",
        )
        .assumed(Preset::Text("water-pipe-or-steel")),
        Field::new("ring_size", FieldType::Choice(SIZES), "").needed_when("if ground-ring"),
        Field::new("sole_connection", FieldType::Flag, "")
            .assumed(Preset::Flag(true))
            .note("the conductor serves only that electrode type"),
    ],
    results: &[
        ResultField { name: "gec", unit: "awg_kcmil", note: "" },
        ResultField {
            name: "gec_cap",
            unit: "awg_kcmil",
            note: "largest size ever required for that electrode; absent for water-pipe-or-steel or sole_connection = false",
        },
        ResultField {
            name: "bonding_jumper",
            unit: "awg_kcmil",
            note: "grounded conductor / main or supply-side bonding jumper minimum",
        },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    let electrode = match inputs.text("electrode").as_str() {
        "rod-pipe-plate" => Electrode::RodPipePlate,
        "concrete-encased" => Electrode::ConcreteEncased,
        "ground-ring" => Electrode::GroundRing,
        _ => Electrode::PipeOrSteel,
    };
    let of = material(work, "gec_material");
    let ring = if electrode == Electrode::GroundRing {
        Some(inputs.maybe_text("ring_size").ok_or_else(|| work.missing("ring_size"))?)
    } else {
        None
    };
    let sole = inputs.flag("sole_connection");
    if sole && electrode == Electrode::ConcreteEncased && of == Material::Aluminum {
        return Err(work.conflict("gec_material", "aluminum does not lead to an electrode in concrete"));
    }
    let cap = if sole { gec_cap(electrode, of, ring.as_deref()) } else { None };
    if let Some(cap) = cap {
        work.step("Largest size needed", "by the electrode that it alone serves")
            .with("electrode", inputs.text("electrode"))
            .with("material", of.name())
            .cite(gec_cap_section(electrode))
            .is("gec_cap", cap);
    }
    let Some(size) = inputs.maybe_text("ungrounded_size") else {
        work.undetermined("gec", &["ungrounded_size"]);
        work.undetermined("bonding_jumper", &["ungrounded_size"]);
        return Ok(());
    };
    let row = conductor(&size).unwrap_or_else(|| unreachable!("{size} is no size of the list"));
    let (material, sets) = (material(work, "material"), inputs.number("sets"));
    let area = sets * row.cmil;
    work.step("Area of the ungrounded conductors", "sets × area")
        .with("sets", sets)
        .with("cmil", row.cmil)
        .gives(area, "cmil");
    let by_table = gec_size(area, material, of);
    work.step("Size from the table", "band of the area, column of the metal")
        .with("cmil", area)
        .with("ungrounded", material.name())
        .with("material", of.name())
        .cite("Table 250.66")
        .gives(by_table, "awg_kcmil");
    let size = cap.map_or(by_table, |cap| smaller_size(by_table, cap));
    work.step("Grounding electrode conductor", "the table's size, or the electrode's where that is smaller")
        .with("table", by_table)
        .cite("250.66")
        .is("gec", size);
    match bonding_jumper_size(area, material, of) {
        Some(jumper) => work
            .step("Bonding jumper", "band of the area; 12.5 % of the area in the last band")
            .with("cmil", area)
            .cite("250.102(C)(1)")
            .is("bonding_jumper", jumper),
        None if material == of => work.undetermined("bonding_jumper", &["ungrounded_size", "sets"]),
        None => work.undetermined("bonding_jumper", &["gec_material"]),
    }
    Ok(())
}
