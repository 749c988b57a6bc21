//! The sides that a report is about, and whose event a mention is that names
//! too few: 'negotiators will meet in December'.

use crate::draft::broken;
use crate::draft::build::{Draft, is_meeting, is_state};
use crate::join::meeting::{is_side, sits};
use crate::lexicon::Lexicon;
use crate::near;
use crate::tie::between::go_betweens;
use crate::tie::body;
use crate::tie::others_behind::are_others;
use crate::tie::refer::{ids, inherit};
use crate::tree::Tree;
use dateline_record::{
    EventMention, Family, Kind, Party, PartyArgument, PartyId, Resolved, Role, Status,
};
use dateline_syntax::{Deprel, Upos};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The sides that a report is about, at each of its mentions.
struct Sides {
    /// Position, sentence and kind of each draft that names two sides, with
    /// the set it names.
    named: Vec<(usize, u32, Kind, Vec<PartyId>)>,
    /// How often the whole report names each set.
    counts: BTreeMap<Vec<PartyId>, usize>,
    /// The two parties it names most often, where no draft names two.
    spare: Vec<PartyArgument>,
    /// How often the report names each party, by name, seat or person.
    mentions: BTreeMap<PartyId, usize>,
    /// The parties of each war, clash and truce.
    fighting: BTreeSet<BTreeSet<PartyId>>,
    /// The armed group and the state that it names most often.
    war: Vec<PartyArgument>,
    /// Organisations of states, and those who bring others together.
    beside: BTreeSet<PartyId>,
    /// The armed groups among the parties.
    armed: BTreeSet<PartyId>,
}

/// More days ago than this is the past.
const LONG_AGO: i32 = 300;

impl Sides {
    fn new(
        drafts: &[Draft],
        entities: &[Resolved],
        between: &BTreeSet<PartyId>,
        trees: &[Tree],
        lexicon: &Lexicon,
        dct: Date,
    ) -> Self {
        let mut this = Self {
            named: Vec::new(),
            counts: BTreeMap::new(),
            spare: Vec::new(),
            mentions: mentions(entities),
            fighting: drafts
                .iter()
                .filter(|d| of_arms(d, lexicon))
                .map(|d| ids(d).into_iter().cloned().collect())
                .collect(),
            war: Vec::new(),
            beside: of_sector(entities, "IGO")
                .chain(between.iter().cloned())
                .collect(),
            armed: armed(entities),
        };
        for (i, d) in drafts.iter().enumerate() {
            let sided = matches!(d.mention.kind.family(), Family::Meeting | Family::Accord)
                || d.mention.kind == Kind::Exchange;
            if !sided || d.mention.parties.len() < 2 || d.mention.kind == Kind::Visit {
                continue;
            }
            // The Red Cross meets for its states, and is no side beside two.
            let aid = |p: &PartyArgument| p.party.sector.as_ref().is_some_and(|s| s.0 == "NGO");
            if d.mention.parties.iter().any(aid) {
                continue;
            }
            let mut key: Vec<PartyId> = own_sides(&d.mention.parties).cloned().collect();
            key.sort();
            // Those who only bring others together are no side.
            if key.iter().filter(|id| !between.contains(id)).count() < 2 {
                continue;
            }
            *this.counts.entry(key.clone()).or_insert(0) += 1;
            this.named.push((i, d.sentence, d.mention.kind, key));
        }
        // Who met years ago, told by the way, is not whom a report is about.
        let long_ago = |i: usize| {
            let last = drafts[i].mention.time.as_ref();
            let last = last.and_then(|t| t.interval.last_day());
            last.is_some_and(|day| (dct - day).get_days() > LONG_AGO)
        };
        if this.named.iter().any(|(i, ..)| !long_ago(*i)) {
            this.named.retain(|(i, ..)| !long_ago(*i));
        }
        this.war = this.fighters(entities, trees);
        if this.named.is_empty() {
            let warlike = drafts.iter().any(|d| is_warlike(d, lexicon));
            let often = |p: &PartyArgument| this.mentions.get(&p.party.id).copied().unwrap_or(0);
            let most = this.mentions.values().copied().max().unwrap_or(0);
            let fought = this
                .war
                .first()
                .is_some_and(|group| often(group) * 3 >= most);
            this.spare = if warlike && fought {
                this.war.clone()
            } else {
                most_named(entities, between)
            };
        }
        this
    }

