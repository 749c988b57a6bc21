//! The constructions in which a cue takes its content.

use super::cues::Frame;
use super::quote::Quotation;
use super::tree::Tree;
use dateline_record::Span;
use dateline_syntax::{Deprel, Upos, Xpos};

/// What one construction gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Taken {
    /// Runs of the content's words.
    pub(crate) content: Vec<Span>,
    /// The word of the one spoken to.
    pub(crate) addressee: Option<u32>,
    /// A further word of the cue: particle or preposition.
    pub(crate) particle: Option<u32>,
    /// True where the content is a whole clause that stands as such.
    pub(crate) clause: bool,
    /// The source, where the words show another than the tree does.
    pub(crate) source: Option<u32>,
    /// The words of that source.
    pub(crate) words: Option<Span>,
    /// Who passes it on, by the order of words.
    pub(crate) carrier: Option<u32>,
    /// True where the words tell something else by the way: 'a ballot that its
    /// opponents call stolen', 'welcomed it'. No statement is made of them.
    pub(crate) aside: bool,
}

/// True for a relative clause on what is called or judged.
fn tells_of_noun(tree: Tree<'_>, v: u32) -> bool {
    tree.deprel(v) == Deprel::AclRelcl
        && tree.child(v, &[Deprel::Obj]).is_none_or(|o| o < v)
        && !tree.is_passive(v)
}

/// Reads the content of cue `v` in one construction; `None` where the
/// construction is not there.
pub(crate) fn take(
    tree: Tree<'_>,
    quotes: &[Quotation],
    v: u32,
    frame: Frame,
    with: Option<&str>,
) -> Option<Taken> {
    let particle = match (frame, with) {
        (Frame::Oblique, _) | (_, None) => None,
        (_, Some(word)) => Some(
            tree.children(v)
                .iter()
                .copied()
                .find(|&c| c > v && tree.is(c, word))?,
        ),
    };
    // 'called off', 'carried out': another verb than the bare one.
    if with.is_none() && frame != Frame::Clause && tree.child(v, &[Deprel::CompoundPrt]).is_some() {
        return None;
    }
    let mut taken = match frame {
        Frame::Clause => super::clause::clause(tree, quotes, v),
        Frame::Infinitive => infinitive(tree, v),
        Frame::Gerund => gerund(tree, v),
        Frame::Object => object(tree, v),
        Frame::Predicate => predicate(tree, v),
        Frame::As => predicate_as(tree, v),
        Frame::Oblique => oblique(tree, v, with?),
    }?;
    taken.content.retain(|s| !s.is_empty());
    if taken.content.is_empty() {
        return None;
    }
    taken.particle = taken.particle.or(particle);
    Some(taken)
}

/// The one spoken to: 'told X that', 'said to X'.
pub(super) fn addressee(tree: Tree<'_>, v: u32) -> Option<u32> {
    if tree.is_passive(v) {
        return tree.child(v, &[Deprel::NsubjPass]);
    }
    tree.child(v, &[Deprel::Iobj])
        .or_else(|| tree.child(v, &[Deprel::Obj]).filter(|&o| o > v))
        .or_else(|| {
            tree.children(v).iter().copied().find(|&c| {
                tree.deprel(c) == Deprel::Obl && tree.child_word(c, &[Deprel::Case], "to").is_some()
            })
        })
}

