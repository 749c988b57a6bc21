//! How sure it is that a mention tells of an event with its parties: its
//! numbers, the trained trees over them, and the cut.

mod features;

pub(crate) use features::features;
pub use features::{FEATURES, N, Numbers};

use dateline_record::{EventMention, PartyId, Statement};
use serde::{Deserialize, Serialize};

/// A model file that this version cannot use.
#[derive(Debug, thiserror::Error)]
#[error("failed to read the confidence model: {0}")]
pub struct ModelError(String);

/// Questions of one way through a tree.
pub const DEPTH: usize = 3;

/// Boosted trees: the sum of their answers and the base is the logarithm of
/// the odds, of which the curve makes a probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Version of the file; 1.
    pub format: u32,
    /// A mention that is less sure is left out of a reading.
    pub least: f32,
    /// Names of the inputs, in order: those of [`FEATURES`].
    pub features: Vec<String>,
    /// The sum before the first tree.
    pub base: f32,
    /// Where the curve begins; it ends at the same value above 0.
    pub from: f32,
    /// Probabilities at equal distances; straight lines between them, so that
    /// every machine gives the same.
    pub curve: Vec<f32>,
    /// The trees.
    pub tree: Vec<Tree>,
}

/// A full tree of [`DEPTH`] questions: of the question `i`, `2i + 1` and
/// `2i + 2` are those that follow a no and a yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// The input of each question.
    pub input: Vec<usize>,
    /// Yes is more than this.
    pub above: Vec<f32>,
    /// The answers.
    pub leaf: Vec<f32>,
}

impl Tree {
    /// What the tree adds for a mention with these numbers.
    pub fn answer(&self, x: &Numbers) -> f32 {
        let mut i = 0;
        for _ in 0..DEPTH {
            i = 2 * i + 1 + usize::from(x[self.input[i]] > self.above[i]);
        }
        self.leaf[i - self.input.len()]
    }
}

impl Model {
    /// The model that is part of the program.
    ///
    /// # Panics
    /// Where the program was built with a broken model file; a test of this
    /// crate keeps that from being released.
    pub fn embedded() -> Self {
        Self::open(include_str!("../../../../models/confidence-en/model.toml"))
            .expect("the embedded model was tested")
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// A file of another format, or with other features than this version makes.
    pub fn open(text: &str) -> Result<Self, ModelError> {
        let it: Self = toml::from_str(text).map_err(|e| ModelError(e.to_string()))?;
        let error = |what: String| Err(ModelError(what));
        if it.format != 1 {
            return error(format!("its format is {}, not 1", it.format));
        }
        if it.features != FEATURES {
            return error("its features are not those of this version; train it again".to_owned());
        }
        let n = (1 << DEPTH) - 1;
        let fits = |t: &Tree| {
            t.input.len() == n
                && t.above.len() == n
                && t.leaf.len() == n + 1
                && t.input.iter().all(|&f| f < N)
        };
        if !it.tree.iter().all(fits) {
            return error(format!("a tree has not {n} questions about its features"));
        }
        if it.curve.len() < 2 || it.from.is_nan() || it.from >= 0.0 {
            return error("its curve has no two points around 0".to_owned());
        }
        Ok(it)
    }

    /// Probability, in hundredths, that a mention with these numbers tells of
    /// an event with these parties.
    pub fn probability(&self, x: &Numbers) -> f32 {
        let odds = self.tree.iter().fold(self.base, |z, t| z + t.answer(x));
        let last = self.curve.len() - 1;
        let at = (odds - self.from) / (-2.0 * self.from) * last as f32;
        let at = at.clamp(0.0, last as f32);
        let i = (at as usize).min(last - 1);
        let p = self.curve[i] + (self.curve[i + 1] - self.curve[i]) * (at - i as f32);
        (p * 100.0).round() / 100.0
    }
}

/// Leaves out the mentions of a report that are less sure than `least`, but
/// for those that speak of an event of which another mention is sure: one
/// refers to the other, or kind and parties are the same. Positions in links
/// and statements are mended.
pub fn leave_out(events: &mut Vec<EventMention>, statements: &mut [Statement], least: f32) {
    if events.iter().all(|e| e.confidence >= least) {
        return;
    }
    let sides = |e: &EventMention| {
        let mut sides: Vec<PartyId> = e.parties.iter().map(|p| p.party.id.clone()).collect();
        sides.sort();
        sides
    };
    let sure: Vec<bool> = events.iter().map(|e| e.confidence >= least).collect();
    let mut told: Vec<_> = (events.iter().zip(&sure))
        .filter(|(e, sure)| **sure && !e.parties.is_empty())
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
    use crate::build::factuality;
    use dateline_record::{
        Argument, Kind, Link, LinkType, Party, PartyArgument, Role, Span, Status,
    };

    fn small() -> Model {
        Model {
            format: 1,
            least: 0.5,
            features: FEATURES.iter().map(|&f| f.to_owned()).collect(),
            base: 1.0,
            from: -2.0,
            curve: vec![0.0, 0.25, 0.5, 0.75, 1.0],
            tree: vec![Tree {
                input: vec![0, 1, 2, 0, 0, 0, 0],
                above: vec![0.5; 7],
                leaf: vec![-2.0, 0.0, -1.0, 0.0, 0.0, 0.5, 0.0, 1.0],
            }],
        }
    }

    #[test]
    fn ok_a_tree_is_asked_from_above_and_the_curve_is_straight_between_points() {
        let (model, mut x) = (small(), [0.0; N]);
        // No, no, no: the first leaf; 1 - 2 = -1.
        assert!((model.probability(&x) - 0.25).abs() < 1e-6);
        // Yes, no, yes: the sixth; 1 + 0.5, between 0.75 and 1.
        x[0] = 1.0;
        assert!((model.probability(&x) - 0.88).abs() < 1e-6);
        // Yes, yes, yes: 1 + 1, the end of the curve.
        x[2] = 1.0;
        assert!((model.probability(&x) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn ok_the_model_of_the_program_opens() {
        let model = Model::embedded();
        assert!(model.tree.len() >= 50 && model.least > 0.0 && model.least < 0.6);
        assert!(model.curve.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn err_a_model_of_other_features_format_or_shape_is_refused() {
        type Hurt = fn(&mut Model);
        let cases: [(Hurt, &str); 5] = [
            (|m| m.format = 2, "its format is 2"),
            (|m| m.features[3] = "word.length".into(), "train it again"),
            (|m| _ = m.features.pop(), "train it again"),
            (|m| m.tree[0].input[6] = N, "7 questions"),
            (|m| m.curve.truncate(1), "two points"),
        ];
        for (hurt, why) in cases {
            let mut model = small();
            hurt(&mut model);
            let text = toml::to_string(&model).expect("plain values");
            let reason = Model::open(&text).expect_err(why).to_string();
            assert!(reason.contains(why), "{reason}");
        }
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
