//! Which time and which place belong to which event of a sentence.

use crate::draft::signed_in;
use crate::lexicon::Lexicon;
use crate::mood::Form;
use crate::propose::Proposal;
use crate::propose::roles::{Names, is_matter};
use crate::tree::Tree;
use dateline_record::{Granularity, Interval, Kind, Resolved, Timex, TimexType};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::Date;

/// A time or a place for an event, with how far it stands from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<T> {
    pub value: T,
    /// Head word of the phrase.
    pub word: u32,
    /// Words between it and the event; fewer is surer.
    pub distance: u32,
    /// It hangs on a word that is not the event's own, such as 'agreed'.
    pub loose: bool,
}

/// Owners of a phrase: positions in the list of proposals, the distance, and
/// whether it hangs on a word that was only passed.
fn owners(tree: &Tree, proposals: &[Proposal], word: u32) -> (Vec<usize>, u32, bool) {
    let mut distance = 0;
    for t in tree.s.ancestors(word).take(40) {
        let on = |list: fn(&Proposal) -> &Vec<u32>| -> Vec<usize> {
            proposals
                .iter()
                .enumerate()
                .filter(|(_, p)| list(p).contains(&t))
                .map(|(i, _)| i)
                .collect()
        };
        let own = on(|p| &p.path.spine);
        if !own.is_empty() && t != word {
            return (own, distance, false);
        }
        let passed = on(|p| &p.path.passed);
        if !passed.is_empty() && t != word {
            return (passed, distance, true);
        }
        if t != word {
            // Another clause lies between.
            let clause =
                matches!(
                    tree.rel(t),
                    Deprel::AclRelcl | Deprel::Ccomp | Deprel::Parataxis
                ) || tree.is_verb(t) && tree.rel(t) != Deprel::Xcomp && !is_undertaken(tree, t);
            if clause {
                return (Vec::new(), distance, false);
            }
        }
        distance += 1;
    }
    (Vec::new(), distance, false)
}

/// 'Agreed in April to keep it open from June': what one undertakes, though days
/// stand between.
fn is_undertaken(tree: &Tree, verb: u32) -> bool {
    let agrees = |v: u32| {
        matches!(
            tree.lemma(v),
            "agree" | "decide" | "pledge" | "promise" | "undertake" | "vow" | "resolve" | "commit"
        )
    };
    tree.rel(verb) == Deprel::Advcl
        && tree.mood(verb).form == Form::Infinitive
        && tree.s.head(verb).is_some_and(|v| v < verb && agrees(v))
}

/// The distance of a phrase that the tree gives to no event.
const FAR: u32 = 8;

/// So many proposals to either side of a word may own it by its place alone.
const NEAR: usize = 8;

/// The events that a phrase tells of which hangs on none of their words: 'the next
/// round is on Monday', 'the deadline for an accord is 3 May', 'will not hold its
/// session, which was planned for May'.
fn told_of(tree: &Tree, proposals: &[Proposal], word: u32) -> Vec<usize> {
    let those = |own: &dyn Fn(&Proposal) -> bool| -> Vec<usize> {
        (0..proposals.len())
            .filter(|&i| own(&proposals[i]))
            .collect()
    };
    let copula = tree.children(word).any(|c| tree.rel(c) == Deprel::Cop);
    let subject = || tree.s.child(word, &[Deprel::Nsubj, Deprel::NsubjOuter]);
    let mut all = Vec::new();
    if let Some(subject) = copula.then(subject).flatten() {
        all = those(&|p| {
            let path = &p.path;
            p.noun == Some(subject)
                || path.spine.contains(&subject)
                || path.passed.contains(&subject)
        });
    }
    if all.is_empty()
        && let Some(top) = allotted(tree, word)
    {
        all = those(&|p| tree.s.dominates(top, p.head));
    }
    if all.is_empty()
        && let Some(verb) = planned_object(tree, word)
    {
        all = those(&|p| p.verb == Some(verb));
    }
    if all.is_empty()
        && let Some(noun) = planned_above(tree, word)
    {
        all = those(&|p| p.noun == Some(noun));
    }
    all
}

