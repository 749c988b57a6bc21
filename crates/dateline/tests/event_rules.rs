//! Every example of every event rule, read by all phases: the trigger is found
//! with its kind, status and PLOVER type where the example says so, and nothing
//! comes of a text where the rule has to be silent.

mod common;

use common::report;
use dateline::entity::{Gazetteer, Resolver};
use dateline::event::Coder;
use dateline::rules::{Rule, RuleSet};
use dateline::syntax::Syntax;
use dateline::time::Tagger;
use dateline::{Reader, Reading};

/// The report's day of all examples.
const DAY: &str = "2031-02-26";

/// Examples that today's reader gets wrong, most often since the tree is: the
/// rule, and the beginning of the text. One that comes right has to be taken
/// out of this list.
// FIXME: mend these by mechanism.
const WRONG: [(&str, &str); 7] = [
    ("en.event.accord.commitment", "Chad promised to pay"),
    ("en.event.meeting.talks", "North and South Yemen"),
    ("en.event.plover.appeal", "Egypt urged Israel"),
    ("en.event.plover.comment", "Japan expressed concern"),
    ("en.event.plover.sanction", "Russia expelled two"),
    ("en.event.status.occur", "Chad condemned the attack"),
    ("en.event.status.without", "The envoys left without"),
];

struct Readers {
    reader: Reader,
    tagger: Tagger,
    resolver: Resolver,
    coder: Coder,
}

impl Readers {
    /// What the frame of a rule gives in a record of a single sentence, for
    /// frames that are not for the ledger: trigger, PLOVER type, status.
    fn coded(&self, text: &str) -> Vec<(String, String, String)> {
        let report = report(DAY, text);
        let sentences = Syntax::embedded().parse(text);
        let times = self.tagger.tag_sentences(text, report.dct, &sentences);
        let entities = self.resolver.resolve(&report, &sentences, &times);
        self.coder
            .code(&report, &sentences, &times, &entities)
            .into_iter()
            .flatten()
            .map(|c| {
                (
                    c.trigger.of(text).to_owned(),
                    c.plover.as_str().to_owned(),
                    c.status.as_str().to_owned(),
                )
            })
            .collect()
    }

    fn is_right(&self, rule: &Rule, text: &str, expect: &toml::Table) -> Result<(), String> {
        let wanted = |key: &str| expect.get(key).and_then(toml::Value::as_str);
        let fits = |value: &str, key: &str| wanted(key).is_none_or(|w| w == value);
        let reading: Reading = self.reader.read(report(DAY, text));
        let mut got = Vec::new();
        for e in reading.told() {
            let trigger = e.trigger.of(text);
            let plover = e.plover.map_or("", |p| p.as_str());
            let status = e.status.value.as_str();
            got.push(format!("{trigger}: {} {plover} {status}", e.kind));
            if fits(trigger, "trigger")
                && fits(e.kind.as_str(), "kind")
                && fits(plover, "plover")
                && fits(status, "status")
            {
                return Ok(());
            }
        }
        for (trigger, plover, status) in self.coded(text) {
            got.push(format!("{trigger}: coded {plover} {status}"));
            if wanted("kind").is_none()
                && fits(&trigger, "trigger")
                && fits(&plover, "plover")
                && fits(&status, "status")
            {
                return Ok(());
            }
        }
        Err(format!("{} on '{text}': {got:?}", rule.id))
    }
}

#[test]
fn ok_every_event_rule_does_what_its_examples_say() {
    let rules = RuleSet::embedded().expect("the rules load");
    let readers = Readers {
        // What a rule finds, however doubtful it is.
        reader: Reader::embedded()
            .expect("the rules compile")
            .with_least_confidence(0.0),
        tagger: Tagger::embedded().expect("the rules compile"),
        resolver: Resolver::new(Gazetteer::embedded()),
        coder: Coder::new(&rules).expect("the rules compile"),
    };
    let known = |id: &str, text: &str| {
        WRONG
            .iter()
            .any(|(rule, start)| *rule == id && text.starts_with(start))
    };
    let mut wrong = Vec::new();
    let mut n = 0;
    for rule in rules.phase("en.event") {
        for example in &rule.fires {
            n += 1;
            let found = readers.is_right(rule, &example.text, &example.expect);
            match (found, known(&rule.id, &example.text)) {
                (Err(what), false) => wrong.push(what),
                (Ok(()), true) => wrong.push(format!("{} is right now: {}", rule.id, example.text)),
                _ => {}
            }
        }
        for example in &rule.silent {
            n += 1;
            let reading = readers.reader.read(report(DAY, &example.text));
            let by = reading
                .told()
                .find(|e| e.rule == rule.id || e.status.rule == rule.id);
            match (by, known(&rule.id, &example.text)) {
                (Some(e), false) => wrong.push(format!(
                    "{} is not silent on '{}': {}",
                    rule.id,
                    example.text,
                    e.trigger.of(&example.text)
                )),
                (None, true) => wrong.push(format!("{} is silent now: {}", rule.id, example.text)),
                _ => {}
            }
        }
    }
    assert!(n > 100, "only {n} examples");
    assert!(
        wrong.is_empty(),
        "{} of {n}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
