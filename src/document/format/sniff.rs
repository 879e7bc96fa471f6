//! What kind of file this is, and which version, before it is read as a whole.
//!
//! The version is looked for by hand, so that a newer file is told apart even when its syntax is news to this program.

use crate::document::format::FormatError;

/// Returns bytes as text, or says in words what they are instead.
pub(super) fn text<'b>(bytes: &'b [u8], name: &str) -> Result<&'b str, FormatError> {
    let other =
        |kind: &'static str, hint: &'static str| FormatError::OtherKind { name: name.to_owned(), kind, hint };
    let import = "use File ▸ Import for schedules and drawings";
    let as_utf8 = "save it again as UTF-8";
    match bytes {
        [] => return Err(FormatError::Empty { name: name.to_owned() }),
        [b'P', b'K', 3, 4, ..] => return Err(other("a ZIP archive or an Excel or ODS workbook", import)),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(other("an old Excel workbook", import)),
        [b'%', b'P', b'D', b'F', ..] => return Err(other("a PDF", import)),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => return Err(other("a picture", import)),
        [b'A', b'C', b'1', b'0', ..] => return Err(other("an AutoCAD drawing", import)),
        [0x1f, 0x8b, ..] => return Err(other("a compressed file", "unpack it first")),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(other("UTF-16 text", as_utf8)),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(other("no text, or UTF-16 text without its mark", as_utf8)),
        Ok(text) => Ok(text),
        Err(_) => {
            Err(other("no UTF-8 text, or a damaged file", "look for its .bak copy, or save it as UTF-8"))
        }
    }
}

/// Returns the version a file says it has.
pub(super) fn version(text: &str, name: &str) -> Result<u32, FormatError> {
    if text.trim().is_empty() {
        return Err(FormatError::Empty { name: name.to_owned() });
    }
    let mut rest = skip_blank(text);
    while let Some(attribute) = rest.strip_prefix("#!") {
        let Some((_, after)) = attribute.split_once(']') else { return Err(no_project(text, rest, name)) };
        rest = skip_blank(after);
    }
    let inside = rest.strip_prefix('(').map(skip_blank).ok_or_else(|| no_project(text, rest, name))?;
    let after_key = inside.strip_prefix("version").map(skip_blank).and_then(|r| r.strip_prefix(':'));
    let number = after_key.map(skip_blank).ok_or_else(|| no_project(text, inside, name))?;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let whole = !skip_blank(number.get(digits.len()..).unwrap_or_default()).is_empty();
    match digits.parse() {
        Ok(0) => Err(FormatError::NoSuchVersion { name: name.to_owned(), version: 0 }),
        // The number may go on after the place where the file was cut.
        Ok(version) if whole => Ok(version),
        Ok(_) => Err(truncated(text, name).unwrap_or_else(|| no_project(text, number, name))),
        Err(_) => Err(no_project(text, number, name)),
    }
}

/// Skips white space and comments.
fn skip_blank(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return rest;
        }
        .trim_start();
    }
}

fn no_project(text: &str, rest: &str, name: &str) -> FormatError {
    if rest.is_empty()
        && let Some(error) = truncated(text, name)
    {
        return error;
    }
    let before = text.get(..text.len() - rest.len()).unwrap_or_default();
    let (line, column) = place(before);
    let found: String = rest.chars().take_while(|c| *c != '\n').take(24).collect();
    let found =
        if found.is_empty() { "the end of the file".to_owned() } else { format!("`{}`", found.trim_end()) };
    FormatError::NotAProject { name: name.to_owned(), line, column, found }
}

/// Returns line and column, both from 1, of the end of a text.
pub(super) fn place(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Says that a file was cut short, if some bracket or string is still open at its end.
pub(super) fn truncated(text: &str, name: &str) -> Option<FormatError> {
    let open_line = innermost_open(text)?;
    let (line, _) = place(text.trim_end());
    Some(FormatError::Truncated { name: name.to_owned(), line, open_line })
}

/// Returns the line of the innermost bracket that is open at the end. Strings, and comments in which brackets count
/// for nothing, are stepped over.
fn innermost_open(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut line = 1;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => line += 1,
            '(' | '[' | '{' => open.push(line),
            ')' | ']' | '}' => {
                open.pop();
            }
            '"' => {
                let opened = line;
                loop {
                    match chars.next() {
                        Some('\\') => {
                            chars.next();
                        }
                        Some('\n') => line += 1,
                        Some('"') => break,
                        Some(_) => {}
                        None => return Some(opened),
                    }
                }
            }
            '/' if chars.peek() == Some(&'/') => {
                for c in chars.by_ref() {
                    if c == '\n' {
                        line += 1;
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    open.pop()
}
