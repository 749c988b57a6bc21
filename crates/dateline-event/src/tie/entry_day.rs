//! The day that heads an entry of a chronology: '8 April: Kenya closed its
//! border with Uganda.'

use crate::draft::build::Draft;
use crate::tree::Tree;
use dateline_record::{Status, TimeArgument, TimeBasis, Timex};
use jiff::civil::Date;

/// Gives what the paragraph behind such a day tells as done, with no time of
/// its own, that day.
pub(crate) fn headed(
    drafts: &mut [Draft],
    trees: &[Tree],
    timexes: &[Timex],
    text: &str,
    today: Date,
) {
    let days = days(trees, timexes, text, today);
    for d in drafts {
        let told = d.told && !d.behind && !d.bare && !d.mention.background;
        let done = d.mention.status.value == Status::Held;
        if d.mention.time.is_none() && told && done {
            d.mention.time = days[d.sentence as usize].clone();
        }
    }
}

/// The day that is all of a paragraph, as over the entries of minutes.
fn lone_day(tree: &Tree, timex: &Timex) -> Option<TimeArgument> {
    const SHORT: usize = 7;
    let interval = timex.interval?;
    let rest = |k: &&dateline_syntax::Token| {
        !timex.span.contains(k.span) && k.upos != dateline_syntax::Upos::Punct
    };
    let alone = tree.s.tokens.len() <= SHORT && tree.s.tokens.iter().filter(rest).count() <= 1;
    let day = interval
        .first_day()
        .filter(|d| interval.last_day() == Some(*d));
    let stands = tree.s.span.contains(timex.span) && timex.span.start < tree.s.span.end;
    (alone && stands && day.is_some()).then(|| TimeArgument {
        interval,
        basis: TimeBasis::Stated,
        span: timex.span,
        rule: "en.event.time.entry".into(),
    })
}

/// The heading day of each sentence's paragraph.
fn days(trees: &[Tree], timexes: &[Timex], text: &str, today: Date) -> Vec<Option<TimeArgument>> {
    let mut out = vec![None; trees.len()];
    let mut at = 0;
    let mut here: Option<TimeArgument> = None;
    let mut end = 0;
    let mut section: Option<TimeArgument> = None;
    for (n, tree) in trees.iter().enumerate() {
        let span = tree.s.span;
        let gap = text.get(end..span.start as usize).unwrap_or("");
        let opens = n == 0 || gap.contains('\n');
        if opens {
            here.clone_from(&section);
        }
        end = span.end as usize;
        while at < timexes.len() && timexes[at].span.end <= span.start {
            at += 1;
        }
        let next = trees.get(n + 1).map(|t| t.s.span.start as usize);
        let below = next.and_then(|next| text.get(end..next));
        let alone = opens && below.is_some_and(|gap| gap.contains('\n'));
        if alone && let Some(day) = timexes.get(at).and_then(|t| lone_day(tree, t)) {
            // The day of the report itself says nothing of what is told below it.
            section = (day.interval.first_day() != Some(today)).then_some(day);
            here.clone_from(&section);
            continue;
        }
        let heads = tree.s.tokens.len() <= 8
            && tree.s.tokens.last().is_some_and(|t| t.lemma == ":")
            && timexes.get(at).is_some_and(|t| span.contains(t.span));
        if heads {
            let covered = |t: &Timex| t.span.end + 2 >= span.end - 1;
            here = timexes[at]
                .interval
                .filter(|_| timexes[at..].iter().take(2).any(covered))
                .map(|interval| TimeArgument {
                    interval,
                    basis: TimeBasis::Stated,
                    span: timexes[at].span,
                    rule: "en.event.time.entry".into(),
                });
        }
        out[n].clone_from(&here);
    }
    out
}
