//! Phrases that refer: 'the North', 'both countries', 'the six'.

use super::read::{Reader, party};
use super::scan::{Hit, Refers, Scan};
use super::words::{is_body_noun, is_leader_noun, is_side_noun, is_state_noun, number};
use crate::gazetteer::PartyKind;
use dateline_record::{MentionKind, Party, Span};
use dateline_syntax::{Deprel, Upos, Xpos};
use std::collections::{BTreeMap, BTreeSet};

/// The group that negotiated on North Korea's nuclear programme from 2003.
const SIX: &[&str] = &["six parties"];

/// The two communities that negotiate on Cyprus.
const CYPRIOTS: &[&str] = &["Greek Cypriots", "Turkish Cypriots"];

/// Names that stand for several states together, where the report speaks of
/// one of them: words in small letters, the id or ids, the state that must be
/// named.
const TOGETHER: [(&str, &[&str], &str); 34] = [
    ("world powers", &["P5+1"], "IRN"),
    ("major powers", &["P5+1"], "IRN"),
    ("the powers", &["P5+1"], "IRN"),
    ("the six", &["P5+1"], "IRN"),
    ("six nations", &["P5+1"], "IRN"),
    ("six countries", &["P5+1"], "IRN"),
    ("six states", &["P5+1"], "IRN"),
    ("six governments", &["P5+1"], "IRN"),
    ("the europeans", &["E3"], "IRN"),
    ("three european countries", &["E3"], "IRN"),
    ("three european states", &["E3"], "IRN"),
    ("european powers", &["E3"], "IRN"),
    ("three europeans", &["E3"], "IRN"),
    ("six-party", SIX, "PRK"),
    ("six-nation", SIX, "PRK"),
    ("six nations", SIX, "PRK"),
    ("gulf states", &["GCC"], ""),
    ("gulf arab monarchies", &["GCC"], ""),
    ("gulf countries", &["GCC"], ""),
    ("the koreas", &["KOR", "PRK"], ""),
    ("two koreas", &["KOR", "PRK"], ""),
    ("both koreas", &["KOR", "PRK"], ""),
    ("the two koreas", &["KOR", "PRK"], ""),
    ("inter-korean", &["KOR", "PRK"], ""),
    ("the two sudans", &["SDN", "SSD"], ""),
    ("two sudans", &["SDN", "SSD"], ""),
    ("cyprus's rival leaders", CYPRIOTS, ""),
    ("rival cypriot leaders", CYPRIOTS, ""),
    ("two cypriot leaders", CYPRIOTS, ""),
    ("leaders of cyprus's two", CYPRIOTS, ""),
    ("leaders of divided cyprus", CYPRIOTS, ""),
    ("rival cypriot communities", CYPRIOTS, ""),
    ("two cypriot communities", CYPRIOTS, ""),
    ("the two congos", &["COD", "COG"], ""),
];

