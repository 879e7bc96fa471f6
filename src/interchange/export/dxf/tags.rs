//! Groups of a code and a value, and the handles that every record has.

use crate::units::{PlanPoint, trimmed};

/// A DXF file under construction.
#[derive(Debug, Default)]
pub(super) struct Tags {
    out: String,
    last: u32,
}

/// Handles below it are given to nothing, so that fixed ones cannot be met.
const FIRST_HANDLE: u32 = 0x100;
/// The first handle that is free in every file, for programs that add to it.
pub(super) const HANDLE_SEED: &str = "FFFFFF";

impl Tags {
    /// Returns the next handle.
    pub fn handle(&mut self) -> String {
        self.last += 1;
        format!("{:X}", FIRST_HANDLE + self.last)
    }

    /// Writes a group of a text; what ASCII has no letter for is written by its number.
    pub fn text(&mut self, code: i16, value: &str) {
        self.out.push_str(&format!("{code:>3}\r\n"));
        for letter in value.chars() {
            match letter {
                letter if letter.is_control() => self.out.push(' '),
                letter if letter.is_ascii() => self.out.push(letter),
                letter => {
                    for unit in letter.encode_utf16(&mut [0; 2]) {
                        self.out.push_str(&format!("\\U+{unit:04X}"));
                    }
                }
            }
        }
        self.out.push_str("\r\n");
    }

    pub fn integer(&mut self, code: i16, value: i32) {
        self.text(code, &value.to_string());
    }

    /// Writes a number to a millionth; a number that is none as 0.
    pub fn real(&mut self, code: i16, value: f64) {
        let value = if value.is_finite() { value } else { 0.0 };
        let text = trimmed(value, 6);
        let text = if text.contains('.') { text } else { format!("{text}.0") };
        self.text(code, &text);
    }

    /// Writes a point in the plane: x, y and no height.
    pub fn point(&mut self, code: i16, p: PlanPoint) {
        self.real(code, p.x);
        self.real(code + 10, p.y);
        self.real(code + 20, 0.0);
    }

    /// Begins an entity: its kind, a handle, who owns it.
    pub fn entity(&mut self, kind: &str, owner: &str) {
        let handle = self.handle();
        self.text(0, kind);
        self.text(5, &handle);
        self.text(330, owner);
        self.text(100, "AcDbEntity");
    }

    pub fn section(&mut self, name: &str) {
        self.text(0, "SECTION");
        self.text(2, name);
    }

    pub fn end_section(&mut self) {
        self.text(0, "ENDSEC");
    }

    /// Ends the file.
    pub fn finish(mut self) -> Vec<u8> {
        self.text(0, "EOF");
        self.out.into_bytes()
    }
}
