//! 'Iran's foreign minister, X, and Kuwait's, Y', 'the president of Iran, X, and
//! that of Kuwait, Y': the second office is the first one's, of another party.

use super::people::Told;
use super::read::Reader;
use super::scan::Scan;

/// Sides of the office that is not said again stand so near to its first holder.
const NEAR: u32 = 24;

impl Reader<'_> {
    /// The party and office of somebody whose name begins at a token, where only
    /// whose office it is stands before it.
    pub(super) fn office_left_out(&self, i: usize, scan: &Scan<'_>, first: u32) -> Option<Told> {
        let comma = first.checked_sub(1).filter(|&t| scan.word(t) == ",")?;
        let last = comma.checked_sub(1)?;
        let genitive = matches!(scan.word(last), "'s" | "’s" | "'" | "’");
        let end = if genitive { last } else { comma };
        let hit = &scan.hits[scan.hit(end.checked_sub(1)?)?];
        let that_of = || {
            let mut t = hit.first;
            if t > 0 && scan.low(t - 1) == "the" {
                t -= 1;
            }
            t >= 2 && scan.low(t - 1) == "of" && scan.low(t - 2) == "that"
        };
        if hit.person || hit.end != end || !genitive && !that_of() {
            return None;
        }
        let parties = self.parties_of(hit).0;
        let [party] = &parties[..] else {
            return None;
        };
        let before = self.memory.iter().rev();
        let holder = before
            .take_while(|m| m.sentence == i)
            .filter(|m| m.token < first && first - m.token < NEAR)
            .find_map(|m| m.person)?;
        let known = &self.people.list[holder];
        let other = known.party.as_ref().is_some_and(|p| p.id != party.id);
        let role = known
            .role
            .clone()
            .filter(|r| other && !super::words::is_former(r))?;
        Some(Told {
            role: Some(role),
            party: Some(party.clone()),
            evidence: Some(hit.span),
            rule: "en.entity.person.elliptical",
            ..Told::default()
        })
    }
}
