//! Names of the icon glyphs in the two embedded Phosphor subsets.
//!
//! This list is the only one: `packaging/fonts.sh` reads the code points below and cuts the fonts to them, so a new icon is one line
//! here and one run of the script. Every glyph exists in both weights: draw it with the family `icons` (outline) or `icons-fill`
//! (severities, run states, toggles that are on). Electrical symbols are strokes drawn by their painter, never glyphs.

// Files and commands
pub const LIST: &str = "\u{e2f0}";
pub const FLOPPY_DISK: &str = "\u{e248}";
pub const FLOPPY_DISK_BACK: &str = "\u{eaf4}";
pub const FOLDER_OPEN: &str = "\u{e256}";
pub const FOLDER: &str = "\u{e24a}";
pub const FILE: &str = "\u{e230}";
pub const FILE_PLUS: &str = "\u{e236}";
pub const FILE_TEXT: &str = "\u{e23a}";
pub const FILE_CSV: &str = "\u{eb1c}";
pub const FILE_XLS: &str = "\u{eb22}";
pub const FILE_PDF: &str = "\u{e702}";
pub const FILE_SVG: &str = "\u{ed08}";
pub const FILE_ARROW_DOWN: &str = "\u{e232}";
pub const FILE_ARROW_UP: &str = "\u{e61e}";
pub const DOWNLOAD_SIMPLE: &str = "\u{e20c}";
pub const UPLOAD_SIMPLE: &str = "\u{e4c0}";
pub const EXPORT: &str = "\u{eaf0}";
pub const PRINTER: &str = "\u{e3dc}";
pub const COPY: &str = "\u{e1ca}";
pub const SCISSORS: &str = "\u{eae0}";
pub const CLIPBOARD_TEXT: &str = "\u{e198}";
pub const TRASH: &str = "\u{e4a6}";
pub const PENCIL_SIMPLE: &str = "\u{e3b4}";
pub const NOTE_PENCIL: &str = "\u{e34c}";
pub const NOTE: &str = "\u{e348}";
pub const PLUS: &str = "\u{e3d4}";
pub const MINUS: &str = "\u{e32a}";
pub const X: &str = "\u{e4f6}";
pub const CHECK: &str = "\u{e182}";
pub const COMMAND: &str = "\u{e1c4}";
pub const KEYBOARD: &str = "\u{e2d8}";
pub const MAGNIFYING_GLASS: &str = "\u{e30c}";
pub const FUNNEL: &str = "\u{e266}";
pub const GEAR: &str = "\u{e270}";
pub const SLIDERS_HORIZONTAL: &str = "\u{e434}";
pub const DOTS_THREE: &str = "\u{e1fe}";
pub const DOTS_THREE_VERTICAL: &str = "\u{e208}";
pub const DOTS_SIX_VERTICAL: &str = "\u{eae2}";

// Arrows
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
pub const ARROW_CLOCKWISE: &str = "\u{e036}";
pub const ARROW_U_UP_LEFT: &str = "\u{e08a}";
pub const ARROW_U_UP_RIGHT: &str = "\u{e08c}";
pub const ARROW_LEFT: &str = "\u{e058}";
pub const ARROW_RIGHT: &str = "\u{e06c}";
pub const ARROW_UP: &str = "\u{e08e}";
pub const ARROW_DOWN: &str = "\u{e03e}";
pub const ARROW_BEND_DOWN_RIGHT: &str = "\u{e01a}";
pub const ARROW_BEND_UP_LEFT: &str = "\u{e024}";
pub const ARROW_ELBOW_DOWN_LEFT: &str = "\u{e044}";
pub const ARROWS_CLOCKWISE: &str = "\u{e094}";
pub const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
pub const ARROWS_DOWN_UP: &str = "\u{e098}";
pub const ARROWS_OUT: &str = "\u{e0a2}";
pub const ARROWS_IN: &str = "\u{e09a}";
pub const ARROWS_SPLIT: &str = "\u{ed3c}";
pub const SWAP: &str = "\u{e83c}";
pub const CARET_DOWN: &str = "\u{e136}";
pub const CARET_UP: &str = "\u{e13c}";
pub const CARET_RIGHT: &str = "\u{e13a}";
pub const CARET_LEFT: &str = "\u{e138}";
pub const CARET_UP_DOWN: &str = "\u{e140}";
pub const ARROW_SQUARE_OUT: &str = "\u{e5de}";

