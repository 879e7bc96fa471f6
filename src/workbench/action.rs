//! Everything a person can ask for by name or key, declared once.
//!
//! Menus, the palette, tooltips, the key card and help all read this list; the keys of moving about in the grid are
//! the grid's own. What an action does is decided where it is received.

use crate::workbench::{Key, Shortcut};

/// The menu an action stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionGroup {
    File,
    Edit,
    Panel,
    Circuit,
    Plan,
    Findings,
    View,
    Tools,
    Help,
}

impl ActionGroup {
    /// Every group, in the order of the menu bar.
    pub const ALL: [Self; 9] = [
        Self::File,
        Self::Edit,
        Self::Panel,
        Self::Circuit,
        Self::Plan,
        Self::Findings,
        Self::View,
        Self::Tools,
        Self::Help,
    ];

    /// Returns the menu's title.
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Panel => "Panel",
            Self::Circuit => "Circuit",
            Self::Plan => "Plan",
            Self::Findings => "Findings",
            Self::View => "View",
            Self::Tools => "Tools",
            Self::Help => "Help",
        }
    }
}

/// Declares the actions: name, menu, label, tooltip, keys.
macro_rules! actions {
    ($($name:ident $group:ident $label:literal $tooltip:literal $keys:expr;)+) => {
        /// Something a person can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($name),+ }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the words of menus and palette; `…` when a dialog follows.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// Returns one sentence about what it does.
            pub const fn tooltip(self) -> &'static str {
                match self { $(Self::$name => $tooltip),+ }
            }

            /// Returns the menu it stands in.
            pub const fn group(self) -> ActionGroup {
                match self { $(Self::$name => ActionGroup::$group),+ }
            }

            /// Returns its keys, the one to show first.
            pub const fn shortcuts(self) -> &'static [Shortcut] {
                match self { $(Self::$name => const { $keys }),+ }
            }
        }
    };
}

