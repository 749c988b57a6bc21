//! The words of a mention: its subject in the text's own words, and how its
//! noun refers to an event.

use crate::draft::build::{Scene, is_meeting};
use crate::mood::Modal;
use crate::propose::Proposal;
use dateline_record::{Argument, EventMention, Kind, Span, TimexType};
use dateline_syntax::{Deprel, Upos, Xpos};

impl Scene<'_> {
    pub(crate) fn phrase(&self, from: u32, to: u32) -> Span {
        self.tree.span(from).cover(self.tree.span(to))
    }

    /// The subject in the text's own words.
    pub(crate) fn topic(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let mut parts: Vec<Span> = Vec::new();
        // 'received the delegation': whom one meets is not what it is about.
        let whom = proposal.verb.is_some() && is_meeting(mention.kind);
        // 'The Senate passed it'
        let named = |n: &u32| !whom && tree.upos(*n) != Upos::Pron;
        // 'Put their names to the protocol', 'put pen to paper'
        let signed = proposal.verb.and_then(|v| {
            let pen = |n: u32| matches!(tree.lemma(n), "name" | "signature" | "initial" | "pen");
            proposal.noun.filter(|&n| pen(n))?;
            let to = tree.obliques(v).find(|(case, _)| case == "to")?;
            Some(to.1)
        });
        if let Some(n) = signed.or(proposal.noun.filter(named)) {
            let first = tree
                .children(n)
                .filter(|&c| {
                    c < n
                        && matches!(
                            tree.rel(c),
                            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc
                        )
                })
                // 'On Friday warplanes bombed'
                .filter(|&c| {
                    let span = tree.span(c);
                    let day = self.timexes.iter().any(|x| x.span.overlaps(span));
                    !day || tree.upos(c) != Upos::Propn
                })
                .filter(|&c| {
                    self.names
                        .at(c)
                        .iter()
                        .all(|e| e.parties.is_empty() || e.person.is_some())
                })
                .min();
            match (proposal.modifier, first) {
                (Some(m), _) => {
                    let start = tree
                        .children(m)
                        .filter(|&c| {
                            matches!(tree.rel(c), Deprel::Compound | Deprel::Amod | Deprel::Flat)
                                && c < m
                        })
                        .min()
                        .unwrap_or(m);
                    // 'Red Cross' is one modifier, however the parser joins it.
                    let name = tree.s.name_at(m).map_or(m, |name| name.first);
                    let start = start.min(name);
                    parts.push(self.phrase(start, m));
                    parts.push(tree.span(n));
                }
                (None, Some(f)) => {
                    let words = tree.s.subtree(f);
                    let start = words
                        .first()
                        .copied()
                        .filter(|&s| {
                            n - s <= 6 && !words.iter().any(|&w| tree.is_verb(w) && w != f)
                        })
                        .unwrap_or(f);
                    parts.push(self.phrase(start, n));
                }
                // '$50 million'
                (None, None) if tree.upos(n) == Upos::Sym => parts.extend(self.clip(n)),
                (None, None) => parts.push(tree.span(n)),
            }
        }
        let people = is_meeting(mention.kind);
        let about = proposal
            .path
            .spine
            .iter()
            .flat_map(|&w| tree.obliques(w))
            .find(|(case, t)| {
                let nobody = self.names.actors(tree, *t).is_empty();
                let fits = match case.as_str() {
                    // 'talks between sports officials'
                    "between" | "among" => people && nobody,
                    // 'on the sidelines of' says where, not what about.
                    "on" | "about" | "over" | "into" | "against" => {
                        !self.lexicon.listed("edges", tree.lemma(*t))
                    }
                    // 'a meeting of ministers' names who meets.
                    "for" | "of" => !people,
                    _ => false,
                };
                fits && nobody && !self.is_adjunct(*t)
            });
        // 'The exchange of prisoners between X and Y'
        let of = proposal.noun.filter(|_| !people).and_then(|n| {
            let of = tree.obliques(n).filter(|(case, _)| case == "of");
            let mut of = of.map(|(_, t)| t);
            of.find(|&t| tree.upos(t) == Upos::Noun && self.names.at(t).is_empty())
        });
        if let Some((_, t)) = about {
            parts.extend(self.clip(t));
        } else if let Some(t) = of.filter(|&t| !self.is_adjunct(t)) {
            let first = tree
                .children(t)
                .filter(|&c| c < t && matches!(tree.rel(c), Deprel::Amod | Deprel::Compound));
            parts.push(self.phrase(first.min().unwrap_or(t), t));
        } else if let Some(v) = proposal.verb {
            let goal = tree
                .s
                .children_by(v, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Ccomp])
                .find(|&c| tree.children(c).any(|m| tree.lemma(m) == "to"))
                .or_else(|| {
                    tree.object(v)
                        .filter(|o| tree.upos(*o) != Upos::Pron)
                        .filter(|o| Some(*o) != proposal.noun && self.names.at(*o).is_empty())
                        // 'meet her Peruvian counterpart'
                        .filter(|o| !whom || !self.lexicon.listed("officials", tree.lemma(*o)))
                });
            parts.extend(goal.and_then(|g| self.clip(g)));
        }
        // 'the text of a treaty' of which the treaty is the event
        parts.dedup();
        let Some(&first) = parts.first() else { return };
        let span = parts.iter().copied().fold(first, Span::cover);
        // What stands together is given as it stands.
        let near = parts
            .windows(2)
            .all(|w| w[1].start >= w[0].end && w[1].start - w[0].end <= 12);
        let value = if near {
            self.text(span).to_owned()
        } else {
            let texts: Vec<&str> = parts.iter().map(|p| self.text(*p)).collect();
            texts.join(if proposal.modifier.is_some() {
                " "
            } else {
                ", "
            })
        };
        mention.topic = Some(Argument {
            value,
            span,
            rule: mention.rule.clone(),
        });
    }

    /// A phrase without its first function words, up to the first comma or
    /// relative clause, a dozen words at most.
    pub(crate) fn clip(&self, head: u32) -> Option<Span> {
        let tree = self.tree;
        let words = tree.s.subtree(head);
        let first = words.iter().copied().find(|&w| {
            !matches!(
                tree.rel(w),
                Deprel::Case | Deprel::Det | Deprel::Punct | Deprel::Mark
            )
        })?;
        let end = words
            .iter()
            .copied()
            .filter(|&w| w > first)
            .find(|&w| {
                w > head && matches!(tree.rel(w), Deprel::Punct)
                    || w > first + 12
                    || tree.rel(w) == Deprel::AclRelcl
            })
            .unwrap_or(u32::MAX);
        let last = words.iter().copied().filter(|&w| w < end).max()?;
        // No clause is cut in the middle of its marker.
        let last = if matches!(tree.rel(last), Deprel::Case | Deprel::Mark | Deprel::Cc) {
            last.saturating_sub(1).max(first)
        } else {
            last
        };
        Some(self.phrase(first, last))
    }

    pub(crate) fn is_adjunct(&self, t: u32) -> bool {
        let span = self.tree.span(t);
        self.timexes.iter().any(|x| x.span.overlaps(span))
            || self.names.at(t).iter().any(|e| e.place.is_some())
    }

    /// What tells those who meet from others: of 'talks between sports
    /// officials' it is 'sport', of 'talks between generals' 'general'.
    pub(crate) fn descriptors(&self, n: u32) -> Vec<String> {
        let tree = self.tree;
        let mut out = Vec::new();
        let people = tree.obliques(n).filter(|(case, _)| {
            matches!(case.as_str(), "between" | "among" | "of" | "by" | "with")
        });
        for (_, head) in people {
            for t in tree.conjuncts(head) {
                if tree.upos(t) != Upos::Noun || !self.names.at(t).is_empty() {
                    continue;
                }
                let of = tree
                    .children(t)
                    .filter(|&c| {
                        matches!(tree.rel(c), Deprel::Compound | Deprel::Amod)
                            && c < t
                            && self.names.at(c).is_empty()
                    })
                    .map(|c| tree.lemma(c).to_owned())
                    .collect::<Vec<_>>();
                if of.is_empty() {
                    out.push(tree.lemma(t).to_owned());
                }
                out.extend(of);
            }
        }
        // These tell nothing apart.
        out.retain(|w| {
            !matches!(
                w.as_str(),
                "senior"
                    | "top"
                    | "official"
                    | "side"
                    | "party"
                    | "country"
                    | "leader"
                    | "delegation"
                    | "negotiator"
                    | "two"
                    | "envoy"
                    | "representative"
                    | "delegate"
            )
        });
        out
    }

    /// True where a set of times says that it comes again and again, or a number
    /// how often it came: 'They have met 21 times'.
    pub(crate) fn recurs(&self, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let often = |v: u32| {
            tree.children(v).any(|c| match tree.lemma(c) {
                "repeatedly" | "often" | "regularly" => true,
                "time" => tree.s.child(c, &[Deprel::Nummod]).is_some(),
                _ => false,
            })
        };
        if proposal.verb.is_some_and(often) {
            return true;
        }
        let spine = &proposal.path.spine;
        let own = |t: u32| t == proposal.head || Some(t) == proposal.noun || spine.contains(&t);
        self.timexes
            .iter()
            .filter(|x| x.kind == TimexType::Set)
            .filter_map(|x| tree.s.head_of(x.span))
            .any(|t| own(t) || tree.s.head(t).is_some_and(own))
    }

    /// 'It would be their fifth meeting', 'if a deal reaches parliament', 'a deal must be
    /// fair': not yet one.
    pub(crate) fn would_be(&self, n: u32) -> bool {
        let tree = self.tree;
        let any = |d: u32| matches!(tree.lemma(d), "a" | "an" | "any");
        let some = tree.s.child(n, &[Deprel::Det]).is_some_and(any);
        let supposed = |v: u32| {
            let mood = tree.mood(v);
            let owed = matches!(mood.modal, Modal::Must | Modal::Should) && !mood.perfect;
            tree.is_predicate(v) && (mood.conditional || owed && tree.subject(v) == Some(n))
        };
        tree.s.child(n, &[Deprel::Cop]).is_some()
            && matches!(tree.mood(n).modal, Modal::Would | Modal::May | Modal::Can)
            || some && tree.s.head(n).is_some_and(supposed)
    }

    /// True for a noun in the plural that is not one of something: 'talks', and
    /// not 'a round of talks'.
    pub(crate) fn many(&self, n: u32) -> bool {
        let tree = self.tree;
        let one = |h: u32| {
            tree.case(n).as_deref() == Some("of")
                && matches!(
                    tree.lemma(h),
                    "round" | "session" | "bout" | "series" | "cycle"
                )
                && matches!(tree.token(h).xpos, Xpos::Nn)
        };
        matches!(tree.token(n).xpos, Xpos::Nns | Xpos::Nnps) && !tree.s.head(n).is_some_and(one)
    }

    /// True for 'any deal', 'no talks', 'a bad agreement', 'such a summit'.
    pub(crate) fn judged(&self, n: u32) -> bool {
        let tree = self.tree;
        tree.children(n)
            .filter(|&c| c < n)
            .any(|c| match tree.rel(c) {
                Deprel::Det => matches!(tree.lemma(c), "any" | "no" | "every" | "some"),
                Deprel::Amod => self.lexicon.listed("judging", tree.lemma(c)),
                _ => false,
            })
    }

    /// 'Within the framework of the joint commission': in what something is done, and
    /// neither an accord nor a body that is set up.
    pub(crate) fn is_frame(&self, noun: u32, kind: Kind) -> bool {
        let tree = self.tree;
        let within = |n: u32| {
            tree.lemma(n) == "framework" && matches!(tree.case(n).as_deref(), Some("within" | "in"))
        };
        match kind {
            Kind::Agreement => within(noun),
            Kind::Institution => {
                tree.case(noun).as_deref() == Some("of") && tree.s.head(noun).is_some_and(within)
            }
            _ => false,
        }
    }

    /// How a noun refers: definite, further one of its kind, and by what
    /// modifiers.
    pub(crate) fn reference(&self, n: u32, modifier: Option<u32>) -> (bool, bool, Vec<String>) {
        let tree = self.tree;
        let mut definite = false;
        let mut further = false;
        let mut modifiers = Vec::new();
        for c in tree.children(n) {
            let lemma = tree.lemma(c);
            match tree.rel(c) {
                Deprel::Det => {
                    definite |=
                        matches!(lemma, "the" | "this" | "that" | "these" | "those" | "both");
                    further |= lemma == "another";
                }
                Deprel::NmodPoss => definite = true,
                Deprel::Amod | Deprel::Compound | Deprel::NmodDesc if c < n => {
                    if matches!(
                        lemma,
                        "second"
                            | "third"
                            | "fourth"
                            | "fifth"
                            | "next"
                            | "new"
                            | "further"
                            | "another"
                            | "fresh"
                            | "previous"
                            | "last"
                            | "other"
                            | "earlier"
                            | "first"
                    ) {
                        further |= !matches!(lemma, "last" | "first");
                        modifiers.push(lemma.to_owned());
                    } else if self.names.at(c).iter().all(|e| e.parties.is_empty())
                        && self.names.at(c).iter().all(|e| e.place.is_none())
                        && !self.timexes.iter().any(|x| x.span.overlaps(tree.span(c)))
                        && modifier.is_none()
                    {
                        modifiers.push(lemma.to_owned());
                    }
                }
                _ => {}
            }
        }
        if let Some(m) = modifier {
            modifiers = vec![tree.lemma(m).to_owned()];
        } else {
            modifiers.extend(self.descriptors(n));
        }
        // A bare plural or a name refers as a definite one would.
        definite |= tree.upos(n) == Upos::Propn;
        // 'Signature is planned for June.'
        definite |= matches!(tree.lemma(n), "signature" | "signing")
            && tree.s.child(n, &[Deprel::Det]).is_none()
            && tree.obliques(n).all(|(case, _)| case != "of");
        definite &= tree.token(n).xpos != Xpos::Vbg;
        (definite, further, modifiers)
    }
}
