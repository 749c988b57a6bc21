//! What is drawn over time, of many events those told of most.

use crate::bits::Bits;
use crate::table::{NO_FIRST, Table, put, put_list};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Most events of one drawing: about as many as can be told apart, and no more
/// than fifty clients can be given at once. The page asks for the stretch it
/// shows.
const MOST: usize = 250;

/// The timeline of some forms as JSON: those with a time, and where not all are
/// drawn, how many there are by month.
pub fn timeline(table: &Table, found: &Bits) -> Vec<u8> {
    let total = found.len();
    let mut timed = found.clone();
    timed.and(&table.timed);
    let n_timed = timed.len();
    let mut months = BTreeMap::new();
    if n_timed > MOST {
        months = by_month(table, &timed);
        timed = told_most(table, &timed);
    }
    let mut out = Vec::with_capacity(1 << 19);
    let [total, n_timed] = [total, n_timed].map(|n| n.to_string());
    put(
        &mut out,
        &["{\"total\":", &total, ",\"n_timed\":", &n_timed],
    );
    put(&mut out, &[",\"items\":"]);
    put_list(&mut out, timed.iter(), |at, out| table.full(at, out));
    put(&mut out, &[",\"months\":{"]);
    for (n, ((year, month), count)) in months.into_iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        put(
            &mut out,
            &[comma, &format!("\"{year:04}-{month:02}\":{count}")],
        );
    }
    put(&mut out, &["}}"]);
    out
}

/// How many begin in each month; few changes from one to the next where they
/// stand in order of time.
fn by_month(table: &Table, timed: &Bits) -> BTreeMap<(i32, i32), usize> {
    let mut months = BTreeMap::new();
    // Each day takes 32 numbers of its month.
    let all = timed.iter().map(|at| table.start[at]);
    let (mut month, mut n) = (NO_FIRST >> 5, 0);
    let mut add = |month: i32, n| {
        if month != NO_FIRST >> 5 && n > 0 {
            *months.entry((month >> 4, month & 15)).or_default() += n;
        }
    };
    for start in all {
        if start >> 5 != month {
            add(month, n);
            (month, n) = (start >> 5, 0);
        }
        n += 1;
    }
    add(month, n);
    months
}

/// Puts those told of alike in an order that leaves out none of the years.
fn scattered(at: usize) -> u64 {
    (at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Those told of most, in order of time.
fn told_most(table: &Table, timed: &Bits) -> Bits {
    // Few reports tell of most events: how many tell of so many, up to a
    // number that any more count as.
    let n_reports = |at: usize| (table.n_reports[at] as usize).min(255);
    let mut counts = [0_usize; 256];
    for at in timed.iter() {
        counts[n_reports(at)] += 1;
    }
    let (mut least, mut n) = (255, counts[255]);
    while n < MOST && least > 0 {
        least -= 1;
        n += counts[least];
    }
    let mut ranked = Vec::with_capacity(n);
    for (place, at) in timed.iter().enumerate() {
        if n_reports(at) >= least {
            ranked.push((Reverse(table.n_reports[at]), scattered(place), at));
        }
    }
    if ranked.len() > MOST {
        ranked.select_nth_unstable(MOST);
        ranked.truncate(MOST);
    }
    let mut out = Bits::none(table.len());
    ranked.into_iter().for_each(|(.., at)| out.add(at as u32));
    out
}
