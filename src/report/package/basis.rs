//! What a document rests on: edition and building, rules on and off, local amendments, overrides, what is undetermined.

use crate::domain::{FeederLoad, Main, facts as fact_list};
use crate::engineering::{SizedObject, overrides as all_overrides};
use crate::report::package::cx::{Cx, count, few};
use crate::report::package::flow::Flow;
use crate::report::package::table::{Look, Row, facts, table, words};
use crate::report::package::words::{capital, givers, severity_word, source_words, state_word};
use crate::rules::{Finding, State, all_rules};
use crate::units::trimmed;

/// Draws the edition, the design choices and what is known of the building.
pub fn settings(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let settings = cx.project.settings();
    let mut lines = vec![
        ("Code", cx.edition().to_string()),
        (
            "Balance target",
            format!(
                "{} by {}, of {} loads",
                trimmed(settings.balance_target, 3),
                settings.metric,
                settings.basis
            ),
        ),
    ];
    let service = cx.project.service().map_or_else(
        || "none entered".to_owned(),
        |service| {
            let rating =
                service.rating.map_or_else(|| "rating not given".to_owned(), |rating| rating.to_string());
            let fault = service.available_fault.map_or_else(
                || "available fault current not given".to_owned(),
                |fault| format!("{fault} available"),
            );
            format!("{}, {}, {rating}, {fault}", service.name, service.system.label())
        },
    );
    lines.push(("Service", service));
    let size = format!(
        "{}, {}, {}, {} of the plan",
        count(cx.project.panels().len(), "panelboard"),
        count(cx.project.transformers().len(), "transformer"),
        count(cx.project.panels().map(|panel| panel.circuits().len()).sum(), "circuit"),
        count(cx.project.sheets().len(), "sheet"),
    );
    lines.push(("Size", size));
    facts(flow, &lines);
    let named: Vec<(String, String)> =
        settings.facts.iter().map(|(fact, value)| (capital(fact.label), fact.show(value))).collect();
    let given: Vec<(&str, String)> =
        named.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    if given.is_empty() {
        flow.paragraph("Nothing further is recorded of the building.");
    } else {
        facts(flow, &given);
    }
    if settings.facts.get(&fact_list::project::OCCUPANCY).is_none() {
        flow.remark("The occupancy is not given; rules that depend on it are undetermined.");
    }
}

