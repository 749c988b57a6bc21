//! The names and role nouns of one sentence, before anything is linked.
//!
//! Names come from the gazetteer (the longest that begins at a word) and from
//! the reader of names; where the two differ, the longer name of a person wins
//! over what lies inside it, and a known party or body over a guess.

use super::phrase::is_realm;
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Entry, Form, Gazetteer};
use crate::matcher::{longest_at, word_starts};
use crate::roles::{RoleClass, role_of};
use dateline_record::{Span, Timex};
use dateline_syntax::{Deprel, NameType, Sentence, Upos};

/// A name in a sentence, with what it may stand for.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// First token.
    pub first: u32,
    /// First token after it.
    pub end: u32,
    pub span: Span,
    /// What the gazetteer has for it, the user's first.
    pub entries: Vec<Entry>,
    /// Type that the reader of names gave.
    pub ner: Option<NameType>,
    /// True for the name of an individual.
    pub person: bool,
    /// True where it lies within the longer name of an organisation.
    pub inside: bool,
    /// What a phrase like 'the North' refers to, by the names of the report.
    pub refers: Option<Refers>,
}

/// Parties that a phrase refers to, and by what.
#[derive(Clone, Debug)]
pub(super) struct Refers {
    pub parties: Vec<String>,
    /// Sector of who is named, or nothing.
    pub sector: &'static str,
    pub rule: &'static str,
}

impl Hit {
    /// A phrase that no table holds and that refers to these parties.
    pub fn referring(first: u32, end: u32, span: Span, refers: Refers) -> Self {
        Self {
            first,
            end,
            span,
            entries: Vec::new(),
            ner: None,
            person: false,
            inside: false,
            refers: Some(refers),
        }
    }

    pub fn has(&self, kind: EntryKind) -> bool {
        self.entries.iter().any(|e| e.posting.kind == kind)
    }

    /// The first entry that is a party in one of the given forms.
    pub fn party_form(&self) -> Option<Form> {
        self.entries
            .iter()
            .find(|e| e.posting.kind == EntryKind::Party && e.posting.form != Form::Other)
            .map(|e| e.posting.form)
    }
}

/// A role noun or the noun of a body.
#[derive(Clone, Debug)]
pub(super) struct RoleHit {
    pub first: u32,
    pub end: u32,
    pub span: Span,
    pub sector: &'static str,
    pub class: RoleClass,
    pub plural: bool,
}

/// What one sentence holds.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub s: &'a Sentence,
    pub hits: Vec<Hit>,
    pub roles: Vec<RoleHit>,
    hit_at: Vec<u16>,
    role_at: Vec<u16>,
    /// Subjects that the parser hung on the phrase in front of them.
    pub(super) fronted: Vec<u32>,
}

const NONE: u16 = u16::MAX;

impl<'a> Scan<'a> {
    /// Finds the names and role nouns of a sentence.
    pub fn new(g: &Gazetteer, text: &'a str, s: &'a Sentence, times: &[&Timex]) -> Self {
        let mut scan = Self {
            text,
            s,
            hits: Vec::new(),
            roles: Vec::new(),
            hit_at: Vec::new(),
            role_at: Vec::new(),
            fronted: (0..s.tokens.len() as u32)
                .filter_map(|v| s.fronted_subject(v))
                .flat_map(|(first, more)| std::iter::once(first).chain(more))
                .collect(),
        };
        scan.gazetteer_names(g, times);
        scan.read_names(g, times);
        scan.pairs(g);
        scan.lakes();
        scan.behind_places(g);
        scan.named_after_titles(g);
        scan.index();
        scan.named_before_roles(g);
        scan.named_behind_roles(g);
        scan.titles_of_texts();
        scan.sites();
        scan.index();
        scan
    }

    /// True for the line in front that says from where is reported: 'OSLO,
    /// June 1 (Agency) -'.
    pub fn is_dateline(&self) -> bool {
        let words = self.s.span.of(self.text).trim_end();
        self.s.span.start < 200
            && self.len() <= 14
            && words.ends_with(['-', '–', '—'])
            && words.starts_with(char::is_uppercase)
            && (0..self.len()).all(|t| !matches!(self.upos(t), Upos::Verb | Upos::Aux))
            || self.is_town_alone(words)
    }

