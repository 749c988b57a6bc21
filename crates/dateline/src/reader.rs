//! The phases before the ledger, in order.

use dateline_entity::{Gazetteer, Resolver};
use dateline_event::Coder;
use dateline_event::attribution::told_of;
use dateline_event::confidence::leave_out;
use dateline_record::{Diagnostic, Reading, Report, Severity};
use dateline_rules::RuleSet;
use dateline_syntax::{Sentence, Syntax, detect_language, is_english};
use dateline_time::Tagger;
use std::sync::Arc;

/// Why a reader could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A rule file cannot be read.
    #[error(transparent)]
    Rules(#[from] dateline_rules::Error),
    /// A rule for time expressions does not compile.
    #[error(transparent)]
    Time(#[from] dateline_time::Error),
}

/// Reads reports. Made once and shared by all threads.
#[derive(Debug)]
pub struct Reader {
    syntax: Arc<Syntax>,
    tagger: Tagger,
    resolver: Resolver,
    coder: Coder,
    least: f32,
    version: String,
}

impl Reader {
    /// The reader with the rules, models and gazetteer that are part of the
    /// program.
    ///
    /// # Errors
    /// None in a released build: tests compile every rule.
    pub fn embedded() -> Result<Self, Error> {
        Self::with_gazetteer(Gazetteer::embedded(), "")
    }

    /// As [`Self::embedded`], with another gazetteer, such as the built-in one
    /// under the user's own entries ([`Gazetteer::with_user`]). `tag` tells
    /// this gazetteer from others: readings made with another tag are made
    /// again when their reports are read again.
    ///
    /// # Errors
    /// As [`Self::embedded`].
    pub fn with_gazetteer(gazetteer: Gazetteer, tag: &str) -> Result<Self, Error> {
        let rules = RuleSet::embedded()?;
        let mut version = format!(
            "dateline {} {}",
            env!("CARGO_PKG_VERSION"),
            env!("DATELINE_READER")
        );
        if !tag.is_empty() {
            version.push(' ');
            version.push_str(tag);
        }
        let coder = Coder::new(&rules)?;
        Ok(Self {
            syntax: Syntax::embedded(),
            tagger: Tagger::new(&rules)?,
            resolver: Resolver::new(gazetteer),
            least: coder.least_confidence(),
            coder,
            version,
        })
    }

    /// The same reader, which leaves out the mentions that are less sure than
    /// `least` (0 to 1) and speak of no event that is told surely elsewhere in
    /// the report; 0 keeps all. Readings made with another bound are made again
    /// when their reports are read again.
    #[must_use]
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least = least;
        self.version.push_str(&format!(" least {least}"));
        self
    }

    /// The same reader over another model of syntax, such as
    /// `Syntax::best()`. `tag` names it: readings made with another tag are
    /// made again when their reports are read again.
    #[must_use]
    pub fn with_syntax(mut self, syntax: Arc<Syntax>, tag: &str) -> Self {
        self.syntax = syntax;
        self.version.push_str(&format!(" model {tag}"));
        self
    }

    /// Names program, rules, models and gazetteer together: the same text here
    /// means the same reading of the same report.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The gazetteer that names are looked up in.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.resolver.gazetteer()
    }

    /// All that can be read from one report, from it alone. Never fails: what
    /// could not be read is told as a diagnostic.
    pub fn read(&self, report: Report) -> Reading {
        let sentences = if may_read(&report) {
            self.syntax.parse(&report.text)
        } else {
            Vec::new()
        };
        self.finish(report, &sentences)
    }

    /// As [`Self::read`] for several reports, one reading each in the same
    /// order: quicker than one by one where the texts are short.
    pub fn read_many(&self, reports: Vec<Report>) -> Vec<Reading> {
        let texts: Vec<&str> = reports
            .iter()
            .map(|r| if may_read(r) { r.text.as_str() } else { "" })
            .collect();
        let sentences = self.syntax.parse_many(&texts);
        reports
            .into_iter()
            .zip(sentences)
            .map(|(report, sentences)| self.finish(report, &sentences))
            .collect()
    }

    /// The phases after syntax.
    fn finish(&self, report: Report, sentences: &[Sentence]) -> Reading {
        let mut report = report;
        let mut diagnostics = Vec::new();
        if !may_read(&report) {
            let code = language(&report).unwrap_or_default();
            diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                span: None,
                message: format!(
                    "the text is in '{code}', which is kept but not read; only English is read"
                ),
            });
            report.language.get_or_insert(code);
        }
        let timexes = self
            .tagger
            .tag_sentences(&report.text, report.dct, sentences);
        let timexes = if sentences.is_empty() {
            Vec::new()
        } else {
            timexes
        };
        let entities = self.resolver.resolve(&report, sentences, &timexes);
        let (mut events, mut statements) =
            (self.coder).read(&report, sentences, &timexes, &entities);
        leave_out(&mut events, &mut statements, self.least);
        told_of(&mut statements, &events);
        Reading {
            sentences: sentences.iter().map(|s| s.span).collect(),
            report,
            timexes,
            entities,
            events,
            statements,
            diagnostics,
            reader: self.version.clone(),
        }
    }
}

/// True unless the report is given as, or surely is, in another language.
fn may_read(report: &Report) -> bool {
    match report.language.as_deref() {
        Some(given) => {
            let given = given.to_lowercase();
            given.is_empty() || given == "en" || given.starts_with("en-") || given == "english"
        }
        None => is_english(&report.text),
    }
}

fn language(report: &Report) -> Option<String> {
    report
        .language
        .clone()
        .or_else(|| detect_language(&report.text).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::Dct;

    fn report(text: &str) -> Report {
        Report {
            name: "a".into(),
            dct: Dct::parse("2031-03-03").expect("a day"),
            source: None,
            title: None,
            url: None,
            language: None,
            text: text.into(),
        }
    }

    #[test]
    fn ok_another_language_is_kept_and_said_to_be_unread() {
        let reader = Reader::embedded().expect("rules");
        let german = "Die beiden Minister trafen sich am Dienstag in Genf zu einem längeren Gespräch über die Lage.";
        let reading = reader.read(report(german));
        assert!(reading.sentences.is_empty() && reading.events.is_empty());
        assert_eq!(reading.report.text, german);
        assert_eq!(reading.report.language.as_deref(), Some("de"));
        assert!(reading.diagnostics[0].message.contains("'de'"));
    }

    #[test]
    fn ok_reading_many_is_reading_each() {
        let reader = Reader::embedded().expect("rules");
        let texts = [
            "Chile and Peru signed a fishing accord in Lima on Sunday.",
            "The talks were called off.",
            "",
        ];
        let many = reader.read_many(texts.iter().map(|t| report(t)).collect());
        for (text, reading) in texts.iter().zip(many) {
            assert_eq!(reader.read(report(text)), reading);
        }
    }
}
