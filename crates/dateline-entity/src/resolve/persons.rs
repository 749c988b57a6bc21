//! Names of individuals with what stands before and after them.

use super::offices::{is_sent, is_spokes};
use super::people::{Told, clean_name, name_words};
use super::phrase::{after, before, role_text};
use super::read::{Reader, party};
use super::scan::Scan;
use super::words::{is_courtesy, is_former};
use crate::roles::RoleClass;
use dateline_record::{MentionKind, Party, Span};
use dateline_syntax::{Deprel, Upos};

/// 'The Al Dana' is a ship: no person's name has an article of its own.
fn is_thing(scan: &Scan<'_>, h: &super::scan::Hit) -> bool {
    let article = h.first.checked_sub(1).filter(|&t| scan.low(t) == "the");
    if article.is_none()
        || h.has(crate::gazetteer::EntryKind::Person)
        || scan.upos(h.end) == Upos::Noun
    {
        return false;
    }
    let head = scan.s.head_of(h.span).unwrap_or(h.first);
    !matches!(
        scan.rel(head),
        Deprel::Compound | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodDesc | Deprel::Flat
    )
}

/// A title or apposition with the tokens it takes.
struct Phrase {
    told: Told,
    first: u32,
    end: u32,
    role: usize,
}

/// A title of honour or a rank, beside which an office counts for more.
fn is_style(role: &str) -> bool {
    let word = role.trim_end_matches('.').to_lowercase();
    matches!(
        word.as_str(),
        "sheikh" | "prince" | "princess" | "general" | "gen" | "colonel" | "admiral" | "professor"
    )
}

