//! Sources behind a preposition: 'according to X', 'by X's account'.

use super::cues::{Cue, Cues};
use super::find::Found;
use super::tree::Tree;
use dateline_record::{Span, StatementType};
use dateline_syntax::{Deprel, Upos, Xpos};

/// The word of a rule that stands for a possessor: 'by * account'.
const OWNER: &str = "*";

/// How many words a possessor may have.
const LONG: u32 = 8;

/// All phrases of a sentence that name a source, with what they are about.
pub(super) fn phrases(tree: Tree<'_>, cues: &Cues, sentence: u32) -> Vec<Found> {
    let mut out = Vec::new();
    for p in 0..tree.len() {
        for (words, cue) in cues.phrases() {
            if let [first, slot, noun] = words
                && slot == OWNER
            {
                if tree.is(p, first)
                    && let Some(found) = owned(tree, cue, noun, (sentence, p))
                {
                    out.push(found);
                    break;
                }
            } else if (words.iter().zip(p..)).all(|(w, t)| tree.is(t, w)) {
                out.extend(behind(tree, cue, words.len() as u32, (sentence, p)));
                break;
            }
        }
    }
    out
}

/// 'By the rebels' account, no shot was fired', 'in her view'.
fn owned(tree: Tree<'_>, cue: &Cue, noun: &str, (sentence, p): (u32, u32)) -> Option<Found> {
    let end = tree.len().min(p + LONG + 2);
    let at = (p + 2..end).find(|&t| tree.is(t, noun))?;
    let own = if tree.is(at - 1, "own") && at > p + 2 {
        at - 1
    } else {
        at
    };
    let mark = own - 1;
    let pronoun = mark == p + 1 && tree.xpos(mark) == Xpos::PrpS;
    let plain = (p + 1..mark)
        .all(|t| !matches!(tree.upos(t), Upos::Verb | Upos::Aux | Upos::Punct) || tree.is(t, "-"));
    if !(pronoun || tree.xpos(mark) == Xpos::Pos && mark > p + 1 && plain) {
        return None;
    }
    let last = if pronoun { mark } else { mark - 1 };
    let source = (p + 1..=last).rev().find(|&t| {
        matches!(
            tree.upos(t),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj
        )
    })?;
    if cue.except.iter().any(|w| w == tree.lemma(source)) {
        return None;
    }
    let (clause, _) = clause_of(tree, p, at)?;
    let tokens = about(tree, clause, p, at, &[]);
    let words = tree.span(p + 1).cover(tree.span(last));
    found(tree, cue, &tokens, (sentence, p), (words, source), at)
}

/// An attribution made of a phrase, where it is about anything.
fn found(
    tree: Tree<'_>,
    cue: &Cue,
    tokens: &[u32],
    (sentence, token): (u32, u32),
    (words, source): (Span, u32),
    last: u32,
) -> Option<Found> {
    let content = tree.runs(tokens);
    (!content.is_empty()).then(|| Found {
        source: Some(words),
        source_head: Some(tree.span(source)),
        antecedent: None,
        carrier: None,
        cue: tree
            .span(if last > source { last } else { token })
            .cover(tree.span(last)),
        content,
        kind: StatementType::Paraphrase,
        manner: cue.manner,
        addressee: None,
        statement: cue.statement,
        said: true,
        sentence,
        token,
        outer: None,
        rule: cue.rule.clone(),
    })
}

/// The clause that a phrase is about, by its first word and its head, and the
/// word of it that hangs on that clause.
fn clause_of(tree: Tree<'_>, p: u32, head: u32) -> Option<(u32, u32)> {
    // The phrase hangs on the word that heads it; from there up to the
    // clause that it is about.
    let top = (p..=head)
        .find(|&t| tree.s.head(t).is_none_or(|h| !(p..=head).contains(&h)))
        .unwrap_or(head);
    let mut clause = tree.s.head(top)?;
    for h in tree.s.ancestors(clause) {
        clause = h;
        // 'will let them go, according to X'
        if tree.deprel(h) == Deprel::Xcomp && tree.infinitive_mark(h).is_none() {
            continue;
        }
        let subject = [Deprel::Cop, Deprel::Nsubj, Deprel::NsubjPass];
        if matches!(tree.upos(h), Upos::Verb | Upos::Aux) || tree.child(h, &subject).is_some() {
            break;
        }
    }
    Some((clause, top))
}

