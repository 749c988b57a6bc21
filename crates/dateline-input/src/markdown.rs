//! Markdown with front matter: `---` lines around `key: value`, or `+++` lines
//! around `key = value`. Only values on one line are read.

use crate::draft::Draft;
use crate::options::{self, FieldMap};

const LOOKED: &str = "the front matter gives none";

/// Reads one note.
pub(crate) fn read(text: &str, map: &FieldMap, mut draft: Draft) -> Draft {
    draft.looked = LOOKED;
    let lead = text.trim_start_matches('\u{feff}').trim_start();
    let fence = if lead.starts_with("---") {
        Some(("---", ':'))
    } else if lead.starts_with("+++") {
        Some(("+++", '='))
    } else {
        None
    };
    let Some((fence, parting)) = fence else {
        draft.looked = "no front matter ('---' lines around 'date: YYYY-MM-DD') gives one";
        draft.text = plain(lead);
        take_heading(&mut draft);
        return draft;
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut at = lead.find('\n').map_or(lead.len(), |n| n + 1);
    loop {
        let line_end = lead[at..].find('\n').map_or(lead.len(), |n| at + n + 1);
        let line = lead[at..line_end].trim_end();
        at = line_end;
        if line == fence || (fence == "---" && line == "...") || at >= lead.len() {
            break;
        }
        if let Some((key, value)) = line.split_once(parting) {
            let value = value.trim();
            let bare = value
                .strip_prefix('"')
                .and_then(|v| v.strip_suffix('"'))
                .or_else(|| value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')))
                .unwrap_or(value);
            fields.push((key.trim().to_ascii_lowercase(), bare.to_owned()));
        }
    }
    let get = |field: usize| {
        map.names(field).iter().find_map(|name| {
            fields
                .iter()
                .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty())
                .map(|(_, value)| value.clone())
        })
    };
    draft.date = get(options::DATE);
    draft.title = get(options::TITLE);
    draft.source = get(options::SOURCE);
    draft.url = get(options::URL);
    draft.language = get(options::LANGUAGE);
    if let Some(id) = get(options::ID) {
        draft.name = id;
    }
    draft.text = plain(&lead[at..]);
    take_heading(&mut draft);
    draft
}

/// The first heading is the title where no other is given.
fn take_heading(draft: &mut Draft) {
    if draft.title.is_some() {
        return;
    }
    let lead = draft.text.trim_start();
    if let Some(rest) = lead.strip_prefix("# ") {
        let (line, rest) = rest.split_once('\n').unwrap_or((rest, ""));
        draft.title = Some(line.trim().to_owned());
        draft.text = rest.to_owned();
    }
}

/// Links become their words, emphasis marks go; all else stays.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*', '_', '!', '`']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let link = |t: &str| {
            let close = t.find("](")?;
            let inner = t.get(1..close)?;
            let end = t[close..].find(')')? + close;
            (!inner.contains(['[', '\n']) && close < 300).then(|| (inner.to_owned(), end + 1))
        };
        let head = tail.chars().next().unwrap_or(' ');
        match head {
            '[' => match link(
                tail.get(..tail.len().min(floor(tail, 1000)))
                    .unwrap_or(tail),
            ) {
                Some((words, end)) => {
                    out.push_str(&words);
                    rest = &tail[end..];
                }
                None => {
                    out.push('[');
                    rest = &tail[1..];
                }
            },
            '*' | '`' => rest = tail.trim_start_matches(head),
            '_' => {
                let inside_word = out.ends_with(char::is_alphanumeric)
                    && tail[1..].starts_with(char::is_alphanumeric);
                if inside_word {
                    out.push('_');
                }
                rest = &tail[1..];
            }
            _ => {
                if !tail.starts_with("![") {
                    out.push('!');
                }
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The last character boundary up to `n` bytes.
fn floor(text: &str, n: usize) -> usize {
    let mut n = n.min(text.len());
    while !text.is_char_boundary(n) {
        n -= 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn one(text: &str) -> crate::Outcome {
        read(text, &FieldMap::default(), Draft::default()).finish(&Options::default())
    }

    #[test]
    fn ok_front_matter_gives_the_fields() {
        let report = one("---\ntitle: \"Envoys: a meeting\"\ndate: 2020-03-04\nsource: Wire\ntags: [a, b]\n---\n\nThe **envoys** met in [Geneva](http://x.invalid/y).\n")
            .expect("a report");
        assert_eq!(report.title.as_deref(), Some("Envoys: a meeting"));
        assert_eq!(report.text, "The envoys met in Geneva.");
        let toml =
            one("+++\ndate = 2020-03-04\n+++\n# Envoys meet\n\nThey met.").expect("a report");
        assert_eq!(toml.title.as_deref(), Some("Envoys meet"));
        assert_eq!(toml.text, "They met.");
    }

    #[test]
    fn err_no_front_matter_is_no_date() {
        assert!(
            one("# Envoys\n\nThey met.")
                .expect_err("refused")
                .reason
                .contains("front matter")
        );
    }
}
