//! A place in front with a name right behind it: 'In Lima Ana Soto signed the text',
//! 'In Lima Peruvian officials met'. Names are read with the place as one there, and
//! trees hang it on what follows.

use super::scan::{Hit, Scan};
use super::words::{is_female, is_male};
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Form, Gazetteer};
use dateline_syntax::{Upos, Xpos};

impl Scan<'_> {
    /// 'In Lima Peruvian officials met', at the beginning of a clause: the place is
    /// no part of what follows.
    pub(super) fn opens_clause(&self, h: &Hit) -> bool {
        let Some(prep) = h.first.checked_sub(1) else {
            return false;
        };
        let within = matches!(self.word(prep), "In" | "in" | "At" | "at");
        if !within {
            return false;
        }
        let begins = prep.checked_sub(1).is_none_or(|t| {
            self.upos(t) == Upos::Punct
                || matches!(
                    self.low(t).as_str(),
                    "and" | "but" | "later" | "earlier" | "meanwhile" | "also" | "elsewhere"
                )
        });
        if !begins || h.person || !h.has(EntryKind::Place) {
            return false;
        }
        let other = self.hit(h.end).is_some_and(|k| {
            let next = &self.hits[k];
            next.first == h.end && (next.person || next.party_form().is_some())
        });
        let titled = || {
            let title = |r: &super::scan::RoleHit| {
                r.first == h.end && r.class == crate::roles::RoleClass::Title
            };
            self.word(h.end).starts_with(char::is_uppercase) && self.roles.iter().any(title)
        };
        other || titled()
    }

    /// Makes persons of the names that stand between a place and a finite verb.
    pub(super) fn behind_places(&mut self, g: &Gazetteer) {
        let mut found = Vec::new();
        for h in &self.hits {
            let Some(before) = h.first.checked_sub(1) else {
                continue;
            };
            let within = matches!(
                self.word(before),
                "In" | "in" | "At" | "at" | "near" | "Near" | "outside" | "Outside"
            );
            if !within || h.person || !h.has(EntryKind::Place) {
                continue;
            }
            let mut end = h.end;
            let name = |t: u32| {
                matches!(self.upos(t), Upos::Propn | Upos::X)
                    && self.word(t).starts_with(char::is_uppercase)
                    && !self.roles.iter().any(|r| r.first <= t && t < r.end)
            };
            while end < self.len() && end - h.end < 4 && name(end) {
                end += 1;
            }
            let acts = end < self.len()
                && (self.upos(end) == Upos::Aux
                    || matches!(
                        self.s.tokens[end as usize].xpos,
                        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md
                    ));
            // 'In Lima Ana Soto of Peru met X'
            let joined = matches!(self.low(end).as_str(), "of" | "and");
            if !(acts || joined) || end - h.end < 2 {
                continue;
            }
            let given = self.low(h.end);
            let known = || {
                let entries = g.entries(self.span(h.end, end).of(self.text));
                let full = |e: &crate::gazetteer::Entry| {
                    e.posting.kind == EntryKind::Person && e.posting.form != Form::Short
                };
                entries.iter().any(full)
            };
            if is_female(&given) || is_male(&given) || known() {
                found.push((h.end, end));
            }
        }
        for (first, end) in found {
            if self.may_be_person(first, end) {
                self.add_person(g, first, end);
            }
        }
    }
}
