//! Links between the mentions of one report: what was agreed at which meeting, what
//! belongs to which accord, what prepares a meeting or follows another.

use crate::climb::State;
use crate::draft::build::{Draft, is_meeting};
use crate::near;
use crate::tie::refer::{REACH, ids};
use crate::tree::Tree;
use dateline_record::{Kind, Link, LinkType, Status};

/// Sentences around what is agreed in which the meeting is told where it was.
const AGREED: u32 = 6;

/// How far back the meeting lies that another one follows, in mentions.
const LAST_ROUND: usize = 4 * REACH;

/// Links between the mentions of one report. `trees` are its sentences.
pub(crate) fn links(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let mut found: Vec<Link> = Vec::new();
        let mut add = |kind: LinkType, to: usize, rule: &str| {
            if to != i
                && let Ok(to) = u32::try_from(to)
                && !found.iter().any(|l: &Link| l.kind == kind)
            {
                found.push(Link {
                    kind,
                    to,
                    rule: rule.to_owned(),
                });
            }
        };
        let d = &drafts[i];
        let parties = ids(d);
        let shares = |a: &Draft| {
            let other = ids(a);
            !parties.is_empty()
                && parties.iter().filter(|p| other.contains(p)).count() >= parties.len().min(2)
        };
        let agreed = d.state == State::Agreed
            || matches!(
                d.mention.kind,
                Kind::Agreement | Kind::Commitment | Kind::Institution | Kind::Project
            ) && d.mention.status.value != Status::Cancelled;
        if agreed {
            let target = near::around(drafts, d.sentence, AGREED)
                .map(|j| (j, &drafts[j]))
                .filter(|(j, a)| {
                    *j != i
                        && is_meeting(a.mention.kind)
                        && a.mention.kind != Kind::Visit
                        && a.mention.status.value == Status::Held
                        && !a.mention.background
                        && a.mention.same_as.is_none()
                        && a.mention.same_as != u32::try_from(i).ok()
                        && shares(a)
                })
                .min_by_key(|(_, a)| (a.sentence.abs_diff(d.sentence), a.sentence));
            if let Some((j, _)) = target {
                add(LinkType::AgreedAt, j, "en.event.link.agreed");
            }
        }
        if matches!(
            d.mention.kind,
            Kind::Commitment | Kind::Project | Kind::Easing | Kind::Withdrawal
        ) && d.mention.status.value.is_open()
        {
            let before = near::sentences(drafts, d.sentence.saturating_sub(3), d.sentence);
            let target = before.rev().filter(|&j| j < i).find(|&j| {
                let a = &drafts[j];
                a.mention.kind == Kind::Agreement
                    && a.mention.status.value == Status::Held
                    && shares(a)
            });
            if let Some(j) = target {
                let j = drafts[j].mention.same_as.map_or(j, |k| k as usize);
                add(LinkType::PartOf, j, "en.event.link.part");
            }
        }
        if is_meeting(d.mention.kind) {
            let tree = &trees[d.sentence as usize];
            for j in near::around(drafts, d.sentence, 0) {
                let a = &drafts[j];
                if j == i || !a.mention.status.value.is_open() {
                    continue;
                }
                let within = d.is_noun && tree.s.dominates(d.head, a.head) && a.head > d.head;
                if within
                    && matches!(
                        a.mention.kind,
                        Kind::Summit | Kind::Talks | Kind::Agreement | Kind::Visit
                    )
                {
                    add(
                        LinkType::Prepares,
                        a.mention.same_as.map_or(j, |k| k as usize),
                        "en.event.link.prepares",
                    );
                }
            }
            if d.further {
                let before = drafts[..i].iter().enumerate().rev();
                let target = before.take(LAST_ROUND).find(|(_, a)| {
                    is_meeting(a.mention.kind)
                        && a.mention.status.value == Status::Held
                        && shares(a)
                });
                if let Some((j, a)) = target {
                    add(
                        LinkType::FollowUpOf,
                        a.mention.same_as.map_or(j, |k| k as usize),
                        "en.event.link.next",
                    );
                }
            }
        }
        drafts[i].mention.links = found;
    }
}
