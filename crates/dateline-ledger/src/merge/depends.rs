//! What a mention that cannot stand alone belongs to.
//!
//! 'The trip was put off' names nobody who takes part, so that it makes no
//! entry; but where an entry is known that it can be about, it tells how that
//! goes on. Such mentions ([`EventMention::dependent`]) are set beside each
//! group of their report that can stand alone, and then beside the entries of
//! earlier reports; small trained trees (`models/depends-en`) say how likely
//! the two are one, and the likeliest is joined where it is likely enough.
//! Otherwise the mention stays in no entry.

use super::facts::Facts;
use super::score::{self, From};
use crate::text;
use dateline_record::{EventMention, Family, Kind, Reading, Status};
use dateline_trees::Model;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Parties of a report that a mention without its own may be about.
const NEAR: usize = 4;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = include_str!("../../../../models/depends-en/model.toml");
    Model::open(text, &FEATURES).expect("the embedded model was tested")
});

/// Names of the numbers that the trees are asked about.
pub const FEATURES: [&str; N] = [
    "in.sentence",
    "in.report",
    "kind.same",
    "kind.told",
    "family.same",
    "lemma.shared",
    "topic.f1",
    "topic.least",
    "topic.differs",
    "topic.none",
    "topic.unknown",
    "words.f1",
    "words.least",
    "words.shared",
    "day.same",
    "days.overlap",
    "day.differs",
    "months.apart",
    "time.none",
    "time.unknown",
    "time.earlier",
    "time.ever",
    "place.shared",
    "place.within",
    "place.differs",
    "place.none",
    "place.topic",
    "person.shared",
    "person.differs",
    "definite",
    "indefinite",
    "held",
    "open",
    "off",
    "bare",
    "known.held",
    "known.plan",
    "known.off",
    "held.both",
    "open.held",
    "held.plan",
    "open.plan",
    "off.plan",
    "parties.near",
    "parties.known",
    "parties.main",
    "parties.share",
    "parties.own",
    "parties.none",
    "parties.differ",
    "known.silence",
    "known.mentions",
    "known.since",
    "known.timed",
    "before",
    "after",
    "further",
    "previous",
    "ordinal.differs",
    "ordinal.same",
    "noun",
    "meeting",
    "accord",
    "force",
    "relief",
    "pressure",
    "decision",
    "visit",
    "commitment",
    "withdrawal",
    "release",
    "conflict",
    "score",
    "apart",
    "candidates",
    "candidates.kind",
    "lead",
];

/// How many there are.
pub(crate) const N: usize = 77;

/// The numbers of a mention and of one entry or group it may belong to.
pub(crate) type Numbers = [f32; N];

/// The parties that a report names most, for what names none.
pub(crate) fn near(reading: &Reading) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for m in reading.told() {
        for p in &m.parties {
            *counts.entry(p.party.id.as_str()).or_default() += 1;
        }
    }
    let mut all: Vec<(&str, u32)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let most = all.into_iter().take(NEAR);
    most.map(|(party, _)| party.to_owned()).collect()
}

/// Bytes from the nearest of some mentions to this one, below 0 where it comes
/// first.
pub(crate) fn distance(mention: &EventMention, others: impl Iterator<Item = u32>) -> i64 {
    let here = i64::from(mention.trigger.start);
    others
        .map(|start| here - i64::from(start))
        .min_by_key(|d| d.abs())
        .unwrap_or(0)
}