    /// The armed group that is named most often, twice at least, and the state
    /// that is, with what it is named beside the group counted twice.
    fn fighters(&self, entities: &[Resolved], trees: &[Tree]) -> Vec<PartyArgument> {
        let most = |of: &dyn Fn(&PartyId) -> bool| {
            let those = self.mentions.iter().filter(|(id, n)| **n >= 2 && of(id));
            those.max_by_key(|(_, n)| **n).map(|(id, _)| id)
        };
        let Some(group) = most(&|id| self.armed.contains(id)) else {
            return Vec::new();
        };
        let mut beside: BTreeMap<&PartyId, usize> = BTreeMap::new();
        let mut at = 0;
        for tree in trees {
            let here: BTreeSet<&PartyId> =
                crate::coder::window(entities, &mut at, tree.s.span, |e| e.span)
                    .into_iter()
                    .filter(|e| e.place.is_none() && !reports(e))
                    .flat_map(|e| e.parties.iter().map(|p| &p.id))
                    .collect();
            if here.contains(group) {
                here.into_iter()
                    .for_each(|id| *beside.entry(id).or_insert(0) += 1);
            }
        }
        let state = self
            .mentions
            .iter()
            .filter(|(id, n)| {
                let group = self.armed.contains(*id) || self.beside.contains(*id);
                **n >= 2 && is_state(id) && !group
            })
            .max_by_key(|(id, n)| {
                let with = beside.get(id).copied().unwrap_or(0);
                (**n + with, **n)
            })
            .map(|(id, _)| id);
        let argument = |id: &PartyId| {
            entities
                .iter()
                .find_map(|e| side_of(e, id, "en.event.party.fighters"))
        };
        match (argument(group), state.and_then(argument)) {
            (Some(group), Some(state)) => vec![group, state],
            _ => Vec::new(),
        }
    }

    /// How much a report is about the sides of a set: of the one it names least,
    /// the share of the most that any party is named.
    fn weight(&self, key: &[PartyId]) -> f32 {
        let often = |id: &PartyId| self.mentions.get(id).copied().unwrap_or(0);
        let most = self.mentions.values().copied().max().unwrap_or(1);
        let least = key.iter().map(often).min().unwrap_or(0);
        least as f32 / most.max(1) as f32
    }

    /// True where the report is about these two and nobody else, and the mention
    /// names no third: what happens in it is then between them.
    fn concern(&self, d: &Draft, two: &[PartyArgument]) -> bool {
        let one_of = |id: &PartyId| two.iter().any(|p| p.party.id == *id);
        // Organisations and those who bring others together are beside the matter.
        let side = |id: &PartyId| !self.beside.contains(id);
        let named = |of: &dyn Fn(&PartyId) -> bool| -> usize {
            let those = self.mentions.iter().filter(|(id, _)| of(id));
            those.map(|(_, n)| n).sum()
        };
        let (theirs, all) = (named(&one_of), named(&side));
        let land = d
            .mention
            .place
            .as_ref()
            .and_then(|p| p.value.country.as_deref());
        two.len() == 2
            && theirs * 2 >= all
            && d.here.iter().filter(|id| side(id)).all(one_of)
            && land.is_none_or(|land| {
                let state = two
                    .iter()
                    .any(|p| is_state(&p.party.id) && p.party.id.as_str() == land);
                state || !two.iter().all(|p| is_state(&p.party.id))
            })
    }

    /// True where the report tells that these two fight, or one is an armed group.
    fn fight(&self, two: &[PartyArgument]) -> bool {
        let both = |set: &BTreeSet<PartyId>| two.iter().all(|p| set.contains(&p.party.id));
        two.iter().any(|p| self.armed.contains(&p.party.id)) || self.fighting.iter().any(both)
    }

