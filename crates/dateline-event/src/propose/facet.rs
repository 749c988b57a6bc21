//! What is told of an event by its date or its deadline alone: 'No date has
//! been set', 'The deadline passed', 'June is likely'.

use crate::climb::{NOT_YET, Path, State, UNFULFILLED};
use crate::draft::build::NONE;
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

/// Which facet of an event a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facet {
    Date,
    Deadline,
    Month,
}

impl Facet {
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "date" => Some(Self::Date),
            "deadline" => Some(Self::Deadline),
            "month" => Some(Self::Month),
            _ => None,
        }
    }
}

/// The proposals of a sentence; `found` are those that tell themselves.
pub(crate) fn facets(tree: &Tree, lexicon: &Lexicon, found: &[Proposal]) -> Vec<Proposal> {
    let mut out = Vec::new();
    for t in 0..tree.len() {
        let lemma = tree.lemma(t).to_lowercase();
        let Some((frame, facet)) = lexicon.facet(&lemma).filter(|_| tree.is_noun(t)) else {
            continue;
        };
        let subject = matches!(
            tree.rel(t),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter
        );
        let Some(head) = tree.s.head(t).filter(|_| subject) else {
            continue;
        };
        // 'The date of the talks', 'the deadline for tax returns'
        let of_what = tree.children(t).any(|c| {
            matches!(
                tree.rel(c),
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Acl | Deprel::AclRelcl
            )
        });
        // Of an event of its own sentence the date is told with it.
        let extends = matches!(
            tree.lemma(head),
            "extend"
                | "prolong"
                | "move"
                | "put"
                | "push"
                | "shift"
                | "postpone"
                | "delay"
                | "agree"
        );
        let of = |p: &Proposal| {
            p.head == head || p.path.spine.contains(&t) || p.path.passed.contains(&t)
        };
        let beside = !extends && found.iter().any(of)
            || tree
                .obliques(head)
                .any(|(case, w)| case == "for" && tree.lexicon_noun(w, lexicon));
        if of_what && facet != Facet::Month || beside {
            continue;
        }
        let Some(mut path) = told(tree, t, head, facet) else {
            continue;
        };
        path.word = Some(head);
        path.spine = vec![t, head];
        path.clause = Some(head);
        out.push(Proposal::noun(tree, frame, t, t, path));
    }
    out
}

fn with(state: State, rule: &str) -> Path {
    Path {
        state,
        rule: rule.to_owned(),
        ..Path::default()
    }
}

/// Words after which a day is the new one.
fn to_day(head: u32) -> Vec<(u32, Vec<String>)> {
    let words = ["to", "until", "till", "for", "on", "by", ""];
    vec![(head, words.iter().map(|w| (*w).to_owned()).collect())]
}

