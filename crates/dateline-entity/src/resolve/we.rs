//! 'We' and 'our' in a quotation: the party of who is quoted.

use super::read::Reader;
use super::scan::Scan;
use super::spoken::SAY;
use dateline_record::{Party, Span};
use dateline_syntax::{Deprel, Upos};

/// What 'we' do together with the other side, so that 'we' may be both, and what is
/// no deed.
const TOGETHER: [&str; 45] = [
    "agree",
    "aim",
    "be",
    "begin",
    "build",
    "change",
    "come",
    "complete",
    "conclude",
    "consider",
    "continue",
    "discuss",
    "do",
    "end",
    "exchange",
    "expect",
    "find",
    "finish",
    "get",
    "go",
    "have",
    "hold",
    "hope",
    "implement",
    "keep",
    "know",
    "look",
    "make",
    "manage",
    "meet",
    "need",
    "negotiate",
    "reach",
    "resume",
    "see",
    "share",
    "sign",
    "speak",
    "start",
    "talk",
    "think",
    "try",
    "want",
    "wish",
    "work",
];

/// What belongs to one side alone.
const OWN: [&str; 37] = [
    "air",
    "airport",
    "airspace",
    "ambassador",
    "army",
    "base",
    "boat",
    "border",
    "camp",
    "citizen",
    "city",
    "coast",
    "country",
    "embassy",
    "fighter",
    "fisherman",
    "force",
    "government",
    "jet",
    "military",
    "navy",
    "officer",
    "people",
    "pilot",
    "plane",
    "police",
    "position",
    "post",
    "sailor",
    "ship",
    "soldier",
    "soil",
    "territory",
    "town",
    "troop",
    "troops",
    "village",
];

/// Sectors whose people speak for no party: firms, unions, schools, the press,
/// patients, anybody.
const PRIVATE: [&str; 9] = [
    "BUS", "LAB", "AGR", "EDU", "MED", "CVL", "REF", "JRN", "UNK",
];

/// Who plays or trains, and other trades without a sector.
const PLAYERS: [&str; 26] = [
    "athlete",
    "author",
    "boxer",
    "captain",
    "champion",
    "coach",
    "defender",
    "driver",
    "fan",
    "footballer",
    "forward",
    "goalkeeper",
    "golfer",
    "keeper",
    "manager",
    "midfielder",
    "player",
    "rider",
    "runner",
    "singer",
    "skipper",
    "striker",
    "swimmer",
    "trainer",
    "winger",
    "wrestler",
];

/// Who spoke last, and whether the quotation is still open.
#[derive(Default)]
pub(super) struct Voice {
    open: bool,
    last: Option<(usize, Vec<Party>, Span)>,
}

impl Reader<'_> {
    /// '“We will pull out our troops,” the Chadian minister said': Chad will. The
    /// next quotation goes on in the same voice where nobody else is told to speak.
    pub(super) fn we(&mut self, i: usize, scan: &Scan<'_>) {
        let mut open = self.voice.open;
        let mut marks = open;
        let quoted: Vec<bool> = (0..scan.len())
            .map(|t| {
                match scan.word(t) {
                    "“" | "``" => open = true,
                    "”" | "''" => open = false,
                    "\"" => open = t == 0 || !open,
                    _ => return open,
                }
                marks = true;
                false
            })
            .collect();
        self.voice.open = open;
        if !marks {
            return;
        }
        let out = |t: u32| quoted.get(t as usize).is_some_and(|q| !q);
        let says = (0..scan.len())
            .filter(|&v| out(v) && scan.upos(v) == Upos::Verb && SAY.contains(&scan.lemma(v)))
            .filter_map(|v| {
                // '“...,” said Peru's minister', where the tree has an object
                let behind = [Deprel::Iobj, Deprel::Obj];
                let late = || {
                    scan.s
                        .child(v, &behind)
                        .filter(|&c| v < c && scan.upos(v - 1) == Upos::Punct)
                };
                let first = scan.s.child(v, &[Deprel::Nsubj]);
                first
                    .or_else(|| (v > 0).then(late).flatten())
                    .filter(|&c| out(c))
            });
        let subjects: Vec<u32> = says.collect();
        let last = self.voice.last.take();
        let speaker = match subjects[..] {
            [] => last.filter(|(s, ..)| s + 1 == i),
            [c] if is_private(scan, c) => None,
            [c] => {
                let mut here = self.memory.iter().rev().take_while(|m| m.sentence == i);
                let found = here.find(|m| m.token == c && m.parties.len() == 1);
                let role = |k: usize| self.people.list.get(k)?.role.as_deref();
                let plays = |m: &&super::read::Memory| {
                    let last = m.person.and_then(role).and_then(|r| r.rsplit(' ').next());
                    last.is_some_and(|w| PLAYERS.contains(&w.to_lowercase().as_str()))
                };
                found
                    .filter(|m| !plays(m))
                    .map(|m| (i, m.parties.clone(), m.span))
            }
            _ => None,
        };
        let Some((_, parties, who)) = speaker else {
            return;
        };
        for t in 0..scan.len() {
            let own = match scan.low(t).as_str() {
                _ if out(t) => false,
                "we" => {
                    let verb = scan.s.head(t).filter(|_| scan.rel(t) == Deprel::Nsubj);
                    let deed =
                        |v: u32| scan.upos(v) == Upos::Verb && !TOGETHER.contains(&scan.lemma(v));
                    verb.is_some_and(deed)
                }
                "our" => {
                    let noun = scan.s.head(t).filter(|_| scan.rel(t) == Deprel::NmodPoss);
                    noun.is_some_and(|n| OWN.contains(&scan.lemma(n)))
                }
                _ => false,
            };
            if own {
                let span = scan.s.tokens[t as usize].span;
                let rule = "en.entity.pronoun.we";
                self.push_parties(i, scan, span, parties.clone(), "we", true, rule, vec![who]);
                // Nobody's 'they'.
                self.memory.pop();
            }
        }
        self.voice.last = Some((i, parties, who));
    }
}

/// '“We attacked from the first minute,” the Chadian captain said': no word of Chad.
fn is_private(scan: &Scan<'_>, t: u32) -> bool {
    let sector = scan.role(t).map(|r| scan.roles[r].sector);
    sector.is_some_and(|s| PRIVATE.contains(&s)) || PLAYERS.contains(&scan.lemma(t))
}