    /// The sides of the passage around a mention: those that the mentions
    /// near it name, earlier ones before later ones, those with whom its own
    /// sentence deals, then those that the whole report names most.
    fn at(&self, d: &Draft, drafts: &[Draft]) -> Vec<PartyArgument> {
        let sentence = d.sentence;
        let middle = self.named.partition_point(|(_, s, _, _)| *s <= sentence);
        let window = &self.named[middle.saturating_sub(12)..(middle + 6).min(self.named.len())];
        let mut best: Option<(f32, usize)> = None;
        for (i, _, _, key) in window {
            let near: f32 = window
                .iter()
                .filter(|(_, _, _, other)| other == key)
                .map(|(_, s, kind, _)| {
                    let far = s.abs_diff(sentence) as f32;
                    let alike = if *kind == d.mention.kind && *kind == Kind::Summit {
                        0.4
                    } else {
                        0.0
                    };
                    alike
                        + if *s <= sentence {
                            1.0 / (1.0 + far)
                        } else {
                            0.4 / (1.0 + far)
                        }
                })
                .sum();
            let often = self.counts.get(key).copied().unwrap_or(0) as f32;
            // Who is named in the sentence is one of those it tells of.
            let common = d.here.iter().filter(|id| key.contains(id)).count();
            let told = match (d.here.len(), common) {
                (0, _) => 0.0,
                (_, 0) => -1.0,
                (n, k) => k as f32 / n as f32,
            };
            // Between two sides an organisation most often mediates.
            let body = drafts[*i].mention.parties.iter().any(|p| {
                !is_state(&p.party.id) && p.party.sector.as_ref().is_some_and(|s| s.0 == "IGO")
            });
            // ... though with two at one table it is likelier a side.
            let less = match (body, key.len()) {
                (false, _) => 0.0,
                (true, 0..=2) => 1.0,
                (true, _) => 0.4,
            };
            let score = near + 0.25 * often + 0.5 * told + self.weight(key) - less;
            if best.is_none_or(|(b, _)| score > b + 1e-4) {
                best = Some((score, *i));
            }
        }
        match best {
            Some((_, i)) if are_others(d, &drafts[i], &self.mentions) => Vec::new(),
            Some((_, i)) => {
                let all = &drafts[i].mention.parties;
                let sides: BTreeSet<&PartyId> = own_sides(all).collect();
                let sides = all.iter().filter(|p| sides.contains(&p.party.id));
                sides.cloned().collect()
            }
            None => self.spare.clone(),
        }
    }
}

/// Those who deal with one another: not a third who receives two or brings them
/// together, which another meeting of theirs need not do.
fn own_sides(parties: &[PartyArgument]) -> impl Iterator<Item = &PartyId> {
    let alone = parties.iter().filter(|p| is_side(p)).count() >= 2;
    let sides = parties.iter().filter(move |p| !alone || is_side(p));
    sides.map(|p| &p.party.id)
}

/// A war, an attack, or a truce, of two sides.
fn of_arms(d: &Draft, lexicon: &Lexicon) -> bool {
    d.mention.parties.len() >= 2
        && (matches!(
            d.mention.kind,
            Kind::Attack | Kind::Incident | Kind::Conflict
        ) || d.kept
            || lexicon.listed("truces", &d.mention.lemma))
}

/// True for a truce, an attack, captives let go: what only those have to do with
/// who fight.
fn is_warlike(d: &Draft, lexicon: &Lexicon) -> bool {
    matches!(
        d.mention.kind,
        Kind::Attack | Kind::Conflict | Kind::Release | Kind::Exchange
    ) || lexicon.listed("truces", &d.mention.lemma)
}

/// Those that bear arms against a state wherever they are named: 'Chadian
/// rebels' make no armed group of Chad.
fn armed(entities: &[Resolved]) -> BTreeSet<PartyId> {
    let mut named: BTreeMap<&PartyId, (usize, usize)> = BTreeMap::new();
    for p in entities.iter().flat_map(|e| &e.parties) {
        let (rebels, all) = named.entry(&p.id).or_default();
        *rebels += usize::from(p.sector.as_ref().is_some_and(|s| s.0 == "REB"));
        *all += 1;
    }
    let those = named
        .into_iter()
        .filter(|(_, (rebels, all))| rebels * 2 > *all);
    those.map(|(id, _)| id.clone()).collect()
}

