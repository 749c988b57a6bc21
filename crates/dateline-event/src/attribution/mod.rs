//! Who is given as the source of what: quotations, reported speech, and the
//! statements made of them.
//!
//! The cue words are data (`rules/en/attribution`); the constructions in which
//! a cue takes source and content are read off the tree; quotations are
//! matched on the text and may run over sentences and paragraphs. Sources are
//! nested where the text nests them ('the ministry quoted the North as
//! saying'): the innermost one speaks, the outer ones pass it on.

mod addressee;
mod again;
mod announces;
mod both;
mod clause;
mod cues;
mod day;
mod extend;
mod find;
mod frames;
mod goes_on;
mod order;
mod phrases;
mod quote;
mod sender;
mod signed;
mod span_index;
mod speaker;
mod staff;
mod statement;
mod told_of;
pub(crate) mod tree;
mod turns;
mod verdict;

pub use cues::{Class, Cue, Cues, Frame, Manner};
pub use find::Found;
pub use quote::{Quotation, quotations};
pub use statement::about;
pub use told_of::told_of;

use crate::factuality::Signatures;
use dateline_record::{
    Attribution, EventMention, Kind, Person, Report, Resolved, Span, Statement, Status, Timex,
};
use dateline_rules::{Error, RuleSet};
use dateline_syntax::Sentence;
use span_index::SpanIndex;

/// Days after which what was done is history.
const YEAR: i32 = 365;

/// How many sources may stand within one another.
const MAX_DEPTH: usize = 6;

/// Finds attributions. Made once, shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Attributor {
    cues: Cues,
    signatures: Signatures,
}

impl Attributor {
    /// With the cue words of one tree of rules (phase `en.attribution`) and its
    /// signatures (phase `en.factuality`).
    ///
    /// # Errors
    /// A rule whose `match` or `yields` this phase cannot read; the error
    /// names the file.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        Ok(Self {
            cues: Cues::new(rules)?,
            signatures: Signatures::new(rules)?,
        })
    }

    /// All attributions of a text, with their speakers resolved. Never fails:
    /// odd trees give odd or no attributions.
    pub fn find(&self, text: &str, sentences: &[Sentence], entities: &[Resolved]) -> Attributions {
        let found = find::find(text, sentences, &self.cues, &self.signatures);
        let officials = speaker::officials(entities);
        let speakers = found
            .iter()
            .map(|f| {
                let (source, head) = (f.antecedent.or(f.source)?, f.source_head?);
                let who = speaker::speaker(text, source, head, entities);
                Some(speaker::holder(&who, &officials).unwrap_or(who))
            })
            .collect();
        let speakers = issued(text, sentences, &found, speakers);
        let mut speakers = goes_on(text, &found, entities, speakers);
        again::alone(text, &found, entities, &mut speakers);
        again::one_side(&mut speakers);
        let carriers = found
            .iter()
            .map(|f| f.carrier.map(|c| speaker::speaker(text, c, c, entities)))
            .collect();
        let all = || found.iter().enumerate();
        let contents = all().flat_map(|(n, f)| f.content.iter().map(move |c| (*c, n)));
        let contents = SpanIndex::new(contents);
        let cues = SpanIndex::new(all().map(|(n, f)| (f.cue, n)));
        Attributions {
            found,
            speakers,
            carriers,
            contents,
            cues,
        }
    }

    /// Statements of a report in order of their content, each with the events
    /// it is about; sets `said_by` of every event whose trigger stands in the
    /// content of an attribution.
    pub fn attribute(
        &self,
        report: &Report,
        sentences: &[Sentence],
        timexes: &[Timex],
        entities: &[Resolved],
        events: &mut [EventMention],
    ) -> Vec<Statement> {
        let attributions = self.find(&report.text, sentences, entities);
        for event in events.iter_mut() {
            // 'They promised to meet': who binds himself is no source.
            let own = event.status.rule == "en.event.status.agree";
            let decided = own.then_some(event.status.span);
            // Nor is what was over long ago, told by the way, on anybody's word.
            let last = event.time.as_ref().and_then(|t| t.interval.last_day());
            let old = last.is_some_and(|last| (report.dct.date - last).get_days() > YEAR);
            if !(old && event.status.value == Status::Held) {
                event.said_by = attributions
                    .said_by(event.trigger, decided, event.status.value.is_open())
                    .or_else(|| {
                        attributions
                            .promised(event.trigger)
                            .filter(|_| event.kind == Kind::Commitment)
                    });
            }
            both::own_accord(&report.text, event);
            announces::by_leader(&report.text, event);
        }
        attributions.statements(report, sentences, timexes, entities, events)
    }
}

