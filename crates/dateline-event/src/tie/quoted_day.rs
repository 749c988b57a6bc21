//! 'Tomorrow' in the mouth of one who spoke before the day of the report: '"We will
//! meet them tomorrow," she said on Monday', told on Tuesday.

use crate::draft::adjunct;
use crate::tree::Tree;
use dateline_record::{Interval, Reference, Report, Timex};
use jiff::civil::Date;

/// Days before the report on which it was said.
const SAID: i32 = 10;

/// Counts what is said within quotation marks from the day on which it was said.
pub(crate) fn shift(report: &Report, trees: &[Tree], timexes: &mut [Timex]) {
    let mut at = 0;
    for tree in trees {
        let span = tree.s.span;
        while at < timexes.len() && timexes[at].span.end <= span.start {
            at += 1;
        }
        let n = timexes[at..]
            .iter()
            .take_while(|t| t.span.start < span.end)
            .count();
        let here = at..at + n;
        let quoted = |t: &Timex| is_quoted(&report.text, span.start, t.span.start);
        let counted = |t: &Timex| t.reference == Reference::Dct && is_counted(&t.rule);
        if n < 2
            || !timexes[here.clone()]
                .iter()
                .any(|t| counted(t) && quoted(t))
        {
            continue;
        }
        let said = timexes[here.clone()]
            .iter()
            .filter(|t| !quoted(t))
            .find_map(|t| said_on(tree, t, report.dct.date));
        let Some(far) = said.and_then(|d| d.since(report.dct.date).ok()) else {
            continue;
        };
        for t in &mut timexes[here] {
            if counted(t) && is_quoted(&report.text, span.start, t.span.start) {
                t.interval = t.interval.map(|i| moved(i, far));
            }
        }
    }
}

/// Days counted from the one on which they are said.
fn is_counted(rule: &str) -> bool {
    ["tomorrow", "yesterday", "today", "tonight"]
        .iter()
        .any(|w| rule.starts_with("en.time.deictic.") && rule.contains(w))
}

/// True within quotation marks that open in the sentence.
fn is_quoted(text: &str, from: u32, at: u32) -> bool {
    let before = text.get(from as usize..at as usize).unwrap_or("");
    let mut open = false;
    for c in before.chars() {
        match c {
            '\u{201c}' | '\u{ab}' => open = true,
            '\u{201d}' | '\u{bb}' => open = false,
            '"' => open = !open,
            _ => {}
        }
    }
    open
}

/// The day, before that of the report, that hangs on a verb of speaking.
fn said_on(tree: &Tree, t: &Timex, today: Date) -> Option<Date> {
    let day = t.interval.filter(adjunct::is_exact)?;
    let day = day.first_day().filter(|d| day.last_day() == Some(*d))?;
    let before = (1..=SAID).contains(&(today - day).get_days());
    let verb = tree.s.head(tree.s.head_of(t.span)?)?;
    let says = matches!(
        tree.lemma(verb),
        "say" | "tell" | "add" | "write" | "announce" | "declare" | "promise" | "vow" | "warn"
    );
    (before && says).then_some(day)
}

fn moved(i: Interval, far: jiff::Span) -> Interval {
    let to = |t: Option<jiff::civil::DateTime>| t.and_then(|t| t.checked_add(far).ok());
    Interval {
        start: to(i.start),
        end: to(i.end),
        ..i
    }
}
