//! Every topic is there, can be found, and names only what exists.

use super::topic::all;
use super::{Cite, TopicGroup, TopicId, find_topics, topic};
use crate::nec::Edition;
use crate::workbench::schedule::{Column, GRID_KEYS};

#[test]
fn every_id_has_one_topic_and_every_group_some() {
    for id in TopicId::ALL {
        assert_eq!(all().filter(|topic| topic.id == *id).count(), 1, "{id}");
        assert_eq!(topic(*id).id, *id);
    }
    assert_eq!(all().count(), TopicId::ALL.len());
    for group in TopicGroup::ALL {
        assert!(all().any(|topic| topic.group == *group), "{group}");
    }
}

#[test]
fn every_column_has_its_own_topic() {
    for column in Column::ALL {
        assert!(topic(column.help()).id.name().starts_with("column."), "{column:?}");
    }
}

#[test]
fn every_topic_is_found_by_its_title_and_by_nothing_else_first() {
    for wanted in all() {
        assert_eq!(find_topics(wanted.title).first().map(|t| t.id), Some(wanted.id), "{}", wanted.title);
    }
    assert_eq!(find_topics("").len(), TopicId::ALL.len());
    assert!(find_topics("no such words").is_empty());
    assert!(find_topics("1.5kVA").iter().any(|t| t.id == TopicId::ColumnLoad), "examples are searched");
}

#[test]
fn every_key_named_is_one_the_grid_has() {
    for topic in all() {
        for press in topic.presses {
            assert!(GRID_KEYS.iter().any(|b| b.presses.contains(press)), "{press} in {}", topic.id);
        }
    }
}

#[test]
fn topics_are_short_and_lead_on() {
    for topic in all() {
        let words: usize = topic.text.iter().map(|text| text.split_whitespace().count()).sum();
        assert!((10..=110).contains(&words), "{} has {words} words", topic.id);
        assert!(topic.text.iter().all(|text| text.ends_with(['.', ':'])), "{}", topic.id);
        assert!(!topic.see.is_empty() && !topic.see.contains(&topic.id), "{}", topic.id);
    }
}

#[test]
fn every_topic_is_named_by_another_one() {
    for id in TopicId::ALL {
        assert!(all().any(|topic| topic.see.contains(id)), "nothing leads to {id}");
    }
}

#[test]
fn sections_follow_the_edition() {
    let neutral = topic(TopicId::Neutral);
    let lines = |edition| neutral.cites.iter().flat_map(|cite| cite.lines(edition)).collect::<Vec<_>>();
    assert_eq!(lines(Edition::E2023), ["NEC 2023 220.61"]);
    assert_eq!(lines(Edition::E2026), ["NEC 2026 120.61"]);
    assert!(Cite::Classes.lines(Edition::E2017).contains(&"NEC 2017 220.44 receptacles".to_owned()));
}