/// The event whose verb stands right behind a phrase: 'the house on Wednesday
/// ratified the accord', however the tree hangs the phrase.
fn right_after(tree: &Tree, proposals: &[Proposal], word: u32) -> Option<usize> {
    let mut t = word + 1;
    while t < tree.len()
        && (matches!(tree.rel(t), Deprel::Aux | Deprel::AuxPass | Deprel::Advmod)
            || tree.upos(t) == dateline_syntax::Upos::Aux)
    {
        t += 1;
    }
    if t > word + 4 || !tree.is_verb(t) {
        return None;
    }
    near(proposals, t).find(|&i| {
        let p = &proposals[i];
        p.head == t || p.path.spine.contains(&t)
    })
}

/// Positions of the proposals whose triggers stand nearest to a word: they are
/// in order of their heads, so that long sentences cost no more a word.
fn near(proposals: &[Proposal], word: u32) -> std::ops::Range<usize> {
    let middle = proposals.partition_point(|p| p.head < word);
    middle.saturating_sub(NEAR)..(middle + NEAR).min(proposals.len())
}

/// Words from a trigger to the end of its phrase and what stands right behind.
const LONG: u32 = 18;

/// The event that a phrase stands right behind, where the tree gives it to
/// none: long phrases are often hung on the wrong word. No verb, mark or other
/// event may lie between.
fn close_before(tree: &Tree, proposals: &[Proposal], word: u32) -> Option<usize> {
    let at = |p: &Proposal| p.noun.unwrap_or(p.head).max(p.head);
    let mut best: Option<(u32, usize)> = None;
    for i in near(proposals, word) {
        let t = at(&proposals[i]);
        if t < word && word - t <= LONG && best.is_none_or(|(b, _)| t > b) {
            best = Some((t, i));
        }
    }
    let (mut t, mut i) = best?;
    // 'The ratification of the treaty on Monday drew protests', 'the lifting of its ban on
    // Monday': what is done with the one is of that day.
    let above = tree
        .s
        .head(t)
        .filter(|_| tree.rel(t) == Deprel::Nmod && tree.case(t).as_deref() == Some("of"));
    if let Some(j) = above.and_then(|n| near(proposals, n).find(|&j| at(&proposals[j]) == n)) {
        (t, i) = (at(&proposals[j]), j);
    }
    // 'The closure of its border with Chad on Monday drew protests': the words of
    // its own phrase part the two no further.
    // 'Criticised the closure of its border with Chad on Monday' may tell of either.
    let own = !matches!(tree.rel(t), Deprel::Obj | Deprel::Nmod);
    let last = (t + 1..word).take_while(|&k| own && tree.s.dominates(t, k));
    if word - last.last().unwrap_or(t) > 6 {
        return None;
    }
    let parted = (t + 1..word).any(|k| {
        tree.is_verb(k) && !matches!(tree.rel(k), Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            || matches!(tree.rel(k), Deprel::Punct | Deprel::Cc | Deprel::Mark)
    });
    (!parted).then_some(i)
}

/// Shares a phrase out among events that hang on the same words: it belongs
/// to the one before it, unless it stands behind the last of them, or before
/// the first, and the others have none of their own.
fn share(proposals: &[Proposal], owners: &[usize], word: u32) -> (Vec<usize>, bool) {
    if owners.len() < 2 {
        return (owners.to_vec(), false);
    }
    let at = |i: usize| {
        proposals[i]
            .noun
            .or(proposals[i].verb)
            .unwrap_or(proposals[i].head)
    };
    let first = owners.iter().copied().map(at).min().unwrap_or(0);
    let before: Vec<usize> = {
        let nearest = owners.iter().copied().map(at).filter(|&t| t < word).max();
        owners
            .iter()
            .copied()
            .filter(|&i| Some(at(i)) == nearest)
            .collect()
    };
    let last = owners.iter().copied().map(at).max().unwrap_or(0);
    if word < first || before.is_empty() {
        (owners.to_vec(), true)
    } else if word > last {
        // Those of the last one for sure, the others' if they have none.
        (before, true)
    } else {
        (before, false)
    }
}

/// True where an event is the setting of a verb: 'they agreed at the talks',
/// 'officials meeting in Oslo agreed', 'they signed it, ending the talks', 'he
/// said after the talks'.
fn is_setting(tree: &Tree, lexicon: &Lexicon, p: &Proposal, verb: u32) -> bool {
    let reaches = |mut v: u32| {
        for _ in 0..3 {
            if v == verb {
                return true;
            }
            // 'They agreed on Monday to go on, at talks in Oslo.'
            match (tree.rel(v), tree.s.head(v)) {
                (Deprel::Xcomp, Some(h)) => v = h,
                (Deprel::Advcl, Some(h)) if tree.mood(v).form == Form::Infinitive => v = h,
                _ => return false,
            }
        }
        false
    };
    p.path.spine.iter().any(|&w| {
        let Some(up) = tree.s.head(w) else {
            return false;
        };
        if tree.is_verb(w) {
            // 'Visited X on Monday before flying to Y': no day for Y.
            // 'After signing X in Oslo, they met on Monday'
            let before = tree
                .children(w)
                .any(|c| c < w && matches!(tree.lemma(c), "before" | "after"));
            return !before
                && tree.token(w).xpos == Xpos::Vbg
                && match tree.rel(w) {
                    Deprel::Acl => tree.s.head(up) == Some(verb),
                    Deprel::Advcl => reaches(up),
                    _ => false,
                };
        }
        let Some(case) = tree.case(w) else {
            return false;
        };
        match case.as_str() {
            "at" | "during" => tree.is_verb(up) && reaches(up),
            // 'Had been agreed in a telephone call on Monday', 'over dinner'
            "in" | "over" => {
                lexicon.is_meeting_noun(tree.lemma(w)) && tree.is_verb(up) && reaches(up)
            }
            "after" | "following" => up == verb && lexicon.listed("speaking", tree.lemma(verb)),
            _ => false,
        }
    })
}

/// The word that a meeting stands beside, where it is only the setting of what
/// is told: 'met' for 'they met on the sidelines of the conference'.
pub(crate) fn beside(tree: &Tree, lexicon: &Lexicon, noun: u32) -> Option<u32> {
    let edge = tree.s.head(noun)?;
    (tree.case(noun).as_deref() == Some("of") && lexicon.listed("edges", tree.lemma(edge)))
        .then(|| tree.s.head(edge))
        .flatten()
}

/// True where an event told by a verb is set in one told by a noun: 'they met
/// at a conference'.
fn is_set_in(tree: &Tree, lexicon: &Lexicon, event: &Proposal, setting: &Proposal) -> bool {
    let Some(noun) = setting.noun.filter(|_| setting.verb.is_none()) else {
        return false;
    };
    let up = match tree.case(noun).as_deref() {
        Some("at" | "during") => tree.s.head(noun),
        Some("over") if lexicon.is_meeting_noun(tree.lemma(noun)) => tree.s.head(noun),
        _ => beside(tree, lexicon, noun),
    };
    // 'They signed an accord on the sidelines of a conference'
    let carried = |v: u32| tree.is_verb(v) && event.path.spine.contains(&v);
    event.verb.is_some() && event.verb == up || up.is_some_and(carried)
}

/// The word over what is to be done by a day that hangs beside it: 'have until
/// 9 June to sign', 'a deadline of 9 June to sign'.
pub(crate) fn allotted(tree: &Tree, word: u32) -> Option<u32> {
    let up = tree.s.head(word)?;
    if let Some(limit) = runs_out_on(tree, word) {
        return Some(limit);
    }
    let case = tree.case(word)?;
    if is_limit(tree, up) {
        return (case == "of").then_some(up);
    }
    let gives = matches!(tree.lemma(up), "have" | "give" | "get") && case == "until";
    tree.s
        .child(up, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Acl])
        .filter(|&v| gives && tree.mood(v).form == Form::Infinitive)
}

