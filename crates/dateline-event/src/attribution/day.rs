//! When words were spoken: the day beside the cue ('said on Monday'), that of
//! what is done by saying them ('scrapped the deal on Monday, telling ...'),
//! that of what the cue stands with ('said after Monday's session'), or that
//! of the scene told before: 'The two met on Monday. “It went well,” one of
//! them said.' Nobody has spoken on a day to come.

use super::Found;
use super::tree::Tree;
use dateline_record::{
    EventMention, Person, Resolved, Span, StatementType, Status, Timex, TimexType,
};
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};
use jiff::civil::Date;

/// How far before its subject the time of a cue may stand, in words.
const AHEAD: u32 = 8;

/// What the day of a statement is looked for in.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) timexes: &'a [Timex],
    pub(super) entities: &'a [Resolved],
    pub(super) events: &'a [EventMention],
    pub(super) today: Date,
}

impl<'a> Scene<'a> {
    /// The day, else the week or month, on which the words of an attribution
    /// were spoken; `None` where the text does not tell.
    pub(super) fn day(&self, f: &Found, speaker: &Person, content: &[Span]) -> Option<String> {
        let s = self.sentences.get(f.sentence as usize)?;
        let tree = Tree { s, text: self.text };
        let outside = |t: &Timex| !content.iter().any(|c| c.contains(t.span));
        let own: Vec<&Timex> = self.within(s.span).filter(|t| outside(t)).collect();
        self.beside(tree, f.token, &f.content)
            .or_else(|| stood_by(tree, f.token, &own))
            .or_else(|| behind(tree, f, content, &own))
            .or_else(|| ahead(tree, f, &own))
            .or_else(|| within_source(tree, f, &own))
            .or_else(|| before_colon(tree, f, &own))
            .or_else(|| self.occasion(tree, f, content))
            .or_else(|| self.scene(tree, f, speaker))
    }

    /// The times of a span that are over.
    fn within(&self, span: Span) -> impl Iterator<Item = &'a Timex> + use<'a> {
        let from = self.timexes.partition_point(|t| t.span.start < span.start);
        let today = self.today;
        self.timexes[from..]
            .iter()
            .take_while(move |t| t.span.start < span.end)
            .filter(|t| matches!(t.kind, TimexType::Date | TimexType::Time))
            .filter(move |t| {
                let first = t.interval.and_then(|i| i.first_day());
                first.is_some_and(|day| day <= today)
            })
    }

    /// The time beside the cue, beside a verb that it is coordinated with
    /// ('called X and said'), or beside the deed that is done by saying it.
    fn beside(&self, tree: Tree<'_>, cue: u32, content: &[Span]) -> Option<String> {
        let mut at = cue;
        for _ in 0..3 {
            let beside = tree
                .children(at)
                .iter()
                .filter(|&&c| {
                    matches!(
                        tree.deprel(c),
                        Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod
                    )
                })
                .filter_map(|&c| {
                    self.within(tree.s.span)
                        .find(|t| t.span.contains(tree.span(c)))
                });
            let outside = |t: &&Timex| !content.iter().any(|c| c.contains(t.span));
            let beside: Vec<&Timex> = beside.filter(outside).collect();
            let day = beside.iter().find_map(|t| day_of(t));
            let coarse = || beside.iter().find_map(|t| week_or_month(t));
            if let Some(when) = day.or_else(coarse) {
                return Some(when);
            }
            match tree.s.head(at) {
                Some(h) if tree.deprel(at) == Deprel::Conj || is_told_by_deed(tree, at, h) => {
                    at = h;
                }
                _ => break,
            }
        }
        None
    }

