//! Names, from the probabilities of their tags: where they begin and end, and
//! of which kind they are.

use super::Word;
use super::file::{File, ModelError};
use super::kernels::{argmax, softmax};
use super::quantised::{QuantisedMatrix, QuantisedRows, product};
use crate::{Name, NameType, Xpos};
use std::collections::HashMap;
use std::ops::Range;

/// A tag of the names: outside, first word of a name, later word of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tag {
    Outside,
    First(NameType),
    Inside(NameType),
}

impl Tag {
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('-') {
            None => (text == "O").then_some(Self::Outside),
            Some(("B", kind)) => NameType::parse(kind).map(Self::First),
            Some(("I", kind)) => NameType::parse(kind).map(Self::Inside),
            _ => None,
        }
    }

    /// 0 outside, 1 first, 2 inside.
    fn border(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::First(_) => 1,
            Self::Inside(_) => 2,
        }
    }

    fn kind(self) -> Option<NameType> {
        match self {
            Self::Outside => None,
            Self::First(kind) | Self::Inside(kind) => Some(kind),
        }
    }
}

/// Number of kinds.
const KINDS: usize = NameType::ALL.len();

/// A name with what speaks for each kind: log probabilities in the order of
/// [`NameType::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub name: Name,
    kinds: [f32; KINDS],
}

/// The network for names that the fast model has beside its tags: its two
/// layers.
#[derive(Debug)]
pub(super) struct NameLayers {
    hidden: QuantisedMatrix,
    out: QuantisedMatrix,
}

/// Buffers for names.
#[derive(Debug, Default)]
pub(super) struct NameBuffers {
    rows: QuantisedRows,
    inputs: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
    borders: Vec<[f32; 3]>,
    back: Vec<[u8; 3]>,
}

impl NameLayers {
    /// The layers, where the model file has them.
    pub fn open(file: &File<'_>, width: usize) -> Result<Option<Self>, ModelError> {
        let Ok(hidden) = file.len("names.inp.bias") else {
            return Ok(None);
        };
        let tags = file.description.ner.len();
        Ok(Some(Self {
            hidden: super::matrix(file, "names.inp", 4 * width, hidden)?,
            out: super::matrix(file, "names.out", hidden, tags)?,
        }))
    }

    /// Writes the scores of the tags into the last places of each word's row
    /// of `tags`. `first` holds the first layer, a row a word without roots;
    /// `x` the last layer, a row a word and one before each sentence.
    pub fn score(
        &self,
        first: &[f32],
        x: &[f32],
        sentences: &[Range<usize>],
        tags: &mut [f32],
        b: &mut NameBuffers,
    ) {
        let width = self.hidden.inputs / 4;
        let row_of_tags = tags.len() / (x.len() / width).max(1);
        // For each word: its first layer, and the last layer of the word
        // before it (or the root), of its own and of the word after it.
        b.inputs.clear();
        let mut first = first.chunks_exact(width);
        for s in sentences {
            for row in s.start + 1..s.end {
                b.inputs.extend(first.next().into_iter().flatten());
                let end = (row + 2).min(s.end);
                b.inputs.extend(&x[(row - 1) * width..end * width]);
                let whole = b.inputs.len().next_multiple_of(4 * width);
                b.inputs.resize(whole, 0.0);
            }
        }
        product(&self.hidden, &b.inputs, &mut b.rows, &mut b.hidden);
        for v in &mut b.hidden {
            *v = v.max(0.0);
        }
        product(&self.out, &b.hidden, &mut b.rows, &mut b.scores);
        let words = sentences.iter().flat_map(|s| s.start + 1..s.end);
        for (row, scores) in words.zip(b.scores.chunks_exact(self.out.outputs)) {
            let end = (row + 1) * row_of_tags;
            tags[end - scores.len()..end].copy_from_slice(scores);
        }
    }
}