/// The verb of whose object a clause tells when it was planned for.
fn planned_object(tree: &Tree, word: u32) -> Option<u32> {
    let plans = tree.s.head(word).filter(|&v| {
        let clause = matches!(tree.rel(v), Deprel::Acl | Deprel::AclRelcl);
        clause
            && tree.case(word).is_some()
            && matches!(
                tree.lemma(v),
                "plan" | "schedule" | "arrange" | "set" | "slate" | "due" | "expect"
            )
    })?;
    let noun = tree.s.head(plans)?;
    let verb = tree.s.head(noun)?;
    (tree.object(verb) == Some(noun)).then_some(verb)
}

/// 'The gathering of commanders planned for Lima on Friday', 'a rise of the duty on
/// wine planned for 3 May': the noun of the phrase, where the clause behind it was hung
/// on the last word of it.
fn planned_above(tree: &Tree, word: u32) -> Option<u32> {
    let plans = tree.s.head(word).filter(|&v| {
        tree.rel(v) == Deprel::Acl
            && tree.token(v).xpos == Xpos::Vbn
            && crate::tie::plan_day::is_plan(tree.lemma(v))
    })?;
    let last = tree
        .s
        .head(plans)
        .filter(|&n| n < plans && tree.is_noun(n))?;
    let up = tree.s.ancestors(last).take(2).filter(|&n| n != last);
    let mut below = last;
    for n in up {
        if tree.rel(below) != Deprel::Nmod || !tree.is_noun(n) {
            return None;
        }
        below = n;
    }
    (below != last).then_some(below)
}

