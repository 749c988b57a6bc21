//! The phase as a whole: from trees, times and names to mentions.

use crate::attribution::Attributor;
use crate::confidence::{self, Numbers, features};
use crate::draft::build::{self, Draft, Scene};
use crate::draft::{adjunct, extent, signed_in, spans, tour};
use crate::join::{
    blow, brought_together, journey, meeting, offset, on_the_phone, orders, private, replanned,
    signing, sport, stayed_away, summed_up, there_he_met, till_then,
};
use crate::lexicon::Lexicon;
use crate::mend::{attach, front_place, hyphened, inserted, lists, not_but};
use crate::propose::only_named;
use crate::propose::roles::Names;
use crate::set_aside::reserve::Reserve;
use crate::set_aside::{dependent, reserve, worth};
use crate::tie::{
    body, company, convoy, day_here, day_of_it, deadline, disaster, entry_day, links, news_of_it,
    plan_day, quoted_day, reaction, refer, setting, sides, undo,
};
use crate::tree::Tree;
use crate::{mend, propose};
use dateline_record::{EventMention, Kind, Report, Resolved, Span, Statement, Status, Timex};
use dateline_rules::{Error, RuleSet};
use dateline_syntax::Sentence;
use dateline_trees::Model;
use std::borrow::Cow;

/// Reads events off sentences. Made once, shared by all threads.
#[derive(Debug)]
pub struct Coder {
    attributor: Attributor,
    pub(crate) lexicon: Lexicon,
    confidence: Model,
}