    /// 'N'Djamena, 1 May.' at the head of a communiqué: a place and a day, and no more.
    fn is_town_alone(&self, words: &str) -> bool {
        let town = self.hit(0).map(|h| &self.hits[h]);
        let place = town.is_some_and(|h| h.has(EntryKind::Place) && !h.person);
        let day = |t: u32| {
            let low = self.low(t);
            matches!(self.upos(t), Upos::Punct | Upos::Num)
                || dateline_syntax::is_month(&low)
                || dateline_syntax::is_weekday(&low)
        };
        self.s.span.start < 200
            && self.len() <= 8
            && words.ends_with('.')
            && place
            && (0..self.len()).all(|t| self.hit(t).is_some() || day(t))
    }

    /// Rebuilds the positions; to be called when hits were changed.
    pub fn index(&mut self) {
        self.hits.sort_by_key(|h| (h.first, h.end));
        self.hit_at = vec![NONE; self.s.tokens.len()];
        for (i, h) in self.hits.iter().enumerate() {
            for t in h.first..h.end {
                self.hit_at[t as usize] = i as u16;
            }
        }
        self.role_at = vec![NONE; self.s.tokens.len()];
        for (i, r) in self.roles.iter().enumerate() {
            for t in r.first..r.end {
                self.role_at[t as usize] = i as u16;
            }
        }
    }

    /// The seat in the title of a text or race is not who sits there: 'the
    /// Lisbon Treaty', 'the Treaty of Lisbon', 'the Berlin Marathon'.
    fn titles_of_texts(&mut self) {
        let named = |t: u32| {
            self.word(t).starts_with(char::is_uppercase)
                && super::words::is_titled_noun(&self.low(t))
        };
        let inside: Vec<bool> = self
            .hits
            .iter()
            .map(|h| {
                let before = h.first >= 2 && self.low(h.first - 1) == "of" && named(h.first - 2);
                // 'Bosnia-style talks', 'Iran-backed fighters'
                let style =
                    self.word(h.end) == "-" && super::words::is_hyphened(&self.low(h.end + 1));
                // 'Ethnic Turks' are the people of another state.
                let ethnic = h.first > 0 && self.low(h.first - 1) == "ethnic" && !h.person;
                // 'Somali Federal Police officers' are not from the town of Police.
                let beside = |t: u32| {
                    self.word(t).starts_with(char::is_uppercase) && self.upos(t) != Upos::Punct
                };
                let force = h.end - h.first == 1
                    && self.word(h.first) == "Police"
                    && (self.upos(h.end) == Upos::Noun
                        || beside(h.end)
                        || h.first > 0 && beside(h.first - 1));
                style
                    || ethnic
                    || force
                    || h.party_form() == Some(Form::Seat) && (named(h.end) || before)
            })
            .collect();
        let mut inside = inside.into_iter();
        self.hits.retain(|_| !inside.next().unwrap_or(false));
    }

    /// The name that covers a token.
    pub fn hit(&self, t: u32) -> Option<usize> {
        match self.hit_at.get(t as usize) {
            Some(&i) if i != NONE => Some(i as usize),
            _ => None,
        }
    }

    /// The role noun that covers a token.
    pub fn role(&self, t: u32) -> Option<usize> {
        match self.role_at.get(t as usize) {
            Some(&i) if i != NONE => Some(i as usize),
            _ => None,
        }
    }