/// 'A date of 3 October': the day that the noun says is set.
fn is_date_of(tree: &Tree, word: u32) -> bool {
    tree.case(word).as_deref() == Some("of")
        && tree
            .s
            .head(word)
            .is_some_and(|n| tree.is_noun(n) && tree.lemma(n) == "date")
}

/// 'The deadline for them to withdraw expires on Sunday': the noun whose day the
/// word tells.
pub(crate) fn runs_out_on(tree: &Tree, word: u32) -> Option<u32> {
    let verb = tree.s.head(word).filter(|&v| tree.is_verb(v))?;
    let on = matches!(tree.case(word).as_deref(), None | Some("on" | "at" | "in"));
    let out = matches!(
        tree.lemma(verb),
        "expire" | "fall" | "end" | "run" | "lapse" | "pass" | "elapse" | "come"
    );
    tree.subject(verb)
        .filter(|&n| on && out && is_limit(tree, n))
}

/// 'A deadline of 9 June': the last day on which it may be.
pub(crate) fn is_limit(tree: &Tree, noun: u32) -> bool {
    matches!(tree.lemma(noun), "deadline" | "limit" | "cut-off")
}

/// Lists one kind of phrase for each proposal, best first.
fn assign<T: Copy>(
    tree: &Tree,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    phrases: &[(u32, T)],
) -> Vec<Vec<Candidate<T>>> {
    let mut out: Vec<Vec<Candidate<T>>> = vec![Vec::new(); proposals.len()];
    let mut spare: Vec<(Vec<usize>, Candidate<T>)> = Vec::new();
    for &(word, value) in phrases {
        let (mut all, mut distance, mut loose) = owners(tree, proposals, word);
        // 'A date of 3 October has been agreed for talks'
        if loose && is_date_of(tree, word) {
            (distance, loose) = (1, false);
        }
        if all.is_empty() {
            all = told_of(tree, proposals, word);
            if !all.is_empty() {
                (distance, loose) = (1, false);
            }
        }
        if all.is_empty()
            && let Some(i) =
                right_after(tree, proposals, word).or_else(|| close_before(tree, proposals, word))
        {
            (all, distance, loose) = (vec![i], FAR, false);
        }
        // What is agreed on a day at talks is agreed on the day of the talks.
        let at = tree.s.head(word).filter(|&v| tree.is_verb(v));
        for i in near(proposals, word) {
            if at.is_some_and(|v| is_setting(tree, lexicon, &proposals[i], v)) && !all.contains(&i)
            {
                out[i].push(Candidate {
                    value,
                    word,
                    distance: FAR,
                    loose: false,
                });
            }
        }
        // 'They met at a conference in Oslo': where the setting is, they met.
        for &i in &all {
            for j in near(proposals, word) {
                if !all.contains(&j) && is_set_in(tree, lexicon, &proposals[j], &proposals[i]) {
                    out[j].push(Candidate {
                        value,
                        word,
                        distance: FAR,
                        loose: false,
                    });
                }
            }
        }
        let (sure, shared) = share(proposals, &all, word);
        let candidate = Candidate {
            value,
            word,
            distance,
            loose,
        };
        for &i in &sure {
            out[i].push(candidate);
        }
        if shared {
            let rest: Vec<usize> = all.into_iter().filter(|i| !sure.contains(i)).collect();
            spare.push((rest, candidate));
        }
    }
    for (rest, candidate) in spare {
        for i in rest {
            if out[i].is_empty() {
                out[i].push(candidate);
            }
        }
    }
    out
}

