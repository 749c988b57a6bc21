//! Villages and posts of more than one word that no table has: 'met in Tin Zaouatine',
//! which the reader of names takes for somebody, 'at Chong Sa Ngam', of which a table
//! has the first word as another town.

use super::scan::Scan;
use dateline_syntax::{Deprel, Upos};

impl Scan<'_> {
    /// 'Clashed near Kok Terek', 'met in Tin Zaouatine': where something is, and no
    /// person.
    pub(super) fn is_where(&self, first: u32, end: u32) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let prep = self.low(before);
        if !matches!(prep.as_str(), "in" | "at" | "near") {
            return false;
        }
        let short = (2..=3).contains(&(end - first));
        let part = |h: &super::scan::Hit| {
            let whole = h.first <= first && end <= h.end;
            h.party_form().is_none() && !whole
        };
        let mut within = self.hits.iter().filter(|h| h.first < end && first < h.end);
        let free = within.all(part);
        if !short || !free || matches!(self.word(end), "'s" | "’s" | ",") {
            return false;
        }
        let Some(head) = self.s.head_of(self.span(first, end)) else {
            return false;
        };
        // 'Hit a school in Adi Ramets', 'killed in gunfire with rebels at Tin Zaouatine'
        let over = self.s.head(head).filter(|_| self.rel(head) == Deprel::Nmod);
        if over.is_some_and(|n| self.stands_there(n, &prep)) {
            return true;
        }
        let verb = self.s.head(head).filter(|_| self.rel(head) == Deprel::Obl);
        verb.is_some_and(|v| {
            let there = matches!(
                self.lemma(v),
                "meet"
                    | "clash"
                    | "gather"
                    | "hold"
                    | "open"
                    | "sign"
                    | "attack"
                    | "kill"
                    | "wound"
                    | "land"
                    | "arrive"
                    | "explode"
                    | "fight"
                    | "begin"
                    | "start"
                    | "resume"
                    | "take"
                    | "exchange"
                    | "trade"
                    | "die"
            );
            there && !(prep == "at" && matches!(self.lemma(v), "hold" | "take" | "open"))
        })
    }

    /// True for what stands or happens in a place, and no person: a house, a fight, or
    /// those who fight at it.
    fn stands_there(&self, noun: u32, prep: &str) -> bool {
        let lemma = self.lemma(noun);
        let fight = matches!(
            lemma,
            "ambush"
                | "battle"
                | "blast"
                | "clash"
                | "explosion"
                | "fighting"
                | "firefight"
                | "gunfire"
                | "shelling"
                | "shooting"
                | "shootout"
                | "skirmish"
        );
        let house = matches!(
            lemma,
            "church"
                | "clinic"
                | "depot"
                | "hospital"
                | "market"
                | "mosque"
                | "orphanage"
                | "school"
        );
        let men = matches!(lemma, "guard" | "policeman" | "soldier" | "troops");
        fight || house && prep != "near" || men && prep != "in"
    }

    /// 'Bela Nkor', where a table has another Bela: the words of a name read as that of
    /// a place of which only the first ones are known, and as a town.
    pub(super) fn is_longer(&self, first: u32, end: u32) -> bool {
        let mut within = self.hits.iter().filter(|h| h.first < end && first < h.end);
        let (Some(h), None) = (within.next(), within.next()) else {
            return false;
        };
        let town = h.party_form().is_none() && !h.person;
        let more = |t: u32| {
            let word = self.word(t);
            self.upos(t) == Upos::Propn
                && word.chars().all(char::is_alphabetic)
                && word.starts_with(char::is_uppercase)
                && word.chars().count() > 2
                && !is_sort(&self.low(t))
        };
        town && h.first == first && h.end < end && (h.end..end).all(more)
    }
}

/// Words for the sort of place, behind its name: 'Goma Airport'.
fn is_sort(word: &str) -> bool {
    super::sites::is_land(word)
        || super::words::is_house(word)
        || matches!(
            word,
            "area"
                | "base"
                | "bay"
                | "beach"
                | "border"
                | "bridge"
                | "camp"
                | "canal"
                | "city"
                | "corridor"
                | "county"
                | "dam"
                | "delta"
                | "east"
                | "garden"
                | "gardens"
                | "gulf"
                | "hill"
                | "lake"
                | "metropolitan"
                | "north"
                | "oblast"
                | "park"
                | "port"
                | "river"
                | "road"
                | "sea"
                | "sector"
                | "south"
                | "square"
                | "state"
                | "station"
                | "street"
                | "suburb"
                | "terminal"
                | "territory"
                | "town"
                | "village"
                | "west"
                | "international"
        )
}
