//! Which findings are shown, grouped how, and where the cursor stands. A window draws the rows that are in view.
//!
//! Rows are made anew only when the report or a choice changes. The cursor rests on what it means, not on a line: it stays
//! with its finding when the project is checked again.

use super::checked::panel_of;
use super::search::holds;
use super::{Checked, FindingKind};
use crate::document::Revision;
use crate::domain::EntityId;
use crate::rules::{BaselineTally, Finding, FindingKey, Passed, Since, Subject};
use std::collections::{BTreeMap, BTreeSet};

named_enum!(
    /// How findings are grouped.
    Grouping { Severity = "severity", Rule = "rule", Panel = "panel" }
);

named_enum!(
    /// How what is listed stands to the baseline.
    SinceFilter { New = "new", Changed = "changed", Unchanged = "unchanged", Fixed = "fixed" }
);

impl SinceFilter {
    /// Returns how many there are of it.
    pub fn count(self, tally: &BaselineTally) -> usize {
        match self {
            Self::New => tally.new,
            Self::Changed => tally.changed,
            Self::Unchanged => tally.unchanged,
            Self::Fixed => tally.fixed.len(),
        }
    }

    const fn is_of(self, since: Since) -> bool {
        matches!(
            (self, since),
            (Self::New, Since::New) | (Self::Changed, Since::Changed) | (Self::Unchanged, Since::Unchanged)
        )
    }
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The head of a group.
    Head { title: String, count: usize, folded: bool },
    /// A finding, by its place in the report.
    Finding(usize),
    /// An entry of the baseline that is found no more, by its place in the report.
    Gone(usize),
    /// A rule with the objects that passed it, by its place in the report.
    Passed { rule: usize, open: bool },
    /// One of those objects, by its place in the report.
    PassedObject { rule: usize, object: u32 },
}

/// What the filters leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub shown: usize,
    pub hidden: usize,
}

impl Shown {
    /// Returns the line under the list: `12 shown, 5 hidden by filters`.
    pub fn words(self) -> String {
        format!("{} shown, {} hidden by filters", self.shown, self.hidden)
    }
}

