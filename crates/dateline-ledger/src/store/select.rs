//! The queries for a filter. Each is answered from one index that holds all
//! columns a filter asks for, in order of time, so that a page is found
//! without sorting, and only the events on it are read.

use crate::Filter;
use crate::error::Result;
use crate::merge::facts::{Day, day_number};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

/// An event whose time spans more days is looked up apart from the others, so
/// that the rest can be found by the day they begin on.
pub(crate) const WIDE: i64 = 62;

/// Stands for the place in time of an event without one.
pub(crate) const UNTIMED: i64 = i64::MAX;

/// Of several parties, the one with fewest events is gone through; so many
/// are counted at most.
const COUNTED: i64 = 5_000;

/// At most so many names of places, and events in them, are looked up by name;
/// where there are more, a page is found soon in order of time.
const NAMES: usize = 100;
const IN_PLACES: i64 = 2_000;

/// The events of a filter as two lists, each in order: short ones, and those
/// of a long time or none.
pub(super) struct Select {
    arms: [String; 2],
    values: Vec<Value>,
}

impl Select {
    /// Id, place in time, body and links; without the first `offset` and at
    /// most `limit`.
    pub(super) fn page(self, page: Option<(usize, usize)>) -> (String, Vec<Value>) {
        let cut = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        // The body of no event is read but of those on the page. They come in
        // order; the caller puts them in order all the same, since the engine
        // does not promise it, and does not ask for it here, since the engine
        // would carry all bodies through a sort.
        let limit = page.map_or(String::new(), |(offset, limit)| {
            format!(" LIMIT {} OFFSET {}", cut(limit), cut(offset))
        });
        let sql = format!(
            "SELECT e.id, e.sort, e.body, e.links
             FROM ({} ORDER BY 1, 2{limit}) f CROSS JOIN event e ON e.id = f.id",
            self.arms.join(" UNION ALL ")
        );
        (sql, self.values)
    }

    /// The ids alone, in order of time and id.
    pub(super) fn ids(self) -> (String, Vec<Value>) {
        let sql = format!(
            "SELECT id FROM ({}) ORDER BY sort, id",
            self.arms.join(" UNION ALL ")
        );
        (sql, self.values)
    }

    pub(super) fn count(self) -> (String, Vec<Value>) {
        let sql = format!("SELECT count(*) FROM ({})", self.arms.join(" UNION ALL "));
        (sql, self.values)
    }
}

struct Values(Vec<Value>);

impl Values {
    fn bind(&mut self, v: impl Into<Value>) -> String {
        self.0.push(v.into());
        format!("?{}", self.0.len())
    }

    fn list(&mut self, column: &str, items: impl Iterator<Item = &'static str>) -> Option<String> {
        let items: Vec<String> = items.map(|i| self.bind(i.to_owned())).collect();
        (!items.is_empty()).then(|| format!("f.{column} IN ({})", items.join(", ")))
    }
}

