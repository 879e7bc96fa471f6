//! The figures of a conduit run.

use super::Figure;
use crate::domain::{Project, Run, Sheet, circuit_tag};
use crate::engineering::Computed;
use crate::engineering::run_figures::{DropOnTheWay, RunFigures, run_figures};
use crate::units::grouped;

/// Returns length, bends, boxes, supports, conductors, fill and voltage drops of a run of a sheet.
pub(super) fn of_run(project: &Project, sheet: &Sheet, run: &Run) -> Vec<Figure> {
    let RunFigures { length_ft, bends_deg, boxes_wanted, supports, conductors, fill, drops } =
        run_figures(project, sheet, run);
    let Computed { value, steps } = length_ft;
    let mut all = vec![Figure::new("Length", format!("{} ft", grouped(value, 1)), steps)];
    let cable = run.raceway.as_ref().is_some_and(|raceway| raceway.kind.is_cable());
    if !cable {
        let remark = "the most between two pull points";
        all.push(Figure::new("Bends", format!("{:.0}°", bends_deg.value), bends_deg.steps).of(remark));
        let words = match boxes_wanted.value {
            0 => "none missing".to_owned(),
            n => format!("{n} missing"),
        };
        all.push(Figure::new("Pull boxes", words, boxes_wanted.steps));
    }
    all.push(match supports {
        Ok(found) => Figure::new("Supports", found.value.to_string(), found.steps),
        Err(field) => Figure::missing("Supports", field),
    });
    all.push(match conductors {
        Ok(found) if found.value.is_empty() => Figure::new("Conductors", "none", found.steps),
        Ok(found) => Figure::new("Conductors", found.value, found.steps),
        Err(field) => Figure::missing("Conductors", field),
    });
    if !cable {
        all.push(match fill {
            Ok(found) => Figure::new("Raceway fill", format!("{} %", grouped(found.percent, 2)), found.steps),
            Err(field) => Figure::missing("Raceway fill", field),
        });
    }
    all.extend(drops.into_iter().map(|drop| drop_words(project, drop)));
    all
}

fn drop_words(project: &Project, drop: DropOnTheWay) -> Figure {
    let label = match circuit_tag(project, drop.circuit) {
        Some(tag) => format!("Voltage drop, {tag}"),
        None => "Voltage drop".to_owned(),
    };
    match drop.percent {
        Ok(found) => Figure::new(label, format!("{} %", grouped(found.value, 2)), found.steps)
            .of("over the runs as drawn, from the panelboard to the farthest end"),
        Err(field) => Figure::missing(label, field),
    }
}
