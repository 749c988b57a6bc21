//! Who brings the sides of a process together and is none of them.

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_record::{PartyId, Resolved};
use dateline_syntax::{Deprel, Xpos};
use std::collections::BTreeSet;

/// Parties that the report calls mediators, guarantors or hosts: by a noun
/// beside the name ('Cuba and Norway, the guarantors'), or by a verb whose
/// subject they are.
pub(crate) fn go_betweens(
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
) -> BTreeSet<PartyId> {
    let mut out = BTreeSet::new();
    let mut at = 0;
    for tree in trees {
        for e in crate::coder::window(entities, &mut at, tree.s.span, |e| e.span) {
            let Some(word) = tree.s.token_at(e.head.start) else {
                continue;
            };
            let first = tree.first_conjunct(word);
            let noun = |t: u32| lexicon.listed("mediator_nouns", tree.lemma(t));
            // 'talks led by X', 'X-brokered talks', 'under the auspices of X'
            let leads =
                |h: u32| lexicon.listed("mediator_verbs", tree.lemma(h)) || tree.lemma(h) == "lead";
            let led = tree.case(first).as_deref() == Some("by")
                && tree.s.head(first).is_some_and(|h| {
                    leads(h)
                        && tree
                            .s
                            .head(h)
                            .is_some_and(|n| lexicon.is_meeting_noun(tree.lemma(n)))
                });
            // 'the committee, chaired by X, a Dutch general'
            let heads = |h: u32| matches!(tree.lemma(h), "chair" | "run" | "head" | "lead");
            let board = |n: u32| {
                matches!(
                    tree.lemma(n).to_lowercase().as_str(),
                    "committee" | "commission" | "mission" | "panel"
                )
            };
            let chair = tree.s.head(first).is_some_and(|h| {
                let of = tree.case(first).as_deref() == Some("by");
                heads(h) && of && tree.s.head(h).is_some_and(board)
            }) || tree
                .s
                .children_by(word, &[Deprel::Acl, Deprel::AclRelcl])
                .any(|v| heads(v) && tree.object(v).is_some_and(board));
            let hyphen = tree.s.token_at(e.span.end).is_some_and(|t| {
                matches!(tree.lemma(t), "-" | "–") && t + 1 < tree.len() && leads(t + 1)
            });
            let chairs = tree.case(first).as_deref() == Some("under")
                && e.person.as_ref().is_some_and(|p| !p.is_office);
            let under = tree.s.head(word).is_some_and(|h| {
                let own = matches!(
                    tree.rel(word),
                    Deprel::Amod | Deprel::Compound | Deprel::NmodPoss
                );
                (own || tree.case(word).as_deref() == Some("of"))
                    && lexicon.listed("lent", tree.lemma(h))
            });
            let beside = [word, first].into_iter().any(|w| {
                tree.s.children_by(w, &[Deprel::Appos]).any(noun)
                    || tree.s.head(w).is_some_and(|h| {
                        noun(h)
                            && matches!(
                                tree.rel(w),
                                Deprel::Appos | Deprel::Amod | Deprel::Compound | Deprel::Nsubj
                            )
                            || lexicon.listed("mediator_verbs", tree.lemma(h))
                                && tree.subject(h) == Some(w)
                                && !only_greets(tree, lexicon, h)
                                && !tree
                                    .object(h)
                                    .is_some_and(|o| lexicon.listed("boards", tree.lemma(o)))
                    })
            });
            // 'X, which mediates'
            let mediates = tree.s.children_by(first, &[Deprel::AclRelcl]).any(|v| {
                lexicon.listed("mediator_verbs", tree.lemma(v)) && tree.object(v) != Some(word)
            });
            // 'A, B and C announced that the two sides had agreed'
            let announces = tree.s.head(first).is_some_and(|v| {
                tree.subject(v) == Some(first)
                    && tree.s.children_by(first, &[Deprel::Conj]).count() >= 2
                    && tree
                        .s
                        .children_by(v, &[Deprel::Ccomp])
                        .any(|c| of_both(tree, c))
            });
            // 'a pause brokered by A and B'
            let brokered = tree.case(first).as_deref() == Some("by")
                && tree
                    .s
                    .head(first)
                    .is_some_and(|v| matches!(tree.lemma(v), "broker" | "mediate" | "facilitate"));
            let chair = chair && e.person.is_some();
            // 'mediators from X and Y'
            if noun(word)
                || mediates
                || beside
                || led
                || chair
                || hyphen
                || under
                || chairs
                || announces
                || brokered
            {
                let own = e.person.as_ref().and_then(|p| p.party.as_ref());
                let own = own.filter(|_| chair);
                out.extend(e.parties.iter().chain(own).map(|p| p.id.clone()));
            }
        }
    }
    out
}

/// 'Crowds welcomed the delegation', 'welcomed good relations': who greets one
/// side, or hails a matter, brings none together.
fn only_greets(tree: &Tree, lexicon: &Lexicon, verb: u32) -> bool {
    tree.lemma(verb) == "welcome"
        && tree.object(verb).is_none_or(|o| match tree.token(o).xpos {
            Xpos::Nn | Xpos::Nnp | Xpos::Prp => true,
            Xpos::Nns => !lexicon.listed("officials", tree.lemma(o)),
            _ => false,
        })
}

/// True where 'the two sides' or 'both parties' do what a clause says.
fn of_both(tree: &Tree, clause: u32) -> bool {
    tree.subject(clause).is_some_and(|n| {
        let sides = matches!(
            tree.lemma(n),
            "side" | "party" | "faction" | "camp" | "foe" | "enemy" | "rival"
        );
        let two = tree
            .s
            .children_by(n, &[Deprel::Nummod, Deprel::Det, Deprel::Amod])
            .any(|t| matches!(tree.lemma(t), "two" | "both" | "warring" | "rival"));
        sides && two
    })
}
