//! Slips of the parser that cost an event, and that the words around them
//! show to be slips.

pub(crate) mod as_planned;
pub(crate) mod attach;
pub(crate) mod clause_subject;
pub(crate) mod clauses;
pub(crate) mod cleft;
pub(crate) mod complement;
pub(crate) mod copula;
pub(crate) mod event_lists;
pub(crate) mod facing;
pub(crate) mod fragment;
pub(crate) mod front_place;
pub(crate) mod fronted;
pub(crate) mod garden;
pub(crate) mod gathered;
pub(crate) mod headline;
pub(crate) mod hyphened;
pub(crate) mod inner_day;
pub(crate) mod inserted;
pub(crate) mod irregular;
pub(crate) mod kept_promise;
pub(crate) mod lemma;
pub(crate) mod lists;
pub(crate) mod misread;
pub(crate) mod not_but;
pub(crate) mod objects;
pub(crate) mod own_case;
pub(crate) mod phrases;
pub(crate) mod rounds;
pub(crate) mod series;
pub(crate) mod set_at;
pub(crate) mod slips;
pub(crate) mod speech;
pub(crate) mod starting;
pub(crate) mod straight_behind;
pub(crate) mod struck;
pub(crate) mod talks_between;
pub(crate) mod titled;
pub(crate) mod town_name;
pub(crate) mod up_running;
pub(crate) mod work_on;

use crate::mend::clauses::{
    after_clause, ahead_of, back_in, before_name, behind_noun, between_commas, between_sides,
    beyond_relative, by_phone, closes_clause, contact_clause, due_in, expects_to, first_of_two,
    is_content, is_due_in, is_due_to, joins_main, left_dead, list_plans, names_to, object_behind,
    only_verb, opened_by_subject, past_clause, that_resume, that_talks, time_clause, to_aid,
    told_to, under_mark, years_of,
};
use crate::mend::objects::{
    bare_object, bargaining, due_to, eased, handed_over, invited_to, is_it, is_named_object,
    is_object, is_phrase, is_to, particles, set_free, stops, stops_short, to_be_held, to_free,
    to_noun, went_ahead, would_free,
};
use crate::mend::phrases::{day_of_object, is_fighting, is_together, journey_to, told_clause};
use crate::mend::slips::{
    above, accused_of, aside, behind_day, beside_day, beside_name, beyond_name, beyond_phrase,
    date_for, doing, down_again, drawn_away, given_time, in_list, is_apposed, is_crossing,
    is_joined, is_plural_noun, journey_of, on_edge, own_clause, planned, planned_visit, plans_for,
    raising, reported, second_subject, set_apart, sniper_fire, willing,
};
use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Puts a word under another.
pub(crate) fn hang(list: &mut [Token], word: u32, head: u32, rel: Deprel) {
    let token = &mut list[word as usize];
    token.head = Some(head);
    token.deprel = rel;
}

/// What the subject of a verb is called: that of a passive or of an active.
pub(crate) fn subject_of(s: &Sentence, verb: u32) -> Deprel {
    if s.child(verb, &[Deprel::AuxPass]).is_some() {
        Deprel::NsubjPass
    } else {
        Deprel::Nsubj
    }
}