actions! {
    NewProject File "New project…" "Start an empty project with its first panelboard" &[Shortcut::ctrl(Key::Char('N'))];
    OpenFile File "Open…" "Open a project, or import a schedule file" &[Shortcut::ctrl(Key::Char('O'))];
    Save File "Save" "Write the project to its file" &[Shortcut::ctrl(Key::Char('S'))];
    SaveAs File "Save as…" "Write the project to another file" &[Shortcut::ctrl_shift(Key::Char('S'))];
    ProjectProperties File "Project properties" "Title block, Code edition, use of the building, balance metric and target" &[];
    Import File "Import schedule…" "Read panels from CSV, TSV, XLSX, XLS or ODS, with a preview of every row" &[Shortcut::ctrl(Key::Char('I'))];
    AddUnderlay File "Add underlay…" "Put an architect's drawing under a sheet: DXF, DWG, PDF, PNG or JPEG" &[];
    Underlays File "Underlays…" "Reload, relink or remove the drawings under the sheets; recognize walls and rooms in them" &[];
    ExportCsv File "Export CSV…" "Write the schedules as a text table" &[];
    ExportXlsx File "Export Excel…" "Write the schedules as a workbook" &[];
    ExportPdf File "Export PDF…" "Write the panel schedule as a drawing-set sheet" &[Shortcut::ctrl(Key::Char('P'))];
    ExportOneLinePdf File "Export one-line as PDF…" "Write the one-line diagram, a page for each sheet" &[];
    ExportOneLineSvg File "Export one-line as SVG…" "Write the one-line diagram as a drawing for other programs" &[];
    ExportPlanPdf File "Export plan as PDF…" "Write the sheets of the plan to scale, with legend and title block" &[];
    ExportPlanSvg File "Export plan as SVG…" "Write the sheets of the plan to scale as a drawing for other programs" &[];
    ExportPlanDxf File "Export plan as DXF…" "Write the sheet in front for CAD: layers, text, a block for each symbol" &[];
    ExportTakeoffXlsx File "Export take-off as Excel…" "Write raceways, conductors, boxes and devices, by circuit and by panel" &[];
    ExportTakeoffCsv File "Export take-off as CSV…" "Write raceways, conductors, boxes and devices by circuit as a text table" &[];
    ExportCalculations File "Export calculation package…" "Write what an engineer seals: schedules, loads with every step, sizes, fault current, voltage drop" &[];
    ImportAmendments File "Import local amendments…" "Add a pack of local amendments to the project: rules off or on, severities, limits, notes" &[];
    ExportAmendments File "Export local amendments…" "Write the local amendments of the project as a pack for other projects" &[];
    ExportReview File "Export review report…" "Write findings, waivers, an answered correction list and what passed" &[];
    CloseProject File "Close project" "Return to the start screen" &[Shortcut::ctrl(Key::Char('W'))];
    Quit File "Quit" "Close the window" &[Shortcut::ctrl(Key::Char('Q'))];
    Undo Edit "Undo" "Take back the last step" &[Shortcut::ctrl(Key::Char('Z'))];
    Redo Edit "Redo" "Do again what was taken back" &[Shortcut::ctrl(Key::Char('Y')), Shortcut::ctrl_shift(Key::Char('Z'))];
    Cut Edit "Cut" "Copy the selected cells, then clear them" &[Shortcut::ctrl(Key::Char('X'))];
    Copy Edit "Copy" "Copy the selected cells as text that Excel reads" &[Shortcut::ctrl(Key::Char('C'))];
    Paste Edit "Paste" "Paste cells or whole rows, with a preview when they are rows of a schedule" &[Shortcut::ctrl(Key::Char('V'))];
    FillDown Edit "Fill down" "Copy the first selected row into those below" &[Shortcut::ctrl(Key::Char('D'))];
    SelectAll Edit "Select all" "Select the whole schedule" &[Shortcut::ctrl(Key::Char('A'))];
    FindReplace Edit "Find and replace…" "Find text in the schedules and replace it" &[Shortcut::ctrl(Key::Char('F')), Shortcut::ctrl(Key::Char('H'))];
    Properties Edit "Properties" "Go to the fields of what is selected, and back" &[Shortcut::alt(Key::Enter)];
    NewPanel Panel "New panel…" "Add a panelboard from a preset or as a copy" &[Shortcut::ctrl_shift(Key::Char('N'))];
    PanelProperties Panel "Panel properties" "Name, system, slots, bus, main, fed from" &[Shortcut::ctrl(Key::Char('E'))];
    DuplicatePanel Panel "Duplicate panel" "Add a copy of this panel with all its circuits" &[];
    DeletePanel Panel "Delete panel…" "Remove the panel; shows first what hangs on it" &[];
    NextPanel Panel "Next panel" "Show the next panelboard" &[Shortcut::ctrl(Key::PageDown)];
    PreviousPanel Panel "Previous panel" "Show the previous panelboard" &[Shortcut::ctrl(Key::PageUp)];
    FeedTree Panel "Feeder tree" "Service, transformers and panels, with every field they have" &[Shortcut::ctrl_shift(Key::Char('F'))];
    Balance Panel "Balance panel…" "Find the fewest moves that balance the legs, with proof" &[Shortcut::ctrl(Key::Char('B'))];
    BalanceSwapsOnly Panel "Balance with swaps only…" "Balance without leaving new holes" &[];
    Size Panel "Size by calculation…" "Devices, conductors, EGCs and raceways that the loads and lengths ask for, beside what is recorded" &[Shortcut::ctrl_shift(Key::Char('B'))];
    AcceptProposal Panel "Accept proposal" "Carry out what the model proposes for this panel, as one step to undo" &[Shortcut::ctrl(Key::Enter)];
    DismissProposal Panel "Dismiss proposal" "Take the model's proposal off the schedule; the same moves do not come again" &[Shortcut::key(Key::Escape)];
    CycleMetric Panel "Change balance metric" "Next formula for the score: range / max, range / average, deviation, neutral" &[];
    ToggleBasis Panel "Connected or demand" "Show phase loads by connected or by demand load" &[];
    ExplainLoad Circuit "Explain numbers…" "How load, current, voltage drop, sizes and fault current of the circuit and its panel came about, step by step" &[Shortcut::ctrl_shift(Key::Char('E'))];
    CircuitHistory Circuit "History…" "What this session changed at the circuit" &[Shortcut::ctrl_shift(Key::Char('H'))];
    ClearCircuit Circuit "Clear to space" "Remove the selected circuits and leave spaces" &[Shortcut::key(Key::Delete)];
    MakeSpare Circuit "Make spare" "Leave an installed breaker without load" &[];
    FillSpares Circuit "Fill rest with spares" "Put a 20 A spare into every free slot" &[];
    RemoveSpares Circuit "Fill rest with spaces" "Turn every spare of the panel into a space" &[];
    InsertSpace Circuit "Insert space" "Push what is here and below down one position in this column" &[Shortcut::ctrl_shift(Key::Char('I'))];
    MoveUp Circuit "Move circuit up" "Exchange with what is above, in this column" &[Shortcut::ctrl(Key::Up)];
    MoveDown Circuit "Move circuit down" "Exchange with what is below, in this column" &[Shortcut::ctrl(Key::Down)];
    MoveAcross Circuit "Move circuit across" "To the other half of the row" &[Shortcut::ctrl(Key::Left), Shortcut::ctrl(Key::Right)];
    ToggleLock Circuit "Lock or unlock" "Proposals leave a locked circuit where it is" &[Shortcut::ctrl(Key::Char('L'))];
    ToggleGroup Circuit "Keep together" "Group the selected circuits so that they move as one, or ungroup them" &[Shortcut::ctrl_shift(Key::Char('G'))];
    ToggleMultiwire Circuit "Multiwire branch circuit" "Give each leg its own load behind one common-trip breaker" &[Shortcut::ctrl(Key::Char('M'))];
    CircuitOnPlan Circuit "Show on plan" "Go to the devices and conduit runs of the circuit" &[];
    MoveToPanel Circuit "Move to panel…" "Move the selected circuits to another panelboard" &[];
    PlanSelect Plan "Select" "Choose, move, copy and reshape what is on the plan" &[Shortcut::key(Key::Char('V'))];
    PlanPan Plan "Pan" "Move the plan by dragging it; the wheel held does so in every tool" &[Shortcut::key(Key::Char('N'))];
    PlanWall Plan "Draw walls" "Walls one behind the other, with a thickness" &[Shortcut::key(Key::Char('W'))];
    PlanZoomWindow Plan "Zoom window" "Show what lies in a box as large as it goes" &[Shortcut::shift(Key::Char('Z'))];
    PlanOpening Plan "Place openings" "Doors, windows and gaps in walls" &[Shortcut::key(Key::Char('O'))];
    PlanRoom Plan "Add rooms" "A press inside closed walls, or corner by corner" &[Shortcut::key(Key::Char('B'))];
    PlanArea Plan "Draw areas" "Columns, shafts, counters, equipment, zones for routes" &[Shortcut::key(Key::Char('A'))];
    PlanDevice Plan "Place devices" "Receptacles, switches, luminaires and all other symbols, one by one or in a row along a wall" &[Shortcut::key(Key::Char('D'))];
    PlanSymbol Plan "Choose a symbol…" "Search the library of symbols; the chosen one is placed" &[Shortcut::key(Key::Char('/'))];
    PlanPanel Plan "Place panels" "Where a panelboard stands" &[Shortcut::key(Key::Char('P'))];
    PlanWire Plan "Draw runs" "Conduit from device to device; it holds their circuits" &[Shortcut::key(Key::Char('L'))];
    PlanHomeRun Plan "Draw home runs" "Conduit from a device to the panel of its circuit" &[Shortcut::key(Key::Char('H'))];
    PlanCircuit Plan "Put on a circuit…" "Panel and circuit of the chosen devices, with load and share of the breaker" &[Shortcut::key(Key::Char('C'))];
    PlanRelease Plan "Take off the circuit" "Leave the chosen devices without a circuit" &[];
    PlanFurnish Plan "Usual devices of a room…" "Propose receptacles, luminaires and switches for the chosen rooms, by what they are for" &[];
    PlanMeasure Plan "Measure distance" "How far it is, leg by leg" &[Shortcut::key(Key::Char('U'))];
    PlanMeasureArea Plan "Measure area" "Area and length around of an outline" &[Shortcut::shift(Key::Char('U'))];
    PlanRoute Plan "Route" "Propose conduit for the selected devices or run, or for the circuits of the schedule; drag a leg to pin it" &[Shortcut::key(Key::Char('T'))];
    PlanShowAll Plan "Whole plan" "Show everything on the sheet; a double press of the wheel does so, too" &[Shortcut::key(Key::Char('Z'))];
    ToggleSnap Plan "Snap" "Let the pointer snap to ends, middles, crossings, centers, devices" &[Shortcut::key(Key::Function(3))];
    ToggleGrid Plan "Grid" "Draw the grid" &[Shortcut::key(Key::Function(7))];
    ToggleOrtho Plan "Ortho" "Draw and move along the axes; Shift does the opposite for a moment" &[Shortcut::key(Key::Function(8))];
    ToggleGridSnap Plan "Grid snap" "Let the pointer snap to the grid where there is nothing else" &[Shortcut::key(Key::Function(9))];
    TogglePolar Plan "Polar" "Let the pointer snap to lines at 45° and 90° from the last point" &[Shortcut::key(Key::Function(10))];
    KeepSymbols Plan "Keep the project's symbols" "Put the symbols that came with the project among your own" &[];
    NextFinding Findings "Next finding" "The next one that the filters of Review leave" &[Shortcut::key(Key::Function(8))];
    PreviousFinding Findings "Previous finding" "The one before" &[Shortcut::shift(Key::Function(8))];
    FillInField Findings "Fill in what is missing…" "Go to the field that the chosen finding waits for" &[];
    FixFinding Findings "Fix finding…" "What can be done about the chosen finding, tried before anything is changed" &[];
    WaiveFinding Findings "Waive finding…" "Answer the chosen finding with a reason, or take the answer back" &[];
    SetBaseline Findings "Treat current findings as existing…" "Take them into the baseline of existing conditions" &[];
    PruneBaseline Findings "Prune the baseline" "Take what is fixed off the baseline of existing conditions" &[];
    ClearBaseline Findings "Clear the baseline" "Treat nothing as existing any more" &[];
    CopyFinding Findings "Copy finding as text" "The chosen finding with its derivation, for a letter" &[];
    ShowPlan View "Plan" "The floor plan: walls, devices, circuits, conduit runs" &[Shortcut::ctrl(Key::Char('1'))];
    TogglePlanPane View "Plan beside panels" "Show the floor plan beside the schedules" &[Shortcut::ctrl_shift(Key::Char('P'))];
    ShowPanels View "Panels" "The schedules of the panelboards" &[Shortcut::ctrl(Key::Char('2'))];
    OneLine View "One-line" "Service, transformers and panelboards as they feed each other" &[Shortcut::ctrl(Key::Char('3'))];
    ResetOneLine View "Reset one-line layout" "Place every node of the one-line automatically again" &[];
    Review View "Review" "Everything the rules found, with its derivation" &[Shortcut::ctrl(Key::Char('4'))];
    Training View "Training" "Teach a model: datasets, runs with their curves, evaluation" &[Shortcut::ctrl(Key::Char('5'))];
    ToggleTheme View "Dark or light" "Switch the theme" &[];
    ToggleContrast View "High contrast" "Stronger lines and text" &[];
    ToggleDensity View "Compact or comfortable rows" "Change the height of rows" &[];
    ToggleVaColumns View "One VA column" "Loads of all legs in one column a half, or a column for each leg" &[];
    ZoomIn View "Zoom in" "Larger, up to 200 %" &[Shortcut::ctrl(Key::Char('+'))];
    ZoomOut View "Zoom out" "Smaller, down to 100 %" &[Shortcut::ctrl(Key::Char('-'))];
    ZoomReset View "Actual size" "100 %" &[Shortcut::ctrl(Key::Char('0'))];
    FullScreen View "Full screen" "Hide the desktop" &[Shortcut::key(Key::Function(11))];
    ToggleLog View "Log" "What was done in this session, with old and new numbers" &[];
    ToggleProperties View "Properties drawer" "Every field of what is selected, beside it" &[];
    ResetLayout View "Reset layout" "Put every pane back where it was" &[];
    Palette Tools "Search or run a command" "Type a few letters of what you want" &[Shortcut::ctrl(Key::Char('K'))];
    GoTo Tools "Go to…" "Find a panel or circuit by name" &[Shortcut::ctrl(Key::Char('G'))];
    Calculators Tools "Calculators" "Calculate by the Code, with every step; back to the panels" &[Shortcut::ctrl_shift(Key::Char('C'))];
    NewRun Tools "New training run…" "Train a model: from the champion or from scratch, for two minutes or a night" &[];
    OwnProjects Tools "Add own projects…" "Make a dataset of finished projects and remembered decisions, for a model that knows your habits" &[];
    ToggleProposals Tools "Model proposals" "Let the trained model propose a balance after every edit, in the background" &[];
    AfterEdit Tools "After an edit…" "What follows an edit: balance, sizes, routes, checks; what each came to, with a switch for each" &[Shortcut::ctrl_shift(Key::Enter)];
    Settings Tools "Settings" "Theme, scale, rows, and what a new project starts with" &[Shortcut::ctrl(Key::Char(','))];
    Help Help "Help" "What is under the cursor" &[Shortcut::key(Key::Function(1))];
    KeyCard Help "Key card" "Every key on one page, to print" &[Shortcut::ctrl_shift(Key::Char('K'))];
    Tour Help "Five-step tour" "From unbalanced to balanced on the sample project" &[];
    ModelCard Help "Model card" "How the trained model was made, what from, how good it is and where it is no good" &[];
    About Help "About Phasewright" "Version, licenses, what it was built from" &[];
}

impl Action {
    /// Returns the key to show beside the label.
    pub fn shortcut(self) -> Option<Shortcut> {
        self.shortcuts().first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_key_means_two_things() {
        let mut seen = BTreeMap::new();
        for action in Action::ALL {
            for shortcut in action.shortcuts() {
                // Keys of the plan mean something there only, where they come before all others.
                let on_plan = action.group() == ActionGroup::Plan;
                assert_eq!(seen.insert((on_plan, *shortcut), *action), None, "{shortcut} of {action:?}");
            }
        }
    }

    #[test]
    fn labels_are_unique_and_sentence_case() {
        let mut seen = BTreeMap::new();
        for action in Action::ALL {
            assert_eq!(seen.insert(action.label(), *action), None, "{action:?}");
            assert!(action.label().starts_with(char::is_uppercase) && !action.tooltip().ends_with('.'));
        }
    }
}
