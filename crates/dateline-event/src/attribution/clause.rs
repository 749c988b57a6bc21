//! The clause that a verb of saying takes: after it, before it, around it, or
//! a quotation beside it.
//!
//! Where the tree connects cue and clause, it decides. Two things the parser
//! often gets wrong are read off the words instead: a 'that' clause hung on
//! the word before it ('told reporters that ...'), and a cue put behind its
//! clause (', the ministry said on Monday').

use super::frames::{Taken, addressee};
use super::quote::Quotation;
use super::tree::Tree;
use dateline_record::Span;
use dateline_syntax::{Deprel, Upos, Xpos};

pub(super) fn clause(tree: Tree<'_>, quotes: &[Quotation], v: u32) -> Option<Taken> {
    if let Some(content) = confirmed(tree, v) {
        return Some(Taken {
            content,
            clause: true,
            ..Taken::default()
        });
    }
    if tree.lemma(v) == "let" && super::order::behind(tree, v).is_none() {
        let (first, last) = super::order::let_known(tree, v)?;
        return Some(Taken {
            content: vec![tree.span(first).cover(tree.span(last))],
            clause: true,
            ..Taken::default()
        });
    }
    if let Some(taken) = before(tree, quotes, v) {
        return Some(taken);
    }
    let behind = Behind::of(tree, v).or_else(|| {
        let (start, subject) = super::order::quoted_speaker(tree, v)?;
        Some(Behind {
            start,
            subject: Some(subject),
        })
    });
    let take = |content: Vec<Span>, source: Option<u32>| {
        (!content.is_empty()).then(|| Taken {
            content,
            addressee: addressee(tree, v),
            clause: true,
            source,
            ..Taken::default()
        })
    };
    if let Some(b) = &behind
        && let Some(taken) = take(partly_quoted(tree, quotes, b.start), b.subject)
    {
        return Some(taken);
    }
    // What stands before it in small letters is part of a clause.
    let whole = |s: &Span| {
        let mut chars = s.of(tree.text).chars();
        let punctuated = s
            .of(tree.text)
            .trim_end()
            .ends_with([',', '.', '?', '!', '…']);
        punctuated || chars.next().is_some_and(|c| !c.is_lowercase())
    };
    if let Some(b) = &behind
        && let found = quotation_before(tree, quotes, b.start)
        && found.iter().all(whole)
        && let Some(taken) = take(found, b.subject)
    {
        return Some(taken);
    }
    // A clause before the cue may have been cut short by the tree, or have
    // taken in the cue's subject; the words between comma and comma decide.
    let preposed = tree
        .children(v)
        .iter()
        .any(|&c| tree.deprel(c) == Deprel::Ccomp && c < v);
    let after = tree
        .children(v)
        .iter()
        .any(|&c| tree.deprel(c) == Deprel::Ccomp && c > v && !is_infinitive(tree, c));
    if let Some(b) = behind
        .as_ref()
        .filter(|b| preposed || (b.subject.is_some() && !after))
        && let Some(taken) = take(clause_before(tree, v, b), b.subject)
    {
        return Some(taken);
    }
    let mut content = Vec::new();
    for &c in tree.children(v) {
        let finite = tree.deprel(c) == Deprel::Ccomp
            && (!is_infinitive(tree, c) || c < v || quoted(tree, quotes, c));
        if finite {
            content.extend(tree.runs(&own_words(tree, v, c)));
        }
    }
    if content.is_empty() {
        content = that_clause(tree, v);
    }
    // A clause beside the verb, after a colon or within marks.
    if content.is_empty() {
        for &c in tree.children(v) {
            let beside = matches!(
                tree.deprel(c),
                Deprel::Parataxis | Deprel::Dep | Deprel::Conj
            ) && (quoted(tree, quotes, c) && !quoted(tree, quotes, v)
                || after_colon(tree, c) && tree.deprel(c) == Deprel::Parataxis);
            if beside {
                content.extend(tree.runs(&own_words(tree, v, c)));
            }
        }
    }
    if let Some(taken) = take(content, None) {
        return Some(taken);
    }
    if let Some(b) = &behind
        && let Some(taken) = take(clause_before(tree, v, b), b.subject)
    {
        return Some(taken);
    }
    if let Some((first, last)) = super::order::that_behind(tree, v) {
        let content = vec![tree.span(first).cover(tree.span(last))];
        return take(content, None);
    }
    take(parenthesis(tree, v), None)
        .or_else(|| take(beside_quotation(tree, quotes, v), None))
        .or_else(|| take(right_behind(tree, v), None))
}