    /// 'He said after the session', 'she told the meeting': the day of what
    /// was told before to have been held.
    fn occasion(&self, tree: Tree<'_>, f: &Found, content: &[Span]) -> Option<String> {
        if !(tree.is_finite(f.token) || tree.xpos(f.token) == Xpos::Vbd) {
            return None;
        }
        let out = |t: u32| !content.iter().any(|c| c.overlaps(tree.span(t)));
        let near = |t: u32| out(t) && (t > f.token && t < f.token + 10 || t < f.token);
        let named = (0..tree.len()).any(|t| {
            let word = tree.word(t).to_lowercase();
            near(t)
                && (matches!(word.as_str(), "afterwards" | "afterward")
                    || t > 1
                        && GATHERINGS.contains(&tree.lemma(t))
                        && tree.is(t - 1, "the")
                        && (matches!(
                            tree.word(t - 2).to_lowercase().as_str(),
                            "after" | "at" | "following" | "during"
                        ) || t - 2 == f.token && tree.takes_person(f.token)))
        });
        if !named {
            return None;
        }
        let before = self
            .events
            .iter()
            .filter(|e| e.trigger.start < f.cue.start && e.status.value == Status::Held)
            .filter(|e| !content.iter().any(|c| c.contains(e.trigger)));
        let mut days = before.filter_map(|e| {
            let i = e.time.as_ref()?.interval;
            let last = i.last_day()?;
            (i.first_day() == Some(last)
                && last <= self.today
                && (self.today - last).get_days() < 8)
                .then_some((e.trigger.start, last))
        });
        let first = days.next()?;
        let (_, day) = days.fold(first, |a, b| if b.0 > a.0 { b } else { a });
        Some(day.to_string())
    }

    /// A quotation right behind a sentence that tells what its speaker did on a
    /// day: 'Kenya walked out on Monday. “We are done,” its minister said.'
    fn scene(&self, tree: Tree<'_>, f: &Found, speaker: &Person) -> Option<String> {
        if f.kind != StatementType::Quote || tree.xpos(f.token) != Xpos::Vbd {
            return None;
        }
        let had = tree.child_word(f.token, &[Deprel::Aux], "had");
        let before = self.sentences.get((f.sentence as usize).checked_sub(1)?)?;
        let gap = Span::new(before.span.end, tree.s.span.start.max(before.span.end));
        if had.is_some() || gap.of(self.text).contains('\n') {
            return None;
        }
        let told = Tree {
            s: before,
            text: self.text,
        };
        let root = before.root()?;
        let past = told.xpos(root) == Xpos::Vbd
            && told.child_word(root, &[Deprel::Aux], "had").is_none()
            || told
                .child(root, &[Deprel::AuxPass, Deprel::Cop])
                .is_some_and(|c| told.is(c, "was") || told.is(c, "were"));
        if !past || !self.is_in(before.span, f, speaker) {
            return None;
        }
        let mut days = self.within(before.span).filter(|t| {
            let plain = t
                .anchor
                .as_deref()
                .is_none_or(|a| matches!(a, "on" | "at" | "in" | "of"));
            plain && before.head_of(t.span).is_some_and(|w| is_of(told, w, root))
        });
        days.find_map(day_of)
    }

    /// True where a sentence speaks of a speaker or of the side spoken for.
    fn is_in(&self, sentence: Span, f: &Found, speaker: &Person) -> bool {
        let from = self
            .entities
            .partition_point(|r| r.span.start < sentence.start);
        let mut inside = self.entities[from..]
            .iter()
            .take_while(|r| r.span.start < sentence.end);
        let pronoun = f
            .source
            .is_some_and(|s| super::statement::is_pronoun(s.of(self.text)));
        inside.any(|r| {
            let same = r.person.as_ref().is_some_and(|p| p.name == speaker.name);
            let side = speaker
                .party
                .as_ref()
                .is_some_and(|own| r.parties.iter().any(|p| p.id == own.id));
            same || side && !pronoun
        })
    }
}

/// What people speak at and after.
const GATHERINGS: [&str; 26] = [
    "meeting",
    "session",
    "summit",
    "talk",
    "talks",
    "ceremony",
    "conference",
    "round",
    "signing",
    "gathering",
    "encounter",
    "sitting",
    "hearing",
    "negotiation",
    "discussion",
    "vote",
    "visit",
    "dinner",
    "lunch",
    "handover",
    "inauguration",
    "call",
    "forum",
    "assembly",
    "event",
    "opening",
];

/// True for a participle or an infinitive that tells what a deed says: 'walked
/// out, saying', 'telephoned him to assure'.
fn is_told_by_deed(tree: Tree<'_>, v: u32, head: u32) -> bool {
    let hung = matches!(
        tree.deprel(v),
        Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis | Deprel::Dep
    );
    let unmarked = tree.child(v, &[Deprel::Mark, Deprel::Nsubj]);
    let participle = tree.xpos(v) == Xpos::Vbg && v > head && unmarked.is_none();
    let purpose = tree.deprel(v) == Deprel::Advcl && tree.infinitive_mark(v).is_some();
    let done = matches!(tree.xpos(head), Xpos::Vbd | Xpos::Vbn);
    hung && (participle || purpose) && done
}

