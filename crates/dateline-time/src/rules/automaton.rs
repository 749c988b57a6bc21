//! One automaton for all rules: a position for each element of each pattern.
//!
//! Compiled as Glushkov has it (no empty moves): `follow` tells which
//! positions may come next. All rules run side by side from one token on, a
//! pattern is at most [`LONGEST`] tokens long, and no position is entered
//! twice for one token, so the work is linear in the text and nothing
//! backtracks.

use super::pattern::{Element, Node, Set};
use crate::text::{Flags, Lexicon, NUMBER_TYPES, Token, number_class};
use crate::text::{Form, Shape, number_type};
use std::collections::BTreeMap;

/// No match is longer than this many tokens.
pub(crate) const LONGEST: usize = 24;

/// A set of token types, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Matcher(Vec<u64>);

impl Matcher {
    fn add(&mut self, kind: u16) {
        let (word, bit) = (usize::from(kind) / 64, kind % 64);
        // Types of words are known only when all words are in; a set is as
        // long as its largest type.
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    pub fn join(&mut self, other: &Matcher) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
    }

    /// The types of the set, in order.
    fn kinds(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(i, &word)| {
            std::iter::successors((word != 0).then_some(word), |w| {
                let rest = w & (w - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |w| i * 64 + w.trailing_zeros() as usize)
        })
    }

    /// True where the type is in the set.
    #[inline]
    pub fn takes(&self, kind: u16) -> bool {
        self.0
            .get(usize::from(kind) / 64)
            .is_some_and(|w| w >> (kind % 64) & 1 == 1)
    }
}

/// Where the value of a capture is from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// The value of the word in a list.
    Class(u16),
    /// The number, or the word itself.
    Token,
    /// A fixed value: an entry of several words.
    Fixed(String),
}

#[derive(Clone, Debug)]
struct Position {
    matcher: u32,
    cap: Option<bool>,
    space: Option<bool>,
    dot: bool,
    marks: u8,
    capture: Option<(u8, Source)>,
    follow: Vec<u32>,
    /// The pattern ends here.
    accepts: bool,
    pattern: u32,
}

/// What a pattern matched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Which pattern.
    pub pattern: u32,
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// Token of each named element, with the source of its value, in order.
    pub captures: Vec<(u8, usize, u32)>,
    /// For marks 1 to 7: first token and the one after the last, or `None`.
    pub marked: [Option<(usize, usize)>; 8],
}

/// All patterns together.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    positions: Vec<Position>,
    matchers: Vec<Matcher>,
    matcher_ids: BTreeMap<Set, u32>,
    /// For each type: the positions a match may begin with.
    starts: Vec<Vec<u32>>,
    /// For each type with many starts: the types that may come second.
    second: Vec<Option<Matcher>>,
    firsts: Vec<Vec<u32>>,
    /// Names of captures of each pattern.
    names: Vec<Vec<String>>,
}

/// First, last, may be empty.
struct Ends {
    first: Vec<u32>,
    last: Vec<u32>,
    empty: bool,
}

impl Automaton {
    fn matcher_id(&mut self, set: &Set, lexicon: &mut Lexicon) -> Result<u32, String> {
        if let Some(&id) = self.matcher_ids.get(set) {
            return Ok(id);
        }
        let matcher = Self::matcher(set, lexicon)?;
        let id = self.matchers.len() as u32;
        self.matchers.push(matcher);
        self.matcher_ids.insert(set.clone(), id);
        Ok(id)
    }

    /// The matcher of a class or of words.
    ///
    /// # Errors
    /// A class that no list has.
    pub fn matcher(set: &Set, lexicon: &mut Lexicon) -> Result<Matcher, String> {
        let mut out = Matcher::default();
        match set {
            Set::Words(words) => {
                for word in words {
                    let id = lexicon.word_or_new(word).ok_or("too many words")?;
                    out.add(Lexicon::word_type(id));
                }
            }
            Set::Class(name) => {
                let mut known = false;
                if let Some(class) = lexicon.class(name) {
                    known = true;
                    for word in lexicon.singles(class) {
                        out.add(Lexicon::word_type(word));
                    }
                }
                if number_class(name, 0).is_some() {
                    known = true;
                    for number in 0..NUMBER_TYPES {
                        if number_class(name, number) == Some(true) {
                            out.add(Lexicon::number_type(number));
                        }
                    }
                    if let Some(class) = lexicon.class("numeral") {
                        for word in lexicon.singles(class) {
                            if let Some(shape) = numeral_shape(lexicon, class, word)
                                && number_class(name, number_type(shape)) == Some(true)
                            {
                                out.add(Lexicon::word_type(word));
                            }
                        }
                    }
                }
                // Unknown words, and those of them that look like plurals.
                if name == "plural" {
                    known = true;
                    out.add(crate::text::OTHER_S);
                }
                if name == "word" {
                    known = true;
                    for kind in 0..5 {
                        out.add(kind);
                    }
                    // Nouns that are listed for what they say of direction
                    // alone are words like any other to a pattern.
                    if let Some(cue) = lexicon.class("cue") {
                        for word in lexicon.singles(cue) {
                            let noun = lexicon
                                .value(cue, word)
                                .is_some_and(|v| v.contains(['O', 'N']));
                            if noun {
                                out.add(Lexicon::word_type(word));
                            }
                        }
                    }
                }
                if !known {
                    return Err(format!(
                        "no list 'words/{name}.tsv' and no built-in class of that name"
                    ));
                }
            }
        }
        Ok(out)
    }