/// The parties of a sector.
fn of_sector<'a>(
    entities: &'a [Resolved],
    sector: &'a str,
) -> impl Iterator<Item = PartyId> + use<'a> {
    let own = move |p: &&Party| p.sector.as_ref().is_some_and(|s| s.0 == sector);
    let parties = entities.iter().flat_map(|e| &e.parties).filter(own);
    parties.map(|p| p.id.clone())
}

/// An organisation of states.
fn is_body(p: &PartyArgument) -> bool {
    p.party.sector.as_ref().is_some_and(|s| s.0 == "IGO")
}

/// True where persons are let go: 'all captives were freed', 'he was released',
/// no papers and no rules.
fn frees(tree: &Tree, head: u32, lexicon: &Lexicon) -> bool {
    let of = tree.obliques(head).filter(|(case, _)| case == "of");
    // 'Had been let go', whichever of the two stands over the other.
    let over = tree
        .s
        .head(head)
        .filter(|_| tree.rel(head) == Deprel::Xcomp);
    let object = [Some(head), over].into_iter().flatten().find_map(|v| {
        let subject = || tree.s.child(v, &[Deprel::NsubjPass, Deprel::Nsubj]);
        tree.object(v).or_else(subject)
    });
    let object = object.or_else(|| of.map(|(_, t)| t).next());
    object.is_some_and(|o| {
        tree.conjuncts(o).into_iter().any(|t| {
            lexicon.listed("captives", tree.lemma(t))
                || lexicon.listed("prisoners", tree.lemma(t))
                || tree.is_person(t)
                || matches!(tree.upos(t), Upos::Num)
                || matches!(
                    tree.lemma(t),
                    "he" | "she" | "they" | "rest" | "man" | "woman"
                )
        })
    })
}

/// How often each party is named, by its own names or by those who act for it.
fn mentions(entities: &[Resolved]) -> BTreeMap<PartyId, usize> {
    let mut out = BTreeMap::new();
    for e in entities.iter().filter(|e| e.place.is_none() && !reports(e)) {
        let own = e.person.as_ref().and_then(|p| p.party.as_ref());
        let mut ids: Vec<&PartyId> = e.parties.iter().chain(own).map(|p| &p.id).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            *out.entry(id.clone()).or_insert(0) += 1;
        }
    }
    out
}

/// True for those who report: 'told the BBC' is not what Britain did.
fn reports(e: &Resolved) -> bool {
    let mut sectors = e.parties.iter().filter_map(|p| p.sector.as_ref());
    sectors.any(|s| s.0 == "JRN")
}

/// Adds to the parties of a process those that the report names at least half as
/// often as any.
pub(crate) fn with_prominent(process: &mut BTreeSet<PartyId>, entities: &[Resolved]) {
    if process.is_empty() {
        return;
    }
    let named = mentions(entities);
    let most = named.values().copied().max().unwrap_or(0);
    let prominent = named.into_iter().filter(|(_, n)| *n >= 2 && n * 2 >= most);
    process.extend(prominent.map(|(id, _)| id));
}