/// Lists every rule: on or off, how severe, by which section, and how its statement was verified.
pub fn rules(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    flow.paragraph(&format!(
        "{} of {} rules are on. The last column says what the statement of a rule was compared with: T a transcription of \
         the Code, X two or more sources, E a printed examination key, T/M partly memory, M memory. Rules marked E, T/M \
         and M are to be verified against the Code book.",
        cx.report.counts.rules,
        all_rules().len(),
    ));
    let columns = [
        words("Rule", 0.09),
        words("What is at fault", 0.43),
        words("Severity", 0.13),
        words("Section", 0.26),
        words("Verified", 0.09),
    ];
    let rows: Vec<Row> = all_rules()
        .iter()
        .map(|rule| {
            let meta = rule.meta();
            let configured = cx.report.configured(meta);
            let state =
                configured.map_or_else(|| "off".to_owned(), |severity| severity_word(severity).to_owned());
            let section = meta.citation(cx.edition()).map_or("design target", |citation| citation.section);
            let row = Row::of([
                meta.code.to_owned(),
                meta.title.to_owned(),
                state,
                section.to_owned(),
                meta.verification.letter().to_owned(),
            ]);
            row.look(if configured.is_none() { Look::Strong } else { Look::Plain })
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Lists local amendments.
pub fn amendments(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.report.amendments.is_empty() {
        flow.paragraph("None: every rule is checked as it is published with the program.");
        return;
    }
    let columns =
        [words("Rule", 0.09), words("What it changes", 0.41), words("Basis", 0.28), words("By", 0.22)];
    let rows: Vec<Row> = (cx.report.amendments.iter())
        .map(|line| {
            let date = line.date.map(|date| format!(", {date}")).unwrap_or_default();
            let what = if line.is_known {
                line.what.clone()
            } else {
                format!("{} (not known to this version, without effect)", line.what)
            };
            Row::of([line.rule.clone(), what, line.basis.clone(), format!("{}{date}", line.author)])
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Lists the sizes that somebody keeps against the calculation.
pub fn overrides(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let all = all_overrides(cx.project);
    if all.is_empty() {
        flow.paragraph("None: no size is kept against the calculation.");
        return;
    }
    let columns = [words("Where", 0.22), words("Part", 0.16), words("Kept", 0.24), words("Reason", 0.38)];
    let rows: Vec<Row> = all
        .iter()
        .map(|kept| {
            let name = match kept.object {
                SizedObject::Circuit(..) => format!("circuit {}", kept.name),
                SizedObject::Feeder(FeederLoad::Panel(_) | FeederLoad::Transformer(_)) => kept.name.clone(),
            };
            Row::of([name, kept.part.to_string(), kept.value.clone(), kept.reason.clone()])
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Lists what the rules could not decide, with the field that is missing and who supplies it.
pub fn undetermined(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let waiting: Vec<&Finding> =
        cx.report.findings.iter().filter(|finding| finding.is_undetermined()).collect();
    if waiting.is_empty() {
        flow.paragraph(if cx.report.counts.passed == 0 {
            "Nothing, and nothing has passed: no rule found anything to look at."
        } else {
            "Nothing: every rule that applies could be decided."
        });
        return;
    }
    let columns =
        [words("Where", 0.3), words("Needs", 0.3), words("From", 0.18), words("Rules that wait", 0.22)];
    let rows: Vec<Row> = waiting
        .iter()
        .map(|finding| {
            Row::of([
                cx.places(finding.subjects.iter(), 4),
                finding.needs.join(", "),
                givers(finding),
                few(&finding.rules.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>(), 6),
            ])
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Lists every finding in a line.
pub fn findings(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    if cx.report.findings.is_empty() {
        flow.paragraph("None.");
        return;
    }
    let columns = [
        words("No.", 0.06),
        words("State", 0.13),
        words("Severity", 0.1),
        words("Rule", 0.09),
        words("Where", 0.2),
        words("What", 0.42),
    ];
    let rows: Vec<Row> = (cx.report.findings.iter().enumerate())
        .map(|(at, finding)| {
            let row = Row::of([
                (at + 1).to_string(),
                state_word(finding.state).to_owned(),
                severity_word(finding.severity).to_owned(),
                finding.meta.code.to_owned(),
                cx.places(finding.subjects.iter(), 3),
                finding.message.clone(),
            ]);
            row.look(if finding.state == State::Existing { Look::Faint } else { Look::Plain })
        })
        .collect();
    table(flow, &columns, &rows);
}

/// Sums up the panelboards whose schedules follow.
pub fn panelboards(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    let columns = [
        words("Panelboard", 0.16),
        words("Location", 0.2),
        words("System", 0.18),
        words("Bus", 0.1),
        words("Main", 0.12),
        words("Slots used", 0.12),
        words("Fed from", 0.12),
    ];
    let given = |value: Option<String>| {
        value.filter(|v| !v.trim().is_empty()).unwrap_or_else(|| "not given".to_owned())
    };
    let rows: Vec<Row> = (cx.project.panels())
        .map(|panel| {
            let main = match panel.main {
                Main::LugsOnly => "lugs only".to_owned(),
                Main::Breaker(rating) => rating.to_string(),
            };
            Row::of([
                panel.name.clone(),
                given(Some(panel.location.clone())),
                panel.system.label().to_owned(),
                given(panel.bus.map(|bus| bus.to_string())),
                main,
                format!("{} of {}", panel.used_slots(), panel.slots),
                given(panel.feeder.as_ref().map(|feeder| source_words(cx.project, feeder.source))),
            ])
        })
        .collect();
    table(flow, &columns, &rows);
}
