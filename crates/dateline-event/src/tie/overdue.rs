//! What was to be done by now and was not: 'failed to hand over the maps by 20
//! December', 'were due to meet in November but did not', 'They are still there'.

use crate::climb::{NOT_YET, Path, State, UNFULFILLED};
use crate::draft::build::{Draft, Scene};
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::tie::ellipsis::is_undone;
use crate::tree::Tree;
use dateline_record::{EventMention, Kind, Status, TimeArgument, TimeBasis};
use dateline_syntax::{Deprel, Upos};
use jiff::civil::{Date, DateTime};

impl Scene<'_> {
    /// True for an undertaking whose day is over and which is told not to have been
    /// kept. A day that the tense of the plan has put ahead is put back.
    pub(crate) fn is_overdue(
        &self,
        status: Status,
        rule: &str,
        path: &Path,
        mention: &mut EventMention,
    ) -> bool {
        let today = self.report.dct.date;
        let unkept = matches!(
            rule,
            UNFULFILLED | NOT_YET | "en.event.status.mood" | "en.event.status.fail"
        );
        let mut words = path.clause.into_iter().chain(path.word);
        if rule == UNFULFILLED && words.any(|w| is_undone(self.tree, w)) {
            for time in [&mut mention.time, &mut mention.due].into_iter().flatten() {
                put_back(time, &self.report.text, today);
            }
        }
        let over = |t: &TimeArgument| {
            // 'By 20 December', or any day that was set.
            let set = t.interval.first_day().is_none() || rule == UNFULFILLED;
            let past = t.interval.last_day().is_some_and(|d| d < today);
            t.basis == TimeBasis::Stated && set && past
        };
        let off = matches!(
            status,
            Status::Postponed | Status::Denied | Status::Cancelled
        );
        let dated = mention.time.as_ref().or(mention.due.as_ref());
        mention.kind == Kind::Commitment && off && unkept && dated.is_some_and(over)
    }
}

/// 'Were due to meet in November but did not': last November.
fn put_back(time: &mut TimeArgument, text: &str, today: Date) {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let ahead = match (time.interval.first_day(), time.interval.last_day()) {
        (Some(first), _) => first > today,
        (None, Some(last)) => last > today,
        _ => false,
    };
    if !ahead || time.basis != TimeBasis::Stated {
        return;
    }
    let words = time.span.of(text).to_lowercase();
    let named = |names: &[&str]| {
        let mut all = words.split(|c: char| !c.is_alphanumeric());
        all.any(|w| w.len() > 2 && names.iter().any(|n| w.starts_with(n)))
    };
    let year = words
        .split(|c: char| !c.is_ascii_digit())
        .any(|n| n.len() == 4);
    let far = if year {
        return;
    } else if named(&MONTHS) {
        jiff::Span::new().years(1)
    } else if named(&DAYS) {
        jiff::Span::new().weeks(1)
    } else {
        return;
    };
    let back = |t: Option<DateTime>| t.and_then(|t| t.checked_sub(far).ok());
    time.interval.start = back(time.interval.start);
    time.interval.end = back(time.interval.end);
}

/// 'It was due to meet in November. It did not': so does the plan that is told before.
pub(crate) fn plans(drafts: &mut [Draft], text: &str, today: Date) {
    let lapsed: Vec<usize> = drafts
        .iter()
        .filter(|d| d.mention.status.rule == UNFULFILLED && d.mention.time.is_none())
        .filter_map(|d| d.mention.same_as)
        .map(|j| j as usize)
        .collect();
    for j in lapsed {
        if let Some(d) = drafts.get_mut(j)
            && d.past
            && d.mention.status.value.is_open()
            && let Some(time) = &mut d.mention.time
        {
            put_back(time, text, today);
        }
    }
}

/// 'Are still there', 'is still closed': as before what was to come.
pub(crate) fn stays(tree: &Tree, t: u32) -> bool {
    const STATES: [&str; 17] = [
        "there",
        "closed",
        "shut",
        "jail",
        "prison",
        "custody",
        "place",
        "cell",
        "detention",
        "captivity",
        "wait",
        "close",
        "hand",
        "hold",
        "occupy",
        "detain",
        "imprison",
    ];
    let mood = tree.mood(t);
    let now = mood.form == Form::Finite && !mood.negated && mood.modal == Modal::None;
    let still = tree.children(t).any(|c| c < t && tree.lemma(c) == "still");
    still && now && STATES.contains(&tree.lemma(t))
}

/// 'They are still in jail', 'It is still closed': pronouns for a plan told before
/// that did not come about.
pub(crate) fn still(tree: &Tree, lexicon: &Lexicon) -> Vec<Proposal> {
    let Some(frame) = lexicon.pronoun("it") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for t in 0..tree.len() {
        let subject = tree.s.child(t, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let Some(s) = subject.filter(|_| stays(tree, t)) else {
            continue;
        };
        if tree.upos(s) != Upos::Pron || !matches!(tree.lemma(s), "it" | "they") {
            continue;
        }
        out.push(Proposal::pronoun(
            tree,
            frame,
            s,
            t,
            State::Postponed,
            UNFULFILLED,
        ));
    }
    out
}