/// The two parties that a report names most often.
fn most_named(entities: &[Resolved], between: &BTreeSet<PartyId>) -> Vec<PartyArgument> {
    let mut named: BTreeMap<&PartyId, (usize, usize)> = BTreeMap::new();
    // 'The crisis in X': where something is, not who acts.
    let located: BTreeSet<_> = entities
        .iter()
        .filter(|e| e.place.is_some())
        .map(|e| e.span)
        .collect();
    for (i, e) in entities.iter().enumerate() {
        if located.contains(&e.span) || reports(e) {
            continue;
        }
        let own = e.person.as_ref().and_then(|p| p.party.as_ref());
        let all = e.parties.iter().chain(own);
        let aid = |p: &Party| p.sector.as_ref().is_some_and(|s| s.0 == "NGO");
        for p in all.filter(|p| !between.contains(&p.id) && !aid(p)) {
            named.entry(&p.id).or_insert((0, i)).0 += 1;
        }
    }
    // Once is enough where the report names no third.
    let often = if named.len() == 2 { 1 } else { 2 };
    let mut ranked: Vec<(usize, usize, &PartyId)> = named
        .into_iter()
        .filter(|(_, (n, _))| *n >= often)
        .map(|(id, (n, i))| (n, i, id))
        .collect();
    ranked.sort_by_key(|&(n, i, id)| (std::cmp::Reverse(n), i, id));
    if ranked.len() < 2 {
        return Vec::new();
    }
    // Three that are named about as often are the three sides of a process.
    let n = |k: usize| ranked.get(k).map_or(0, |r| r.0);
    let three = n(2) >= 2 && n(2) * 3 >= n(1) * 2 && n(3) * 2 <= n(2);
    let states = ranked.iter().take(3).all(|(_, _, id)| is_state(id));
    ranked
        .into_iter()
        .take(if three && states { 3 } else { 2 })
        .filter_map(|(_, i, id)| side_of(&entities[i], id, "en.event.party.main"))
        .collect()
}

/// A party that a mention names, or whose person it is, as one that takes part;
/// a group ('both sides') names several.
fn side_of(e: &Resolved, id: &PartyId, rule: &str) -> Option<PartyArgument> {
    let own = e.person.as_ref().and_then(|p| p.party.as_ref());
    let party = e.parties.iter().chain(own).find(|p| p.id == *id)?;
    Some(PartyArgument {
        party: party.clone(),
        role: Role::Participant,
        span: e.span,
        rule: rule.into(),
    })
}

/// The frame of envoys called home and of relations cut.
pub(crate) const RELATIONS: &str = "en.event.decision.relations";

/// Its kind, and a sanction for relations that are cut: like that, it bears on
/// the other side.
fn pressure(m: &EventMention) -> Kind {
    if m.rule == RELATIONS {
        Kind::Sanction
    } else {
        m.kind
    }
}

