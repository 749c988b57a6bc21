//! What is coming, overdue, moved lately, and what is doubtful.

use crate::table::{NO_FIRST, NO_LAST, Table, number, put, put_list, put_value};
use dateline_record::{Family, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most records of each list.
const MOST: usize = 200;

/// Set, so that it is overdue where its day has passed.
fn planned(status: Status) -> bool {
    matches!(status, Status::Agreed | Status::Scheduled)
}

fn off(status: Status) -> bool {
    matches!(
        status,
        Status::Postponed | Status::Cancelled | Status::Denied
    )
}

/// The first of a list in some order, without putting the rest in order; and
/// how many there are.
fn first<T: Ord>(mut rows: Vec<T>) -> (usize, Vec<T>) {
    let total = rows.len();
    if total > MOST {
        rows.select_nth_unstable(MOST);
        rows.truncate(MOST);
    }
    rows.sort_unstable();
    (total, rows)
}

/// The agenda on a day, as JSON.
pub fn agenda(table: &Table, on: Date) -> Vec<u8> {
    let (mut upcoming, mut overdue, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    let lately = number(on.checked_sub(90.days()).unwrap_or(on));
    let today = number(on);
    // Most events are passed over by their facts alone.
    for at in table.now.iter() {
        if table.background[at] {
            continue;
        }
        let (status, told, (from, to)) = (table.status[at], table.told[at], table.due[at]);
        let timed = from != NO_FIRST || to != NO_LAST;
        if timed && to >= today && status.is_open() {
            let day = if from == NO_FIRST { to } else { from };
            upcoming.push((day, table.rank(at), at));
        }
        if to < today && planned(status) {
            // The latest first.
            overdue.push((-to, table.rank(at), at));
        }
        if told >= lately && told <= today && (table.moved[at] || off(status)) {
            changed.push((-told, table.rank(at), at));
        }
    }
    let mut out = Vec::new();
    put(&mut out, &["{\"on\":\"", &on.to_string(), "\""]);
    for (name, (total, rows)) in [
        ("upcoming", first(upcoming)),
        ("overdue", first(overdue)),
        ("changed", first(changed)),
    ] {
        let total = total.to_string();
        put(
            &mut out,
            &[",\"", name, "\":{\"total\":", &total, ",\"items\":"],
        );
        put_list(&mut out, rows, |(.., at), out| table.brief(at, out));
        out.push(b'}');
    }
    out.push(b'}');
    out
}

/// What an analyst should look at first, as JSON: sources that differ, what
/// fell due and was never reported, and what the reader is least sure of.
pub fn review(table: &Table, on: Date, decided: &BTreeSet<String>) -> Vec<u8> {
    let today = number(on);
    let mut rows: Vec<(u8, u32, usize, &'static str)> = Vec::new();
    for at in table.now.iter() {
        let n_parties = || table.heads.parties.of.get(table.head[at] as usize).len();
        let overdue = table.due[at].1 < today && planned(table.status[at]);
        let row = if table.contested[at] {
            (0, "sources differ")
        } else if overdue && !table.background[at] {
            (1, "fell due, never reported")
        } else if table.unsure[at] {
            (2, "the reader is not sure")
        } else if n_parties() == 0 {
            (3, "no party is known")
        } else if n_parties() == 1 && table.kind[at].family() == Family::Meeting {
            (3, "a meeting of one party")
        } else {
            continue;
        };
        rows.push((row.0, table.rank(at), at, row.1));
    }
    if !decided.is_empty() {
        rows.retain(|(.., at, _)| !decided.contains(table.id(*at)));
    }
    let (total, rows) = first(rows);
    let mut out = Vec::new();
    put(
        &mut out,
        &["{\"total\":", &total.to_string(), ",\"items\":"],
    );
    put_list(&mut out, rows, |(.., at, why), out| {
        put(out, &["{\"why\":"]);
        put_value(out, &why);
        put(out, &[",\"item\":"]);
        table.brief(at, out);
        out.push(b'}');
    });
    out.push(b'}');
    out
}