/// The day of what a cue stood with: 'said after Monday's session', 'in a
/// statement issued on Monday'.
fn stood_by(tree: Tree<'_>, cue: u32, own: &[&Timex]) -> Option<String> {
    let mut at = cue;
    for _ in 0..3 {
        let mut days = own
            .iter()
            .filter_map(|t| day_of(t).filter(|_| stood_with(tree.s, at, t)));
        if let Some(day) = days.next() {
            return Some(day);
        }
        at = tree
            .s
            .head(at)
            .filter(|_| tree.deprel(at) == Deprel::Conj)?;
    }
    None
}

/// True for a time within what the cue stood with.
fn stood_with(sentence: &Sentence, cue: u32, time: &Timex) -> bool {
    let Some(word) = sentence.head_of(time.span) else {
        return false;
    };
    let mut below = word;
    for up in sentence.ancestors(word).skip(1).take(4) {
        if up == cue {
            let token = &sentence.tokens[below as usize];
            let mark = sentence.child(below, &[Deprel::Case, Deprel::Mark]);
            let mark = mark.map(|m| sentence.tokens[m as usize].lemma.as_str());
            let beside = matches!(token.deprel, Deprel::Obl | Deprel::Advcl);
            return beside
                && below != word
                && match mark {
                    None => token.xpos == Xpos::Vbg,
                    Some(m) => matches!(
                        m,
                        "after" | "as" | "at" | "during" | "in" | "when" | "while"
                    ),
                };
        }
        below = up;
    }
    false
}

/// A time between the cue and what is said, or, where that stands before the
/// cue, right behind the one spoken to: 'told lawmakers Thursday', 'let it be
/// known last week that'.
fn behind(tree: Tree<'_>, f: &Found, content: &[Span], own: &[&Timex]) -> Option<String> {
    let first = content.iter().map(|c| c.start).filter(|&c| c >= f.cue.end);
    let to = first.min().unwrap_or(tree.s.span.end).min(tree.s.span.end);
    let stop = (f.token + 1..tree.len()).find(|&t| {
        tree.span(t).start >= to
            || matches!(tree.word(t), ";" | ":" | ",")
            || is_finite(tree, t)
            || tree.upos(t) == Upos::Sconj
            || matches!(tree.xpos(t), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::Vbg)
            || matches!(
                tree.word(t),
                "after" | "before" | "since" | "until" | "from" | "of" | "about" | "for" | "by"
            )
    });
    let end = stop.map_or(to, |t| tree.span(t).start);
    let gap = Span::new(f.cue.end.min(end), end);
    first_of(own.iter().filter(|t| gap.contains(t.span)))
}

/// A time that opens the clause of the cue: '; late on Thursday his ministry
/// said', 'and in June commanders warned'.
fn ahead(tree: Tree<'_>, f: &Found, own: &[&Timex]) -> Option<String> {
    let source = f.source.filter(|s| s.start < f.cue.start)?;
    let mut first = tree.s.tokens_in(source).start;
    let time = |t: u32| own.iter().find(|x| x.span.contains(tree.span(t)));
    // 'late on Monday Uganda's ministry said', where the tree joins the two
    while first < f.token && time(first).is_some() {
        first += 1;
    }
    let found = (first.saturating_sub(AHEAD)..first)
        .rev()
        .take_while(|&t| {
            let comma = tree.is(t, ",") && t + 1 == first;
            comma
                || time(t).is_some()
                || matches!(
                    tree.upos(t),
                    Upos::Adp | Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
                )
        })
        .find_map(|t| time(t).copied())?;
    let mut at = tree.s.tokens_in(found.span).start;
    while at > 0
        && (matches!(
            tree.upos(at - 1),
            Upos::Adp | Upos::Adv | Upos::Det | Upos::Adj
        ))
        && !matches!(
            tree.word(at - 1).to_lowercase().as_str(),
            "since" | "until" | "before" | "from" | "of"
        )
    {
        at -= 1;
    }
    let opens = at == 0
        || matches!(tree.word(at - 1), ";" | ":" | "," | "–" | "—")
        || tree.upos(at - 1) == Upos::Cconj
        || tree.upos(at - 1) == Upos::Sconj;
    first_of([&found].into_iter().filter(|_| opens))
}

