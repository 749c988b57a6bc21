//! A cue behind its clause, read off the order of words: 'Talks will go on, the
//! ministry's spokesman, X, said on Monday'. Trees of such sentences are often
//! torn where the clause is long.

use super::find::Found;
use super::quote::Quotation;
use super::tree::Tree;
use crate::mend::speech::SPEAKERS;
use dateline_record::Span;
use dateline_syntax::{Deprel, Upos, Xpos};

/// Verbs that are put behind what is said without more ado.
const SAY: [&str; 70] = [
    "say",
    "tell",
    "add",
    "announce",
    "report",
    "confirm",
    "insist",
    "write",
    "warn",
    "repeat",
    "note",
    "declare",
    "state",
    "stress",
    "explain",
    "disclose",
    "reply",
    "argue",
    "acknowledge",
    "maintain",
    "recall",
    "caution",
    "tweet",
    "complain",
    "reveal",
    "concede",
    "confide",
    "counter",
    "retort",
    "answer",
    "respond",
    "claim",
    "assert",
    "affirm",
    "admit",
    "object",
    "suggest",
    "hint",
    "predict",
    "forecast",
    "promise",
    "vow",
    "pledge",
    "boast",
    "joke",
    "quip",
    "remark",
    "observe",
    "comment",
    "contend",
    "allege",
    "indicate",
    "estimate",
    "speculate",
    "testify",
    "believe",
    "think",
    "reckon",
    "fear",
    "emphasise",
    "emphasize",
    "underline",
    "reiterate",
    "signal",
    "lament",
    "protest",
    "muse",
    "venture",
    "assure",
    "remind",
];

/// What stands before a cue and its subject, and where that begins.
pub(super) struct Behind {
    /// The word that heads the subject.
    pub(super) subject: u32,
    /// The words of the subject.
    pub(super) words: Span,
    /// The first and the last word of the clause before.
    pub(super) clause: (u32, u32),
    /// Who passes it on: 'was quoted by Y as saying'.
    pub(super) carrier: Option<u32>,
    /// It is no clause of its own, and goes on behind the cue: 'If they meet,
    /// she said, there will be a deal'.
    pub(super) partial: bool,
}

/// The clause before a comma, a subject and the verb `v`; `None` where the
/// words do not stand so, or where `v` takes something behind it.
pub(super) fn behind(tree: Tree<'_>, v: u32) -> Option<Behind> {
    if let Some(found) = quoted_as(tree, v).or_else(|| suggested_by(tree, v)) {
        return Some(found);
    }
    // 'The talks will go on, Kampala has let it be known.'
    let known = ["it", "be", "known"].iter().zip(v + 1..);
    if tree.lemma(v) == "let" && known.into_iter().all(|(w, t)| tree.is(t, w)) {
        let (start, name) = subject(tree, v)?;
        let last = if tree.is(v - 1, ",") { v - 2 } else { v - 1 };
        return before(tree, start, name, (start, last)).filter(|b| !b.partial);
    }
    if !SAY.contains(&tree.lemma(v))
        || !matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
    {
        return None;
    }
    // 'A deal is near, it was said': nobody is named.
    if v > 1 && tree.lemma(v - 1) == "be" && tree.is(v - 2, "it") {
        return None;
    }
    let (start, (first, last), name) = match subject(tree, v) {
        Some((start, name)) => {
            let mut last = if tree.is(v - 1, ",") { v - 2 } else { v - 1 };
            while last > name && matches!(tree.upos(last), Upos::Aux | Upos::Adv) {
                last -= 1;
            }
            (start, (start, last), name)
        }
        None => {
            let inverted = v > 0 && tree.is(v - 1, ",") && !tree.takes_person(v);
            let (last, name) = inversion(tree, v).filter(|_| inverted)?;
            (v, (v + 1, last), name)
        }
    };
    if start < v && takes(tree, v) {
        return None;
    }
    let ends = !(last.max(v) + 1..tree.len()).any(|t| tree.upos(t) != Upos::Punct);
    let fragment = ends.then(|| fragment_before(tree, start)).flatten();
    before(tree, start, name, (first, last))
        .map(|b| Behind {
            partial: b.partial && fragment.is_none(),
            ..b
        })
        .or_else(|| {
            Some(Behind {
                subject: name,
                words: tree.span(first).cover(tree.span(last)),
                clause: fragment?,
                carrier: None,
                partial: false,
            })
        })
}

