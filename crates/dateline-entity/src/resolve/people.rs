//! The persons of one report: full names, what the text says of them, and
//! whom a short form stands for.

use super::ranks::{plain_office, rank_of};
use super::words::{is_female, is_male};
use crate::fold::fold;
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Entry, Form, Gazetteer, PartyKind, PersonEntry};
use dateline_record::{Party, PartyId, Person, Sector, Span};
use std::collections::BTreeMap;

/// Parties whose people are known by the word of the name written first: the
/// family name, or from Ethiopia's on their own.
const FIRST_WORD: [&str; 18] = [
    "CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HKG", "MAC", "ETH", "ERI", "TPLF", "THA", "LAO",
    "MYS", "IDN", "BRN", "ISL", "BTN",
];

/// An individual that the report names.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Full name as the report first gives it, or the gazetteer's.
    pub name: String,
    /// Its folded words.
    words: Vec<String>,
    /// The role as the text gives it, else the table's for that day.
    pub role: Option<String>,
    /// All roles that the text gives, folded.
    roles: Vec<String>,
    pub party: Option<Party>,
    /// True where the text itself gives the party.
    pub told: bool,
    /// Where the text gives role or party.
    pub evidence: Option<Span>,
    pub rule: &'static str,
    /// 2 for heads of state and government and foreign ministers.
    pub rank: u8,
    pub female: bool,
    pub count: u32,
    /// Number of the sentence that named the person last.
    pub last: usize,
}

impl Known {
    pub fn person(&self) -> Person {
        Person {
            name: self.name.clone(),
            is_office: false,
            role: self.role.clone(),
            party: self.party.clone(),
        }
    }

    /// True where short words can stand for the name.
    fn answers_to(&self, short: &[String]) -> bool {
        let (n, m) = (self.words.len(), short.len());
        if m == 0 || m > n {
            return false;
        }
        if m == n {
            return self.words == short;
        }
        let bare = |w: &String| -> String { w.strip_prefix("al ").unwrap_or(w).to_owned() };
        // The last words: 'Kerry', 'de la Calle', 'bin Alawi'.
        if self.words[n - m..]
            .iter()
            .map(bare)
            .eq(short.iter().map(bare))
        {
            return true;
        }
        // The first: 'Kim' of 'Kim Jong Un'.
        let first = self
            .party
            .as_ref()
            .is_some_and(|p| FIRST_WORD.contains(&p.id.as_str()))
            || self.name.contains("-") && n >= 2;
        if m < n && first && self.words[..m] == *short {
            return true;
        }
        // 'Prince Faisal' of 'Faisal bin Farhan': what stands behind it is his father's name.
        let father = |w: &String| matches!(w.as_str(), "bin" | "ibn" | "bint" | "binti");
        if m == 1 && self.words[0] == short[0] && self.words.get(1).is_some_and(father) {
            return true;
        }
        // 'Duque' of 'Iván Duque Márquez', 'Javad Zarif' of three names.
        if m == 1 && n >= 3 {
            return self.words[1..].contains(&short[0]) && short[0].chars().count() > 3;
        }
        m >= 2 && {
            let mut rest = self.words.iter();
            short.iter().all(|w| rest.any(|x| x == w))
        }
    }
}

/// What the text says of a name where it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub role: Option<String>,
    pub party: Option<Party>,
    pub evidence: Option<Span>,
    pub rule: &'static str,
    /// 'Mrs', 'spokeswoman', 'queen'.
    pub female: bool,
    /// 'former': the table's present role does not hold.
    pub former: bool,
}

/// All persons of a report.
#[derive(Debug, Default)]
pub(super) struct People {
    pub list: Vec<Known>,
    /// Positions of those whose name has a word, or had it, in order.
    with_word: BTreeMap<String, Vec<usize>>,
}

/// Folded words of a name; hyphens part words, so 'Myoung-gyon' is two.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let key = fold(name);
    key.split(' ')
        .filter(|w| !w.is_empty())
        .map(|w| {
            w.strip_suffix("s")
                .filter(|_| name.ends_with("'s") || name.ends_with("’s"))
                .unwrap_or(w)
                .to_owned()
        })
        .collect()
}

