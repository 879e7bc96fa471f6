//! The conductor, raceway and length fields that circuits and feeders share.

use super::Form;
use crate::domain::{ConductorSet, Raceway};
use crate::nec::{Insulation, Material, RacewayType};
use crate::units::Feet;

/// What the wiring fields say.
pub(super) struct Wiring {
    pub conductors: Option<ConductorSet>,
    pub raceway: Option<Raceway>,
    pub length: Option<Feet>,
}

pub(super) fn add_wiring(
    form: &mut Form,
    conductors: Option<&ConductorSet>,
    raceway: Option<&Raceway>,
    length: Option<Feet>,
) {
    let size = |size: Option<crate::units::WireSize>| size.map_or_else(String::new, |s| s.name().to_owned());
    let material = conductors.map_or(Material::Copper, |c| c.material);
    let insulation = conductors.map_or(Insulation::Thhn, |c| c.insulation);
    form.section("Wiring")
        .words("size", "Conductor size", &size(conductors.map(|c| c.size)))
        .choice("material", "Material", Material::ALL.iter().map(|m| (m.name(), m.name())), material.name())
        .choice(
            "insulation",
            "Insulation",
            Insulation::ALL.iter().map(|i| (i.name(), i.name())),
            insulation.name(),
        )
        .number("sets", "Parallel sets", "", Some(conductors.map_or(1.0, |c| f64::from(c.parallel_sets))))
        .words("neutral", "Neutral size", &size(conductors.and_then(|c| c.neutral)))
        .words("egc", "EGC size", &size(conductors.and_then(|c| c.egc)))
        .choice(
            "raceway",
            "Raceway",
            [("", "not given")].into_iter().chain(RacewayType::ALL.iter().map(|r| (r.name(), r.name()))),
            raceway.map_or("", |r| r.kind.name()),
        )
        .words("trade_size", "Trade size", raceway.map_or("", |r| &r.trade_size))
        .number("length", "Length, one way", "ft", length.map(|l| l.0));
}

pub(super) fn read_wiring(form: &mut Form) -> Wiring {
    let size = form.wire_size("size");
    let (neutral, egc) = (form.wire_size("neutral"), form.wire_size("egc"));
    let sets = form.positive("sets").unwrap_or(1.0);
    if sets.fract() != 0.0 || sets > 40.0 {
        form.fail("sets", "a whole number of sets, at most 40");
    }
    if size.is_none() && form.text("size").is_empty() && (neutral.is_some() || egc.is_some()) {
        form.fail("size", "give the size of the ungrounded conductors first");
    }
    let material = Material::from_name(form.text("material")).unwrap_or(Material::Copper);
    let insulation = Insulation::from_name(form.text("insulation")).unwrap_or(Insulation::Thhn);
    let parallel_sets = sets as u8;
    let conductors =
        size.map(|size| ConductorSet { size, material, insulation, parallel_sets, neutral, egc });
    Wiring { conductors, raceway: read_raceway(form), length: form.positive("length").map(Feet) }
}

pub(super) fn read_raceway(form: &Form) -> Option<Raceway> {
    let kind = RacewayType::from_name(form.text("raceway"))?;
    Some(Raceway { kind, trade_size: form.text("trade_size").to_owned() })
}
