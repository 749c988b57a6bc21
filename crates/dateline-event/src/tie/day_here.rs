//! The one day of a sentence, for what it tells as done with no day of its own.

use crate::draft::adjunct;
use crate::draft::build::{Draft, is_meeting};
use crate::tree::Tree;
use dateline_record::{Family, Interval, Kind, Status, TimeArgument, TimeBasis, Timex};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// Gives what is done and has no time the one day that its sentence names.
pub(crate) fn days(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], today: Date) {
    let own: Vec<Option<TimeArgument>> = drafts
        .iter()
        .map(|d| {
            let m = &d.mention;
            // 'Flew home on Thursday from three days in Oslo'
            let whole = !matches!(m.kind, Kind::Conflict | Kind::Visit);
            let done = m.status.value == Status::Held && whole;
            let free = m.time.is_none() && m.same_as.is_none() && d.late.is_none();
            if !done || !free || d.bare || d.recurs || m.background {
                return None;
            }
            let tree = trees.get(d.sentence as usize)?;
            let timex = one_day(tree, timexes, today).or_else(|| {
                one_time(tree, timexes, today).filter(|_| is_after_clause(tree, d.head))
            });
            let timex = timex.filter(|t| is_over(tree, t, d))?;
            // 'Was signed on 13 March, in the course of the two-day visit'
            if d.extent.length.is_some() {
                return None;
            }
            Some(TimeArgument {
                interval: timex.interval?,
                basis: TimeBasis::Stated,
                span: timex.span,
                rule: "en.event.time.sentence".into(),
            })
        })
        .collect();
    for (d, time) in drafts.iter_mut().zip(own) {
        if time.is_some() {
            d.mention.time = time;
        }
    }
}

/// True where the event stands in the clause that the time is of, or below it, and
/// where the clause is one about its noun: 'an offensive launched on Monday'.
fn is_over(tree: &Tree, timex: &Timex, d: &Draft) -> bool {
    let Some(word) = tree.s.head_of(timex.span) else {
        return false;
    };
    // 'Pulled out of Monday's talks'
    let before_noun = match tree.rel(word) {
        Deprel::NmodPoss => true,
        Deprel::Compound => timex.anchor.is_none(),
        _ => false,
    };
    let mut up = tree.s.ancestors(word);
    let clause = up.find(|&v| tree.is_verb(v) || tree.is_predicate(v));
    let Some(clause) = clause.filter(|_| !before_noun) else {
        return false;
    };
    if matches!(tree.rel(clause), Deprel::Acl | Deprel::AclRelcl)
        && tree.s.head(clause) == Some(d.head)
    {
        return true;
    }
    // 'Flew home on Thursday from Oslo, where they had signed it'
    let apart = |t: u32| {
        let place = tree.children(t).any(|c| tree.lemma(c) == "where");
        tree.rel(t) == Deprel::Ccomp || place || tree.rel(t) == Deprel::AclRelcl && d.behind
    };
    let mut below = tree.s.ancestors(d.head).take_while(|&t| t != clause);
    // 'Ratified the treaty on Tuesday', 'that followed talks', 'condemned it over its
    // attack': what is taken for granted.
    let kind = d.mention.kind;
    let granted = (is_meeting(kind) || kind == Kind::Agreement) && !d.told;
    // 'Shelled the town on Monday in breach of the truce agreed in Oslo'
    let agreed = [Deprel::Acl, Deprel::AclRelcl];
    let known = (is_meeting(kind) || kind.family() == Family::Accord)
        && d.is_noun
        && matches!(tree.rel(d.head), Deprel::Nmod | Deprel::Obl)
        && tree.s.child(d.head, &agreed).is_some();
    let occasion = d.is_noun
        && tree
            .case(d.head)
            .is_some_and(|c| !matches!(c.as_str(), "at" | "in" | "during" | "with"));
    !granted && !known && !occasion && tree.s.dominates(clause, d.head) && !below.any(apart)
}

/// 'The border was shut in January after Chad shelled a camp': what came before is
/// told of the same weeks.
fn is_after_clause(tree: &Tree, head: u32) -> bool {
    let verb = tree.s.ancestors(head).find(|&v| tree.is_verb(v));
    verb.is_some_and(|v| {
        let mark = tree.marker(v, Deprel::Mark);
        tree.rel(v) == Deprel::Advcl
            && matches!(mark.as_deref(), Some("after" | "when" | "once" | "as"))
            && !tree.mood(v).perfect
    })
}

/// The time of a sentence that names no other, where it is a day that is over.
fn one_day<'t>(tree: &Tree, timexes: &'t [Timex], today: Date) -> Option<&'t Timex> {
    one_time(tree, timexes, today).filter(|t| {
        let day = |i: &Interval| adjunct::is_exact(i) && i.first_day() == i.last_day();
        t.interval.as_ref().is_some_and(day)
    })
}

/// The time of a sentence that names no other, where it is over and no longer than
/// a month.
fn one_time<'t>(tree: &Tree, timexes: &'t [Timex], today: Date) -> Option<&'t Timex> {
    let span = tree.s.span;
    let from = timexes.partition_point(|t| t.span.end <= span.start);
    let mut found: Option<&Timex> = None;
    for t in timexes[from..]
        .iter()
        .take_while(|t| t.span.start < span.end)
    {
        let Some(interval) = t.interval else { continue };
        if found.is_some_and(|f| f.interval != Some(interval)) {
            return None;
        }
        found = Some(t);
    }
    let timex = found?;
    let on = matches!(timex.anchor.as_deref(), None | Some("on" | "in"));
    let short = |i: &Interval| {
        matches!((i.first_day(), i.last_day()), (Some(a), Some(b))
            if b <= today && (b - a).get_days() <= 31)
    };
    timex.interval.filter(|i| on && short(i)).map(|_| timex)
}
