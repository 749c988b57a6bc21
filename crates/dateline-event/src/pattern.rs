//! Trigger patterns: how a rule file writes the words that evoke an event.
//!
//! A pattern is words with marks, read from left to right:
//!
//! | written | asks for |
//! | --- | --- |
//! | `meet` | the lemma |
//! | `call off` | a verb with that particle or adverb |
//! | `peace\|nuclear talk` | a noun with one of the modifiers |
//! | `far\|way off` | an adverb or adjective with one of the words before it |
//! | `talk:pl` | the noun in the plural |
//! | `sign >treaty\|accord` | a verb with one of the objects (subject of a passive) |
//! | `return >*` | any object |
//! | `sign >#agreement` | an object that is a noun trigger of a kind or family |
//! | `come @into>force` | a prepositional phrase with that head |
//! | `pull @out of>talk` | a preposition of several words |
//! | `appeal @for` | a prepositional phrase with any head |
//! | `agree +inf` | an infinitive, `+ing` a gerund, `+that` a clause, `+wh` a question ('how to share it'), `+whether` one of yes or no |
//! | `give @until +inf>leave\|disarm` | an infinitive of one of the verbs, also behind the object; `-inf>leave` none |
//! | `die ~attack\|blast` | a subject from the list, `~*` any |
//! | `meet !demand` | no such object or subject; `!*` no object at all, `!+ing` no gerund |
//! | `call ^for` | no phrase with that preposition; `meet ^at>airport` none with that head beside an object |
//! | `table =at` | the word behind that preposition as a predicate ('were at the table') |
//! | `consultation <recall` | not where it hangs on that word |
//! | `receive ><per>` | the name of a person, in any list |
//! | `capture ><loc>` | the name of a place, in any list; `<org>` that of a body of states, `<grp>` that of an armed group |

use std::collections::BTreeMap;

/// What may follow a verb as its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clause {
    Infinitive,
    Gerund,
    That,
    Question,
    Whether,
}

/// A condition on a dependent of the trigger word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Need {
    Particle(String),
    Modifier(Vec<String>),
    Object(Vec<String>),
    Subject(Vec<String>),
    Oblique(String, Vec<String>),
    Clause(Clause),
    Infinitive(Vec<String>),
    NoInfinitive(Vec<String>),
    Plural,
    Not(Vec<String>),
    Without(String, Vec<String>),
    Behind(String),
    NotUnder(Vec<String>),
}

/// What a part that is no plain word begins with.
const MARKS: [char; 9] = ['>', '~', '^', '!', '@', '+', '-', '=', '<'];