/// What the clause says of the event.
fn told(tree: &Tree, t: u32, head: u32, facet: Facet) -> Option<Path> {
    let mood = tree.mood(head);
    let no = mood.negated || tree.children(t).any(|c| tree.lemma(c) == "no");
    let new = tree
        .children(t)
        .any(|c| matches!(tree.lemma(c), "new" | "fresh" | "another"));
    let ahead = matches!(mood.modal, Modal::Will | Modal::Would | Modal::BeTo)
        || mood.form == Form::Infinitive;
    let open = matches!(mood.modal, Modal::May | Modal::Can);
    let copula = tree.s.child(head, &[Deprel::Cop]).is_some();
    let verb = tree.lemma(head);
    let sets = matches!(
        verb,
        "set"
            | "fix"
            | "give"
            | "name"
            | "agree"
            | "announce"
            | "choose"
            | "determine"
            | "decide"
            | "settle"
            | "arrange"
            | "find"
            | "publish"
            | "disclose"
            | "discuss"
            | "mention"
            | "schedule"
            | "stand"
            | "work"
            | "negotiate"
            | "propose"
            | "offer"
            | "suggest"
    ) && !copula;
    let underway = tree
        .children(head)
        .any(|c| tree.lemma(c) == "be" && tree.token(c).xpos == dateline_syntax::Xpos::Vbg);
    let moves = matches!(
        verb,
        "move"
            | "change"
            | "put"
            | "push"
            | "postpone"
            | "delay"
            | "defer"
            | "shift"
            | "slip"
            | "extend"
            | "prolong"
    ) && !copula;
    let day = copula && (tree.upos(head) == Upos::Num || tree.upos(head) == Upos::Propn);
    match facet {
        Facet::Month => {
            let likely = matches!(
                verb,
                "likely" | "possible" | "probable" | "realistic" | "conceivable" | "unlikely"
            ) && copula
                || tree.s.child(head, &[Deprel::Xcomp]).is_some_and(|x| {
                    matches!(verb, "look" | "seem" | "appear")
                        && matches!(tree.lemma(x), "likely" | "possible" | "realistic")
                });
            likely.then(|| with(State::Possible, "en.event.status.chance"))
        }
        Facet::Date
            if sets || copula && matches!(verb, "open" | "unknown" | "unclear" | "uncertain") =>
        {
            let unset = no || ahead || open || copula || underway || verb == "stand";
            if new && unset {
                Some(with(State::Postponed, "en.event.status.postpone"))
            } else if unset {
                Some(with(State::Bare, NONE))
            } else {
                Some(Path {
                    new_day: to_day(head),
                    ..with(State::Planned, "en.event.status.anew")
                })
            }
        }
        Facet::Date if day && !no => Some(Path {
            new_day: to_day(head),
            ..with(State::Planned, "en.event.status.anew")
        }),
        Facet::Date | Facet::Deadline if moves && !no && !open => {
            let to = tree
                .obliques(head)
                .any(|(case, _)| matches!(case.as_str(), "to" | "until" | "till"));
            Some(if to && (facet == Facet::Deadline || !ahead) {
                Path {
                    new_day: to_day(head),
                    earlier: vec![(State::Postponed, "en.event.status.postpone".into(), head)],
                    ..with(State::Planned, "en.event.status.anew")
                }
            } else {
                with(State::Postponed, "en.event.status.postpone")
            })
        }
        Facet::Deadline => {
            let lapsed = matches!(
                verb,
                "pass" | "miss" | "come" | "expire" | "lapse" | "elapse" | "run" | "overrun" | "go"
            ) && (mood.past || mood.perfect)
                && tree.agent(head).is_none();
            let kept = matches!(verb, "meet" | "keep" | "observe" | "respect");
            match (lapsed || kept && no, kept) {
                (true, _) if !(lapsed && no) => Some(with(State::Postponed, UNFULFILLED)),
                (false, true) if mood.past || mood.perfect => {
                    Some(with(State::Fact, "en.event.status.fulfil"))
                }
                _ if day && new => Some(Path {
                    new_day: to_day(head),
                    ..with(State::Planned, "en.event.status.anew")
                }),
                _ if day || open || moves || verb == "fall" => Some(with(State::Bare, NONE)),
                _ => None,
            }
        }
        // 'The day came and went'
        Facet::Date if tree.goes_by(head) && !no && !new => {
            Some(with(State::Postponed, UNFULFILLED))
        }
        Facet::Date if no && verb == "take" => Some(with(State::Agreed, NOT_YET)),
        // 'There is no new date'
        Facet::Date if no && new && verb == "be" => {
            Some(with(State::Postponed, "en.event.status.postpone"))
        }
        // 'The date is a holiday in Chad' is told of the day alone.
        Facet::Date if copula && tree.is_noun(head) => None,
        // 'The date may slip', 'that date is no longer certain'
        Facet::Date => (tree.lemma(t) == "date").then(|| with(State::Bare, NONE)),
    }
}

impl Tree<'_> {
    /// True for a verb that says of a day that it is over: 'passed', 'came and
    /// went'.
    fn goes_by(&self, v: u32) -> bool {
        let mood = self.mood(v);
        let went = || {
            self.s
                .children_by(v, &[Deprel::Conj])
                .any(|c| self.lemma(c) == "go")
        };
        let by = || self.children(v).any(|c| self.lemma(c) == "by");
        let over = match self.lemma(v) {
            "pass" | "elapse" | "lapse" => self.object(v).is_none(),
            "come" => went(),
            "go" | "slip" => by(),
            _ => false,
        };
        over && (mood.past || mood.perfect)
    }
}
