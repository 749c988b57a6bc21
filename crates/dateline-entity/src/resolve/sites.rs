//! Sites by what they are, where no table has them: 'the Kumsusan guesthouse', 'the
//! Lachin corridor'.

use super::scan::{Hit, Scan};
use super::words::{is_house, is_particle};
use dateline_syntax::{NameType, Upos};

impl Scan<'_> {
    /// Makes places of unknown names with the word for a site behind them.
    pub(super) fn sites(&mut self) {
        for end in 1..self.len() {
            if self.upos(end) != Upos::Noun {
                continue;
            }
            let word = self.low(end);
            // 'The Kairma water intake'
            let works = end > 1
                && self.upos(end - 1) == Upos::Noun
                && self.upos(end - 2) == Upos::Propn
                && is_works(&self.low(end - 1), &word);
            if !works && self.upos(end - 1) != Upos::Propn {
                continue;
            }
            if self.word(end).starts_with(char::is_uppercase)
                || !(works || is_land(&word) || is_house(&word) && word != "house")
            {
                continue;
            }
            let name = |t: u32| {
                self.upos(t) == Upos::Propn && self.word(t).starts_with(char::is_uppercase)
                    || is_particle(&self.low(t))
            };
            let mut first = end - u32::from(works);
            while first > 0 && end - first < 4 && name(first - 1) {
                first -= 1;
            }
            if first == end - u32::from(works)
                || !self.word(first).starts_with(char::is_uppercase)
                || first == 0
            {
                continue;
            }
            // 'The Kumsusan guesthouse', 'at Kumsusan guesthouse'
            let opens = matches!(self.upos(first - 1), Upos::Det | Upos::Adp | Upos::Adj);
            // 'The Attari crossing' is at Attari, the Lachin corridor nowhere else.
            let whole = works
                || is_house(&word)
                || matches!(
                    word.as_str(),
                    "corridor"
                        | "heights"
                        | "island"
                        | "islands"
                        | "islet"
                        | "islets"
                        | "pass"
                        | "peninsula"
                        | "reef"
                        | "shoal"
                        | "strait"
                        | "strip"
                        | "valley"
                );
            // What a table knows, or is a person's, is left alone.
            let free = self.hits.iter().all(|h| {
                let apart = h.end <= first || end < h.first;
                let unknown = h.entries.is_empty() && !h.person && h.refers.is_none();
                apart || unknown && whole && h.first == first && h.end + u32::from(works) == end
            });
            let role = self.roles.iter().any(|r| r.first < end && first < r.end);
            if !opens || !free || role {
                continue;
            }
            self.hits.retain(|h| h.end <= first || end < h.first);
            self.hits.push(Hit {
                first,
                end: end + 1,
                span: self.span(first, end + 1),
                entries: Vec::new(),
                ner: Some(NameType::Loc),
                person: false,
                inside: false,
                refers: None,
            });
        }
    }
}

/// 'Water intake', 'power station', 'pumping station', 'refugee camp'.
fn is_works(first: &str, second: &str) -> bool {
    let of = matches!(
        first,
        "border" | "gas" | "oil" | "power" | "pumping" | "refugee" | "water"
    );
    of && matches!(
        second,
        "camp" | "crossing" | "field" | "intake" | "plant" | "post" | "station" | "terminal"
    )
}

/// A word for a stretch of land or water, or what one passes by there.
pub(super) fn is_land(word: &str) -> bool {
    matches!(
        word,
        "airbase"
            | "airfield"
            | "airport"
            | "atoll"
            | "checkpoint"
            | "corridor"
            | "crossing"
            | "desert"
            | "district"
            | "forest"
            | "gorge"
            | "governorate"
            | "harbour"
            | "harbor"
            | "heights"
            | "hills"
            | "island"
            | "islands"
            | "islet"
            | "islets"
            | "lagoon"
            | "mountain"
            | "mountains"
            | "oasis"
            | "pass"
            | "peninsula"
            | "plateau"
            | "post"
            | "prefecture"
            | "province"
            | "reef"
            | "region"
            | "shoal"
            | "strait"
            | "straits"
            | "strip"
            | "valley"
    )
}