impl Reader<'_> {
    /// Links the names of individuals of a sentence.
    pub(super) fn persons(&mut self, i: usize, scan: &Scan<'_>, used: &mut [bool]) {
        for k in 0..scan.hits.len() {
            let h = scan.hits[k].clone();
            if !h.person || is_thing(scan, &h) {
                continue;
            }
            let mut told = Told::default();
            let mut first = h.first;
            let mut apposed: Option<(u32, u32)> = None;
            // 'Mr', 'Mrs'.
            while first > 0 && is_courtesy(&scan.low(first - 1)) {
                first -= 1;
                told.female |= matches!(
                    scan.low(first).trim_end_matches('.'),
                    "mrs" | "ms" | "dame" | "lady"
                );
            }
            if let Some(title) = self.title(i, scan, first) {
                used[title.role] = true;
                // A title parted by a comma is a mention of its own.
                let comma = scan.word(first.saturating_sub(1)) == ",";
                if comma {
                    apposed = Some((title.first, title.end));
                } else {
                    first = title.first;
                }
                let female = told.female;
                told = title.told;
                told.female |= female;
                // 'The Kuwaiti emir, Sheikh Mishal': the office before the title.
                if told.party.is_none()
                    && !comma
                    && scan.word(first.saturating_sub(1)) == ","
                    && let Some(office) = self.title(i, scan, first)
                    && office.told.party.is_some()
                {
                    used[office.role] = true;
                    apposed = Some((office.first, office.end));
                    told.party = office.told.party;
                    told.role = office.told.role.or(told.role);
                    told.evidence = office.told.evidence;
                }
            } else if let Some(told_party) = self.possessor(i, scan, first) {
                told.party = Some(told_party.0);
                told.evidence = Some(told_party.1);
                told.rule = "en.entity.person.possessor";
            } else if let Some((party, role, evidence)) = self.peer(i, scan, first) {
                told.party = party;
                told.role = role;
                told.evidence = Some(evidence);
                told.rule = "en.entity.person.counterpart";
            } else if let Some((party, role, evidence)) = self.peer_behind(i, scan, h.end) {
                told.party = party;
                told.role = role;
                told.evidence = Some(evidence);
                told.rule = "en.entity.person.counterpart";
            }
            if told.party.is_none()
                && told.role.is_none()
                && let Some(office) = self.office_left_out(i, scan, first)
            {
                told = Told {
                    female: told.female,
                    ..office
                };
            }
            // 'Secretary of State X, Iran's foreign minister and Y' are three.
            let listed = told.role.is_some();
            let apposition = self
                .apposition(i, scan, h.end)
                .filter(|a| !(listed && scan.low(a.end) == "and"));
            if let Some(apposition) = apposition {
                used[apposition.role] = true;
                // 'Sheikh X, the prime minister of Y'
                let style = told.role.as_deref().is_some_and(is_style);
                if told.role.is_none() || style && apposition.told.role.is_some() {
                    told.role = apposition.told.role.clone();
                    told.former |= apposition.told.former;
                }
                if told.party.is_none() {
                    told.party = apposition.told.party.clone();
                    told.evidence = apposition.told.evidence;
                    told.rule = apposition.told.rule;
                }
                told.female |= apposition.told.female;
                apposed = Some((apposition.first, apposition.end));
            }
            if told.party.is_none()
                && let Some((party, evidence)) = self.acts_for(scan, h.end)
            {
                told.party = Some(party);
                told.evidence = Some(evidence);
                told.rule = "en.entity.person.acts_for";
            } else if told.party.is_none()
                && let Some((party, evidence)) = self.leads(i, scan, h.end)
            {
                told.party = Some(party);
                told.evidence = Some(evidence);
                told.rule = "en.entity.person.leads";
            } else if told.party.is_none()
                && let Some((party, evidence)) = self.led_by(scan, first)
            {
                told.party = Some(party);
                told.evidence = Some(evidence);
                told.rule = "en.entity.person.leads";
            } else if told.party.is_none()
                && matches!(scan.low(h.end).as_str(), "of" | "from" | "(")
            {
                // 'Rouhani of Iran', 'Rouhani (Iran)'.
                let at = if scan.low(h.end + 1) == "the" {
                    h.end + 2
                } else {
                    h.end + 1
                };
                let closed =
                    |n: &usize| scan.word(h.end) != "(" || scan.word(scan.hits[*n].end) == ")";
                if let Some(n) = scan.hit(at).filter(closed)
                    && let Some(p) = self.parties_of(&scan.hits[n]).0.into_iter().next()
                {
                    told.party = Some(p);
                    told.evidence = Some(scan.hits[n].span);
                    told.rule = "en.entity.person.of";
                }
            }
            let name = clean_name(h.span.of(self.text));
            let words = name_words(&name);
            let counts = self.counts.clone();
            let relevance = |id: &str| counts.get(id).copied().unwrap_or(0);
            let mut rule = "en.entity.person.short";
            let known = if words.len() > 1 {
                Some(
                    self.people
                        .meet(self.g, &name, &h.entries, &told, self.day, &relevance, i),
                )
            } else {
                match self.people.short(&words, &told, i) {
                    Some(n) => {
                        self.people.list[n].note(&told, i);
                        Some(n)
                    }
                    None if self.people.answers(&name) => {
                        rule = "en.entity.person.ambiguous";
                        None
                    }
                    None => {
                        let entries = self.g.entries(&name);
                        self.people
                            .bearer(self.g, &entries, &told, self.day, &relevance, i)
                            .or_else(|| {
                                rule = "en.entity.person.name";
                                Some(self.people.meet(
                                    self.g,
                                    &name,
                                    &[],
                                    &told,
                                    self.day,
                                    &relevance,
                                    i,
                                ))
                            })
                    }
                }
            };
            if let Some(n) = known {
                self.at_home(n);
            }
            let span = scan.span(first, h.end);
            let (person, evidence) = match known {
                Some(n) => {
                    let k = &self.people.list[n];
                    if words.len() > 1 || k.count == 1 {
                        rule = k.rule;
                    }
                    (Some(k.person()), k.evidence)
                }
                None => (None, None),
            };
            if let Some(p) = person.as_ref().and_then(|p| p.party.as_ref()) {
                // Leaders bring their states into the report.
                let first = known.is_some_and(|k| self.people.list[k].count == 1);
                *self.counts.entry(p.id.0.clone()).or_default() += u32::from(first);
            }
            self.push(
                i,
                scan,
                span,
                MentionKind::Person,
                Vec::new(),
                person.clone(),
                known,
                "",
                false,
                rule,
                evidence.into_iter().collect(),
            );
            if let (Some((a, b)), Some(person)) = (apposed, person) {
                let span = scan.span(a, b);
                self.push(
                    i,
                    scan,
                    span,
                    MentionKind::Person,
                    Vec::new(),
                    Some(person),
                    known,
                    "",
                    false,
                    "en.entity.person.apposition",
                    vec![h.span],
                );
            }
        }
    }

    /// The title before a name that begins at a token.
    fn title(&mut self, i: usize, scan: &Scan<'_>, first: u32) -> Option<Phrase> {
        let mut k = first.checked_sub(1)?;
        let comma = scan.word(k) == ",";
        if comma {
            k = k.checked_sub(1)?;
        }
        if let Some(r) = scan.role(k) {
            let role = &scan.roles[r];
            if role.end != k + 1 || matches!(role.class, RoleClass::Thing) || role.plural && comma {
                return None;
            }
            let b = before(scan, role.first);
            if comma {
                let own = b.definite() || !b.hits.is_empty() || b.pronoun.is_some();
                // 'X, the minister, Y said': the title is of the one before.
                let taken = b.start.checked_sub(2).is_some_and(|p| {
                    scan.word(b.start - 1) == ","
                        && scan.hit(p).is_some_and(|h| scan.hits[h].person)
                });
                let body = matches!(role.class, RoleClass::Body) && !is_individual(scan, r);
                // 'On the margins of the European Political Community, X met Y'
                let bloc = matches!(
                    scan.low(k).as_str(),
                    "community" | "alliance" | "bloc" | "league" | "forum" | "federation"
                );
                if body && let Some(phrase) = self.of_body(i, scan, r, &b) {
                    return Some(phrase);
                }
                if !own || taken || body || bloc || b.vague {
                    return None;
                }
            }
            let mut told = self.told(i, scan, r, &b, "en.entity.person.title");
            if told.party.is_none() {
                told.party = self.counterpart(i, scan, if comma { first } else { b.start });
            }
            return Some(Phrase {
                told,
                first: b.start,
                end: role.end,
                role: r,
            });
        }
        // 'president of Iran Hassan Rouhani', 'head of the IAEA, Rafael Grossi'.
        let h = scan.hit(k)?;
        let hit = &scan.hits[h];
        if hit.person || hit.end != k + 1 {
            return None;
        }
        let mut t = hit.first.checked_sub(1)?;
        while t > 0 && matches!(scan.upos(t), Upos::Det | Upos::Adj) {
            t -= 1;
        }
        if !matches!(scan.low(t).as_str(), "of" | "to" | "for" | "from" | "at") || t == 0 {
            return None;
        }
        let r = scan.role(t - 1)?;
        let role = &scan.roles[r];
        if role.plural || !is_individual(scan, r) {
            return None;
        }
        let b = before(scan, role.first);
        if comma && !b.definite() && b.hits.is_empty() {
            return None;
        }
        let mut told = self.told(i, scan, r, &b, "en.entity.person.title");
        let low = role.span.of(self.text).to_lowercase();
        if told.party.is_none() && (!is_sent(&low) || scan.low(t) == "of") {
            let owner = self.parties_of(hit).0.into_iter().next();
            told.party = owner.map(|p| self.with_sector(p, role.sector));
            told.evidence = Some(hit.span);
        }
        Some(Phrase {
            told,
            first: b.start,
            end: hit.end,
            role: r,
        })
    }

    /// 'The spokesman of the Kenyan foreign ministry,' before a name: the title,
    /// where the words before the comma are those of a body.
    fn of_body(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        body: usize,
        of: &super::phrase::Before,
    ) -> Option<Phrase> {
        let of_or_for = |&t: &u32| matches!(scan.low(t).as_str(), "of" | "for" | "at");
        let t = of.start.checked_sub(1).filter(of_or_for)?;
        let r = scan.role(t.checked_sub(1)?)?;
        let role = &scan.roles[r];
        let b = before(scan, role.first);
        if role.plural || !is_individual(scan, r) || !b.definite() || b.vague {
            return None;
        }
        let mut told = self.told(i, scan, r, &b, "en.entity.person.title");
        for &h in &of.hits {
            if let Some(p) = self.owners_of(i, &scan.hits[h]).into_iter().next() {
                told.party = Some(self.with_sector(p, role.sector));
                break;
            }
        }
        Some(Phrase {
            told,
            first: b.start,
            end: scan.roles[body].end,
            role: r,
        })
    }

    /// ', who leads the Iranian delegation' after a name.
    fn leads(&mut self, i: usize, scan: &Scan<'_>, end: u32) -> Option<(Party, Span)> {
        let who = if scan.word(end) == "," { end + 1 } else { end };
        if scan.low(who) != "who" {
            return None;
        }
        let mut verb = who + 1;
        while matches!(scan.upos(verb), Upos::Aux | Upos::Adv) && verb < who + 4 {
            verb += 1;
        }
        if !matches!(
            scan.lemma(verb),
            "lead" | "head" | "command" | "chair" | "run" | "represent" | "direct"
        ) {
            return None;
        }
        let from = verb + 1;
        for t in from..(from + 6).min(scan.len()) {
            if matches!(scan.upos(t), Upos::Verb | Upos::Punct | Upos::Adp) && scan.low(t) != "of" {
                return None;
            }
            if t == from && scan.upos(t) == Upos::Pron {
                return match &self.possessive(i, scan, t).0[..] {
                    [one] => Some((one.clone(), scan.span(who, t + 1))),
                    _ => None,
                };
            }
            if let Some(h) = scan.hit(t) {
                let hit = &scan.hits[h];
                let last = hit.end;
                let owner = self.parties_of(hit).0;
                return match &owner[..] {
                    [one] if !hit.person => Some((one.clone(), scan.span(who, last))),
                    _ => None,
                };
            }
        }
        None
    }

    /// 'X signed for Kenya and Y for Somalia', 'X represented Kenya' after a name.
    fn acts_for(&self, scan: &Scan<'_>, end: u32) -> Option<(Party, Span)> {
        let acts = |t: u32| {
            matches!(
                scan.lemma(t),
                "sign" | "negotiate" | "speak" | "act" | "initial" | "attend" | "appear"
            )
        };
        let represents = scan.lemma(end) == "represent" && scan.upos(end) == Upos::Verb;
        let at = if represents {
            end
        } else if acts(end) {
            end + 1
        } else {
            // The verb of the name before it.
            let told = (0..end).any(|t| acts(t) && scan.low(t + 1) == "for");
            told.then_some(end)?
        };
        if !represents && scan.low(at) != "for" {
            return None;
        }
        let first = if scan.low(at + 1) == "the" {
            at + 2
        } else {
            at + 1
        };
        let hit = &scan.hits[scan.hit(first)?];
        match &self.parties_of(hit).0[..] {
            [one] if !hit.person => Some((one.clone(), hit.span)),
            _ => None,
        }
    }

    /// 'The American side was headed by X and the Cuban side by Y': the side
    /// right before 'by', or before 'led by', is the person's.
    fn led_by(&self, scan: &Scan<'_>, first: u32) -> Option<(Party, Span)> {
        let by = first.checked_sub(1).filter(|&t| scan.low(t) == "by")?;
        let mut t = by.checked_sub(1)?;
        while t > 0
            && (matches!(scan.lemma(t), "lead" | "head") || scan.upos(t) == Upos::Aux)
            && by - t < 4
        {
            t -= 1;
        }
        if !matches!(
            scan.lemma(t),
            "side" | "delegation" | "team" | "mission" | "party"
        ) {
            return None;
        }
        let owner = t.checked_sub(1)?;
        let h = scan.hit(owner)?;
        match &self.parties_of(&scan.hits[h]).0[..] {
            [one] => Some((one.clone(), scan.hits[h].span)),
            _ => None,
        }
    }

    /// What a role phrase says of its bearer.
    fn told(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        r: usize,
        b: &super::phrase::Before,
        rule: &'static str,
    ) -> Told {
        let role = &scan.roles[r];
        let words = role_text(scan, b.role_start, role.end);
        let low = words.to_lowercase();
        let mut told = Told {
            female: [
                "spokeswoman",
                "queen",
                "princess",
                "congresswoman",
                "chairwoman",
            ]
            .iter()
            .any(|w| low.ends_with(w)),
            former: b.former || (b.role_start..role.end).any(|t| is_former(&scan.low(t))),
            role: Some(words),
            party: None,
            evidence: Some(scan.span(b.start, role.end)),
            rule,
        };
        for &h in &b.hits {
            if let Some(p) = self.owners_of(i, &scan.hits[h]).into_iter().next() {
                told.party = Some(self.with_sector(p, role.sector));
                break;
            }
        }
        if told.party.is_none()
            && let Some(pronoun) = b.pronoun
        {
            // 'his Iranian counterpart' was read above; 'their envoy' is of
            // whom the pronoun stands for.
            let antecedent = self.possessive(i, scan, pronoun);
            if let [p] = &antecedent.0[..]
                && !low.contains("counterpart")
            {
                told.party = Some(self.with_sector(p.clone(), role.sector));
            }
        }
        told
    }

    /// A party with the sector of the role, unless it is an armed group or
    /// organisation, whose own sector says more.
    pub(super) fn with_sector(&self, p: Party, sector: &str) -> Party {
        let own = self
            .g
            .party_info(p.id.as_str())
            .map(|i| i.sector.clone())
            .unwrap_or_default();
        if sector.is_empty() || matches!(sector, "UNK") {
            return p;
        }
        // The leader of a party or court is of that body.
        let of_body = p
            .sector
            .as_ref()
            .is_some_and(|s| !matches!(s.0.as_str(), "GOV" | "CVL"));
        if of_body && sector == "GOV" {
            return p;
        }
        if !own.is_empty() && !matches!(own.as_str(), "GOV" | "PRE") {
            return party(p.id.as_str(), &own);
        }
        party(p.id.as_str(), sector)
    }

    /// 'North Korea's Kim Jong Un', 'the Taliban's Baradar'.
    fn possessor(&self, i: usize, scan: &Scan<'_>, first: u32) -> Option<(Party, Span)> {
        let k = first.checked_sub(1)?;
        let (h, adjective) = if matches!(scan.word(k), "'s" | "’s" | "'" | "’") {
            (scan.hit(k.checked_sub(1)?)?, false)
        } else {
            (scan.hit(k)?, true)
        };
        let hit = &scan.hits[h];
        if hit.person || adjective && hit.party_form() != Some(crate::gazetteer::Form::Adjective) {
            return None;
        }
        let _ = i;
        let p = self.parties_of(hit).0;
        match &p[..] {
            [one] => Some((one.clone(), hit.span)),
            _ => None,
        }
    }

    /// ', the US ambassador to Manila,' after a name.
    fn apposition(&mut self, i: usize, scan: &Scan<'_>, end: u32) -> Option<Phrase> {
        if scan.word(end) != "," {
            return None;
        }
        let first = end + 1;
        let opens = scan.hit(first).is_some_and(|h| {
            !scan.hits[h].person
                || scan.word(scan.hits[h].end) == "'s"
                || scan.word(scan.hits[h].end) == "’s"
        }) || matches!(
            scan.upos(first),
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn
        ) || scan.upos(first) == Upos::Pron
            && matches!(scan.low(first).as_str(), "his" | "her" | "its" | "their");
        if !opens {
            return None;
        }
        let mut r = None;
        let mut t = first;
        while t < scan.len() && t < first + 12 {
            if let Some(n) = scan.role(t) {
                r = Some(n);
                t = scan.roles[n].end;
                // The last of a run: 'Unification Ministry spokesman'.
                if scan.role(t).is_none() {
                    break;
                }
                continue;
            }
            if let Some(h) = scan.hit(t) {
                let hit = &scan.hits[h];
                if hit.person && !matches!(scan.word(hit.end), "'s" | "’s") {
                    return None;
                }
                t = hit.end;
                continue;
            }
            match scan.upos(t) {
                Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part | Upos::Num => t += 1,
                Upos::Adv | Upos::Verb
                    if scan.rel(t) == dateline_syntax::Deprel::Amod
                        || scan.rel(t) == dateline_syntax::Deprel::Advmod =>
                {
                    t += 1
                }
                Upos::Punct if matches!(scan.word(t), "-" | "–") => t += 1,
                Upos::Pron if t == first => t += 1,
                _ => return None,
            }
        }
        let r = r?;
        let role = &scan.roles[r];
        let b = before(scan, role.first);
        if role.plural || b.start > first + 1 || !is_individual(scan, r) {
            return None;
        }
        // 'X will come, his adviser said': who speaks is somebody else.
        if scan.s.tokens.get(role.end as usize).is_some_and(|next| {
            next.upos == Upos::Verb
                && matches!(
                    next.xpos,
                    dateline_syntax::Xpos::Vbd
                        | dateline_syntax::Xpos::Vbz
                        | dateline_syntax::Xpos::Vbp
                )
        }) {
            return None;
        }
        // The title of the next name in a list: 'Kerry, Foreign Minister X'.
        if scan
            .hit(role.end)
            .is_some_and(|h| scan.hits[h].person && scan.hits[h].first == role.end)
        {
            return None;
        }
        let mut told = self.told(i, scan, r, &b, "en.entity.person.apposition");
        let mut last = role.end;
        let low = role.span.of(self.text).to_lowercase();
        if let Some(a) = after(scan, role.end) {
            last = a.end;
            let sent = is_sent(&low);
            let fits = match a.prep.as_str() {
                "of" | "from" | "at" | "with" => true,
                "for" => is_spokes(&low),
                "in" => !sent,
                _ => false,
            };
            if told.party.is_none() && fits {
                for &h in &a.hits {
                    let hit = &scan.hits[h];
                    let owner = if a.prep == "in" {
                        self.parties_of(hit).0
                    } else {
                        self.owners_of(i, hit)
                    };
                    if let Some(p) = owner.into_iter().next() {
                        told.party = Some(self.with_sector(p, role.sector));
                        break;
                    }
                }
            }
        }
        // Enumerations: 'X, American officials and Y'.
        if scan.low(last) == "and" && scan.hit(last + 1).is_some_and(|h| scan.hits[h].person) {
            return None;
        }
        told.evidence = Some(scan.span(first, last));
        Some(Phrase {
            told,
            first,
            end: last,
            role: r,
        })
    }
}

/// True for a role noun that one person holds, not a body.
pub(super) fn is_individual(scan: &Scan<'_>, r: usize) -> bool {
    let role = &scan.roles[r];
    match role.class {
        RoleClass::Title => true,
        RoleClass::Thing => false,
        RoleClass::Body | RoleClass::Listed => {
            let low = role.span.of(scan.text).to_lowercase();
            let last = low.rsplit(' ').next().unwrap_or("");
            const BODIES: [&str; 46] = [
                "government",
                "administration",
                "cabinet",
                "ministry",
                "department",
                "office",
                "agency",
                "parliament",
                "congress",
                "senate",
                "assembly",
                "house",
                "court",
                "army",
                "navy",
                "force",
                "forces",
                "military",
                "police",
                "troops",
                "delegation",
                "team",
                "side",
                "party",
                "group",
                "movement",
                "militia",
                "service",
                "council",
                "committee",
                "commission",
                "union",
                "organisation",
                "organization",
                "authority",
                "authorities",
                "opposition",
                "company",
                "bank",
                "media",
                "press",
                "church",
                "people",
                "public",
                "population",
                "command",
            ];
            !BODIES.contains(&last) && !low.contains("ministry")
        }
    }
}
