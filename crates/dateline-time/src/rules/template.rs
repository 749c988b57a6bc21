//! What a rule yields: fields, filled from the captures of a match.

use dateline_record::closed_list;

closed_list! {
    /// The fields that a rule may give.
    #[allow(missing_docs)]
    Field {
        Year = "year", Month = "month", Day = "day", Weekday = "weekday", Week = "week",
        Quarter = "quarter", Half = "half", Season = "season", Decade = "decade",
        Century = "century", Holiday = "holiday", Part = "part", Hour = "hour",
        Minute = "minute", Second = "second", Half12 = "half12", Zone = "zone", Bc = "bc",
        Dir = "dir", Unit = "unit", Unit2 = "unit2", N = "n", N2 = "n2", Sign = "sign", From = "from",
        Mod = "mod", Value = "value", Quant = "quant", Freq = "freq", Anchor = "anchor",
        Rest = "rest", Tens = "tens", Ones = "ones", Grain = "grain", Ends = "ends",
        Kind = "kind", Nth = "nth", Link = "link", Until = "until", Add = "add",
        AddUnit = "addunit", Days = "days", ZoneSign = "zonesign", ZoneHour = "zonehour",
        ZoneMinute = "zoneminute", Only = "only",
        Months = "months",
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Val {
    Number(f64),
    Text(String),
}

impl Val {
    /// The number, also from its digits in a text.
    pub fn number(&self) -> Option<f64> {
        match self {
            Val::Number(n) => Some(*n),
            Val::Text(t) => t.parse().ok(),
        }
    }

    /// The text; numbers have none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Val::Text(t) => Some(t),
            Val::Number(_) => None,
        }
    }
}

/// Fields with their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(Vec<(Field, Val)>);

impl Fields {
    pub fn set(&mut self, field: Field, value: Val) {
        match self.0.iter_mut().find(|(f, _)| *f == field) {
            Some((_, v)) => *v = value,
            None => self.0.push((field, value)),
        }
    }

    pub fn get(&self, field: Field) -> Option<&Val> {
        self.0.iter().find(|(f, _)| *f == field).map(|(_, v)| v)
    }

    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }

    pub fn number(&self, field: Field) -> Option<f64> {
        self.get(field).and_then(Val::number)
    }

    /// A whole number that fits.
    pub fn int(&self, field: Field) -> Option<i32> {
        let n = self.number(field)?;
        (n.fract() == 0.0 && n.abs() < 1e8).then_some(n as i32)
    }

    pub fn text(&self, field: Field) -> Option<&str> {
        self.get(field).and_then(Val::text)
    }
}

/// One field of a template: fixed, or the value of a capture.
#[derive(Clone, Debug)]
pub(super) enum Filling {
    Fixed(Val),
    /// Slot of the capture, and what to write in front of its text.
    Capture(u8),
}

/// One result of a rule.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// Which construct: `date`, `offset`, `duration`, `set`, `ref`, `none`.
    pub make: String,
    /// Mark whose words it spans; `None` for the whole match.
    pub span: Option<u8>,
    pub fields: Vec<(Field, Filling)>,
}

/// Reads a `yields` table for a pattern with the captures `names`; `all` are
/// those of all patterns of the rule, which share the table.
///
/// # Errors
/// A key that is no field, a capture that no pattern has, no `make`.
pub(super) fn read(
    table: &toml::Table,
    names: &[String],
    all: &[String],
) -> Result<Template, String> {
    let mut out = Template {
        make: String::new(),
        span: None,
        fields: Vec::new(),
    };
    for (key, value) in table {
        match (key.as_str(), value) {
            ("make", toml::Value::String(make)) => {
                if !["date", "offset", "duration", "set", "ref", "none"].contains(&make.as_str()) {
                    return Err(format!(
                        "make = \"{make}\": use date, offset, duration, set, ref or none"
                    ));
                }
                out.make = make.clone();
            }
            ("span", toml::Value::Integer(n @ 1..=7)) => out.span = Some(*n as u8),
            _ => {
                let field = Field::parse(key).ok_or_else(|| {
                    format!("'{key}' is no field of a time rule; see rules/en/time/README.md")
                })?;
                let filling = match value {
                    toml::Value::String(s) if s.starts_with('$') => {
                        if !all.iter().any(|n| n == &s[1..]) {
                            return Err(format!(
                                "{key} = \"{s}\": no pattern of the rule has a capture of that name"
                            ));
                        }
                        match names.iter().position(|n| n == &s[1..]) {
                            Some(slot) => Filling::Capture(slot as u8),
                            None => continue,
                        }
                    }
                    toml::Value::String(s) => Filling::Fixed(Val::Text(s.clone())),
                    toml::Value::Integer(n) => Filling::Fixed(Val::Number(*n as f64)),
                    toml::Value::Float(n) => Filling::Fixed(Val::Number(*n)),
                    toml::Value::Boolean(b) => Filling::Fixed(Val::Number(f64::from(*b))),
                    _ => return Err(format!("{key}: expected a text or a number")),
                };
                out.fields.push((field, filling));
            }
        }
    }
    if out.make.is_empty() {
        return Err("yields needs make = \"date\" or another construct".to_owned());
    }
    Ok(out)
}
