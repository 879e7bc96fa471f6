//! Box fill.

use crate::calc::box_fill::{Allowances, BoxContents, allowances, fits_in_box, smallest_box};
use crate::calc::kinds::fields;
use crate::calc::{Fault, Field, FieldType, Kind, Part, Preset, ResultField, Work};
use crate::nec::Edition;
use crate::nec::tables::{BoxFamily, boxes_of, counts_terminal_blocks};

const N: Field = Field::new("n", FieldType::Count, "").needed();
/// So many of one size.
const COUNTED: &[Field] = &[N, fields::SIZE];
/// The lists of what is in a box; a volume stands for all of them.
const LISTS: [&str; 5] = ["conductors", "looped", "egc", "yokes", "terminal_blocks"];

pub(super) const KIND: Kind = Kind {
    name: "box-fill",
    title: "Box fill",
    sections: "314.16(A), (B); Table 314.16(A), Table 314.16(B)(1) (Table 314.16(B) in 2017)",
    inputs: &[
        Field::new("conductors", FieldType::List(COUNTED), "")
            .note("entering and ended or spliced in the box, or passing unbroken: 1 each"),
        Field::new("looped", FieldType::List(COUNTED), "")
            .note("unbroken with a loop of at least twice the free length: 2 each"),
        Field::new("egc", FieldType::List(COUNTED), "")
            .note("equipment grounding conductors and bonding jumpers"),
        Field::new("internal_clamps", FieldType::Flag, "").assumed(Preset::Flag(false)),
        Field::new("support_fittings", FieldType::Whole, "")
            .assumed(Preset::Number(0.0))
            .note("studs, hickeys: number of types"),
        Field::new(
            "yokes",
            FieldType::List(&[
                fields::COUNT,
                fields::SIZE,
                Field::new("gangs", FieldType::Count, "")
                    .assumed(Preset::Number(1.0))
                    .note("for devices wider than 2 in"),
            ]),
            "",
        )
        .note("devices; size = largest conductor connected"),
        Field::new("terminal_blocks", FieldType::List(COUNTED), "").note("2023 and 2026 only"),
        Field::new("volume_in3", FieldType::Positive, "in3")
            .note("required volume given directly, instead of all lists above"),
        Field::new(
            "box_family",
            FieldType::Choice(&[
                "octagonal-4",
                "square-4",
                "square-4-11/16",
                "device-3x2",
                "device-4x2-1/8",
                "masonry-3-3/4x2",
            ]),
            "",
        ),
        Field::new("box_size", FieldType::Text, "")
            .note("as printed in tables/314_16A_metal_boxes.csv, with box_family"),
        Field::new("box_volume_in3", FieldType::Positive, "in3")
            .note("box volume instead of box_family + box_size"),
    ],
    results: &[
        ResultField { name: "conductor_volume", unit: "in3", note: "conductors and loops" },
        ResultField { name: "clamp_volume", unit: "in3", note: "" },
        ResultField { name: "fitting_volume", unit: "in3", note: "" },
        ResultField { name: "device_volume", unit: "in3", note: "" },
        ResultField { name: "egc_volume", unit: "in3", note: "" },
        ResultField { name: "terminal_volume", unit: "in3", note: "" },
        ResultField { name: "volume", unit: "in3", note: "sum, unrounded" },
        ResultField { name: "box_volume", unit: "in3", note: "of the given or chosen box" },
        ResultField { name: "fits", unit: "yes_no", note: "with box_size or box_volume_in3" },
        ResultField {
            name: "box",
            unit: "box",
            note: "box_family without box_size: smallest volume of that family >= volume, spelled as size_in in the table",
        },
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<(), Fault> {
    let inputs = work.inputs();
    if inputs.has("volume_in3") && LISTS.iter().any(|name| inputs.has(name)) {
        return Err(work.conflict("volume_in3", "give a volume or what is in the box, not both"));
    }
    let given_box = given_box(work)?;
    let volume = match inputs.maybe("volume_in3") {
        Some(volume) => {
            work.step("Volume needed", "as given").is("volume", volume);
            Some(volume)
        }
        None => write_volumes(work, &contents(work)?),
    };
    match given_box {
        GivenBox::Volume(available, printed) => {
            let step = match printed {
                Some(size) => {
                    work.step("Volume of the box", "row of the box").with("box", size).cite("Table 314.16(A)")
                }
                None => work.step("Volume of the box", "as given"),
            };
            step.is("box_volume", available);
            match volume {
                Some(volume) => work
                    .step("Fits", "needed ≤ available")
                    .with("needed", volume)
                    .with("available", available)
                    .cite("314.16(A)")
                    .is("fits", fits_in_box(volume, available)),
                None => work.undetermined("fits", &["conductors"]),
            }
        }
        GivenBox::Family(family) => match volume {
            Some(volume) => {
                let metal = smallest_box(family, volume)
                    .ok_or_else(|| work.no_row("box_family", "no box of this family is large enough"))?;
                work.step("Box", "smallest of the family that has the volume")
                    .with("needed", volume)
                    .cite("Table 314.16(A)")
                    .is("box", metal.size);
                work.step("Volume of the box", "row of the box")
                    .cite("Table 314.16(A)")
                    .is("box_volume", metal.volume_in3);
            }
            None => {
                work.undetermined("box", &["conductors"]);
                work.undetermined("box_volume", &["conductors"]);
            }
        },
        GivenBox::None => {}
    }
    Ok(())
}

/// What is known of the box.
enum GivenBox {
    /// In cubic inches, with its printed size where that was given.
    Volume(f64, Option<&'static str>),
    Family(BoxFamily),
    None,
}

/// Reads the box: its volume, its family and size, or its family.
fn given_box(work: &Work<'_>) -> Result<GivenBox, Fault> {
    let inputs = work.inputs();
    let (family, size) = (inputs.maybe_text("box_family"), inputs.maybe_text("box_size"));
    if let Some(volume) = inputs.maybe("box_volume_in3") {
        if family.is_some() || size.is_some() {
            return Err(work.conflict("box_volume_in3", "give a volume or a box, not both"));
        }
        return Ok(GivenBox::Volume(volume, None));
    }
    let family = match (family.as_deref(), &size) {
        (None, Some(_)) => return Err(work.missing("box_family")),
        (None, None) => return Ok(GivenBox::None),
        (Some("octagonal-4"), _) => BoxFamily::Octagonal4,
        (Some("square-4"), _) => BoxFamily::Square4,
        (Some("square-4-11/16"), _) => BoxFamily::Square411,
        (Some("device-3x2"), _) => BoxFamily::Device3x2,
        (Some("device-4x2-1/8"), _) => BoxFamily::Device4x2,
        (Some(_), _) => BoxFamily::Masonry,
    };
    let Some(size) = size else { return Ok(GivenBox::Family(family)) };
    let metal = boxes_of(family)
        .find(|metal| metal.size == size)
        .ok_or_else(|| work.no_row("box_size", format!("this family has no {size}")))?;
    Ok(GivenBox::Volume(metal.volume_in3, Some(metal.size)))
}

/// Reads what is in the box.
fn contents(work: &Work<'_>) -> Result<BoxContents, Fault> {
    let inputs = work.inputs();
    if inputs.has("terminal_blocks") && !counts_terminal_blocks(work.edition) {
        return Err(work.conflict("terminal_blocks", "terminal blocks are counted since 2023"));
    }
    let counted = |name: &str| list(work, name, |entry| entry.number("n"));
    Ok(BoxContents {
        conductors: counted("conductors")?,
        looped: counted("looped")?,
        egc: counted("egc")?,
        internal_clamps: inputs.flag("internal_clamps"),
        support_fittings: inputs.number("support_fittings"),
        yoke_gangs: list(work, "yokes", |entry| entry.number("n") * entry.number("gangs"))?,
        terminal_blocks: counted("terminal_blocks")?,
    })
}

fn list(work: &Work<'_>, name: &str, count: impl Fn(&Part<'_>) -> f64) -> Result<Vec<Allowances>, Fault> {
    let entries = work.inputs().list(name);
    let read = |entry: &Part<'_>| {
        let size = entry.text("size");
        allowances(count(entry), &size)
            .ok_or_else(|| work.no_row(&entry.at("size"), format!("{size} AWG has no allowance in boxes")))
    };
    entries.iter().map(read).collect()
}

/// Writes the parts and their sum, which is `None` where a part cannot be determined.
fn write_volumes(work: &Work<'_>, contents: &BoxContents) -> Option<f64> {
    let table = if work.edition == Edition::E2017 { "Table 314.16(B)" } else { "Table 314.16(B)(1)" };
    let largest = contents.largest();
    if let Some(largest) = largest {
        work.step("Room for one of the largest conductors", "row of the size")
            .cite(table)
            .gives(largest, "in3");
    }
    let parts = [
        ("conductor_volume", "Conductors", Some(contents.conductor_volume()), "1 each, 2 for a loop"),
        ("clamp_volume", "Clamps", contents.clamp_volume(), "1 of the largest for all"),
        ("fitting_volume", "Fittings", contents.fitting_volume(), "1 of the largest for each type"),
        ("device_volume", "Devices", Some(contents.device_volume()), "2 for each gang"),
        (
            "egc_volume",
            "Equipment grounding conductors",
            Some(contents.egc_volume(work.edition)),
            egc(work.edition),
        ),
        ("terminal_volume", "Terminal blocks", Some(contents.terminal_volume()), "1 each"),
    ];
    for (result, label, volume, formula) in parts {
        match volume {
            Some(volume) => {
                let mut step = work.step(label, format!("allowances: {formula}"));
                if let (Some(largest), "clamp_volume" | "fitting_volume") = (largest, result) {
                    step = step.with("largest", largest);
                }
                step.cite("314.16(B)").is(result, volume);
            }
            None => work.undetermined(result, &["conductors"]),
        }
    }
    let Some(volume) = parts.iter().map(|(_, _, volume, _)| *volume).sum::<Option<f64>>() else {
        work.undetermined("volume", &["conductors"]);
        return None;
    };
    work.step("Volume needed", "sum").cite("314.16(B)").is("volume", volume);
    Some(volume)
}

fn egc(edition: Edition) -> &'static str {
    if edition == Edition::E2017 {
        "1 of the largest for all"
    } else {
        "1 of the largest for four, 1/4 for each further one"
    }
}
