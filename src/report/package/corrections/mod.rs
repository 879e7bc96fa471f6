//! The answered correction list: what plan reviewers ask, answered from the project: yes, no, not applicable, or blank.
//!
//! ```text
//! list.rs     the questions, in our own words, each with what answers it
//! verdicts.rs answers that follow from the verdicts of rules      numbers.rs  from facts and numbers of the project
//! ```
//!
//! An answer is "yes" only where something was checked and nothing failed or is missing. Where a person must look, where a
//! field is missing, or where there is nothing to look at, the answer is blank and says so.

mod list;
mod numbers;
mod verdicts;

use crate::report::package::cx::Cx;
use crate::report::package::flow::Flow;
use crate::report::package::table::{Look, Row, table, words};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    No,
    NotApplicable,
    /// A person answers it.
    Blank,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::NotApplicable => "n.a.",
            Self::Blank => "______",
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub verdict: Verdict,
    /// Sheet, panelboard, circuit or run.
    pub shown: String,
    pub value: String,
}

impl Answer {
    fn new(verdict: Verdict, shown: impl Into<String>, value: impl Into<String>) -> Self {
        Self { verdict, shown: shown.into(), value: value.into() }
    }

    fn blank(value: impl Into<String>) -> Self {
        Self::new(Verdict::Blank, "", value)
    }
}

/// What answers a question.
#[derive(Clone, Copy)]
enum By {
    /// The verdicts of rules on objects of some kinds.
    Rules(&'static [&'static str], verdicts::Among),
    /// Facts and numbers of the project.
    Number(fn(&Cx<'_>) -> Answer),
    /// A person; the words say what to look at.
    Person(&'static str),
}

/// One question.
struct Question {
    topic: &'static str,
    asks: &'static str,
    by: By,
}

impl Question {
    fn answer(&self, cx: &Cx<'_>) -> Answer {
        match self.by {
            By::Rules(codes, among) => verdicts::answer(cx, codes, among),
            By::Number(answer) => answer(cx),
            By::Person(look_at) => Answer::blank(format!("For a person: {look_at}")),
        }
    }

    /// Returns the codes of the rules that answer it.
    fn rules(&self) -> &'static [&'static str] {
        match self.by {
            By::Rules(codes, _) => codes,
            By::Number(_) | By::Person(_) => &[],
        }
    }
}

/// Draws the list, topic by topic.
pub fn corrections(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    flow.paragraph(
        "Questions that plan reviewers often ask, answered from the project file. Yes: checked, and nothing failed or is \
         missing. No: at least one object fails. n.a.: there are such objects, and the rule does not apply to any. A blank is \
         for a person to fill in; the last column says why.",
    );
    let answers: Vec<(&Question, Answer)> =
        list::QUESTIONS.iter().map(|question| (question, question.answer(cx))).collect();
    let number = |verdict| answers.iter().filter(|(_, answer)| answer.verdict == verdict).count();
    flow.paragraph(&format!(
        "{} questions: {} yes, {} no, {} not applicable, {} left blank.",
        answers.len(),
        number(Verdict::Yes),
        number(Verdict::No),
        number(Verdict::NotApplicable),
        number(Verdict::Blank),
    ));
    let columns = [
        words("No.", 0.06),
        words("Question", 0.35),
        words("Answer", 0.09),
        words("Where shown", 0.22),
        words("Value", 0.28),
    ];
    let mut nth = 0;
    for topic in list::topics() {
        let of_topic = answers.iter().filter(|(question, _)| question.topic == topic);
        let rows: Vec<Row> = of_topic
            .map(|(question, answer)| {
                nth += 1;
                row(nth, question, answer)
            })
            .collect();
        flow.part(topic);
        table(flow, &columns, &rows);
    }
}

fn row(nth: usize, question: &Question, answer: &Answer) -> Row {
    let rules = question.rules();
    let asks = if rules.is_empty() {
        question.asks.to_owned()
    } else {
        format!("{} ({})", question.asks, rules.join(", "))
    };
    let look = if answer.verdict == Verdict::No { Look::Strong } else { Look::Plain };
    Row::of([
        nth.to_string(),
        asks,
        answer.verdict.word().to_owned(),
        answer.shown.clone(),
        answer.value.clone(),
    ])
    .look(look)
}

#[cfg(test)]
mod tests;
