//! Two mentions compared: numbers between about -1 and 3 for the scorer.

use crate::facts::{Facts, cosine};
use crate::topic::Topic;
use crate::tree::Slot;
use crate::words::{Terms, common_start, shared};

macro_rules! features {
    ($($name:literal),* $(,)?) => {
        /// Names of the numbers, in order; a name begins with its group.
        pub const FEATURES: &[&str] = &[$($name),*];
    };
}

features![
    "word.lemma",
    "word.stem",
    "word.root",
    "word.start",
    "word.vector",
    "word.whole",
    "word.same_phrase",
    "word.parts",
    "word.rarity",
    "word.speech",
    "word.verbs",
    "word.nouns",
    "word.rare_match",
    "word.light",
    "word.crowd",
    "word.crowd_topic",
    "args.agent",
    "args.agent_none",
    "args.agent_differ",
    "args.agent_vector",
    "args.patient",
    "args.patient_none",
    "args.patient_differ",
    "args.patient_vector",
    "args.place",
    "args.place_differ",
    "args.other",
    "args.cross",
    "args.content",
    "args.content_differ",
    "args.all",
    "args.names",
    "args.names_differ",
    "sentence.context",
    "sentence.weight",
    "sentence.names",
    "sentence.names_none",
    "sentence.numbers",
    "sentence.numbers_differ",
    "document.same",
    "document.cosine",
    "document.within",
    "document.standing",
    "document.height",
    "document.side",
    "document.sentence",
    "document.near",
    "document.both_first",
    "document.title",
    "document.depth",
    "time.dated",
    "time.gap",
    "time.far",
    "time.same",
    "time.differ",
    "mode.negated",
    "mode.open",
    "mode.both_open",
];

/// How many numbers there are.
pub(crate) const N: usize = FEATURES.len();

/// The numbers of a pair; the same whichever comes first.
pub(crate) fn features(a: &Facts, b: &Facts, topic: &Topic, terms: &Terms) -> [f32; N] {
    let mut out = [0.0; N];
    let mut n = 0;
    let mut put = |v: f32| {
        out[n] = v;
        n += 1;
    };
    let flag = |b: bool| f32::from(u8::from(b));
    // Words.
    let same_lemma = a.lemma == b.lemma;
    let same_root = a.root == b.root;
    put(flag(same_lemma));
    put(flag(a.stem == b.stem));
    put(flag(same_root));
    let start = common_start(&a.stem, &b.stem) as f32;
    let least = a.stem.chars().count().min(b.stem.chars().count()).max(1) as f32;
    put(if start >= 3.0 { start / least } else { 0.0 });
    put(cosine(a.vector.as_ref(), b.vector.as_ref()));
    put(cosine(a.whole.as_ref(), b.whole.as_ref()));
    put(flag(a.stems == b.stems));
    put(terms.overlap(&a.stems, &b.stems).0);
    let rarity = terms.weight(a.lemma_term).min(terms.weight(b.lemma_term)) / 5.0;
    put(rarity);
    put(flag(a.is_speech && b.is_speech));
    put(flag(a.is_verb && b.is_verb));
    put(flag(a.is_noun && b.is_noun));
    put(if same_root { rarity } else { 0.0 });
    put(flag(a.is_light || b.is_light));
    // Where a document tells of many such events, two are less likely one.
    put((a.crowd.max(b.crowd) as f32).ln_1p() / 2.0);
    put((a.crowd_topic.max(b.crowd_topic) as f32).ln_1p() / 3.0);
    // Arguments.
    for slot in [Slot::Agent, Slot::Patient] {
        let (x, y) = (&a.slots[slot as usize], &b.slots[slot as usize]);
        let none = x.is_empty() || y.is_empty();
        let share = terms.overlap(x, y).0;
        put(share);
        put(flag(none));
        put(flag(!none && share == 0.0));
        put(cosine(
            a.slot_vectors[slot as usize].as_ref(),
            b.slot_vectors[slot as usize].as_ref(),
        ));
    }
    let (x, y) = (
        &a.slots[Slot::Place as usize],
        &b.slots[Slot::Place as usize],
    );
    let place = terms.overlap(x, y).0;
    put(place);
    put(flag(!x.is_empty() && !y.is_empty() && place == 0.0));
    put(terms
        .overlap(
            &a.slots[Slot::Other as usize],
            &b.slots[Slot::Other as usize],
        )
        .0);
    let cross = |s: Slot, t: Slot| terms.overlap(&a.slots[s as usize], &b.slots[t as usize]).0;
    put(cross(Slot::Agent, Slot::Patient).max(cross(Slot::Patient, Slot::Agent)));
    let content = terms.overlap(&a.content, &b.content).0;
    put(content);
    put(flag(
        !a.content.is_empty() && !b.content.is_empty() && content < 0.1,
    ));
    put(terms.overlap(&a.arguments, &b.arguments).0);
    let names = shared(&a.argument_names, &b.argument_names).count();
    put(names.min(3) as f32 / 3.0);
    put(flag(
        names == 0 && !a.argument_names.is_empty() && !b.argument_names.is_empty(),
    ));
    // Sentences.
    let same_sentence = a.document == b.document && a.sentence == b.sentence;
    let (share, weight) = terms.overlap(&a.context, &b.context);
    put(if same_sentence { 0.0 } else { share });
    put(if same_sentence {
        0.0
    } else {
        (1.0 + weight).ln() / 2.0
    });
    let names = shared(&a.names, &b.names).count();
    put(if same_sentence {
        0.0
    } else {
        names.min(4) as f32 / 4.0
    });
    put(flag(a.names.is_empty() || b.names.is_empty()));
    let numbers = shared(&a.numbers, &b.numbers).count();
    put(if same_sentence {
        0.0
    } else {
        numbers.min(2) as f32 / 2.0
    });
    put(flag(
        numbers == 0 && !a.numbers.is_empty() && !b.numbers.is_empty(),
    ));
    // Documents.
    let same = a.document == b.document;
    put(flag(same));
    put(if same {
        1.0
    } else {
        topic.cosine(a.document, b.document)
    });
    put(if same {
        1.0
    } else {
        topic.within(a.document, b.document)
    });
    put(if same {
        0.0
    } else {
        topic.standing(a.document, b.document)
    });
    put(if same {
        0.0
    } else {
        topic.height(a.document, b.document)
    });
    put(flag(same || topic.one_side(a.document, b.document)));
    put(flag(same_sentence));
    let apart = a.sentence.abs_diff(b.sentence);
    put(if same {
        1.0 / (1.0 + apart as f32)
    } else {
        0.0
    });
    put(flag(a.sentence <= 1 && b.sentence <= 1));
    put(flag((a.sentence == 0) != (b.sentence == 0)));
    put((a.depth - b.depth).abs());
    // Times.
    let gap = match (a.published, b.published) {
        (Some(x), Some(y)) => Some((x - y).abs()),
        _ => None,
    };
    put(flag(gap.is_some()));
    put(gap.map_or(0.0, |g| (1.0 + g as f32).ln() / 3.0));
    put(flag(gap.is_some_and(|g| g > 14)));
    let (mut together, mut apart) = (false, false);
    if let (Some(x), Some(y)) = (a.days, b.days) {
        together = x.0 <= y.1 && y.0 <= x.1 && (x.1 - x.0).max(y.1 - y.0) <= 31;
        apart = x.0 > y.1 + 1 || y.0 > x.1 + 1;
    }
    put(flag(together));
    put(flag(apart));
    put(flag(a.negated != b.negated));
    put(flag(a.open != b.open));
    put(flag(a.open && b.open));
    out
}