/// The sentence with its slips mended; `None` where there are none.
pub(crate) fn mend(s: &Sentence) -> Option<Sentence> {
    let mut tokens: Option<Vec<Token>> = None;
    for v in 0..s.tokens.len() as u32 {
        if s.tokens[v as usize].upos != Upos::Verb {
            continue;
        }
        if let Some((subject, more)) = s.fronted_subject(v) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, subject, v, subject_of(s, v));
            for m in more {
                list[m as usize].head = Some(subject);
            }
        }
        if let Some((subject, clause)) = drawn_away(s, v) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, subject, clause, subject_of(s, clause));
        }
    }
    for w in 0..s.tokens.len() as u32 {
        if let Some(v) = raising(s, w) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[v as usize].head, list[v as usize].deprel);
            list[w as usize].head = head;
            list[w as usize].deprel = rel;
            for &c in s.children(v) {
                if c < w {
                    let t = &mut list[c as usize];
                    t.head = Some(w);
                    if matches!(t.deprel, Deprel::NsubjOuter | Deprel::NsubjPass) {
                        t.deprel = Deprel::Nsubj;
                    }
                }
            }
            hang(list, v, w, Deprel::Xcomp);
        }
    }
    for c in 0..s.tokens.len() as u32 {
        rounds::mend(s, c, &mut tokens);
        copula::mend(s, c, &mut tokens);
        set_free(s, c, &mut tokens);
        let lasts = garden::mend(s, c, &mut tokens);
        if let Some((plan, who)) = plans_for(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, plan, Deprel::Acl);
            hang(list, who, c, Deprel::Nsubj);
        }
        if let Some(verb) = accused_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Advcl);
        }
        if let Some(verb) = given_time(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Xcomp);
        }
        if is_object(s, c) || bare_object(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Obj;
        }
        particles(s, c, &mut tokens);
        if let Some((that, v)) = that_talks(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            if list[v as usize].head == Some(c) {
                let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
                (list[v as usize].head, list[v as usize].deprel) = (head, rel);
            }
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nns);
            (noun.deprel, noun.head) = (Deprel::Nsubj, Some(v));
            hang(list, that, v, Deprel::Mark);
            for &t in s.children(c) {
                if list[t as usize].deprel == Deprel::Obl {
                    list[t as usize].deprel = Deprel::Nmod;
                }
            }
        }
        if let Some(v) = under_mark(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, subject_of(s, v));
        }
        if let Some((o, mark)) = time_clause(s, c).or_else(|| after_clause(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, o, c, subject_of(s, c));
            hang(list, mark, c, Deprel::Mark);
        }
        if let Some(mark) = opened_by_subject(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, mark, c, Deprel::Mark);
            list[c as usize].deprel = Deprel::Advcl;
        }
        event_lists::mend(s, c, &mut tokens);
        if let Some(noun) = complement::decided_by(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Acl);
        }
        if let Some(v) = down_again(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::CompoundPrt);
        }
        let past = eased(s, c);
        if let Some(object) = past.or_else(|| is_to(s, c)).filter(|_| !lasts) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let over = list[object as usize].clone();
            let verb = &mut list[c as usize];
            verb.upos = Upos::Verb;
            verb.xpos = if past.is_some() { Xpos::Vbd } else { Xpos::Vb };
            (verb.deprel, verb.head) = (over.deprel, over.head);
            for &t in s.children(object) {
                let phrase = s.child(t, &[Deprel::Case]).is_some();
                let child = &mut list[t as usize];
                match child.deprel {
                    Deprel::Cop => (child.head, child.deprel) = (Some(c), Deprel::Aux),
                    // 'on Saturday', but 'of the army'
                    Deprel::Nmod if t > object && phrase && case(s, t) != Some("of") => {
                        (child.head, child.deprel) = (Some(c), Deprel::Obl);
                    }
                    Deprel::Nsubj
                    | Deprel::Obl
                    | Deprel::OblUnmarked
                    | Deprel::Advmod
                    | Deprel::Advcl
                    | Deprel::Punct
                    | Deprel::Mark => child.head = Some(c),
                    _ => {}
                }
            }
            hang(list, object, c, Deprel::Obj);
        }
        if let Some(over) = would_free(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let verb = &mut list[c as usize];
            (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
            hang(list, c, over, Deprel::Ccomp);
        }
        if let Some(to) = to_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let mark = &mut list[to as usize];
            (mark.upos, mark.xpos, mark.deprel) = (Upos::Adp, Xpos::In, Deprel::Case);
        }
        if let Some(verb) = invited_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Obl);
        }
        // 'Fighting broke out between the army and the rebels'
        if is_fighting(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let word = &mut list[c as usize];
            (word.upos, word.xpos, word.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Nsubj);
            word.lemma.push_str("ing");
        }
        if let Some(of) = bargaining(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[of as usize].deprel = Deprel::Case;
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Nmod);
            noun.lemma = match noun.lemma.as_str() {
                "haggle" => "haggling".into(),
                "wrangle" => "wrangling".into(),
                _ => "bargaining".into(),
            };
        }
        if stops(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Obj);
            noun.lemma = if noun.lemma == "fire" {
                "fire".into()
            } else {
                format!("{}ing", noun.lemma)
            };
        }
        if let Some((object, to, over)) = to_free(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let verb = &mut list[c as usize];
            (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
            hang(list, c, over, Deprel::Xcomp);
            hang(list, to, c, Deprel::Mark);
            hang(list, object, c, Deprel::Obj);
        }
        if let Some((that, verb, to)) = due_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, that, c, Deprel::Nsubj);
            hang(list, verb, c, Deprel::Xcomp);
            hang(list, to, verb, Deprel::Mark);
        }
        if let Some(noun) = to_be_held(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let due = s
                .child(c, &[Deprel::Mark])
                .filter(|&d| s.tokens[d as usize].lemma == "due");
            match due {
                None => hang(list, c, noun, Deprel::Acl),
                // As in 'which are due to open'.
                Some(due) => {
                    list[due as usize].upos = Upos::Adj;
                    hang(list, due, noun, Deprel::Acl);
                    hang(list, c, due, Deprel::Xcomp);
                    for &to in s.children(due) {
                        hang(list, to, c, Deprel::Mark);
                    }
                }
            }
        }
        if is_phrase(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Obl;
        }
        if is_content(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Acl;
        }
        if let Some(verb) = stops_short(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(verb);
        }
        if is_due_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Xcomp;
        }
        if is_named_object(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Obj;
        }
        if is_it(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Nsubj;
        }
        if let Some(detail) = date_for(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, detail, Deprel::Nmod);
        }
        if let Some((noun, agent)) = sniper_fire(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[noun as usize].deprel = list[agent as usize].deprel;
            list[c as usize].deprel = Deprel::Compound;
            for &t in s.children(agent) {
                list[t as usize].head = Some(noun);
            }
            hang(list, agent, noun, Deprel::Amod);
        }
        if let Some(noun) = planned_visit(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if let Some(noun) = set_apart(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if let Some(v) = handed_over(s, c).or_else(|| went_ahead(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::CompoundPrt);
        }
        if let Some(noun) = ahead_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if let Some(place) = is_due_in(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let over = list[place as usize].clone();
            let due = &mut list[c as usize];
            // As 'is expected in Nairobi'.
            (due.upos, due.xpos) = (Upos::Verb, Xpos::Vbn);
            (due.deprel, due.head) = (over.deprel, over.head);
            for &t in s.children(place).iter().chain(s.children(c)) {
                let child = &mut list[t as usize];
                match child.deprel {
                    Deprel::Nsubj | Deprel::NsubjOuter => {
                        (child.head, child.deprel) = (Some(c), Deprel::NsubjPass);
                    }
                    Deprel::Cop => (child.head, child.deprel) = (Some(c), Deprel::AuxPass),
                    Deprel::Nmod => (child.head, child.deprel) = (Some(c), Deprel::Obl),
                    Deprel::Case | Deprel::Det | Deprel::Compound | Deprel::Flat | Deprel::Amod => {
                    }
                    _ if t != c => child.head = Some(c),
                    _ => {}
                }
            }
            hang(list, place, c, Deprel::Obl);
        }
        if let Some((noun, place)) = due_in(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let due = &mut list[c as usize];
            // As 'expected in Oslo'.
            (due.upos, due.xpos) = (Upos::Verb, Xpos::Vbn);
            (due.deprel, due.head) = (Deprel::Acl, Some(noun));
            hang(list, place, c, Deprel::Obl);
            // 'next week' behind it is when they are due.
            let after = s.subtree(place).last().map_or(place, |&t| t) + 1;
            let time = (after..s.tokens.len() as u32)
                .take(4)
                .find(|&t| s.tokens[t as usize].deprel == Deprel::OblUnmarked);
            if let Some(t) = time.filter(|&t| s.subtree(t).first() == Some(&after)) {
                list[t as usize].head = Some(c);
            }
        }
        if to_aid(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let head = list[c as usize].head;
            let noun = &mut list[c as usize];
            let mut tag = Xpos::Nn;
            if noun.lemma == "talks" {
                noun.lemma = "talk".into();
                tag = Xpos::Nns;
            }
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, tag, Deprel::Obl);
            for &t in s.children(c) {
                let child = &mut list[t as usize];
                match child.deprel {
                    Deprel::Mark => child.deprel = Deprel::Case,
                    Deprel::Obl | Deprel::OblUnmarked => child.head = head,
                    _ => {}
                }
            }
        }
        if let Some(v) = joins_main(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(v) = names_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some((noun, main)) = contact_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let who = list[noun as usize].head;
            for &t in who.map_or(&[][..], |w| s.children(w)) {
                if t < noun && list[t as usize].deprel == Deprel::Det {
                    list[t as usize].head = Some(noun);
                }
            }
            list[main as usize].head = None;
            list[main as usize].deprel = Deprel::Root;
            hang(list, noun, main, Deprel::Nsubj);
            hang(list, c, noun, Deprel::AclRelcl);
        }
        if let Some((v, subject)) = between_commas(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[v as usize].head = None;
            list[v as usize].deprel = Deprel::Root;
            hang(list, c, subject, Deprel::Acl);
            list[c as usize].xpos = Xpos::Vbn;
        }
        if let Some(place) = back_in(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let top = list[c as usize].clone();
            for &t in s.children(c) {
                if t != place {
                    list[t as usize].head = Some(place);
                }
            }
            list[place as usize].head = top.head;
            list[place as usize].deprel = top.deprel;
            hang(list, c, place, Deprel::Advmod);
        }
        if let Some(noun) = beyond_relative(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = None;
            list[c as usize].deprel = Deprel::Root;
            hang(list, noun, c, subject_of(s, c));
        }
        if let Some(name) = before_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(name);
        }
        if years_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Nmod);
            noun.lemma = "fighting".into();
            if let Some(of) = s.child(c, &[Deprel::Mark]) {
                list[of as usize].deprel = Deprel::Case;
            }
            for &t in s.children(c) {
                if list[t as usize].deprel == Deprel::Obl {
                    list[t as usize].deprel = Deprel::Nmod;
                }
            }
        }
        if let Some((noun, over)) = that_resume(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            for &t in s.children(c) {
                let child = &mut list[t as usize];
                match child.deprel {
                    // 'with Sudan' belongs to the talks.
                    Deprel::Compound => (child.head, child.deprel) = (Some(noun), Deprel::Nmod),
                    Deprel::Nmod => child.deprel = Deprel::Obl,
                    _ => {}
                }
            }
            let name = s.child(c, &[Deprel::Compound]);
            if let (Some(name), Some(case)) = (name, s.child(c, &[Deprel::Case])) {
                list[case as usize].head = Some(name);
            }
            if let Some(that) = s.child(noun, &[Deprel::Mark]) {
                list[that as usize].head = Some(c);
            }
            let verb = &mut list[c as usize];
            (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
            hang(list, c, over, Deprel::Ccomp);
            hang(list, noun, c, Deprel::Nsubj);
        }
        if first_of_two(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Iobj;
        }
        if let Some(noun) = behind_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Acl);
        }
        if let Some(noun) = between_sides(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if expects_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Xcomp;
        }
        if let Some(v) = left_dead(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obj);
        }
        if let Some((subject, mark, over)) = past_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, over, Deprel::Advcl);
            hang(list, subject, c, Deprel::Nsubj);
            hang(list, mark, c, Deprel::Mark);
        }
        if let Some(v) = by_phone(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
            list[v as usize].xpos = Xpos::Vbd;
            if list[v as usize].lemma == "spoke" {
                list[v as usize].lemma = "speak".into();
            }
            for &t in s.children(v) {
                if list[t as usize].deprel == Deprel::NsubjPass {
                    list[t as usize].deprel = Deprel::Nsubj;
                }
            }
        }
        if let Some((first, over)) = list_plans(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let verb = &mut list[c as usize];
            (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vbp);
            hang(list, c, over, Deprel::Ccomp);
            hang(list, first, c, Deprel::Nsubj);
        }
        if let Some(v) = told_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obj);
        }
        if let Some(v) = closes_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(v) = beside_day(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some((day, v)) = behind_day(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, subject_of(s, v));
            for &t in s.children(c).iter().filter(|&&t| t < day) {
                list[t as usize].head = Some(day);
            }
            // The family name of 'on Monday Daniel Moi'.
            for &t in s.children(day).iter().filter(|&&t| t > c) {
                if list[t as usize].deprel == Deprel::Flat {
                    list[t as usize].head = Some(c);
                }
            }
        }
        if let Some(v) = on_edge(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some(v) = own_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, subject_of(s, v));
        }
        if let Some(noun) = second_subject(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::AclRelcl);
        }
        if let Some(v) = beyond_phrase(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Xcomp);
        }
        if let Some(first) = in_list(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, first, Deprel::Conj);
        }
        if let Some(v) = only_verb(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
            list[v as usize].head = head;
            list[v as usize].deprel = rel;
            list[v as usize].xpos = Xpos::Vbd;
            hang(list, c, v, Deprel::Nsubj);
        }
        if let Some(n) = object_behind(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let top = list[n as usize].clone();
            let verb = &mut list[c as usize];
            (verb.upos, verb.deprel, verb.head) = (Upos::Verb, Deprel::Root, None);
            verb.xpos = if top.deprel == Deprel::Obj {
                Xpos::Vbn
            } else {
                Xpos::Vbd
            };
            // 'has lifted sanctions': the auxiliary was taken for the verb.
            if let Some(aux) = top.head.filter(|_| top.deprel == Deprel::Obj) {
                for &t in s.children(aux) {
                    if t != n {
                        list[t as usize].head = Some(c);
                    }
                }
                hang(list, aux, c, Deprel::Aux);
            } else if s.child(n, &[Deprel::Aux]).is_some() {
                list[c as usize].xpos = Xpos::Vb;
                for &t in s.children(n).iter().filter(|&&t| t < c) {
                    list[t as usize].head = Some(c);
                    if list[t as usize].deprel == Deprel::Compound {
                        let day = s.child(t, &[Deprel::Case]).is_some();
                        list[t as usize].deprel = if day { Deprel::Obl } else { Deprel::Nsubj };
                    }
                }
            } else if let Some(who) = s.children_by(n, &[Deprel::Compound]).find(|&t| t < c) {
                hang(list, who, c, Deprel::Nsubj);
            }
            hang(list, n, c, Deprel::Obj);
        }
        if let Some(h) = journey_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(h);
        }
        if let Some(v) = beside_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some(v) = beyond_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(h) = above(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(h);
        }
        if is_crossing(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nn);
            noun.lemma = "crossing".into();
        }
        if is_plural_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].upos = Upos::Noun;
            list[c as usize].xpos = Xpos::Nns;
        }
        if let Some((subject, clause)) = reported(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[clause as usize].head, list[clause as usize].deprel);
            hang(list, subject, c, Deprel::Nsubj);
            list[c as usize].head = head;
            list[c as usize].deprel = rel;
            hang(list, clause, c, Deprel::Ccomp);
        }
        if let Some((n, v)) = planned(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, n, v, Deprel::Obj);
            hang(list, c, n, Deprel::Acl);
        }
        if let Some(n) = aside(s, c) {
            hang(
                tokens.get_or_insert_with(|| s.tokens.clone()),
                c,
                n,
                Deprel::Acl,
            );
        }
        if let Some(it) = willing(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Xcomp;
            if let Some(it) = it {
                list[it as usize].deprel = Deprel::Nsubj;
            }
        }
        if let Some(v) = doing(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            if list[v as usize].head == Some(c) {
                let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
                list[v as usize].head = head;
                list[v as usize].deprel = rel;
                for &t in s.children(c).iter().filter(|&&t| t > v) {
                    list[t as usize].head = Some(v);
                }
            }
            hang(list, c, v, Deprel::Nsubj);
            list[v as usize].xpos = Xpos::Vbd;
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nn);
        }
        // 'Brought them together in Oslo': not 'together in Oslo'.
        let beside = s.tokens[c as usize]
            .head
            .filter(|&n| n > c && is_together(s, c, n));
        if let Some(verb) = beside.and_then(|n| s.tokens[n as usize].head) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(verb);
        }
        if let Some(tells) = told_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, tells, Deprel::Ccomp);
        }
        // 'Blamed a bombing in Oslo on Monday': the day of the bombing.
        if let Some(event) = day_of_object(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, event, Deprel::Nmod);
        }
        if let Some(journey) = journey_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, journey, Deprel::Nmod);
        }
        if is_apposed(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Appos;
        }
        if is_joined(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Conj;
        }
    }
    speech::mend(s, &mut tokens);
    // Two slips mended side by side may undo each other: then none is.
    let tokens = tokens.filter(|list| is_tree(list))?;
    let span: Span = s.span;
    Some(Sentence::new(span, tokens, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

/// True where every token hangs, over others, on one that hangs on none.
pub(crate) fn is_tree(tokens: &[Token]) -> bool {
    let up = |t: &usize| tokens.get(*t)?.head.map(|h| h as usize);
    (0..tokens.len()).all(|t| {
        std::iter::successors(Some(t), up)
            .take(tokens.len() + 1)
            .count()
            <= tokens.len()
    })
}

/// The preposition of a phrase.
pub(crate) fn case(s: &Sentence, c: u32) -> Option<&str> {
    let t = s.child(c, &[Deprel::Case])?;
    (t < c).then(|| s.tokens[t as usize].lemma.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn err_heads_in_a_circle_are_no_tree() {
        let s = tree(
            "They met.",
            0,
            "They they PRON PRP 2 nsubj
            met meet VERB VBD 0 root
            . . PUNCT . 2 punct",
        );
        let mut tokens = s.tokens.clone();
        assert!(is_tree(&tokens));
        tokens[1].head = Some(0);
        assert!(!is_tree(&tokens));
    }
}
