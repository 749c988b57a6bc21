//! Frames and operators as the rule files write them.

use crate::pattern::Pattern;
use crate::propose::facet::Facet;
use dateline_record::{Family, Kind, PloverType, Role, Status};
use dateline_rules::Rule;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where an argument stands, seen from the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Subject of an active verb, agent of a passive, antecedent of a
    /// relative pronoun, subject of the controlling verb.
    Subject,
    /// Object of an active verb, subject of a passive.
    Object,
    /// Parties named in an object that is part of the trigger: 'brief his
    /// Israeli counterpart', 'seize two Greek tankers'.
    InObject,
    /// Who has put forward what the trigger's object names: 'the changes sought
    /// by Chad'.
    Author,
    /// Indirect object.
    Indirect,
    /// Possessor of a noun.
    Possessor,
    /// Modifier before a noun: 'the US-Iran talks', 'the Iranian offer'.
    Modifier,
    /// Phrase with a preposition.
    Preposition(String),
}

impl Slot {
    fn parse(text: &str) -> Self {
        match text {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::Indirect,
            "inobj" => Slot::InObject,
            "author" => Slot::Author,
            "poss" => Slot::Possessor,
            "mod" => Slot::Modifier,
            prep => Slot::Preposition(prep.to_lowercase()),
        }
    }
}

/// Whether what a frame finds belongs to the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Worth {
    /// For coded records of single sentences only.
    #[default]
    Never,
    /// Where at least one party takes part.
    Party,
    /// Where at least two parties take part or are touched.
    Parties,
    /// Where its own words name at least two.
    Pair,
    /// Where a party acts and its time, place or target is told.
    Told,
    /// Only where it carries on what is told elsewhere.
    Later,
    /// Always.
    Always,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameMatch {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    roles: BTreeMap<String, Vec<String>>,
    /// Fires only where the status is one of these.
    #[serde(default)]
    only: Vec<String>,
    /// Verb lemmas on which a pattern with `*` stays silent.
    #[serde(default)]
    never: Vec<String>,
    /// Prepositions of a place where somebody is said to be.
    #[serde(default)]
    presence: Vec<String>,
    /// What the report has to tell of beside: `accord`.
    #[serde(default)]
    context: Option<String>,
    /// Pronouns that stand for an event told before.
    #[serde(default)]
    pronouns: Vec<String>,
    /// The words that have to decide the status of such a pronoun's event.
    #[serde(default)]
    with: Vec<String>,
    /// They stand for another event of the kind ('the next one').
    #[serde(default)]
    another: bool,
    /// Its subject does what somebody else was told to do before ('followed
    /// suit').
    #[serde(default)]
    alike: bool,
    /// Definite nouns that only refer, by the kind of event they stand for.
    #[serde(default)]
    things: BTreeMap<String, Vec<String>>,
    /// Nouns for the date or the deadline of an event told before.
    #[serde(default)]
    facets: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameYields {
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    plover: Option<String>,
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    ledger: Worth,
    /// The status of a bare mention with no other evidence.
    #[serde(default)]
    bare: Option<String>,
    /// All sides take part alike.
    #[serde(default)]
    reciprocal: bool,
    /// What stands in its clause is its content and no event of its own,
    /// when single sentences are coded.
    #[serde(default)]
    content: bool,
    #[serde(default)]
    background: bool,
    /// Its event is that something else is made longer.
    #[serde(default)]
    extends: bool,
    /// What `only` leaves out as done carries on what is told elsewhere.
    #[serde(default)]
    carries_on: bool,
    /// What the word says of its event's status, where it is told as a fact:
    /// 'invite' proposes a visit, 'accept an invitation' agrees to one.
    #[serde(default)]
    stands: Option<String>,
}

/// One frame: what it yields and where its roles stand.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub id: String,
    pub priority: i32,
    pub kind: Option<Kind>,
    pub plover: Option<PloverType>,
    pub mode: Option<String>,
    pub worth: Worth,
    pub bare: Option<Status>,
    pub reciprocal: bool,
    pub content: bool,
    pub background: bool,
    pub extends: bool,
    pub carries_on: bool,
    pub stands: Option<Status>,
    pub only: Vec<Status>,
    pub never: Vec<String>,
    pub presence: Vec<String>,
    /// It holds only where the report tells of an accord of the same side.
    pub under_accord: bool,
    pub pronouns: Vec<String>,
    pub with: Vec<String>,
    pub another: bool,
    pub alike: bool,
    /// Nouns, and the kind of event each may stand for.
    pub things: Vec<(String, Kind)>,
    /// Nouns, and which facet of an event told before they name.
    pub facets: Vec<(String, Facet)>,
    pub roles: Vec<(Role, Slot)>,
    pub verbs: Vec<Pattern>,
    pub nouns: Vec<Pattern>,
}

