//! Numbers in words: 'two hundred and ten', 'twenty-first', 'a dozen'.
//!
//! The list `words/numeral.tsv` gives each word a value and a kind: `unit`
//! (one to nineteen), `tens`, `hundred`, `thousand` and its like, `ordinal`.

use super::lexicon::{Lexicon, WordId};
use super::shape::{Form, Shape, number_type};
use super::token::{Flags, Tokens};

/// True for a word of the list of numerals.
pub(super) fn is_numeral(lexicon: &Lexicon, word: WordId) -> bool {
    word != 0 && lexicon.is_numeral(word)
}

/// True for a word that may stand between two numerals.
pub(super) fn joins(lexicon: &Lexicon, word: WordId) -> bool {
    lexicon.text(word) == "and"
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unit,
    Tens,
    Hundred,
    Large,
    OrdinalUnit,
    OrdinalTens,
    Hyphen,
    And,
    Other,
}

/// Joins the run of number words that begins at `first` into as few number
/// tokens as the words allow. Linear in the run.
pub(super) fn fold(tokens: &mut Tokens, first: usize, lexicon: &Lexicon) {
    let run: Vec<_> = tokens.drain(first..).collect();
    let kind = |i: usize| -> (Kind, f64) {
        let Some(token) = run.get(i) else {
            return (Kind::Other, 0.0);
        };
        match lexicon.numeral(token.word) {
            Some((kind, value)) => (
                match kind {
                    'u' => Kind::Unit,
                    't' => Kind::Tens,
                    'h' => Kind::Hundred,
                    'l' => Kind::Large,
                    'o' => Kind::OrdinalUnit,
                    'q' => Kind::OrdinalTens,
                    _ => Kind::Other,
                },
                value,
            ),
            None => match lexicon.text(token.word) {
                "-" => (Kind::Hyphen, 0.0),
                "and" => (Kind::And, 0.0),
                _ => (Kind::Other, 0.0),
            },
        }
    };
    let mut i = 0;
    while i < run.len() {
        let (k, v) = kind(i);
        let (mut total, mut part) = (0f64, v);
        let mut ordinal = matches!(k, Kind::OrdinalUnit | Kind::OrdinalTens);
        if matches!(k, Kind::Hyphen | Kind::And | Kind::Other) || k == Kind::Large && v < 1.0 {
            tokens.push(run[i]);
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let mut last = k;
        if k == Kind::Large {
            total = v;
            part = 0.0;
        }
        while !ordinal {
            let mut next = end;
            if kind(next).0 == Kind::Hyphen || kind(next).0 == Kind::And {
                let and = kind(next).0 == Kind::And;
                if and && !matches!(last, Kind::Hundred | Kind::Large) {
                    break;
                }
                next += 1;
            }
            let (k, v) = kind(next);
            match (last, k) {
                (Kind::Tens, Kind::Unit | Kind::OrdinalUnit) if v < 10.0 => part += v,
                (
                    Kind::Hundred,
                    Kind::Unit | Kind::Tens | Kind::OrdinalUnit | Kind::OrdinalTens,
                ) if next > end || last == Kind::Hundred => {
                    part += v;
                }
                (Kind::Large, Kind::Unit | Kind::Tens | Kind::OrdinalUnit | Kind::OrdinalTens) => {
                    part += v;
                }
                (Kind::Unit | Kind::Tens, Kind::Hundred) if next == end => part *= v,
                (Kind::Unit | Kind::Tens | Kind::Hundred, Kind::Large) => {
                    total += part * v;
                    part = 0.0;
                }
                _ => break,
            }
            ordinal = matches!(k, Kind::OrdinalUnit | Kind::OrdinalTens);
            last = k;
            end = next + 1;
        }
        let mut token = run[i];
        token.end = run[end - 1].end;
        token.num = total + part;
        if end > i + 1 {
            token.word = 0;
        }
        // One word keeps its own type, which carries the classes of number
        // words as well as those of the lists it stands in ('second').
        if end > i + 1 {
            token.flags.set(Flags::NUMBER);
            token.kind = Lexicon::number_type(number_type(Shape {
                form: if ordinal {
                    Form::OrdinalWord
                } else {
                    Form::Word
                },
                digits: 0,
                broken: false,
                value: token.num,
            }));
        }
        tokens.push(token);
        i = end;
    }
}
