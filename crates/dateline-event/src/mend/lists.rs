//! Lists of persons that the tree tore apart: 'X of A, Y of B and Z', 'the
//! ministers of A and B, X and Y'. Who is a person is known when events are
//! read, so the words between them show what the parser could not.

use crate::mend::hang;
use dateline_record::{MentionKind, Resolved};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// One name in a list: its head, the bytes it begins at, and where what
/// belongs to it ends.
struct Item {
    head: u32,
    start: u32,
    end: u32,
    name: String,
    /// An office that is not named by whom it is held.
    office: bool,
}

/// The sentence with its lists of persons coordinated; `None` where nothing
/// has to be mended.
pub(crate) fn mend(s: &Sentence, entities: &[&Resolved], text: &str) -> Option<Sentence> {
    let mut list = s.tokens.clone();
    let mut changed = false;
    let items = items(s, entities, text);
    let mut at = 0;
    while at < items.len() {
        let end = run(&items[at..], text) + at;
        let first = items[at].head;
        if items[at].office || items[end - 1].office {
            // A list of persons begins and ends with a name.
            at += 1;
            continue;
        }
        changed |= titled(s, &mut list, &items[at]);
        changed |= of_the_same(s, &mut list, items[at].head, items[at].start);
        changed |= by_them(s, &mut list, &items[at]);
        if end - at >= 2 {
            for item in &items[at + 1..end] {
                changed |= join(s, &mut list, first, item.head);
            }
        }
        let group = &items[at..end];
        if let Some(office) = office_before(s, entities, group, text)
            && office != first
            && list[first as usize].head != Some(office)
        {
            hang(&mut list, first, office, Deprel::Appos);
            changed = true;
        }
        changed |= fronted(s, &mut list, group);
        at = end;
    }
    (changed && crate::mend::is_tree(&list)).then(|| {
        Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec())
    })
}

/// 'Mali's minister, X, and Niger's, Y, met': Y is one of two, and Niger's.
fn of_the_same(s: &Sentence, list: &mut [Token], head: u32, start: u32) -> bool {
    let Some(owner) = s.token_at(start).and_then(|t| t.checked_sub(3)) else {
        return false;
    };
    let is = |t: u32, xpos: Xpos| list[t as usize].xpos == xpos;
    if !is(owner, Xpos::Nnp) || !is(owner + 1, Xpos::Pos) || list[owner as usize + 2].lemma != "," {
        return false;
    }
    let own = &list[owner as usize];
    let up = own
        .head
        .filter(|&h| own.deprel == Deprel::Conj && h < owner);
    let beside = |h: u32| {
        let name = &list[head as usize];
        name.deprel == Deprel::Appos && (name.head == Some(h) || name.head == Some(owner))
    };
    let Some(first) = up.filter(|&h| beside(h)) else {
        return false;
    };
    hang(list, head, first, Deprel::Conj);
    hang(list, owner, head, Deprel::NmodPoss);
    true
}

/// The persons named in a sentence, in order, each once where an apposition
/// names nobody else.
fn items(s: &Sentence, entities: &[&Resolved], text: &str) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for e in entities {
        let Some(person) = &e.person else {
            continue;
        };
        // 'X, France's foreign minister and Y': an office without a name.
        let office = person.is_office && e.parties.len() <= 1;
        let named = e.span.of(text).contains(char::is_uppercase);
        let somebody = e.kind == MentionKind::Person && !person.is_office;
        let pronoun = e.resolution.rule.contains("pronoun");
        if !(somebody || office) || !named || pronoun {
            continue;
        }
        let Some(head) = s.token_at(e.head.start) else {
            continue;
        };
        if let Some(last) = out.last_mut()
            && last.name == person.name
        {
            last.end = last.end.max(e.span.end);
            continue;
        }
        // 'of A' behind the name belongs to it, as does '(A)'.
        let after = text[e.span.end as usize..].trim_start();
        let of = ["of the ", "of ", "from ", "("]
            .iter()
            .find(|p| after.starts_with(**p));
        let from = e.span.end + (text[e.span.end as usize..].len() - after.len()) as u32;
        let owner = of.and_then(|p| {
            let start = from + p.len() as u32;
            entities
                .iter()
                .find(|o| o.span.start == start && !o.parties.is_empty() && o.person.is_none())
        });
        out.push(Item {
            head,
            start: e.span.start,
            end: owner.map_or(e.span.end, |o| {
                let closed = text[o.span.end as usize..].starts_with(')');
                o.span.end + u32::from(closed)
            }),
            name: person.name.clone(),
            office,
        });
    }
    out
}

/// How many of the items from the first on are one list: commas between them,
/// and 'and' before the last.
fn run(items: &[Item], text: &str) -> usize {
    let gap = |i: usize| {
        let (a, b) = (&items[i], &items[i + 1]);
        text.get(a.end as usize..b.start as usize)
            .map_or("x", str::trim)
    };
    let mut n = 1;
    let mut commas = 0;
    while n < items.len() {
        match gap(n - 1) {
            "and" | ", and" | "&" => return n + 1,
            "," => commas += 1,
            _ => break,
        }
        n += 1;
    }
    // Commas alone make no list.
    if commas > 0 { 1 } else { n }
}