/// The name without courtesy titles and a possessive.
pub(super) fn clean_name(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = line
        .strip_suffix("'s")
        .or_else(|| line.strip_suffix("’s"))
        .unwrap_or(&line)
        .trim_matches(|c: char| matches!(c, ',' | '"' | '“' | '”'));
    // A stop at the end is the sentence's, but for 'J.' and 'Jr.'.
    let last = name.rsplit(' ').next().unwrap_or(name);
    let short = last.chars().count() <= 3 && last.starts_with(char::is_uppercase);
    match name.strip_suffix('.') {
        Some(rest) if !short => rest.to_owned(),
        _ => name.to_owned(),
    }
}

/// True for a rank in an army, with or without what stands before it: 'major
/// general'.
fn is_army_rank(role: &str) -> bool {
    const RANKS: [&str; 13] = [
        "admiral",
        "brigadier",
        "captain",
        "capt.",
        "col.",
        "colonel",
        "commander",
        "gen.",
        "general",
        "lieutenant",
        "major",
        "marshal",
        "sergeant",
    ];
    let role = fold(role);
    let mut words = role.split(' ');
    !role.contains("secretary") && words.next_back().is_some_and(|last| RANKS.contains(&last))
}

impl People {
    /// Positions of those who answer to a name.
    fn matching(&self, words: &[String]) -> Vec<usize> {
        // Who answers to a name shares a word with it.
        let mut those: Vec<usize> = match words {
            [] => (0..self.list.len()).collect(),
            _ => words
                .iter()
                .filter_map(|w| self.with_word.get(w))
                .flatten()
                .copied()
                .collect(),
        };
        those.sort_unstable();
        those.dedup();
        let exact: Vec<usize> = those
            .iter()
            .copied()
            .filter(|&i| self.list[i].words == words)
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        those
            .into_iter()
            .filter(|&i| {
                let known = &self.list[i];
                known.answers_to(words)
                    // A fuller form of one known by a shorter.
                    || known.words.len() < words.len() && known.words.len() > 1 && {
                        let mut rest = words.iter();
                        known.words.iter().all(|w| rest.any(|x| x == w))
                            && known.words.last() == words.last()
                    }
            })
            .collect()
    }

    /// True where a single word is the family name of somebody named before.
    pub fn answers(&self, word: &str) -> bool {
        let words = name_words(word);
        words.len() == 1 && words[0].chars().count() > 1 && !self.matching(&words).is_empty()
    }

    /// The person that a short name stands for in a sentence; `None` where
    /// nobody or where two would fit alike.
    pub fn short(&self, words: &[String], told: &Told, sentence: usize) -> Option<usize> {
        let mut fit = self.matching(words);
        if let Some(party) = &told.party {
            fit.retain(|&i| self.list[i].party.as_ref().is_none_or(|p| p.id == party.id));
        }
        if fit.len() > 1
            && let Some(role) = &told.role
        {
            let role = fold(role);
            let with: Vec<usize> = fit
                .iter()
                .copied()
                .filter(|&i| self.list[i].has_role(&role))
                .collect();
            if !with.is_empty() {
                fit = with;
            }
        }
        match fit[..] {
            [] => None,
            [one] => Some(one),
            _ => {
                // The one in the same or the last sentence, if it is one.
                let near: Vec<usize> = fit
                    .iter()
                    .copied()
                    .filter(|&i| self.list[i].last + 1 >= sentence)
                    .collect();
                if let [one] = near[..] {
                    return Some(one);
                }
                // News gives the bare family name to the leader.
                let top = fit.iter().map(|&i| self.list[i].rank).max()?;
                let mut leaders = fit.iter().copied().filter(|&i| self.list[i].rank == top);
                let first = leaders.next()?;
                if top == 2 && leaders.next().is_none() {
                    return Some(first);
                }
                let most = fit.iter().map(|&i| self.list[i].count).max()?;
                let mut often = fit
                    .iter()
                    .copied()
                    .filter(|&i| self.list[i].count * 3 >= most);
                let one = often.next()?;
                often.next().is_none().then_some(one)
            }
        }
    }

