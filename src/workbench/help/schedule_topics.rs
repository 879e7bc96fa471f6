//! Topics of the schedule: its columns, and what stands in them.

use super::{Cite, Topic, TopicGroup, TopicId};
use crate::workbench::Action;
use crate::workbench::schedule::{
    ENTRY_CLASS, ENTRY_LOAD, ENTRY_POLES, ENTRY_SPARE, ENTRY_TRIP, GridKey, Press,
};

const fn schedule(id: TopicId, title: &'static str) -> Topic {
    Topic::new(id, TopicGroup::Schedule, title)
}

pub(in crate::workbench::help) const TOPICS: &[Topic] = &[
    Topic {
        text: &[
            "Odd slots on the left, even slots on the right, as the panelboard is built. Both slots of a row sit on the same leg; the legs follow one another down the rows, and each load stands in the column of its leg.",
            "Every cell is typed into as in a spreadsheet. Text that cannot be read stays in its cell, in red with the reason, and counts as no load until it is corrected. Nothing is ever dropped or renumbered silently.",
        ],
        actions: &[Action::Copy, Action::Paste, Action::FillDown, Action::SelectAll, Action::Properties],
        presses: &[Press::key(GridKey::F2), Press::key(GridKey::Tab), Press::key(GridKey::Enter)],
        cites: &[Cite::Section("408.3(E)")],
        see: &[TopicId::SpareAndSpace, TopicId::Dragging, TopicId::Pasting, TopicId::Keys],
        ..schedule(TopicId::Schedule, "Panel schedule")
    },
    Topic {
        text: &[
            "The circuit number is the slot of the breaker's top pole: odd left, even right. Here the cursor stands for the whole circuit, and whole circuits are copied, moved and cleared.",
            "A breaker of two or three poles takes every second number of one column, never across the row. Type another number to move the circuit there; a taken slot is offered as a swap or a shuffle.",
        ],
        entries: &[("17", "Move the circuit to slot 17")],
        actions: &[
            Action::MoveUp,
            Action::MoveDown,
            Action::MoveAcross,
            Action::ClearCircuit,
            Action::ToggleLock,
            Action::MoveToPanel,
            Action::Properties,
        ],
        presses: &[Press::shift(GridKey::Space)],
        see: &[TopicId::Dragging, TopicId::Lock, TopicId::KeepTogether, TopicId::SpareAndSpace],
        ..schedule(TopicId::ColumnNumber, "Circuit number")
    },
    Topic {
        text: &[
            "What the circuit serves, as it will be read on the panel door; it is printed as it is typed. A description typed into a space makes a circuit there, with the class and rating used last.",
            "At its right edge stand the marks of the circuit: locked, kept together, multiwire, sub-feed, continuous.",
        ],
        entries: ENTRY_SPARE,
        actions: &[Action::FindReplace, Action::FillDown, Action::MakeSpare, Action::ClearCircuit],
        presses: &[Press::key(GridKey::F2)],
        cites: &[Cite::Section("408.4(A)")],
        see: &[TopicId::SpareAndSpace, TopicId::ColumnClass],
        ..schedule(TopicId::ColumnDescription, "Description")
    },
    Topic {
        text: &[
            "The load class decides the demand factor, in dwellings together with the equipment served; the description decides nothing. Lighting and EV supply are taken as continuous, other classes as each circuit is marked in its properties.",
        ],
        entries: ENTRY_CLASS,
        actions: &[Action::Properties, Action::FillDown],
        presses: &[Press::key(GridKey::F4)],
        cites: &[Cite::Classes],
        see: &[TopicId::Loads],
        ..schedule(TopicId::ColumnClass, "Load class")
    },
    Topic {
        text: &[
            "Poles of the breaker. One pole is line to neutral, two poles line to line, three poles three-phase; a multiwire branch circuit is several line-to-neutral legs behind one handle.",
            "When more poles would need a taken slot, moving what is there, swapping or leaving it is offered; nothing is deleted.",
        ],
        entries: ENTRY_POLES,
        actions: &[Action::ToggleMultiwire],
        presses: &[Press::key(GridKey::F4)],
        see: &[TopicId::Multiwire, TopicId::ColumnTrip, TopicId::ColumnNumber],
        ..schedule(TopicId::ColumnPoles, "Poles")
    },
    Topic {
        text: &[
            "Rating of the circuit's overcurrent device, in amperes. A rating typed with poles sets both. The list holds the standard ratings; any other may be typed.",
        ],
        entries: ENTRY_TRIP,
        actions: &[Action::Properties, Action::FillDown],
        presses: &[Press::key(GridKey::F4)],
        cites: &[Cite::Section("240.6(A)")],
        see: &[TopicId::ColumnPoles, TopicId::ColumnLoad],
        ..schedule(TopicId::ColumnTrip, "Trip rating")
    },
    Topic {
        text: &[
            "Connected load in VA. It stands in the column of its leg; several poles share it equally unless the legs are typed one by one.",
            "Amperes become VA by the circuit's own voltage: line to neutral for one pole, line to line for two, √3 × line to line for three.",
        ],
        entries: ENTRY_LOAD,
        actions: &[Action::ToggleMultiwire, Action::FillDown, Action::Properties],
        presses: &[Press::key(GridKey::F2)],
        see: &[TopicId::Loads, TopicId::Multiwire, TopicId::PhaseBars],
        ..schedule(TopicId::ColumnLoad, "Load, VA")
    },
    Topic {
        text: &[
            "A spare is an installed breaker without load: it keeps its slot, rating and poles. A space is a slot without a breaker.",
            "Balancing may move circuits onto both; a spare that is in the way changes places with the circuit.",
        ],
        entries: ENTRY_SPARE,
        actions: &[Action::MakeSpare, Action::ClearCircuit, Action::FillSpares, Action::RemoveSpares],
        see: &[TopicId::ColumnDescription, TopicId::BalanceOptions],
        ..schedule(TopicId::SpareAndSpace, "Spare and space")
    },
    Topic {
        text: &[
            "Several line-to-neutral legs that share one neutral behind one common-trip breaker. Each leg has its own load, and the legs stay on different phases wherever the circuit moves.",
        ],
        entries: &[("1200/800", "One figure a leg, top pole first")],
        actions: &[Action::ToggleMultiwire],
        cites: &[Cite::Section("210.4")],
        see: &[TopicId::ColumnLoad, TopicId::Neutral],
        ..schedule(TopicId::Multiwire, "Multiwire branch circuit")
    },
    Topic {
        text: &[
            "A locked circuit stays in its slot: balancing leaves it, and with it its whole group, where it is. It can still be edited, and moved by hand once it is unlocked.",
        ],
        actions: &[Action::ToggleLock],
        see: &[TopicId::KeepTogether, TopicId::Balance],
        ..schedule(TopicId::Lock, "Lock")
    },
    Topic {
        text: &[
            "Circuits of a group keep their places relative to each other: balancing moves them as one block or not at all. Select the circuits, then group them; the same again ungroups them.",
        ],
        actions: &[Action::ToggleGroup],
        see: &[TopicId::Lock, TopicId::Balance],
        ..schedule(TopicId::KeepTogether, "Keep together")
    },
    Topic {
        text: &[
            "A sub-feed is a breaker of this panelboard that feeds another panelboard or a transformer; feed-through lugs feed it from the bus itself. What is fed is set in the properties of the panel that is fed.",
            "Its load is the sum of what hangs on it and is not typed. Demand factors hold for the sum downstream, once, so the demand of a feeder is not the sum of the demands it serves.",
        ],
        actions: &[Action::FeedTree, Action::PanelProperties],
        see: &[TopicId::FeederTree, TopicId::Loads],
        ..schedule(TopicId::SubFeed, "Sub-feed and feed-through lugs")
    },
    Topic {
        text: &[
            "Drag a circuit number. The ghost of all its poles follows, and bars and score show what the drop would make of them. On an empty slot it moves, on a circuit of as many poles it swaps, otherwise a shuffle is offered.",
            "On the tab of another panel it moves there. With Ctrl it is copied, with Alt it is inserted and what is below moves down; Esc leaves everything as it was.",
        ],
        actions: &[Action::MoveUp, Action::MoveDown, Action::MoveAcross, Action::MoveToPanel],
        see: &[TopicId::ColumnNumber, TopicId::PanelStrip],
        ..schedule(TopicId::Dragging, "Dragging circuits")
    },
    Topic {
        text: &[
            "Cells and whole circuits go to and from Excel as text. Copied circuits paste with every field; a block of cells pastes at the cursor. Rows of a foreign schedule, with a header, open the import preview first.",
        ],
        actions: &[Action::Copy, Action::Cut, Action::Paste, Action::FillDown],
        see: &[TopicId::Import, TopicId::Schedule],
        ..schedule(TopicId::Pasting, "Copy and paste")
    },
];