impl Coder {
    /// A coder with the rules of one tree (phase `en.event`).
    ///
    /// # Errors
    /// A rule whose `match` or `yields` this phase cannot read; the error
    /// names the file.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        Ok(Self {
            attributor: Attributor::new(rules)?,
            lexicon: Lexicon::new(rules)?,
            confidence: confidence::embedded(),
        })
    }

    /// How sure a mention has to be to stay in a reading, 0 to 1.
    pub fn least_confidence(&self) -> f32 {
        self.confidence.least
    }

    /// A coder with the rules that are part of the program.
    ///
    /// # Errors
    /// As [`Self::new`]; the tests keep the embedded rules free of it.
    pub fn embedded() -> Result<Self, Error> {
        Self::new(&RuleSet::embedded()?)
    }

    /// The event mentions of one report in order of their triggers, behind them
    /// sentences that speak of one without a word for it and those that cannot
    /// stand alone ([`EventMention::dependent`]), and its statements in order of
    /// their content. Never fails: odd trees give odd
    /// or no mentions.
    pub fn read(
        &self,
        report: &Report,
        sentences: &[Sentence],
        timexes: &[Timex],
        entities: &[Resolved],
    ) -> (Vec<EventMention>, Vec<Statement>) {
        let (events, statements, _) = self.read_with_numbers(report, sentences, timexes, entities);
        (events, statements)
    }

    /// As [`Self::read`], with the numbers of each mention that its confidence
    /// is made of ([`crate::confidence::FEATURES`]); zeros for those that cannot
    /// stand alone.
    pub fn read_with_numbers(
        &self,
        report: &Report,
        sentences: &[Sentence],
        timexes: &[Timex],
        entities: &[Resolved],
    ) -> (Vec<EventMention>, Vec<Statement>, Vec<Numbers>) {
        let mut at = 0;
        let mended: Vec<Option<Sentence>> = sentences
            .iter()
            .map(|s| {
                let own = hyphened::mend(s);
                let own = inserted::mend(own.as_ref().unwrap_or(s)).or(own);
                let own = attach::attach(own.as_ref().unwrap_or(s)).or(own);
                let own = mend::mend(own.as_ref().unwrap_or(s)).or(own);
                let own = not_but::mend(own.as_ref().unwrap_or(s)).or(own);
                let here = window(entities, &mut at, s.span, |e| e.span);
                let own = front_place::mend(own.as_ref().unwrap_or(s), &here).or(own);
                let own = signed_in::mend(own.as_ref().unwrap_or(s), &here).or(own);
                lists::mend(own.as_ref().unwrap_or(s), &here, &report.text).or(own)
            })
            .collect();
        let mut at = 0;
        let trees: Vec<Tree> = sentences
            .iter()
            .zip(&mended)
            .map(|(s, m)| {
                let mut tree = Tree::new(m.as_ref().unwrap_or(s));
                tree.mend_lemmas(
                    &report.text,
                    |lemma| self.lexicon.knows_verb(lemma),
                    |lemma| !self.lexicon.noun(lemma).is_empty(),
                );
                tree.know_names(&window(entities, &mut at, s.span, |e| e.span));
                tree
            })
            .collect();
        let mut prepared = spans::prepare(report, timexes);
        quoted_day::shift(report, &trees, &mut prepared);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut time_at = 0;
        let mut entity_at = 0;
        let mut reserves: Vec<Reserve> = Vec::new();
        for (number, tree) in trees.iter().enumerate() {
            let span = tree.s.span;
            // Both lists are in order of the text, so each is walked once.
            let times = window(&prepared, &mut time_at, span, |t| t.span);
            let actors = window(entities, &mut entity_at, span, |e| e.span);
            let names = Names::new(tree, &actors);
            let proposals = propose::propose(tree, &self.lexicon, &names, true);
            if proposals.is_empty() {
                continue;
            }
            let when = adjunct::times(tree, &self.lexicon, &proposals, &times);
            let places = adjunct::places(tree, &self.lexicon, &proposals, &names, &actors);
            let scene = Scene {
                report,
                tree,
                names: &names,
                timexes: &times,
                lexicon: &self.lexicon,
                number: u32::try_from(number).unwrap_or(u32::MAX),
            };
            let mut found: Vec<(usize, Draft)> = proposals
                .iter()
                .enumerate()
                .filter_map(|(i, p)| Some((i, scene.draft(p, &when[i], &places[i])?)))
                .collect();
            let near = &trees[number.saturating_sub(2)..trees.len().min(number + 2)];
            let told = || near.iter().any(|tree| sport::tells(tree, &self.lexicon));
            found.retain(|(_, d)| !(sport::is_of_teams(d, tree, &names) && told()));
            found.retain(|(_, d)| !private::is_private(d, tree, &names));
            found.retain(|(_, d)| !only_named::is_anchor(d, tree));
            journey::join(tree, &proposals, report.dct.date, &mut found);
            journey::on_it(tree, &proposals, &mut found);
            journey::next(tree, &proposals, &mut found);
            journey::home(tree, &proposals, &mut found);
            journey::flights(tree, &proposals, &mut found);
            journey::for_years(tree, &proposals, &mut found);
            journey::at_meeting(tree, &proposals, &mut found);
            journey::at_which(tree, &proposals, report.dct.date, &mut found);
            there_he_met::join(tree, &proposals, &mut found);
            summed_up::join(tree, &proposals, &mut found);
            journey::beside(tree, &self.lexicon, &proposals, &mut found);
            journey::ended(tree, &proposals, &mut found);
            journey::lifted(tree, &proposals, &mut found);
            scene.lend_scene(&proposals, &mut found);
            blow::join(tree, &proposals, &mut found);
            blow::fired(tree, &proposals, &mut found);
            blow::held_till(tree, &proposals, &mut found);
            blow::meant(tree, &proposals, &mut found);
            orders::join(tree, &proposals, &mut found);
            journey::subjects(tree, &proposals, &mut found);
            on_the_phone::join(tree, &proposals, &mut found);
            crate::join::to_discuss::join(tree, &proposals, &mut found);
            brought_together::join(tree, &proposals, &mut found);
            meeting::instruments(tree, &proposals, &mut found);
            meeting::sessions(&mut found);
            replanned::join(tree, &proposals, &mut found);
            signing::of_text(tree, &proposals, &mut found);
            meeting::was_planned(tree, &proposals, &mut found);
            meeting::shelved(tree, &proposals, &mut found);
            scene.broken_off(&proposals, &mut found);
            blow::forsworn(&mut found);
            stayed_away::others(tree, &proposals, &mut found);
            deadline::of_event(tree, &proposals, &mut found);
            let today = report.dct.date;
            offset::between(tree, &proposals, &times, today, &drafts, &mut found);
            scene.foregone(&proposals, &times, &mut found);
            offset::announced(
                tree,
                &proposals,
                &times,
                report.dct.date,
                &self.lexicon,
                &mut found,
            );
            till_then::ended(tree, &proposals, &mut found, &times);
            till_then::put_an_end(tree, &proposals, &mut found);
            let under_accord =
                |i: usize| self.lexicon.frames[proposals[i].frame as usize].under_accord;
            let refrained = |i: usize, d: &Draft| {
                use dateline_record::Family::{Force, Pressure, Relief};
                let acts = matches!(d.mention.kind.family(), Force | Pressure | Relief);
                proposals[i].path.refrains && acts
            };
            let mut concluded: Vec<usize> = Vec::new();
            let first = drafts.len();
            let legs: Vec<Vec<Draft>> = found
                .iter_mut()
                .map(|(_, d)| {
                    let mut legs = scene.enumerated(d);
                    if legs.is_empty() {
                        legs = scene.legs(d);
                    }
                    if legs.is_empty() {
                        let again = scene.repeats(d);
                        if again.is_empty() {
                            scene.gapped(d).into_iter().collect()
                        } else {
                            again
                        }
                    } else {
                        legs
                    }
                })
                .collect();
            let beside: Vec<&Draft> = found.iter().map(|(_, d)| d).collect();
            for (i, draft) in &found {
                let p = &proposals[*i];
                if self.lexicon.frames[p.frame as usize].content {
                    drafts.extend(scene.agreed_there(p, draft, &beside, &when[*i], &places[*i]));
                }
            }
            for ((i, draft), legs) in found.iter().zip(legs) {
                // What is promised is the event where it is one of its own.
                let frame = &self.lexicon.frames[proposals[*i].frame as usize];
                let told_by_another = frame.content
                    && found.iter().any(|(j, inner)| {
                        // A noun of which nothing is said tells of no event.
                        let named = inner.bare && inner.is_noun;
                        let none = j == i || named || under_accord(*j) || refrained(*j, inner);
                        !none && propose::is_content(tree, &proposals[*i], &proposals[*j])
                    })
                    || under_accord(*i)
                        && found.iter().any(|(j, _)| {
                            j != i
                                && self.lexicon.frames[proposals[*j].frame as usize].content
                                && propose::is_content(tree, &proposals[*j], &proposals[*i])
                        });
                if told_by_another && frame.content {
                    concluded.push(*i);
                    let acts = found.iter().filter(|(j, _)| {
                        j != i && propose::is_content(tree, &proposals[*i], &proposals[*j])
                    });
                    reserves.push(Reserve {
                        undertaking: draft.clone(),
                        acts: acts.map(|(_, inner)| inner.mention.trigger).collect(),
                    });
                }
                // 'It commits them not to arm the rebels' is an undertaking.
                let binds = refrained(*i, draft)
                    && found.iter().any(|(j, _)| {
                        self.lexicon.frames[proposals[*j].frame as usize].content
                            && propose::is_content(tree, &proposals[*j], &proposals[*i])
                    });
                if !told_by_another && !binds {
                    if legs.is_empty() {
                        drafts.extend(scene.elsewhere(draft, &places[*i]));
                    }
                    drafts.extend(legs);
                    drafts.push(draft.clone());
                }
            }
            // 'They agreed in Oslo on Monday to end their dispute': the day and
            // the place of agreeing are those of what is agreed.
            for i in concluded {
                let invited = self.lexicon.frames[proposals[i].frame as usize]
                    .stands
                    .is_some();
                for d in &mut drafts[first..] {
                    let open = d.mention.status.value.is_open();
                    // 'Agreed to talks in Oslo on 3 June'
                    if invited && open && build::is_meeting(d.mention.kind) {
                        scene.lend_plan(&mut d.mention, &when[i], &places[i]);
                    } else if open && plan_day::agreed_to(tree, proposals[i].head, d) {
                        scene.lend_plan(&mut d.mention, &when[i], &[]);
                        plan_day::set(&mut d.mention);
                    }
                    let inner = d.mention.kind == Kind::Agreement
                        && d.mention.status.value == Status::Held
                        && tree.s.dominates(proposals[i].head, d.head);
                    if inner {
                        scene.lend(&mut d.mention, &when[i], &places[i]);
                    }
                }
            }
        }
        drafts.sort_by_key(|d| (d.mention.trigger, d.mention.topic.as_ref().map(|t| t.span)));
        entry_day::headed(&mut drafts, &trees, timexes, &report.text, report.dct.date);
        crate::draft::former::by_number(&mut drafts);
        refer::corefer(&mut drafts, &trees, &self.lexicon, report.dct.date);
        crate::tie::overdue::plans(&mut drafts, &report.text, report.dct.date);
        plan_day::ahead(&mut drafts, &trees, timexes, report, report.dct.date);
        crate::tie::back_story::told(&mut drafts, &trees, report.dct.date);
        let late = crate::set_aside::late_answer::set_aside(&drafts, &trees);
        let mut drafts = keep(drafts, |d| !d.pronoun || d.mention.same_as.is_some());
        let dct = report.dct.date;
        extent::begun(&mut drafts, dct);
        extent::join(&mut drafts);
        offset::from_known(&mut drafts, &trees, &prepared, report.dct.date);
        crate::climb::off_before::visits(&mut drafts, &trees);
        crate::tie::stay::days(
            &mut drafts,
            &trees,
            &prepared,
            &self.lexicon,
            report.dct.date,
        );
        till_then::had_been(&mut drafts, &trees, &prepared, dct);
        day_of_it::days(&mut drafts, &trees);
        deadline::from_accord(&mut drafts, &trees, timexes, report.dct.date);
        undo::undone(&mut drafts, &trees);
        undo::possessors(&mut drafts, &trees);
        body::members(&mut drafts, &trees);
        body::at_meetings(&mut drafts, &trees, entities);
        body::sessions(&mut drafts, entities);
        crate::tie::attended::attended(&mut drafts, &trees, entities);
        disaster::relief(&mut drafts, &trees, entities);
        let mut drafts = keep(drafts, |d| !convoy::is_trade(d, &trees, &self.lexicon));
        convoy::relief(&mut drafts, &trees, &self.lexicon);
        reaction::targets(&mut drafts, &self.lexicon);
        crate::tie::with_whom::speakers(&mut drafts, &trees, entities);
        sides::main_parties(&mut drafts, &trees, entities, &self.lexicon, dct);
        let mut drafts = keep(drafts, |d| !crate::draft::territory::is_beaten(d));
        crate::draft::territory::hosts(&mut drafts);
        undo::undone(&mut drafts, &trees);
        signing::ceremonies(&mut drafts, &trees);
        signing::same_day(&mut drafts, &trees, dct);
        signing::in_force(&mut drafts, &trees, &self.lexicon);
        let mut drafts = refer::terms(drafts, &self.lexicon);
        refer::persons(&mut drafts, &trees, entities);
        setting::present(&mut drafts, report, &trees, entities, &self.lexicon);
        company::company(&mut drafts, &trees, entities, &self.lexicon);
        crate::tie::took_part::there(&mut drafts, &trees, entities, &self.lexicon);
        crate::tie::venue_told::venues(&mut drafts, &trees, entities);
        crate::tie::venue_told::rites(&mut drafts, &trees, entities);
        crate::tie::sidelines::places(&mut drafts, &trees, entities, &self.lexicon);
        setting::places(&mut drafts, &trees);
        sides::home_state(&mut drafts, entities);
        meeting::summits(&mut drafts);
        meeting::sittings(&mut drafts);
        crate::tie::who_meets::joint_bodies(&mut drafts, &trees);
        meeting::hosts(&mut drafts);
        tour::signed_there(&mut drafts, &trees);
        let mut sides = drafts.iter().flat_map(|d| &d.mention.parties);
        let among_states = sides.all(|p| build::is_state(&p.party.id));
        let drafts = keep(drafts, |d| !meeting::at_home(d, among_states));
        let process = worth::process(&drafts);
        let mut concerned = process.clone();
        sides::with_prominent(&mut concerned, entities);
        let worth: Vec<bool> = drafts
            .iter()
            .map(|d| worth::is_worth(d, &self.lexicon, &concerned))
            .collect();
        // What is told again of an event that stays, stays.
        let again = |d: &Draft| d.mention.same_as.is_some_and(|k| worth[k as usize]);
        let stays: Vec<bool> = drafts
            .iter()
            .zip(&worth)
            .map(|(d, worth)| *worth || again(d))
            .collect();
        let mut dependent = dependent::set_aside(&drafts, &stays, &self.lexicon);
        dependent.extend(late);
        let mut at = stays.into_iter();
        let drafts = keep(drafts, |_| at.next().unwrap_or(false));
        let mut drafts = reserve::put_back(drafts, reserves, |d| {
            let m = &d.mention;
            m.kind == Kind::Commitment
                && !d.is_noun
                && m.status.value == Status::Agreed
                && reserve::binds(&m.lemma)
                && worth::is_worth(d, &self.lexicon, &concerned)
        });
        // To meet every month is what one undertakes.
        let undertaken = |d: &Draft| {
            d.recurs && build::is_meeting(d.mention.kind) && d.mention.status.value.is_open()
        };
        for d in drafts.iter_mut().filter(|d| d.kept || undertaken(d)) {
            d.mention.kind = Kind::Commitment;
        }
        if setting::on_journeys(&mut drafts, &trees) {
            meeting::hosts(&mut drafts);
        }
        day_here::days(&mut drafts, &trees, &prepared, dct);
        news_of_it::that_was(&mut drafts, &trees, &prepared, dct);
        news_of_it::days(&mut drafts, &trees, &prepared, dct);
        setting::days(&mut drafts, report.dct.date);
        setting::venue(&mut drafts, report.dct.date);
        crate::tie::seat::places(&mut drafts, entities);
        let lead = setting::lead_day(&trees, &prepared, report.dct.date);
        crate::tie::met_before::earlier(&mut drafts, &trees, dct);
        refer::inferred_times(&mut drafts, report, &trees, lead);
        links::links(&mut drafts, &trees);
        crate::tie::mediated::brokers(&mut drafts);
        plan_day::not_yet(&mut drafts, dct);
        let mut numbers = features(&drafts, &trees, report, &self.lexicon, &process);
        let beside: Vec<Vec<Span>> = drafts
            .iter_mut()
            .map(|d| std::mem::take(&mut d.beside))
            .collect();
        // The status is settled only now.
        let mut events: Vec<EventMention> = drafts
            .into_iter()
            .zip(&numbers)
            .map(|(mut d, x)| {
                d.mention.factuality =
                    crate::climb::state::factuality(d.mention.status.value, d.bare);
                d.mention.confidence = self.confidence.probability(x);
                d.mention
            })
            .collect();
        let echoes = crate::tie::echo::mentions(&events, &beside, &trees);
        events.extend(echoes);
        let aside: Vec<Span> = dependent.iter().map(|d| d.mention.sentence).collect();
        let more = crate::tie::goes_on::mentions(&events, &aside, &trees, &report.text);
        events.extend(more);
        numbers.resize(events.len() + dependent.len(), [0.0; confidence::N]);
        events.extend(dependent.into_iter().map(dependent::mention));
        // Who says what is read off the mended trees, too.
        let whole: Cow<[Sentence]> = if mended.iter().any(Option::is_some) {
            let pairs = sentences.iter().zip(&mended);
            pairs
                .map(|(s, m)| m.as_ref().unwrap_or(s).clone())
                .collect()
        } else {
            Cow::Borrowed(sentences)
        };
        let statements = self
            .attributor
            .attribute(report, &whole, timexes, entities, &mut events);
        (events, statements, numbers)
    }
}

