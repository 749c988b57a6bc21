//! Whether two parties that a sentence names are the two that a later phrase speaks of
//! ('the two sides'), by the words between and behind their names.

use super::read::{Memory, Reader, party};
use crate::gazetteer::PartyKind;
use dateline_record::{Party, Span};

/// Sentences before a phrase in which two that met are looked for.
pub(super) const REACH: usize = 5;

/// Bytes behind a name that tell what its bearers do.
const BEHIND: usize = 48;

impl Reader<'_> {
    /// The two parties that a phrase speaks of together.
    pub(super) fn pair(
        &self,
        i: usize,
        token: u32,
        states: bool,
    ) -> Option<(Vec<Party>, Vec<Span>)> {
        let ok = |p: &Party| {
            let info = self.g.party_info(p.id.as_str());
            !states
                || info.is_some_and(|x| matches!(x.kind, PartyKind::State | PartyKind::Territory))
        };
        let near = |s: usize| -> Vec<&Memory> {
            let mut here: Vec<&Memory> = self
                .named_in(s)
                .iter()
                .filter(|m| s < i || m.token < token)
                .filter(|m| m.parties.len() == 1 && ok(&m.parties[0]))
                .collect();
            here.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
            // 'the Indonesian government' once
            here.dedup_by(|inner, outer| outer.span.contains(inner.span));
            here
        };
        // 'X and Y': joined in this sentence, the last, or the first of all.
        for s in [Some(i), i.checked_sub(1), Some(0)].into_iter().flatten() {
            let named = near(s);
            let between = |a: &Memory, b: &Memory| {
                let words = self.text.get(a.span.end as usize..b.span.start as usize);
                words.map(str::trim)
            };
            let joined = named.windows(2).enumerate().find(|(k, w)| {
                // 'A, B and C' are three.
                let before = k.checked_sub(1).map(|k| named[k]);
                let longer = before.is_some_and(|a| between(a, w[0]) == Some(","));
                let and = matches!(between(w[0], w[1]), Some("and" | "and the" | "and its"));
                w[0].parties[0].id != w[1].parties[0].id && and && !longer
            });
            let joined = joined.map(|(_, w)| w);
            // Who offers to bring two together is not those two.
            let offers = |b: &Memory| s < i && only_helps(self.text, b.span);
            if let Some([a, b]) = joined.filter(|w| !offers(w[1])) {
                return Some((
                    vec![a.parties[0].clone(), b.parties[0].clone()],
                    vec![a.span, b.span],
                ));
            }
        }
        let told_in = |s: usize| {
            let mut ids: Vec<(&Party, Span)> = Vec::new();
            for m in near(s) {
                if !ids.iter().any(|(p, _)| p.id == m.parties[0].id) {
                    ids.push((&m.parties[0], m.span));
                }
            }
            ids
        };
        // Two parties named together in this sentence or the last.
        let main = self.main_pair(states);
        for back in 0..2usize {
            let Some(s) = i.checked_sub(back) else { break };
            let ids = told_in(s);
            if let [a, b] = ids[..]
                && !(s < i && (apart(self.text, a.1, b.1) || only_helps(self.text, b.1)))
            {
                // Either is one of those the report is about.
                let about = main.as_ref().is_none_or(|(p, sure)| {
                    !sure || [a.0, b.0].iter().all(|x| p.contains(&x.id.0))
                });
                if about && (states || self.war_over([a.0.id.as_str(), b.0.id.as_str()]).is_none())
                {
                    return Some((vec![a.0.clone(), b.0.clone()], vec![a.1, b.1]));
                }
            }
        }
        // 'X's minister met his Y counterpart. Z offered to mediate. The two sides ...'
        if main.as_ref().is_none_or(|(_, sure)| !sure) {
            let before = (i.saturating_sub(REACH)..i.saturating_sub(1)).rev();
            for s in before {
                // Where they met may be a side's own town.
                if let [a, b, ..] = told_in(s)[..]
                    && meet(self.text, a.1, b.1)
                {
                    return Some((vec![a.0.clone(), b.0.clone()], vec![a.1, b.1]));
                }
            }
        }
        // ... where whoever is named as often came into the report since.
        if let Some(found) = self.told_before(i, ok).filter(|f| f.0.len() == 2) {
            let at = found.1.first().map_or(0, |s| self.sentence_of(*s));
            let since = |id: &String| {
                let named = self.tally.first_naming(id);
                found.0.iter().any(|p| p.id.0 == *id) || named.is_none_or(|s| s > at)
            };
            if main.as_ref().is_none_or(|(p, _)| p.iter().all(since)) {
                return Some(found);
            }
        }
        let (ids, _) = main?;
        let link = self.first_naming(&ids);
        Some((ids.iter().map(|id| party(id, "")).collect(), link))
    }
}

