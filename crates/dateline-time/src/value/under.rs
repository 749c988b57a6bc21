//! Underspecified values: what an expression says by itself, with nothing
//! looked up yet.

use super::cal::Unit;
use crate::rules::{Field, Fields, Hit, Make};

/// A word that points: 'last Friday', 'next year', 'that day'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dir {
    Last,
    This,
    Next,
    /// 'that', 'the same': the unit spoken of before.
    Same,
    /// 'the previous', 'the day before': from the time spoken of.
    Before,
    /// 'the following': from the time spoken of.
    After,
    /// 'the coming', 'upcoming'.
    Coming,
}

impl Dir {
    fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "last" | "past" => Self::Last,
            "this" | "current" => Self::This,
            "next" => Self::Next,
            "same" => Self::Same,
            "before" | "previous" | "preceding" | "prior" => Self::Before,
            "after" | "following" => Self::After,
            "coming" => Self::Coming,
            _ => return None,
        })
    }
}

/// Where an offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Dct,
    /// The time spoken of.
    Focus,
    /// The time spoken of in a text that tells of another time than its own;
    /// else the report's: 'by the end of the month'.
    Story,
}

/// Offset from Greenwich, or its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone(pub String);

impl Zone {
    /// `Z` or an offset, of a name or of a name and hours: 'UTC+2'. `None`
    /// where no zone is given, where it has no offset that is known ('local
    /// time'), and where no clock is so far from Greenwich.
    fn new(f: &Fields) -> Option<Self> {
        let name = f.text(Field::Zone).unwrap_or("");
        let Some(hours) = f.int(Field::ZoneHour) else {
            return (!name.is_empty()).then(|| Self(name.to_owned()));
        };
        let sign = f.text(Field::ZoneSign)?;
        let minutes = f.int(Field::ZoneMinute).unwrap_or(0);
        // +0900 as one number
        let (hours, minutes) = match hours {
            100.. => (hours / 100, hours % 100),
            _ => (hours, minutes),
        };
        let far = 60 * hours + minutes;
        ((0..=14 * 60).contains(&far) && minutes < 60)
            .then(|| Self(format!("{sign}{hours:02}:{minutes:02}")))
    }
}

/// A clock time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clock {
    pub hour: i8,
    pub minute: Option<i8>,
    pub second: Option<i8>,
    pub zone: Option<Zone>,
}

/// A place in the calendar, perhaps without its leading parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Date {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// 'the week of'.
    pub week: bool,
    pub quarter: Option<i8>,
    pub half: Option<i8>,
    /// See [`super::Cal::Season`].
    pub season: Option<i8>,
    pub decade: Option<i16>,
    pub century: Option<i16>,
    /// A key of the table of holidays.
    pub holiday: Option<String>,
    /// `MO` `MI` `AF` `EV` `NI` `DT`
    pub part: Option<String>,
    pub clock: Option<Clock>,
    pub dir: Option<Dir>,
    /// Years from the reference: 'last year's third quarter' has -1.
    pub year_shift: Option<i32>,
    /// Those years count from the time spoken of: '31 December of that year'.
    pub year_of_focus: bool,
    /// The last year of a range that begins with `year`.
    pub until: Option<i16>,
    /// The written year had two digits.
    pub short_year: bool,
    /// 'the nth weekday or day of': 1 to 5, -1 the last.
    pub nth: Option<i8>,
    /// The unit counted by `nth`.
    pub nth_unit: Option<Unit>,
    /// So many months at the start or, where `nth` is -1, at the end of the
    /// year.
    pub months: Option<i8>,
    /// The text counts them as quarters.
    pub quarters: bool,
    /// Days to go on from the day that the rest gives: 'a week from Friday'.
    pub add: i32,
    /// The year is that of the one day that has this name: '9/11'.
    pub named: bool,
    /// It goes over so many days: 'the night of 3-4 May'.
    pub n_days: Option<i8>,
}