    /// Adds a full name, or adds to one that is known.
    #[allow(clippy::too_many_arguments)]
    pub fn meet(
        &mut self,
        g: &Gazetteer,
        name: &str,
        entries: &[Entry],
        told: &Told,
        day: i32,
        relevance: &dyn Fn(&str) -> u32,
        sentence: usize,
    ) -> usize {
        let name = own_name(g, name, entries, day);
        let words = name_words(name);
        if let Some(i) = self.short(&words, told, sentence).or_else(|| {
            let m = self.matching(&words);
            (m.len() == 1 && words.len() > 1).then(|| m[0])
        }) {
            let known = &mut self.list[i];
            if words.len() > known.words.len() {
                known.name = name.to_owned();
                known.words = words;
            }
            known.learn(told);
            known.count += 1;
            known.last = sentence;
            self.index(i);
            return i;
        }
        let mut known = Known {
            name: name.to_owned(),
            words,
            role: told.role.clone(),
            roles: told.role.iter().map(|r| fold(r)).collect(),
            party: told.party.clone(),
            told: told.party.is_some(),
            evidence: told.evidence,
            rule: if told.rule.is_empty() {
                "en.entity.person.name"
            } else {
                told.rule
            },
            rank: told.role.as_deref().map_or(0, rank_of),
            female: told.female,
            count: 1,
            last: sentence,
        };
        // What stands last is most often the family's name.
        let given = known.words.len().saturating_sub(1).max(1);
        known.female |= known.words.iter().take(given).any(|w| is_female(w));
        known.consult(g, entries, told, day, relevance);
        self.list.push(known);
        let i = self.list.len() - 1;
        self.index(i);
        i
    }

    /// Lets somebody be found by each word of the name.
    fn index(&mut self, i: usize) {
        for word in &self.list[i].words {
            let those = self.with_word.entry(word.clone()).or_default();
            if let Err(at) = those.binary_search(&i) {
                those.insert(at, i);
            }
        }
    }

