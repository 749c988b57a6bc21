//! The rules of the phase, compiled, and their search over the tokens.

use super::automaton::{Automaton, Found, Matcher, Source};
use super::pattern::{self, Node, Set};
use super::template::{self, Fields, Filling, Template, Val};
use crate::text::{Lexicon, Token};
use dateline_rules::{Rule, RuleSet};

/// Words that must or must not stand next to a match.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    before: Option<Matcher>,
    after: Option<Matcher>,
    not_before: Option<Matcher>,
    not_after: Option<Matcher>,
}

impl Guard {
    fn passes(&self, tokens: &[Token], first: usize, end: usize) -> bool {
        let before = first.checked_sub(1).and_then(|i| tokens.get(i));
        let after = tokens.get(end);
        let yes = |m: &Option<Matcher>, t: Option<&Token>| {
            m.as_ref()
                .is_none_or(|m| t.is_some_and(|t| m.takes(t.kind)))
        };
        let no = |m: &Option<Matcher>, t: Option<&Token>| {
            m.as_ref()
                .is_none_or(|m| t.is_none_or(|t| !m.takes(t.kind)))
        };
        yes(&self.before, before)
            && yes(&self.after, after)
            && no(&self.not_before, before)
            && no(&self.not_after, after)
    }
}

/// One pattern of one rule.
#[derive(Debug)]
struct Way {
    /// Position of the rule.
    rule: u32,
    templates: Vec<Template>,
}

#[derive(Debug)]
struct Compact {
    id: String,
    priority: i32,
    guard: Guard,
}

/// All rules of the phase in one automaton.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub lexicon: Lexicon,
    automaton: Automaton,
    ways: Vec<Way>,
    rules: Vec<Compact>,
    /// Matchers that the code asks for by the name of a list.
    named: Vec<(String, Matcher)>,
}

/// What one rule made of some words.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Position of the rule, see [`Compiled::id`].
    pub rule: u32,
    /// First token of the expression.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    pub make: Make,
    pub fields: Fields,
}

/// The constructs that rules yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    Date,
    Offset,
    Duration,
    Set,
    Ref,
}

impl Compiled {
    /// Compiles the rules `PREFIX.*` with the lists beside them.
    ///
    /// # Errors
    /// The rule, and what is wrong with it.
    pub fn new(rules: &RuleSet, prefix: &str) -> Result<Self, (String, String)> {
        let folder = format!("{}/words/", prefix.replace('.', "/"));
        let mut lexicon = Lexicon::read(rules, &folder).map_err(|e| (folder.clone(), e))?;
        let mut automaton = Automaton::default();
        let mut ways = Vec::new();
        let mut compact = Vec::new();
        for mark in [
            ".", ",", "-", "'", "\"", ":", ";", "/", "(", ")", "$", "%", "\u{1}", "!", "?", "and",
        ] {
            lexicon.word_or_new_mark(mark);
        }
        for rule in rules.phase(prefix) {
            let fail = |reason: String| (rule.id.clone(), reason);
            let number = compact.len() as u32;
            let (patterns, guard) = read_match(rule, &mut lexicon).map_err(fail)?;
            let patterns = patterns
                .iter()
                .map(|node| automaton.add(node, &mut lexicon))
                .collect::<Result<Vec<u32>, _>>()
                .map_err(fail)?;
            let all: Vec<String> = patterns
                .iter()
                .flat_map(|&p| automaton.names(p).iter().cloned())
                .collect();
            for pattern in patterns {
                let templates =
                    read_yields(&rule.yields, automaton.names(pattern), &all).map_err(fail)?;
                ways.push(Way {
                    rule: number,
                    templates,
                });
            }
            compact.push(Compact {
                id: rule.id.clone(),
                priority: rule.priority,
                guard,
            });
        }
        let mut named = Vec::new();
        for name in lexicon.class_names() {
            let matcher = Automaton::matcher(&Set::Class(name.clone()), &mut lexicon)
                .map_err(|e| (name.clone(), e))?;
            named.push((name, matcher));
        }
        lexicon.seal();
        automaton.seal(lexicon.n_types());
        Ok(Self {
            lexicon,
            automaton,
            ways,
            rules: compact,
            named,
        })
    }

    /// The id of a rule.
    pub fn id(&self, rule: u32) -> &str {
        &self.rules[rule as usize].id
    }

    /// The matcher of a list; one that takes nothing where there is no such list.
    pub fn list(&self, name: &str) -> Matcher {
        self.named
            .iter()
            .find(|(n, _)| n == name)
            .map_or_else(Matcher::default, |(_, m)| m.clone())
    }

