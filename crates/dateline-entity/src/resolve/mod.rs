//! From a parsed report to its mentions of parties, persons and places.

mod acts;
mod behind_place;
mod blocs;
mod count;
mod described;
mod elliptical;
mod epithets;
mod groups;
mod holders;
mod home;
mod jointly;
mod names;
mod offices;
mod pairs;
mod peers;
mod people;
mod persons;
mod phrase;
mod place;
mod place_use;
mod plural_office;
mod pronoun;
mod ranks;
mod read;
mod refer;
mod regional;
mod scan;
mod seated;
mod several;
mod sites;
mod small_places;
mod spoken;
mod tally;
mod together;
mod two;
mod venue;
mod we;
mod whereabouts;
mod words;

use crate::gazetteer::Gazetteer;
use dateline_record::{Report, Resolved, Timex};
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
        sentences: &[Sentence],
        timexes: &[Timex],
    ) -> Vec<Resolved> {
        read::Reader::read(&self.gazetteer, report, sentences, timexes)
    }
}
