//! A field with its new value, from what an analyst writes.

use crate::Field;
use dateline_record::{Interval, Kind, PartyId, Place, Role, Status};

/// The names that [`Field::parse`] takes.
const NAMES: [&str; 9] = [
    "kind",
    "status",
    "time",
    "due",
    "place",
    "topic",
    "parties",
    "persons",
    "background",
];

impl Field {
    /// The field `name` with the value that `text` says. An empty text empties
    /// a time, deadline, place, topic or list. Lists are parted by `,` or `;`;
    /// a party may say its role as `KOR=host`.
    ///
    /// # Errors
    /// A name that is no field, or a text that is no value of it; the message
    /// says what can be written.
    ///
    /// # Example
    /// ```
    /// use dateline_ledger::Field;
    /// let field = Field::parse("time", "2018-06").expect("a month");
    /// assert_eq!(field.name(), "time");
    /// assert!(Field::parse("status", "maybe").is_err());
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let text = text.trim();
        let given = (!text.is_empty()).then_some(text);
        let list = || {
            text.split([',', ';'])
                .map(str::trim)
                .filter(|p| !p.is_empty())
        };
        Ok(match name {
            "kind" => Field::Kind(
                Kind::parse(text)
                    .ok_or_else(|| no_such("kind", text, Kind::ALL.iter().map(|k| k.as_str())))?,
            ),
            "status" => Field::Status {
                status: Status::parse(text).ok_or_else(|| {
                    no_such("status", text, Status::ALL.iter().map(|s| s.as_str()))
                })?,
                as_of: None,
            },
            "time" => Field::Time(given.map(interval).transpose()?),
            "due" => Field::Due(given.map(interval).transpose()?),
            "topic" => Field::Topic(given.map(str::to_owned)),
            "place" => Field::Place(given.map(|name| Place {
                name: name.to_owned(),
                country: None,
                lat: None,
                lon: None,
                gazetteer: None,
            })),
            "parties" => Field::Parties(list().map(party).collect::<Result<_, _>>()?),
            "persons" => Field::Persons(list().map(str::to_owned).collect()),
            "background" => Field::Background(match text {
                "true" | "yes" => true,
                "false" | "no" | "" => false,
                _ => return Err(format!("'{text}' is not true or false")),
            }),
            _ => return Err(no_such("field", name, NAMES.into_iter())),
        })
    }
}

fn no_such<'a>(what: &str, text: &str, all: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = all.collect();
    format!("'{text}' is no {what}; use one of {}", all.join(", "))
}

fn interval(text: &str) -> Result<Interval, String> {
    Interval::parse(text).ok_or_else(|| {
        format!("'{text}' is no time; write 2018-06-14, 2018-06, 2018 or 2018-06-14/2018-06-18")
    })
}

fn party(text: &str) -> Result<(PartyId, Role), String> {
    let (id, role) = match text.split_once('=') {
        None => (text, Role::Participant),
        Some((id, role)) => {
            let role = role.trim();
            let all = [Role::Participant, Role::Host, Role::Mediator, Role::Target];
            let found = all.into_iter().find(|r| r.as_str() == role);
            let names = all.map(Role::as_str);
            (
                id.trim(),
                found.ok_or_else(|| no_such("role", role, names.into_iter()))?,
            )
        }
    };
    Ok((PartyId(id.to_owned()), role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_every_name_is_a_field_that_gives_it_back() {
        for name in NAMES {
            let value = match name {
                "kind" => "talks",
                "status" => "held",
                "time" | "due" => "2031-04",
                "background" => "yes",
                _ => "Oslo",
            };
            assert_eq!(Field::parse(name, value).expect(name).name(), name);
        }
    }

    #[test]
    fn ok_parties_may_say_their_role() {
        let Ok(Field::Parties(list)) = Field::parse("parties", "NOR=host; FRA") else {
            panic!("a list of parties");
        };
        assert_eq!(list[0], (PartyId("NOR".into()), Role::Host));
        assert_eq!(list[1], (PartyId("FRA".into()), Role::Participant));
    }

    #[test]
    fn err_messages_say_what_can_be_written() {
        let message = Field::parse("kind", "party").expect_err("no kind");
        assert!(message.contains("talks, summit"), "{message}");
        let message = Field::parse("colour", "red").expect_err("no field");
        assert!(message.contains("parties"), "{message}");
    }
}
