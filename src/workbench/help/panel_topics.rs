//! Topics of the panelboard as a whole: its loads, its score, and balancing.

use super::{Cite, Topic, TopicGroup, TopicId};
use crate::workbench::Action;

const fn panel(id: TopicId, title: &'static str) -> Topic {
    Topic::new(id, TopicGroup::Panel, title)
}

const fn balance(id: TopicId, title: &'static str) -> Topic {
    Topic::new(id, TopicGroup::Balance, title)
}

/// The largest unbalance with its reductions, which the estimate is not.
const NEUTRAL_LOAD: Cite = Cite::Sections(["220.61", "220.61", "220.61", "120.61"]);

pub(in crate::workbench::help) const TOPICS: &[Topic] = &[
    Topic {
        text: &[
            "After every edit the rules of the Code look at the whole project. What is at fault, what could not be decided and what passed stands in Review, each with its section, its derivation and what the rule does not look at.",
            "A missing field is never a pass: the finding says what it needs and leads there. Fixes are tried on a copy first. Chips hide kinds; how many they hide is always said.",
        ],
        actions: &[
            Action::Review,
            Action::NextFinding,
            Action::PreviousFinding,
            Action::FixFinding,
            Action::FillInField,
            Action::CopyFinding,
            Action::WaiveFinding,
            Action::SetBaseline,
        ],
        see: &[TopicId::Rules, TopicId::Answers, TopicId::StatusBar, TopicId::FeederTree, TopicId::Undo],
        ..panel(TopicId::Findings, "Findings")
    },
    Topic {
        text: &[
            "What the program checks, each rule with the section of the project's edition and what it does not look at. Rules known from memory only say so: verify against your Code book.",
            "A local ordinance changes them in a pack of amendments: a rule off or on, another severity, another limit, a note. Every report lists the amendments of its project.",
        ],
        actions: &[Action::Review, Action::ImportAmendments, Action::ExportAmendments],
        see: &[TopicId::Findings, TopicId::Answers],
        ..panel(TopicId::Rules, "Rules of the Code")
    },
    Topic {
        text: &[
            "Service, transformers and panelboards as they feed each other, with ratings, loads, available fault current and voltage drop. It is drawn anew after every edit; what cannot be computed says what it needs.",
            "Drag a node to move it: it keeps its place, and what hangs on it comes along. A tree wider than a sheet goes on on the next. The wheel zooms at the cursor, the ground pans.",
        ],
        entries: &[
            ("Arrows", "To what feeds, to what is fed, to the neighbor"),
            ("Enter", "Open the schedule, or the feeder tree"),
            ("Alt+arrows", "Move the chosen node"),
            ("Z", "The whole diagram"),
            ("Esc", "End a drag, or choose nothing"),
        ],
        actions: &[Action::OneLine, Action::ResetOneLine, Action::ExportOneLinePdf, Action::ExportOneLineSvg],
        see: &[TopicId::FeederTree, TopicId::Loads, TopicId::Export, TopicId::Plan],
        ..panel(TopicId::OneLine, "One-line")
    },
    Topic {
        text: &[
            "Walls, rooms, devices and conduit runs of a level, over the architect's drawing. The wheel zooms at the cursor, held down it moves the plan. A box from left to right chooses what is inside, from right to left what it touches.",
            "While a tool waits for a point, a number can be typed. Findings are drawn as their cause.",
            "A route is a dashed ghost, checked, beside the shortest possible; where there is none, what stands in the way is shown. A leg dragged aside is pinned.",
        ],
        entries: &[
            ("@10',0", "From the last point; also in meters, @3.2m,0"),
            ("12<45", "Distance and angle"),
            ("10'-6\"", "So far toward the pointer"),
            ("Tab", "The next snap, or the next object"),
            ("Space", "The last tool again"),
            ("M, R, Delete", "Move, rotate, remove what is chosen"),
            ("C", "Put the chosen devices on a circuit"),
        ],
        actions: &[
            Action::ShowPlan,
            Action::TogglePlanPane,
            Action::PlanWall,
            Action::PlanOpening,
            Action::PlanRoom,
            Action::PlanArea,
            Action::PlanDevice,
            Action::PlanCircuit,
            Action::PlanHomeRun,
            Action::PlanMeasure,
            Action::PlanRoute,
            Action::PlanShowAll,
        ],
        see: &[TopicId::Properties, TopicId::Findings, TopicId::OneLine],
        ..panel(TopicId::Plan, "Floor plan")
    },
    Topic {
        text: &[
            "A waiver answers a finding with a reason, a name and a day. It holds for the facts it was given for, through renames and moves; when they change it turns stale and counts as open again, with what changed.",
            "A baseline marks the open findings of today as existing conditions. What is new or changes afterwards is told apart, and so is what is fixed.",
        ],
        actions: &[Action::WaiveFinding, Action::SetBaseline, Action::PruneBaseline, Action::ClearBaseline],
        see: &[TopicId::Findings, TopicId::Undo],
        ..panel(TopicId::Answers, "Waivers and the baseline")
    },
    Topic {
        text: &[
            "Load of each leg in VA and in amperes, all on one scale. The solid tick is the average of the legs, the dashed one the rating of the main. Legs are told by letter and pattern: A solid, B hatched, C lined.",
            "Amperes of a leg are those of its line conductor: line-to-line and three-phase loads count with their angle, so they are not simply VA over volts.",
        ],
        actions: &[Action::ToggleBasis, Action::Balance],
        see: &[TopicId::Score, TopicId::Neutral, TopicId::HighLeg, TopicId::Loads],
        ..panel(TopicId::PhaseBars, "Phase bars")
    },
    Topic {
        text: &[
            "How evenly the legs are loaded: score = 1 − (max − min) / max, where max and min are the largest and the smallest leg load. 1 is even; 0 means that a leg is empty. Three other formulas can be chosen, and the one in use is always named below the figure.",
            "The target is a property of the project. Below it the score carries a triangle, at or above it a check.",
        ],
        actions: &[Action::CycleMetric, Action::ToggleBasis, Action::Balance, Action::ProjectProperties],
        see: &[TopicId::Metrics, TopicId::PhaseBars, TopicId::Balance],
        ..panel(TopicId::Score, "Balance score")
    },
    Topic {
        text: &[
            "Percentages of unbalance from different sources are different formulas. These are the ones served, each turned into a score that is 1 when the legs are even:",
        ],
        entries: &[
            ("(max − min) / max", "1 − range over the largest leg; never below 0. The default"),
            ("(max − min) / average", "1 − range over the average leg"),
            ("max deviation / average", "1 − largest distance from the average, over the average"),
            ("neutral / average", "1 − neutral current over the average line-to-neutral current of a leg"),
        ],
        actions: &[Action::CycleMetric, Action::ProjectProperties],
        see: &[TopicId::Score, TopicId::Neutral],
        ..panel(TopicId::Metrics, "Balance metrics")
    },
    Topic {
        text: &[
            "Estimate of the neutral current from the line-to-neutral loads alone, as in-phase fundamental currents: √(a² + b² + c² − ab − bc − ca) on a three-phase wye, |a − b| on single-phase. Power factors and harmonics are not in it.",
            "It is not the neutral load a feeder is sized for, which is the largest unbalance with its own reductions.",
        ],
        actions: &[Action::CycleMetric, Action::ToggleBasis],
        cites: &[NEUTRAL_LOAD],
        see: &[TopicId::PhaseBars, TopicId::Multiwire],
        ..panel(TopicId::Neutral, "Neutral estimate")
    },
    Topic {
        text: &[
            "Connected is the load as installed. Demand is connected × the demand factor of each class, with the largest motor counted at 125 %. Design is demand + 25 % of the continuous load: the figure that conductors and devices are sized by.",
            "Factors follow the occupancy and floor area of the building; without them the notes say what is not applied. Feeders that carry a whole dwelling have the factors of dwellings.",
            "By leg, each class is spread in proportion; the Code knows demand only for the whole.",
        ],
        actions: &[Action::ToggleBasis, Action::ExportPdf],
        cites: &[Cite::Classes, Cite::Section("215.2(A)")],
        see: &[TopicId::ColumnClass, TopicId::SubFeed, TopicId::PhaseBars],
        ..panel(TopicId::Loads, "Connected, demand and design load")
    },
    Topic {
        text: &[
            "In a 240Δ/120 system one leg stands at about 208 V to neutral. It is B here, drawn with a triangle. A one-pole 120 V load does not belong on it, so balancing keeps it free of line-to-neutral loads.",
        ],
        actions: &[Action::PanelProperties, Action::Balance],
        cites: &[Cite::Section("110.15"), Cite::Section("408.3(E)"), Cite::Section("408.3(F)")],
        see: &[TopicId::PhaseBars, TopicId::Multiwire],
        ..panel(TopicId::HighLeg, "High leg")
    },
    Topic {
        text: &[
            "What the panelboard is: name, location, what feeds it, system, bus and main, slots, fault rating, mounting and enclosure. All of it is set in the panel's properties; what a change would break is refused there with its reason.",
        ],
        actions: &[Action::PanelProperties, Action::DuplicatePanel, Action::DeletePanel, Action::FeedTree],
        cites: &[Cite::Section("408.36")],
        see: &[TopicId::HighLeg, TopicId::FeederTree, TopicId::PanelStrip, TopicId::Properties],
        ..panel(TopicId::PanelHeader, "Panel header")
    },
    Topic {
        text: &[
            "Every panelboard of the project. A click shows it, a double click opens its properties, and a circuit dropped on a tab moves to that panel, its voltage checked first.",
        ],
        actions: &[Action::NextPanel, Action::PreviousPanel, Action::NewPanel, Action::MoveToPanel],
        see: &[TopicId::PanelHeader, TopicId::FeederTree],
        ..panel(TopicId::PanelStrip, "Panels of the project")
    },
    Topic {
        text: &[
            "Service, transformers and panelboards as they feed each other. Choose one to see and change its properties; a double click shows the panel's schedule. A panel cannot feed itself, not even by way of others.",
        ],
        actions: &[Action::FeedTree, Action::NewPanel, Action::PanelProperties],
        see: &[
            TopicId::SubFeed,
            TopicId::PanelHeader,
            TopicId::Properties,
            TopicId::Calculators,
            TopicId::OneLine,
        ],
        ..panel(TopicId::FeederTree, "Feeder tree")
    },
    Topic {
        text: &[
            "Every field that a rule or a calculation reads, for what is selected: a circuit or several, a panelboard with its feeder, a transformer, the service, the building, and what stands on the plan. The names at the top lead to what feeds it.",
            "Gray words in an empty field say what is assumed; the foot says why the field is asked. With several circuits selected, fields that differ say varies, and only what is typed changes, in one step. Fields that cannot matter for the object are hidden until asked for.",
        ],
        entries: &[
            ("Enter, Tab", "Take over what is typed"),
            ("Esc", "The old value again"),
            ("not said", "Nobody has said; the rules say undetermined, or what they assume"),
        ],
        actions: &[
            Action::Properties,
            Action::ToggleProperties,
            Action::PanelProperties,
            Action::ProjectProperties,
            Action::FeedTree,
        ],
        see: &[TopicId::FeederTree, TopicId::PanelHeader, TopicId::Schedule, TopicId::Undo],
        ..panel(TopicId::Properties, "Properties")
    },
    Topic {
        text: &[
            "Calculations of the Code on figures that you type: what is left empty and has a usual value is assumed, and the answer says so. Every result shows its steps with formula, values and section.",
            "Take from fills what the circuit under the cursor knows; Apply gives it the rating or size that came out, as one step to undo.",
        ],
        actions: &[Action::Calculators, Action::ExplainLoad],
        see: &[TopicId::Loads, TopicId::FeederTree, TopicId::Sizing],
        ..panel(TopicId::Calculators, "Calculators")
    },
    Topic {
        text: &[
            "Devices, conductors, equipment grounding conductors and raceways that the loads and lengths ask for, beside what is recorded. Nothing changes before the sizes are taken, and taking them is one step to undo.",
            "A size with a reason to keep it is an override: it is never changed, what depends on it follows it, and reports list it with the reason.",
        ],
        actions: &[Action::Size, Action::Undo],
        cites: &[
            Cite::Section("210.19(A)"),
            Cite::Section("240.4"),
            Cite::Section("240.6(A)"),
            Cite::Section("250.122"),
        ],
        see: &[TopicId::Calculators, TopicId::Loads],
        ..panel(TopicId::Sizing, "Size by calculation")
    },
    Topic {
        text: &[
            "Finds which circuits to move so that the legs are even. The search is exact: it says the best score possible with proof, or a bound and the gap to it. Every proposal is recomputed by an independent check before it is shown as verified.",
            "Now and proposed stand side by side. Nothing changes before the moves are accepted, and accepting them is one step to undo.",
        ],
        actions: &[Action::Balance, Action::BalanceSwapsOnly, Action::Undo],
        see: &[
            TopicId::BalanceOptions,
            TopicId::BalanceSides,
            TopicId::BalanceMoves,
            TopicId::BalanceAnswer,
            TopicId::LiveProposal,
            TopicId::Score,
        ],
        ..balance(TopicId::Balance, "Balance a panel")
    },
    Topic {
        text: &["What is looked for, and what must stay as it is. Each change asks again at once."],
        entries: &[
            ("Fewest moves", "The fewest moves that reach the target score"),
            ("Best score", "The best score there is, however many moves"),
            ("At most", "The best score of that many moves"),
            ("Target", "Score to reach, 0 to 1"),
            ("Metric", "Formula of the score"),
            ("No holes", "Circuits only change places; no slot falls empty between others"),
            ("Only onto spaces and spares", "No circuit is exchanged with another"),
            ("Use demand load", "Legs by demand instead of connected load"),
        ],
        actions: &[Action::ToggleLock, Action::ToggleGroup, Action::BalanceSwapsOnly],
        see: &[TopicId::Balance, TopicId::Metrics, TopicId::Lock, TopicId::KeepTogether],
        ..balance(TopicId::BalanceOptions, "Options of balancing")
    },
    Topic {
        text: &[
            "The panel as it is and as it would be, on one scale: leg loads, score, neutral estimate and largest deviation. Proposed follows every move that is taken or left out.",
        ],
        see: &[TopicId::PhaseBars, TopicId::Score, TopicId::Neutral],
        ..balance(TopicId::BalanceSides, "Now and proposed")
    },
    Topic {
        text: &[
            "The moves in order, each with its slots and phases, its own gain, and the score after it. Clear a box to leave a move out; Keep leaves that circuit where it is and searches again.",
            "Below them stands the best score of 0, 1, 2 … moves; press one to ask for exactly that.",
        ],
        see: &[TopicId::BalanceAnswer, TopicId::BalanceAccept, TopicId::BalanceOptions],
        ..balance(TopicId::BalanceMoves, "Moves of a proposal")
    },
    Topic {
        text: &[
            "Who answered and in what time, the result, whether the independent check passed it, and what is proven: the best score possible, and the fewest moves for the target. Where the search was cut short it says at least and at most instead of proven.",
            "A target that cannot be reached is said plainly, with the circuit or the rule that stands in the way.",
        ],
        see: &[TopicId::Balance, TopicId::BalanceOptions],
        ..balance(TopicId::BalanceAnswer, "Answer line")
    },
    Topic {
        text: &[
            "Carries out the moves whose boxes are set, as one step to undo. It is off while no move is taken, or while those taken do not fit together; the answer line says which.",
        ],
        actions: &[Action::Undo],
        see: &[TopicId::BalanceMoves, TopicId::Undo],
        ..balance(TopicId::BalanceAccept, "Accept moves")
    },
    Topic {
        text: &[
            "With a trained model installed, the panel in front is thought about after every edit, in the background. Its proposal lies over the schedule, violet and dashed, once the independent check has passed it; the plain algorithm's answer stands beside it. HRM are the model's own moves, HRM + search the same polished.",
            "Nothing moves by itself, and cursor and selection stay. Dismissed moves do not come again. A model that cannot be used is named with its reason in the status bar.",
            "A press on its name there shows its card. Beside it stands what followed the last edit, step by step, each with a switch.",
        ],
        actions: &[
            Action::AcceptProposal,
            Action::DismissProposal,
            Action::Balance,
            Action::ToggleProposals,
            Action::AfterEdit,
            Action::ModelCard,
        ],
        see: &[TopicId::Balance, TopicId::BalanceAnswer, TopicId::StatusBar, TopicId::Settings],
        ..balance(TopicId::LiveProposal, "Proposals of the trained model")
    },
];
