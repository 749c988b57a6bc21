//! 'Chad and Libya have agreed on a truce. The president broke the news on Monday':
//! what is announced on a day was done on it, where no sentence tells another.

use crate::draft::build::{Draft, is_meeting};
use crate::mood::{Form, Modal};
use crate::tree::Tree;
use dateline_record::{Granularity, Interval, Kind, Status, TimeArgument, TimeBasis, Timex};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// The news is that of one of so many sentences at the beginning.
const FIRST: u32 = 2;

/// Sentences from the news to its announcement.
const NEAR: u32 = 2;

/// Words of a sentence that tells no more than a day, at most.
const SHORT: u32 = 14;

/// Days between the announcement and the report.
const FRESH: i32 = 7;

/// 'The army has shot down a drone. That was on Tuesday': the day of what was told last.
pub(crate) fn that_was(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], today: Date) {
    let mut at = 0;
    for (number, tree) in trees.iter().enumerate().skip(1) {
        let short = tree.len() <= SHORT;
        let told = short.then(|| that_day(tree, timexes, today)).flatten();
        let Some(time) = told else { continue };
        let before = u32::try_from(number - 1).unwrap_or(u32::MAX);
        while at < drafts.len() && drafts[at].sentence < before {
            at += 1;
        }
        let mut last = drafts[at..]
            .iter_mut()
            .take_while(|d| d.sentence == before)
            .filter(|d| d.mention.status.value == Status::Held && d.told && !d.bare);
        if let (Some(d), None) = (last.next(), last.next())
            && d.mention.time.is_none()
            && d.mention.same_as.is_none()
        {
            d.mention.time = Some(time);
        }
    }
}

/// The day of a sentence that tells no more: 'That was on Tuesday, near Kidal.'
fn that_day(tree: &Tree, timexes: &[Timex], today: Date) -> Option<TimeArgument> {
    let span = tree.s.span;
    let from = timexes.partition_point(|t| t.span.end <= span.start);
    let t = timexes.get(from).filter(|t| t.span.start < span.end)?;
    let word = tree.s.head_of(t.span)?;
    let root = tree.s.root()?;
    let mood = tree.mood(root);
    let was = mood.past && mood.modal == Modal::None && !mood.negated;
    let copular = root == word && tree.s.child(word, &[Deprel::Cop]).is_some();
    let happened = tree.s.head(word) == Some(root)
        && (tree.lemma(root) == "happen" || tree.lemma(root) == "be");
    let subject = tree.s.child(root, &[Deprel::Nsubj])?;
    let that = matches!(tree.lemma(subject), "that" | "this" | "it");
    let on = matches!(t.anchor.as_deref(), None | Some("on"));
    let day = t.interval.filter(|i| {
        let one = i.first_day().is_some() && i.first_day() == i.last_day();
        one && i.last_day() <= Some(today)
    })?;
    (was && that && on && (copular || happened)).then(|| TimeArgument {
        interval: Interval::day(day.first_day().unwrap_or(today)),
        basis: TimeBasis::Stated,
        span: t.span,
        rule: "en.event.time.that_was".into(),
    })
}

/// Gives what a report begins with, and has no day, that of its announcement.
pub(crate) fn days(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], today: Date) {
    for n in 0..drafts.len() {
        let d = &drafts[n];
        let kind = d.mention.kind;
        // What is done with one's hands may be announced before or after.
        let news = matches!(
            kind,
            Kind::Agreement | Kind::Decision | Kind::Vote | Kind::Sanction | Kind::Easing
        );
        let done = d.mention.status.value == Status::Held && d.told && !d.bare && !d.relative;
        let free = d.mention.time.is_none() && d.mention.same_as.is_none() && d.late.is_none();
        if !news || !done || !free || d.sentence >= FIRST || d.mention.background {
            continue;
        }
        // The first that the sentence tells.
        let first = drafts[..n]
            .iter()
            .all(|a| a.sentence != d.sentence || is_meeting(a.mention.kind) || !a.told);
        let perfect = trees.get(d.sentence as usize).is_some_and(|tree| {
            let verb = std::iter::once(d.head)
                .chain(tree.s.ancestors(d.head))
                .find(|&v| tree.is_verb(v));
            verb.is_some_and(|v| tree.mood(v).perfect && !tree.mood(v).past)
        });
        // 'Has ordered them to come home today': a day of its own is told.
        let dated = trees.get(d.sentence as usize).is_some_and(|tree| {
            let from = timexes.partition_point(|t| t.span.end <= tree.s.span.start);
            timexes[from..]
                .iter()
                .take_while(|t| t.span.start < tree.s.span.end)
                .any(|t| t.interval.is_some_and(|i| i.first_day() == i.last_day()))
        });
        if !first || !perfect || dated {
            continue;
        }
        let told = (d.sentence + 1..=d.sentence + NEAR).find_map(|s| {
            let tree = trees.get(s as usize)?;
            announced(tree, timexes, today)
        });
        if let Some(mut time) = told {
            let d = &mut drafts[n];
            let lemma = trees
                .get(d.sentence as usize)
                .map_or("", |tree| tree.lemma(d.head));
            let shut = matches!(
                lemma,
                "close" | "shut" | "seal" | "block" | "ban" | "bar" | "halt" | "stop" | "cut"
            );
            if kind == Kind::Sanction && shut {
                time.interval.end = None;
            }
            d.mention.time = Some(time);
        }
    }
}