/// The events of a filter that were known by a day. With `late`, entries that
/// later reports changed are left out, since the caller adds those.
pub(super) fn select(db: &Connection, filter: &Filter, until: Day, late: bool) -> Result<Select> {
    let mut values = Values(Vec::new());
    let mut conditions = vec!["f.rejected = 0".to_owned()];
    if until < Day::MAX {
        let day = values.bind(i64::from(until));
        let column = if late { "last" } else { "first" };
        conditions.push(format!("f.{column} <= {day}"));
    }
    conditions.extend(values.list("kind", filter.kinds.iter().map(|k| k.as_str())));
    conditions.extend(values.list("status", filter.statuses.iter().map(|s| s.as_str())));
    if let Some(place) = &filter.place {
        let words = values.bind(place.to_lowercase());
        let code = values.bind(place.to_uppercase());
        conditions.push(format!(
            "(instr(f.place, {words}) > 0 OR f.country = {code})"
        ));
    }
    let mut parties: Vec<String> = filter.parties.iter().map(|p| p.to_uppercase()).collect();
    let (table, id) = if parties.is_empty() {
        let found = match &filter.place {
            Some(place) => in_places(db, place, &mut values)?,
            None => None,
        };
        let table = found.map_or("event f".to_owned(), |ids| {
            format!("({ids}) p CROSS JOIN event f ON f.id = p.id")
        });
        (table, "id")
    } else {
        let rarest = rarest(db, &parties)?;
        let rarest = values.bind(parties.swap_remove(rarest));
        conditions.push(format!("f.party = {rarest}"));
        for other in parties {
            let other = values.bind(other);
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM event_party q WHERE q.party = {other}
                     AND q.wide = f.wide AND q.sort = f.sort AND q.event = f.event)"
            ));
        }
        ("event_party f".to_owned(), "event")
    };
    let all = conditions.join(" AND ");
    let arm = |wide: u8, more: &str| {
        format!(
            "SELECT f.sort AS sort, f.{id} AS id FROM {table}
             WHERE f.wide = {wide} AND {all}{more}"
        )
    };
    let arms = if filter.from.is_some() || filter.to.is_some() {
        let number =
            |day: Option<jiff::civil::Date>, open: Day| i64::from(day.map_or(open, day_number));
        let (from, to) = (number(filter.from, Day::MIN), number(filter.to, Day::MAX));
        let low = values.bind(from.saturating_sub(WIDE));
        let (from, to) = (values.bind(from), values.bind(to));
        let within = format!(" AND f.t0 <= {to} AND f.t1 >= {from}");
        [
            arm(0, &format!(" AND f.sort BETWEEN {low} AND {to}{within}")),
            // Where a long one stands says nothing of its other end.
            arm(1, &within),
        ]
    } else {
        [arm(0, ""), arm(1, "")]
    };
    Ok(Select {
        arms,
        values: values.0,
    })
}

/// Which of the parties has fewest events.
fn rarest(db: &Connection, parties: &[String]) -> Result<usize> {
    let mut best = (i64::MAX, 0);
    if parties.len() > 1 {
        for (at, party) in parties.iter().enumerate() {
            let n: i64 = db
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM event_party WHERE party = ?1 LIMIT ?2)",
                )?
                .query_row(params![party, COUNTED], |r| r.get(0))?;
            if n < best.0 {
                best = (n, at);
            }
        }
    }
    Ok(best.1)
}

/// The query for the events in a place, where they are few.
fn in_places(db: &Connection, place: &str, values: &mut Values) -> Result<Option<String>> {
    // From each name to the next, and not through all events.
    let names: Vec<String> = db
        .prepare_cached(
            "WITH RECURSIVE name (n) AS (
                 SELECT min(place) FROM event WHERE place IS NOT NULL
                 UNION ALL
                 SELECT (SELECT min(place) FROM event WHERE place > name.n) FROM name
                 WHERE name.n IS NOT NULL
             ) SELECT n FROM name WHERE instr(n, ?1) > 0 LIMIT ?2",
        )?
        .query_map(params![place.to_lowercase(), NAMES as i64 + 1], |r| {
            r.get(0)
        })?
        .collect::<rusqlite::Result<_>>()?;
    if names.len() > NAMES {
        return Ok(None);
    }
    let mut left = IN_PLACES;
    {
        let mut count = db.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM event WHERE place = ?1 LIMIT ?2)",
        )?;
        for name in &names {
            left -= count.query_row(params![name, left], |r| r.get::<_, i64>(0))?;
        }
    }
    let code = place.to_uppercase();
    left -= db
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM event WHERE country = ?1 LIMIT ?2)")?
        .query_row(params![code, left], |r| r.get::<_, i64>(0))?;
    if left <= 0 {
        return Ok(None);
    }
    let code = values.bind(code);
    let mut sql = format!("SELECT id FROM event WHERE country = {code}");
    for name in names {
        let name = values.bind(name);
        sql.push_str(&format!(" UNION SELECT id FROM event WHERE place = {name}"));
    }
    Ok(Some(sql))
}
