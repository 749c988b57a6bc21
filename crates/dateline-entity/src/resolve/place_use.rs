//! As what the name of a town or a seat is used: the place, or who sits there.

use super::scan::{Hit, Scan};
use super::words::{
    is_leader_noun, is_meeting_noun, is_month_or_day, is_motion, is_visit, locative,
};
use dateline_syntax::{Deprel, Upos};

impl Scan<'_> {
    /// The preposition of the phrase that a name heads or stands in the chain
    /// of ('in Seoul and Tokyo'), with the word that the phrase hangs on.
    pub fn case_of(&self, t: u32) -> (Option<String>, Option<u32>) {
        let mut head = t;
        // 'At a summit in Oslo, Chad and Libya agreed': no part of 'in Oslo'.
        if self.fronted.contains(&t) {
            return (None, self.s.head(t));
        }
        for _ in 0..8 {
            if let Some(c) = self.s.child(head, &[Deprel::Case])
                && c < head
            {
                return (Some(self.low(c)), self.s.head(head));
            }
            // 'In Vienna, Iran and Oman said': no more places.
            if self.rel(head) == Deprel::Conj && self.says_after(t) {
                return (None, self.s.head(head));
            }
            match self.rel(head) {
                Deprel::Conj | Deprel::Flat | Deprel::Appos => match self.s.head(head) {
                    Some(h) => head = h,
                    None => break,
                },
                // 'In the Omani capital Muscat'
                Deprel::Compound | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::NmodDesc => {
                    match self.s.head(head).filter(|&h| h + 1 == head) {
                        Some(h) if self.lemma(h) == "capital" => head = h,
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        (None, self.s.head(head))
    }

    /// True where a list that begins behind a comma, or goes on, with a word runs up
    /// to a verb that lacks a subject.
    fn says_after(&self, t: u32) -> bool {
        let mut last = t;
        while self.word(last + 1) == "and" && self.upos(last + 2) == Upos::Propn {
            last += 2;
        }
        let mut first = t;
        while first >= 2 && self.word(first - 1) == "and" && self.upos(first - 2) == Upos::Propn {
            first -= 2;
        }
        let verb = last + 1;
        let subject = [Deprel::Nsubj, Deprel::NsubjPass];
        first != last
            && first > 0
            && self.word(first - 1) == ","
            && self.upos(verb) == Upos::Verb
            && matches!(self.lemma(verb), "say" | "announce" | "declare")
            && self.s.child(verb, &subject).is_none()
    }

    /// 'To Yerevan on Thursday and Baku on Friday': the place named before, where
    /// the next was hung on the day between them.
    fn leg(&self, t: u32) -> Option<u32> {
        let day = self.s.head(t).filter(|&d| {
            let month = || self.s.child(d, &[Deprel::NmodUnmarked, Deprel::Compound]);
            let named = is_month_or_day(&self.low(d))
                || self.upos(d) == Upos::Num
                    && month().is_some_and(|m| is_month_or_day(&self.low(m)));
            d < t && self.rel(t) == Deprel::Conj && named
        })?;
        let start = *self.s.subtree(day).first()?;
        let place = start.checked_sub(1)?;
        (self.upos(place) == Upos::Propn).then_some(place)
    }

    /// True for 'hosted', 'played host' and 'was the venue'.
    fn receives(&self, verb: u32) -> bool {
        let object = || self.s.child(verb, &[Deprel::Obj]);
        match self.lemma(verb) {
            "host" | "venue" => true,
            "play" => object().is_some_and(|o| self.lemma(o) == "host"),
            _ => false,
        }
    }

    /// 'Sent its foreign minister to Oslo': somebody goes there.
    fn sends_someone(&self, verb: u32, place: u32) -> bool {
        const SENT: [&str; 16] = [
            "minister",
            "envoy",
            "adviser",
            "advisor",
            "emissary",
            "negotiator",
            "diplomat",
            "secretary",
            "deputy",
            "aide",
            "representative",
            "mediator",
            "chief",
            "official",
            "expert",
            "inspector",
        ];
        matches!(self.lemma(verb), "send" | "dispatch")
            && self.s.child(verb, &[Deprel::Obj]).is_some_and(|o| {
                let named = || self.hit(o).is_some_and(|h| self.hits[h].person);
                let team = super::words::is_team(self.lemma(o));
                o < place && (SENT.contains(&self.lemma(o)) || team || named())
            })
    }

    /// 'Pulled out of Lima', 'was flown out of Lima'.
    fn leaves(&self, first: u32, governor: Option<u32>) -> bool {
        let out = first >= 2 && self.low(first - 1) == "of" && self.low(first - 2) == "out";
        out && governor.is_some_and(|v| {
            is_motion(self.lemma(v))
                || matches!(
                    self.lemma(v),
                    "pull" | "withdraw" | "drive" | "chase" | "evacuate" | "airlift" | "move"
                )
        })
    }

    /// Whether a name that is both a seat of a state and a town is meant as
    /// the place.
    pub fn is_place_use(&self, h: &Hit) -> PlaceUse {
        if self.opens_clause(h) {
            return PlaceUse::Place;
        }
        let head = self.s.head_of(h.span).unwrap_or(h.first);
        let before = h.first.checked_sub(1).map(|t| self.low(t));
        // 'In late March Kenya signed'
        if before.as_deref().is_some_and(is_month_or_day) {
            return PlaceUse::Party;
        }
        // 'Next round: Nairobi, in April', 'Venue: Istanbul'
        if before.as_deref() == Some(":")
            && let Some(t) = h.first.checked_sub(2)
            && (is_meeting_noun(self.lemma(t))
                || matches!(
                    self.low(t).as_str(),
                    "venue" | "place" | "location" | "stop"
                ))
        {
            return PlaceUse::Place;
        }
        let before = match before.as_deref() {
            Some("the") => h.first.checked_sub(2).map(|t| self.low(t)),
            _ => before,
        };
        // 'the Singapore summit' is a place whatever stands before it, 'the
        // Iran deal' never.
        if matches!(self.rel(head), Deprel::Compound | Deprel::Amod)
            && let Some(g) = self.s.head(head)
            && g > head
        {
            return if is_meeting_noun(self.lemma(g)) {
                PlaceUse::Modifier
            } else {
                PlaceUse::Party
            };
        }
        let leg = self.leg(head).unwrap_or(head);
        let (case, governor) = self.case_of(leg);
        // The word right before is the surest sign.
        let prep = before.filter(|w| locative(w) || matches!(w.as_str(), "to" | "from" | "for"));
        let prep = prep.or(case);
        match prep.as_deref() {
            Some(p) if locative(p) => PlaceUse::Place,
            Some(
                "to" | "from" | "for" | "into" | "onto" | "via" | "through" | "toward" | "towards",
            ) => {
                let from = (h.first.saturating_sub(6)..h.first.saturating_sub(1))
                    .any(|t| self.low(t) == "from");
                // 'Invited the leaders of X and Y to Oslo', hung on the last of them
                let mut over = governor;
                for _ in 0..4 {
                    over = over.and_then(|g| {
                        let guest = matches!(
                            self.lemma(g),
                            "colleague" | "counterpart" | "guest" | "delegation"
                        );
                        if self.upos(g) == Upos::Propn
                            || guest
                            || is_leader_noun(&self.lemma(g).to_lowercase())
                        {
                            self.s.head(g)
                        } else {
                            Some(g)
                        }
                    });
                }
                let asked =
                    over.is_some_and(|v| matches!(self.lemma(v), "invite" | "summon" | "welcome"));
                // 'The trip of Minister X to Chile', 'a visit by the minister to Lima',
                // hung on the minister
                let of = governor
                    .filter(|&g| {
                        let leads = is_leader_noun(&self.lemma(g).to_lowercase());
                        self.upos(g) == Upos::Propn || leads
                    })
                    .filter(|&g| matches!(self.case_of(g).0.as_deref(), Some("of" | "by")))
                    .and_then(|g| self.s.head(g))
                    .filter(|&n| is_visit(self.lemma(n)) || is_motion(self.lemma(n)));
                let governor = of.or(governor);
                // 'Put off her visit to Chile', hung on the verb
                let journey = governor.and_then(|g| self.s.child(g, &[Deprel::Obj]));
                let journey = journey.is_some_and(|o| o < head && is_visit(self.lemma(o)));
                // 'Talks planned for Brussels'
                let planned = |g: u32| {
                    let plan = [
                        "plan", "schedule", "slate", "set", "foresee", "arrange", "fix", "pencil",
                    ];
                    let object = self.s.child(g, &[Deprel::Obj, Deprel::Nsubj]);
                    plan.contains(&self.lemma(g)) && object.is_none()
                };
                match governor {
                    Some(g) if self.sends_someone(g, head) => PlaceUse::Both,
                    // 'Sent an envoy to Lima', hung on the envoy
                    Some(g)
                        if self.rel(g) == Deprel::Obj
                            && self.s.head(g).is_some_and(|v| self.sends_someone(v, head)) =>
                    {
                        PlaceUse::Both
                    }
                    Some(g) if prep.as_deref() == Some("for") && planned(g) => PlaceUse::Place,
                    Some(g) if is_motion(self.lemma(g)) || asked || journey => PlaceUse::Place,
                    Some(g) if super::words::is_team(self.lemma(g)) => PlaceUse::Both,
                    _ if prep.as_deref() == Some("to") && from => PlaceUse::Place,
                    _ => PlaceUse::Party,
                }
            }
            // 'Their troops flew out of Lima'
            Some("out" | "of") if self.leaves(h.first, governor) => PlaceUse::Both,
            Some("of" | "outside") => match governor {
                Some(g) if super::words::is_locality(self.lemma(g)) => PlaceUse::Place,
                _ => PlaceUse::Party,
            },
            Some(_) => PlaceUse::Party,
            None => {
                // 'Visited X and Y'
                let mut first = leg;
                while self.rel(first) == Deprel::Conj
                    && let Some(h) = self.s.head(first).filter(|&h| h < first)
                {
                    first = h;
                }
                let rel = self.rel(first);
                let governor = self.s.head(first);
                match (rel, governor) {
                    (Deprel::Obj | Deprel::NsubjPass, Some(g)) if is_visit(self.lemma(g)) => {
                        PlaceUse::Both
                    }
                    // 'A missile hit Kyiv': there, and whose it is.
                    (Deprel::Obj | Deprel::NsubjPass, Some(g)) if is_struck(self.lemma(g)) => {
                        PlaceUse::Both
                    }
                    // 'Oslo hosted the talks', 'Oslo was their venue'
                    (Deprel::Nsubj, Some(g)) if self.receives(g) => PlaceUse::Both,
                    (
                        Deprel::Compound | Deprel::NmodPoss | Deprel::Nmod | Deprel::Amod,
                        Some(g),
                    ) if is_meeting_noun(self.lemma(g)) => PlaceUse::Modifier,
                    _ => PlaceUse::Party,
                }
            }
        }
    }
}

/// True for what is done to a town in war.
fn is_struck(verb: &str) -> bool {
    matches!(
        verb,
        "besiege"
            | "bomb"
            | "bombard"
            | "capture"
            | "hit"
            | "occupy"
            | "pound"
            | "recapture"
            | "rock"
            | "seize"
            | "shake"
            | "shell"
            | "storm"
            | "strike"
    )
}

/// As what a seat's name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceUse {
    /// A place: 'in Seoul'.
    Place,
    /// Who sits there: 'Seoul said'.
    Party,
    /// Where and whom: 'visited Seoul'.
    Both,
    /// Before a meeting noun: 'the Seoul talks'.
    Modifier,
}
