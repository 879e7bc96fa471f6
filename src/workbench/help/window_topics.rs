//! Topics of the window: files, dialogs, bars and panes.

use super::{Topic, TopicGroup, TopicId};
use crate::workbench::Action;
use crate::workbench::schedule::{GridKey, Press};

const fn files(id: TopicId, title: &'static str) -> Topic {
    Topic::new(id, TopicGroup::Files, title)
}

const fn window(id: TopicId, title: &'static str) -> Topic {
    Topic::new(id, TopicGroup::Window, title)
}

pub(in crate::workbench::help) const TOPICS: &[Topic] = &[
    Topic {
        text: &[
            "Reads panel schedules and load lists of other programs: CSV, TSV, XLSX, XLS and ODS, messy as they are. Header, halves, units and panel facts are detected; every row is accounted for before anything is taken over, and all of it is one step to undo.",
        ],
        actions: &[Action::Import, Action::OpenFile, Action::Paste],
        see: &[TopicId::ImportColumns, TopicId::ImportRows, TopicId::Pasting, TopicId::Underlays],
        ..files(TopicId::Import, "Import a schedule")
    },
    Topic {
        text: &[
            "What each column of the file means, and in which unit its loads are. A correction is kept for the next file of the same shape.",
        ],
        see: &[TopicId::Import, TopicId::ImportRows, TopicId::ColumnLoad],
        ..files(TopicId::ImportColumns, "Columns of an import")
    },
    Topic {
        text: &[
            "What each row becomes. Rows with an error or something odd say why; rows without a circuit, such as totals and blank lines, are counted below.",
        ],
        see: &[TopicId::Import, TopicId::ImportColumns],
        ..files(TopicId::ImportRows, "Rows of an import")
    },
    Topic {
        text: &[
            "A drawing of the architect under a sheet: DXF or DWG, a page of a PDF, an image. Headers lie about units, so the unit is guessed from dimensions, doors and extents too; each piece of evidence is shown, and two points with a known distance decide.",
            "The file is kept beside the project by its content. Reload takes the next revision, keeps scale and place, and says what moved and which devices lost their wall. A file that is gone is found again by Relink.",
        ],
        actions: &[Action::AddUnderlay, Action::Underlays],
        see: &[TopicId::Recognize, TopicId::Import],
        ..files(TopicId::Underlays, "Underlays")
    },
    Topic {
        text: &[
            "Walls are pairs of parallel lines on wall layers, or long single ones; gaps with a door swing are doors, with lines of a window layer windows. Closed regions become rooms, named by the text in them. Look it over, then accept: one step to undo.",
        ],
        actions: &[Action::Underlays],
        see: &[TopicId::Underlays],
        ..files(TopicId::Recognize, "Walls and rooms of a drawing")
    },
    Topic {
        text: &[
            "Schedules leave as CSV or Excel, which import back without a difference and hold no cell that runs as a formula, or as a PDF sheet for the drawing set.",
            "The calculation package is what an engineer seals: schedules, loads with every step, sizes, fault current and voltage drop. The review report lists findings, waivers, answers to what plan reviewers ask, and what passed. The same project gives the same file; the program never stamps.",
        ],
        actions: &[
            Action::ExportCsv,
            Action::ExportXlsx,
            Action::ExportPdf,
            Action::ExportPlanPdf,
            Action::ExportPlanDxf,
            Action::ExportTakeoffXlsx,
            Action::ExportCalculations,
            Action::ExportReview,
        ],
        see: &[TopicId::Files, TopicId::Import],
        ..files(TopicId::Export, "Export")
    },
    Topic {
        text: &[
            "A project is one file, written in one piece with a backup beside it. Between saves every edit goes to a recovery journal, so that a crash loses seconds, not work.",
            "A sample opens as a copy without a file and cannot be spoiled.",
        ],
        actions: &[Action::NewProject, Action::OpenFile, Action::Save, Action::SaveAs, Action::CloseProject],
        see: &[TopicId::Export, TopicId::Undo, TopicId::Start],
        ..files(TopicId::Files, "Project files")
    },
    Topic {
        text: &[
            "Nothing is done before the button at the right is pressed; leaving changes nothing. Fields that cannot be read say why and keep the button off.",
        ],
        entries: &[
            ("Enter", "The button at the right, unless a field has the focus"),
            ("Ctrl+Enter", "The button at the right, from anywhere"),
            ("Esc", "Leave without doing anything"),
            ("Tab", "Next field; stays inside the dialog"),
        ],
        actions: &[Action::FindReplace, Action::NewPanel, Action::Balance],
        see: &[TopicId::Keys, TopicId::Undo],
        ..window(TopicId::Dialogs, "Dialogs")
    },
    Topic {
        text: &[
            "Every change of the project is a step that can be taken back, one after the other, and done again. What takes something away says so in a notice with Undo in it. The log names each step with old and new places.",
        ],
        actions: &[Action::Undo, Action::Redo, Action::ToggleLog],
        see: &[TopicId::Log, TopicId::Files],
        ..window(TopicId::Undo, "Undo and redo")
    },
    Topic {
        text: &[
            "Samples to try, presets for a new project, and the files that were open last. A schedule of another program can be opened directly, or dropped on the window.",
        ],
        actions: &[Action::NewProject, Action::OpenFile, Action::Import, Action::Tour],
        see: &[TopicId::Files, TopicId::Import, TopicId::Tour],
        ..window(TopicId::Start, "Start screen")
    },
    Topic {
        text: &[
            "Everything the program does, by group, with its keys. What cannot run now is gray and says why when the pointer rests on it.",
        ],
        actions: &[Action::Palette, Action::KeyCard, Action::Help],
        see: &[
            TopicId::Palette,
            TopicId::StatusBar,
            TopicId::View,
            TopicId::Keys,
            TopicId::Settings,
            TopicId::Training,
        ],
        ..window(TopicId::Menus, "Menus")
    },
    Topic {
        text: &[
            "How the window looks and what a new project starts with. Each choice holds at once and is kept in one file, named at the foot; projects that exist keep what they have.",
        ],
        actions: &[Action::Settings, Action::ToggleTheme, Action::ToggleContrast, Action::ToggleDensity],
        see: &[TopicId::View, TopicId::Files],
        ..window(TopicId::Settings, "Settings")
    },
    Topic {
        text: &[
            "Finds everything by a few letters of its name: commands, panels, circuits, recent files and samples. Enter runs what is marked.",
        ],
        entries: &[
            ("bal", "Commands and places whose words begin or go so"),
            ("LP-1/13", "That circuit"),
            ("#copier", "Circuits only"),
            (">export", "Commands only"),
        ],
        actions: &[Action::Palette, Action::GoTo],
        see: &[TopicId::Menus, TopicId::Keys],
        ..window(TopicId::Palette, "Command palette")
    },
    Topic {
        text: &[
            "Whether the project is on disk, the panel and circuit under the cursor, what runs in the background with a way to end it, and how many steps can be taken back.",
        ],
        actions: &[Action::Save, Action::Undo, Action::Palette],
        see: &[TopicId::Files, TopicId::Undo, TopicId::Findings],
        ..window(TopicId::StatusBar, "Status bar")
    },
    Topic {
        text: &[
            "Every step of this session, newest first, with old and new places of circuits and old and new values. The number is the state of the project after the step.",
        ],
        actions: &[Action::ToggleLog, Action::Undo],
        see: &[TopicId::Undo],
        ..window(TopicId::Log, "Log")
    },
    Topic {
        text: &[
            "Dark, light and high contrast, row height, and 100 to 200 % scale. Panes can be dragged, resized, closed, and put back where they were.",
        ],
        actions: &[
            Action::ToggleTheme,
            Action::ToggleContrast,
            Action::ToggleDensity,
            Action::ZoomIn,
            Action::ZoomOut,
            Action::ZoomReset,
            Action::FullScreen,
            Action::ResetLayout,
        ],
        see: &[TopicId::Menus],
        ..window(TopicId::View, "Look and layout")
    },
    Topic {
        text: &[
            "The schedule is complete without a mouse. The key card has every key on one page, also for the printer.",
        ],
        actions: &[Action::KeyCard, Action::Help, Action::Palette],
        presses: &[
            Press::key(GridKey::Tab),
            Press::key(GridKey::Enter),
            Press::key(GridKey::F2),
            Press::key(GridKey::F4),
            Press::key(GridKey::Escape),
        ],
        see: &[TopicId::Schedule, TopicId::Dialogs],
        ..window(TopicId::Keys, "Keys")
    },
    Topic {
        text: &[
            "Five real steps on the sample project, from an unbalanced panel to a balanced one and back. Esc leaves it at any time; it never comes by itself again.",
        ],
        actions: &[Action::Tour, Action::Balance, Action::Undo],
        see: &[TopicId::Balance, TopicId::Start],
        ..window(TopicId::Tour, "Five-step tour")
    },
    Topic {
        text: &[
            "A model learns from a dataset: datasets at the left, the run in front with its curves in the middle, all runs at the right. One runs at a time, the others wait.",
            "It goes on while you design, and after the window is closed. Pause leaves a checkpoint; a run that was killed goes on from its last one. Everything is plain files in the run's folder.",
            "Own projects become a dataset only when you say so, without names, on this computer. From the champion a run on them learns where you seat breakers; the legs stay the champion's.",
        ],
        actions: &[Action::Training, Action::NewRun, Action::OwnProjects, Action::ModelCard],
        see: &[TopicId::LiveProposal, TopicId::Undo],
        ..window(TopicId::Training, "Training")
    },
];
