//! What the search field of the list looks through.

use crate::rules::Finding;

/// Whether a finding holds all these words, which are in lower case.
pub(super) fn holds(finding: &Finding, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = format!(
        "{} {} {} {}",
        finding.rules.join(" "),
        finding.meta.name,
        finding.meta.title,
        finding.message
    );
    for subject in &finding.subjects {
        text.push(' ');
        text += &subject.name;
    }
    if let Some(citation) = finding.citation {
        text.push(' ');
        text += citation.section;
    }
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}