/// Gives meetings and accords that name no second party those of the pair
/// that the report is about: 'negotiators will meet in December'.
pub(crate) fn main_parties(
    drafts: &mut [Draft],
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
    dct: Date,
) {
    let between = go_betweens(trees, entities, lexicon);
    let sides = Sides::new(drafts, entities, &between, trees, lexicon, dct);
    let mut parties: BTreeSet<&PartyId> = entities
        .iter()
        .filter(|e| e.place.is_none())
        .flat_map(|e| e.parties.iter().map(|p| &p.id))
        .collect();
    parties.retain(|id| !between.contains(*id));
    let several = parties.len() > 3;
    for i in 0..drafts.len() {
        let pair = sides.at(&drafts[i], drafts);
        let d = &mut drafts[i];
        // 'The Red Cross societies of North and South' act for their states.
        let aid = |p: &PartyArgument| p.party.sector.as_ref().is_some_and(|s| s.0 == "NGO");
        if pair.len() >= 2
            && !pair.iter().any(aid)
            && matches!(
                d.mention.kind,
                Kind::Talks | Kind::Summit | Kind::Agreement | Kind::Exchange | Kind::Commitment
            )
        {
            d.mention.parties.retain(|p| !aid(p));
        }
        let mut two: Vec<PartyArgument> = pair.iter().filter(|p| !is_body(p)).cloned().collect();
        let m = &d.mention;
        // A fight, and what ends it, is between those who fight.
        let arms = matches!(
            m.kind,
            Kind::Attack | Kind::Incident | Kind::Conflict | Kind::Withdrawal | Kind::Release
        );
        if arms && !sides.war.is_empty() && !sides.fight(&two) {
            two.clone_from(&sides.war);
        }
        // Somebody of whom the report does not say whose he is.
        let stranger = several && m.persons.iter().any(|p| p.value.party.is_none());
        // A union's own summit has no other side but one that it is held with.
        let own = m.kind == Kind::Summit && sits(d) && sides.named.is_empty();
        let meets = is_meeting(m.kind) || m.kind.family() == Family::Accord;
        // 'Sudan's warring factions' are no two states.
        let foreign = d.factions
            && two.iter().any(|p| {
                is_state(&p.party.id) && m.parties.iter().all(|x| x.party.id != p.party.id)
            });
        let body = m.parties.iter().any(|p| p.rule == body::RULE);
        let other = stranger && meets || own || body || d.outsiders || foreign;
        // 'A session chaired by the United Nations and the Red Cross'
        let sides_here = m.parties.iter().filter(|p| p.role != Role::Mediator);
        let needs = !other
            && (m.parties.len() < 2 || sides_here.count() == 0)
            && match pressure(m) {
                Kind::Talks
                | Kind::Summit
                | Kind::Agreement
                | Kind::Institution
                | Kind::Project
                | Kind::Exchange => true,
                Kind::Decision => m.rule == broken::RULE,
                // 'The signing is set for Monday.'
                Kind::Ceremony => matches!(m.lemma.as_str(), "signing" | "signature"),
                // 'All captives are to be freed', between two sides.
                // What happened on a day, told of two sides, is between them:
                // 'An air strike on Monday hit a school.'
                Kind::Release
                | Kind::Withdrawal
                | Kind::Attack
                | Kind::Incident
                | Kind::Exercise
                | Kind::Easing
                | Kind::Sanction
                | Kind::Aid => {
                    let open = matches!(m.kind, Kind::Release | Kind::Withdrawal)
                        && m.status.value.is_open()
                        && !d.bare;
                    let arms = matches!(m.kind, Kind::Attack | Kind::Incident);
                    let known = d.is_noun && d.definite && !arms && !sides.named.is_empty();
                    let sure = match m.kind {
                        Kind::Attack | Kind::Incident => sides.fight(&two),
                        Kind::Release => {
                            (!sides.named.is_empty() || sides.fight(&two))
                                && frees(&trees[d.sentence as usize], d.head, lexicon)
                        }
                        _ => !sides.named.is_empty(),
                    };
                    let dated = (m.time.is_some() || known) && sure && sides.concern(d, &two);
                    m.parties.is_empty() && (open && !sides.named.is_empty() || dated)
                }
                // 'The commission gathered': a body of both. 'The peace conference
                // has been put off' is theirs whom the report is about.
                Kind::Sitting => {
                    let plain = d.modifiers.iter().all(|w| w == "peace");
                    let told = m.time.is_some() || m.place.is_some();
                    let theirs = matches!(m.lemma.as_str(), "conference" | "forum")
                        && plain
                        && told
                        && pair.len() >= 2;
                    let nobody = m.parties.iter().all(|p| p.role == Role::Host);
                    nobody && d.joint || m.parties.is_empty() && theirs && !d.bare
                }
                // 'The presidents spoke by telephone'
                Kind::Call => m.parties.is_empty() && (d.leaders || d.is_noun && d.definite),
                // A union is at war with nobody.
                Kind::Conflict => {
                    let told = d.definite || m.time.is_some() && sides.concern(d, &two);
                    // 'Put off because of the war in Gaza' is no war of two others.
                    let place = m.place.as_ref().and_then(|p| p.value.country.as_ref());
                    let elsewhere = place.is_some_and(|c| {
                        two.iter()
                            .all(|p| is_state(&p.party.id) && p.party.id.as_str() != c.as_str())
                    });
                    m.parties.is_empty() && told && !elsewhere && !pair.iter().any(is_body)
                }
                _ => false,
            };
        if needs {
            // Talks with another armed group are those of the same state.
            let rebels = |p: &PartyArgument| p.party.sector.as_ref().is_some_and(|s| s.0 == "REB");
            let other = d.mention.parties.first().is_some_and(|own| {
                rebels(own)
                    && pair.iter().any(rebels)
                    && !pair.iter().any(|p| p.party.id == own.party.id)
            });
            if other {
                let state = pair.iter().find(|p| is_state(&p.party.id)).cloned();
                d.mention.parties.extend(state);
            } else if is_meeting(d.mention.kind) || d.mention.kind.family() == Family::Accord {
                inherit(d, &pair);
            } else {
                inherit(d, &two);
            }
        }
        if d.mention.parties.is_empty() {
            d.mention.parties.append(&mut d.bodies);
        }
        // Pressure by one side with no target named is on the other.
        if pressure(&d.mention) == Kind::Sanction && d.mention.parties.len() == 1 {
            let own = d.mention.parties[0].party.id.clone();
            let acts = d.mention.parties[0].role != Role::Target;
            let other = pair.iter().find(|p| p.party.id != own);
            if let Some(other) = other
                && pair.len() == 2
                && pair.iter().any(|p| p.party.id == own)
            {
                let mut other = other.clone();
                other.role = if acts {
                    Role::Target
                } else {
                    Role::Participant
                };
                other.rule = "en.event.party.main".into();
                d.mention.parties.push(other);
            }
        }
        between_fighters(d, &trees[d.sentence as usize], &pair);
        // Sites and votes belong to the state they lie in, and it is the one
        // hit by what happens there.
        let m = &mut d.mention;
        let hit = matches!(m.kind, Kind::Attack | Kind::Incident);
        // 'Russian missiles hit Odesa'
        let struck = match m.parties.as_slice() {
            [by] => {
                m.kind == Kind::Attack
                    && by.role != Role::Target
                    && is_state(&by.party.id)
                    && m.place.as_ref().is_some_and(|p| {
                        let land = p.value.country.as_deref();
                        land.is_some_and(|c| {
                            c != by.party.id.as_str()
                                && pair.iter().any(|p| p.party.id.as_str() == c)
                        })
                    })
            }
            _ => false,
        };
        if (m.parties.is_empty() || struck)
            && (hit || matches!(m.kind, Kind::Withdrawal | Kind::Test | Kind::Vote))
            && let Some(place) = &m.place
            && let Some(country) = &place.value.country
        {
            m.parties.push(PartyArgument {
                party: dateline_record::Party {
                    id: PartyId(country.clone()),
                    sector: None,
                },
                role: if hit { Role::Target } else { Role::Participant },
                span: place.span,
                rule: "en.event.party.territory".into(),
            });
        }
    }
}