/// 'According to X', the phrase having `n` words.
fn behind(tree: Tree<'_>, cue: &Cue, n: u32, (sentence, p): (u32, u32)) -> Option<Found> {
    let after = p + n;
    if after >= tree.len() {
        return None;
    }
    // Up through the noun phrase that begins after the phrase; 'according to
    // aid workers' may have been read as a verb with its object.
    let verb = tree.upos(after) == Upos::Verb && tree.s.head(after + 1) == Some(after);
    let mut source = if verb { after + 1 } else { after };
    while let Some(h) = tree.s.head(source) {
        let inner = matches!(
            tree.deprel(source),
            Deprel::Det
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Nummod
                | Deprel::NmodPoss
                | Deprel::Case
                | Deprel::Flat
                | Deprel::Advmod
                | Deprel::DetPredet
                | Deprel::NmodDesc
        );
        if !inner || h < after {
            break;
        }
        source = h;
    }
    if cue.except.iter().any(|w| w == tree.lemma(source))
        || !matches!(
            tree.upos(source),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num
        )
    {
        return None;
    }
    let (clause, top) = clause_of(tree, p, source)?;
    let phrase = tree.s.subtree(top);
    let (first, last) = (
        phrase.first().copied().unwrap_or(p).min(p),
        phrase.last().copied().unwrap_or(source).max(source),
    );
    // The comma before the phrase, or the one that closes it, is no word of it.
    let first = if first < p && tree.is(first, ",") {
        p
    } else {
        first
    };
    let last = if last > source && tree.is(last, ",") {
        last - 1
    } else {
        last
    };
    let tokens = about(tree, clause, first, last, &phrase);
    let words = match verb {
        true => tree.span(after).cover(tree.span(source)),
        false => tree.phrase(source),
    };
    let cue_words = tree.span(p).cover(tree.span(after - 1));
    found(
        tree,
        cue,
        &tokens,
        (sentence, p),
        (words, source),
        after - 1,
    )
    .map(|f| Found {
        cue: cue_words,
        ..f
    })
}

/// What a phrase that names the source is about: the rest of the sentence
/// where it leads or closes it, else the clause it hangs on.
fn about(tree: Tree<'_>, clause: u32, first: u32, last: u32, phrase: &[u32]) -> Vec<u32> {
    let cut = |t: u32| tree.is(t, ";");
    let from = (0..first).rev().find(|&t| cut(t)).map_or(0, |t| t + 1);
    let to = (last..tree.len()).find(|&t| cut(t)).unwrap_or(tree.len());
    let comma = first > from && tree.is(first - 1, ",");
    let after_and = comma && first > from + 1 && tree.upos(first - 2) == Upos::Cconj;
    let mut tokens: Vec<u32> = if first == from {
        (last + 1..to).collect()
    } else if after_and {
        tree.s.subtree(clause)
    } else if comma {
        // After the phrase only what goes on with the same clause.
        let goes_on = last + 2 < to
            && tree.is(last + 1, ",")
            && !matches!(tree.xpos(last + 2), Xpos::Wp | Xpos::Wdt | Xpos::Vbg)
            && !matches!(tree.upos(last + 2), Upos::Cconj | Upos::Sconj);
        let end = if goes_on { to } else { last + 1 };
        (from..end).collect()
    } else {
        tree.s.subtree(clause)
    };
    tokens.retain(|&t| (from..to).contains(&t) && !(first..=last).contains(&t));
    tokens.retain(|t| phrase.binary_search(t).is_err());
    while tokens.first().is_some_and(|&t| {
        tree.upos(t) == Upos::Punct
            || tree.deprel(t) == Deprel::Cc
            || tree.deprel(t) == Deprel::Mark && tree.is(t, "that")
    }) {
        tokens.remove(0);
    }
    tokens
}
