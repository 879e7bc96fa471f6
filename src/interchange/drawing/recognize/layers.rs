//! What a layer is for, by its name: the national layer standards of several countries and plain words.

use crate::domain::drawing::Drawing;

/// What a layer is for, as far as walls and rooms are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerUse {
    Wall,
    Window,
    Door,
    Other,
}

/// Words for walls: English, French, German, Spanish and Portuguese, Italian, Dutch, Swedish, Russian.
const WALL: &[&str] = &[
    "wall",
    "mur",
    "wand",
    "wände",
    "muro",
    "pared",
    "muren",
    "vägg",
    "стена",
    "стены",
    "cloison",
    "tabique",
    "partition",
];
const WINDOW: &[&str] = &[
    "glaz", "window", "windows", "fenster", "fenetre", "fenêtre", "ventana", "janela", "okno", "окно",
    "окна", "finestra",
];
const DOOR: &[&str] = &["door", "doors", "tür", "tuer", "porte", "puerta", "porta", "дверь", "двери"];
/// Wall layers that hold no faces of walls.
const NOT_FACES: &[&str] = &[
    "patt",
    "hatch",
    "hatching",
    "fill",
    "iden",
    "text",
    "anno",
    "dims",
    "note",
    "head",
    "above",
    "tag",
    "schraffur",
    "poche",
    "elev",
];

/// Returns what each layer is for, by place.
pub fn layer_uses(drawing: &Drawing) -> Vec<LayerUse> {
    drawing.layers.iter().map(|layer| use_of(&layer.name)).collect()
}

/// Returns the layers of one use.
pub(super) fn of_use(uses: &[LayerUse], wanted: LayerUse) -> Vec<usize> {
    uses.iter().enumerate().filter(|(_, found)| **found == wanted).map(|(layer, _)| layer).collect()
}

fn use_of(name: &str) -> LayerUse {
    let low = name.to_lowercase();
    let words: Vec<&str> =
        low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "WALLS", "wall2", "exteriorwalls": a long word may end one, "mur" may not.
    let has = |list: &[&str]| {
        list.iter().any(|wanted| {
            words.iter().any(|word| {
                let plain = word.trim_end_matches(|c: char| c.is_ascii_digit());
                let one = plain.strip_suffix('s').unwrap_or(plain);
                plain == *wanted || one == *wanted || (wanted.len() > 3 && one.ends_with(wanted))
            })
        })
    };
    if has(NOT_FACES) {
        return LayerUse::Other;
    }
    // Doors and windows stand on layers such as A-WALL-DOOR too.
    if has(DOOR) {
        LayerUse::Door
    } else if has(WINDOW) {
        LayerUse::Window
    } else if has(WALL) {
        LayerUse::Wall
    } else {
        LayerUse::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_told_by_their_names() {
        for (name, expected) in [
            ("A-WALL", LayerUse::Wall),
            ("Walls", LayerUse::Wall),
            ("A-WALL-FULL", LayerUse::Wall),
            ("A-WALL-PATT", LayerUse::Other),
            ("MUR PORTEUR", LayerUse::Wall),
            ("murs", LayerUse::Wall),
            ("MURAL ART", LayerUse::Other),
            ("Außenwand", LayerUse::Wall),
            ("A-GLAZ", LayerUse::Window),
            ("A-DOOR-IDEN", LayerUse::Other),
            ("xref$0$A-DOOR", LayerUse::Door),
            ("0", LayerUse::Other),
            ("FURNITURE", LayerUse::Other),
        ] {
            assert_eq!(use_of(name), expected, "{name}");
        }
    }
}