/// What the cursor rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Finding(FindingKey),
    Passed(&'static str),
    PassedObject(&'static str, String),
}

/// The state of the list.
#[derive(Clone, Debug)]
pub struct FindingsList {
    shown: BTreeSet<FindingKind>,
    passed_shown: bool,
    /// Only what stands so to the baseline, of every kind.
    since: Option<SinceFilter>,
    grouping: Grouping,
    search: String,
    folded: BTreeSet<String>,
    unfolded: BTreeSet<&'static str>,
    cursor: Option<Mark>,
    rows: Vec<ListRow>,
    counts: Shown,
    /// Session and revision the rows are of; `None` when a choice has changed since.
    made_of: Option<(u64, Revision)>,
}

impl Default for FindingsList {
    fn default() -> Self {
        Self {
            shown: Self::at_first(),
            passed_shown: false,
            since: None,
            grouping: Grouping::Severity,
            search: String::new(),
            folded: BTreeSet::new(),
            unfolded: BTreeSet::new(),
            cursor: None,
            rows: Vec::new(),
            counts: Shown::default(),
            made_of: None,
        }
    }
}

impl FindingsList {
    fn at_first() -> BTreeSet<FindingKind> {
        FindingKind::ALL.iter().copied().filter(|kind| kind.is_open()).collect()
    }

    /// Makes the rows anew where the report or a choice has changed.
    pub fn settle(&mut self, checked: &Checked) {
        let now = Some((checked.session, checked.revision));
        if self.made_of != now {
            self.made_of = now;
            self.rebuild(checked);
        }
    }

    /// Returns the rows, as last settled.
    pub fn rows(&self) -> &[ListRow] {
        &self.rows
    }

    /// Returns how many findings are shown and how many are not.
    pub const fn counts(&self) -> Shown {
        self.counts
    }

    /// Returns how findings are grouped.
    pub const fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// Groups the findings in another way.
    pub fn group_by(&mut self, grouping: Grouping) {
        self.grouping = grouping;
        self.made_of = None;
    }

    /// Returns what is searched for.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Shows only what holds all these words.
    pub fn search_for(&mut self, words: impl Into<String>) {
        self.search = words.into();
        self.made_of = None;
    }

    /// Returns whether a kind is shown.
    pub fn shows(&self, kind: FindingKind) -> bool {
        self.shown.contains(&kind)
    }

    /// Shows or hides a kind.
    pub fn toggle(&mut self, kind: FindingKind) {
        if !self.shown.remove(&kind) {
            self.shown.insert(kind);
        }
        self.made_of = None;
    }

    /// Returns whether the rules and objects that passed are shown.
    pub const fn shows_passed(&self) -> bool {
        self.passed_shown
    }

    /// Shows or hides what passed.
    pub fn toggle_passed(&mut self) {
        self.passed_shown = !self.passed_shown;
        self.made_of = None;
    }

    /// Returns what is shown of the baseline; `None` for all.
    pub const fn since(&self) -> Option<SinceFilter> {
        self.since
    }

    /// Shows only what stands so to the baseline, of every kind.
    pub fn show_since(&mut self, since: Option<SinceFilter>) {
        self.since = since;
        self.made_of = None;
    }

    /// Shows every finding again.
    pub fn clear_filters(&mut self) {
        self.shown = FindingKind::ALL.iter().copied().collect();
        self.search.clear();
        self.since = None;
        self.made_of = None;
    }

    /// Opens or closes the group, or the objects of a rule, at a row.
    pub fn fold(&mut self, row: usize, checked: &Checked) {
        match self.rows.get(row) {
            Some(ListRow::Head { title, .. }) => {
                let title = title.clone();
                if !self.folded.remove(&title) {
                    self.folded.insert(title);
                }
            }
            Some(ListRow::Passed { rule, .. }) => {
                let Some(passed) = checked.report.passed.get(*rule) else { return };
                if !self.unfolded.remove(passed.meta.code) {
                    self.unfolded.insert(passed.meta.code);
                }
            }
            Some(ListRow::Finding(_) | ListRow::Gone(_) | ListRow::PassedObject { .. }) | None => return,
        }
        self.made_of = None;
    }

    /// Puts the cursor on a row; heads of groups take none.
    pub fn select(&mut self, row: usize, checked: &Checked) {
        if let Some(mark) = self.rows.get(row).and_then(|row| mark_of(row, checked)) {
            self.cursor = Some(mark);
        }
    }

    /// Puts the cursor on a finding, wherever it is listed.
    pub fn select_finding(&mut self, finding: &Finding) {
        self.cursor = Some(mark_of_finding(finding));
    }

    /// Returns the row of the cursor, if it is listed.
    pub fn cursor(&self, checked: &Checked) -> Option<usize> {
        let cursor = self.cursor.as_ref()?;
        self.rows.iter().position(|row| mark_of(row, checked).as_ref() == Some(cursor))
    }

    /// Returns the finding under the cursor, listed or not.
    pub fn finding<'c>(&self, checked: &'c Checked) -> Option<&'c Finding> {
        let cursor = self.cursor.as_ref()?;
        checked.report.findings.iter().find(|finding| mark_of_finding(finding) == *cursor)
    }

    /// Returns the rule under the cursor where that is one that passed, and the object of it.
    pub fn passed<'c>(&self, checked: &'c Checked) -> Option<(&'c Passed, Option<&'c Subject>)> {
        let (code, name) = match self.cursor.as_ref()? {
            Mark::Passed(code) => (*code, None),
            Mark::PassedObject(code, name) => (*code, Some(name)),
            Mark::Finding(_) => return None,
        };
        let passed = checked.report.passed.iter().find(|passed| passed.meta.code == code)?;
        let object = name.and_then(|name| checked.report.passed_objects(passed).find(|s| s.name == *name));
        Some((passed, object))
    }

    /// Moves the cursor by so many rows, past the heads of groups, round at the ends; returns the row it came to.
    pub fn step(&mut self, by: isize, checked: &Checked) -> Option<usize> {
        self.settle(checked);
        let stops: Vec<usize> = (self.rows.iter().enumerate())
            .filter(|(_, row)| !matches!(row, ListRow::Head { .. } | ListRow::Gone(_)))
            .map(|(place, _)| place)
            .collect();
        let count = stops.len() as isize;
        if count == 0 {
            return None;
        }
        let here = self.cursor(checked).and_then(|row| stops.iter().position(|stop| *stop == row));
        let next = match here {
            Some(here) => (here as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        let row = *stops.get(next as usize)?;
        self.select(row, checked);
        Some(row)
    }

    fn rebuild(&mut self, checked: &Checked) {
        let words: Vec<String> = self.search.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let report = &checked.report;
        let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        let panels = self.grouping == Grouping::Panel;
        let names = if panels { panel_names(checked) } else { BTreeMap::new() };
        let mut shown = 0;
        for (place, finding) in report.findings.iter().enumerate() {
            let kind = FindingKind::of(finding);
            let wanted = match self.since {
                None => self.shown.contains(&kind),
                Some(wanted) => finding.since.is_some_and(|since| wanted.is_of(since)),
            };
            if !wanted || !holds(finding, &words) {
                continue;
            }
            shown += 1;
            let key = match self.grouping {
                Grouping::Severity => (kind as usize, kind.heading().to_owned()),
                Grouping::Rule => (0, format!("{} {}", finding.meta.code, finding.meta.title)),
                Grouping::Panel => {
                    let panel = finding.subjects.first().and_then(panel_of);
                    match panel.and_then(|panel| names.get(&EntityId::Panel(panel))) {
                        Some((order, name)) => (*order, name.clone()),
                        None => (usize::MAX, "Service, transformers and runs".to_owned()),
                    }
                }
            };
            groups.entry(key).or_default().push(place);
        }
        self.counts = Shown { shown, hidden: report.findings.len() - shown };
        let mut rows = Vec::new();
        for ((_, title), places) in groups {
            let folded = self.folded.contains(&title);
            rows.push(ListRow::Head { title, count: places.len(), folded });
            if !folded {
                rows.extend(places.into_iter().map(ListRow::Finding));
            }
        }
        if self.since == Some(SinceFilter::Fixed) {
            let gone = report.baseline.as_ref().map_or(0, |tally| tally.fixed.len());
            rows.push(ListRow::Head { title: "Fixed".to_owned(), count: gone, folded: false });
            rows.extend((0..gone).map(ListRow::Gone));
        }
        if self.passed_shown {
            self.passed_rows(checked, &words, &mut rows);
        }
        self.rows = rows;
    }

    fn passed_rows(&self, checked: &Checked, words: &[String], rows: &mut Vec<ListRow>) {
        let title = "Passed".to_owned();
        let folded = self.folded.contains(&title);
        rows.push(ListRow::Head { title, count: checked.report.counts.passed, folded });
        if folded {
            return;
        }
        for (rule, passed) in checked.report.passed.iter().enumerate() {
            let about = format!("{} {} {}", passed.meta.code, passed.meta.name, passed.meta.title);
            let about = about.to_lowercase();
            if !words.iter().all(|word| about.contains(word.as_str())) {
                continue;
            }
            let open = self.unfolded.contains(passed.meta.code);
            rows.push(ListRow::Passed { rule, open });
            if open {
                rows.extend(
                    passed.places.iter().map(|object| ListRow::PassedObject { rule, object: *object }),
                );
            }
        }
    }
}

/// Returns the panelboards' places in the project and their names.
fn panel_names(checked: &Checked) -> BTreeMap<EntityId, (usize, String)> {
    let panels = checked.project.panels().enumerate();
    panels.map(|(order, panel)| (EntityId::Panel(panel.id), (order, panel.name.clone()))).collect()
}

fn mark_of(row: &ListRow, checked: &Checked) -> Option<Mark> {
    let report = &checked.report;
    match row {
        ListRow::Head { .. } | ListRow::Gone(_) => None,
        ListRow::Finding(place) => report.findings.get(*place).map(mark_of_finding),
        ListRow::Passed { rule, .. } => Some(Mark::Passed(report.passed.get(*rule)?.meta.code)),
        ListRow::PassedObject { rule, object } => {
            let subject = report.objects.get(*object as usize)?;
            Some(Mark::PassedObject(report.passed.get(*rule)?.meta.code, subject.name.clone()))
        }
    }
}

fn mark_of_finding(finding: &Finding) -> Mark {
    Mark::Finding(finding.key.clone())
}
