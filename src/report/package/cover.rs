//! The cover: what the document is about, what it rests on, how the findings stand, and room for a seal that a person
//! sets. The program never stamps.

use crate::domain::Severity;
use crate::report::package::cx::{Cx, count, project_name};
use crate::report::package::flow::{FRAME, Flow, HAIRLINE, LABEL_GRAY, RULE};
use crate::report::package::table::{Look, Row, facts, numbers, table, words};
use crate::report::package::waivers::standing;
use crate::report::page::{Align, Area, Page, Style};
use crate::report::typeface::{Typeface, Weight};
use crate::rules::{State, all_rules};
use crate::units::grouped;

const SEAL: f32 = 150.0;

/// Draws the cover.
pub fn cover(typeface: &Typeface, cx: &Cx<'_>, holds: &str) -> Page {
    let mut flow = Flow::new(typeface);
    heading(&mut flow, cx);
    facts(&mut flow, &title_block(cx, holds));
    flow.space(6.0);
    findings(&mut flow, cx);
    seal(&mut flow, cx);
    let (sheets, _) = flow.finish();
    let mut page = sheets.into_iter().next().map_or_else(|| Page::new(612.0, 792.0), |sheet| sheet.page);
    page.bookmark = Some("Cover".to_owned());
    page
}

fn heading(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let typeface = flow.typeface;
    let line = |y: f32, height: f32| Area::new(FRAME.x, y, FRAME.width, height);
    let page = flow.page();
    page.horizontal((FRAME.x, FRAME.right()), 62.0, 2.0);
    let kind = Style::new(12.0).weight(Weight::Medium).gray(LABEL_GRAY);
    page.text(typeface, line(70.0, 20.0), kind, cx.title);
    let name = Style::new(25.0).weight(Weight::SemiBold);
    page.text(typeface, line(92.0, 36.0), name, project_name(cx.project));
    let info = cx.project.info();
    let parts = [info.number.trim(), info.address.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    page.text(typeface, line(128.0, 16.0), Style::new(10.0), &parts.join(" · "));
    page.horizontal((FRAME.x, FRAME.right()), 152.0, RULE);
    flow.advance(158.0 - FRAME.y);
}

fn title_block(cx: &Cx<'_>, holds: &str) -> Vec<(&'static str, String)> {
    let info = cx.project.info();
    let given = |text: &str| if text.trim().is_empty() { "\u{2013}".to_owned() } else { text.to_owned() };
    let off = all_rules().iter().filter(|rule| cx.report.configured(rule.meta()).is_none()).count();
    let amendments = cx.report.amendments.len();
    vec![
        ("In this document", holds.to_owned()),
        ("Client", given(&info.client)),
        ("Engineer", given(&info.engineer)),
        ("Code", format!("{} (NFPA 70)", cx.edition())),
        ("Date", given(&cx.options.date)),
        (
            "Rules",
            format!(
                "{} on, {off} off · {}",
                cx.report.counts.rules,
                if amendments == 0 {
                    "no local amendments".to_owned()
                } else {
                    count(amendments, "local amendment")
                },
            ),
        ),
        ("Waivers", standing(cx)),
        ("Overrides", overrides(cx)),
        ("Project file", format!("{} (FNV-1a, 128 bits, of its text)", cx.hash)),
        ("Program", format!("{} · no number or verdict here rests on a model", Cx::program())),
    ]
}

fn overrides(cx: &Cx<'_>) -> String {
    match crate::engineering::overrides(cx.project).len() {
        0 => "None".to_owned(),
        number => format!("{} by the engineer", count(number, "size")),
    }
}

fn findings(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let states = State::ALL;
    let mut columns = vec![words("Findings", 0.28)];
    columns.extend(states.iter().map(|state| numbers(head(*state), 0.12)));
    columns.push(numbers("All", 0.12));
    let number = |severity: Option<Severity>, state: Option<State>| {
        let of = cx.report.findings.iter().filter(|finding| {
            severity.is_none_or(|wanted| finding.severity == wanted)
                && state.is_none_or(|wanted| finding.state == wanted)
        });
        of.count().to_string()
    };
    let row = |name: &str, severity: Option<Severity>| {
        let mut cells = vec![name.to_owned()];
        cells.extend(states.iter().map(|state| number(severity, Some(*state))));
        cells.push(number(severity, None));
        Row { cells, look: Look::Plain, is_wide: false }
    };
    let rows = [
        row("Errors", Some(Severity::Error)),
        row("Warnings", Some(Severity::Warning)),
        row("Remarks", Some(Severity::Info)),
        row("All", None).look(Look::Strong),
    ];
    table(flow, &columns, &rows);
    flow.remark(&verdicts(cx));
}

const fn head(state: State) -> &'static str {
    match state {
        State::Open => "Open",
        State::Stale => "Stale",
        State::Undetermined => "Undetermined",
        State::Waived => "Waived",
        State::Existing => "Existing",
    }
}

/// Says how many verdicts there are, and that they add up.
pub fn verdicts(cx: &Cx<'_>) -> String {
    let counts = cx.report.counts;
    let number = |count: usize| grouped(count as f64, 0);
    let at_fault = number(counts.open + counts.stale + counts.waived + counts.existing);
    format!(
        "{} on {} give {} verdicts: {} passed, {at_fault} at fault, {} undetermined, {} not applicable. One finding may \
         stand for several verdicts. What is undetermined has not passed.",
        count(counts.rules, "rule"),
        count(counts.objects, "object"),
        number(counts.rules * counts.objects),
        number(counts.passed),
        number(counts.undetermined),
        number(counts.not_applicable),
    )
}

/// Draws the box for a seal and the lines for a signature at the foot of the page.
fn seal(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let typeface = flow.typeface;
    let top = FRAME.bottom() - SEAL;
    let page = flow.page();
    let square = Area::new(FRAME.right() - SEAL, top, SEAL, SEAL);
    page.frame(square, RULE);
    let label = Style::new(7.0).gray(LABEL_GRAY);
    page.text(typeface, Area::new(square.x, top + 4.0, SEAL, 11.0), label.align(Align::Center), "Seal");
    let width = FRAME.width - SEAL - 28.0;
    let lines = [
        ("Signature", String::new()),
        ("Name", cx.project.info().engineer.trim().to_owned()),
        ("License number and state", String::new()),
        ("Date of signature", String::new()),
    ];
    let pitch = SEAL / lines.len() as f32;
    for (at, (name, value)) in lines.iter().enumerate() {
        let bottom = top + pitch * (at + 1) as f32 - 11.0;
        page.text(typeface, Area::new(FRAME.x, bottom - 16.0, width, 15.0), Style::new(9.0), value);
        page.horizontal((FRAME.x, FRAME.x + width), bottom, HAIRLINE * 2.0);
        page.text(typeface, Area::new(FRAME.x, bottom + 0.5, width, 10.5), label, name);
    }
}