/// The parties of phrases for two that need no other name in the report
/// ('inter-Korean', 'the two Sudans'); each once.
pub(super) fn named_together(scan: &Scan<'_>) -> BTreeSet<&'static str> {
    let low = scan.s.span.of(scan.text).to_lowercase();
    TOGETHER
        .iter()
        .filter(|(words, ids, needs)| needs.is_empty() && ids.len() >= 2 && low.contains(words))
        .flat_map(|(_, ids, _)| ids.iter().copied())
        .collect()
}

impl Reader<'_> {
    /// Adds the phrases that refer by a part of a name: 'the North' is the
    /// state of the report whose name begins so.
    pub(super) fn refer_by_name(&mut self, scan: &mut Scan<'_>) {
        let mut add: Vec<(u32, u32, Refers)> = Vec::new();
        let mut past = 0;
        for t in 0..scan.len() {
            if t < past {
                continue;
            }
            if let Some((end, refers)) = self.together(scan, t) {
                add.push((t, end, refers));
                continue;
            }
            if let Some((end, refers)) = self.bloc(scan, t).or_else(|| self.short_body(scan, t)) {
                add.push((t, end, refers));
                past = end;
                continue;
            }
            let word = scan.word(t);
            let other = if word == "North" { "South" } else { "North" };
            let own = scan.hit(t).is_some_and(|h| {
                let h = &scan.hits[h];
                // What only the reader of names took for a name may be 'North
                // and South'.
                h.party_form().is_some() || h.end - h.first > 1 && !h.entries.is_empty()
            });
            if own {
                continue;
            }
            // 'North and South Korea'
            if matches!(word, "North" | "South")
                && matches!(scan.low(t + 1).as_str(), "and" | "or")
                && scan.word(t + 2) == other
                && let Some(id) = self.half(word)
            {
                add.push((
                    t,
                    t + 1,
                    Refers {
                        parties: vec![id],
                        sector: "",
                        rule: "en.entity.reference.half",
                    },
                ));
                continue;
            }
            if matches!(word, "North" | "South")
                && t > 0
                && (scan.low(t - 1) == "the" || self.beside(scan, t, other))
            {
                // 'the North Pole', 'the South China Sea'.
                let next = t + 1;
                let named = matches!(scan.upos(next), Upos::Propn)
                    && scan.word(next).starts_with(char::is_uppercase)
                    || matches!(scan.low(next).as_str(), "of" | "-" | "east" | "west");
                if named {
                    continue;
                }
                if let Some(id) = self.half(word) {
                    let first = if scan.low(t - 1) == "the" { t - 1 } else { t };
                    add.push((
                        first,
                        t + 1,
                        Refers {
                            parties: vec![id],
                            sector: "",
                            rule: "en.entity.reference.half",
                        },
                    ));
                }
            }
            if word == "Korean" || word == "Koreans" {
                let next = t + 1;
                let plural = matches!(
                    scan.s.tokens.get(next as usize).map(|x| x.xpos),
                    Some(Xpos::Nns)
                );
                // 'the Korean War', 'the Koreans'
                let both = plural || scan.low(next) == "war";
                if both && self.relevance("KOR") > 0 && self.relevance("PRK") > 0 {
                    add.push((
                        t,
                        t + 1,
                        Refers {
                            parties: vec!["KOR".into(), "PRK".into()],
                            sector: "",
                            rule: "en.entity.reference.together",
                        },
                    ));
                }
            }
        }
        for (first, end, refers) in add {
            if scan
                .hits
                .iter()
                .any(|h| h.first < end && first < h.end && h.party_form().is_some() && !h.person)
                && refers.rule != "en.entity.reference.together"
            {
                continue;
            }
            let span = scan.span(first, end);
            scan.hits.retain(|h| h.end <= first || end <= h.first);
            scan.hits.push(Hit::referring(first, end, span, refers));
        }
        scan.index();
    }

    /// True for the second of 'North and South'.
    fn beside(&self, scan: &Scan<'_>, t: u32, other: &str) -> bool {
        t >= 2 && matches!(scan.low(t - 1).as_str(), "and" | "or") && scan.word(t - 2) == other
    }

    fn together(&self, scan: &Scan<'_>, t: u32) -> Option<(u32, Refers)> {
        let first = scan.low(t);
        for (words, ids, needs) in TOGETHER {
            let n = words.split([' ']).count() as u32;
            let head = words.split(' ').next().unwrap_or("");
            if !(head == first || head.starts_with(&format!("{first}-"))) {
                continue;
            }
            // Hyphens are tokens of their own.
            let mut end = t + n;
            let mut text = scan.span(t, end).of(self.text).to_lowercase();
            if text != words {
                end = t + n + 2;
                text = scan
                    .span(t, end.min(scan.len()))
                    .of(self.text)
                    .to_lowercase();
            }
            if text != words || end > scan.len() {
                continue;
            }
            if !needs.is_empty() && self.relevance(needs) == 0 {
                continue;
            }
            // 'the six months', 'the powers of the court'.
            if words == "the six" || words == "the powers" {
                let next = scan.upos(end);
                if matches!(next, Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn)
                    || scan.low(end) == "-"
                {
                    continue;
                }
                if words == "the six" && self.relevance("P5+1") == 0 {
                    continue;
                }
            }
            return Some((
                end,
                Refers {
                    parties: ids.iter().map(|s| (*s).to_owned()).collect(),
                    sector: "",
                    rule: "en.entity.reference.together",
                },
            ));
        }
        None
    }

    /// The state of the report whose name begins with 'North' or 'South', or
    /// whose other half does.
    fn half(&self, word: &str) -> Option<String> {
        const HALVES: [(&str, &str, &str); 4] = [
            ("PRK", "North", "KOR"),
            ("KOR", "South", "PRK"),
            ("SSD", "South", "SDN"),
            ("SDN", "North", "SSD"),
        ];
        HALVES
            .iter()
            .filter(|(_, w, _)| *w == word)
            .map(|(id, _, other)| {
                (
                    self.relevance(id) + self.relevance(other),
                    *id,
                    self.relevance(id),
                )
            })
            // 'North Korea told the South': one mention of the other is enough.
            .filter(|(n, id, own)| *n >= 2 || *own > 0 || *n > 0 && *id != "SSD" && *id != "SDN")
            .max_by_key(|(n, _, _)| *n)
            .map(|(_, id, _)| id.to_owned())
    }

    /// 'the two sides', 'both countries', 'the neighbours', 'the two leaders'.
    pub(super) fn sides(&mut self, i: usize, scan: &Scan<'_>) {
        for t in 0..scan.len() {
            let low = scan.low(t);
            let lemma = scan.lemma(t).to_lowercase();
            if scan.hit(t).is_some() {
                continue;
            }
            let plural = matches!(scan.s.tokens[t as usize].xpos, Xpos::Nns | Xpos::Nnps)
                || lemma == "pair"
                || lemma == "duo";
            let alone = number(&low) == Some(2)
                && matches!(
                    scan.upos(t),
                    Upos::Num | Upos::Pron | Upos::Noun | Upos::Det
                )
                && matches!(
                    scan.rel(t),
                    Deprel::Nsubj | Deprel::Obj | Deprel::Obl | Deprel::NsubjPass | Deprel::Nmod
                )
                && (low == "both" || t > 0 && scan.low(t - 1) == "the");
            // 'all four', 'the three', as a subject or object
            let all = number(&low).filter(|n| *n >= 3 && t > 0).filter(|_| {
                matches!(scan.low(t - 1).as_str(), "all" | "the")
                    && matches!(scan.upos(t), Upos::Num | Upos::Noun | Upos::Pron)
                    && matches!(scan.rel(t), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj)
            });
            if let Some(n) = all {
                if let Some((parties, link)) = self.several(i, t, n, |_| true) {
                    let span = scan.span(t - 1, t + 1);
                    self.several_are(i, scan, span, "side", parties, link);
                }
                continue;
            }
            if alone {
                if low == "both" && scan.low(t + 1) == "of" {
                    continue;
                }
                let first = if low == "both" { t } else { t - 1 };
                if let Some((a, c)) = self.two_met(i, t, self.acts_on(i, scan, t)) {
                    for k in [a, c] {
                        self.push_known(
                            i,
                            scan,
                            scan.span(first, t + 1),
                            k,
                            "leader",
                            true,
                            "en.entity.reference.two_persons",
                        );
                    }
                } else if let Some((parties, link)) = self.pair(i, t, false) {
                    self.push(
                        i,
                        scan,
                        scan.span(first, t + 1),
                        MentionKind::Party,
                        parties,
                        None,
                        None,
                        "side",
                        true,
                        "en.entity.reference.pair",
                        link,
                    );
                }
                continue;
            }
            // 'both sides of the border'
            if scan.low(t + 1) == "of"
                && (t + 2..t + 5).any(|u| {
                    matches!(
                        scan.low(u).as_str(),
                        "border" | "frontier" | "line" | "strait" | "river" | "aisle" | "atlantic"
                    )
                })
            {
                continue;
            }
            // 'two people' are no two peoples.
            let before = |n: u32| t.checked_sub(n).map(|u| scan.low(u)).unwrap_or_default();
            let men =
                lemma == "man" && (before(1) == "both" || before(1) == "two" && before(2) == "the");
            if plural && is_body_noun(&lemma) {
                // 'The two bodies were found', 'handed over the two bodies': the dead.
                let dead = lemma == "body"
                    && matches!(
                        scan.s.tokens[t as usize].deprel,
                        Deprel::NsubjPass | Deprel::Obj | Deprel::Nmod
                    );
                if !dead {
                    self.bodies(i, scan, t);
                }
                continue;
            }
            if !plural || !(is_side_noun(&lemma) || men) || low == "people" {
                continue;
            }
            // An owner of its own was read as a role phrase.
            if self.out_since(i).iter().any(|r| {
                r.span.contains(scan.s.tokens[t as usize].span)
                    && (!r.parties.is_empty() || r.person.is_some())
                    && r.span.end == scan.s.tokens[t as usize].span.end
            }) {
                continue;
            }
            let b = super::phrase::before(scan, t);
            if !b.hits.is_empty() {
                let mut parties: Vec<Party> = Vec::new();
                for &h in b.hits.iter().rev() {
                    for p in self.owners_of(i, &scan.hits[h]) {
                        if !parties.iter().any(|q| q.id == p.id) {
                            parties.push(p);
                        }
                    }
                }
                if parties.len() > 1 {
                    let span = scan.span(b.start, t + 1);
                    self.push_parties(
                        i,
                        scan,
                        span,
                        parties,
                        &lemma,
                        true,
                        "en.entity.body.party",
                        Vec::new(),
                    );
                }
                continue;
            }
            let n = b.number.unwrap_or(if b.definite() { 0 } else { 1 });
            let rival = matches!(
                lemma.as_str(),
                "side" | "neighbour" | "neighbor" | "rival" | "foe" | "pair" | "duo" | "enemy"
            );
            let wanted = match n {
                2 => true,
                0 => {
                    rival
                        || lemma == "party"
                        || is_state_noun(&lemma)
                            && (b.pronoun.is_some() || b.role_start == t && scan.low(t + 1) != "of")
                }
                _ => false,
            };
            if n >= 3 {
                let state = |p: &Party| !is_state_noun(&lemma) || self.is_state(p.id.as_str());
                if let Some((parties, link)) = self.several(i, t, n, state) {
                    let span = scan.span(b.start, t + 1);
                    self.several_are(i, scan, span, &lemma, parties, link);
                } else if n == 3
                    && is_state_noun(&lemma) | is_leader_noun(&lemma)
                    && let Some((parties, link)) = self.trio()
                {
                    self.push(
                        i,
                        scan,
                        scan.span(b.start, t + 1),
                        MentionKind::Party,
                        parties,
                        None,
                        None,
                        &lemma,
                        true,
                        "en.entity.reference.trio",
                        link,
                    );
                } else if let Some((p, link)) = self.group_of(n) {
                    self.push(
                        i,
                        scan,
                        scan.span(b.start, t + 1),
                        MentionKind::Party,
                        vec![p],
                        None,
                        None,
                        &lemma,
                        true,
                        "en.entity.reference.group",
                        link,
                    );
                }
                continue;
            }
            if !wanted && n == 0 && self.plural_office(i, scan, t, &b, &lemma) {
                continue;
            }
            if !wanted || b.vague {
                continue;
            }
            let span = scan.span(b.start, t + 1);
            // 'Two rebel leaders, X and Y' are named at once.
            let named = scan.word(t + 1) == ","
                && scan
                    .s
                    .name_at(t + 2)
                    .is_some_and(|n| n.kind == dateline_syntax::NameType::Per);
            if is_leader_noun(&lemma) && named {
                continue;
            }
            if let Some((a, c)) = self.two_named(i, scan, (b.role_start, t), &lemma) {
                for k in [a, c] {
                    self.push_known(
                        i,
                        scan,
                        span,
                        k,
                        &lemma,
                        true,
                        "en.entity.reference.two_persons",
                    );
                }
                continue;
            }
            if let Some((parties, link)) = self.pair(i, t, is_state_noun(&lemma)) {
                let rival = matches!(lemma.as_str(), "rival" | "foe" | "enemy");
                let persons = if rival {
                    self.two_of(i, t, &parties)
                } else {
                    Vec::new()
                };
                if !persons.is_empty() {
                    let rule = "en.entity.reference.two_persons";
                    for k in persons {
                        self.push_known(i, scan, span, k, &lemma, true, rule);
                    }
                    continue;
                }
                self.push_parties(
                    i,
                    scan,
                    span,
                    parties,
                    &lemma,
                    true,
                    "en.entity.reference.pair",
                    link,
                );
            }
        }
    }

    /// Parties that one phrase stands for together.
    pub(super) fn several_are(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        span: Span,
        noun: &str,
        parties: Vec<Party>,
        link: Vec<Span>,
    ) {
        let rule = "en.entity.reference.several";
        // 'X, Y and Z plan to meet, it was said after the three spoke by telephone.'
        let state = is_state_noun(noun);
        let named = self
            .who_are(&link)
            .filter(|n| !state && n.len() == parties.len());
        if let Some(persons) = named {
            for k in persons {
                self.push_known(i, scan, span, k, "leader", true, rule);
            }
            return;
        }
        self.push_parties(i, scan, span, parties, noun, true, rule, link);
    }

    /// The three states that the report names most, where they stand out.
    fn trio(&self) -> Option<(Vec<Party>, Vec<Span>)> {
        let mut ranked: Vec<(u32, &String)> = self
            .counts
            .iter()
            .filter(|(id, _)| self.is_state(id))
            .map(|(id, &n)| (n, id))
            .collect();
        ranked.sort_by_key(|(n, id)| (std::cmp::Reverse(*n), (*id).clone()));
        let third = ranked.get(2)?.0;
        let fourth = ranked.get(3).map_or(0, |r| r.0);
        if fourth >= third || third < 2 && fourth > 0 {
            return None;
        }
        let ids: Vec<String> = ranked[..3].iter().map(|(_, id)| (*id).clone()).collect();
        let link = self.first_naming(&ids);
        Some((ids.iter().map(|id| party(id, "")).collect(), link))
    }

    /// The group of so many members that was named last.
    fn group_of(&self, n: usize) -> Option<(Party, Vec<Span>)> {
        self.memory.iter().rev().find_map(|m| {
            let [p] = &m.parties[..] else { return None };
            let info = self.g.party_info(p.id.as_str())?;
            (info.members.len() == n).then(|| (p.clone(), vec![m.span]))
        })
    }

    /// How often the report names each party, and persons and phrases have
    /// stood for it so far.
    fn named_so_far(&self) -> BTreeMap<String, u32> {
        let mut counts = self.counts.clone();
        for (id, n) in &self.tally.stood_for {
            *counts.entry(id.clone()).or_default() += n;
        }
        counts
    }

    /// The armed groups that the report names, each with the state it fights,
    /// where that is named too.
    fn fights(&self, counts: &BTreeMap<String, u32>) -> Vec<(String, String)> {
        let known = self.counts.keys().filter_map(|id| {
            let info = self.g.party_info(id)?;
            let home = &info.plover;
            (info.kind == PartyKind::Armed && counts.contains_key(home))
                .then(|| (id.clone(), home.clone()))
        });
        // A group that no table knows fights the state named most.
        let most = self.counts.iter().filter(|(id, _)| self.is_state(id));
        let most = most.max_by_key(|&(id, n)| (n, std::cmp::Reverse(id)));
        let coined = self.groups.iter().filter(|g| counts.contains_key(&g.id));
        let coined = coined.filter_map(|g| Some((g.id.clone(), most?.0.clone())));
        known.chain(coined).collect()
    }

    /// The war that the report is more about than about two that it names
    /// together: 'wounded rebels were flown to the Omani capital with the
    /// blessing of Saudi Arabia', and then 'the parties'.
    pub(super) fn war_over(&self, pair: [&str; 2]) -> Option<[String; 2]> {
        let counts = self.named_so_far();
        let often = |id: &str| counts.get(id).copied().unwrap_or(0);
        self.fights(&counts).into_iter().find_map(|(group, home)| {
            // Those who fight there may talk with a third.
            let talks = pair.contains(&group.as_str());
            let mut others = pair.into_iter().filter(|id| *id != home);
            let war = often(&group) + often(&home);
            let more = !talks && others.all(|id| often(id) * 2 <= war);
            more.then_some([group, home])
        })
    }

    /// The two parties that the report names most, and whether by far: by
    /// names in the whole report, and by persons and phrases so far.
    pub(super) fn main_pair(&self, states: bool) -> Option<(Vec<String>, bool)> {
        let mut counts = self.named_so_far();
        // An armed group and the state it fights are each other's other side.
        if !states {
            for (group, home) in self.fights(&counts) {
                *counts.entry(group).or_default() += 1;
                *counts.entry(home).or_default() += 1;
            }
        }
        let mut ranked: Vec<(u32, &String)> = counts
            .iter()
            .filter(|(id, _)| {
                let coined = self.groups.iter().any(|g| g.id == **id);
                coined && !states
                    || self.g.party_info(id).is_some_and(|x| match x.kind {
                        PartyKind::State | PartyKind::Territory => true,
                        PartyKind::Class => false,
                        _ => !states,
                    })
            })
            .map(|(id, &n)| {
                // An organisation is named as often where it only mediates.
                let body = self
                    .g
                    .party_info(id)
                    .is_some_and(|x| x.kind == PartyKind::Organisation);
                (if body { n / 2 } else { n }, id)
            })
            .collect();
        ranked.sort_by_key(|(n, id)| (std::cmp::Reverse(*n), (*id).clone()));
        let (a, b) = (ranked.first()?, ranked.get(1)?);
        let third = ranked.get(2).map_or(0, |x| x.0);
        if b.0 < 2 {
            return None;
        }
        if !states && let Some(war) = self.war_over([a.1, b.1]) {
            return Some((war.to_vec(), false));
        }
        Some((vec![a.1.clone(), b.1.clone()], third * 2 < b.0))
    }

    /// True where the report has named one armed group and no other.
    pub(super) fn is_sole_armed_group(&self) -> bool {
        let armed = self.counts.keys().filter(|id| self.is_armed(id));
        match armed.take(2).count() {
            0 => self.unnamed_group().is_some(),
            n => n == 1,
        }
    }

    /// The group that fights the state the report names most, where the
    /// report names none. A state that is only where something takes place
    /// has no rebels here.
    fn unnamed_group(&self) -> Option<String> {
        let acts = |id: &str| self.tally.is_subject(id);
        let (id, _) = self
            .counts
            .iter()
            .filter(|(id, n)| **n >= 2 || acts(id))
            .filter_map(|(id, n)| Some((self.g.rebels(id, self.day)?, *n)))
            .max_by_key(|&(id, n)| (n, std::cmp::Reverse(id)))?;
        Some(id.to_owned())
    }

    pub(super) fn is_armed(&self, id: &str) -> bool {
        let info = self.g.party_info(id);
        info.is_some_and(|x| x.kind == PartyKind::Armed)
            || self.groups.iter().any(|g| g.id == id && g.sector == "REB")
    }

    /// The armed group that the report speaks of.
    pub(super) fn armed_group(&self) -> Option<(Party, Vec<Span>)> {
        let armed = |id: &str| self.is_armed(id);
        let named = self
            .counts
            .iter()
            .filter(|(id, _)| armed(id))
            .max_by_key(|(id, n)| (**n, std::cmp::Reverse((*id).clone())));
        let Some((id, n)) = named else {
            return Some((party(&self.unnamed_group()?, "REB"), Vec::new()));
        };
        let next = self
            .counts
            .iter()
            .filter(|(other, _)| armed(other) && *other != id)
            .map(|(_, n)| *n)
            .max()
            .unwrap_or(0);
        let id = if next * 2 > *n {
            // Two of them: the one named last.
            self.memory
                .iter()
                .rev()
                .find_map(|m| m.parties.iter().find(|p| armed(p.id.as_str())))?
                .id
                .0
                .clone()
        } else {
            id.clone()
        };
        let link = self.first_naming(std::slice::from_ref(&id));
        Some((party(&id, "REB"), link))
    }

    /// The state that the last sentences have as a subject: whose ministry it
    /// is that speaks next.
    pub(super) fn last_subject(&self, i: usize) -> Option<(Party, Vec<Span>)> {
        self.memory
            .iter()
            .rev()
            .take_while(|m| m.sentence + 2 >= i)
            .filter(|m| m.sentence < i && m.subject && m.parties.len() == 1)
            .filter(|m| {
                // An agency that reports is not the state that spoke.
                !m.parties[0]
                    .sector
                    .as_ref()
                    .is_some_and(|s| matches!(s.0.as_str(), "JRN" | "BUS"))
            })
            .find(|m| self.is_state(m.parties[0].id.as_str()))
            .map(|m| (m.parties[0].clone(), vec![m.span]))
    }

    /// The other of the two sides that the report is about.
    pub(super) fn other_side(&self, of: &Party) -> Option<Party> {
        let (pair, _) = self.main_pair(false)?;
        if !pair.contains(&of.id.0) {
            return None;
        }
        pair.iter()
            .find(|id| **id != of.id.0)
            .map(|id| party(id, ""))
    }
}