/// The names of a sentence. `scores` has a row a word, the scores of `tags`
/// in its last places. First where names begin and end, by the best run of
/// outside, first and inside in which no name goes on that did not begin; then
/// what speaks for each kind, by all words of a name together.
pub(super) fn find(
    tags: &[Tag],
    scores: &mut [f32],
    words: &[Word],
    b: &mut NameBuffers,
) -> Vec<Found> {
    let n = words.len();
    let row = scores.len() / n.max(1);
    let offset = row - tags.len().min(row);
    // For each word the log probabilities of outside, first, inside.
    b.borders.clear();
    let mut any = false;
    for scores in scores.chunks_exact_mut(row.max(1)) {
        let scores = &mut scores[offset..];
        softmax(scores);
        let mut p = [0.0f32; 3];
        for (&tag, &v) in tags.iter().zip(scores.iter()) {
            p[tag.border()] += v;
        }
        any |= p[0] < 0.5;
        b.borders.push(p.map(|v| (v + 1e-9).ln()));
    }
    // Most sentences of running text hold no name at all.
    if !any {
        return Vec::new();
    }
    b.back.clear();
    let mut best = [0.0, 0.0, f32::NEG_INFINITY];
    for (i, p) in b.borders.iter().enumerate() {
        let top = argmax(&best);
        // Inside follows first and inside only.
        let from = if best[2] > best[1] { 2 } else { 1 };
        let (any, inside) = if i == 0 {
            (0.0, f32::NEG_INFINITY)
        } else {
            (best[top], best[from])
        };
        best = [any + p[0], any + p[1], inside + p[2]];
        b.back.push([top as u8, top as u8, from as u8]);
    }
    let mut border = argmax(&best);
    let mut names = Vec::new();
    let mut end = n;
    for i in (0..n).rev() {
        match border {
            0 => end = i,
            1 => {
                names.push(i..end);
                end = i;
            }
            _ => {}
        }
        border = usize::from(b.back[i][border]);
    }
    let p = |i: usize| &scores[i * row + offset..(i + 1) * row];
    let mut out = Vec::new();
    for range in names.into_iter().rev() {
        let Some(range) = trim(words, range) else {
            continue;
        };
        let found = judge(tags, range.clone(), p);
        if found.name.kind == NameType::Per {
            for part in persons(words, range) {
                out.extend(trim(words, part).map(|part| judge(tags, part, p)));
            }
        } else {
            out.push(found);
        }
    }
    out
}

/// A name with its likeliest kind.
fn judge<'p>(tags: &[Tag], range: Range<usize>, p: impl Fn(usize) -> &'p [f32]) -> Found {
    let mut kinds = [0.0f32; KINDS];
    let mut least = [1.0f32; KINDS];
    for i in range.clone() {
        let mut share = [0.0f32; KINDS];
        for (tag, &v) in tags.iter().zip(p(i)) {
            if let Some(kind) = tag.kind() {
                share[kind as usize] += v;
            }
        }
        for k in 0..KINDS {
            kinds[k] += (share[k] + 1e-6).ln();
            least[k] = least[k].min(share[k]);
        }
    }
    let kind = argmax(&kinds);
    Found {
        name: Name {
            first: range.start as u32,
            end: range.end as u32,
            kind: NameType::ALL[kind],
            score: least[kind],
        },
        kinds,
    }
}

/// A name without the words that no name begins or ends with; `None` where no
/// word of it is tagged as one that names are made of.
fn trim(words: &[Word], mut range: Range<usize>) -> Option<Range<usize>> {
    use Xpos::{
        Add, Cc, CloseQuote, Colon, Comma, Dt, Fw, Gw, Hyph, In, Nnp, Nnps, OpenQuote, Pos, Prp,
        Stop, To, Vbd, Vbz, Wdt, Wp,
    };
    let ends_none = |tag| {
        matches!(
            tag,
            In | Dt
                | Cc
                | Comma
                | Colon
                | To
                | Hyph
                | Stop
                | Prp
                | Wdt
                | Wp
                | OpenQuote
                | CloseQuote
                | Vbz
                | Vbd
        )
    };
    let begins_none = |tag| matches!(tag, In | Cc | Comma | Colon | To | Hyph | Stop | Pos);
    while !range.is_empty() && ends_none(words[range.end - 1].xpos) {
        range.end -= 1;
    }
    while !range.is_empty() && begins_none(words[range.start].xpos) {
        range.start += 1;
    }
    range
        .clone()
        .any(|i| matches!(words[i].xpos, Nnp | Nnps | Add | Fw | Gw))
        .then_some(range)
}

