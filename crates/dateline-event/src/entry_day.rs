//! The day that heads an entry of a chronology: '8 April: Kenya closed its
//! border with Uganda.'

use crate::build::Draft;
use crate::tree::Tree;
use dateline_record::{Status, TimeArgument, TimeBasis, Timex};

/// Gives what the paragraph behind such a day tells as done, with no time of
/// its own, that day.
pub(crate) fn headed(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], text: &str) {
    let days = days(trees, timexes, text);
    for d in drafts {
        let told = d.told && !d.behind && !d.bare && !d.mention.background;
        let done = d.mention.status.value == Status::Held;
        if d.mention.time.is_none() && told && done {
            d.mention.time = days[d.sentence as usize].clone();
        }
    }
}

/// The heading day of each sentence's paragraph.
fn days(trees: &[Tree], timexes: &[Timex], text: &str) -> Vec<Option<TimeArgument>> {
    let mut out = vec![None; trees.len()];
    let mut at = 0;
    let mut here: Option<TimeArgument> = None;
    let mut end = 0;
    for (n, tree) in trees.iter().enumerate() {
        let span = tree.s.span;
        let gap = text.get(end..span.start as usize).unwrap_or("");
        if gap.contains('\n') {
            here = None;
        }
        end = span.end as usize;
        while at < timexes.len() && timexes[at].span.end <= span.start {
            at += 1;
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
