//! What a topic is, and how topics are found.

use super::{Cite, panel_topics, schedule_topics, window_topics};
use crate::workbench::Action;
use crate::workbench::schedule::Press;

named_enum!(
    /// Names a topic.
    TopicId {
        Schedule = "schedule",
        ColumnNumber = "column.number",
        ColumnDescription = "column.description",
        ColumnClass = "column.class",
        ColumnPoles = "column.poles",
        ColumnTrip = "column.trip",
        ColumnLoad = "column.load",
        SpareAndSpace = "spare and space",
        Multiwire = "multiwire",
        Lock = "lock",
        KeepTogether = "keep together",
        SubFeed = "sub-feed",
        Dragging = "dragging",
        Pasting = "pasting",
        PhaseBars = "phase bars",
        Score = "score",
        Metrics = "metrics",
        Neutral = "neutral",
        Loads = "loads",
        HighLeg = "high leg",
        PanelHeader = "panel header",
        PanelStrip = "panel strip",
        FeederTree = "feeder tree",
        Properties = "properties",
        OneLine = "one-line",
        Plan = "plan",
        Findings = "findings",
        Rules = "rules",
        Answers = "answers",
        Calculators = "calculators",
        Sizing = "sizing",
        Balance = "balance",
        BalanceOptions = "balance.options",
        BalanceSides = "balance.sides",
        BalanceMoves = "balance.moves",
        BalanceAnswer = "balance.answer",
        BalanceAccept = "balance.accept",
        LiveProposal = "live proposal",
        Import = "import",
        ImportColumns = "import.columns",
        ImportRows = "import.rows",
        Underlays = "underlays",
        Recognize = "underlays.recognize",
        Export = "export",
        Files = "files",
        Dialogs = "dialogs",
        Undo = "undo",
        Start = "start",
        Menus = "menus",
        Palette = "palette",
        StatusBar = "status bar",
        Log = "log",
        View = "view",
        Keys = "keys",
        Settings = "settings",
        Tour = "tour",
        Training = "training",
    }
);

named_enum!(
    /// Where a topic stands in the list of all topics.
    TopicGroup {
        Schedule = "The schedule",
        Panel = "The panelboard and its loads",
        Balance = "Balancing",
        Files = "Files",
        Window = "The window",
    }
);

/// A few lines about one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Topic {
    pub id: TopicId,
    pub group: TopicGroup,
    pub title: &'static str,
    /// Paragraphs.
    pub text: &'static [&'static str],
    /// What may be typed here, each with what it means.
    pub entries: &'static [(&'static str, &'static str)],
    /// What can be done here by menu or key.
    pub actions: &'static [Action],
    /// Keys of the grid that matter here.
    pub presses: &'static [Press],
    pub cites: &'static [Cite],
    /// Topics beside it.
    pub see: &'static [TopicId],
}

impl Topic {
    /// Returns an empty topic, to be filled by update syntax.
    pub(in crate::workbench::help) const fn new(id: TopicId, group: TopicGroup, title: &'static str) -> Self {
        Self { id, group, title, text: &[], entries: &[], actions: &[], presses: &[], cites: &[], see: &[] }
    }

    /// Returns whether every one of these words, in lower case, occurs in the topic; a title counts most.
    fn rank(&self, words: &[String]) -> Option<u8> {
        let title = self.title.to_lowercase();
        let mut rank = 0;
        for word in words {
            if title.split(' ').any(|part| part.starts_with(word.as_str())) {
                continue;
            }
            if title.contains(word.as_str()) {
                rank = rank.max(1);
                continue;
            }
            let typed = self.entries.iter().flat_map(|(text, means)| [*text, *means]);
            let actions = self.actions.iter().map(|action| action.label());
            let all = self.text.iter().copied().chain(typed).chain(actions);
            if !all.into_iter().any(|text| text.to_lowercase().contains(word.as_str())) {
                return None;
            }
            rank = 2;
        }
        Some(rank)
    }
}

/// Returns every topic, in the order of the list.
pub(in crate::workbench::help) fn all() -> impl Iterator<Item = &'static Topic> {
    [schedule_topics::TOPICS, panel_topics::TOPICS, window_topics::TOPICS].into_iter().flatten()
}

/// Returns a topic.
pub fn topic(id: TopicId) -> &'static Topic {
    // A test holds that every id has its topic.
    all().find(|topic| topic.id == id).unwrap_or(&schedule_topics::TOPICS[0])
}

/// Returns the topics that hold all words of a query, titles first; all of them, by group, for an empty query.
pub fn find_topics(query: &str) -> Vec<&'static Topic> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<(u8, &Topic)> =
        all().filter_map(|topic| topic.rank(&words).map(|rank| (rank, topic))).collect();
    found.sort_by_key(|(rank, topic)| (*rank, topic.group));
    found.into_iter().map(|(_, topic)| topic).collect()
}