    /// Adds a pattern and gives its number.
    ///
    /// # Errors
    /// A class that no list has; a pattern that may match nothing.
    pub fn add(&mut self, node: &Node, lexicon: &mut Lexicon) -> Result<u32, String> {
        let pattern = self.names.len() as u32;
        self.names.push(Vec::new());
        let ends = self.build(node, 0, pattern, lexicon)?;
        if ends.empty {
            return Err("the pattern matches without any word".to_owned());
        }
        for last in ends.last {
            self.positions[last as usize].accepts = true;
        }
        self.firsts.push(ends.first);
        Ok(pattern)
    }

    fn build(
        &mut self,
        node: &Node,
        marks: u8,
        pattern: u32,
        lexicon: &mut Lexicon,
    ) -> Result<Ends, String> {
        Ok(match node {
            Node::Element(element) => self.element(element, marks, pattern, lexicon)?,
            Node::Optional(inner) => {
                let mut ends = self.build(inner, marks, pattern, lexicon)?;
                ends.empty = true;
                ends
            }
            Node::Marked(mark, inner) => self.build(inner, marks | 1 << mark, pattern, lexicon)?,
            Node::Either(ways) => {
                let mut out = Ends {
                    first: Vec::new(),
                    last: Vec::new(),
                    empty: false,
                };
                for way in ways {
                    let ends = self.build(way, marks, pattern, lexicon)?;
                    out.first.extend(ends.first);
                    out.last.extend(ends.last);
                    out.empty |= ends.empty;
                }
                out
            }
            Node::Sequence(parts) => {
                let mut out = Ends {
                    first: Vec::new(),
                    last: Vec::new(),
                    empty: true,
                };
                for part in parts {
                    let ends = self.build(part, marks, pattern, lexicon)?;
                    for &last in &out.last {
                        self.positions[last as usize].follow.extend(&ends.first);
                    }
                    if out.empty {
                        out.first.extend(&ends.first);
                    }
                    if ends.empty {
                        out.last.extend(ends.last);
                    } else {
                        out.last = ends.last;
                    }
                    out.empty &= ends.empty;
                }
                out
            }
        })
    }

    fn element(
        &mut self,
        element: &Element,
        marks: u8,
        pattern: u32,
        lexicon: &mut Lexicon,
    ) -> Result<Ends, String> {
        let matcher = self.matcher_id(&element.set, lexicon)?;
        let slot = element.name.as_ref().map(|name| {
            let names = &mut self.names[pattern as usize];
            names.iter().position(|n| n == name).unwrap_or_else(|| {
                names.push(name.clone());
                names.len() - 1
            }) as u8
        });
        let class = match &element.set {
            Set::Class(name) => lexicon.class(name),
            Set::Words(_) => None,
        };
        let source = class.map_or(Source::Token, Source::Class);
        let one = self.position(matcher, element, marks, slot.map(|s| (s, source)), pattern);
        let mut ends = Ends {
            first: vec![one],
            last: vec![one],
            empty: false,
        };
        // Entries of several words become chains of positions.
        let severals = class.map_or_else(Vec::new, |c| lexicon.severals(c).to_vec());
        for (words, value) in severals {
            let mut before: Option<u32> = None;
            for (i, word) in words.iter().enumerate() {
                let set = Set::Words(vec![lexicon.text(*word).to_owned()]);
                let matcher = self.matcher_id(&set, lexicon)?;
                let capture = (i == 0)
                    .then(|| slot.map(|s| (s, Source::Fixed(value.clone()))))
                    .flatten();
                let mut loose = element.clone();
                if i > 0 {
                    loose.cap = None;
                    loose.space = None;
                }
                let here = self.position(matcher, &loose, marks, capture, pattern);
                match before {
                    None => ends.first.push(here),
                    Some(b) => self.positions[b as usize].follow.push(here),
                }
                before = Some(here);
            }
            ends.last.extend(before);
        }
        Ok(ends)
    }

    fn position(
        &mut self,
        matcher: u32,
        element: &Element,
        marks: u8,
        capture: Option<(u8, Source)>,
        pattern: u32,
    ) -> u32 {
        self.positions.push(Position {
            matcher,
            cap: element.cap,
            space: element.space,
            dot: element.dot,
            marks,
            capture,
            follow: Vec::new(),
            accepts: false,
            pattern,
        });
        self.positions.len() as u32 - 1
    }