/// 'Jane Otieno, the minister: “The border will stay closed.”': who speaks, with
/// no verb, before the colon of what is quoted.
pub(super) fn before_colon(tree: Tree<'_>, quotes: &[Quotation], sentence: u32) -> Option<Found> {
    let colon = (1..tree.len().min(16)).find(|&t| tree.is(t, ":"))?;
    let root = tree.s.root()?;
    let named = tree.upos(root) == Upos::Propn || SPEAKERS.contains(&tree.lemma(root));
    // 'Okello on the raid: “It was not us.”'
    let plain = (0..colon).all(|t| {
        !matches!(tree.upos(t), Upos::Verb | Upos::Aux)
            && (tree.upos(t) != Upos::Adp || t > root && tree.upos(root) == Upos::Propn)
    });
    if root >= colon || !named || !plain {
        return None;
    }
    let end = tree.span(colon).end;
    let quote = quotes
        .iter()
        .find(|q| q.span.start >= end && q.span.start - end <= 2)?;
    let on = (root..colon).find(|&t| tree.upos(t) == Upos::Adp);
    let last = on.unwrap_or(colon) - 1;
    Some(Found::quoted(
        (sentence, colon),
        (tree.span(0).cover(tree.span(last)), tree.span(root)),
        tree.span(colon),
        quote.inner,
        "en.attribution.colon",
    ))
}

/// 'Not the border, says X.', 'Unlikely now, one diplomat says.': what is said
/// without a verb, where nothing follows who says it.
fn fragment_before(tree: Tree<'_>, start: u32) -> Option<(u32, u32)> {
    let comma = start.checked_sub(1).filter(|&t| tree.is(t, ","))?;
    let opens = !matches!(
        tree.upos(0),
        Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Punct
    ) && !tree.word(0).ends_with("day")
        && !matches!(tree.xpos(0), Xpos::Wrb | Xpos::Vbn | Xpos::Vbg | Xpos::To);
    let plain = (0..comma).all(|t| !is_finite(tree, t) && !matches!(tree.word(t), ";" | ":" | ","));
    (opens && plain && comma >= 2).then_some((0, comma - 1))
}

/// What stands before the comma in front of a word, up to a semicolon.
fn before(tree: Tree<'_>, start: u32, subject: u32, words: (u32, u32)) -> Option<Behind> {
    let or_so = start > 3 && tree.is(start - 1, "so") && tree.is(start - 2, "or");
    let comma = start
        .checked_sub(if or_so { 3 } else { 1 })
        .filter(|&t| tree.is(t, ","))?;
    // 'He rejected the charge: Uganda, he said, had been told'
    let last = words.1.max(words.0);
    let within = (last + 1..tree.len().min(last + 3)).any(|t| tree.is(t, ","));
    let from = (0..comma)
        .rev()
        .find(|&t| tree.is(t, ";") || within && t > 2 && tree.is(t, ":"))
        .map_or(0, |t| t + 1);
    // 'Asked when, he answered: “On Friday”': the question is not his.
    let asked = matches!(
        tree.lemma(from),
        "ask" | "press" | "quiz" | "question" | "challenge" | "pressed" | "asked"
    ) && matches!(tree.xpos(from), Xpos::Vbn | Xpos::Vbd);
    if asked {
        return None;
    }
    let finite = (from..comma).any(|t| is_finite(tree, t));
    if comma < from + 3 {
        // 'The talks, he said, would go on': a subject, and its verb behind the cue.
        let opens = matches!(
            tree.upos(from),
            Upos::Det | Upos::Propn | Upos::Noun | Upos::Num | Upos::Pron
        ) || tree.xpos(from) == Xpos::PrpS;
        let noun = comma > from
            && matches!(
                tree.upos(comma - 1),
                Upos::Propn | Upos::Noun | Upos::Pron | Upos::Num
            )
            && !tree.word(comma - 1).ends_with("day");
        let goes_on = tree.is(words.1.max(words.0) + 1, ",")
            || (words.1 + 1..tree.len().min(words.1 + 6))
                .any(|t| tree.is(t, ",") && t + 2 < tree.len());
        if finite || !opens || !noun || !goes_on {
            return None;
        }
    }
    Some(Behind {
        subject,
        words: tree.span(words.0).cover(tree.span(words.1)),
        clause: (from, comma - 1),
        carrier: None,
        partial: !finite || only_when(tree, from, comma),
    })
}