    /// All hits, from left to right. Where matches compete for the same first
    /// word the longest wins, then the higher priority, then the first id.
    pub fn search(&self, tokens: &[Token], text: &str, mut each: impl FnMut(Hit)) {
        let mut trail = Vec::new();
        let mut ends: Vec<(usize, u32, u32)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            self.automaton.run(tokens, at, &mut trail, &mut ends);
            ends.sort_by(|a, b| {
                let rule = |p: u32| self.ways[p as usize].rule;
                let priority = |p: u32| self.rules[rule(p) as usize].priority;
                b.0.cmp(&a.0)
                    .then(priority(b.1).cmp(&priority(a.1)))
                    .then(rule(a.1).cmp(&rule(b.1)))
                    .then(a.1.cmp(&b.1))
            });
            let hit = ends.iter().find(|&&(end, pattern, _)| {
                let rule = self.ways[pattern as usize].rule;
                self.rules[rule as usize].guard.passes(tokens, at, end)
            });
            let Some(&(end, _, node)) = hit else {
                at += 1;
                continue;
            };
            let found = self.automaton.found(&trail, node, at, end);
            at = self.emit(&found, tokens, text, &mut each).max(at + 1);
        }
    }

    /// Gives each result of a match, and the token to go on from.
    fn emit(
        &self,
        found: &Found,
        tokens: &[Token],
        text: &str,
        each: &mut impl FnMut(Hit),
    ) -> usize {
        let way = &self.ways[found.pattern as usize];
        let mut next = 0;
        for template in &way.templates {
            let (first, end) = match template.span {
                None => (found.first, found.end),
                // A pattern of the rule without the mark gives all its words.
                Some(mark) => match found.marked[usize::from(mark)] {
                    Some(range) => range,
                    None if way.templates.len() == 1 => (found.first, found.end),
                    None => continue,
                },
            };
            next = next.max(end);
            let make = match template.make.as_str() {
                "date" => Make::Date,
                "offset" => Make::Offset,
                "duration" => Make::Duration,
                "set" => Make::Set,
                "ref" => Make::Ref,
                _ => continue,
            };
            let mut fields = Fields::default();
            for (field, filling) in &template.fields {
                let value = match filling {
                    Filling::Fixed(value) => Some(value.clone()),
                    Filling::Capture(slot) => found
                        .captures
                        .iter()
                        .find(|(s, _, _)| s == slot)
                        .and_then(|&(_, at, position)| self.value(&tokens[at], position, text)),
                };
                if let Some(value) = value {
                    fields.set(*field, value);
                }
            }
            each(Hit {
                rule: way.rule,
                first,
                end,
                make,
                fields,
            });
        }
        next
    }

    fn value(&self, token: &Token, position: u32, text: &str) -> Option<Val> {
        let as_number = || {
            (token.flags.has(crate::text::Flags::NUMBER) || self.lexicon.is_numeral(token.word))
                .then_some(Val::Number(token.num))
        };
        match self.automaton.source(position)? {
            Source::Fixed(value) => Some(Val::Text(value.clone())),
            Source::Class(class) => match self.lexicon.value(*class, token.word) {
                Some(value) => Some(Val::Text(value.to_owned())),
                None => as_number(),
            },
            Source::Token => as_number().or_else(|| {
                text.get(token.start as usize..token.end as usize)
                    .map(|t| Val::Text(t.to_lowercase()))
            }),
        }
    }
}

fn read_match(rule: &Rule, lexicon: &mut Lexicon) -> Result<(Vec<Node>, Guard), String> {
    let mut guard = Guard::default();
    let mut texts = Vec::new();
    let mut take = |value: &toml::Value| -> Result<(), String> {
        match value {
            toml::Value::String(text) => texts.push(text.clone()),
            toml::Value::Array(list) => {
                for item in list {
                    texts.push(
                        item.as_str()
                            .ok_or("match: every pattern is a text")?
                            .to_owned(),
                    );
                }
            }
            _ => return Err("match: expected a pattern, or a list of patterns".to_owned()),
        }
        Ok(())
    };
    match &rule.pattern {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let slot = match key.as_str() {
                    "tokens" => {
                        take(value)?;
                        continue;
                    }
                    "before" => &mut guard.before,
                    "after" => &mut guard.after,
                    "not_before" => &mut guard.not_before,
                    "not_after" => &mut guard.not_after,
                    _ => {
                        return Err(format!(
                            "match.{key}: use tokens, before, after, not_before or not_after"
                        ));
                    }
                };
                *slot = Some(read_guard(value, lexicon)?);
            }
        }
        other => take(other)?,
    }
    if texts.is_empty() {
        return Err("match has no pattern".to_owned());
    }
    let nodes = texts
        .iter()
        .map(|t| pattern::parse(t).map_err(|e| format!("match \"{t}\": {e}")))
        .collect::<Result<_, _>>()?;
    Ok((nodes, guard))
}

/// Words and `{classes}`, one text or a list.
fn read_guard(value: &toml::Value, lexicon: &mut Lexicon) -> Result<Matcher, String> {
    let items: Vec<&str> = match value {
        toml::Value::String(text) => text.split_whitespace().collect(),
        toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect(),
        _ => return Err("a guard is a text or a list of words".to_owned()),
    };
    let mut out: Option<Matcher> = None;
    for item in items {
        let set = match item.strip_prefix('{').and_then(|i| i.strip_suffix('}')) {
            Some(class) => Set::Class(class.to_owned()),
            None => Set::Words(vec![item.to_owned()]),
        };
        let matcher = Automaton::matcher(&set, lexicon)?;
        match &mut out {
            Some(all) => all.join(&matcher),
            None => out = Some(matcher),
        }
    }
    out.ok_or_else(|| "a guard names no word".to_owned())
}

fn read_yields(
    yields: &toml::Value,
    names: &[String],
    all: &[String],
) -> Result<Vec<Template>, String> {
    match yields {
        toml::Value::Table(table) => Ok(vec![template::read(table, names, all)?]),
        toml::Value::Array(list) => list
            .iter()
            .map(|item| match item {
                toml::Value::Table(table) => template::read(table, names, all),
                _ => Err("yields: expected tables".to_owned()),
            })
            .collect(),
        _ => Err("yields: expected a table or a list of tables".to_owned()),
    }
}
