//! What day and time it is. Nothing else in the program asks.

use jiff::civil::Date;

/// The local day.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The time in UTC, to the second, ISO 8601.
pub fn now() -> String {
    jiff::Timestamp::now()
        .round(jiff::Unit::Second)
        .map_or_else(|_| jiff::Timestamp::now().to_string(), |t| t.to_string())
}
