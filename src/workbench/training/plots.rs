//! The curves of runs as pictures, for a report or a letter.

use crate::document::write_file;
use crate::report::{Chart, ChartCurve, charts_png, charts_svg};
use crate::workbench::training::RunView;

/// Writes the charts of runs, the one in front first, as `plots/curves.svg` and `.png` into its folder; returns what was done.
pub(super) fn write_plots(runs: &[RunView]) -> Result<String, String> {
    let Some(front) = runs.first() else { return Err("There is no run to draw".to_owned()) };
    let charts = charts(runs);
    let folder = front.folder.join("plots");
    let fault = |error: &dyn std::fmt::Display| format!("The plots were not written: {error}");
    std::fs::create_dir_all(&folder).map_err(|error| fault(&error))?;
    let svg = charts_svg(&charts).map_err(|error| fault(&error))?;
    let png = charts_png(&charts).map_err(|error| fault(&error))?;
    write_file(&folder.join("curves.svg"), svg.as_bytes()).map_err(|error| fault(&error))?;
    write_file(&folder.join("curves.png"), &png).map_err(|error| fault(&error))?;
    Ok(format!("Plots written as PNG and SVG: {}", folder.display()))
}

fn charts(runs: &[RunView]) -> Vec<Chart> {
    let mut loss = Vec::new();
    let mut score = Vec::new();
    for (place, run) in runs.iter().enumerate() {
        let Some(curves) = &run.curves else { continue };
        let curve = |what: &str, points: &[[f64; 2]], faint| ChartCurve {
            name: format!("{}{what}", run.title()),
            points: points.to_vec(),
            run: place,
            faint,
        };
        let validated = !curves.validation.is_empty();
        loss.push(curve(" train", &curves.train, validated));
        if validated {
            loss.push(curve(" validation", &curves.validation, false));
        }
        score.push(curve("", &curves.score, false));
    }
    vec![
        Chart { title: "Loss".to_owned(), log: true, curves: loss },
        Chart { title: "Score on held-out data".to_owned(), log: false, curves: score },
    ]
}