/// The words of an object and of an infinitive after it.
fn infinitive(tree: Tree<'_>, v: u32) -> Option<Taken> {
    let xcomp = tree.children(v).iter().copied().find(|&c| {
        matches!(
            tree.deprel(c),
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl
        ) && c > v
            && tree.infinitive_mark(c).is_some()
            && tree
                .child_word(c, &[Deprel::Mark, Deprel::Case], "in")
                .is_none()
    })?;
    let verb = tree.upos(v) == Upos::Verb;
    let passive = tree.is_passive(v);
    let object = if !verb {
        None
    } else if passive {
        // 'X was urged to': without the one who urges there is no source.
        tree.agent(v)?;
        tree.child(v, &[Deprel::NsubjPass])
    } else {
        tree.child(v, &[Deprel::Obj, Deprel::Iobj])
    };
    // An object beside an adverbial infinitive is a purpose ('used X to').
    // But 'promised during a visit to keep the accord' needs none.
    let vows = matches!(
        tree.lemma(v),
        "promise" | "vow" | "pledge" | "threaten" | "swear" | "undertake"
    );
    if tree.deprel(xcomp) == Deprel::Advcl && verb && object.is_none() && !vows {
        return None;
    }
    let mut tokens = tree.s.subtree(xcomp);
    if let Some(o) = object.filter(|&o| o > v) {
        tokens.extend(tree.s.subtree(o));
        tokens.sort_unstable();
        tokens.dedup();
    }
    Some(Taken {
        content: tree.runs(&tokens),
        addressee: object,
        ..Taken::default()
    })
}

fn gerund(tree: Tree<'_>, v: u32) -> Option<Taken> {
    let c = tree.children(v).iter().copied().find(|&c| {
        matches!(
            tree.deprel(c),
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl
        ) && c > v
            && tree.xpos(c) == Xpos::Vbg
            && tree.child(c, &[Deprel::Mark]).is_none()
    })?;
    (tree.deprel(c) != Deprel::Advcl).then(|| Taken {
        content: tree.runs(&tree.s.subtree(c)),
        ..Taken::default()
    })
}

fn object(tree: Tree<'_>, v: u32) -> Option<Taken> {
    let o = if tree.is_passive(v) {
        tree.agent(v)?;
        tree.child(v, &[Deprel::NsubjPass])?
    } else {
        tree.child(v, &[Deprel::Obj])?
    };
    // 'the summit that the two have promised': the pronoun says nothing.
    let relative = o < v && tree.is(o, "that") && !tree.is_passive(v);
    if relative || matches!(tree.xpos(o), Xpos::Wp | Xpos::Wdt) {
        return None;
    }
    let mut tokens = tree.s.subtree(o);
    let alone = tokens.len() == 1 && tree.upos(o) == Upos::Pron || tree.is(o, "one");
    // 'expects it before Christmas'
    let mut aside = alone;
    if alone
        && tree.is(v + 1, tree.word(o))
        && let Some(c) = tree
            .children(v)
            .iter()
            .copied()
            .find(|&c| c > o && matches!(tree.deprel(c), Deprel::Obl | Deprel::OblUnmarked))
    {
        tokens.extend(tree.s.subtree(c));
        aside = false;
    }
    // 'wants his inspectors back at the port'
    if tree.lemma(v) == "want" && !tree.is_passive(v) {
        for &c in tree.children(v) {
            if c > o && matches!(tree.deprel(c), Deprel::Obl | Deprel::Advmod | Deprel::Xcomp) {
                tokens.extend(tree.s.subtree(c));
            }
        }
        tokens.sort_unstable();
        tokens.dedup();
    }
    // 'thanked Uganda for the ships', 'condemned Kenya over the raid'
    if !tree.is_passive(v) && !aside {
        let reason = tree.children(v).iter().copied().find(|&c| {
            let case = ["for", "over"].iter().any(|w| {
                tree.child_word(c, &[Deprel::Case, Deprel::Mark], w)
                    .is_some()
            });
            c > o && case && matches!(tree.deprel(c), Deprel::Obl | Deprel::Advcl)
        });
        let judged = matches!(
            tree.lemma(v),
            "thank"
                | "praise"
                | "criticise"
                | "criticize"
                | "condemn"
                | "blame"
                | "fault"
                | "rebuke"
                | "commend"
                | "denounce"
                | "castigate"
                | "censure"
        );
        tokens.extend(
            reason
                .filter(|_| judged)
                .into_iter()
                .flat_map(|c| tree.s.subtree(c)),
        );
        tokens.sort_unstable();
        tokens.dedup();
    }
    // 'expressed concern on Monday over the raid', 'voiced regret that it was'
    if matches!(tree.lemma(v), "express" | "voice" | "profess") {
        if tree.is_passive(v) {
            return None;
        }
        let matter = tree.children(v).iter().copied().find(|&c| {
            let about = ["over", "about", "at", "for", "with"]
                .iter()
                .any(|w| tree.child_word(c, &[Deprel::Case], w).is_some());
            c > o && (tree.deprel(c) == Deprel::Ccomp || tree.deprel(c) == Deprel::Obl && about)
        });
        tokens.extend(matter.into_iter().flat_map(|c| tree.s.subtree(c)));
        tokens.sort_unstable();
        tokens.dedup();
    }
    Some(Taken {
        content: tree.runs(&tokens),
        aside,
        ..Taken::default()
    })
}

