//! Where views get the text of reports from.

use dateline_record::{Report, ReportKey};
use std::collections::BTreeMap;

/// Gives reports by key, so that spans can be shown as words.
pub trait Texts {
    /// The report, or `None` where it is not at hand; views then leave its
    /// words out.
    fn report(&self, key: ReportKey) -> Option<&Report>;
}

impl Texts for BTreeMap<ReportKey, Report> {
    fn report(&self, key: ReportKey) -> Option<&Report> {
        self.get(&key)
    }
}

/// No texts at all: views leave quotations out.
impl Texts for () {
    fn report(&self, _: ReportKey) -> Option<&Report> {
        None
    }
}
