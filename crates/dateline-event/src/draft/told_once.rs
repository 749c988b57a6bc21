//! What is told once of two: 'the Maltese team was led by X, the Tunisian by Y', 'X
//! signed for Chad and Y for Mali', 'with A was B, with C, D'. Trees hang the second
//! half anywhere, so that the order of words is asked.

use crate::lexicon::Lexicon;
use crate::propose::roles::Names;
use crate::tie::company::Part;
use crate::tree::Tree;
use dateline_record::{Party, PartyId, Resolved};
use dateline_syntax::Upos;

/// So many words lie between the verb and the second half.
const NEAR: u32 = 24;

/// The part of somebody named in the second half, and for whom.
pub(crate) fn told_once<'e>(
    tree: &Tree,
    lexicon: &Lexicon,
    e: &Resolved,
    names: impl Fn() -> Names<'e>,
) -> Option<(Part, Option<Party>)> {
    let first = tree.s.token_at(e.span.start)?;
    let last = tree.s.token_at(e.span.end.saturating_sub(1))?;
    // 'the Tunisian by Y': the words before 'by' say for whom.
    let mut by = first;
    while by > 0 && !matches!(tree.lemma(by), "by" | ",") && first - by < 9 {
        // 'by Y and Z'
        let joins = tree.lemma(by) == "and" && tree.upos(by - 1) == Upos::Propn;
        if tree.lemma(by) == "and" && !joins {
            break;
        }
        by -= 1;
    }
    if tree.lemma(by) == "by"
        && let Some(verb) = earlier(tree, by, |t| leads_by(tree, t))
    {
        let team = (0..verb)
            .rev()
            .find(|&t| lexicon.listed("teams", tree.lemma(t)));
        let party = before(tree, &names(), by)?;
        return Some((Part::Leads(team.unwrap_or(verb)), Some(party)));
    }
    // 'X heads the Peruvian team and Y that of Ecuador'
    let heads = |t: u32| matches!(tree.lemma(t), "lead" | "head") && tree.is_verb(t);
    let that = matches!(tree.lemma(last + 1), "that" | "those") && tree.lemma(last + 2) == "of";
    if that && let Some(verb) = earlier(tree, first, heads) {
        let party = behind(tree, &names(), last + 3)?;
        return Some((Part::Leads(verb), Some(party)));
    }
    // 'Y for Mali', 'by Y on behalf of Mali'
    let signs = |t: u32| matches!(tree.lemma(t), "sign" | "initial") && tree.is_verb(t);
    let of = match (tree.lemma(last + 1), tree.lemma(last + 2)) {
        ("for", _) => Some(last + 2),
        ("on", "behalf") => Some(last + 4),
        _ => None,
    };
    let by = first > 1 && tree.lemma(first - 1) == "by";
    let before = first.checked_sub(1 + u32::from(by));
    let joined = before.is_some_and(|t| matches!(tree.lemma(t), "and" | ","));
    let signed = |t: u32| signs(t) && tree.is_passive(t) == by;
    if let Some(of) = of.filter(|_| joined)
        && earlier(tree, first, signed).is_some()
    {
        let party = behind(tree, &names(), of)?;
        return Some((Part::Signs, Some(party)));
    }
    // 'X signed for Mali': for whom.
    let acts = signs(last + 1) && !tree.is_passive(last + 1);
    if acts && tree.lemma(last + 2) == "for" {
        return Some((Part::Signs, behind(tree, &names(), last + 3)));
    }
    None
}

/// 'Was led by X', 'was represented by X'.
fn leads_by(tree: &Tree, t: u32) -> bool {
    let leads = matches!(tree.lemma(t), "lead" | "head" | "represent");
    leads && tree.is_verb(t) && (t + 1..t + 6).any(|b| b < tree.len() && tree.lemma(b) == "by")
}

/// A verb before a word, with no other finite one between them.
fn earlier(tree: &Tree, to: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
    let from = to.saturating_sub(NEAR);
    let verb = (from..to).rev().find(|&t| tree.upos(t) == Upos::Verb)?;
    (is(verb) && verb + 1 < to).then_some(verb)
}

/// The party that the words right before a word name: 'the Tunisian', 'that of Egypt',
/// 'Egypt's'.
fn before(tree: &Tree, names: &Names, by: u32) -> Option<Party> {
    let from = by.saturating_sub(3);
    (from..by)
        .rev()
        .take_while(|&t| !matches!(tree.lemma(t), "," | "and" | ";"))
        .find_map(|t| party_at(names, t))
}

/// The party that the next words name.
fn behind(tree: &Tree, names: &Names, t: u32) -> Option<Party> {
    let skip = u32::from(t < tree.len() && tree.lemma(t) == "the");
    (t..t + 2 + skip).find_map(|t| party_at(names, t))
}

fn party_at(names: &Names, t: u32) -> Option<Party> {
    let one = |e: &&Resolved| match &e.parties[..] {
        [one] if e.person.as_ref().is_none_or(|p| p.is_office) => Some(one.clone()),
        _ => {
            let country = e.place.as_ref()?.country.clone()?;
            Some(Party {
                id: PartyId(country),
                sector: None,
            })
        }
    };
    names.at(t).iter().find_map(one)
}
