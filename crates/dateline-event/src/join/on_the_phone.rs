//! A call and what was talked over in it are one event: 'spoke by telephone and
//! discussed the border', 'in a telephone conversation the ministers discussed the
//! border', 'held a call in which they discussed the border'.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::Kind;
use dateline_syntax::{Deprel, Upos};

/// Verbs of what two do in a call, or at a meeting.
pub(crate) const TALKING: [&str; 8] = [
    "discuss", "talk", "speak", "confer", "exchange", "debate", "consult", "review",
];

/// True where a verb tells what was talked over in a call.
fn is_in_call(tree: &Tree, verb: u32, call: &Proposal) -> bool {
    let over = call.verb.or_else(|| {
        // 'Held a call and discussed'
        let noun = call.noun?;
        tree.s
            .head(noun)
            .filter(|&v| tree.rel(noun) == Deprel::Obj && tree.is_verb(v))
    });
    let beside = over.is_some_and(|v| {
        let again = v != verb && tree.first_conjunct(v) == tree.first_conjunct(verb);
        let own = tree
            .s
            .child(verb, &[Deprel::Nsubj])
            .is_some_and(|s| !matches!(tree.lemma(s), "they" | "both"));
        let gerund = tree.rel(verb) == Deprel::Advcl && tree.s.head(verb) == Some(v);
        again && !own || gerund
    });
    let noun = call.noun.filter(|_| call.verb.is_none() || over.is_some());
    let around = noun.is_some_and(|n| {
        let set = matches!(
            tree.case(n).as_deref(),
            Some("in" | "during" | "over" | "by" | "on")
        );
        let of = tree.rel(verb) == Deprel::AclRelcl && tree.s.head(verb) == Some(n);
        of || set && tree.s.head(n) == Some(verb)
    });
    beside || around
}

/// 'Called the envoy a liar', 'called him weak': a name, and no call. Of the two that
/// hang on the verb behind it the last says what he is called.
pub(crate) fn is_name_calling(tree: &Tree, proposal: &Proposal) -> bool {
    let Some(verb) = proposal.verb.filter(|&v| tree.lemma(v) == "call") else {
        return false;
    };
    let rels = [Deprel::Obj, Deprel::Iobj, Deprel::Xcomp];
    let behind = || tree.s.children_by(verb, &rels).filter(|&c| c > verb);
    let (Some(who), Some(what)) = (behind().min(), behind().max()) else {
        return false;
    };
    let article = |d: u32| matches!(tree.lemma(d), "a" | "an");
    let noun = tree.s.child(what, &[Deprel::Det]).is_some_and(article);
    who != what && tree.case(what).is_none() && (noun || tree.upos(what) == Upos::Adj)
}

/// 'Held a telephone conversation', of which the verb tells a meeting.
fn is_by_phone(tree: &Tree, verb: u32) -> bool {
    tree.object(verb).is_some_and(|o| {
        let exchange = matches!(
            tree.lemma(o),
            "conversation" | "consultation" | "contact" | "discussion" | "exchange"
        );
        let means = |w| {
            matches!(
                tree.lemma(w),
                "phone" | "telephone" | "telephonic" | "hotline"
            )
        };
        let mut own = tree.s.children_by(o, &[Deprel::Amod, Deprel::Compound]);
        exchange && own.any(means)
    })
}

/// 'Held by video link', 'met through video conference': by what they meet, and no
/// meeting of its own. Gives the verb.
fn by_video(tree: &Tree, p: &Proposal) -> Option<u32> {
    let noun = p.noun.filter(|_| p.verb.is_none())?;
    let by = matches!(
        tree.case(noun).as_deref(),
        Some("by" | "via" | "through" | "over" | "in")
    );
    let video = |w| matches!(tree.lemma(w), "video" | "zoom" | "virtual" | "online");
    let mut own = tree.s.children_by(noun, &[Deprel::Amod, Deprel::Compound]);
    let means = matches!(tree.lemma(noun), "videoconference" | "teleconference")
        || matches!(tree.lemma(noun), "link" | "conference" | "call") && own.any(video);
    tree.s.head(noun).filter(|_| by && means)
}

/// Makes one of them.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    for (p, d) in found.iter_mut() {
        let verb = proposals[*p].verb;
        if d.mention.kind == Kind::Talks && verb.is_some_and(|v| is_by_phone(tree, v)) {
            d.mention.kind = Kind::Call;
        }
    }
    let mut drop = vec![false; found.len()];
    for c in 0..found.len() {
        let video =
            by_video(tree, &proposals[found[c].0]).filter(|_| is_meeting(found[c].1.mention.kind));
        let told = |v: u32| {
            found.iter().enumerate().any(|(m, (i, d))| {
                let p = &proposals[*i];
                let mut own = found[c].1.mention.parties.iter();
                m != c
                    && is_meeting(d.mention.kind)
                    && (p.head == v || p.verb == Some(v) || p.path.spine.contains(&v))
                    && own.all(|x| d.mention.parties.iter().any(|y| y.party.id == x.party.id))
            })
        };
        drop[c] = video.is_some_and(told);
    }
    for m in 0..found.len() {
        let p = &proposals[found[m].0];
        let verb = p.verb.filter(|&v| {
            found[m].1.mention.kind == Kind::Talks && TALKING.contains(&tree.lemma(v))
        });
        let Some(verb) = verb else { continue };
        let sides = |d: &Draft| -> Vec<_> {
            d.mention
                .parties
                .iter()
                .map(|p| p.party.id.clone())
                .collect()
        };
        let call = (0..found.len()).filter(|&c| !drop[c]).find(|&c| {
            let (own, other) = (sides(&found[c].1), sides(&found[m].1));
            c != m
                && found[c].1.mention.kind == Kind::Call
                && (own.iter().all(|id| other.contains(id))
                    || other.iter().all(|id| own.contains(id)))
                && is_in_call(tree, verb, &proposals[found[c].0])
        });
        if let Some(c) = call {
            let mut other = found[m].1.mention.clone();
            other.place = None;
            let topic = other.topic.take();
            let call = &mut found[c].1;
            call.absorb(other);
            if topic.is_some() {
                call.mention.topic = topic;
            }
            drop[m] = true;
        }
    }
    drop_marked(found, &drop);
}
