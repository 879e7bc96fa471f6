//! Text files that are no tables, told by their looks: YAML, JSON, HTML, XML, RON, programs.

/// Lines looked at.
const LINES: usize = 200;

/// Returns what a text is when it is no table.
pub(in crate::interchange) fn refuse_text(text: &str, name: &str) -> Option<&'static str> {
    let head = text.trim_start();
    let low: String = head.chars().take(400).collect::<String>().to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if low.starts_with("<!doctype html")
        || low.starts_with("<html")
        || low.contains("<table")
        || low.contains("<body")
    {
        return Some("an HTML page");
    }
    if low.starts_with("<?xml") || (low.starts_with('<') && head.trim_end().ends_with('>')) {
        return Some("XML");
    }
    if (head.starts_with('{') && head.trim_end().ends_with('}')) || ending == "json" || is_json_array(head) {
        return Some("JSON");
    }
    if ending == "yaml" || ending == "yml" || looks_like_yaml(head) {
        return Some("YAML");
    }
    if ending == "ron" || (head.starts_with('(') && head.trim_end().ends_with(')')) {
        return Some("RON; a project of this program is opened, not imported");
    }
    None
}

fn is_json_array(text: &str) -> bool {
    let inner = text.strip_prefix('[').map(str::trim_start);
    inner.is_some_and(|rest| rest.starts_with(['{', '[', '"']) && text.trim_end().ends_with(']'))
}

/// Most lines are `key:`, `key: value` or `- item`, and none holds a separator of tables.
fn looks_like_yaml(text: &str) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .take(LINES)
        .collect();
    if lines.len() < 3 {
        return false;
    }
    let keyed = lines.iter().filter(|line| is_yaml_line(line)).count();
    let indented = lines.iter().filter(|line| line.starts_with(' ')).count();
    let tabbed = lines.iter().filter(|line| line.contains(['\t', ';'])).count();
    keyed * 10 >= lines.len() * 8 && indented > 0 && tabbed * 10 < lines.len()
}

fn is_yaml_line(line: &str) -> bool {
    let line = line.trim_start();
    let body = line.strip_prefix("- ").unwrap_or(line);
    let keyed = body.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key.len() <= 60
            && !key.contains(',')
            && key.chars().all(|c| c.is_alphanumeric() || "_-. '\"".contains(c))
            && (rest.is_empty() || rest.starts_with(' '))
    });
    keyed || line.starts_with("- ") || line == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_not_taken_for_anything_else() {
        for text in [
            "ckt,VA\n1,2\n",
            "PANEL: LP-1\nVOLTAGE: 208Y/120\nMAIN: 125A\nckt,desc,VA\n1,A,20\n2,B,30\n3,C,40\n4,D,10\n",
            "[LP-1],x\n1,2\n",
            "(SPARE),20\n1,2\n",
        ] {
            assert_eq!(refuse_text(text, "a.csv"), None, "{text}");
        }
    }
}