/// Drops drafts and mends the positions of those that stay.
pub(crate) fn keep(drafts: Vec<Draft>, mut good: impl FnMut(&Draft) -> bool) -> Vec<Draft> {
    let mut new_place: Vec<Option<u32>> = Vec::with_capacity(drafts.len());
    let mut n = 0;
    for d in &drafts {
        let stays = good(d);
        new_place.push(stays.then_some(n));
        n += u32::from(stays);
    }
    let mut out: Vec<Draft> = drafts
        .into_iter()
        .zip(&new_place)
        .filter_map(|(d, place)| place.map(|_| d))
        .collect();
    for d in &mut out {
        d.mention.same_as = d
            .mention
            .same_as
            .and_then(|j| new_place.get(j as usize).copied().flatten());
    }
    out
}

/// The items of a sentence from a list in order of the text; `at` is moved on
/// past what lies before the sentence.
pub(crate) fn window<'t, T>(
    items: &'t [T],
    at: &mut usize,
    sentence: Span,
    span: impl Fn(&T) -> Span,
) -> Vec<&'t T> {
    while *at < items.len() && span(&items[*at]).end <= sentence.start {
        *at += 1;
    }
    items[*at..]
        .iter()
        .take_while(|i| span(i).start < sentence.end)
        .filter(|i| sentence.overlaps(span(i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_the_embedded_rules_compile() {
        let coder = Coder::embedded().expect("every rule of the tree compiles");
        assert!(coder.lexicon.frames.len() > 20);
    }
}