    /// A family name that nobody in the report bears: its bearer in office on
    /// the day, where only one fits what the report speaks of.
    pub fn bearer(
        &mut self,
        g: &Gazetteer,
        entries: &[Entry],
        told: &Told,
        day: i32,
        relevance: &dyn Fn(&str) -> u32,
        sentence: usize,
    ) -> Option<usize> {
        let mut best: Vec<(u32, Entry, PersonEntry<'_>)> = Vec::new();
        for &e in entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Person)
        {
            let p = g.entry_person(e);
            let Some(score) = office_score(&p, told, day, relevance) else {
                continue;
            };
            let user = u32::from(e.layer) * 1000;
            // 'Santos' alone is less likely 'dos Santos', 'Macron' less likely in
            // his office as co-prince of Andorra.
            let less = if has_particle(p.name) || p.name.starts_with("Co-prince") {
                9
            } else {
                0
            };
            best.push(((score + user).saturating_sub(less), e, p));
        }
        // Of two spellings the shorter is the one that news has.
        best.sort_by_key(|b| (std::cmp::Reverse(b.0), b.2.name.chars().count()));
        let (score, entry, person) = best.first()?;
        let party = person.terms.iter().map(|t| relevance(t.party)).max();
        // One person may stand in the table in two spellings of the first name.
        let same = |p: &PersonEntry<'_>| {
            let office = |a: &str, b: &str| told.role.is_some() && fold(a) == fold(b);
            let spelled = spelled_alike(p.name, person.name);
            same_name(p.name, person.name)
                || last_word(p.name) == last_word(person.name)
                    && p.terms.iter().any(|t| {
                        let mut terms = person.terms.iter();
                        terms.any(|u| u.party == t.party && (spelled || office(u.role, t.role)))
                    })
        };
        let rivals = || best.iter().skip(1).filter(|b| !same(&b.2));
        // Nobody the report speaks of: the one bearer of the name, or the one
        // who holds the office that the text names.
        let office = told.role.is_some() && rivals().all(|b| b.0 + 8 <= *score);
        if party.unwrap_or(0) == 0 && told.party.is_none() && rivals().next().is_some() && !office {
            return None;
        }
        // 'Colonel Traore' of a report that does not speak of Burkina Faso is an
        // officer of somebody else, and not its president.
        let officer = told.role.as_deref().is_some_and(is_army_rank);
        if officer && party.unwrap_or(0) == 0 && told.party.is_none() {
            return None;
        }
        // 'Pardo' alone is not Claudia Sheinbaum Pardo: that is her mother's name.
        let two_family_names = person.name.split_whitespace().count() > 2
            && !person.terms.is_empty()
            && person.terms.iter().all(|t| is_spanish_speaking(t.party));
        if two_family_names
            && party.unwrap_or(0) == 0
            && told.party.is_none()
            && told.role.is_none()
        {
            return None;
        }
        if *score < (if party.unwrap_or(0) > 0 { 16 } else { 20 })
            || rivals().next().is_some_and(|b| b.0 + 4 > *score)
        {
            return None;
        }
        let name = person.name.to_owned();
        let i = self.meet(g, &name, &[*entry], told, day, relevance, sentence);
        self.list[i].rule = "en.entity.person.holder";
        Some(i)
    }

    /// True where a family name has one bearer in office whose party the
    /// report speaks of, or one of a higher office than the others.
    pub fn has_bearer(
        g: &Gazetteer,
        entries: &[Entry],
        day: i32,
        relevance: &dyn Fn(&str) -> u32,
    ) -> bool {
        let told = Told::default();
        let mut fit: Vec<(u32, &str)> = entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Person)
            .map(|&e| g.entry_person(e))
            .filter(|p| p.terms.iter().any(|t| relevance(t.party) > 0))
            .filter_map(|p| Some((office_score(&p, &told, day, relevance)?, p.name)))
            .filter(|(score, _)| *score >= 20)
            .collect();
        fit.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let Some((score, name)) = fit.first() else {
            return false;
        };
        // A president is meant before a minister of the same family.
        fit.iter()
            .all(|(s, n)| same_name(n, name) || s + 8 <= *score)
    }

    /// Those of a party and role, latest first.
    pub fn with_role(&self, party: Option<&PartyId>, role: &str) -> Option<usize> {
        self.with_role_but(party, role, &[])
    }

    /// Whom the text called by a role last, but for some.
    pub fn called(&self, role: &str, but: &[usize]) -> Option<usize> {
        self.with_role_but(None, role, but)
    }

    fn with_role_but(&self, party: Option<&PartyId>, role: &str, but: &[usize]) -> Option<usize> {
        let role = fold(role);
        let mut fit: Vec<usize> = (0..self.list.len())
            .filter(|i| !but.contains(i))
            .filter(|&i| {
                let k = &self.list[i];
                // 'The premier' of nobody is no prime minister told of before.
                party.map_or_else(
                    || k.is_called(&role),
                    |p| k.party.as_ref().is_some_and(|q| q.id == *p) && k.has_role(&role),
                )
            })
            .collect();
        fit.sort_by_key(|&i| std::cmp::Reverse(self.list[i].last));
        match fit[..] {
            [] => None,
            [one] => Some(one),
            // Two of one role and party: the text must say which.
            [a, b, ..] if party.is_none() && self.list[a].last > self.list[b].last => Some(a),
            _ => None,
        }
    }
}

/// 'King Mohammed' goes by the name that the table has: 'Mohammed VI'.
fn own_name<'a>(g: &'a Gazetteer, name: &'a str, entries: &[Entry], day: i32) -> &'a str {
    const CROWNED: [&str; 5] = ["King ", "Queen ", "Emir ", "Sultan ", "Prince "];
    if !CROWNED.iter().any(|t| name.starts_with(t)) {
        return name;
    }
    entries
        .iter()
        .filter(|e| e.posting.kind == EntryKind::Person)
        .map(|&e| g.entry_person(e))
        .find(|p| p.name.contains(' ') && p.terms.iter().any(|t| t.holds(day)))
        .map_or(name, |p| p.name)
}

/// How well a person of the table fits; `None` where the person holds no
/// office on the day or the text's party or role speak against it.
fn office_score(
    p: &PersonEntry<'_>,
    told: &Told,
    day: i32,
    relevance: &dyn Fn(&str) -> u32,
) -> Option<u32> {
    let mut best = None;
    for t in &p.terms {
        if let Some(party) = &told.party
            && party.id.as_str() != t.party
        {
            continue;
        }
        let holds = t.holds(day)
            && (t.from.is_some_and(|f| day - f < 20_000)
                || t.from.is_none() && relevance(t.party) > 0);
        let recent = t.to.is_some_and(|e| e < day && day - e < 2_000);
        if !holds && !(recent && (told.former || told.party.is_some())) {
            continue;
        }
        let role_fits = told
            .role
            .as_deref()
            .is_some_and(|r| shares_word(&fold(r), &fold(t.role)));
        let score = 8 * u32::from(t.rank)
            + 10 * u32::from(role_fits)
            + 10 * u32::from(told.party.is_some())
            + relevance(t.party).min(3) * 4
            + 4 * u32::from(holds);
        if best.is_none_or(|b| score > b) {
            best = Some(score);
        }
    }
    best
}

