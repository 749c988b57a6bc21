//! Somebody who does what another was told to have done: 'Estonia expelled a
//! Russian diplomat. Latvia followed suit on Wednesday', 'and Bahrain did the
//! same', 'Chad did so in May', 'as did Togo'. It is an event of its own, of the
//! same kind, with the one who follows in the place of the one who went before.

use crate::draft::build::Draft;
use crate::lexicon::Lexicon;
use crate::mend::hang;
use crate::propose::Proposal;
use crate::tie::anaphor::stand_for;
use crate::tree::Tree;
use dateline_record::{Family, Kind, PartyArgument, Role, Status};
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Sentences back to which it may lead.
const NEAR: u32 = 1;

/// True where the act is the main thing that its sentence tells, or what that
/// announces, decides or does beside.
fn is_main(d: &Draft, tree: &Tree) -> bool {
    let verb = if d.is_noun {
        // 'Imposed a ban on flights'
        let over = tree.s.head(d.head);
        over.filter(|_| tree.rel(d.head) == Deprel::Obj)
    } else {
        Some(d.head)
    };
    let Some(verb) = verb else { return false };
    let on_the_way = |t: u32| {
        matches!(
            tree.rel(t),
            Deprel::Root | Deprel::Conj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis
        )
    };
    tree.s.ancestors(verb).all(on_the_way) && on_the_way(verb)
}

/// Those of an event who do it, not those whom it is done to.
fn acts(p: &PartyArgument, d: &Draft) -> bool {
    p.role == Role::Participant && p.span.start <= d.mention.trigger.start
}

/// Makes a mention of a word such as 'follow suit' of the kind of what was done
/// before, and gives it those on whom that was done.
pub(crate) fn alike(m: &mut Draft, before: &[Draft], trees: &[Tree]) {
    let own: Vec<PartyArgument> = m.mention.parties.clone();
    // 'Togo is not going to follow suit' tells of nothing.
    if own.is_empty() || m.mention.status.value == Status::Denied {
        return;
    }
    // 'A signing by Peru follows in May': not Peru.
    let named = trees.get(m.sentence as usize).is_some_and(|tree| {
        let who = tree.subject(m.head);
        let whole = |s: u32| own.iter().any(|p| tree.span(s).overlaps(p.span));
        tree.lemma(m.head) != "follow" || tree.object(m.head).is_some() || who.is_some_and(whole)
    });
    if !named {
        return;
    }
    let mine = |p: &PartyArgument| own.iter().any(|o| o.party.id == p.party.id);
    let fits = |a: &&Draft| {
        let kind = a.mention.kind;
        let done = a.mention.status.value == Status::Held || m.mention.status.value.is_open();
        m.sentence - a.sentence <= NEAR
            && !a.pronoun
            && !a.relative
            && !a.mention.background
            && !matches!(kind, Kind::Conflict | Kind::Other)
            && kind.family() != Family::Word
            && done
            && trees
                .get(a.sentence as usize)
                .is_some_and(|tree| is_main(a, tree))
    };
    // The nearest sentence, and in it what was told first.
    let found = before
        .iter()
        .rev()
        .take_while(|a| m.sentence - a.sentence <= NEAR);
    let found: Vec<&Draft> = found.filter(fits).collect();
    let Some(a) = found
        .iter()
        .rev()
        .min_by_key(|a| m.sentence - a.sentence)
        .copied()
    else {
        return;
    };
    // 'Peru said it would do so': the one who was told of before.
    if a.mention.parties.iter().any(|p| acts(p, a) && mine(p)) {
        return;
    }
    // 'Peru freed three Chileans, and Chile did the same': each the other's.
    let mutual = a.mention.parties.iter().any(mine);
    stand_for(m, a);
    m.mention.topic.clone_from(&a.mention.topic);
    let others = std::mem::replace(&mut m.mention.parties, own);
    let taken: Vec<PartyArgument> = others
        .iter()
        .filter(|p| mutual || !acts(p, a))
        .filter(|p| !m.mention.parties.iter().any(|o| o.party.id == p.party.id))
        .cloned()
        .map(|mut p| {
            if mutual && acts(&p, a) && kind_has_target(a) {
                p.role = Role::Target;
            }
            p
        })
        .collect();
    m.mention.parties.extend(taken);
    m.pronoun = false;
}

fn kind_has_target(a: &Draft) -> bool {
    a.mention.parties.iter().any(|p| p.role == Role::Target)
}

/// True for the 'so' of 'Chad did so' that was read as an act of its own.
pub(crate) fn is_told(m: &Draft, before: &[Draft]) -> bool {
    let covers = |b: &Draft| {
        let (own, other) = (m.mention.trigger, b.mention.trigger);
        b.sentence == m.sentence && other.start < own.start && own.end <= other.end
    };
    m.mention.lemma == "so" && before.iter().rev().take(4).any(|b| !b.pronoun && covers(b))
}

/// 'So has Italy': the one who does, taken for an object.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v + 1 == c && token.deprel == Deprel::Obj);
    let Some(verb) = verb.filter(|&v| v > 0) else {
        return;
    };
    let lemma = |t: u32| s.tokens[t as usize].lemma.to_lowercase();
    let so = matches!(lemma(verb - 1).as_str(), "so" | "as");
    let does = matches!(lemma(verb).as_str(), "do" | "have" | "be");
    let named = token.upos == Upos::Propn;
    if so && does && named && s.child(verb, &[Deprel::Nsubj, Deprel::Aux]).is_none() {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, verb, Deprel::Nsubj);
    }
}

/// 'As did Togo', 'so has Italy': an auxiliary before the one who does the same.
pub(crate) fn as_did(tree: &Tree, lexicon: &Lexicon) -> Vec<Proposal> {
    let Some(frame) = lexicon.alike() else {
        return Vec::new();
    };
    // 'Mali did likewise', with the verb taken for an auxiliary
    let likewise = |t: u32| {
        tree.upos(t) == Upos::Aux
            && tree.lemma(t) == "do"
            && matches!(tree.rel(t), Deprel::Root | Deprel::Conj)
            && tree.s.child(t, &[Deprel::Nsubj]).is_some()
            && tree
                .children(t)
                .any(|c| c == t + 1 && matches!(tree.lemma(c), "likewise" | "so" | "too"))
    };
    let is = |t: u32| {
        let own = tree.s.child(t, &[Deprel::Nsubj]);
        let more = [Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp, Deprel::Aux];
        t > 0
            && matches!(tree.upos(t), Upos::Aux | Upos::Verb)
            && matches!(tree.lemma(t), "do" | "have" | "be")
            && matches!(tree.lemma(t - 1), "as" | "so")
            && matches!(
                tree.rel(t),
                Deprel::Root | Deprel::Advcl | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp
            )
            && own.is_some_and(|s| s > t && s <= t + 4)
            && tree.s.child(t, &more).is_none()
    };
    (0..tree.len())
        .filter(|&t| is(t) || likewise(t))
        .map(|t| Proposal::verb(tree, lexicon, frame, t))
        .collect()
}