/// The day on which a sentence tells that it was announced, issued or decided.
fn announced(tree: &Tree, timexes: &[Timex], today: Date) -> Option<TimeArgument> {
    let span = tree.s.span;
    let from = timexes.partition_point(|t| t.span.end <= span.start);
    let here = timexes[from..]
        .iter()
        .take_while(|t| t.span.start < span.end);
    here.into_iter().find_map(|t| {
        let day = t.interval.filter(|i| {
            let days = i.last_day().map(|last| (today - last).get_days());
            matches!(i.granularity, Granularity::Day | Granularity::Time)
                && i.first_day() == i.last_day()
                && days.is_some_and(|n| (0..=FRESH).contains(&n))
        })?;
        let on = matches!(t.anchor.as_deref(), None | Some("on"));
        let word = tree.s.head_of(t.span).filter(|_| on)?;
        let verb = tree.s.ancestors(word).take(3).find(|&v| tree.is_verb(v))?;
        // 'Was made known yesterday'
        let over = tree
            .s
            .head(verb)
            .filter(|_| tree.rel(verb) == Deprel::Xcomp);
        let verb = over.unwrap_or(verb);
        is_news(tree, verb).then(|| TimeArgument {
            interval: day,
            basis: TimeBasis::Stated,
            span: t.span,
            rule: "en.event.time.news".into(),
        })
    })
}

/// 'Broke the news', 'the step was made known', 'the order, issued on Monday', 'it was
/// decided'.
fn is_news(tree: &Tree, verb: u32) -> bool {
    let mood = tree.mood(verb);
    if mood.modal != Modal::None || mood.negated || mood.form == Form::Infinitive {
        return false;
    }
    let it = |t: u32| {
        let known = tree
            .s
            .child(t, &[Deprel::Det])
            .is_some_and(|d| matches!(tree.lemma(d), "the" | "this" | "that"))
            || tree.s.child(t, &[Deprel::NmodPoss]).is_some();
        matches!(tree.lemma(t), "it" | "this" | "that")
            || known
                && matches!(
                    tree.lemma(t),
                    "news"
                        | "step"
                        | "decision"
                        | "order"
                        | "measure"
                        | "move"
                        | "announcement"
                        | "deal"
                        | "agreement"
                        | "accord"
                        | "breakthrough"
                        | "extension"
                        | "ban"
                        | "closure"
                        | "decree"
                        | "understanding"
                )
    };
    let what = [
        tree.subject(verb),
        tree.object(verb),
        tree.s.head(verb).filter(|_| tree.rel(verb) == Deprel::Acl),
    ];
    let of_it = what.into_iter().flatten().any(it);
    let known = tree
        .s
        .children_by(verb, &[Deprel::Xcomp, Deprel::Advmod])
        .any(|c| matches!(tree.lemma(c), "know" | "known" | "public"));
    of_it
        && match tree.lemma(verb) {
            "announce" | "disclose" | "reveal" | "issue" | "publish" | "break" | "decide" => true,
            "make" => {
                known
                    || tree
                        .object(verb)
                        .is_some_and(|o| tree.lemma(o) == "announcement")
            }
            "come" | "fall" => true,
            _ => false,
        }
}