/// 'An ambush left eleven soldiers dead', told of a state and an armed group:
/// what befalls the fighters of one is the other's doing, where nobody else is
/// named.
fn between_fighters(d: &mut Draft, tree: &Tree, pair: &[PartyArgument]) {
    let m = &mut d.mention;
    let rebel = |p: &PartyArgument| p.party.sector.as_ref().is_some_and(|s| s.0 == "REB");
    let group = pair.iter().find(|p| rebel(p));
    let state = pair.iter().find(|p| is_state(&p.party.id));
    let (Some(group), Some(state), true) = (group, state, pair.len() == 2) else {
        return;
    };
    if m.kind != Kind::Attack || d.bare || m.parties.iter().any(|p| p.role != Role::Target) {
        return;
    }
    let hit = if let [own] = m.parties.as_slice() {
        pair.iter().find(|p| p.party.id == own.party.id)
    } else {
        let hurt = tree.s.children(d.head).iter().copied().filter(|&t| {
            matches!(tree.rel(t), Deprel::Obj | Deprel::NsubjPass)
                || tree.rel(t) == Deprel::Nmod
                    && matches!(tree.case(t).as_deref(), Some("on" | "against" | "of"))
        });
        // Only a state has aircraft.
        let air = |t: u32| match tree.lemma(t) {
            "airstrike" | "air-strike" | "warplane" | "jet" | "helicopter" => true,
            "strike" | "raid" | "attack" | "bombing" => {
                tree.children(t).any(|c| c < t && tree.lemma(c) == "air")
            }
            _ => false,
        };
        let by_air = air(d.head)
            || tree
                .s
                .child(d.head, &[Deprel::Nsubj, Deprel::OblAgent])
                .is_some_and(air);
        hurt.flat_map(|t| tree.conjuncts(t))
            .find_map(|t| match tree.lemma(t) {
                "soldier" | "policeman" | "officer" | "trooper" | "troop" | "marine" => Some(state),
                "guerrilla" | "rebel" | "insurgent" | "fighter" | "militant" => Some(group),
                _ => None,
            })
            .or(by_air.then_some(group))
    };
    let Some(hit) = hit else { return };
    let by = if hit.party.id == group.party.id {
        state
    } else {
        group
    };
    if m.parties.iter().any(|p| p.party.id == by.party.id) {
        return;
    }
    let party = |of: &PartyArgument, role| PartyArgument {
        role,
        rule: "en.event.party.fighters".into(),
        ..of.clone()
    };
    if m.parties.is_empty() {
        m.parties.push(party(hit, Role::Target));
    }
    m.parties.push(party(by, Role::Participant));
}