/// The times of each proposal.
pub(crate) fn times<'t>(
    tree: &Tree,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    timexes: &[&'t Timex],
) -> Vec<Vec<Candidate<&'t Timex>>> {
    let phrases: Vec<(u32, &Timex)> = timexes
        .iter()
        // Of lengths only those that say till when.
        .filter(|t| t.kind != TimexType::Set && t.interval.is_some())
        // 'Now' is no day of something planned or told.
        .filter(|t| !matches!(t.value.as_str(), "PRESENT_REF" | "FUTURE_REF" | "PAST_REF"))
        .filter_map(|t| {
            let head = tree.s.head_of(t.span)?;
            // '16 May will': the month is no auxiliary.
            let slip = |w: u32| matches!(tree.rel(w), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
            let word = if slip(head) {
                tree.s.tokens_in(t.span).find(|&w| !slip(w)).unwrap_or(head)
            } else {
                head
            };
            Some((word, *t))
        })
        .collect();
    assign(tree, lexicon, proposals, &phrases)
}

/// True for those whom an attack hits: where they are is where it is ('killed
/// three people in Lachin').
fn is_hit(tree: &Tree, lexicon: &Lexicon, proposals: &[Proposal], e: &Resolved) -> bool {
    let Some(word) = tree.s.token_at(e.head.start) else {
        return false;
    };
    let first = tree.first_conjunct(word);
    matches!(tree.rel(first), Deprel::Obj | Deprel::NsubjPass)
        && proposals.iter().any(|p| {
            p.verb.is_some()
                && p.verb == tree.s.head(first)
                && lexicon.frames[p.frame as usize].kind == Some(Kind::Attack)
        })
}

/// 'The Yemeni crisis': a noun that says whose it is.
fn names_its_state(tree: &Tree, names: &Names, noun: u32) -> bool {
    tree.children(noun).any(|c| {
        matches!(
            tree.rel(c),
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss
        ) && !names.at(c).is_empty()
    })
}