/// What a word does to the status of an event that stands in one of its
/// places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Effect {
    /// Nothing of its own; its tense and modality are the event's (hold).
    Keep,
    /// The event happened, or is under way, whatever else is said (follow).
    Occur,
    /// It is arranged or intended (plan, be due, schedule).
    Plan,
    /// It is undertaken or accepted (agree, promise, accept).
    Agree,
    /// It is offered or asked for (propose, invite, urge).
    Propose,
    /// It is open (consider, hope, discuss whether).
    Open,
    /// It is put off.
    Postpone,
    /// It is called off or ended.
    Cancel,
    /// It is refused, ruled out or said not to be so.
    Deny,
    /// It did not come off (fail to).
    Fail,
    /// What was promised is done (fulfil a pledge).
    Fulfil,
    /// What was off is on again (revive).
    Revive,
    /// It is only spoken of; nothing is said of its status.
    Mention,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorMatch {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    /// Prepositions whose phrase the event is the head of.
    #[serde(default)]
    prepositions: Vec<String>,
    /// Where the event stands: subj, obj, xcomp, ccomp, acl, mod (the word
    /// modifies the event), or a preposition. Not asked of prepositions.
    #[serde(default)]
    event: Vec<String>,
    /// Roles that the word's own arguments have in the event.
    #[serde(default)]
    roles: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorYields {
    effect: Effect,
    /// Times and places of the word are those of the event.
    #[serde(default)]
    shares: bool,
    /// Before a noun it decides only where no other word does.
    #[serde(default)]
    weak: bool,
    /// Prepositions of the day it is moved to.
    #[serde(default)]
    new_day: Vec<String>,
    /// Prepositions of the day it is moved from.
    #[serde(default)]
    old_day: Vec<String>,
}

/// One operator.
#[derive(Clone, Debug)]
pub(crate) struct Operator {
    pub id: String,
    pub effect: Effect,
    pub shares: bool,
    pub weak: bool,
    pub new_day: Vec<String>,
    pub old_day: Vec<String>,
    pub places: Vec<String>,
    pub roles: Vec<(Role, Slot)>,
    pub verbs: Vec<Pattern>,
    pub nouns: Vec<Pattern>,
    pub adjectives: Vec<Pattern>,
    pub prepositions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    lists: BTreeMap<String, Vec<String>>,
}

fn role(name: &str) -> Result<Role, String> {
    [Role::Participant, Role::Host, Role::Mediator, Role::Target]
        .into_iter()
        .find(|r| r.as_str() == name)
        .ok_or_else(|| format!("role '{name}' is none of participant, host, mediator, target"))
}

fn roles(table: BTreeMap<String, Vec<String>>) -> Result<Vec<(Role, Slot)>, String> {
    let mut out = Vec::new();
    for (name, slots) in table {
        let role = role(&name)?;
        out.extend(slots.iter().map(|s| (role, Slot::parse(s))));
    }
    Ok(out)
}

fn status(name: &str) -> Result<Status, String> {
    Status::parse(name).ok_or_else(|| format!("'{name}' is no status"))
}

fn patterns(texts: &[String], is_noun: bool) -> Result<Vec<Pattern>, String> {
    texts
        .iter()
        .flat_map(|t| {
            if is_noun {
                Pattern::heads(t)
            } else {
                vec![t.clone()]
            }
        })
        .map(|t| Pattern::parse(&t, is_noun))
        .collect()
}

/// The frame of a rule.
pub(crate) fn frame(rule: &Rule) -> Result<Frame, String> {
    let m: FrameMatch = rule
        .pattern
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| e.to_string())?;
    let y: FrameYields = rule
        .yields
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| e.to_string())?;
    let kind = match &y.kind {
        Some(k) => Some(Kind::parse(k).ok_or_else(|| format!("'{k}' is no kind"))?),
        None => None,
    };
    let plover = match &y.plover {
        Some(p) => Some(PloverType::parse(p).ok_or_else(|| format!("'{p}' is no PLOVER type"))?),
        None => None,
    };
    if y.ledger != Worth::Never && kind.is_none() {
        return Err("a frame for the ledger needs a kind".into());
    }
    let mut things = Vec::new();
    for (name, nouns) in m.things {
        let kind = Kind::parse(&name).ok_or_else(|| format!("'{name}' is no kind"))?;
        things.extend(nouns.into_iter().map(|noun| (noun, kind)));
    }
    let mut facets = Vec::new();
    for (name, nouns) in m.facets {
        let facet = Facet::parse(&name).ok_or_else(|| format!("'{name}' is no facet"))?;
        facets.extend(nouns.into_iter().map(|noun| (noun, facet)));
    }
    Ok(Frame {
        id: rule.id.clone(),
        things,
        facets,
        priority: rule.priority,
        kind,
        plover,
        mode: y.mode,
        worth: y.ledger,
        bare: y.bare.as_deref().map(status).transpose()?,
        reciprocal: y.reciprocal,
        content: y.content,
        background: y.background,
        extends: y.extends,
        carries_on: y.carries_on,
        stands: y.stands.as_deref().map(status).transpose()?,
        never: m.never,
        presence: m.presence,
        under_accord: match m.context.as_deref() {
            None => false,
            Some("accord") => true,
            Some(other) => return Err(format!("context '{other}' is not 'accord'")),
        },
        pronouns: m.pronouns,
        another: m.another,
        alike: m.alike,
        with: m.with,
        only: m.only.iter().map(|s| status(s)).collect::<Result<_, _>>()?,
        roles: roles(m.roles)?,
        verbs: patterns(&m.verbs, false)?,
        nouns: patterns(&m.nouns, true)?,
    })
}

/// The operator of a rule.
pub(crate) fn operator(rule: &Rule) -> Result<Operator, String> {
    let m: OperatorMatch = rule
        .pattern
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| e.to_string())?;
    let y: OperatorYields = rule
        .yields
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| e.to_string())?;
    Ok(Operator {
        id: rule.id.clone(),
        effect: y.effect,
        shares: y.shares,
        weak: y.weak,
        new_day: y.new_day,
        old_day: y.old_day,
        places: m.event,
        roles: roles(m.roles)?,
        verbs: patterns(&m.verbs, false)?,
        nouns: patterns(&m.nouns, true)?,
        adjectives: patterns(&m.adjectives, false)?,
        prepositions: m.prepositions,
    })
}

/// The word lists of a rule.
pub(crate) fn lists(rule: &Rule) -> Result<BTreeMap<String, Vec<String>>, String> {
    let l: Lists = rule
        .pattern
        .clone()
        .try_into()
        .map_err(|e: toml::de::Error| e.to_string())?;
    Ok(l.lists)
}

/// The names under which the nouns of a frame can be asked for.
pub(crate) fn class_names(kind: Kind) -> [&'static str; 2] {
    let family: Family = kind.family();
    [kind.as_str(), family.as_str()]
}