/// Votes and rulings that name no party are those of the state that the
/// report names most, the first named of equals.
pub(crate) fn home_state(drafts: &mut [Draft], entities: &[Resolved]) {
    let mut counts: BTreeMap<&PartyId, (usize, usize)> = BTreeMap::new();
    for (i, e) in entities.iter().enumerate() {
        let own = e.person.as_ref().and_then(|p| p.party.as_ref());
        let mut ids: Vec<&PartyId> = e.parties.iter().chain(own).map(|p| &p.id).collect();
        ids.sort();
        ids.dedup();
        for id in ids.into_iter().filter(|id| is_state(id)) {
            counts.entry(id).or_insert((0, i)).0 += 1;
        }
    }
    let home = counts
        .into_iter()
        .max_by_key(|(_, (n, i))| (*n, std::cmp::Reverse(*i)));
    let Some((id, (_, first))) = home else {
        return;
    };
    let event = |(k, d): (usize, &Draft)| d.mention.same_as.map_or(k, |j| j as usize);
    let events: Vec<usize> = drafts.iter().enumerate().map(event).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, &of) in events.iter().enumerate() {
        groups.entry(of).or_default().push(k);
    }
    for i in 0..drafts.len() {
        let empty = |d: &Draft| d.mention.kind == Kind::Vote && d.mention.parties.is_empty();
        if !empty(&drafts[i]) {
            continue;
        }
        // Another sentence may say whose vote it is.
        let own = events[i];
        let whole = |k: &usize| !drafts[*k].mention.parties.is_empty();
        let told = groups[&own]
            .iter()
            .copied()
            .find(whole)
            // 'Parliament rejected the accord. Kenya welcomed the vote.'
            .or_else(|| {
                let m = &drafts[i];
                let from = m.sentence.saturating_sub(3);
                let before = near::sentences(drafts, from, m.sentence);
                let mut votes = before
                    .rev()
                    .filter(|&k| k < i && drafts[k].mention.kind == Kind::Vote);
                let last = votes.find(whole);
                let refers = m.definite && m.modifiers.is_empty();
                let said = |k: &usize| drafts[*k].mention.status.value == Status::Held;
                last.filter(|k| refers && m.mention.time.is_none() && said(k))
            })
            .map(|k| (events[k], drafts[k].mention.parties.clone()));
        // 'The Security Council is to take it up; diplomats expect a vote.'
        let sentence = drafts[i].mention.sentence;
        let here = near::beginning_in(entities, sentence);
        let council = here.iter().find(|e| {
            let body = e.resolution.rule == "en.entity.body.name";
            body && sentence.contains(e.span) && e.parties.iter().any(|p| p.id.as_str() == "UN")
        });
        let council = council.and_then(|e| side_of(e, &e.parties[0].id, "en.event.party.council"));
        let d = &mut drafts[i];
        if let Some((k, parties)) = told {
            d.mention.parties = parties;
            if k != own && k < i {
                d.mention.same_as = u32::try_from(k).ok();
            }
        } else if let Some(council) = council {
            d.mention.parties.push(council);
        } else {
            d.mention.parties.push(PartyArgument {
                party: Party {
                    id: id.clone(),
                    sector: None,
                },
                role: Role::Participant,
                span: entities[first].span,
                rule: "en.event.party.home".into(),
            });
        }
    }
}
