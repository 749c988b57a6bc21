//! The mentions of one report with what each stands for, and why.

use crate::marks::{Mark, marked};
use dateline_record::{CodePoints, MentionKind, Party, Reading, Resolved, Span};
use serde::Serialize;

/// Each sentence of a report with its mentions marked: what a mention stands
/// for, the rule that linked it, and in quotation marks the words elsewhere
/// that the link rests on.
pub fn who(reading: &Reading) -> String {
    let text = reading.report.text.as_str();
    let mut out = String::new();
    let mut next = 0;
    for &sentence in &reading.sentences {
        let mut marks = Vec::new();
        while let Some(r) = reading.entities.get(next)
            && r.span.start < sentence.end
        {
            marks.push(Mark::new(r.span, label(r, text)));
            next += 1;
        }
        out.push_str(&marked(text, sentence, &marks, 96));
        out.push('\n');
    }
    out
}

fn label(r: &Resolved, text: &str) -> String {
    let mut out = stands_for(r);
    out.push_str("  [");
    out.push_str(&r.resolution.rule);
    out.push(']');
    for (n, span) in r.resolution.evidence.iter().enumerate() {
        out.push_str(if n == 0 { " from " } else { ", " });
        out.push('\'');
        out.push_str(&one_line(span.of(text)));
        out.push('\'');
    }
    out
}

fn parties(list: &[Party]) -> String {
    let one = |p: &Party| match &p.sector {
        Some(s) => format!("{} {}", p.id, s.0),
        None => p.id.to_string(),
    };
    list.iter().map(one).collect::<Vec<_>>().join(" + ")
}

fn stands_for(r: &Resolved) -> String {
    if let Some(place) = &r.place {
        let mut out = format!("place {}", place.name);
        if let Some(country) = &place.country {
            out.push_str(&format!(", {country}"));
        }
        match (place.lat, place.lon) {
            (Some(lat), Some(lon)) => out.push_str(&format!(" ({lat:.2}, {lon:.2})")),
            _ if place.gazetteer.is_none() => out.push_str(" (in no table)"),
            _ => {}
        }
        return out;
    }
    match &r.person {
        Some(person) => {
            let what = if person.is_office { "office" } else { "person" };
            let mut out = format!("{what} {}", person.name);
            if let Some(role) = person.role.as_ref().filter(|_| !person.is_office) {
                out.push_str(&format!(", {role}"));
            }
            if let Some(party) = &person.party {
                out.push_str(&format!(" ({})", parties(std::slice::from_ref(party))));
            }
            out
        }
        None if r.parties.is_empty() => "nobody for certain".to_owned(),
        None => parties(&r.parties),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mentions of a report as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct WhoJson<'r> {
    /// Name of the report.
    pub report: &'r str,
    /// Its day.
    pub date: jiff::civil::Date,
    /// Its sentences.
    pub sentences: Vec<EvidenceJson<'r>>,
    /// Its mentions, in order of the text.
    pub mentions: Vec<MentionJson<'r>>,
}

/// One mention as JSON; offsets count code points.
#[derive(Clone, Debug, Serialize)]
pub struct MentionJson<'r> {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The words.
    pub text: &'r str,
    /// Position of its sentence.
    pub sentence: usize,
    /// Party, person or place.
    pub kind: MentionKind,
    /// The parties it names or speaks for.
    pub parties: &'r [Party],
    /// The individual or office.
    pub person: Option<&'r dateline_record::Person>,
    /// The place.
    pub place: Option<&'r dateline_record::Place>,
    /// What linked it.
    pub rule: &'r str,
    /// The words elsewhere that the link rests on.
    pub evidence: Vec<EvidenceJson<'r>>,
}

/// Words of the report.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceJson<'r> {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The words.
    pub text: &'r str,
}

/// The mentions of a report in the shape of `dateline who --format json`.
pub fn who_json(reading: &Reading) -> WhoJson<'_> {
    let text = reading.report.text.as_str();
    let points = CodePoints::new(text);
    let words = |&span: &Span| {
        let (start, end) = points.span(span);
        EvidenceJson {
            start,
            end,
            text: span.of(text),
        }
    };
    WhoJson {
        report: &reading.report.name,
        date: reading.report.dct.date,
        sentences: reading.sentences.iter().map(words).collect(),
        mentions: reading
            .entities
            .iter()
            .map(|r| {
                let (start, end) = points.span(r.span);
                MentionJson {
                    start,
                    end,
                    text: r.span.of(text),
                    sentence: reading.sentences.partition_point(|s| s.end <= r.span.start),
                    kind: r.kind,
                    parties: &r.parties,
                    person: r.person.as_ref(),
                    place: r.place.as_ref(),
                    rule: &r.resolution.rule,
                    evidence: r.resolution.evidence.iter().map(words).collect(),
                }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Dct, PartyId, Report, Resolution};

    fn reading() -> Reading {
        let text = "Peru’s envoy came. He left.".to_owned();
        let end = text.find(" came").expect("a word");
        let he = text.find("He").expect("a word");
        let party = |id: &str| Party {
            id: PartyId(id.into()),
            sector: None,
        };
        let mention = |a: usize, b: usize, rule: &str, evidence| Resolved {
            span: Span::from_usize(a, b),
            head: Span::from_usize(a, b),
            kind: MentionKind::Party,
            parties: vec![party("PER")],
            person: None,
            place: None,
            resolution: Resolution {
                rule: rule.into(),
                evidence,
            },
        };
        let first = text.find(" He").expect("a word");
        Reading {
            sentences: vec![Span::from_usize(0, first), Span::from_usize(he, text.len())],
            timexes: Vec::new(),
            entities: vec![
                mention(0, end, "a.b", Vec::new()),
                mention(he, he + 2, "c.d", vec![Span::from_usize(0, end)]),
            ],
            events: Vec::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
            reader: String::new(),
            report: Report {
                name: "a".into(),
                dct: Dct::parse("2031-01-01").expect("a day"),
                source: None,
                title: None,
                url: None,
                language: None,
                text,
            },
        }
    }

    #[test]
    fn ok_each_mention_is_marked_with_its_reason() {
        assert_eq!(
            who(&reading()),
            "Peru’s envoy came.\n^^^^^^^^^^^^ PER  [a.b]\n\nHe left.\n^^ PER  [c.d] from 'Peru’s envoy'\n\n"
        );
    }

    #[test]
    fn ok_json_counts_code_points() {
        let reading = reading();
        let json = who_json(&reading);
        let second = &json.mentions[1];
        assert_eq!((second.start, second.end, second.sentence), (19, 21, 1));
        assert_eq!(second.evidence[0].text, "Peru’s envoy");
    }
}