/// The places of each proposal.
pub(crate) fn places<'e>(
    tree: &Tree,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    names: &Names<'e>,
    entities: &[&'e Resolved],
) -> Vec<Vec<Candidate<&'e Resolved>>> {
    let mut phrases: Vec<(u32, &Resolved)> = Vec::new();
    for &e in entities {
        if e.place.is_none() {
            continue;
        }
        let Some(word) = tree.s.token_at(e.head.start) else {
            continue;
        };
        // 'Signed a deal on the return of refugees in Khartoum on Thursday'
        let signed = (tree.s.head(word))
            .filter(|&v| tree.rel(word) == Deprel::Obl && signed_in::signs(tree.lemma(v)));
        // 'Met mediators in Lomé': whom they met is told by the town they met in.
        let met = |h: u32| {
            let verb = tree.s.head(h).filter(|_| tree.rel(h) == Deprel::Obj);
            let town = e.place.as_ref().is_some_and(|p| !p.is_state());
            h < word && town && verb.is_some_and(|v| tree.lemma(v) == "meet")
        };
        let behind = |o: &Resolved| {
            let head = tree.s.token_at(o.head.start);
            head.is_some_and(|h| signed.is_some_and(|v| h > v) || met(h))
        };
        // A place within the name of a party or person says nothing of where
        // the event is: 'the defence ministry in Seoul'.
        let inside = entities.iter().any(|o| {
            o.place.is_none()
                && o.span != e.span
                && o.span.contains(e.span)
                && (o.person.is_some() || !o.parties.is_empty())
                && !is_hit(tree, lexicon, proposals, o)
                && !behind(o)
        });
        if inside {
            continue;
        }
        // 'At Kenya's request' says at whose.
        let wish = tree.s.head(word).is_some_and(|h| {
            matches!(tree.rel(word), Deprel::NmodPoss | Deprel::Nmod)
                && tree.case(h).as_deref() == Some("at")
                && lexicon.listed("behest", tree.lemma(h))
        });
        if wish {
            continue;
        }
        // The phrase may be headed by a common noun: 'the village of X'.
        let mut top = word;
        for _ in 0..4 {
            let Some(h) = tree.s.head(top) else { break };
            let up = match tree.rel(top) {
                Deprel::Nmod => {
                    tree.case(top).is_some_and(|c| matches!(c.as_str(), "of"))
                        && names.at(h).is_empty()
                        && !tree.is_verb(h)
                }
                Deprel::Appos | Deprel::Flat => true,
                Deprel::Compound | Deprel::NmodPoss => {
                    proposals.iter().all(|p| p.noun != Some(h)) && tree.is_noun(h)
                }
                // 'In the Moyale sector', where the tags take the name for an adjective
                Deprel::Amod => {
                    let town = e.place.as_ref().is_some_and(|p| !p.is_state());
                    let part = matches!(
                        tree.lemma(h),
                        "area" | "district" | "front" | "hills" | "region" | "sector" | "valley"
                    );
                    town && part
                }
                _ => false,
            };
            if !up || proposals.iter().any(|p| p.noun == Some(h)) {
                break;
            }
            top = h;
        }
        // 'Discussed the crisis in Yemen': where the matter is.
        let matter = tree.s.head(top).filter(|&h| {
            tree.is_noun(h)
                && is_matter(tree.lemma(h))
                && proposals.iter().all(|p| p.noun != Some(h))
        });
        match matter {
            None => phrases.push((top, e)),
            // 'Talks on the Yemeni crisis in Oslo': where the talks are.
            Some(h) if names_its_state(tree, names, h) => phrases.push((h, e)),
            Some(_) => {}
        }
    }
    assign(tree, lexicon, proposals, &phrases)
}

/// True where a time names a day, a span of days or a week.
pub(crate) fn is_exact(interval: &Interval) -> bool {
    let (Some(first), Some(last)) = (interval.first_day(), interval.last_day()) else {
        return false;
    };
    let days = (last - first).get_days();
    matches!(
        interval.granularity,
        Granularity::Time | Granularity::Day | Granularity::Week
    ) && days <= 31
        && !(interval.approx && days > 6)
        && !is_half_of_month(first, last)
}

/// 'The second half of May' names no days.
fn is_half_of_month(first: Date, last: Date) -> bool {
    let halves = (first.day() == 1 && last.day() == 15)
        || (first.day() == 16 && last.day() == last.days_in_month());
    halves && first.month() == last.month() && first.year() == last.year()
}

/// True where it begins on a day that is told and has no end ('from Monday', but
/// not 'in the coming days').
pub(crate) fn begins(interval: &Interval) -> bool {
    interval.start.is_some()
        && !interval.approx
        && interval.end.is_none()
        && matches!(interval.granularity, Granularity::Time | Granularity::Day)
}

/// True where it lies after the day, or may last beyond it with no beginning
/// told ('by June').
pub(crate) fn is_future(interval: &Interval, day: Date) -> bool {
    match (interval.first_day(), interval.last_day()) {
        (Some(first), _) => first > day,
        (None, Some(last)) => last >= day,
        (None, None) => false,
    }
}

/// True where it is over before the day.
pub(crate) fn is_past(interval: &Interval, day: Date) -> bool {
    interval.last_day().is_some_and(|last| last < day)
}