/// True for 'in a statement' from a word to another.
fn in_paper(tree: Tree<'_>, from: u32, to: u32) -> bool {
    let noun = to.saturating_sub(1);
    let paper = super::speaker::is_paper(tree.lemma(noun))
        || matches!(
            tree.lemma(noun),
            "interview" | "speech" | "address" | "report"
        );
    from < noun && tree.upos(from) == Upos::Adp && paper && to - from <= 5
}

/// The clause that begins right behind a verb of saying, or behind 'in a
/// statement', and that the tree has hung elsewhere: 'described them as slow and
/// said time was short'.
fn right_behind(tree: Tree<'_>, v: u32) -> Vec<Span> {
    const FAR: u32 = 12;
    if !matches!(tree.lemma(v), "say" | "add") || !tree.is_finite(v) {
        return Vec::new();
    }
    let end = tree.len().min(v + FAR);
    let clause = (v + 2..end).find(|&w| {
        let subject = tree.child(w, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]);
        let first = |s: u32| {
            let first = tree.s.subtree(s).first().copied();
            first.is_some_and(|t| t == v + 1 || in_paper(tree, v + 1, t))
        };
        subject.is_some_and(first) && !tree.s.dominates(w, v)
    });
    let Some(clause) = clause else {
        return Vec::new();
    };
    let mut all = tree.s.subtree(clause);
    all.retain(|&t| t > v && (tree.upos(t) != Upos::Punct || t + 1 < tree.len()));
    tree.runs(&unmarked(tree, all))
}

/// 'That all had been freed was confirmed by the ministry': the clause that a
/// passive with an agent has for its subject.
fn confirmed(tree: Tree<'_>, v: u32) -> Option<Vec<Span>> {
    tree.agent(v).filter(|_| tree.is_passive(v))?;
    let clause = tree.children(v).iter().copied().find(|&c| {
        c < v
            && matches!(
                tree.deprel(c),
                Deprel::Csubj | Deprel::CsubjPass | Deprel::Advcl | Deprel::Ccomp
            )
            && tree.child_word(c, &[Deprel::Mark], "that").is_some()
    })?;
    let content = tree.runs(&unmarked(tree, tree.s.subtree(clause)));
    (!content.is_empty()).then_some(content)
}

/// A clause before the cue and its subject, by the order of words.
fn before(tree: Tree<'_>, quotes: &[Quotation], v: u32) -> Option<Taken> {
    if quoted(tree, quotes, v) {
        return None;
    }
    let found = super::order::behind(tree, v)?;
    // Whose words are quoted before the cue is read off the marks.
    let marks = quotes.iter().any(|q| {
        let clause = tree.span(found.clause.0).cover(tree.span(found.clause.1));
        q.span.overlaps(clause)
    });
    if marks {
        return None;
    }
    let left = unmarked(tree, (found.clause.0..=found.clause.1).collect());
    let last = tree.s.tokens_in(found.words).end.saturating_sub(1).max(v);
    let right = goes_on(tree, v, last, !found.partial);
    if found.partial && right.is_empty() {
        return None;
    }
    // 'Speaking in Oslo, the minister said: “We are ready”': only what follows.
    let colon = (last + 1..tree.len())
        .take_while(|&t| !matches!(tree.word(t), "," | ";") && tree.upos(t) != Upos::Sconj)
        .any(|t| tree.is(t, ":"));
    let mut content = match found.partial && colon {
        true => Vec::new(),
        false => tree.runs(&left),
    };
    content.extend(right);
    (!content.is_empty()).then(|| Taken {
        content,
        addressee: addressee(tree, v),
        clause: true,
        source: Some(found.subject),
        words: Some(found.words),
        carrier: found.carrier,
        ..Taken::default()
    })
}

