//! Help as data: one topic for every thing a person can point at, in the trade's words.
//!
//! Topics name actions and grid keys, never the keys themselves, so that no text can go out of date with a key. Numbers
//! from the Code carry the section, never its text. What lies under the pointer is known where it is drawn.

mod code;
mod panel_topics;
mod schedule_topics;
mod topic;
mod window_topics;

pub use code::Cite;
pub use topic::{Topic, TopicGroup, TopicId, find_topics, topic};

#[cfg(test)]
mod tests;