// States
pub const WARNING: &str = "\u{e4e0}";
pub const WARNING_OCTAGON: &str = "\u{e4e4}";
pub const WARNING_CIRCLE: &str = "\u{e4e2}";
pub const QUESTION: &str = "\u{e3e8}";
pub const INFO: &str = "\u{e2ce}";
pub const CHECK_CIRCLE: &str = "\u{e184}";
pub const SEAL_CHECK: &str = "\u{e606}";
pub const PROHIBIT: &str = "\u{e3de}";
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{e1a0}";
pub const CLOCK: &str = "\u{e19a}";
pub const X_CIRCLE: &str = "\u{e4f8}";
pub const LOCK_SIMPLE: &str = "\u{e308}";
pub const LOCK_SIMPLE_OPEN: &str = "\u{e30a}";
pub const PUSH_PIN: &str = "\u{e3e2}";
pub const EYE: &str = "\u{e220}";
pub const EYE_SLASH: &str = "\u{e224}";
pub const FLAG: &str = "\u{e244}";
pub const CROWN: &str = "\u{e614}";
pub const HOURGLASS: &str = "\u{e2b2}";
pub const CIRCLE: &str = "\u{e18a}";

// Views and things of the trade
pub const SCALES: &str = "\u{e750}";
pub const TABLE: &str = "\u{e476}";
pub const TREE_STRUCTURE: &str = "\u{e67c}";
pub const COLUMNS: &str = "\u{e546}";
pub const ROWS: &str = "\u{e5a2}";
pub const SQUARE_SPLIT_HORIZONTAL: &str = "\u{e870}";
pub const STACK: &str = "\u{e466}";
pub const LIST_BULLETS: &str = "\u{e2f2}";
pub const LIST_CHECKS: &str = "\u{eadc}";
pub const MAP_TRIFOLD: &str = "\u{e31a}";
pub const BLUEPRINT: &str = "\u{eda0}";
pub const LIGHTNING: &str = "\u{e2de}";
pub const PLUG: &str = "\u{e946}";
pub const PLUG_CHARGING: &str = "\u{eb5c}";
pub const LIGHTBULB: &str = "\u{e2dc}";
pub const THERMOMETER: &str = "\u{e5c6}";
pub const FAN: &str = "\u{e9f2}";
pub const ENGINE: &str = "\u{ea80}";
pub const HOUSE: &str = "\u{e2c2}";
pub const BUILDINGS: &str = "\u{e102}";
pub const WAREHOUSE: &str = "\u{ecd4}";
pub const PATH: &str = "\u{e39c}";
pub const RULER: &str = "\u{e6b8}";
pub const CURSOR_CLICK: &str = "\u{e7c8}";
pub const SELECTION: &str = "\u{e69a}";
pub const CROSSHAIR: &str = "\u{e1d6}";
pub const HASH: &str = "\u{e2a2}";
pub const FUNCTION: &str = "\u{ebe4}";
pub const CHART_LINE: &str = "\u{e154}";
pub const CHART_BAR: &str = "\u{e150}";
pub const DATABASE: &str = "\u{e1de}";
pub const CPU: &str = "\u{e610}";
pub const BRAIN: &str = "\u{e74e}";
pub const GRADUATION_CAP: &str = "\u{e62c}";
pub const WRENCH: &str = "\u{e5d4}";
pub const MAGIC_WAND: &str = "\u{e6b6}";
pub const SPARKLE: &str = "\u{e6a2}";
pub const GAUGE: &str = "\u{e628}";
pub const CUBE: &str = "\u{e1da}";
pub const TAG: &str = "\u{e478}";
pub const LINK_SIMPLE: &str = "\u{e2e6}";
pub const USER: &str = "\u{e4c2}";
pub const USERS: &str = "\u{e4d6}";
pub const SIGMA: &str = "\u{eab8}";

// The plan
pub const CURSOR: &str = "\u{e1dc}";
pub const HAND: &str = "\u{e298}";
pub const WALL: &str = "\u{e688}";
pub const DOOR_OPEN: &str = "\u{e7e6}";
pub const POLYGON: &str = "\u{e6d0}";
pub const BOUNDING_BOX: &str = "\u{e6ce}";
pub const FRAME_CORNERS: &str = "\u{e626}";
pub const MAGNIFYING_GLASS_PLUS: &str = "\u{e310}";
pub const GRID_FOUR: &str = "\u{e296}";
pub const MAGNET: &str = "\u{e680}";
pub const DOTS_NINE: &str = "\u{e1fc}";
pub const PERSPECTIVE: &str = "\u{ebe6}";
pub const ARROWS_OUT_CARDINAL: &str = "\u{e0a4}";