/// True for a clause whose verb is an infinitive, not 'the aim is to have'.
fn is_infinitive(tree: Tree<'_>, c: u32) -> bool {
    tree.infinitive_mark(c).is_some()
        && tree
            .child(c, &[Deprel::Cop, Deprel::Nsubj, Deprel::NsubjOuter])
            .is_none()
}

/// The subtree of a clause without its 'that', and without a second verb that
/// belongs beside the cue.
fn own_words(tree: Tree<'_>, v: u32, c: u32) -> Vec<u32> {
    let mut all = tree.s.subtree(c);
    for &d in tree.children(c) {
        if tree.sister(d) == Some(v) {
            let minus = tree.s.subtree(d);
            all.retain(|t| minus.binary_search(t).is_err());
        }
    }
    if c > v {
        all.retain(|&t| t > v);
    }
    let cut = all.iter().copied().find(|&t| t > v && tree.is(t, ";"));
    if let Some(cut) = cut.filter(|&cut| super::order::another_says(tree, cut, tree.len())) {
        all.retain(|&t| t < cut);
    }
    unmarked(tree, all)
}

fn unmarked(tree: Tree<'_>, mut all: Vec<u32>) -> Vec<u32> {
    while let Some(&first) = all.first() {
        let that = (tree.is(first, "that") && tree.deprel(first) == Deprel::Mark)
            || tree.upos(first) == Upos::Punct
            || (tree.deprel(first) == Deprel::Cc && all.len() > 1);
        if !that {
            break;
        }
        all.remove(0);
    }
    all
}

/// True where the word stands within a quotation.
fn quoted(tree: Tree<'_>, quotes: &[Quotation], t: u32) -> bool {
    quotes.iter().any(|q| q.inner.contains(tree.span(t)))
}

fn after_colon(tree: Tree<'_>, c: u32) -> bool {
    let first = tree.s.subtree(c).first().copied().unwrap_or(c);
    (first > 0 && tree.is(first - 1, ":")) || tree.is(first, ":")
}

/// A clause with 'that' which the tree has hung on the one spoken to, or on
/// another word between the cue and it.
fn that_clause(tree: Tree<'_>, v: u32) -> Vec<Span> {
    let below = tree.s.subtree(v);
    let mark = below
        .iter()
        .copied()
        .find(|&t| t > v && tree.is(t, "that") && tree.deprel(t) == Deprel::Mark);
    let Some(mark) = mark else { return Vec::new() };
    let Some(c) = tree.s.head(mark) else {
        return Vec::new();
    };
    let Some(w) = tree.s.head(c) else {
        return Vec::new();
    };
    let hung = matches!(
        tree.deprel(c),
        Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis
    );
    // Not where a noun of saying stands right before it: 'heard the claim
    // that'; but 'said in a statement that' is the verb's.
    let between_is_clause = tree
        .s
        .ancestors(w)
        .take_while(|&t| t != v)
        .any(|t| matches!(tree.upos(t), Upos::Verb | Upos::Aux) && t < mark && w == t);
    let direct_object = tree.deprel(w) == Deprel::Obj
        && tree.s.head(w) == Some(v)
        && tree.upos(w) == Upos::Noun
        && (w + 1 == mark
            || matches!(
                tree.lemma(w),
                "claim"
                    | "report"
                    | "allegation"
                    | "accusation"
                    | "charge"
                    | "suggestion"
                    | "assertion"
                    | "warning"
                    | "rumour"
                    | "rumor"
            ))
        && tree.child(v, &[Deprel::Iobj]).is_none()
        && !tree.takes_person(v);
    if !hung || between_is_clause || direct_object || !(v..mark).contains(&w) {
        return Vec::new();
    }
    let all = tree.s.subtree(c);
    // A coordinated clause may hang beside it ('that A, but that B').
    tree.runs(&unmarked(tree, all))
}