/// The parts of a pattern; a preposition of several words is one part.
fn parts(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match out.last_mut() {
            Some(last)
                if last.starts_with('@') && !last.contains('>') && !word.starts_with(MARKS) =>
            {
                last.push(' ');
                last.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    out
}

/// One trigger pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// Lemma of the trigger word, lower case.
    pub lemma: String,
    pub needs: Vec<Need>,
}

impl Pattern {
    /// The patterns that a noun pattern with several heads stands for:
    /// 'phone|video call|talk:pl' is one of 'call' and one of 'talk:pl'.
    pub fn heads(text: &str) -> Vec<String> {
        let parts = parts(text);
        let head = parts.iter().rposition(|p| !p.starts_with(MARKS));
        let Some(head) = head.filter(|&h| parts[h].contains('|')) else {
            return vec![text.to_owned()];
        };
        parts[head]
            .split('|')
            .map(|word| {
                let mut one = parts.clone();
                word.clone_into(&mut one[head]);
                one.join(" ")
            })
            .collect()
    }

    /// Reads a pattern. `is_noun` says whether plain words before the last
    /// are modifiers (nouns) or words after the first are particles (verbs).
    pub fn parse(text: &str, is_noun: bool) -> Result<Self, String> {
        let mut plain: Vec<String> = Vec::new();
        let mut needs = Vec::new();
        let list = |t: &str| t.split('|').map(str::to_lowercase).collect::<Vec<_>>();
        for part in parts(text) {
            let part = part.as_str();
            let mut chars = part.chars();
            match chars.next() {
                Some('>') => needs.push(Need::Object(list(chars.as_str()))),
                Some('~') => needs.push(Need::Subject(list(chars.as_str()))),
                Some('^') => {
                    let text = chars.as_str().to_lowercase();
                    let (prep, heads) = text.split_once('>').unwrap_or((&text, ""));
                    let heads = if heads.is_empty() {
                        Vec::new()
                    } else {
                        list(heads)
                    };
                    needs.push(Need::Without(prep.to_owned(), heads));
                }
                Some('=') => needs.push(Need::Behind(chars.as_str().to_lowercase())),
                Some('<') => needs.push(Need::NotUnder(list(chars.as_str()))),
                Some('!') => needs.push(Need::Not(list(chars.as_str()))),
                Some('@') => {
                    let (prep, heads) = chars
                        .as_str()
                        .split_once('>')
                        .unwrap_or((chars.as_str(), ""));
                    let heads = if heads.is_empty() {
                        Vec::new()
                    } else {
                        list(heads)
                    };
                    needs.push(Need::Oblique(prep.to_lowercase(), heads));
                }
                Some(mark @ ('+' | '-')) if chars.as_str().starts_with("inf>") => {
                    let verbs = list(&chars.as_str()[4..]);
                    needs.push(if mark == '+' {
                        Need::Infinitive(verbs)
                    } else {
                        Need::NoInfinitive(verbs)
                    });
                }
                Some('+') => needs.push(Need::Clause(match chars.as_str() {
                    "inf" => Clause::Infinitive,
                    "ing" => Clause::Gerund,
                    "that" => Clause::That,
                    "wh" => Clause::Question,
                    "whether" => Clause::Whether,
                    other => {
                        return Err(format!(
                            "pattern '{text}': '+{other}' is none of +inf, +ing, +that, +wh, +whether"
                        ));
                    }
                })),
                _ => plain.push(part.to_owned()),
            }
        }
        let before = plain.len() > 1 && plain[0].contains('|');
        let lemma = if is_noun || before {
            let Some((last, before)) = plain.split_last() else {
                return Err(format!("pattern '{text}' has no word; write a lemma"));
            };
            for modifier in before {
                needs.insert(0, Need::Modifier(list(modifier)));
            }
            match last.split_once(':') {
                Some((word, "pl")) => {
                    needs.push(Need::Plural);
                    word
                }
                Some((_, other)) => {
                    return Err(format!("pattern '{text}': ':{other}' is not ':pl'"));
                }
                None => last.as_str(),
            }
        } else {
            let Some((first, after)) = plain.split_first() else {
                return Err(format!("pattern '{text}' has no word; write a lemma"));
            };
            for particle in after {
                needs.push(Need::Particle(particle.to_lowercase()));
            }
            first.as_str()
        };
        Ok(Self {
            lemma: lemma.to_lowercase(),
            needs,
        })
    }

    /// True for a pattern of a predicate that is no verb: `table =at`.
    pub fn is_behind(&self) -> bool {
        self.needs.iter().any(|n| matches!(n, Need::Behind(_)))
    }

    /// How much the pattern asks for; the more specific wins.
    pub fn weight(&self) -> usize {
        self.needs
            .iter()
            .filter(|n| !matches!(n, Need::Not(_) | Need::NotUnder(_) | Need::Without(..)))
            .count()
    }

    /// Puts the words of `#class` in the place of its name.
    pub fn expand(&mut self, classes: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
        for need in &mut self.needs {
            let (Need::Modifier(words)
            | Need::Object(words)
            | Need::Subject(words)
            | Need::Oblique(_, words)
            | Need::Not(words)
            | Need::NotUnder(words)) = need
            else {
                continue;
            };
            if !words.iter().any(|w| w.starts_with('#')) {
                continue;
            }
            let mut full = Vec::new();
            for word in words.drain(..) {
                match word.strip_prefix('#') {
                    None => full.push(word),
                    Some(name) => full.extend(
                        classes
                            .get(name)
                            .ok_or_else(|| format!("no list, kind or family is named '{name}'"))?
                            .iter()
                            .cloned(),
                    ),
                }
            }
            full.sort();
            full.dedup();
            *words = full;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_marks_are_read() {
        let p = Pattern::parse("break off >talk|meeting @with", false).expect("a pattern");
        assert_eq!(p.lemma, "break");
        assert_eq!(p.weight(), 3);
        let out = Pattern::parse("pull >team @out of>talk", false).expect("a pattern");
        assert_eq!(
            out.needs[1],
            Need::Oblique("out of".into(), vec!["talk".into()])
        );
        let n = Pattern::parse("peace|nuclear talk:pl", true).expect("a pattern");
        assert_eq!(n.lemma, "talk");
        assert_eq!(
            n.needs,
            [
                Need::Modifier(vec!["peace".into(), "nuclear".into()]),
                Need::Plural
            ]
        );
    }

    #[test]
    fn ok_a_noun_pattern_may_have_several_heads() {
        assert_eq!(
            Pattern::heads("phone|video call|talk:pl @with"),
            ["phone|video call @with", "phone|video talk:pl @with"]
        );
        assert_eq!(Pattern::heads("peace|nuclear talk"), ["peace|nuclear talk"]);
    }

    #[test]
    fn err_an_unknown_mark_is_named() {
        let error = Pattern::parse("agree +to", false).expect_err("no such clause");
        assert!(error.contains("+to"));
        assert!(Pattern::parse(">treaty", false).is_err());
    }
}