/// True where another says something behind a semicolon, between the words
/// `from` and `to`: 'She said it was over; it was not, he added.'
pub(super) fn another_says(tree: Tree<'_>, from: u32, to: u32) -> bool {
    const FEEL: [&str; 12] = [
        "voice", "express", "call", "describe", "denounce", "dismiss", "welcome", "accuse",
        "blame", "condemn", "urge", "deny",
    ];
    let tells = |t| SAY.contains(&tree.lemma(t)) || FEEL.contains(&tree.lemma(t));
    (from..to).any(|t| tells(t) && is_finite(tree, t))
}

/// Where the words of whom begin that 'was quoted as saying' what stands in marks
/// before, and which word heads them.
pub(super) fn quoted_speaker(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
    let saying = tree.is(v, "saying") && v > 0 && tree.is(v - 1, "as");
    let quoted = (v.saturating_sub(9)..v)
        .rev()
        .find(|&t| saying && tree.is(t, "quoted"))?;
    let was = quoted.checked_sub(1).filter(|&t| tree.lemma(t) == "be")?;
    subject(tree, was)
}

/// True for 'was quoted', told again by the 'saying' behind it.
pub(super) fn is_quoted_as(tree: Tree<'_>, v: u32) -> bool {
    let end = tree.len().min(v + 10);
    // '“...,” he was quoted by Y as saying'
    let passive = v > 0 && tree.lemma(v - 1) == "be";
    let saying = |t: u32| tree.is(t, "saying") && tree.is(t - 1, "as");
    tree.is(v, "quoted")
        && (v + 1..end).any(|t| passive && saying(t) || quoted_as(tree, t).is_some())
}

/// ', a minister was quoted by Y as saying'
fn quoted_as(tree: Tree<'_>, v: u32) -> Option<Behind> {
    let saying = tree.is(v, "saying") && v > 0 && tree.is(v - 1, "as");
    let quoted = (v.saturating_sub(9)..v)
        .rev()
        .find(|&t| saying && tree.is(t, "quoted"))?;
    // ', state television quoted the minister as saying'
    if quoted + 1 < v - 1 && !tree.is(quoted + 1, "by") && tree.lemma(quoted - 1) != "be" {
        let (start, carrier) = subject(tree, quoted)?;
        let words = (quoted + 1, v - 2);
        let name = head_of(tree, words.0, v - 1)?;
        return Some(Behind {
            carrier: Some(carrier),
            ..before(tree, start, name, words)?
        });
    }
    let was = quoted.checked_sub(1).filter(|&t| tree.lemma(t) == "be")?;
    let (start, name) = subject(tree, was)?;
    let last = if tree.is(was - 1, ",") {
        was - 2
    } else {
        was - 1
    };
    let by = quoted + 1 < v && tree.is(quoted + 1, "by");
    Some(Behind {
        carrier: by.then(|| head_of(tree, quoted + 2, v - 1)).flatten(),
        ..before(tree, start, name, (start, last))?
    })
}

/// ', it was suggested by X', ', it was confirmed this afternoon by X'
fn suggested_by(tree: Tree<'_>, v: u32) -> Option<Behind> {
    const FAR: u32 = 7;
    let it = v.checked_sub(2).filter(|&t| tree.is(t, "it"))?;
    let passive = tree.xpos(v) == Xpos::Vbn && tree.lemma(v - 1) == "be";
    let by = (v + 1..tree.len().min(v + FAR))
        .take_while(|&t| is_nominal(tree, t) || tree.upos(t) == Upos::Adv)
        .find(|&t| tree.is(t, "by"))?;
    let (last, name) = inversion(tree, by).filter(|_| passive)?;
    before(tree, it, name, (by + 1, last))
}

