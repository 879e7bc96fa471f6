//! Findings as corrections: issue, code basis, actual and required, action, who supplies what, derivation, waiver.

use crate::domain::EntityId;
use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::steps::steps;
use crate::report::package::table::facts;
use crate::report::package::waivers::waiver_lines;
use crate::report::package::words::{giver, severity_word, state_word};
use crate::rules::{Finding, Since, State, Subject};

/// Draws the findings of each state that occurs, the worst first.
pub fn findings(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.report.findings.is_empty() {
        flow.paragraph("The rules found no fault, and nothing is undetermined.");
    }
    for state in State::ALL {
        let of_state = cx.report.findings.iter().filter(|finding| finding.state == *state);
        let of_state: Vec<&Finding> = of_state.collect();
        if of_state.is_empty() {
            continue;
        }
        flow.part(&format!("{} ({})", heading(*state), of_state.len()));
        for finding in of_state {
            flow.together(|flow| correction(flow, cx, finding));
        }
    }
}

const fn heading(state: State) -> &'static str {
    match state {
        State::Open => "Open",
        State::Stale => "Stale waivers, which count as open",
        State::Undetermined => "Undetermined: a field is missing",
        State::Waived => "Waived",
        State::Existing => "Existing conditions",
    }
}

fn correction(flow: &mut Flow<'_>, cx: &Cx<'_>, finding: &Finding) {
    let title =
        format!("{}. {}: {}", cx.number(finding), cx.places(finding.subjects.iter(), 8), finding.message);
    let remark = format!("{} · {}", severity_word(finding.severity), state_word(finding.state));
    flow.item(&title, &remark);
    let meta = finding.meta;
    let mut lines = vec![("Issue", issue(cx, finding)), ("Code basis", basis(cx, finding))];
    if !finding.actual.is_empty() {
        lines.push(("Actual", finding.actual.clone()));
    }
    if !finding.required.is_empty() {
        lines.push(("Required", finding.required.clone()));
    }
    lines.push(("Action", action(finding)));
    for needs in &finding.needs {
        lines.push(("To be supplied", format!("{}: {needs}", giver(needs))));
    }
    if finding.rules.len() > 1 {
        lines.push(("Rules that wait", finding.rules.join(", ")));
    }
    if let Some(since) = finding.since {
        lines.push(("Since baseline", since_words(since).to_owned()));
    }
    if let Some(advice) = meta.verification.advice() {
        lines.push(("Verified", format!("{}; {advice}", meta.verification.letter())));
    }
    if let Some(waiver) = finding.waiver.and_then(|id| cx.project.waiver(id)) {
        lines.extend(waiver_lines(waiver));
    }
    if let Some(changed) = &finding.changed {
        lines.push(("Holds no more", changed.clone()));
    }
    facts(flow, &lines);
    steps(flow, cx, &finding.steps);
}

const fn since_words(since: Since) -> &'static str {
    match since {
        Since::New => "new",
        Since::Changed => "in the baseline with other facts",
        Since::Unchanged => "unchanged",
    }
}

fn action(finding: &Finding) -> String {
    if finding.internal {
        "A rule of the program failed here. Report it with the project; nothing is known about the object"
            .to_owned()
    } else if finding.is_undetermined() {
        format!("Enter {}", finding.needs.join(", "))
    } else {
        finding.meta.resolve.to_owned()
    }
}

fn basis(cx: &Cx<'_>, finding: &Finding) -> String {
    let rule = format!("{} {}", finding.meta.code, finding.meta.name);
    match finding.citation.or_else(|| finding.meta.citation(cx.edition())) {
        Some(citation) => format!("{citation} ({rule})"),
        None => format!("Design target, no Code limit ({rule})"),
    }
}

/// What is wrong, with the designer's own words for the objects.
fn issue(cx: &Cx<'_>, finding: &Finding) -> String {
    let described = finding.subjects.iter().filter_map(|subject| described(cx, subject));
    let described: Vec<String> = described.collect();
    let title = finding.meta.title;
    let title = if finding.is_undetermined() { format!("Not decided: {title}") } else { title.to_owned() };
    if described.is_empty() { title } else { format!("{title}. {}", described.join("; ")) }
}

fn described(cx: &Cx<'_>, subject: &Subject) -> Option<String> {
    let words = match subject.id {
        EntityId::Circuit(panel, circuit) => cx.project.panel(panel)?.circuit(circuit)?.description.clone(),
        EntityId::Panel(panel) => cx.project.panel(panel)?.location.clone(),
        EntityId::Transformer(transformer) => cx.project.transformer(transformer)?.location.clone(),
        EntityId::Project
        | EntityId::Service
        | EntityId::Sheet(_)
        | EntityId::Wall(..)
        | EntityId::Opening(..)
        | EntityId::Area(..)
        | EntityId::Room(..)
        | EntityId::Device(..)
        | EntityId::Run(..)
        | EntityId::Waiver(_)
        | EntityId::Baseline
        | EntityId::Amendments
        | EntityId::OneLine => return None,
    };
    (!words.trim().is_empty()).then_some(words)
}
