//! One sentence with its tree and names, and cheap questions to it.

use crate::{Deprel, NameType, Upos, Xpos};
use dateline_record::Span;

/// One syntactic word. The parts of a contraction ('do' + "n't") are tokens of
/// their own that share no byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the report's text (bytes).
    pub span: Span,
    /// Dictionary form, lower case except for proper nouns.
    pub lemma: String,
    /// Universal tag.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// Position of the head in [`Sentence::tokens`]; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Probability that the model gives this head, 0 to 1.
    pub head_score: f32,
}

/// A name: a run of tokens with a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// First token.
    pub first: u32,
    /// First token after the name.
    pub end: u32,
    /// Its type.
    pub kind: NameType,
    /// Probability of the name, 0 to 1.
    pub score: f32,
}

/// One sentence: tokens with one head each, exactly one root, no cycle.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it stands in the report's text (bytes), without outer blanks.
    pub span: Span,
    /// Its words, in order.
    pub tokens: Vec<Token>,
    /// Its names, in order, not overlapping.
    pub names: Vec<Name>,
    /// Children of each token, in order: `children[starts[i]..starts[i + 1]]`.
    child_starts: Vec<u32>,
    child_list: Vec<u32>,
    multiwords: Vec<std::ops::Range<u32>>,
}

impl Sentence {
    /// A sentence from tokens whose heads are set. The index of children is
    /// made here, so heads are not to be changed afterwards.
    pub fn new(span: Span, tokens: Vec<Token>, names: Vec<Name>) -> Self {
        let n = tokens.len();
        let mut child_starts = vec![0u32; n + 1];
        for token in &tokens {
            if let Some(h) = token.head {
                child_starts[h as usize + 1] += 1;
            }
        }
        for i in 0..n {
            child_starts[i + 1] += child_starts[i];
        }
        let mut next = child_starts.clone();
        let mut child_list = vec![0u32; child_starts[n] as usize];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(h) = token.head {
                let slot = &mut next[h as usize];
                child_list[*slot as usize] = i as u32;
                *slot += 1;
            }
        }
        Self {
            span,
            tokens,
            names,
            child_starts,
            child_list,
            multiwords: Vec::new(),
        }
    }

    /// The same with the runs of tokens that are written as one word
    /// ("don't" is 'do' and "n't").
    pub fn with_multiwords(mut self, multiwords: Vec<std::ops::Range<u32>>) -> Self {
        self.multiwords = multiwords;
        self
    }

    /// Runs of tokens that are written as one word, in order.
    pub fn multiwords(&self) -> &[std::ops::Range<u32>] {
        &self.multiwords
    }

    /// Positions of the children of a token, left to right.
    pub fn children(&self, token: u32) -> &[u32] {
        let i = token as usize;
        match (self.child_starts.get(i), self.child_starts.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.child_list[a as usize..b as usize],
            _ => &[],
        }
    }

    /// Children with one of the given relations, left to right.
    pub fn children_by<'a>(
        &'a self,
        token: u32,
        relations: &'a [Deprel],
    ) -> impl Iterator<Item = u32> + 'a {
        self.children(token)
            .iter()
            .copied()
            .filter(move |&c| relations.contains(&self.tokens[c as usize].deprel))
    }

    /// The first child with one of the given relations.
    pub fn child(&self, token: u32, relations: &[Deprel]) -> Option<u32> {
        self.children_by(token, relations).next()
    }

    /// The head of a token; `None` for the root.
    pub fn head(&self, token: u32) -> Option<u32> {
        self.tokens.get(token as usize).and_then(|t| t.head)
    }

    /// The root; `None` only for a sentence of no tokens.
    pub fn root(&self) -> Option<u32> {
        self.tokens
            .iter()
            .position(|t| t.head.is_none())
            .map(|i| i as u32)
    }

    /// The token and its heads up to the root.
    pub fn ancestors(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(token), move |&t| self.head(t)).take(self.tokens.len() + 1)
    }

    /// True where `ancestor` is the token itself or one of its heads.
    pub fn dominates(&self, ancestor: u32, token: u32) -> bool {
        self.ancestors(token).any(|t| t == ancestor)
    }

    /// All tokens below and with a token, in order of the text.
    pub fn subtree(&self, token: u32) -> Vec<u32> {
        let mut out = vec![token];
        let mut i = 0;
        while i < out.len() {
            out.extend_from_slice(self.children(out[i]));
            i += 1;
        }
        out.sort_unstable();
        out
    }

    /// The bytes from the first to the last token of a subtree.
    pub fn subtree_span(&self, token: u32) -> Span {
        self.subtree(token)
            .into_iter()
            .map(|t| self.tokens[t as usize].span)
            .reduce(Span::cover)
            .unwrap_or(self.span)
    }

    /// The tokens from `from` up to the common head and down to `to`, both
    /// included, with the position of the common head in the list.
    pub fn path(&self, from: u32, to: u32) -> (Vec<u32>, usize) {
        let up: Vec<u32> = self.ancestors(from).collect();
        let mut down: Vec<u32> = Vec::new();
        for t in self.ancestors(to) {
            if let Some(meet) = up.iter().position(|&u| u == t) {
                let mut path = up[..=meet].to_vec();
                path.extend(down.iter().rev());
                return (path, meet);
            }
            down.push(t);
        }
        (Vec::new(), 0)
    }

    /// The subject that a verb lacks because the parser hung it as an
    /// apposition on the phrase in front: 'At a summit in Oslo, Chad and Libya
    /// agreed'. Gives its head, and the further conjuncts that hang elsewhere.
    pub fn fronted_subject(&self, verb: u32) -> Option<(u32, Vec<u32>)> {
        let v = self.tokens.get(verb as usize)?;
        let subject = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
        let finite = matches!(v.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || self.child(verb, &[Deprel::Aux, Deprel::AuxPass]).is_some();
        let clause = matches!(v.deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis);
        if v.upos != Upos::Verb || !finite || !clause || self.child(verb, &subject).is_some() {
            return None;
        }
        let front = self
            .children_by(verb, &[Deprel::Obl])
            .find(|&o| o < verb && self.child(o, &[Deprel::Case]).is_some())?;
        let opens = self.subtree(front).first().copied()?;
        let edge = opens == 0 || self.tokens[opens as usize - 1].upos == Upos::Punct;
        // What stands right before the verb and its auxiliaries.
        let own = |t: u32| {
            self.head(t) == Some(verb)
                && matches!(
                    self.tokens[t as usize].deprel,
                    Deprel::Aux | Deprel::AuxPass | Deprel::Advmod
                )
        };
        let mut last = verb.checked_sub(1)?;
        while own(last) {
            last = last.checked_sub(1)?;
        }
        // 'In Lima the minister and his colleague, X, met'
        if self.tokens[last as usize].lemma == "," {
            last = last.checked_sub(1)?;
        }
        let noun = |t: u32| {
            matches!(
                self.tokens[t as usize].upos,
                Upos::Propn | Upos::Noun | Upos::Pron
            )
        };
        let after_comma = |t: u32| {
            let from = self.subtree(t).first().copied().unwrap_or(t);
            let comma = |c: u32| self.tokens[c as usize].lemma == ",";
            comma(from) || from > 0 && comma(from - 1)
        };
        // 'After two days of talks in Oslo, Chad and Libya signed': no list of three.
        let listed = |t: u32| {
            self.tokens[t as usize].deprel == Deprel::Conj && self.child(t, &[Deprel::Cc]).is_none()
        };
        let first = (front..last + 1).find(|&t| {
            noun(t)
                && (self.tokens[t as usize].deprel == Deprel::Appos || listed(t))
                && self.dominates(front, t)
                && after_comma(t)
        })?;
        let more: Vec<u32> = (first + 1..verb)
            .filter(|&t| {
                self.tokens[t as usize].deprel == Deprel::Conj
                    && noun(t)
                    && !self.dominates(first, t)
                    && self.dominates(front, t)
            })
            .collect();
        // Nothing but the subject stands between the comma and the verb.
        let within = |t: u32| {
            self.dominates(first, t)
                || more.iter().any(|&m| self.dominates(m, t))
                || self.tokens[t as usize].upos == Upos::Cconj
        };
        (edge && (first..=last).all(within)).then_some((first, more))
    }

    /// The token that holds or follows a byte offset.
    pub fn token_at(&self, byte: u32) -> Option<u32> {
        let i = self.tokens.partition_point(|t| t.span.end <= byte);
        (i < self.tokens.len()).then_some(i as u32)
    }

    /// The tokens that share a byte with a span, as a half-open range.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<u32> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        first as u32..end.max(first) as u32
    }

    /// Of the tokens of a span, the one whose head lies outside: the head of
    /// the phrase. Where a wrong tree gives several, the one that stands
    /// nearest to the root, the first of equals.
    pub fn head_of(&self, span: Span) -> Option<u32> {
        let range = self.tokens_in(span);
        range
            .clone()
            .filter(|&t| {
                self.tokens[t as usize]
                    .head
                    .is_none_or(|h| !range.contains(&h))
            })
            .min_by_key(|&t| self.ancestors(t).take(64).count())
    }

    /// The name that a token is part of.
    pub fn name_at(&self, token: u32) -> Option<&Name> {
        // They are in order and do not overlap.
        let at = self.names.partition_point(|n| n.end <= token);
        self.names.get(at).filter(|n| n.first <= token)
    }

    /// The words of a token.
    pub fn text<'t>(&self, token: u32, report: &'t str) -> &'t str {
        self.tokens
            .get(token as usize)
            .map_or("", |t| t.span.of(report))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(heads: &[Option<u32>]) -> Sentence {
        let tokens = heads
            .iter()
            .enumerate()
            .map(|(i, &head)| Token {
                span: Span::from_usize(2 * i, 2 * i + 1),
                lemma: String::new(),
                upos: Upos::Noun,
                xpos: Xpos::Nn,
                head,
                deprel: if head.is_some() {
                    Deprel::Nmod
                } else {
                    Deprel::Root
                },
                head_score: 1.0,
            })
            .collect();
        Sentence::new(Span::from_usize(0, 2 * heads.len()), tokens, Vec::new())
    }

    #[test]
    fn ok_children_subtree_and_path() {
        // 1 -> 0, 1 -> 3, 3 -> 2, 3 -> 4
        let s = sentence(&[Some(1), None, Some(3), Some(1), Some(3)]);
        assert_eq!(s.children(1), [0, 3]);
        assert_eq!(s.subtree(3), [2, 3, 4]);
        assert_eq!(s.path(0, 4), (vec![0, 1, 3, 4], 1));
        assert_eq!(s.head_of(Span::new(4, 9)), Some(3));
        assert!(s.dominates(1, 4));
        assert!(!s.dominates(3, 0));
    }

    #[test]
    fn ok_an_empty_sentence_answers_every_question() {
        let s = sentence(&[]);
        assert_eq!(s.root(), None);
        assert!(s.children(7).is_empty());
        assert_eq!(s.token_at(3), None);
    }
}