    /// Makes the tables of beginnings; to be called once, at the end.
    pub fn seal(&mut self, n_types: usize) {
        self.matcher_ids.clear();
        self.starts = vec![Vec::new(); n_types];
        for &first in self.firsts.iter().flatten() {
            let matcher = &self.matchers[self.positions[first as usize].matcher as usize];
            for kind in matcher.kinds() {
                if let Some(starts) = self.starts.get_mut(kind) {
                    starts.push(first);
                }
            }
        }
        self.second = vec![None; n_types];
        for kind in 0..n_types {
            let starts = &self.starts[kind];
            if starts.len() < 4 || starts.iter().any(|&p| self.positions[p as usize].accepts) {
                continue;
            }
            let mut union = Matcher::default();
            for &start in starts {
                for &next in &self.positions[start as usize].follow {
                    union.join(&self.matchers[self.positions[next as usize].matcher as usize]);
                }
            }
            self.second[kind] = Some(union);
        }
    }

    /// Names of the captures of a pattern, by slot.
    pub fn names(&self, pattern: u32) -> &[String] {
        &self.names[pattern as usize]
    }

    /// The source of the value that a capture took, from its position.
    pub fn source(&self, position: u32) -> Option<&Source> {
        self.positions[position as usize]
            .capture
            .as_ref()
            .map(|(_, source)| source)
    }

    /// All ends of matches that begin at a token: `(end, pattern, node)`.
    /// `trail` is scratch space that [`Self::found`] reads afterwards.
    pub fn run(
        &self,
        tokens: &[Token],
        first: usize,
        trail: &mut Vec<(u32, u32)>,
        ends: &mut Vec<(usize, u32, u32)>,
    ) {
        trail.clear();
        ends.clear();
        let token = &tokens[first];
        let kind = usize::from(token.kind);
        let starts = match self.starts.get(kind) {
            Some(s) if !s.is_empty() => s,
            _ => return,
        };
        if let Some(second) = &self.second[kind] {
            match tokens.get(first + 1) {
                Some(next) if second.takes(next.kind) => {}
                _ => return,
            }
        }
        for &start in starts {
            self.enter(start, u32::MAX, token, first, trail, ends);
        }
        let (mut from, mut to) = (0, trail.len());
        let high = tokens.len().min(first + LONGEST);
        for (at, token) in tokens.iter().enumerate().take(high).skip(first + 1) {
            if from == to {
                break;
            }
            if token.flags.has(Flags::PARAGRAPH) {
                break;
            }
            for i in from..to {
                for &next in &self.positions[trail[i].0 as usize].follow {
                    let matcher = &self.matchers[self.positions[next as usize].matcher as usize];
                    if matcher.takes(token.kind) && !trail[to..].iter().any(|&(p, _)| p == next) {
                        self.enter(next, i as u32, token, at, trail, ends);
                    }
                }
            }
            from = to;
            to = trail.len();
        }
    }

    fn enter(
        &self,
        position: u32,
        parent: u32,
        token: &Token,
        at: usize,
        trail: &mut Vec<(u32, u32)>,
        ends: &mut Vec<(usize, u32, u32)>,
    ) {
        let p = &self.positions[position as usize];
        if p.cap.is_some_and(|c| c != token.flags.has(Flags::CAP))
            || p.space.is_some_and(|s| s != token.flags.has(Flags::SPACE))
            || p.dot && !token.flags.has(Flags::DOT)
        {
            return;
        }
        trail.push((position, parent));
        if p.accepts {
            ends.push((at + 1, p.pattern, trail.len() as u32 - 1));
        }
    }

    /// The match that ends in a node of the trail.
    pub fn found(&self, trail: &[(u32, u32)], node: u32, first: usize, end: usize) -> Found {
        let mut out = Found {
            pattern: self.positions[trail[node as usize].0 as usize].pattern,
            first,
            end,
            ..Found::default()
        };
        let mut at = end;
        let mut node = node;
        while node != u32::MAX {
            at -= 1;
            let (position, parent) = trail[node as usize];
            let p = &self.positions[position as usize];
            if let Some((slot, _)) = p.capture {
                out.captures.push((slot, at, position));
            }
            for mark in 1..8 {
                if p.marks >> mark & 1 == 1 {
                    let range = out.marked[mark].get_or_insert((at, at + 1));
                    range.0 = at;
                }
            }
            node = parent;
        }
        out.captures.reverse();
        out
    }
}

/// The shape of a number word of the list of numerals.
fn numeral_shape(lexicon: &Lexicon, class: u16, word: u16) -> Option<Shape> {
    let value = lexicon.value(class, word)?;
    let (kind, number) = value.split_at(value.len().min(1));
    Some(Shape {
        form: if matches!(kind, "o" | "q") {
            Form::OrdinalWord
        } else {
            Form::Word
        },
        digits: 0,
        broken: false,
        value: number.parse().ok()?,
    })
}
