//! Turns evidence into names, words and code points.

use crate::Texts;
use dateline_ledger::{Evidence, Ledger, ReportInfo};
use dateline_record::{CodePoints, Report, ReportKey, Span};
use serde::Serialize;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Gives reports their names and spans their words. It is made once for each
/// view, since it keeps what it has looked up.
pub struct Citer<'a> {
    infos: HashMap<ReportKey, &'a ReportInfo>,
    texts: &'a dyn Texts,
    known: RefCell<HashMap<ReportKey, Rc<Known<'a>>>>,
    /// The report asked for last: most often it is asked for again.
    last: RefCell<Option<(ReportKey, Rc<Known<'a>>)>>,
}

/// What is known of a report.
struct Known<'a> {
    info: Option<&'a ReportInfo>,
    report: Option<&'a Report>,
    points: OnceCell<CodePoints>,
}

/// A place in a report as JSON shows it: offsets are code points of the
/// report's text, half-open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cite<'a> {
    /// The report's name.
    pub report: Cow<'a, str>,
    /// The report's key.
    pub key: ReportKey,
    /// First code point of the words.
    pub start: u32,
    /// First code point after the words.
    pub end: u32,
    /// The words; empty where the text is not at hand.
    pub quote: &'a str,
    /// The sentence as printed; empty where the text is not at hand.
    pub sentence: &'a str,
    /// First code point of the sentence.
    pub sentence_start: u32,
    /// Rule, model or decision.
    pub rule: &'a str,
}

impl<'a> Citer<'a> {
    /// A citer over the reports of `ledger`.
    pub fn new(ledger: &'a Ledger, texts: &'a dyn Texts) -> Self {
        Self::of(&ledger.reports, texts)
    }

    /// A citer over a list of reports.
    pub fn of(reports: &'a [ReportInfo], texts: &'a dyn Texts) -> Self {
        Self {
            infos: reports.iter().map(|r| (r.key, r)).collect(),
            texts,
            known: RefCell::default(),
            last: RefCell::default(),
        }
    }

    fn known(&self, key: ReportKey) -> Rc<Known<'a>> {
        if let Some((last, known)) = &*self.last.borrow()
            && *last == key
        {
            return Rc::clone(known);
        }
        let mut all = self.known.borrow_mut();
        let known = all.entry(key).or_insert_with(|| {
            Rc::new(Known {
                info: self.infos.get(&key).copied(),
                report: self.texts.report(key),
                points: OnceCell::new(),
            })
        });
        *self.last.borrow_mut() = Some((key, Rc::clone(known)));
        Rc::clone(known)
    }

    /// The name of a report; its key where the ledger does not list it.
    pub fn name(&self, key: ReportKey) -> Cow<'a, str> {
        self.known(key).name(key)
    }

    /// The outlet of a report, where known.
    pub fn source(&self, key: ReportKey) -> Option<&'a str> {
        let known = self.known(key);
        let listed = known.info.and_then(|i| i.source.as_deref());
        listed.or_else(|| known.report.and_then(|r| r.source.as_deref()))
    }

    /// Where a report can be found, where known.
    pub fn url(&self, key: ReportKey) -> Option<&'a str> {
        self.known(key).report.and_then(|r| r.url.as_deref())
    }

    /// The words of a span; empty where the text is not at hand.
    pub fn words(&self, key: ReportKey, span: Span) -> &'a str {
        self.known(key).report.map_or("", |r| span.of(&r.text))
    }

    /// A span in code points; in bytes where the text is not at hand.
    pub fn points(&self, key: ReportKey, span: Span) -> (u32, u32) {
        self.known(key).points(span)
    }

    /// All of a piece of evidence.
    pub fn cite<'e>(&self, evidence: &'e Evidence) -> Cite<'e>
    where
        'a: 'e,
    {
        let known = self.known(evidence.report);
        let words = |span: Span| known.report.map_or("", |r| span.of(&r.text));
        let (start, end) = known.points(evidence.span);
        Cite {
            report: known.name(evidence.report),
            key: evidence.report,
            start,
            end,
            quote: words(evidence.span),
            sentence: words(evidence.sentence),
            sentence_start: known.points(evidence.sentence).0,
            rule: &evidence.rule,
        }
    }

    /// Several pieces, each once.
    pub fn cites<'e>(&self, evidence: &'e [Evidence]) -> Vec<Cite<'e>>
    where
        'a: 'e,
    {
        let mut out: Vec<Cite<'e>> = Vec::with_capacity(evidence.len());
        for one in evidence {
            let cite = self.cite(one);
            // What differs most often is compared first.
            let same = |o: &Cite<'_>| o.start == cite.start && o.key == cite.key && *o == cite;
            if !out.iter().any(same) {
                out.push(cite);
            }
        }
        out
    }
}

impl<'a> Known<'a> {
    fn name(&self, key: ReportKey) -> Cow<'a, str> {
        match (self.info, self.report) {
            (Some(info), _) => Cow::Borrowed(&info.name),
            (None, Some(report)) => Cow::Borrowed(&report.name),
            (None, None) => Cow::Owned(key.to_string()),
        }
    }

    fn points(&self, span: Span) -> (u32, u32) {
        let Some(report) = self.report else {
            return (span.start, span.end);
        };
        let points = self.points.get_or_init(|| CodePoints::new(&report.text));
        points.span(span)
    }
}