/// The numbers of a mention and of what it may belong to; those that compare
/// the candidates are filled in by [`relate`].
pub(crate) fn numbers(new: &Facts, known: &Facts, from: From, distance: i64) -> Numbers {
    let yes = |x: bool| f32::from(u8::from(x));
    let (topic_f1, topic_least) = score::overlap(&new.topic, &known.topic);
    let topics = !new.topic.is_empty() && !known.topic.is_empty();
    let (words_f1, words_least) = score::overlap(&new.words, &known.words);
    let shared = |k: &&u32| known.words.contains_key(*k);
    let words = new.words.keys().filter(shared).count() as f32;
    let (mut day, mut overlap, mut differs, mut months, mut ever) =
        (false, false, false, false, false);
    if let (Some(a), Some(b)) = (new.time, known.time) {
        let (gap, exact) = (a.gap(b), a.is_exact() && b.is_exact());
        let closed = !a.is_open_ended() && !b.is_open_ended();
        day = gap == 0 && exact;
        overlap = gap == 0 && !exact && closed && a.width().max(b.width()) <= 100;
        differs = gap > 1 && exact;
        months = gap > 31;
        ever = score::best_gap(new, known).is_some_and(|g| g == 0);
    }
    let own = |p: &&String| !p.starts_with(text::WITHIN);
    let placed = |f: &Facts| f.places.keys().any(|p| own(&p));
    let place = new
        .places
        .keys()
        .filter(own)
        .any(|p| known.places.contains_key(p));
    let within = new.places.keys().any(|p| known.places.contains_key(p));
    let named_after = new.topic.keys().any(|w| known.sites.contains_key(w))
        || new.sites.keys().any(|w| known.topic.contains_key(w));
    let persons = !new.persons.is_empty() && !known.persons.is_empty();
    let person = new.persons.keys().any(|p| known.persons.contains_key(p));
    let (open, off) = (
        new.status.is_some_and(Status::is_open),
        score::is_off(new.status),
    );
    let core = score::core(&known.parties);
    let is_core = |p: &&String| core.contains(&p.as_str());
    let near = new.near.iter().filter(is_core).count() as f32;
    let main = new.near.iter().take(2).filter(is_core).count() as f32;
    let mine = |p: &&String| known.parties.contains_key(*p);
    let own_parties = new.parties.keys().filter(mine).count() as f32;
    let since = known
        .time
        .map_or(0.0, |b| (i64::from(new.first_seen) - i64::from(b.b)) as f32);
    let ordinals = !new.ordinals.is_empty() && !known.ordinals.is_empty();
    let ordinal = new.ordinals.keys().any(|n| known.ordinals.contains_key(n));
    let (kind, family) = (new.kind(), new.family());
    let fits = score::compare(new, known, from);
    [
        yes(from == From::Sentence),
        yes(from == From::Report),
        yes(kind == known.kind()),
        yes(known.is(kind)),
        yes(family == known.family()),
        yes(new.lemmas.keys().any(|l| known.lemmas.contains_key(l))),
        topic_f1,
        topic_least,
        yes(topics && topic_least == 0.0),
        yes(new.topic.is_empty()),
        yes(known.topic.is_empty()),
        words_f1,
        words_least,
        words,
        yes(day),
        yes(overlap),
        yes(differs),
        yes(months),
        yes(new.time.is_none()),
        yes(known.time.is_none()),
        yes(new.earlier.is_some()),
        yes(ever),
        yes(place),
        yes(within),
        yes(placed(new) && placed(known) && !place),
        yes(!placed(new)),
        yes(named_after),
        yes(person),
        yes(persons && !person),
        yes(new.definite == Some(true)),
        yes(new.definite == Some(false)),
        yes(new.held),
        yes(open),
        yes(off),
        yes(new.status.is_none()),
        yes(known.held),
        yes(known.is_plan()),
        yes(score::is_off(known.status)),
        yes(new.held && known.held),
        yes(open && known.held),
        yes(new.held && known.is_plan()),
        yes(open && known.is_plan()),
        yes(off && known.is_plan()),
        near,
        core.len() as f32,
        main,
        near / core.len().max(1) as f32,
        own_parties,
        yes(new.parties.is_empty()),
        yes(!new.parties.is_empty() && own_parties == 0.0 && !core.is_empty()),
        new.first_seen.saturating_sub(known.last_seen) as f32,
        known.n as f32,
        since,
        yes(known.time.is_some()),
        distance.max(0) as f32,
        (-distance).max(0) as f32,
        yes(new.further),
        yes(new.previous),
        yes(ordinals && !ordinal),
        yes(ordinal),
        yes(new.noun),
        yes(family == Family::Meeting),
        yes(family == Family::Accord),
        yes(family == Family::Force),
        yes(family == Family::Relief),
        yes(family == Family::Pressure),
        yes(family == Family::Decision),
        yes(kind == Kind::Visit),
        yes(kind == Kind::Commitment),
        yes(kind == Kind::Withdrawal),
        yes(kind == Kind::Release),
        yes(kind == Kind::Conflict),
        fits.unwrap_or(APART),
        yes(fits.is_none()),
        0.0,
        0.0,
        0.0,
    ]
}

/// Where the numbers stand that [`relate`] compares.
const KIND: usize = 2;
const SCORE: usize = N - 5;

/// Stands for a score where the two cannot be one by the rules.
const APART: f32 = -9.0;

/// Fills in what tells one candidate from the others.
pub(crate) fn relate(of: &mut [Numbers]) {
    let n = of.len() as f32;
    let kinds = of.iter().map(|x| x[KIND]).sum::<f32>();
    let mut scores: Vec<f32> = of.iter().map(|x| x[SCORE]).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    for x in of {
        // The best leads the second, the others follow the best.
        let other = match scores.as_slice() {
            [best, second, ..] if x[SCORE] == *best => *second,
            [best, _, ..] => *best,
            _ => APART,
        };
        x[N - 3] = n;
        x[N - 2] = kinds;
        x[N - 1] = (x[SCORE] - other).clamp(-5.0, 5.0);
    }
}

/// True where the two may be one at all: what is asked is no vote on it, and a
/// pledge that was kept is no accord.
pub(crate) fn may_be(new: &Facts, known: &Facts) -> bool {
    match new.kind() {
        Kind::Statement => known.is(Kind::Statement),
        Kind::Commitment if !new.parties.is_empty() => known.kind() != Kind::Agreement,
        _ => true,
    }
}

/// The likeliest of the candidates, where it is likely enough.
pub(crate) fn choose<T: Copy>(of: &[(T, Numbers)]) -> Option<T> {
    let mut numbers: Vec<Numbers> = of.iter().map(|(_, x)| *x).collect();
    relate(&mut numbers);
    let mut best: Option<(f32, T)> = None;
    for ((id, _), x) in of.iter().zip(&numbers) {
        let p = MODEL.probability(x);
        if p >= MODEL.least && best.is_none_or(|(b, _)| p > b) {
            best = Some((p, *id));
        }
    }
    best.map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_the_model_of_the_program_opens() {
        assert!(MODEL.tree.len() >= 50 && MODEL.least > 0.2);
        assert_eq!(FEATURES[SCORE], "score");
        assert_eq!(FEATURES[KIND], "kind.same");
    }

    #[test]
    fn ok_the_best_leads_the_second_and_the_others_follow_it() {
        let with = |score: f32| {
            let mut x = [0.0; N];
            x[SCORE] = score;
            x
        };
        let mut of = [with(1.0), with(3.0), with(2.5)];
        relate(&mut of);
        let lead: Vec<f32> = of.iter().map(|x| x[N - 1]).collect();
        assert_eq!(lead, [-2.0, 0.5, -0.5]);
        assert_eq!(of[0][N - 3], 3.0);
        let mut one = [with(1.0)];
        relate(&mut one);
        assert_eq!(one[0][N - 1], 5.0);
    }
}