/// 'Lund and Hale' are two persons, and what follows a dash is none.
fn persons(words: &[Word], range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    for i in range.clone() {
        if matches!(words[i].xpos, Xpos::Cc | Xpos::Comma) {
            out.push(from..i);
            from = i + 1;
        }
    }
    out.push(from..range.end);
    for part in &mut out {
        let inner = part.start + 1..part.end;
        if let Some(dash) = inner.into_iter().find(|&i| words[i].xpos == Xpos::Colon) {
            part.end = dash;
        }
    }
    out.retain(|part| !part.is_empty());
    out
}

/// What the other places of a text where a name stands count for its kind
/// (measured on the development sets: 0.3 and 0.6 do as well).
const OTHERS: f32 = 0.5;

/// Gives names that are written alike in one text the kind that all of them
/// together make likeliest: a place tells what the next leaves open. `names`
/// are pairs of a name's words and the name.
pub(crate) fn agree<'a>(names: impl Iterator<Item = (String, &'a mut Found)>) {
    let mut names: Vec<(String, &mut Found)> = names.collect();
    let mut totals: HashMap<String, (u32, [f32; KINDS])> = HashMap::new();
    for (key, found) in &mut names {
        // To shares of one, so that long names count no more than short ones.
        let top = found.kinds[argmax(&found.kinds)];
        let all: f32 = found.kinds.iter().map(|k| (k - top).exp()).sum();
        found.kinds = found.kinds.map(|k| k - top - all.ln());
        let total = totals.entry(key.clone()).or_default();
        total.0 += 1;
        for (t, k) in total.1.iter_mut().zip(found.kinds) {
            *t += k;
        }
    }
    for (key, found) in &mut names {
        let Some((n, total)) = totals.get(key).filter(|(n, _)| *n > 1) else {
            continue;
        };
        let mut kinds = found.kinds;
        for (k, t) in kinds.iter_mut().zip(total) {
            *k += OTHERS * (t - *k);
        }
        let kind = NameType::ALL[argmax(&kinds)];
        if kind != found.name.kind {
            found.name.kind = kind;
            // Sure of the kind only as far as the places are of one mind.
            let mean = total[kind as usize] / *n as f32;
            found.name.score = found.name.score.min(mean.exp());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deprel, Upos};

    fn words(tags: &[Xpos]) -> Vec<Word> {
        tags.iter()
            .map(|&xpos| Word {
                upos: Upos::X,
                xpos,
                head: None,
                deprel: Deprel::Dep,
                score: 0.0,
            })
            .collect()
    }

    #[test]
    fn ok_a_name_is_trimmed_to_what_names_are_made_of() {
        use Xpos::{Cc, Dt, In, Nn, Nnp};
        let list = words(&[In, Nnp, In, Nnp, In, Dt]);
        assert_eq!(trim(&list, 0..6), Some(1..4));
        assert_eq!(trim(&words(&[Nn, Cc]), 0..2), None);
    }

    #[test]
    fn ok_persons_are_parted_at_and_and_cut_at_a_dash() {
        use Xpos::{Cc, Colon, Hyph, Nn, Nnp};
        let list = words(&[Nnp, Cc, Nnp, Hyph, Nnp, Colon, Nn]);
        assert_eq!(persons(&list, 0..7), [0..1, 2..5]);
    }

    #[test]
    fn ok_a_doubtful_kind_follows_the_sure_one() {
        let found = |per: f32, org: f32| {
            let kinds = [per.ln(), org.ln(), 1e-6f32.ln(), 1e-6f32.ln()];
            Found {
                name: Name {
                    first: 0,
                    end: 1,
                    kind: NameType::ALL[argmax(&kinds)],
                    score: per.max(org),
                },
                kinds,
            }
        };
        let mut names = [found(0.02, 0.95), found(0.5, 0.4), found(0.6, 0.1)];
        let keys = ["a", "a", "b"];
        agree(keys.iter().map(|k| k.to_string()).zip(&mut names));
        let kinds = names.map(|n| n.name.kind);
        assert_eq!(kinds, [NameType::Org, NameType::Org, NameType::Per]);
    }
}