// The window
pub const BOOK_OPEN: &str = "\u{e0e6}";
pub const LIFEBUOY: &str = "\u{e63a}";
pub const SUN: &str = "\u{e472}";
pub const MOON: &str = "\u{e330}";
pub const CIRCLE_HALF: &str = "\u{e18c}";
pub const TEXT_AA: &str = "\u{e6ee}";
pub const MONITOR: &str = "\u{e32e}";
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
pub const CORNERS_OUT: &str = "\u{e1d0}";
pub const PLAY: &str = "\u{e3d0}";
pub const PAUSE: &str = "\u{e39e}";
pub const STOP: &str = "\u{e46c}";
pub const CALCULATOR: &str = "\u{e538}";
pub const BOOKMARK_SIMPLE: &str = "\u{e0ea}";
pub const BELL: &str = "\u{e0ce}";
pub const STAR: &str = "\u{e46a}";

/// Every glyph with its name, for the gallery, the help page and the test below.
pub const ALL: &[(&str, &str)] = &[
    ("list", LIST),
    ("floppy-disk", FLOPPY_DISK),
    ("floppy-disk-back", FLOPPY_DISK_BACK),
    ("folder-open", FOLDER_OPEN),
    ("folder", FOLDER),
    ("file", FILE),
    ("file-plus", FILE_PLUS),
    ("file-text", FILE_TEXT),
    ("file-csv", FILE_CSV),
    ("file-xls", FILE_XLS),
    ("file-pdf", FILE_PDF),
    ("file-svg", FILE_SVG),
    ("file-arrow-down", FILE_ARROW_DOWN),
    ("file-arrow-up", FILE_ARROW_UP),
    ("download-simple", DOWNLOAD_SIMPLE),
    ("upload-simple", UPLOAD_SIMPLE),
    ("export", EXPORT),
    ("printer", PRINTER),
    ("copy", COPY),
    ("scissors", SCISSORS),
    ("clipboard-text", CLIPBOARD_TEXT),
    ("trash", TRASH),
    ("pencil-simple", PENCIL_SIMPLE),
    ("note-pencil", NOTE_PENCIL),
    ("note", NOTE),
    ("plus", PLUS),
    ("minus", MINUS),
    ("x", X),
    ("check", CHECK),
    ("command", COMMAND),
    ("keyboard", KEYBOARD),
    ("magnifying-glass", MAGNIFYING_GLASS),
    ("funnel", FUNNEL),
    ("gear", GEAR),
    ("sliders-horizontal", SLIDERS_HORIZONTAL),
    ("dots-three", DOTS_THREE),
    ("dots-three-vertical", DOTS_THREE_VERTICAL),
    ("dots-six-vertical", DOTS_SIX_VERTICAL),
    ("arrow-counter-clockwise", ARROW_COUNTER_CLOCKWISE),
    ("arrow-clockwise", ARROW_CLOCKWISE),
    ("arrow-u-up-left", ARROW_U_UP_LEFT),
    ("arrow-u-up-right", ARROW_U_UP_RIGHT),
    ("arrow-left", ARROW_LEFT),
    ("arrow-right", ARROW_RIGHT),
    ("arrow-up", ARROW_UP),
    ("arrow-down", ARROW_DOWN),
    ("arrow-bend-down-right", ARROW_BEND_DOWN_RIGHT),
    ("arrow-bend-up-left", ARROW_BEND_UP_LEFT),
    ("arrow-elbow-down-left", ARROW_ELBOW_DOWN_LEFT),
    ("arrows-clockwise", ARROWS_CLOCKWISE),
    ("arrows-left-right", ARROWS_LEFT_RIGHT),
    ("arrows-down-up", ARROWS_DOWN_UP),
    ("arrows-out", ARROWS_OUT),
    ("arrows-in", ARROWS_IN),
    ("arrows-split", ARROWS_SPLIT),
    ("swap", SWAP),
    ("caret-down", CARET_DOWN),
    ("caret-up", CARET_UP),
    ("caret-right", CARET_RIGHT),
    ("caret-left", CARET_LEFT),
    ("caret-up-down", CARET_UP_DOWN),
    ("arrow-square-out", ARROW_SQUARE_OUT),
    ("warning", WARNING),
    ("warning-octagon", WARNING_OCTAGON),
    ("warning-circle", WARNING_CIRCLE),
    ("question", QUESTION),
    ("info", INFO),
    ("check-circle", CHECK_CIRCLE),
    ("seal-check", SEAL_CHECK),
    ("prohibit", PROHIBIT),
    ("clock-counter-clockwise", CLOCK_COUNTER_CLOCKWISE),
    ("clock", CLOCK),
    ("x-circle", X_CIRCLE),
    ("lock-simple", LOCK_SIMPLE),
    ("lock-simple-open", LOCK_SIMPLE_OPEN),
    ("push-pin", PUSH_PIN),
    ("eye", EYE),
    ("eye-slash", EYE_SLASH),
    ("flag", FLAG),
    ("crown", CROWN),
    ("hourglass", HOURGLASS),
    ("circle", CIRCLE),
    ("scales", SCALES),
    ("table", TABLE),
    ("tree-structure", TREE_STRUCTURE),
    ("columns", COLUMNS),
    ("rows", ROWS),
    ("square-split-horizontal", SQUARE_SPLIT_HORIZONTAL),
    ("stack", STACK),
    ("list-bullets", LIST_BULLETS),
    ("list-checks", LIST_CHECKS),
    ("map-trifold", MAP_TRIFOLD),
    ("blueprint", BLUEPRINT),
    ("lightning", LIGHTNING),
    ("plug", PLUG),
    ("plug-charging", PLUG_CHARGING),
    ("lightbulb", LIGHTBULB),
    ("thermometer", THERMOMETER),
    ("fan", FAN),
    ("engine", ENGINE),
    ("house", HOUSE),
    ("buildings", BUILDINGS),
    ("warehouse", WAREHOUSE),
    ("path", PATH),
    ("ruler", RULER),
    ("cursor-click", CURSOR_CLICK),
    ("selection", SELECTION),
    ("crosshair", CROSSHAIR),
    ("hash", HASH),
    ("function", FUNCTION),
    ("chart-line", CHART_LINE),
    ("chart-bar", CHART_BAR),
    ("database", DATABASE),
    ("cpu", CPU),
    ("brain", BRAIN),
    ("graduation-cap", GRADUATION_CAP),
    ("wrench", WRENCH),
    ("magic-wand", MAGIC_WAND),
    ("sparkle", SPARKLE),
    ("gauge", GAUGE),
    ("cube", CUBE),
    ("tag", TAG),
    ("link-simple", LINK_SIMPLE),
    ("user", USER),
    ("users", USERS),
    ("sigma", SIGMA),
    ("cursor", CURSOR),
    ("hand", HAND),
    ("wall", WALL),
    ("door-open", DOOR_OPEN),
    ("polygon", POLYGON),
    ("bounding-box", BOUNDING_BOX),
    ("frame-corners", FRAME_CORNERS),
    ("magnifying-glass-plus", MAGNIFYING_GLASS_PLUS),
    ("grid-four", GRID_FOUR),
    ("magnet", MAGNET),
    ("dots-nine", DOTS_NINE),
    ("perspective", PERSPECTIVE),
    ("arrows-out-cardinal", ARROWS_OUT_CARDINAL),
    ("book-open", BOOK_OPEN),
    ("lifebuoy", LIFEBUOY),
    ("sun", SUN),
    ("moon", MOON),
    ("circle-half", CIRCLE_HALF),
    ("text-aa", TEXT_AA),
    ("monitor", MONITOR),
    ("sidebar-simple", SIDEBAR_SIMPLE),
    ("corners-out", CORNERS_OUT),
    ("play", PLAY),
    ("pause", PAUSE),
    ("stop", STOP),
    ("calculator", CALCULATOR),
    ("bookmark-simple", BOOKMARK_SIMPLE),
    ("bell", BELL),
    ("star", STAR),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::theme::face_bytes;

    #[test]
    fn every_icon_is_in_both_embedded_fonts() {
        for name in ["phosphor", "phosphor-fill"] {
            let face = rustybuzz::Face::from_slice(face_bytes(name), 0).expect("a font");
            for (icon, glyph) in ALL {
                let mut letters = glyph.chars();
                let letter = letters.next().expect("a glyph");
                assert_eq!(letters.next(), None, "{icon} is one glyph");
                let picture = face.glyph_index(letter).and_then(|index| face.glyph_bounding_box(index));
                assert!(picture.is_some(), "{icon} in {name} has a picture");
            }
        }
    }

    #[test]
    fn icons_stand_where_they_are_drawn() {
        let face = rustybuzz::Face::from_slice(face_bytes("phosphor"), 0).expect("a font");
        for (icon, glyph) in ALL {
            let index =
                glyph.chars().next().and_then(|letter| face.glyph_index(letter)).expect("in the font");
            let bearing = face.glyph_hor_side_bearing(index);
            assert_eq!(bearing, face.glyph_bounding_box(index).map(|bounds| bounds.x_min), "{icon}");
        }
    }

    #[test]
    fn no_two_icons_share_a_glyph() {
        let distinct: std::collections::BTreeSet<&str> = ALL.iter().map(|(_, glyph)| *glyph).collect();
        assert_eq!(distinct.len(), ALL.len());
    }
}