/// True for a family name that a particle begins, which is written with it.
fn has_particle(name: &str) -> bool {
    let words = name_words(name);
    words.len() > 2
        && matches!(
            words[words.len() - 2].as_str(),
            "dos" | "da" | "das" | "do" | "de" | "von" | "van" | "di"
        )
}

/// True for first names that are most likely one, spelled in two ways: 'Nicos'
/// and 'Nikos', 'Ilham' and 'Ilhma'.
fn spelled_alike(a: &str, b: &str) -> bool {
    let first = |name: &str| name_words(name).into_iter().next().unwrap_or_default();
    let (a, b) = (first(a), first(b));
    let mut rest: Vec<char> = b.chars().collect();
    let mut odd = 0;
    for c in a.chars() {
        match rest.iter().position(|r| *r == c) {
            Some(at) => {
                rest.remove(at);
            }
            None => odd += 1,
        }
    }
    a.len() > 3 && a.chars().next() == b.chars().next() && odd + rest.len() <= 2
}

fn last_word(name: &str) -> Option<String> {
    name_words(name).pop()
}

/// True for two writings of one name: 'Abiy Ahmed', 'Abiy Ahmed Ali'.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|w| long.contains(w))
}

fn shares_word(a: &str, b: &str) -> bool {
    a.split(' ')
        .any(|w| w.len() > 4 && b.split(' ').any(|x| x == w))
}

impl Known {
    fn has_role(&self, role: &str) -> bool {
        self.fits_role(&plain_office(role), plain_office)
    }

    /// True where the text calls the office by this name.
    fn is_called(&self, role: &str) -> bool {
        self.fits_role(role, |r| r.into())
    }

    fn fits_role(&self, role: &str, plain: fn(&str) -> std::borrow::Cow<'_, str>) -> bool {
        // 'The deputy prime minister' is not the prime minister.
        let below = |r: &str| {
            r.starts_with("vice-")
                || (r.split(' ')).any(|w| matches!(w, "deputy" | "vice" | "assistant"))
        };
        let fits = |r: &str| -> bool {
            if below(role) && !below(r) || below(r) && !below(role) && role.contains(' ') {
                return false;
            }
            r == role
                || r.ends_with(&format!(" {role}"))
                || r.starts_with(&format!("{role} "))
                || role.ends_with(&format!(" {r}"))
        };
        // 'The minister of energy' is the energy minister.
        let turned = |r: &str| {
            let of = ["minister of ", "minister for "];
            let what = of.iter().find_map(|w| r.strip_prefix(w));
            what.is_some_and(|w| !w.contains(' ') && fits(&format!("{w} minister")))
        };
        let fits = |r: &str| fits(&plain(r)) || turned(r);
        self.roles.iter().any(|r| fits(r)) || (self.role.as_deref()).is_some_and(|r| fits(&fold(r)))
    }

    /// Notes a further mention in a sentence.
    pub fn note(&mut self, told: &Told, sentence: usize) {
        self.learn(told);
        self.count += 1;
        self.last = sentence;
    }

    /// True where the given name is one that men bear.
    pub(super) fn bears_male_name(&self) -> bool {
        self.words.first().is_some_and(|w| is_male(w))
    }

    /// Adds what a further mention says.
    pub(super) fn learn(&mut self, told: &Told) {
        if let Some(role) = &told.role {
            let key = fold(role);
            if !self.roles.contains(&key) {
                self.roles.push(key);
            }
            if self.roles.len() == 1 || self.role.is_none() {
                self.role = Some(role.clone());
            }
            self.rank = self.rank.max(rank_of(role));
        }
        self.female |= told.female;
        if let Some(party) = &told.party
            && (self.party.is_none() || !self.told)
        {
            self.party = Some(party.clone());
            self.told = true;
            self.evidence = told.evidence;
            self.rule = told.rule;
        }
        if self.evidence.is_none() {
            self.evidence = told.evidence;
        }
    }