    pub fn word(&self, t: u32) -> &'a str {
        self.s.text(t, self.text)
    }

    /// The word in small letters.
    pub fn low(&self, t: u32) -> String {
        self.word(t).to_lowercase()
    }

    pub fn upos(&self, t: u32) -> Upos {
        self.s.tokens.get(t as usize).map_or(Upos::X, |x| x.upos)
    }

    pub fn rel(&self, t: u32) -> Deprel {
        self.s
            .tokens
            .get(t as usize)
            .map_or(Deprel::Dep, |x| x.deprel)
    }

    pub fn lemma(&self, t: u32) -> &str {
        self.s
            .tokens
            .get(t as usize)
            .map_or("", |x| x.lemma.as_str())
    }

    pub fn len(&self) -> u32 {
        self.s.tokens.len() as u32
    }

    /// Bytes from the first token up to the one before `end`.
    pub fn span(&self, first: u32, end: u32) -> Span {
        let t = &self.s.tokens;
        match (t.get(first as usize), t.get(end.saturating_sub(1) as usize)) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => self.s.span,
        }
    }

    fn tokens_of(&self, span: Span) -> (u32, u32) {
        let r = self.s.tokens_in(span);
        (r.start, r.end)
    }

    fn gazetteer_names(&mut self, g: &Gazetteer, times: &[&Timex]) {
        let base = self.s.span.start as usize;
        let sentence = self.s.span.of(self.text);
        let mut names_done = 0;
        let mut roles_done = 0;
        for at in word_starts(sentence) {
            let start = base + at;
            // The possessive's s is no word.
            if sentence[..at].ends_with(['\'', '’']) {
                continue;
            }
            if start >= names_done
                && let Some(m) = self.name_at(g, start)
                && m.end <= self.s.span.end as usize
            {
                let span = Span::from_usize(start, m.end);
                if self.name_fits(&m.entries, span, times) {
                    names_done = m.end;
                    let (first, end) = self.tokens_of(span);
                    self.hits.extend(self.other_half(g, first, end));
                    self.hits.push(Hit {
                        first,
                        end,
                        span,
                        entries: m.entries,
                        ner: None,
                        person: false,
                        inside: false,
                        refers: None,
                    });
                }
            }
            if start >= roles_done
                && let Some(m) = longest_at(g, self.text, start, |k| k == EntryKind::Role)
                && m.end <= self.s.span.end as usize
                && let Some(entry) = m.entries.first()
            {
                let span = Span::from_usize(start, m.end);
                let (first, end) = self.tokens_of(span);
                let last = end.saturating_sub(1);
                let of = (first..end).find(|&t| self.low(t) == "of");
                let noun = of.map_or(last, |t| t.saturating_sub(1));
                let upos = self.upos(noun);
                let (sector, class) = role_of(entry.posting.id);
                let locality = class != RoleClass::Title
                    && super::words::is_locality(&self.lemma(noun).to_lowercase());
                if !locality
                    && (matches!(upos, Upos::Noun | Upos::Propn)
                        || matches!(upos, Upos::Adj) && end - first > 1)
                {
                    roles_done = m.end;
                    let low = self.low(noun);
                    let plural = matches!(
                        self.s.tokens[noun as usize].xpos,
                        dateline_syntax::Xpos::Nns | dateline_syntax::Xpos::Nnps
                    ) || low.ends_with("men") && low.len() > 4;
                    self.roles.push(RoleHit {
                        first,
                        end,
                        span,
                        sector,
                        class,
                        plural,
                    });
                }
            }
        }
        // A role noun inside a name is part of the name ('Workers' Party').
        let hits = &self.hits;
        self.roles.retain(|r| {
            !hits
                .iter()
                .any(|h| h.span.contains(r.span) && h.span != r.span)
        });
    }

    /// The name that begins at a byte. A coded phrase that is a party with a
    /// role ('US secretary of state') is read as such, not as a name.
    fn name_at(&self, g: &Gazetteer, start: usize) -> Option<crate::matcher::Match> {
        let mut m = longest_at(g, self.text, start, |k| k != EntryKind::Role)?;
        // Folding drops the apostrophe: 'Tonga's' is not the town of Tongas.
        let stem = self.text[start..m.end]
            .strip_suffix("'s")
            .or_else(|| self.text[start..m.end].strip_suffix("’s"))
            .map(|w| start + w.len());
        if let Some(end) = stem
            && let Some(own) = longest_at(g, &self.text[..end], start, |k| k != EntryKind::Role)
            && own.end == end
        {
            m = own;
        }
        // 'Russian foreign minister Sergey Lavrov': party, title and name.
        let titled = m.entries.iter().all(|e| e.posting.kind == EntryKind::Actor)
            && word_starts(&self.text[start..m.end]).any(|at| {
                longest_at(g, self.text, start + at, |k| k == EntryKind::Role).is_some_and(|r| {
                    let class = r.entries.first().map(|e| role_of(e.posting.id).1);
                    let rest = self.text[r.end..].trim_start();
                    r.end < m.end
                        && class == Some(RoleClass::Title)
                        && rest.starts_with(char::is_uppercase)
                })
            });
        if titled {
            return longest_at(g, self.text, start, |k| k == EntryKind::Party);
        }
        let coded = m
            .entries
            .iter()
            .all(|e| e.posting.kind == EntryKind::Actor && e.posting.form == Form::Other);
        if !coded {
            return Some(m);
        }
        let shorter = longest_at(g, self.text, start, |k| k == EntryKind::Party)?;
        let rest = start + (shorter.end - start);
        let ends_in_role = word_starts(&self.text[rest..m.end]).any(|at| {
            longest_at(g, self.text, rest + at, |k| k == EntryKind::Role)
                .is_some_and(|r| r.end >= m.end)
        });
        Some(if ends_in_role { shorter } else { m })
    }

    /// Whether the words can be a name at all where they stand.
    fn name_fits(&self, entries: &[Entry], span: Span, times: &[&Timex]) -> bool {
        let (first, end) = self.tokens_of(span);
        if first >= end {
            return false;
        }
        let lower = entries.iter().any(|e| e.posting.lower)
            && !span.of(self.text).starts_with(|c: char| c.is_uppercase());
        if lower {
            return true;
        }
        // Directions are no places, 'the North' is read elsewhere.
        if end - first == 1
            && matches!(
                span.of(self.text),
                "North"
                    | "South"
                    | "East"
                    | "West"
                    | "Northern"
                    | "Southern"
                    | "Eastern"
                    | "Western"
            )
        {
            return false;
        }
        // 'New Guinea', 'New Mexico' are no states.
        if first > 0 && self.word(first - 1) == "New" {
            return false;
        }
        // 'The member States', 'the four States' are not the United States.
        if span.of(self.text) == "States" && (first == 0 || self.low(first - 1) != "the") {
            return false;
        }
        // 'The Government of the Republic': what a state calls itself, no town of
        // that name.
        if end - first == 1
            && first > 0
            && self.low(first - 1) == "the"
            && matches!(
                span.of(self.text),
                "Republic"
                    | "Kingdom"
                    | "Federation"
                    | "Commonwealth"
                    | "Emirate"
                    | "Sultanate"
                    | "Union"
                    | "Federal"
                    | "Alliance"
                    | "Convention"
                    | "Congress"
                    | "Parties"
            )
        {
            return false;
        }
        // 'The World Jewish Congress' is none of the houses of a state.
        if end - first == 1 && first > 1 && self.word(first) == "Congress" {
            let before = self.word(first - 1);
            let own = matches!(before, "US" | "U.S." | "American" | "States");
            let name = before.starts_with(char::is_uppercase)
                && matches!(self.upos(first - 1), Upos::Propn | Upos::Adj);
            if name && !own {
                return false;
            }
        }
        // 'South American': a part of the world, not the state.
        if first > 0
            && matches!(self.word(first), "American" | "Americans" | "America")
            && super::words::is_half_of_america(&self.word(first - 1).to_lowercase())
        {
            return false;
        }
        // 'The European nation' is one of them, not their union.
        if self.word(first) == "European"
            && end - first == 1
            && matches!(
                self.low(end).as_str(),
                "nation" | "country" | "state" | "city" | "capital" | "town" | "airport"
            )
        {
            return false;
        }
        let proper = (first..end)
            .any(|t| matches!(self.upos(t), Upos::Propn | Upos::Adj | Upos::Noun | Upos::X));
        if !proper {
            return false;
        }
        let party = entries
            .iter()
            .any(|e| e.posting.kind == EntryKind::Party && e.posting.form != Form::Other);
        if party {
            return true;
        }
        // A bare direction is a part of the world or half of a country, not
        // the district or governorate of that name.
        if matches!(
            span.of(self.text),
            "North" | "South" | "East" | "West" | "Central" | "Centre" | "Center"
        ) {
            return false;
        }
        // Months and days that are towns or people, too.
        if times.iter().any(|t| t.span.contains(span)) {
            return false;
        }
        (first..end).any(|t| matches!(self.upos(t), Upos::Propn | Upos::X))
            || end - first > 1
            || span.start > self.s.span.start
                && matches!(self.upos(first), Upos::Noun | Upos::Adj)
                && self.s.name_at(first).is_some()
    }

    /// True where no party's name and no role noun covers a token.
    pub(super) fn hit_free(&self, t: u32) -> bool {
        !self
            .hits
            .iter()
            .any(|h| h.first <= t && t < h.end && h.party_form().is_some())
            && !self.roles.iter().any(|r| r.first <= t && t < r.end)
    }

    /// Capitalised words before an apposition with a role are a person even
    /// where the reader of names saw none: 'Won Kil U, a deputy minister,'.
    fn named_before_roles(&mut self, g: &Gazetteer) {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for r in self.roles.iter().filter(|r| !r.plural) {
            let start = super::phrase::before(self, r.first).start;
            if start < 3 || self.word(start - 1) != "," {
                continue;
            }
            let end = start - 1;
            let mut first = end;
            while first > 0 {
                let t = first - 1;
                let word = self.word(t);
                let taken = self.hit(t).is_some_and(|h| self.hits[h].person) || !self.hit_free(t);
                let function = matches!(
                    self.upos(t),
                    Upos::Det | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Num
                );
                if word.starts_with(char::is_uppercase) && !taken && !function {
                    first = t;
                } else if t > 1 && self.word(t - 1) == "-" && word.starts_with(char::is_lowercase) {
                    first = t - 1;
                } else if word == "-" && first < end {
                    first = t;
                } else {
                    break;
                }
            }
            if end - first >= 2
                && self.word(first).starts_with(char::is_uppercase)
                && self.may_be_person(first, end)
            {
                found.push((first, end));
            }
        }
        for (first, end) in found {
            self.add_person(g, first, end);
        }
    }

    /// So are those behind it, up to a comma or the end: 'said Peru's foreign
    /// minister, Elmer Schialer.'
    fn named_behind_roles(&mut self, g: &Gazetteer) {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (n, r) in self.roles.iter().enumerate() {
            let known = |b: super::phrase::Before| b.definite() || !b.hits.is_empty();
            if r.plural
                || self.word(r.end) != ","
                || !super::persons::is_individual(self, n)
                || !known(super::phrase::before(self, r.first))
            {
                continue;
            }
            let mut first = r.end + 1;
            if super::words::is_courtesy(&self.low(first)) {
                first += 1;
            }
            let name = |t: u32| {
                self.word(t).starts_with(char::is_uppercase)
                    && self.upos(t) == Upos::Propn
                    && self.hit_free(t)
            };
            let end = (first..self.len())
                .find(|&t| !name(t))
                .unwrap_or(self.len());
            let closed = end == self.len() || matches!(self.word(end), "," | "." | ";" | ":");
            let unknown = |h: usize| !self.hits[h].person && self.hits[h].entries.is_empty();
            let new = (first..end).all(|t| self.hit(t).is_none_or(unknown));
            if closed
                && new
                && end - first >= 2
                && end - first <= 4
                && self.may_be_person(first, end)
            {
                found.push((first, end));
            }
        }
        for (first, end) in found {
            self.add_person(g, first, end);
        }
    }

    /// False for sites and storms with a person's name, and for words that
    /// follow 'of' alone.
    pub(super) fn may_be_person(&self, first: u32, end: u32) -> bool {
        // A people is no person: 'will take back Rohingya from the camps'.
        if end - first == 1 && super::words::is_people(&self.low(first)) {
            return false;
        }
        let last = self.low(end - 1);
        let before = first
            .checked_sub(1)
            .map(|t| self.low(t))
            .unwrap_or_default();
        let opens = super::words::is_storm(&self.low(first));
        !super::words::is_site_noun(&last) && !super::words::is_storm(&before) && !opens
    }

    pub(super) fn is_direction(&self, first: u32, end: u32) -> bool {
        end - first == 1 && matches!(self.word(first), "North" | "South")
    }

    /// Makes one name of an individual of the tokens, unless a known party or
    /// body is all there is.
    pub(super) fn add_person(&mut self, g: &Gazetteer, first: u32, end: u32) {
        // 'His Royal Highness Crown Prince X', 'Council President X'
        let mut first = first;
        while first < end && super::words::is_honorific(&self.low(first)) {
            first += 1;
        }
        let title = |t: u32| {
            let at = |r: &RoleHit| r.first <= t && t < r.end && r.class == RoleClass::Title;
            self.roles.iter().any(at)
        };
        // 'The President's first journey': an office by itself is no name.
        let office = end == first + 1 && super::names::is_office_word(self.word(first));
        if (first..end).all(title) || office {
            return;
        }
        // 'The Minister of Defence of the Republic of Chad'
        if first + 1 < end && self.low(first + 1) == "of" && is_realm(&self.low(first)) {
            return;
        }
        let span = self.span(first, end);
        // One word that is a state, a body or a seat, and not after a title.
        let after_title = self
            .roles
            .iter()
            .any(|r| r.end == first && r.class == RoleClass::Title);
        for h in &self.hits {
            if h.first <= first && end <= h.end {
                let whole = h.first == first && h.end == end;
                let is_person = h.has(EntryKind::Person);
                let party = h.party_form().is_some();
                let site = h.has(EntryKind::Place) && !is_person && !after_title;
                if !whole || party && !after_title || h.has(EntryKind::Actor) && !is_person || site
                {
                    return;
                }
            }
        }
        // 'Korean Red Cross' is no person.
        let organised = self.hits.iter().any(|h| {
            h.first >= first
                && h.end <= end
                && h.end - h.first > 1
                && (h.party_form() == Some(Form::Name) || h.has(EntryKind::Actor))
                && !h.has(EntryKind::Person)
                // 'Ugandan Lord' of 'Ugandan Lord's Resistance Army'
                || h.first > first
                    && h.first < end
                    && h.end > end
                    && (h.party_form() == Some(Form::Name) || h.has(EntryKind::Actor))
        });
        if organised {
            return;
        }
        let mut end = self.whole_name(end);
        let mut entries = Vec::new();
        for h in &self.hits {
            // A known name of a person that begins before or ends after.
            let full = h
                .entries
                .iter()
                .any(|e| e.posting.kind == EntryKind::Person && e.posting.form != Form::Short);
            // 'Kim Yong-un' is nobody who is called Kim Yong.
            let cut = h.end < end && self.word(h.end) == "-";
            if full && !cut && h.first < end && first < h.end {
                first = first.min(h.first);
                end = end.max(h.end);
                entries = h.entries.clone();
            }
        }
        let span = if (first, end) == (self.tokens_of(span).0, self.tokens_of(span).1) {
            span
        } else {
            self.span(first, end)
        };
        let own = g.entries(span.of(self.text));
        let own: Vec<Entry> = own
            .into_iter()
            .filter(|e| e.posting.kind == EntryKind::Person)
            .collect();
        if !own.is_empty() {
            entries = own;
        }
        entries.retain(|e| e.posting.kind == EntryKind::Person);
        self.hits.retain(|h| h.end <= first || end <= h.first);
        self.hits.push(Hit {
            first,
            end,
            span,
            entries,
            ner: Some(NameType::Per),
            person: true,
            inside: false,
            refers: None,
        });
    }

    /// Known full names of persons, and capitalised words after a title, are
    /// persons even where the reader of names saw none.
    fn named_after_titles(&mut self, g: &Gazetteer) {
        for i in 0..self.hits.len() {
            let h = &self.hits[i];
            if h.person || h.party_form().is_some() {
                continue;
            }
            // 'The Nelson Mandela', 'Nelson Mandela Square' may be something else.
            let article = h.first > 0 && self.low(h.first - 1) == "the";
            let goes_on = h.end < self.len() && self.upos(h.end) == Upos::Propn;
            let alone = !h.inside && !article && !goes_on;
            let h = &mut self.hits[i];
            let full = h
                .entries
                .iter()
                .any(|e| e.posting.kind == EntryKind::Person && e.posting.form != Form::Short);
            // A name of three words is no organisation's by chance.
            let fits = alone || h.end - h.first >= 3 || matches!(h.ner, None | Some(NameType::Per));
            if full && h.end - h.first > 1 && fits {
                h.person = true;
                h.entries.retain(|e| e.posting.kind == EntryKind::Person);
            }
        }
        let titles: Vec<u32> = self
            .roles
            .iter()
            .filter(|r| !r.plural && matches!(r.class, RoleClass::Title | RoleClass::Body))
            .filter(|r| {
                r.span.of(self.text).starts_with(char::is_uppercase) || r.class == RoleClass::Title
            })
            .map(|r| r.end)
            .collect();
        for first in titles {
            let mut end = first;
            while end < self.len()
                && self.upos(end) == Upos::Propn
                && self.word(end).starts_with(char::is_uppercase)
                && !self.roles.iter().any(|r| r.first <= end && end < r.end)
                && !self.hits.iter().any(|h| {
                    h.first <= end && end < h.end && (h.person || h.party_form().is_some())
                })
            {
                end += 1;
            }
            if end > first && self.may_be_person(first, end) {
                self.add_person(g, first, end);
            }
        }
    }
}
