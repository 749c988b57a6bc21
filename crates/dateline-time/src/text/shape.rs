//! What a number looks like: the shapes that patterns can ask for.
//!
//! Every number token is of one of a small, fixed number of types, so that a
//! pattern element can be tested with one bit.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `14`
    Digits,
    /// `fourteen`
    Word,
    /// `14th`
    OrdinalDigits,
    /// `fourteenth`
    OrdinalWord,
    /// `1990s`, `90s`
    Plural,
}

/// A number as written, apart from its exact value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub form: Form,
    /// Number of digits, 0 for words and for numbers with a comma or a point.
    pub digits: u8,
    /// True for `1,500` or `2.5`.
    pub broken: bool,
    pub value: f64,
}

const BOUNDS: [f64; 11] = [
    1.0, 13.0, 20.0, 25.0, 32.0, 60.0, 100.0, 1000.0, 1500.0, 2100.0, 3000.0,
];
/// A value in each bucket, to ask the classes about.
const INSIDE: [f64; 12] = [
    0.0, 1.0, 13.0, 20.0, 25.0, 32.0, 60.0, 100.0, 1000.0, 1500.0, 2100.0, 3000.0,
];
const FORMS: [Form; 5] = [
    Form::Digits,
    Form::Word,
    Form::OrdinalDigits,
    Form::OrdinalWord,
    Form::Plural,
];

/// Number of types of number.
pub(crate) const NUMBER_TYPES: usize = 5 * 7 * 12;

/// The type of a number, below [`NUMBER_TYPES`].
pub(crate) fn number_type(shape: Shape) -> usize {
    let form = FORMS.iter().position(|&f| f == shape.form).unwrap_or(0);
    let digits = if shape.broken {
        6
    } else {
        usize::from(shape.digits.min(5))
    };
    let bucket = BOUNDS.iter().filter(|&&b| shape.value >= b).count();
    (form * 7 + digits) * 12 + bucket
}

fn example(number: usize) -> Shape {
    let (rest, bucket) = (number / 12, number % 12);
    let (form, digits) = (rest / 7, rest % 7);
    Shape {
        form: FORMS[form.min(4)],
        digits: if digits == 6 { 0 } else { digits as u8 },
        broken: digits == 6,
        value: INSIDE[bucket],
    }
}

/// True where numbers of a type belong to a built-in class; `None` for a name
/// that is no such class.
///
/// - `num`: any cardinal; `int`: one without a point or comma, below 1000
/// - `day`: 1 to 31 in digits, cardinal or ordinal; `dayword`: in words, ordinal
/// - `daynth`: `1st` to `31st`; `dayword4`: thirteenth to thirty-first
/// - `ord`: any ordinal; `mon`: 1 to 12 in digits; `yyyy`: four digits, 1000 to 2999
/// - `yy`: two digits; `hour`: 0 to 24, one or two digits; `sixty`: two digits below 60;
///   `hhmm`: four digits; `hhmm0`: four with a zero in front;
///   `hhdotmm`: a number with a point, 1 to 24, for 2.30 as a clock shows it
/// - `decade`: `1990s`, `90s`, `nineties`; `century`: ordinals 1 to 31
/// - `teens`, `tens`: number words 13 to 20, and 10 to 99 (spelled years)
pub(crate) fn number_class(name: &str, number: usize) -> Option<bool> {
    let s = example(number);
    let digits = s.form == Form::Digits && !s.broken;
    let ordinal = matches!(s.form, Form::OrdinalDigits | Form::OrdinalWord);
    let v = s.value;
    Some(match name {
        "num" => matches!(s.form, Form::Digits | Form::Word),
        "int" => matches!(s.form, Form::Digits | Form::Word) && !s.broken && v < 1000.0,
        "day" => {
            (digits || s.form == Form::OrdinalDigits) && s.digits <= 2 && (1.0..32.0).contains(&v)
        }
        "dayord" => ordinal && (1.0..32.0).contains(&v),
        "dayword" => s.form == Form::OrdinalWord && (1.0..32.0).contains(&v),
        "daynth" => s.form == Form::OrdinalDigits && (1.0..32.0).contains(&v),
        "dayword4" => s.form == Form::OrdinalWord && (13.0..32.0).contains(&v),
        "ord" => ordinal,
        "mon" => digits && s.digits <= 2 && (1.0..13.0).contains(&v),
        "yyyy" => digits && s.digits == 4 && (1000.0..3000.0).contains(&v),
        "year" => digits && s.digits == 4 && (1500.0..2100.0).contains(&v),
        "yy" => digits && s.digits == 2,
        "hour" => digits && s.digits <= 2 && v < 25.0,
        "hourword" => s.form == Form::Word && (1.0..13.0).contains(&v),
        "hhmm" => digits && s.digits == 4,
        "hhdotmm" => s.form == Form::Digits && s.broken && (1.0..25.0).contains(&v),
        "hhmm0" => digits && s.digits == 4 && v < 1000.0,
        "sixty" => digits && s.digits == 2 && v < 60.0,
        "decade" => s.form == Form::Plural,
        "teens" => s.form == Form::Word && (13.0..25.0).contains(&v),
        "tens" => s.form == Form::Word && (1.0..100.0).contains(&v),
        "thousands" => s.form == Form::Word && (1000.0..3000.0).contains(&v),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_types_stay_below_their_number_and_classes_hold() {
        let of = |form, digits, value| {
            number_type(Shape {
                form,
                digits,
                broken: false,
                value,
            })
        };
        let day = of(Form::Digits, 2, 31.0);
        assert_eq!(number_class("day", day), Some(true));
        assert_eq!(number_class("day", of(Form::Digits, 2, 32.0)), Some(false));
        assert_eq!(
            number_class("year", of(Form::Digits, 4, 1989.0)),
            Some(true)
        );
        assert_eq!(
            number_class("year", of(Form::Digits, 5, 99999.0)),
            Some(false)
        );
        assert!(of(Form::Plural, 9, 1e12) < NUMBER_TYPES);
        assert_eq!(number_class("colour", day), None);
    }
}
