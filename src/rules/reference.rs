//! RULES.md, written from what the rules say about themselves.

use crate::nec::Edition;
use crate::rules::amended::with_unit;
use crate::rules::{CheckItem, RuleMeta, all_rules, checklist};
use std::fmt::Write;

const INTRODUCTION: &str = "# Rules

<!-- Written by the test `rules_reference` from the rules themselves: UPDATE=1 cargo test rules_reference -->

`phasewright check` runs every rule on every object of a project. Each answers that the object passes, is at fault, that the
rule does not apply, or that it is undetermined, and then says which field is missing.

*Verified* says what a rule's statement was compared with: **T** a transcription of the Code, **X** numbers in two or more
sources, **E** a printed examination key, **T/M** partly memory, **M** memory. Rules marked E, T/M and M: verify against your
Code book. The Code's text is not quoted here; sections of 2026 follow its renumbering, unread.

";

/// Returns the whole document.
pub fn reference() -> String {
    let mut text = INTRODUCTION.to_owned();
    text += "| rule | name | severity | looks at | section (2023) | verified |\n|---|---|---|---|---|---|\n";
    for rule in all_rules() {
        let meta = rule.meta();
        let section = meta.citation(Edition::E2023).map_or("design target", |citation| citation.section);
        let _ = writeln!(
            text,
            "| [{0}](#{1}) | {2} | {3} | {4} | {section} | {5} |",
            meta.code,
            meta.code.to_lowercase(),
            meta.name,
            meta.severity,
            kinds(meta),
            meta.verification.letter(),
        );
    }
    for rule in all_rules() {
        let _ = write!(text, "\n{}", explanation(rule.meta()));
    }
    text += "\n## Checklist for a person\n\nWhat no record can answer. `phasewright check` lists these items and never judges them.\n\n\
             | item | section (2023) | what to look at | who | verified |\n|---|---|---|---|---|\n";
    checklist().iter().for_each(|item| text += &checklist_row(item));
    text
}

fn checklist_row(item: &CheckItem) -> String {
    let section = item.citation(Edition::E2023).map_or("", |citation| citation.section);
    let (code, title, letter) = (item.code, item.title, item.verification.letter());
    format!("| {code} {title} | {section} | {} | {} | {letter} |\n", item.look_at, item.who)
}

fn kinds(meta: &RuleMeta) -> String {
    meta.looks_at.iter().map(|kind| format!("{kind}s")).collect::<Vec<_>>().join(", ")
}

/// Returns what a rule says about itself.
fn explanation(meta: &RuleMeta) -> String {
    let mut text = format!("## {}\n\n**{}** (`{}`, {})\n\n", meta.code, meta.title, meta.name, meta.severity);
    let _ = writeln!(text, "Sections: {}.", sections(meta));
    if let Some(advice) = meta.verification.advice() {
        let _ = writeln!(text, "Verified: {}; {advice}.", meta.verification.letter());
    }
    let _ = writeln!(text, "\n*What it checks.* {}", meta.checks);
    let _ = writeln!(text, "\n*How to resolve.* {}", meta.resolve);
    let _ = writeln!(text, "\n*Not checked.* {}", meta.not_checked);
    if !meta.thresholds.is_empty() {
        let adjustable: Vec<String> =
            meta.thresholds.iter().map(|t| format!("{} ({})", t.name, with_unit(t.value, t.unit))).collect();
        let _ = writeln!(text, "\n*A local amendment may change:* {}.", adjustable.join(", "));
    }
    text
}

fn sections(meta: &RuleMeta) -> String {
    let mut groups: Vec<(Vec<u16>, &str)> = Vec::new();
    for edition in Edition::ALL {
        let Some(citation) = meta.citation(edition) else { continue };
        match groups.last_mut() {
            Some((years, section)) if *section == citation.section => years.push(edition.year()),
            _ => groups.push((vec![edition.year()], citation.section)),
        }
    }
    if groups.is_empty() {
        return "none, a design target".to_owned();
    }
    let named = groups.into_iter().map(|(years, section)| match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{section} ({first} to {last})"),
        (first, _) => format!("{section} ({})", first.copied().unwrap_or_default()),
    });
    named.collect::<Vec<_>>().join(", ")
}