/// 'The statement' and 'the letter' are of who was told before to have made one.
fn issued(
    text: &str,
    sentences: &[Sentence],
    found: &[Found],
    mut speakers: Vec<Option<Person>>,
) -> Vec<Option<Person>> {
    const BACK: usize = 12;
    for n in 0..speakers.len() {
        let Some(paper) = speakers[n].as_ref().filter(|s| s.party.is_none()) else {
            continue;
        };
        let name = paper.name.split(',').next().unwrap_or("");
        let noun = name.rsplit(' ').next().unwrap_or("").to_lowercase();
        if !speaker::is_paper(&noun) {
            continue;
        }
        let issuer = (n.saturating_sub(BACK)..n).rev().find_map(|m| {
            let who = speakers[m].as_ref()?;
            let own = found[m].sentence < found[n].sentence && found[m].said;
            let told = sentences.get(found[m].sentence as usize)?.span.of(text);
            let wrote = noun == "letter" && told.contains("wrote ");
            let made = told.split(|c: char| !c.is_alphabetic()).any(|w| w == noun);
            let named = !statement::is_nobody(&who.name);
            (own && named && (made || wrote)).then(|| who.clone())
        });
        if issuer.is_some() {
            speakers[n] = issuer;
        }
    }
    speakers
}

/// Offices that one person holds, by their last word.
const OF_ONE: [&str; 24] = [
    "minister",
    "president",
    "premier",
    "chancellor",
    "ambassador",
    "secretary",
    "chief",
    "commander",
    "general",
    "leader",
    "governor",
    "mediator",
    "coordinator",
    "commissioner",
    "king",
    "emir",
    "diplomat",
    "official",
    "spokesman",
    "spokeswoman",
    "envoy",
    "negotiator",
    "aide",
    "adviser",
];

/// 'He added' behind the words of 'a diplomat', and behind a clause that names
/// the one whom 'he' was taken for, is who spoke last.
fn goes_on(
    text: &str,
    found: &[Found],
    entities: &[Resolved],
    mut speakers: Vec<Option<Person>>,
) -> Vec<Option<Person>> {
    const BACK: usize = 4;
    for n in 0..speakers.len() {
        let f = &found[n];
        let source = f.source.map_or("", |s| s.of(text));
        if !matches!(source, "He" | "he" | "She" | "she") || f.manner == Manner::Wish {
            continue;
        }
        let last = (n.saturating_sub(BACK)..n).rev().find(|&m| {
            let near = f.sentence - found[m].sentence <= 1;
            near && found[m].said
                && found[m].statement
                && found[m].outer.is_none()
                && speakers[m].is_some()
        });
        let Some(last) = last.and_then(|m| speakers[m].clone()) else {
            continue;
        };
        let individual = [
            "official",
            "diplomat",
            "aide",
            "adviser",
            "spokesman",
            "spokeswoman",
            "envoy",
            "negotiator",
        ];
        let unnamed = last.is_office
            && (last.name.starts_with("a ") || last.name.starts_with("an "))
            && individual
                .iter()
                .any(|w| last.name.split(' ').any(|x| x == *w));
        // Who is named in what 'he' says is not who says it.
        let within = f.content.iter().any(|c| {
            let from = entities.partition_point(|r| r.span.start < c.start);
            let inside = entities[from..].iter().take_while(|r| r.span.start < c.end);
            let named = inside.filter(|r| r.span.of(text).contains(char::is_uppercase));
            named
                .into_iter()
                .any(|r| r.person.is_some() && r.person == speakers[n])
        });
        // A pronoun that stands for nobody named goes on for who spoke last.
        let nobody = speakers[n]
            .as_ref()
            .is_some_and(|s| statement::is_pronoun(&s.name));
        let role = last.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        let one = !last.is_office || OF_ONE.contains(&role.as_str());
        if unnamed || within && !last.is_office || nobody && one {
            speakers[n] = Some(last);
        }
    }
    speakers
}

/// The attributions of one text.
#[derive(Clone, Debug, Default)]
pub struct Attributions {
    found: Vec<Found>,
    /// The speaker of each; `None` where the text names no source.
    speakers: Vec<Option<Person>>,
    /// Who passes it on within the same clause.
    carriers: Vec<Option<Person>>,
    contents: SpanIndex,
    cues: SpanIndex,
}

impl Attributions {
    /// All of them, in order of their cues.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// Who speaks in the attribution at a position of [`Self::found`].
    fn speaker(&self, n: usize) -> Option<&Person> {
        self.speakers.get(n)?.as_ref()
    }

    /// The innermost attribution whose content holds the whole of a span.
    pub fn innermost(&self, span: Span) -> Option<&Found> {
        self.innermost_of(span, |_, _| true).map(|n| &self.found[n])
    }

