//! The signing of a text that is agreed upon already is an event of its own:
//! 'They have agreed on a framework. It will be signed in Oslo on 15 June.'

use crate::draft::build::{Draft, drop_marked};
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Kind, Status, TimeArgument, TimeBasis};
use jiff::civil::Date;

/// Sentences back to where the text was told to be agreed.
const NEAR: u32 = 3;

/// Sentences back to where it was told to be signed.
const TOLD: u32 = 20;

/// Instruments with a day of their own on which they come into force. A truce is
/// what it is from that day on.
const TEXTS: [&str; 8] = [
    "treaty",
    "agreement",
    "accord",
    "pact",
    "protocol",
    "convention",
    "memorandum",
    "deal",
];

/// 'Ended with the signing of a memorandum': the signing of what is signed there and
/// then is the accord itself.
pub(crate) fn of_text(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let held = |d: &Draft| d.mention.status.value == Status::Held;
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, d) = &found[n];
        let signing = matches!(
            d.mention.lemma.as_str(),
            "signing" | "signature" | "initialling" | "initialing"
        );
        let noun = proposals[*p].noun;
        let Some(noun) = noun.filter(|_| signing && d.mention.kind == Kind::Ceremony && held(d))
        else {
            continue;
        };
        let text = (0..found.len()).find(|&m| {
            let inner = &found[m].1;
            let of = proposals[found[m].0].noun.is_some_and(|t| {
                tree.s.head(t) == Some(noun) && tree.case(t).as_deref() == Some("of")
            });
            of && inner.mention.kind == Kind::Agreement && held(inner)
        });
        if let Some(m) = text {
            let other = found[n].1.mention.clone();
            found[m].1.absorb(other);
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}

/// True for a time that a sentence tells.
fn stated_time(time: Option<&TimeArgument>) -> bool {
    time.is_some_and(|t| t.basis == TimeBasis::Stated)
}

/// 'They signed an accord in Oslo on Friday. Both leaders attended the signing
/// ceremony': what is told of the signing of the day is told of the accord.
pub(crate) fn same_day(drafts: &mut [Draft], trees: &[Tree], today: Date) {
    let day = |d: &Draft| {
        let t = d.mention.time.as_ref()?;
        t.interval
            .first_day()
            .filter(|_| t.interval.first_day() == t.interval.last_day())
    };
    let rite = |d: &Draft| {
        let signs = |w: &str| matches!(w, "signing" | "signature" | "initialling" | "initialing");
        let lemma = d.mention.lemma.as_str();
        let called = || {
            trees.get(d.sentence as usize).is_some_and(|tree| {
                let named = |t: u32| d.mention.trigger.contains(tree.span(t));
                (0..tree.len())
                    .any(|t| named(t) && (signs(tree.lemma(t)) || tree.lemma(t) == "sign"))
            })
        };
        d.mention.kind == Kind::Ceremony
            && d.mention.status.value == Status::Held
            && (signs(lemma) || called())
    };
    let stated = |d: &Draft| stated_time(d.mention.time.as_ref());
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        if !rite(d) || d.mention.same_as.is_some() {
            continue;
        }
        let theirs = ids(d);
        let near = (0..before.len()).rev();
        let mut near = near.take_while(|&n| d.sentence.saturating_sub(before[n].sentence) <= NEAR);
        let text = near.find(|&n| {
            let a = &before[n];
            let common = ids(a).iter().filter(|p| theirs.contains(p)).count();
            a.mention.kind == Kind::Agreement
                && a.mention.status.value == Status::Held
                && a.told
                && common >= 2.min(theirs.len())
                && match stated(a) {
                    true => day(a).is_some() && (d.mention.time.is_none() || day(d) == day(a)),
                    // 'They signed a protocol. The signing took place on Friday.'
                    false => d.definite && stated(d) && day(d).is_some_and(|d| d <= today),
                }
        });
        if let Some(n) = text.and_then(|n| u32::try_from(n).ok()) {
            let text = &mut before[n as usize].mention;
            if !stated_time(text.time.as_ref()) {
                text.time.clone_from(&d.mention.time);
            }
            d.mention.kind = Kind::Agreement;
            d.mention.plover = before[n as usize].mention.plover;
            d.mention.same_as = Some(n);
        }
    }
}

/// 'The treaty enters into force', 'the deal took effect'.
pub(crate) fn takes_effect(tree: &Tree, text: u32) -> bool {
    let effect = |t: u32| matches!(tree.lemma(t), "force" | "effect");
    tree.s.head(text).is_some_and(|v| {
        tree.subject(v) == Some(text)
            && match tree.lemma(v) {
                "enter" | "come" | "go" => tree.obliques(v).any(|(_, t)| effect(t)),
                "take" => tree.object(v).is_some_and(effect),
                _ => false,
            }
    })
}

/// The day on which what was signed before takes effect is not that of the accord:
/// 'They signed a treaty in March. The treaty enters into force on Monday.'
pub(crate) fn in_force(drafts: &mut [Draft], trees: &[Tree], lexicon: &Lexicon) {
    for n in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(n);
        let d = &mut rest[0];
        let theirs = ids(d);
        let near = before.iter().rev();
        let mut near = near.take_while(|a| d.sentence.saturating_sub(a.sentence) <= TOLD);
        let mut signed = || {
            near.any(|a| {
                let common = ids(a).iter().filter(|p| theirs.contains(p)).count();
                a.mention.kind == Kind::Agreement
                    && a.mention.status.value == Status::Held
                    && a.told
                    && common >= 2.min(theirs.len())
            })
        };
        let m = &d.mention;
        let stated = |t: &TimeArgument| t.basis == TimeBasis::Stated;
        let told = matches!(
            m.status.value,
            Status::Held | Status::Scheduled | Status::Agreed
        );
        if m.kind != Kind::Agreement
            || !d.is_noun
            || !d.definite
            || !told
            || d.kept
            || !m.time.as_ref().is_some_and(stated)
            || !TEXTS.contains(&m.lemma.as_str())
            || d.modifiers.iter().any(|w| lexicon.listed("truces", w))
            // With no word of the signing, that is its day.
            || !signed()
        {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        if takes_effect(tree, d.head) {
            d.mention.kind = Kind::Decision;
            d.mention.plover = None;
            let text = d.mention.same_as.take();
            let here = u32::try_from(n).ok();
            for other in &mut drafts[n + 1..] {
                if here.is_some() && other.mention.same_as == here {
                    other.mention.same_as = text;
                }
            }
        }
    }
}

/// Makes ceremonies of the days on which what is concluded is to be signed.
pub(crate) fn ceremonies(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let open = matches!(
            d.mention.status.value,
            Status::Scheduled | Status::Agreed | Status::Proposed
        );
        let refers = d.definite || !d.is_noun || d.mention.same_as.is_some();
        if d.mention.kind != Kind::Agreement || !open || !refers || d.mention.time.is_none() {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let signs = std::iter::once(d.head)
            .chain(tree.s.head(d.head))
            .any(|t| tree.lemma(t) == "sign");
        let theirs = ids(d);
        let concluded = before.iter().any(|a| {
            let common = ids(a).iter().filter(|p| theirs.contains(p)).count();
            a.mention.kind == Kind::Agreement
                && a.mention.status.value == Status::Held
                && a.told
                && d.sentence - a.sentence <= NEAR
                && common >= 2.min(theirs.len())
        });
        if signs && concluded {
            d.mention.kind = Kind::Ceremony;
            d.mention.plover = None;
            d.mention.same_as = None;
        }
    }
}
