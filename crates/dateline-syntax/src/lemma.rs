//! Dictionary forms: a table of endings by tag, the longest ending wins. The
//! table says in its header how it is read and from what it was made.

use crate::Xpos;
use crate::model::ModelError;
use crate::model::features::plain;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug)]
enum Case {
    Lower,
    Keep,
    Capital,
}

#[derive(Clone, Debug)]
struct Rule {
    case: Case,
    strip: usize,
    append: Box<str>,
}

/// Endings of one tag and case class.
type Endings = HashMap<Box<str>, Rule>;

/// The table.
#[derive(Debug)]
pub(crate) struct Lemmas {
    /// Two for each tag: words that begin small or a sentence, and others.
    by_tag: Vec<Option<Endings>>,
}

/// Tags of words that are no names, however they are written.
fn is_plain(tag: Xpos) -> bool {
    use Xpos::{Nns, Prp, PrpS, Rb, Rbr, Rbs, Vb, Vbd, Vbg, Vbn, Vbp, Vbz};
    matches!(
        tag,
        Vb | Vbd | Vbg | Vbn | Vbp | Vbz | Nns | Prp | PrpS | Rb | Rbr | Rbs
    )
}

fn key(tag: Xpos, title: bool) -> usize {
    2 * tag as usize + usize::from(title)
}

impl Lemmas {
    /// Reads the table.
    pub fn open(table: &str) -> Result<Self, ModelError> {
        let mut by_tag: Vec<Option<Endings>> = vec![None; 2 * Xpos::ALL.len()];
        for line in table
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let wrong = || {
                ModelError(format!(
                    "has a line of lemmas that cannot be read: '{line}'"
                ))
            };
            let columns: Vec<&str> = line.split('\t').collect();
            let [tag, ending, case, strip, append] = columns[..] else {
                return Err(wrong());
            };
            let (tag, class) = tag.rsplit_once('/').ok_or_else(wrong)?;
            let tag = Xpos::parse(tag).ok_or_else(wrong)?;
            let case = match case {
                "L" => Case::Lower,
                "K" => Case::Keep,
                "C" => Case::Capital,
                _ => return Err(wrong()),
            };
            let rule = Rule {
                case,
                strip: strip.parse().map_err(|_| wrong())?,
                append: append.into(),
            };
            by_tag[key(tag, class == "t")]
                .get_or_insert_with(HashMap::new)
                .insert(ending.into(), rule);
        }
        Ok(Self { by_tag })
    }

    /// The dictionary form of a word with a tag. `first` is true for the
    /// first word of its sentence; `buffer` is scratch.
    pub fn lemma(&self, form: &str, tag: Xpos, first: bool, buffer: &mut String) -> String {
        if !form.chars().any(char::is_alphanumeric) {
            return form.to_string();
        }
        let word = plain(form);
        buffer.clear();
        buffer.push('^');
        if word.is_ascii() {
            buffer.push_str(&word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.push_str(&word.to_lowercase());
        }
        let title = !first
            && !is_plain(tag)
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase);
        let Some(endings) = &self.by_tag[key(tag, title)] else {
            return match tag {
                Xpos::Nnp | Xpos::Nnps | Xpos::Add | Xpos::Fw | Xpos::Gw => word.into_owned(),
                _ => buffer[1..].to_string(),
            };
        };
        // A word of many letters needs no more than its last ones.
        const LONGEST: usize = 40;
        let skip = buffer.len().saturating_sub(LONGEST);
        let rule = buffer
            .char_indices()
            .map(|(at, _)| at)
            .chain([buffer.len()])
            .filter(|&at| at == 0 || at >= skip)
            .find_map(|at| endings.get(&buffer[at..]));
        match rule {
            Some(rule) => apply(rule, &word, &buffer[1..]),
            None => buffer[1..].to_string(),
        }
    }
}

fn apply(rule: &Rule, word: &str, low: &str) -> String {
    let mut out = match rule.case {
        Case::Lower => low.to_string(),
        Case::Keep => word.to_string(),
        Case::Capital => {
            let mut letters = low.chars();
            let first = letters.next();
            first
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(letters)
                .collect()
        }
    };
    for _ in 0..rule.strip {
        out.pop();
    }
    out.push_str(&rule.append);
    if out.is_empty() { low.to_string() } else { out }
}