    /// On whose word something stands that is told at a span: the innermost
    /// attribution that puts it forward as being so, as to be, or as not to
    /// be. `None` where the report speaks in its own voice, or the source is
    /// not named.
    ///
    /// `decided` is a word that is no cue here, such as the promise that makes
    /// the event what it is; `open` tells that the event is still to come, so
    /// that a wish is a word on it.
    pub fn said_by(&self, span: Span, decided: Option<Span>, open: bool) -> Option<Attribution> {
        let n = self.innermost_of(span, |n, f| {
            // A pronoun that stands for nobody the report names is no source.
            let nobody = self
                .speakers
                .get(n)
                .is_some_and(|s| s.as_ref().is_some_and(|s| statement::is_nobody(&s.name)));
            // Who wants or expects it is one whose word it is; a state or a body
            // that does so tells of itself.
            let person = || {
                let speaker = self.speakers.get(n).and_then(Option::as_ref);
                speaker.is_some_and(|s| !s.is_office || both::are_people(&s.name))
            };
            let manner = match f.manner {
                Manner::Speech | Manner::Thought | Manner::Demand | Manner::Denial => true,
                Manner::Wish | Manner::Commitment => open && person() && !self.is_told(f),
                // What somebody judges or shows tells the report.
                Manner::Judgment | Manner::Evidence => false,
            };
            // 'Promised that a round would follow' is said, 'promised to meet' is
            // what makes the event.
            let clause = f.rule == "en.attribution.say";
            f.source.is_some()
                && !nobody
                && f.said
                && manner
                && decided.is_none_or(|d| !f.cue.overlaps(d) || clause)
        })?;
        self.record(n)
    }

    /// True for what another tells of somebody: 'an official said Ruto hoped to'.
    fn is_told(&self, f: &Found) -> bool {
        let outer = f.outer.and_then(|o| self.found.get(o as usize));
        outer.is_some_and(|o| o.manner == Manner::Speech && o.said && o.source.is_some())
    }

    /// True for an attribution within the words of another that is no word of
    /// somebody else: 'He said he planned to go', 'an official said that drivers fear
    /// a ban', 'she said that she had told them'.
    pub fn is_told_within(&self, n: usize) -> bool {
        let Some(f) = self.found.get(n).filter(|f| self.is_told(f)) else {
            return false;
        };
        let same = f.outer.is_some_and(|o| {
            let named = |n: usize| self.speaker(n).map(|s| s.name.as_str());
            let outer = named(o as usize);
            named(n).is_some_and(|s| statement::is_pronoun(s) || outer == Some(s))
        });
        f.manner != Manner::Speech || same
    }

    /// 'Ruto promised that Kenya would stay': on whose word an undertaking stands
    /// that the cue itself tells of. Who promises to do something himself is no
    /// source.
    fn promised(&self, trigger: Span) -> Option<Attribution> {
        let n = self.cues.holding(trigger).into_iter().find(|&n| {
            let f = &self.found[n];
            f.said
                && f.source.is_some()
                && f.rule == "en.attribution.say"
                && f.content.iter().all(|c| c.start > f.cue.end)
        })?;
        let named = self.speaker(n).is_some_and(|s| !s.is_office);
        self.record(n).filter(|_| named)
    }

    /// The attribution at a position of [`Self::found`] as the record keeps
    /// it; `None` where the text names no source.
    pub fn record(&self, n: usize) -> Option<Attribution> {
        self.record_within(n, MAX_DEPTH)
    }

    fn record_within(&self, n: usize, depth: usize) -> Option<Attribution> {
        let f = self.found.get(n)?;
        let speaker = self.speakers.get(n)?.clone()?;
        let mut via = f
            .outer
            .filter(|_| depth > 0)
            .and_then(|o| self.record_within(o as usize, depth - 1));
        if let (Some(carrier), Some(Some(person))) = (f.carrier, self.carriers.get(n)) {
            via = Some(Attribution {
                speaker: person.clone(),
                span: carrier,
                cue: Some(f.cue),
                via: via.map(Box::new),
                rule: f.rule.clone(),
            });
        }
        // 'X said he had said': nobody passes his own words on.
        let via = via.filter(|v| v.speaker != speaker);
        Some(Attribution {
            speaker,
            span: f.source?,
            cue: Some(f.cue),
            via: via.map(Box::new),
            rule: f.rule.clone(),
        })
    }

    fn innermost_of(&self, span: Span, wanted: impl Fn(usize, &Found) -> bool) -> Option<usize> {
        self.contents
            .holding(span)
            .into_iter()
            .filter(|&n| !self.found[n].cue.overlaps(span) && wanted(n, &self.found[n]))
            .min_by_key(|&n| self.found[n].cover().map_or(u32::MAX, Span::len))
    }

    /// The statements of the report in order of their content, each with the
    /// events it is about.
    pub fn statements(
        &self,
        report: &Report,
        sentences: &[Sentence],
        timexes: &[Timex],
        entities: &[Resolved],
        events: &[EventMention],
    ) -> Vec<Statement> {
        statement::statements(self, report, sentences, timexes, entities, events)
    }
}

#[cfg(test)]
mod tests;