/// 'Said before leaving for Oslo that', 'said on Twitter that': what stands
/// behind a 'that' which an adjunct parts from the verb.
pub(super) fn that_behind(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
    const FAR: u32 = 14;
    if !SAY.contains(&tree.lemma(v)) && tree.lemma(v) != "object" {
        return None;
    }
    let stop = |t: u32| {
        matches!(tree.word(t), ";" | ":" | "“" | "\"")
            || matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    let that = (v + 1..tree.len().min(v + FAR))
        .take_while(|&t| !stop(t))
        .find(|&t| {
            tree.is(t, "that") && tree.upos(t) == Upos::Sconj && tree.upos(t - 1) != Upos::Cconj
        })?;
    let end = (that..tree.len())
        .find(|&t| tree.is(t, ";"))
        .unwrap_or(tree.len());
    let last = (that + 1..end)
        .rev()
        .find(|&t| tree.upos(t) != Upos::Punct)?;
    let adjunct = matches!(tree.upos(v + 1), Upos::Adp | Upos::Sconj | Upos::Adv);
    (adjunct && last > that + 1).then_some((that + 1, last))
}

/// What somebody 'let it be known that': its first and last word.
pub(super) fn let_known(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
    let known = ["it", "be", "known"].iter().zip(v + 1..);
    if tree.lemma(v) != "let" || !known.into_iter().all(|(w, t)| tree.is(t, w)) {
        return None;
    }
    let that = (v + 4..tree.len().min(v + 14)).find(|&t| tree.is(t, "that"))?;
    let end = (that..tree.len())
        .find(|&t| tree.is(t, ";"))
        .unwrap_or(tree.len());
    let last = (that + 1..end)
        .rev()
        .find(|&t| tree.upos(t) != Upos::Punct)?;
    Some((that + 1, last))
}

/// True for a word of a noun phrase, but pronouns and 'and'.
fn is_nominal(tree: Tree<'_>, t: u32) -> bool {
    matches!(
        tree.upos(t),
        Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adp | Upos::Part
    ) || matches!(tree.word(t), "-" | "–" | "&")
}

/// The first word of the noun phrase right before a verb, or of two with a comma
/// between them, and the word that heads it.
pub(super) fn subject(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
    let phrase = |end: u32| -> Option<u32> {
        let comma = (end.saturating_sub(14)..end)
            .rev()
            .find(|&t| tree.is(t, ","))?;
        // '..., ” the minister'
        let mark = matches!(tree.word(comma + 1), "”" | "\"" | "’" | "''");
        // 'Kenya has agreed, or so Uganda claims'
        let or_so = tree.is(comma + 1, "or") && tree.is(comma + 2, "so");
        let from = comma + 1 + u32::from(mark) + if or_so { 2 } else { 0 };
        let nominal = |t: u32| match tree.upos(t) {
            Upos::Pron => !matches!(tree.xpos(t), Xpos::Wp | Xpos::Wdt),
            Upos::Cconj => t > from,
            Upos::Adv | Upos::Aux if t + 1 == end => true,
            _ => is_nominal(tree, t) || tree.deprel(t) == Deprel::Amod,
        };
        let opens = !matches!(
            tree.upos(from),
            Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Part
        );
        (from < end && opens && (from..end).all(nominal)).then_some(from)
    };
    let near = v.checked_sub(1)?;
    let (first, second) = if tree.is(near, ",") {
        // 'the minister, X, said', 'X, the minister, said', 'X, who led them, said'
        let inner = phrase(near).or_else(|| relative(tree, near))?;
        let outer = phrase(inner - 1)?;
        (outer, Some(inner))
    } else {
        (phrase(v)?, None)
    };
    let end = second.map_or(v, |s| s - 1);
    Some((first, head_of(tree, first, end)?))
}

/// Where a relative clause begins that a comma closes at `end`.
fn relative(tree: Tree<'_>, end: u32) -> Option<u32> {
    const LONG: u32 = 16;
    let comma = (end.saturating_sub(LONG)..end)
        .rev()
        .find(|&t| matches!(tree.word(t), "," | ";" | ":"))?;
    let from = comma + 1;
    let opens = matches!(tree.xpos(from), Xpos::Wp | Xpos::WpS) && tree.is(comma, ",");
    (opens && from + 1 < end).then_some(from)
}

/// The noun phrase right behind a verb that stands behind a comma, to the next
/// mark or 'who': its last word and the one that heads it.
fn inversion(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
    let end = (v + 1..tree.len().min(v + 16)).find(|&t| {
        matches!(tree.word(t), "," | ";" | ":" | "." | "!" | "?")
            || matches!(tree.xpos(t), Xpos::Wp | Xpos::Wdt)
            || matches!(tree.word(t), "after" | "on" | "before" | "as" | "when")
            || tree.word(t).ends_with("day")
    })?;
    let nominal = |t: u32| is_nominal(tree, t) || matches!(tree.upos(t), Upos::Pron | Upos::Cconj);
    let opens = matches!(
        tree.upos(v + 1),
        Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
    ) || matches!(tree.xpos(v + 1), Xpos::PrpS);
    if end == v + 1 || !opens || !(v + 1..end).all(nominal) {
        return None;
    }
    let head = head_of(tree, v + 1, end)?;
    Some((end - 1, head))
}

/// The word that heads a noun phrase: its last noun before a preposition, or
/// what that hangs on.
fn head_of(tree: Tree<'_>, first: u32, end: u32) -> Option<u32> {
    let stop = (first..end)
        .find(|&t| tree.upos(t) == Upos::Adp)
        .unwrap_or(end);
    let noun = |t: &u32| matches!(tree.upos(*t), Upos::Noun | Upos::Propn | Upos::Pron);
    let mut head = (first..stop).rev().find(noun)?;
    while let Some(h) = tree.s.head(head).filter(|h| (first..stop).contains(h)) {
        head = h;
    }
    Some(head)
}

/// True for a verb of a clause, with its tense.
fn is_finite(tree: Tree<'_>, t: u32) -> bool {
    match tree.xpos(t) {
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => true,
        Xpos::Vbn => tree.own_subject(t).is_some(),
        // 'X and Y plan to meet', taken for a noun
        Xpos::Nn | Xpos::Nns => {
            matches!(tree.lemma(t), "plan" | "aim" | "hope")
                && tree.is(t + 1, "to")
                && t > 0
                && matches!(tree.xpos(t - 1), Xpos::Nnp | Xpos::Nns | Xpos::Prp)
        }
        // 'The polls go ahead', where the tag is wrong.
        Xpos::Vb => t > 0 && !tree.is(t - 1, "to") && tree.upos(t - 1) != Upos::Aux,
        _ => false,
    }
}

/// True for 'When they met' and 'Asked about it': with what follows one clause.
fn only_when(tree: Tree<'_>, from: u32, to: u32) -> bool {
    let first = if tree.upos(from) == Upos::Cconj {
        from + 1
    } else {
        from
    };
    let then = tree.is(first, "since")
        && matches!(tree.upos(first + 1), Upos::Adv | Upos::Propn | Upos::Num);
    let opens = matches!(tree.upos(first), Upos::Sconj)
        || tree.xpos(first) == Xpos::Wrb
        || matches!(tree.xpos(first), Xpos::Vbn | Xpos::Vbg | Xpos::To)
        || tree.upos(first) == Upos::Adp && tree.deprel(first) == Deprel::Mark;
    let main = (first..to)
        .find(|&t| tree.is(t, ","))
        .is_some_and(|comma| (comma..to).any(|t| is_finite(tree, t)));
    // 'If they stay the case resumes': both clauses, with no comma between.
    let both = (tree.is(first, "if") || tree.is(first, "unless"))
        && (first..to).filter(|&t| is_finite(tree, t)).count() > 1;
    let main = main || both;
    opens && !then && !main
}

/// True where a verb is followed by what is said or by another object.
fn takes(tree: Tree<'_>, v: u32) -> bool {
    let end = (v + 1..tree.len())
        .find(|&t| matches!(tree.word(t), "," | ";" | ":" | "." | "!" | "?" | "–" | "-"))
        .unwrap_or(tree.len());
    let mut t = v + 1;
    if t >= end {
        return false;
    }
    if matches!(tree.word(t), "“" | "\"" | "that" | "‘") {
        return true;
    }
    let adjunct = |t: u32| {
        matches!(tree.upos(t), Upos::Adp | Upos::Adv)
            || matches!(
                tree.word(t),
                "this"
                    | "last"
                    | "late"
                    | "early"
                    | "earlier"
                    | "later"
                    | "as"
                    | "when"
                    | "while"
                    | "after"
                    | "before"
                    | "again"
            )
            || tree.deprel(t) == Deprel::OblUnmarked
            || tree.word(t).ends_with("day")
    };
    // 'told reporters on Monday'
    if tree.takes_person(v) {
        while t < end && !adjunct(t) {
            t += 1;
        }
    }
    if t >= end {
        return false;
    }
    if !adjunct(t) {
        return true;
    }
    // What has a verb of its own behind 'after' tells when; behind a day it is
    // what is said ('said on Monday talks would go on').
    let when = (t..end).find(|&t| {
        matches!(
            tree.word(t),
            "after"
                | "before"
                | "as"
                | "when"
                | "while"
                | "that"
                | "since"
                | "where"
                | "which"
                | "who"
        )
    });
    let verb =
        (t..end).find(|&t| matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    verb.is_some_and(|verb| when.is_none_or(|when| when > verb || tree.is(when, "that")))
}