/// A time right behind the source, or in a participle on it: 'Her office on
/// Friday denied', 'the president, speaking in Oslo on Friday, said'; also 'a
/// communiqué issued last night', where that is the source.
fn within_source(tree: Tree<'_>, f: &Found, own: &[&Timex]) -> Option<String> {
    let head = f.source_head?;
    let from = tree.s.token_at(head.start)?;
    let after_cue = head.start > f.cue.start;
    let to = match after_cue {
        true => tree.len(),
        false => f.token,
    };
    for t in own {
        let at = tree.s.tokens_in(t.span).start;
        if !(from + 1..to).contains(&at) {
            continue;
        }
        let mut between = from + 1..at;
        let clean = |k: u32| {
            !is_finite(tree, k)
                && !matches!(tree.xpos(k), Xpos::Wp | Xpos::Wdt | Xpos::Wrb)
                && !matches!(tree.word(k), ";" | ":" | "since" | "until" | "by")
        };
        if !between.clone().all(clean) {
            continue;
        }
        let nominal = |k: u32| {
            matches!(
                tree.upos(k),
                Upos::Adp | Upos::Adv | Upos::Propn | Upos::Det
            )
        };
        let plain = !after_cue
            && between.clone().all(nominal)
            && tree.s.tokens_in(t.span).end + 2 >= f.token
            && day_of(t).is_some();
        let participle = between
            .clone()
            .find(|&k| matches!(tree.xpos(k), Xpos::Vbg | Xpos::Vbn | Xpos::Vbd) && k <= from + 3);
        let told = participle.is_some_and(|p| {
            let issued = ISSUED.contains(&tree.lemma(p));
            let speaking = tree.xpos(p) == Xpos::Vbg && !after_cue;
            (issued || speaking) && between.all(|k| k <= p || tree.upos(k) != Upos::Verb)
        });
        if plain || told {
            return first_of([t].into_iter());
        }
    }
    None
}

/// What is done with a paper that speaks.
const ISSUED: [&str; 10] = [
    "issue",
    "publish",
    "release",
    "post",
    "send",
    "read",
    "distribute",
    "circulate",
    "sign",
    "date",
];

/// The day of the clause before a colon, where cue and content stand behind it:
/// 'Kenya changed course on Friday: its minister told the BBC that'.
fn before_colon(tree: Tree<'_>, f: &Found, own: &[&Timex]) -> Option<String> {
    let first = f.source.map_or(f.cue.start, |s| s.start.min(f.cue.start));
    let first = f.cover().map_or(first, |c| c.start.min(first));
    let at = tree.s.token_at(first)?;
    let colon = (0..at).rev().find(|&t| tree.is(t, ":"))?;
    let past = (0..colon).any(|t| matches!(tree.xpos(t), Xpos::Vbd));
    let verb = |w: u32| {
        let up = tree.s.head(w);
        up.is_some_and(|h| h < colon && tree.xpos(h) == Xpos::Vbd)
    };
    let mut days = own.iter().filter(|t| {
        let inside = t.span.end <= tree.span(colon).start;
        inside && past && tree.s.head_of(t.span).is_some_and(verb)
    });
    days.find_map(|t| day_of(t))
}

/// True for a word that hangs on another, with no clause between.
fn is_of(tree: Tree<'_>, word: u32, verb: u32) -> bool {
    let mut at = word;
    for _ in 0..3 {
        if matches!(
            tree.deprel(at),
            Deprel::Ccomp | Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl | Deprel::Parataxis
        ) {
            return false;
        }
        match tree.s.head(at) {
            Some(h) if h == verb => return true,
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

fn is_finite(tree: Tree<'_>, t: u32) -> bool {
    matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// The first day of some times, else the first week or month.
fn first_of<'t, 'u: 't>(times: impl Iterator<Item = &'t &'u Timex> + Clone) -> Option<String> {
    let day = times.clone().find_map(|t| day_of(t));
    day.or_else(|| {
        let mut times = times;
        times.find_map(|t| week_or_month(t))
    })
}

/// The value of a time that is a day.
fn day_of(time: &Timex) -> Option<String> {
    let value = time.value.get(..10).filter(|v| is_day(v));
    value.map(str::to_owned)
}

/// The value of a time that is a week ('2024-W20') or a month ('2024-05').
fn week_or_month(time: &Timex) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = time.value.split_once('-')?;
    let part = rest.strip_prefix('W').unwrap_or(rest);
    (year.len() == 4 && digits(year) && part.len() == 2 && digits(part)).then(|| time.value.clone())
}

fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
}
