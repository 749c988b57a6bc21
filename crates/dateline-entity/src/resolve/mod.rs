//! From a parsed report to its mentions of parties, persons and places.

use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Form, Gazetteer};
use crate::matcher::{longest_at, word_starts};
use dateline_record::{MentionKind, Party, Report, Resolution, Resolved, Span, Timex};
use dateline_syntax::Sentence;
use std::sync::Arc;

/// Finds the mentions of a report and says what each stands for.
#[derive(Clone, Debug)]
pub struct Resolver {
    gazetteer: Arc<Gazetteer>,
}

impl Resolver {
    /// A resolver over a gazetteer, with the built-in rules.
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Self {
        Self {
            gazetteer: gazetteer.into(),
        }
    }

    /// The gazetteer it looks names up in.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Every mention of a party, person or place, in order of the text.
    pub fn resolve(
        &self,
        report: &Report,
        _sentences: &[Sentence],
        _timexes: &[Timex],
    ) -> Vec<Resolved> {
        let text = report.text.as_str();
        let mut out = Vec::new();
        let mut done = 0;
        for start in word_starts(text) {
            if start < done {
                continue;
            }
            let Some(m) = longest_at(&self.gazetteer, text, start, |k| k == EntryKind::Party)
            else {
                continue;
            };
            done = m.end;
            let Some(ix) = m.entries.iter().find_map(|&e| {
                (e.posting.form != Form::Other)
                    .then(|| self.gazetteer.entry_party(e))
                    .flatten()
            }) else {
                continue;
            };
            let span = Span::from_usize(start, m.end);
            out.push(Resolved {
                span,
                head: span,
                kind: MentionKind::Party,
                parties: vec![Party {
                    id: self.gazetteer.id(ix),
                    sector: None,
                }],
                person: None,
                place: None,
                resolution: Resolution {
                    rule: "en.entity.gazetteer.exact".into(),
                    evidence: Vec::new(),
                },
            });
        }
        out
    }
}
