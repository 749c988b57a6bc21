//! Labelled stories, and the phases that read their reports: what the trainers
//! share.

#![allow(dead_code, reason = "each trainer uses some of it")]

use anyhow::{Context, Result};
use dateline::entity::{Gazetteer, Resolver};
use dateline::event::Coder;
use dateline::event::confidence::Numbers;
use dateline::record::{Kind, Reading, Report};
use dateline::rules::RuleSet;
use dateline::syntax::Syntax;
use dateline::time::Tagger;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The phases up to the mentions.
pub struct Phases {
    syntax: Arc<Syntax>,
    tagger: Tagger,
    resolver: Resolver,
    pub coder: Coder,
}

impl Phases {
    pub fn new() -> Result<Self> {
        let rules = RuleSet::embedded()?;
        Ok(Self {
            syntax: Syntax::embedded(),
            tagger: Tagger::new(&rules)?,
            resolver: Resolver::new(Gazetteer::embedded()),
            coder: Coder::new(&rules)?,
        })
    }

    pub fn read(&self, report: Report) -> (Reading, Vec<Numbers>) {
        let sentences = self.syntax.parse(&report.text);
        let timexes = (self.tagger).tag_sentences(&report.text, report.dct, &sentences);
        let entities = self.resolver.resolve(&report, &sentences, &timexes);
        let (events, statements, numbers) =
            (self.coder).read_with_numbers(&report, &sentences, &timexes, &entities);
        let reading = Reading {
            sentences: sentences.iter().map(|s| s.span).collect(),
            report,
            timexes,
            entities,
            events,
            statements,
            diagnostics: Vec::new(),
            reader: "train".into(),
        };
        (reading, numbers)
    }
}

pub fn reports(path: &Path) -> impl Iterator<Item = Report> {
    let options = dateline_input::Options::default();
    dateline_input::read_paths(&[path.to_owned()], &options).filter_map(Result::ok)
}

/// The group of a story; the seed is part of another.
pub fn group(story: &Path) -> String {
    let name = story.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if name == "seed" {
        "inter-korean-2018".to_owned()
    } else {
        name
    }
}

pub fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem();
    stem.map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The labels of a story.
pub struct Gold {
    /// Party ids by any of their names.
    ids: BTreeMap<String, String>,
    members: BTreeMap<String, Vec<String>>,
    pub events: Vec<GoldEvent>,
}

pub struct GoldEvent {
    pub kind: Kind,
    pub optional: bool,
    pub parties: BTreeSet<String>,
    /// Report, and the words of the sentence.
    told: Vec<(String, String)>,
}

impl GoldEvent {
    /// True where a sentence of a report, as its words, tells of it.
    fn is_told(&self, report: &str, sentence: &str) -> bool {
        self.told.iter().any(|(r, s)| {
            let (short, long) = if s.len() < sentence.len() {
                (s.as_str(), sentence)
            } else {
                (sentence, s.as_str())
            };
            r == report && 2 * short.len() >= long.len() && long.contains(short)
        })
    }
}

fn words(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    Vec::from_iter(words.filter(|w| !w.is_empty())).join(" ")
}

impl Gold {
    pub fn open(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("failed to read {}", path.display()))?;
        let gold: serde_json::Value = serde_json::from_str(&text)?;
        let list = |v: &serde_json::Value| v.as_array().cloned().unwrap_or_default();
        let string = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        let mut it = Self {
            ids: BTreeMap::new(),
            members: BTreeMap::new(),
            events: Vec::new(),
        };
        for (id, party) in gold["parties"].as_object().context("no parties")? {
            let names = list(&party["aliases"]);
            for name in names
                .iter()
                .map(string)
                .chain([id.clone(), string(&party["name"])])
            {
                it.ids.entry(words(&name)).or_insert_with(|| id.clone());
            }
            let members = list(&party["members"]);
            if !members.is_empty() {
                it.members
                    .insert(id.clone(), members.iter().map(string).collect());
            }
        }
        for e in list(&gold["events"]) {
            let ids: Vec<String> = list(&e["parties"])
                .iter()
                .map(|p| string(&p["id"]))
                .collect();
            let mut told = list(&e["mentions"]);
            told.extend(list(&e["status"]).iter().map(|s| s["evidence"].clone()));
            it.events.push(GoldEvent {
                kind: Kind::parse(&string(&e["kind"])).context("an unknown kind")?,
                optional: e["optional"] == true,
                parties: it.sides(ids.iter().map(String::as_str)),
                told: told
                    .iter()
                    .map(|m| (string(&m["report"]), words(&string(&m["sentence"]))))
                    .collect(),
            });
        }
        Ok(it)
    }

    /// Ids as the labels have them, groups as their members.
    pub fn sides<'i>(&self, ids: impl Iterator<Item = &'i str>) -> BTreeSet<String> {
        ids.flat_map(|id| {
            let id = self.ids.get(&words(id)).map_or(id, String::as_str);
            self.members
                .get(id)
                .cloned()
                .unwrap_or_else(|| vec![id.to_owned()])
        })
        .collect()
    }

    /// The labelled events that a sentence tells of and that may be of this kind:
    /// those of the kind itself, else of its family, else, where not `strict`, of
    /// families that are often coded either way.
    pub fn told(&self, report: &str, sentence: &str, kind: Kind, strict: bool) -> Vec<usize> {
        let sentence = words(sentence);
        let all = self.events.iter().enumerate();
        let told: Vec<usize> = all
            .filter(|(_, e)| {
                let family = e.kind.family() == kind.family() || !strict && like(kind, e.kind);
                family && e.is_told(report, &sentence)
            })
            .map(|(n, _)| n)
            .collect();
        let same = |e: &usize| self.events[*e].kind == kind;
        if !strict && told.iter().any(same) {
            told.into_iter().filter(same).collect()
        } else {
            told
        }
    }

    /// Right where a labelled event of a like kind has the sentence and shares
    /// the parties, neither where only optional ones do.
    pub fn right<'i>(
        &self,
        report: &str,
        sentence: &str,
        kind: Kind,
        ids: impl Iterator<Item = &'i str>,
    ) -> Option<bool> {
        let (sentence, sides) = (words(sentence), self.sides(ids));
        let mut optional = false;
        for e in &self.events {
            let common = sides.intersection(&e.parties).count();
            let shares = 4 * common >= sides.len() + e.parties.len();
            if shares && like(kind, e.kind) && e.is_told(report, &sentence) {
                if !e.optional {
                    return Some(true);
                }
                optional = true;
            }
        }
        if optional { None } else { Some(false) }
    }
}

/// Kinds of one family, or of families that are often coded either way.
pub fn like(a: Kind, b: Kind) -> bool {
    use dateline::record::Family::*;
    let (a, b) = (a.family(), b.family());
    let near = |a, b| {
        matches!(
            (a, b),
            (Accord | Word | Pressure | Relief, Decision)
                | (Accord | Pressure, Relief)
                | (Other, _)
        )
    };
    a == b || near(a, b) || near(b, a)
}