/// A cue that stands behind its clause: where its own words begin, and who
/// its subject is.
struct Behind {
    start: u32,
    subject: Option<u32>,
}

impl Behind {
    fn of(tree: Tree<'_>, v: u32) -> Option<Self> {
        // A past tense hung on a noun is read as a participle; its own subject
        // tells ('..., the two announced on Friday').
        let past = tree.xpos(v) == Xpos::Vbn
            && (tree.child(v, &[Deprel::Nsubj]).is_some()
                || tree.child(v, &[Deprel::NsubjPass]).is_some()
                    && tree.child(v, &[Deprel::AuxPass, Deprel::Aux]).is_none());
        if !past && (!tree.is_finite(v) || tree.is_passive(v)) {
            return None;
        }
        // Of two subjects before the verb the nearer is its own.
        let mut subjects = tree.children(v).iter().copied().filter(|&c| {
            c < v
                && (matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjOuter)
                    || past && tree.deprel(c) == Deprel::NsubjPass)
        });
        let first = subjects.next();
        let own = subjects.next_back().or(first);
        if own.is_some_and(|s| matches!(tree.xpos(s), Xpos::Wp | Xpos::Wdt)) {
            return None;
        }
        // 'said X': the verb itself begins. What is quoted before it may have
        // been taken for a subject: '"All of it. Full stop," said X'.
        let inverted = (tree.children(v).iter().copied())
            .find(|&c| c > v && matches!(tree.deprel(c), Deprel::Nsubj));
        let closes = v > 0 && matches!(tree.word(v - 1), "”" | "\"" | "''");
        let begins = inverted.map(|s| Self {
            start: v,
            subject: Some(s).filter(|_| own.is_some()),
        });
        if closes && begins.is_some() {
            return begins;
        }
        if let Some(start) = own.and_then(|s| Self::start(tree, s, v)) {
            return Some(Self {
                start,
                subject: own.filter(|_| own != first || past),
            });
        }
        if begins.is_some() {
            return begins;
        }
        // '..., ” Senator X, of Ohio, said': what opens behind the mark.
        if own.is_none_or(|s| s < v)
            && let Some((start, name)) = super::order::subject(tree, v)
            && start > 1
            && matches!(tree.word(start - 1), "”" | "\"" | "''")
        {
            return Some(Self {
                start,
                subject: Some(name),
            });
        }
        if own.is_some() {
            return None;
        }
        // The tree has no subject: a subject of another verb that stands
        // right before this one, or the phrase between a comma and the verb.
        let borrowed = (v.saturating_sub(40)..v)
            .rev()
            .find(|&t| tree.deprel(t) == Deprel::Nsubj)
            .and_then(|s| Some((Self::start(tree, s, v)?, s)));
        let (start, subject) = borrowed.or_else(|| Self::bare_phrase(tree, v))?;
        Some(Self {
            start,
            subject: Some(subject),
        })
    }

    /// Where a subject's phrase begins, if nothing but marks, auxiliaries and
    /// adverbs stands between it and the verb.
    fn start(tree: Tree<'_>, subject: u32, v: u32) -> Option<u32> {
        let below = tree.s.subtree(subject);
        let last = below.iter().copied().filter(|&t| t < v).max()?;
        let clear = (last + 1..v).all(|t| {
            matches!(
                tree.upos(t),
                Upos::Punct | Upos::Aux | Upos::Adv | Upos::Part
            )
        });
        let mut start = subject;
        while start > 0 && below.binary_search(&(start - 1)).is_ok() {
            start -= 1;
        }
        while start < subject && tree.upos(start) == Upos::Punct {
            start += 1;
        }
        clear.then_some(start)
    }

    /// The words between a comma and the verb, where they make a noun phrase:
    /// its first word and its last noun.
    fn bare_phrase(tree: Tree<'_>, v: u32) -> Option<(u32, u32)> {
        let mut t = v;
        let mut noun = None;
        while t > 0 && v - t < 12 {
            let w = t - 1;
            match tree.upos(w) {
                Upos::Noun | Upos::Propn | Upos::Pron => noun = noun.or(Some(w)),
                Upos::Aux | Upos::Adv if noun.is_none() => {}
                Upos::Det | Upos::Adj | Upos::Num | Upos::Adp | Upos::Part | Upos::Sym => {}
                Upos::Punct if tree.is(w, ",") => return noun.map(|n| (t, n)),
                Upos::Punct if tree.is(w, "-") => {}
                _ => return None,
            }
            t = w;
        }
        None
    }
}