/// True where who is named offers help or has a view: 'Qatar and Egypt have offered to
/// mediate', 'X and Y welcomed it'. `last` is the last of the names.
pub(super) fn only_helps(text: &str, last: Span) -> bool {
    const DOES: [&str; 15] = [
        " mediat",
        " to broker",
        " to help",
        " to host",
        " facilitat",
        " welcomed",
        " praised",
        " urged",
        " called on the ",
        " called for ",
        " guarantee",
        " observers",
        " condemned",
        " voiced concern",
        " appealed to ",
    ];
    let rest = text.get(last.end as usize..).unwrap_or_default();
    let end = rest
        .char_indices()
        .nth(BEHIND)
        .map_or(rest.len(), |(n, _)| n);
    let clause = &rest[..end];
    let clause = clause
        .split(['.', ';', ':', '"', '”'])
        .next()
        .unwrap_or(clause);
    DOES.iter().any(|w| clause.contains(w))
}

/// True where what stands between two names says that they are not told of together: 'an
/// official in Cairo said that the French were worried', 'China's ambassador to Kenya'.
pub(super) fn apart(text: &str, one: Span, other: Span) -> bool {
    const BETWEEN: [&str; 9] = [
        " said that ",
        " says that ",
        " told reporters",
        "ambassador to ",
        "ambassador in ",
        "envoy to ",
        "embassy in ",
        " visited the ",
        " capital of ",
    ];
    // 'China's ambassador to Kenya' begins with 'China's ambassador'.
    let first = if one.start < other.start { one } else { other };
    let last_word = first.of(text).rfind(' ').map_or(0, |n| n as u32);
    let from = Span::new(first.start, first.start + last_word);
    let words = between(text, from, if first == one { other } else { one });
    BETWEEN.iter().any(|w| words.contains(w))
}

/// True where two meet, talk or fight in the words from one name to the other.
pub(super) fn meet(text: &str, one: Span, other: Span) -> bool {
    const BETWEEN: [&str; 14] = [
        " met ",
        " meet ",
        " with ",
        " and ",
        " against ",
        " received ",
        " hosted ",
        " telephoned ",
        " attacked ",
        " fought ",
        " accused ",
        " recognised ",
        " invited ",
        "-",
    ];
    let words = between(text, one, other);
    !apart(text, one, other) && BETWEEN.iter().any(|w| words.contains(w))
}

/// The words between two names, with what stands right beside them.
fn between(text: &str, one: Span, other: Span) -> &str {
    let (from, to) = (
        one.end.min(other.end) as usize,
        one.start.max(other.start) as usize,
    );
    text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, a: &str, b: &str) -> (Span, Span) {
        let span = |w: &str| {
            let start = text.find(w).expect("the word stands there") as u32;
            Span::new(start, start + w.len() as u32)
        };
        (span(a), span(b))
    }

    #[test]
    fn ok_who_offers_to_mediate_is_no_side() {
        let text = "Qatar and Egypt have offered to mediate. Kenya and Uganda talk.";
        let (_, last) = spans(text, "Qatar", "Egypt");
        assert!(only_helps(text, last));
        let (_, last) = spans(text, "Kenya", "Uganda");
        assert!(!only_helps(text, last));
    }

    #[test]
    fn ok_who_is_told_of_by_another_is_not_beside_him() {
        let text = "An official in Cairo said that the French were worried.";
        let (a, b) = spans(text, "Cairo", "French");
        assert!(apart(text, a, b) && !meet(text, a, b));
        let text = "Kenya's minister met his Ugandan counterpart.";
        let (a, b) = spans(text, "Kenya", "Ugandan");
        assert!(meet(text, a, b) && !apart(text, a, b));
    }
}