/// 'Secretary of State X': the title was made the head of the name.
fn titled(s: &Sentence, list: &mut [Token], item: &Item) -> bool {
    let name = &s.tokens[item.head as usize];
    let Some(title) = s.head(item.head) else {
        return false;
    };
    let within = s.tokens[title as usize].span.start >= item.start && title < item.head;
    if !within || name.deprel != Deprel::Nmod || s.child(item.head, &[Deprel::Case]).is_some() {
        return false;
    }
    let Some(up) = s.head(title) else {
        return false;
    };
    let rel = s.tokens[title as usize].deprel;
    hang(list, item.head, up, rel);
    hang(list, title, item.head, Deprel::NmodDesc);
    for &c in s.children(title) {
        let outside = s.tokens[c as usize].span.start < item.start || c > item.head;
        if outside {
            list[c as usize].head = Some(item.head);
        }
    }
    true
}

/// 'The terms, discussed in Oslo by X': who did it was hung on the noun.
fn by_them(s: &Sentence, list: &mut [Token], item: &Item) -> bool {
    let name = item.head;
    let before = s.token_at(item.start).and_then(|t| t.checked_sub(1));
    let Some(by) = before.filter(|&t| s.tokens[t as usize].lemma == "by") else {
        return false;
    };
    let Some(noun) = s.head(name).filter(|&n| n < by) else {
        return false;
    };
    let done = s.children_by(noun, &[Deprel::Acl]).find(|&v| {
        (noun..name).contains(&v)
            && s.tokens[v as usize].xpos == Xpos::Vbn
            && s.child(v, &[Deprel::OblAgent]).is_none()
    });
    let Some(verb) = done.filter(|_| s.tokens[name as usize].deprel == Deprel::Nmod) else {
        return false;
    };
    hang(list, name, verb, Deprel::OblAgent);
    hang(list, by, name, Deprel::Case);
    true
}

/// Hangs a name on the first of its list, unless it is the subject of a clause
/// of its own.
fn join(s: &Sentence, list: &mut [Token], first: u32, item: u32) -> bool {
    let token = &s.tokens[item as usize];
    let subject = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let other = token.head != s.tokens[first as usize].head;
    let up = |t: &u32| {
        let conj = s.tokens[*t as usize].deprel == Deprel::Conj;
        s.head(*t).filter(|_| conj)
    };
    let chained = std::iter::successors(Some(item), up).any(|t| t == first);
    if chained || subject && other || item == first {
        return false;
    }
    hang(list, item, first, Deprel::Conj);
    true
}

/// 'The ministers of A and B, X and Y', '... A and B (X and Y)': the head of the
/// office in front.
fn office_before(s: &Sentence, entities: &[&Resolved], group: &[Item], text: &str) -> Option<u32> {
    let first = group.first()?;
    let office = entities.iter().find(|e| {
        e.kind == MentionKind::Party
            && e.parties.len() >= 2
            && e.parties.len() == group.len()
            && e.span.end < first.start
            && matches!(
                text[e.span.end as usize..first.start as usize].trim(),
                "," | "-" | "–" | "—" | "--" | "(" | ":"
            )
    })?;
    s.token_at(office.head.start)
}

/// 'In Oslo, Mr X and Mr Y agreed': names that were hung on the place in front
/// of a verb that lacks a subject.
fn fronted(s: &Sentence, list: &mut [Token], group: &[Item]) -> bool {
    let Some(first) = group.first() else {
        return false;
    };
    let Some(place) = s.head(first.head) else {
        return false;
    };
    let before = s.token_at(first.start).and_then(|t| t.checked_sub(1));
    let comma = before.is_some_and(|t| s.tokens[t as usize].lemma == ",");
    // 'In Lima Mr X signed'
    let right_behind = before == Some(place);
    let behind = before.is_some_and(|b| {
        s.tokens[first.head as usize].deprel == Deprel::Obl
            && s.tokens[b as usize].deprel == Deprel::Obl
            && s.head(b) == Some(place)
            && s.child(b, &[Deprel::Case]).is_some()
            && s.child(first.head, &[Deprel::Case]).is_none()
    });
    let outside = matches!(
        s.tokens[first.head as usize].deprel,
        Deprel::Flat | Deprel::Appos | Deprel::Conj | Deprel::Nmod
    ) && s.child(first.head, &[Deprel::Case]).is_none();
    // 'In a hotel in Lima'
    let inner = s.tokens[place as usize].deprel == Deprel::Nmod && right_behind;
    let top = s.head(place).filter(|_| inner).unwrap_or(place);
    let fronted = s.tokens[top as usize].deprel == Deprel::Obl
        && place < first.head
        && s.child(place, &[Deprel::Case]).is_some();
    let own = (comma || right_behind) && outside && fronted;
    let verb = if behind { Some(place) } else { s.head(top) };
    let Some(verb) = verb.filter(|&v| {
        (own || behind)
            && v > first.head
            && s.tokens[v as usize].upos == Upos::Verb
            && s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
    }) else {
        return false;
    };
    let passive = s.child(verb, &[Deprel::AuxPass]).is_some();
    list[first.head as usize].head = Some(verb);
    list[first.head as usize].deprel = if passive {
        Deprel::NsubjPass
    } else {
        Deprel::Nsubj
    };
    for item in group.iter().skip(1) {
        list[item.head as usize].head = Some(first.head);
        list[item.head as usize].deprel = Deprel::Conj;
    }
    true
}