/// So many units from a reference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Offset {
    /// `None` for 'several weeks ago'.
    pub n: Option<f64>,
    pub unit: Unit,
    /// -1 back, 1 on, 0 the unit that holds the reference.
    pub sign: i32,
    pub from: From,
    /// The unit that the value is told in, where not `unit`.
    pub grain: Option<Unit>,
    pub part: Option<String>,
    pub clock: Option<Clock>,
    /// 'the following': a unit of that kind spoken of, not the report's.
    pub weekday: Option<i8>,
    /// The word that points, where there is one.
    pub dir: Option<Dir>,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Under {
    Date(Box<Date>),
    Offset(Box<Offset>),
    Duration {
        n: Option<f64>,
        unit: Unit,
        /// 'two years and six months'
        also: Option<(f64, Unit)>,
        /// `past`: it ends at the reference; `next`: it begins there.
        ends: Option<Dir>,
    },
    Set {
        value: String,
        quant: Option<String>,
        freq: Option<String>,
    },
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`, or a value as it is.
    Ref(String),
}

/// A duration of as many units or more is no time that anyone tells.
const MOST: f64 = 1e12;

impl Under {
    /// From what a rule yields; `None` where the words make no sense ('31
    /// February', 'June 45').
    pub fn new(hit: &Hit) -> Option<Self> {
        let f = &hit.fields;
        match hit.make {
            Make::Date => Date::new(f).map(|d| Self::Date(Box::new(d))),
            Make::Offset => {
                let n = match f.get(Field::N) {
                    None => Some(1.0),
                    Some(v) => v.number(),
                };
                // 'three and a half years ago'
                let n = n.map(|n| n + f.number(Field::N2).unwrap_or(0.0));
                let from = match f.text(Field::From) {
                    Some("focus") => From::Focus,
                    Some("story") => From::Story,
                    _ => From::Dct,
                };
                let sign = match f.get(Field::Dir).filter(|_| !f.has(Field::Sign)) {
                    Some(v) => match v.text()? {
                        "last" | "before" | "past" => -1,
                        "next" | "after" | "coming" => 1,
                        _ => 0,
                    },
                    None => f.int(Field::Sign).unwrap_or(0).signum(),
                };
                Some(Self::Offset(Box::new(Offset {
                    n,
                    unit: unit(f, Field::Unit)?,
                    sign,
                    from,
                    grain: unit(f, Field::Grain),
                    part: f.text(Field::Part).map(str::to_owned),
                    clock: Clock::new(f).ok()?,
                    weekday: f.int(Field::Weekday).map(|w| w as i8),
                    dir: f.text(Field::Dir).and_then(Dir::parse),
                })))
            }
            Make::Duration => {
                let n = match f.get(Field::N) {
                    None => Some(1.0),
                    Some(v) => v.number(),
                };
                let also = match (f.number(Field::N2), unit(f, Field::Unit2)) {
                    (Some(n), Some(u)) => Some((n, u)),
                    _ => None,
                };
                // 'two and a half years': a fraction with no unit of its own
                let n = match (n, f.number(Field::N2), &also) {
                    (Some(a), Some(b), None) => Some(a + b),
                    (n, _, _) => n,
                };
                // Digits without end count no time.
                if !n.is_none_or(|n| n < MOST) || !also.is_none_or(|(n, _)| n < MOST) {
                    return None;
                }
                Some(Self::Duration {
                    n,
                    unit: unit(f, Field::Unit)?,
                    also,
                    ends: f.text(Field::Ends).and_then(Dir::parse),
                })
            }
            Make::Set => Some(Self::Set {
                value: set_value(f)?,
                quant: f.text(Field::Quant).map(str::to_uppercase),
                freq: f.text(Field::Freq).map(str::to_owned),
            }),
            Make::Ref => f.text(Field::Value).map(|v| Self::Ref(v.to_owned())),
        }
    }
}

fn unit(f: &Fields, field: Field) -> Option<Unit> {
    f.text(field).and_then(Unit::parse)
}

/// Days that so many units are, with their sign: `D`, `-D`, `W`, `-W`.
fn days_added(n: i32, unit: &str) -> Option<i32> {
    let sign = if unit.starts_with('-') { -1 } else { 1 };
    let days = match unit.trim_start_matches('-') {
        "D" => 1,
        "W" => 7,
        _ => return None,
    };
    n.checked_mul(days * sign)
}

fn set_value(f: &Fields) -> Option<String> {
    if let Some(value) = f.text(Field::Value) {
        return Some(value.to_owned());
    }
    let part = f.text(Field::Part);
    if let Some(weekday) = f.int(Field::Weekday) {
        let part = part.map_or(String::new(), |p| format!("T{p}"));
        return Some(format!("XXXX-WXX-{weekday}{part}"));
    }
    if let Some(quarter) = f.int(Field::Quarter) {
        return Some(format!("XXXX-Q{quarter}"));
    }
    match (f.int(Field::Month), f.int(Field::Day)) {
        (Some(m), Some(d)) => return Some(format!("XXXX-{m:02}-{d:02}")),
        (Some(m), None) => return Some(format!("XXXX-{m:02}")),
        _ => {}
    }
    if let Some(season) = f.text(Field::Season) {
        let code = ["SP", "SU", "FA", "WI"];
        return Some(format!("XXXX-{}", code.get(season.parse::<usize>().ok()?)?));
    }
    if let Some(part) = part {
        return Some(format!("XXXX-XX-XXT{part}"));
    }
    let n = match f.get(Field::N) {
        None => Some(1.0),
        Some(v) => v.number(),
    };
    if !n.is_none_or(|n| n < MOST) {
        return None;
    }
    Some(super::duration_value(n, unit(f, Field::Unit)?))
}

impl Clock {
    /// `Ok(None)` where the expression gives no clock time; `Err` where it
    /// gives one that no clock shows.
    fn new(f: &Fields) -> Result<Option<Self>, ()> {
        let Some(mut hour) = f.number(Field::Hour) else {
            return Ok(None);
        };
        let mut minute = f.number(Field::Minute);
        // 1430 as one number
        if minute.is_none() && hour >= 100.0 {
            minute = Some(hour % 100.0);
            hour = (hour / 100.0).floor();
        }
        // 2.30 as a clock shows it
        if minute.is_none() && hour.fract() != 0.0 {
            minute = Some((hour.fract() * 100.0).round());
            hour = hour.trunc();
        }
        match f.text(Field::Half12) {
            Some("am") if hour == 12.0 => hour = 0.0,
            Some("pm") if hour < 12.0 => hour += 12.0,
            Some("am" | "pm") if hour > 12.0 => return Err(()),
            _ => {}
        }
        let second = f.number(Field::Second);
        let fits = |v: Option<f64>| v.is_none_or(|v| (0.0..60.0).contains(&v));
        if !(0.0..=24.0).contains(&hour) || !fits(minute) || !fits(second) || hour.fract() != 0.0 {
            return Err(());
        }
        Ok(Some(Self {
            hour: hour as i8,
            minute: minute.map(|m| m as i8),
            second: second.map(|s| s as i8),
            zone: Zone::new(f),
        }))
    }

    /// `T14:30`, with the zone where it is one of a fixed offset.
    pub fn value(&self) -> String {
        let mut out = format!("T{:02}:{:02}", self.hour, self.minute.unwrap_or(0));
        if let Some(s) = self.second {
            out.push_str(&format!(":{s:02}"));
        }
        if let Some(zone) = &self.zone {
            out.push_str(&zone.0);
        }
        out
    }
}

impl Date {
    fn new(f: &Fields) -> Option<Self> {
        let small = |field: Field| f.int(field).map(|n| n.clamp(-120, 120) as i8);
        let mut out = Self {
            month: small(Field::Month),
            day: small(Field::Day),
            weekday: small(Field::Weekday),
            week: f.has(Field::Week),
            quarter: small(Field::Quarter),
            half: small(Field::Half),
            season: small(Field::Season),
            holiday: f.text(Field::Holiday).map(str::to_owned),
            part: f.text(Field::Part).map(str::to_owned),
            clock: Clock::new(f).ok()?,
            dir: f.text(Field::Dir).and_then(Dir::parse),
            year_shift: match f.text(Field::Sign) {
                Some("last") => Some(-1),
                Some("this") => Some(0),
                Some("next" | "coming") => Some(1),
                _ => f.int(Field::Sign),
            },
            year_of_focus: f.text(Field::From) == Some("focus"),
            nth: small(Field::Nth),
            nth_unit: unit(f, Field::Unit),
            add: match f.text(Field::AddUnit) {
                Some(unit) => days_added(f.int(Field::Add).unwrap_or(1), unit)?,
                None => 0,
            },
            months: match (f.int(Field::Months), f.text(Field::Unit)) {
                (Some(n), Some("quarters")) => Some((3 * n.clamp(0, 20)) as i8),
                (n, _) => n.map(|n| n.clamp(0, 60) as i8),
            },
            quarters: f.text(Field::Unit) == Some("quarters"),
            n_days: match f.text(Field::Unit) {
                Some("W") => small(Field::Days).and_then(|n| n.checked_mul(7)),
                _ => small(Field::Days),
            },
            ..Self::default()
        };
        if let Some(mut year) = f.int(Field::Year) {
            if let Some(tens) = f.int(Field::Tens) {
                year = year * 100 + tens;
            }
            if let Some(ones) = f.int(Field::Ones) {
                year += ones;
            }
            if !(0..10_000).contains(&year) {
                return None;
            }
            // `bc = 0` is a year of our era that says so, and so is whole.
            let before = f.number(Field::Bc).is_some_and(|bc| bc != 0.0);
            out.short_year = year < 100 && !f.has(Field::Bc);
            out.year = Some(if before { -year } else { year } as i16);
        }
        if let (Some(first), Some(last)) = (out.year, f.int(Field::Until)) {
            let last = if last < 100 {
                let same = i32::from(first) - i32::from(first).rem_euclid(100) + last;
                if same <= i32::from(first) {
                    same + 100
                } else {
                    same
                }
            } else {
                last
            };
            if last - i32::from(first) > 100 {
                return None;
            }
            out.until = i16::try_from(last).ok();
        }
        if let Some(decade) = f.int(Field::Decade) {
            // 1990s, or the nineties
            out.decade = Some(if decade >= 100 {
                (decade / 10) as i16
            } else {
                190 + (decade / 10) as i16
            });
            if decade >= 1000 && f.has(Field::Century) && decade % 100 == 0 {
                out.decade = None;
                out.century = Some((decade / 100) as i16);
            }
        } else if let Some(century) = f.int(Field::Century) {
            if !(1..=40).contains(&century) {
                return None;
            }
            let n = if f.has(Field::Bc) {
                -century
            } else {
                century - 1
            };
            out.century = Some(n as i16);
        }
        // `9-11`: the rule is of this month and day; `9-11?`: its year is.
        if let Some(only) = f.text(Field::Only) {
            let same = out
                .month
                .zip(out.day)
                .is_some_and(|(m, d)| only.trim_end_matches('?') == format!("{m}-{d}"));
            match same {
                true => out.named = true,
                false if only.ends_with('?') => out.year = None,
                false => return None,
            }
        }
        let within = |v: Option<i8>, last: i8| v.is_none_or(|v| (1..=last).contains(&v));
        let longest = match out.month {
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        if !within(out.month, 12) || !within(out.day, longest) || !within(out.weekday, 7) {
            return None;
        }
        if !within(out.quarter, 4) || !within(out.half, 2) {
            return None;
        }
        Some(out)
    }

    /// True where nothing above the given part is missing.
    pub fn is_weekday_alone(&self) -> bool {
        self.weekday.is_some() && self.day.is_none() && self.month.is_none()
    }
}