/// The object of a verb; for a passive with an agent its subject; for a
/// relative clause nothing, where the object is a pronoun.
fn object_token(tree: Tree<'_>, v: u32) -> Option<Option<u32>> {
    if tree.is_passive(v) {
        return tree.child(v, &[Deprel::NsubjPass]).map(Some);
    }
    let o = tree.child(v, &[Deprel::Obj, Deprel::Iobj]);
    match o {
        Some(o) if matches!(tree.xpos(o), Xpos::Wp | Xpos::Wdt) => Some(tree.antecedent(v)),
        Some(o) => Some(Some(o)),
        None if tree.deprel(v) == Deprel::AclRelcl => Some(tree.antecedent(v)),
        None => None,
    }
}

fn with_object(tree: Tree<'_>, v: u32, object: Option<u32>, predicate: u32) -> Vec<Span> {
    let mut tokens = tree.s.subtree(predicate);
    if let Some(o) = object {
        let below_v = tree.s.dominates(v, o);
        if below_v {
            tokens.extend(tree.s.subtree(o));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tree.runs(&tokens)
}

fn predicate(tree: Tree<'_>, v: u32) -> Option<Taken> {
    // 'found the talks useful' is read by some parsers as a clause without a
    // verb: the subject of the predicate is then the object.
    let bare = tree.children(v).iter().copied().find(|&c| {
        tree.deprel(c) == Deprel::Ccomp
            && c > v
            && !matches!(tree.upos(c), Upos::Verb | Upos::Aux)
            && tree.child(c, &[Deprel::Cop, Deprel::Mark]).is_none()
            && tree.own_subject(c).is_some()
    });
    if let Some(c) = bare {
        return Some(Taken {
            content: tree.runs(&tree.s.subtree(c)),
            ..Taken::default()
        });
    }
    // 'called the deal a mistake', where the second noun is read as another
    // name of the first: no comma parts them.
    let joined = tree.children(v).iter().copied().find(|&c| {
        c > v
            && matches!(tree.deprel(c), Deprel::Obj | Deprel::Xcomp | Deprel::Iobj)
            && tree.children(c).iter().any(|&a| {
                a > c
                    && matches!(tree.deprel(a), Deprel::Appos | Deprel::NmodDesc)
                    && tree.upos(a) == Upos::Noun
                    && tree.s.subtree(a).first().is_some_and(|&f| {
                        f > c && !tree.is(f, ",") && !tree.is(f - 1, ",") && !tree.is(f, "(")
                    })
            })
    });
    if let Some(c) = joined {
        return Some(Taken {
            content: tree.runs(&tree.s.subtree(c)),
            ..Taken::default()
        });
    }
    let p = tree.children(v).iter().copied().find(|&c| {
        c > v
            && tree.deprel(c) == Deprel::Xcomp
            && (!matches!(tree.upos(c), Upos::Verb | Upos::Aux)
                || matches!(tree.xpos(c), Xpos::Vbn))
            && tree.infinitive_mark(c).is_none()
    });
    if let Some((p, object)) = p.and_then(|p| Some((p, object_token(tree, v)?))) {
        return Some(Taken {
            content: with_object(tree, v, object, p),
            aside: tells_of_noun(tree, v),
            ..Taken::default()
        });
    }
    Some(Taken {
        content: vec![super::verdict::verdict(tree, v)?],
        ..Taken::default()
    })
}

fn predicate_as(tree: Tree<'_>, v: u32) -> Option<Taken> {
    let object = object_token(tree, v)?;
    let p = v_or_object(tree, v, object).into_iter().find(|&c| {
        c > v
            && matches!(
                tree.deprel(c),
                Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Nmod
            )
            && tree
                .child_word(c, &[Deprel::Case, Deprel::Mark, Deprel::Advmod], "as")
                .is_some()
    })?;
    Some(Taken {
        content: with_object(tree, v, object, p),
        aside: tells_of_noun(tree, v),
        ..Taken::default()
    })
}

fn v_or_object(tree: Tree<'_>, v: u32, object: Option<u32>) -> Vec<u32> {
    let mut all = tree.children(v).to_vec();
    if let Some(o) = object {
        all.extend_from_slice(tree.children(o));
    }
    all
}

fn oblique(tree: Tree<'_>, v: u32, with: &str) -> Option<Taken> {
    let object = tree.child(v, &[Deprel::Obj]);
    // 'called elections for June': 'for' gives the day of what is called.
    if with == "for" && tree.lemma(v) == "call" && object.is_some() {
        return None;
    }
    let found = v_or_object(tree, v, object).into_iter().find(|&c| {
        c > v
            && matches!(
                tree.deprel(c),
                Deprel::Obl
                    | Deprel::Advcl
                    | Deprel::Nmod
                    | Deprel::Xcomp
                    | Deprel::Ccomp
                    | Deprel::Acl
            )
            && tree
                .child_word(c, &[Deprel::Case, Deprel::Mark, Deprel::Advmod], with)
                .is_some()
    })?;
    let mark = tree.child_word(found, &[Deprel::Case, Deprel::Mark, Deprel::Advmod], with)?;
    let mut tokens = tree.s.subtree(found);
    // 'appealed to X to stop', 'called on X to stop'.
    let clause = tree.children(v).iter().copied().find(|&c| {
        c > found
            && matches!(
                tree.deprel(c),
                Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp
            )
            && tree.infinitive_mark(c).is_some()
    });
    let to_somebody = matches!(with, "to" | "on" | "upon" | "with");
    if let Some(clause) = clause.filter(|_| to_somebody) {
        tokens.extend(tree.s.subtree(clause));
    } else if to_somebody
        && matches!(tree.lemma(v), "appeal" | "call")
        && !tree
            .children(found)
            .iter()
            .any(|&c| tree.infinitive_mark(c).is_some())
    {
        // 'called on the president': a visit.
        return None;
    }
    tokens.retain(|&t| t != mark);
    if let Some(o) = object.filter(|&o| o > v) {
        // 'accused X of', 'blamed X on'; the preposition stays within.
        tokens.extend(tree.s.subtree(o));
        tokens.push(mark);
    }
    tokens.sort_unstable();
    tokens.dedup();
    Some(Taken {
        content: tree.runs(&tokens),
        addressee: if to_somebody { Some(found) } else { object },
        particle: Some(mark),
        ..Taken::default()
    })
}

/// A clause or infinitive after a noun or adjective: 'the claim that',
/// 'is confident that'.
pub(crate) fn complement(tree: Tree<'_>, v: u32, frame: Frame) -> Option<Taken> {
    let c = tree.children(v).iter().copied().find(|&c| {
        let relation = matches!(
            tree.deprel(c),
            Deprel::Acl | Deprel::Ccomp | Deprel::Advcl | Deprel::Xcomp
        );
        let kind = match frame {
            Frame::Clause => {
                tree.child_word(c, &[Deprel::Mark], "that").is_some()
                    || tree.deprel(c) == Deprel::Ccomp && tree.is_finite(c)
            }
            Frame::Infinitive => tree.infinitive_mark(c).is_some(),
            _ => false,
        };
        relation && kind && c > v
    })?;
    Some(Taken {
        content: tree.runs(&after_that(tree, c)),
        ..Taken::default()
    })
}

/// The subtree of a clause without its 'that'.
fn after_that(tree: Tree<'_>, c: u32) -> Vec<u32> {
    let mut all = tree.s.subtree(c);
    if all
        .first()
        .is_some_and(|&t| tree.is(t, "that") && tree.deprel(t) == Deprel::Mark)
    {
        all.remove(0);
    }
    all
}