    /// Fills what the text leaves open from the table of office holders.
    fn consult(
        &mut self,
        g: &Gazetteer,
        entries: &[Entry],
        told: &Told,
        day: i32,
        relevance: &dyn Fn(&str) -> u32,
    ) {
        let mut best: Option<(i64, String, &'static str, Option<String>, u8)> = None;
        // The best term is one that begins only after the report.
        let mut later = false;
        let mut rivals: Vec<String> = Vec::new();
        // The parties for which somebody of the whole name acts that day.
        let mut holding: Vec<String> = Vec::new();
        for &e in entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Person)
        {
            let p = g.entry_person(e);
            for t in &p.terms {
                if let Some(party) = &told.party
                    && party.id.as_str() != t.party
                {
                    continue;
                }
                let holds = t.holds(day) && (t.from.is_some() || t.to.is_some() || t.rank == 2);
                let far = match (t.from, t.to) {
                    (Some(f), _) if f > day => f - day,
                    (_, Some(e)) if e < day => day - e,
                    _ => 0,
                };
                let role_fits = told
                    .role
                    .as_deref()
                    .is_some_and(|r| shares_word(&fold(r), &fold(t.role)));
                let score = 100 * i64::from(e.layer)
                    + 20 * i64::from(holds)
                    + 6 * i64::from(role_fits)
                    + 3 * i64::from(t.rank)
                    + 4 * i64::from(relevance(t.party).min(4))
                    + 2 * i64::from(e.posting.form == Form::Name)
                    - i64::from(far / 1_500).min(12);
                // Who left office half a life ago is another of the name.
                if far > 15_000 {
                    continue;
                }
                if !rivals.iter().any(|r| r == t.party) {
                    rivals.push(t.party.to_owned());
                }
                if holds && e.posting.form == Form::Name && !holding.iter().any(|r| r == t.party) {
                    holding.push(t.party.to_owned());
                }
                if best.as_ref().is_none_or(|b| score > b.0) {
                    let role = (holds && !told.former).then(|| t.role.to_owned());
                    later = t.from.is_some_and(|f| f > day);
                    best = Some((score, t.party.to_owned(), t.sector, role, t.rank));
                }
            }
        }
        let Some((_, party, sector, role, rank)) = best else {
            return;
        };
        // One name, two states, and the report speaks of neither: only where
        // one of them holds office.
        let alone = self.words.len() > 1 && matches!(holding.as_slice(), [only] if *only == party);
        if rivals.len() > 1 && relevance(&party) == 0 && told.party.is_none() && !alone {
            return;
        }
        // Nor for one long out of a minor office whose state nobody speaks of.
        let bare = told.party.is_none() && told.role.is_none();
        let state = g
            .party_info(&party)
            .is_some_and(|i| i.kind == PartyKind::State);
        // Who is to lead a state years later does not speak for it yet.
        if later && state && told.party.is_none() && relevance(&party) == 0 {
            return;
        }
        if bare && state && role.is_none() && rank < 2 && relevance(&party) == 0 {
            return;
        }
        if self.party.is_none() {
            self.party = Some(Party {
                id: PartyId(party),
                sector: (!sector.is_empty()).then(|| Sector(sector.to_owned())),
            });
            if self.rule == "en.entity.person.name" {
                self.rule = "en.entity.person.table";
            }
        }
        if let Some(role) = role {
            self.rank = self.rank.max(rank);
            self.roles.push(fold(&role));
            if self.role.is_none() && !role.is_empty() {
                self.role = Some(role);
            }
        }
    }
}

/// States whose people bear the father's family name and then the mother's.
fn is_spanish_speaking(party: &str) -> bool {
    matches!(
        party,
        "ARG"
            | "BOL"
            | "CHL"
            | "COL"
            | "CRI"
            | "CUB"
            | "DOM"
            | "ECU"
            | "ESP"
            | "GTM"
            | "HND"
            | "MEX"
            | "NIC"
            | "PAN"
            | "PER"
            | "PRY"
            | "SLV"
            | "URY"
            | "VEN"
    )
}