/// A direct quotation that ends right before the cue's own words.
fn quotation_before(tree: Tree<'_>, quotes: &[Quotation], start: u32) -> Vec<Span> {
    let at = tree.span(start).start;
    let sentence = tree.s.span;
    quotes
        .iter()
        .filter(|q| q.span.end <= at && q.span.end > sentence.start)
        .filter(|q| {
            let gap = Span::new(q.span.end, at).of(tree.text);
            let words = q.inner.of(tree.text).trim_end();
            // “... no longer at war”, they said: the comma behind the mark.
            let part = words.starts_with(char::is_lowercase);
            let outside = gap.starts_with(',') && (part || words.split_whitespace().count() > 2);
            gap.chars().all(|c| c.is_whitespace() || c == ',')
                && (outside || words.ends_with([',', '.', '?', '!', '…']))
        })
        .map(|q| Span::new(q.inner.start.max(sentence.start), q.inner.end))
        .collect()
}

/// A clause before a cue of which only the last words are quoted: 'They could
/// do so “in a matter of weeks,” she said'.
fn partly_quoted(tree: Tree<'_>, quotes: &[Quotation], start: u32) -> Vec<Span> {
    let Some(quoted) = quotation_before(tree, quotes, start).first().copied() else {
        return Vec::new();
    };
    let fragment = quoted
        .of(tree.text)
        .chars()
        .next()
        .is_some_and(char::is_lowercase);
    let before: Vec<u32> = (0..start)
        .filter(|&t| tree.span(t).end <= quoted.start)
        .collect();
    let from = before
        .iter()
        .rposition(|&t| tree.is(t, ";") || tree.is(t, ":"))
        .map_or(0, |k| k + 1);
    let left = unmarked(tree, before[from..].to_vec());
    let finite = left
        .iter()
        .any(|&t| matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    match left.first() {
        Some(&first) if fragment && finite && left.len() >= 3 => {
            vec![Span::new(tree.span(first).start, quoted.end)]
        }
        _ => Vec::new(),
    }
}

/// The clause before a cue that follows it after a comma, and what goes on
/// after the cue.
fn clause_before(tree: Tree<'_>, v: u32, behind: &Behind) -> Vec<Span> {
    let start = behind.start;
    if start < 3 || !tree.is(start - 1, ",") {
        return Vec::new();
    }
    // The clause may begin after a semicolon.
    let from = (0..start - 1)
        .rev()
        .find(|&t| tree.is(t, ";"))
        .map_or(0, |t| t + 1);
    let left: Vec<u32> = (from..start - 1).collect();
    let left = unmarked(tree, left);
    // A past tense is often read as a participle; its subject tells.
    let finite = left.iter().any(|&t| match tree.xpos(t) {
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => true,
        Xpos::Vbn => tree.own_subject(t).is_some(),
        _ => false,
    });
    let right = goes_on(tree, v, v, finite);
    let right = if finite || parts(tree, &right) {
        right
    } else {
        Vec::new()
    };
    // A subordinate clause alone is no content ('When they met, X said so').
    let subordinate = left.first().is_some_and(|&t| {
        tree.upos(t) == Upos::Sconj
            || tree.xpos(t) == Xpos::Wrb
            || ["asked", "pressed"].iter().any(|w| tree.is(t, w))
            || matches!(tree.xpos(t), Xpos::Vbn | Xpos::Vbg | Xpos::To)
                && !matches!(tree.deprel(t), Deprel::Csubj | Deprel::CsubjPass)
            || (tree.upos(t) == Upos::Adp && tree.deprel(t) == Deprel::Mark)
    });
    let object = tree
        .child(v, &[Deprel::Obj])
        .is_some_and(|o| o > v && !tree.takes_person(v));
    // 'Their chamber, he has maintained, will turn to it.'
    let parted = parts(tree, &right);
    if !(finite || parted) || object || (subordinate && right.is_empty()) {
        return Vec::new();
    }
    // 'Asked when it would be, he answered: “On Friday”': only what follows.
    let colon = right
        .first()
        .and_then(|r| tree.s.token_at(r.start))
        .is_some_and(|t| (v..t).any(|k| tree.is(k, ":")));
    let mut out = match subordinate && colon {
        true => Vec::new(),
        false => tree.runs(&left),
    };
    out.extend(right);
    out
}

/// True where words begin with the verb of the clause before them.
fn parts(tree: Tree<'_>, right: &[Span]) -> bool {
    let first = right.first().and_then(|r| tree.s.token_at(r.start));
    first.is_some_and(|t| matches!(tree.xpos(t), Xpos::Md | Xpos::Vbz | Xpos::Vbp))
}

/// What goes on with a clause behind the cue that is put into it: `last` is the
/// last word of the cue and its subject, `whole` tells that the clause before it
/// is one.
fn goes_on(tree: Tree<'_>, v: u32, last: u32, whole: bool) -> Vec<Span> {
    // What follows the verb, or the one spoken to, after a comma.
    let mut after = last + 1;
    if let Some(a) = addressee(tree, v).filter(|&a| a > v) {
        after = tree.s.subtree(a).last().map_or(after, |&t| t + 1);
    }
    // A clause that lacks its verb goes on with one: 'The talks, he said, opened'.
    let stops = match tree.xpos(after + 1) {
        Xpos::Vbg | Xpos::Wp | Xpos::Wdt => true,
        Xpos::Vbd => whole,
        _ => false,
    };
    let goes_on = after + 1 < tree.len()
        && tree.is(after, ",")
        && !stops
        && !["and", "while", "although", "though", "as", "when", "after"]
            .iter()
            .any(|w| tree.is(after + 1, w));
    // 'X will sit, he told reporters, and Y would follow.'
    let goes_on =
        goes_on || after + 2 < tree.len() && tree.is(after, ",") && joins(tree, after + 1);
    // 'two days after they met', 'an account that was denied'
    let aside = matches!(tree.upos(after + 1), Upos::Det | Upos::Num)
        || tree.upos(after + 1) == Upos::Noun
            && ["after", "before"].iter().any(|w| tree.is(after + 2, w));
    // 'X is so, she said: it was in the text.'
    let goes_on = goes_on && !(aside && whole) || tree.is(after, ":") && after + 1 < tree.len();
    if !goes_on {
        return Vec::new();
    }
    let to = (after + 1..tree.len())
        .find(|&t| tree.is(t, ";"))
        .unwrap_or(tree.len());
    let right: Vec<u32> = (after + 1..to).collect();
    tree.runs(&right)
}

/// True where 'and' or 'but' behind a cue goes on with what is reported: a
/// clause in 'will', 'could' or the like, and no further cue.
fn joins(tree: Tree<'_>, t: u32) -> bool {
    if !["and", "but"].iter().any(|w| tree.is(t, w)) {
        return false;
    }
    let clause = t + 1
        ..(t + 1..tree.len())
            .find(|&k| tree.is(k, ";"))
            .unwrap_or(tree.len());
    let verb = clause
        .clone()
        .find(|&k| matches!(tree.upos(k), Upos::Verb | Upos::Aux));
    let ahead = verb.is_some_and(|k| {
        tree.xpos(k) == Xpos::Md
            || ["be", "is", "are"].iter().any(|w| tree.is(k, w)) && tree.is(k + 1, "to")
    });
    const SPEECH: [&str; 8] = [
        "say", "tell", "add", "announce", "insist", "report", "confirm", "warn",
    ];
    ahead && !clause.into_iter().any(|k| SPEECH.contains(&tree.lemma(k)))
}

/// The clause into which a cue is put: '..., he said, ...', '... as X said'.
fn parenthesis(tree: Tree<'_>, v: u32) -> Vec<Span> {
    let Some(head) = tree.s.head(v) else {
        return Vec::new();
    };
    let as_clause = tree.deprel(v) == Deprel::Advcl
        && tree
            .child_word(v, &[Deprel::Mark, Deprel::Advmod], "as")
            .is_some()
        && tree.child(v, &[Deprel::Xcomp]).is_none()
        // 'as he told parliament', 'as he put it'
        && tree.child(v, &[Deprel::Obj]).is_none_or(|o| {
            tree.takes_person(v) || tree.lemma(v) == "put" && tree.is(o, "it")
        });
    let aside = matches!(tree.deprel(v), Deprel::Parataxis | Deprel::Dep)
        && tree.own_subject(v).is_some()
        && tree.is_finite(v)
        && tree
            .child(v, &[Deprel::Obj])
            .is_none_or(|o| o > v && tree.upos(o) != Upos::Verb);
    if !as_clause && !aside {
        return Vec::new();
    }
    let first = tree.s.subtree(v).first().copied().unwrap_or(v);
    let whole = tree.s.subtree(head);
    // 'X left; Y said': a clause of its own after a semicolon tells nothing
    // of the one before it.
    let starts_before = whole.first().is_some_and(|&w| w < first);
    let cut = first > 0 && (tree.is(first - 1, ";") || tree.is(first, ";"));
    if !(starts_before || as_clause && first == 0) || cut {
        return Vec::new();
    }
    let mut tokens = tree.without(head, v);
    if as_clause {
        // Only what stands before the 'as', or all of it where that leads.
        let before: Vec<u32> = tokens.iter().copied().filter(|&t| t < first).collect();
        if !before.is_empty() {
            tokens = before;
        }
    }
    tree.runs(&unmarked(tree, tokens))
}

/// A quotation that stands next to the cue's clause with nothing but marks
/// between, for trees that do not connect the two.
fn beside_quotation(tree: Tree<'_>, quotes: &[Quotation], v: u32) -> Vec<Span> {
    if quoted(tree, quotes, v) {
        return Vec::new();
    }
    let sentence = tree.s.span;
    let verb = tree.span(v);
    let mut out = Vec::new();
    for q in quotes.iter().filter(|q| q.span.overlaps(sentence)) {
        let inside = Span::new(
            q.inner.start.max(sentence.start),
            q.inner.end.min(sentence.end),
        );
        let between = if inside.end <= verb.start {
            Span::new(q.span.end.min(verb.start), verb.start)
        } else if inside.start >= verb.end {
            Span::new(verb.end, q.span.start.max(verb.end))
        } else {
            continue;
        };
        let words = between.of(tree.text);
        let plain = words.trim_matches(|c: char| c.is_whitespace() || ",:".contains(c));
        // Few words between, and none that begins another clause.
        let near = plain.split_whitespace().count() <= 8 && !plain.contains([';', '.', '“', '"']);
        let sentence_like = inside.of(tree.text).split_whitespace().count() >= 3
            || inside.of(tree.text).ends_with(['.', ',', '!', '?']);
        if near && sentence_like {
            out.push(inside);
        }
    }
    out
}
