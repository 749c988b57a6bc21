//! How sure it is that a mention tells of an event with its parties: its
//! numbers, the trained trees over them ([`dateline_trees`]), and the cut.

mod features;

pub(crate) use features::features;
pub use features::{FEATURES, N, Numbers};

use dateline_record::{EventMention, PartyId, Statement};
use dateline_trees::Model;

/// The model that is part of the program; its `least` is the least confidence
/// with which a mention stays in a reading.
///
/// # Panics
/// Where the program was built with a broken model file; a test of this crate
/// keeps that from being released.
pub fn embedded() -> Model {
    let text = include_str!("../../../../models/confidence-en/model.toml");
    Model::open(text, &FEATURES).expect("the embedded model was tested")
}

/// Leaves out the mentions of a report that are less sure than `least`, but
/// for those that speak of an event of which another mention is sure: one
/// refers to the other, or kind and parties are the same. Positions in links
/// and statements are mended.
pub fn leave_out(events: &mut Vec<EventMention>, statements: &mut [Statement], least: f32) {
    if events.iter().all(|e| e.dependent || e.confidence >= least) {
        return;
    }
    let sides = |e: &EventMention| {
        let mut sides: Vec<PartyId> = e.parties.iter().map(|p| p.party.id.clone()).collect();
        sides.sort();
        sides
    };
    let sure: Vec<bool> = events
        .iter()
        .map(|e| e.dependent || e.confidence >= least)
        .collect();
    let mut told: Vec<_> = (events.iter().zip(&sure))
        .filter(|(e, sure)| **sure && !e.dependent && !e.parties.is_empty())
        .map(|(e, _)| (e.kind, sides(e)))
        .collect();
    told.sort();
    // The first mention of an event that a sure one refers to.
    let mut first = vec![false; events.len()];
    for (e, _) in events.iter().zip(&sure).filter(|(_, sure)| **sure) {
        if let Some(j) = e.same_as {
            first[j as usize] = true;
        }
    }
    let stays: Vec<bool> = (events.iter().enumerate())
        .map(|(i, e)| {
            let of = e.same_as.map_or(i, |j| j as usize);
            sure[i] || sure[of] || first[of] || told.binary_search(&(e.kind, sides(e))).is_ok()
        })
        .collect();
    // What depends on others goes where none of them stays.
    let some = events.iter().zip(&stays);
    let some = some
        .clone()
        .any(|(e, stays)| *stays && !e.dependent && !e.parties.is_empty());
    let stays: Vec<bool> = events
        .iter()
        .zip(stays)
        .map(|(e, stays)| stays && (some || !e.dependent))
        .collect();
    let mut place: Vec<Option<u32>> = Vec::with_capacity(stays.len());
    let mut n = 0;
    for stays in &stays {
        place.push(stays.then_some(n));
        n += u32::from(*stays);
    }
    let moved = |i: u32| place.get(i as usize).copied().flatten();
    let mut at = stays.iter();
    events.retain(|_| at.next().is_some_and(|stays| *stays));
    for e in events {
        e.same_as = e.same_as.and_then(moved);
        e.links
            .retain_mut(|l| moved(l.to).map(|to| l.to = to).is_some());
    }
    for s in statements {
        s.about = s.about.iter().filter_map(|i| moved(*i)).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::climb::state::factuality;
    use dateline_record::{
        Argument, Kind, Link, LinkType, Party, PartyArgument, Role, Span, Status,
    };

    #[test]
    fn ok_the_model_of_the_program_opens() {
        let model = embedded();
        assert!(model.tree.len() >= 50 && model.least > 0.0 && model.least < 0.6);
        assert!(model.curve.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    fn mention(lemma: &str, kind: Kind, confidence: f32) -> EventMention {
        let status = Status::Held;
        EventMention {
            sentence: Span::new(0, 9),
            trigger: Span::new(0, 4),
            lemma: lemma.into(),
            kind,
            plover: None,
            mode: None,
            parties: Vec::new(),
            persons: Vec::new(),
            topic: None,
            place: None,
            time: None,
            due: None,
            factuality: factuality(status, false),
            status: Argument {
                value: status,
                span: Span::new(0, 4),
                rule: "r".into(),
            },
            earlier_status: Vec::new(),
            earlier_time: None,
            said_by: None,
            links: Vec::new(),
            same_as: None,
            background: false,
            correction: false,
            dependent: false,
            confidence,
            rule: "r".into(),
        }
    }

    fn party(id: &str) -> PartyArgument {
        PartyArgument {
            party: Party {
                id: PartyId(id.into()),
                sector: None,
            },
            role: Role::Participant,
            span: Span::new(0, 1),
            rule: "r".into(),
        }
    }

    #[test]
    fn ok_what_is_doubtful_goes_and_positions_are_mended() {
        let link = |to| Link {
            kind: LinkType::AgreedAt,
            to,
            rule: "r".into(),
        };
        let mut events = vec![
            mention("vote", Kind::Vote, 0.1),
            mention("meet", Kind::Talks, 0.2),
            mention("talk", Kind::Talks, 0.9),
            mention("sign", Kind::Agreement, 0.2),
            mention("accord", Kind::Agreement, 0.9),
            mention("cut", Kind::Commitment, 0.8),
        ];
        for e in &mut events {
            e.parties = vec![party("KEN"), party("UGA")];
        }
        // The accord is the one that was signed; the talks are of one kind and
        // of the same sides.
        events[4].same_as = Some(3);
        events[5].links = vec![link(0), link(4)];
        leave_out(&mut events, &mut [], 0.3);
        let lemmas: Vec<&str> = events.iter().map(|e| e.lemma.as_str()).collect();
        assert_eq!(lemmas, ["meet", "talk", "sign", "accord", "cut"]);
        assert_eq!(events[3].same_as, Some(2));
        let to: Vec<u32> = events[4].links.iter().map(|l| l.to).collect();
        assert_eq!(to, [3]);
    }

    #[test]
    fn ok_a_bound_of_zero_keeps_all() {
        let mut events = vec![mention("vote", Kind::Vote, 0.0)];
        leave_out(&mut events, &mut [], 0.0);
        assert_eq!(events.len(), 1);
    }
}
