//! Direction from the tree of the sentence: the verb or noun that the time
//! hangs on, its auxiliaries, and what governs it.
//!
//! The words have the same letters as in the light cues (`words/cue.tsv`);
//! what the tree adds is which of them the time belongs to.

use super::light::{near, timetable};
use super::{Cue, Cues, Way};
use crate::text::Token;
use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// The head of a time is believed from this probability on; below it the
/// light cues decide.
const BELIEVED: f32 = 0.5;
/// So many heads are climbed, and so many auxiliaries looked at, at most: a
/// tree of nonsense costs no more than another.
const STEPS: usize = 12;
const WIDE: usize = 16;

/// The trees of a text beside its tokens.
pub(crate) struct Trees<'a> {
    cues: &'a Cues,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
}

impl<'a> Trees<'a> {
    pub fn new(cues: &'a Cues, tokens: &'a [Token], sentences: &'a [Sentence]) -> Self {
        Self {
            cues,
            tokens,
            sentences,
        }
    }

    /// The direction of the clause of tokens `first..end`; `range` is their
    /// sentence as the light tokeniser has it. `None` where there is no tree,
    /// or none that is sure enough.
    pub fn cue(&self, first: usize, end: usize, range: (usize, usize)) -> Option<Cue> {
        let span = Span::new(self.tokens[first].start, self.tokens[end - 1].end);
        let at = self.sentences.partition_point(|s| s.span.end <= span.start);
        let sentence = self
            .sentences
            .get(at)
            .filter(|s| s.span.start <= span.start)?;
        if let Some(cue) = near(self.cues, self.tokens, first, end, range) {
            return Some(cue);
        }
        let clause = Clause {
            trees: self,
            sentence,
        };
        // 'On Wednesday evening': where two of its words hang on others, the surer.
        let inside = sentence.tokens_in(span);
        let head = inside
            .clone()
            .filter(|&t| sentence.head(t).is_none_or(|h| !inside.contains(&h)))
            .max_by(|&a, &b| {
                let score = |t: u32| sentence.tokens[t as usize].head_score;
                score(a).total_cmp(&score(b)).then(b.cmp(&a))
            })?;
        if sentence.tokens[head as usize].head_score < BELIEVED {
            return None;
        }
        // Where the tree tells no way, the words may.
        clause.climb(head).filter(|cue| cue.way.is_some())
    }
}

impl Trees<'_> {
    /// True for a time in a clause that is told by the way: 'The dialogue, cut off
    /// in 2021, met again', 'Chad, which in 2023 had been ready to invade, met them';
    /// and for one that only says how old something is.
    pub fn aside(&self, first: usize, end: usize) -> bool {
        let span = Span::new(self.tokens[first].start, self.tokens[end - 1].end);
        let at = self.sentences.partition_point(|s| s.span.end <= span.start);
        let within = |s: &&Sentence| s.span.start <= span.start;
        let Some(sentence) = self.sentences.get(at).filter(within) else {
            return false;
        };
        let Some(time) = sentence.tokens_in(span).next_back() else {
            return false;
        };
        // 'Tore up the 1956 treaty in January', 'in place since 2015, was ended in
        // January'
        let word = &sentence.tokens[time as usize];
        let names = word.head.is_some_and(|h| {
            let noun = matches!(sentence.tokens[h as usize].upos, Upos::Noun | Upos::Propn);
            let before = matches!(
                word.deprel,
                Deprel::Nummod | Deprel::Compound | Deprel::Amod
            );
            h > time && noun && before
        });
        let since = sentence.child(time, &[Deprel::Case]);
        let since = since.is_some_and(|c| sentence.tokens[c as usize].lemma == "since");
        if names || since {
            return true;
        }
        let by_the_way = |t: u32| {
            let token = &sentence.tokens[t as usize];
            // The tagger often takes one for a past tense.
            let participle = matches!(token.xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vbd);
            token.deprel == Deprel::AclRelcl || token.deprel == Deprel::Acl && participle
        };
        let verb = |t: &u32| matches!(sentence.tokens[*t as usize].upos, Upos::Verb | Upos::Aux);
        let mut above = sentence.ancestors(time).take(STEPS);
        above.find(verb).is_some_and(by_the_way)
    }
}

/// Verbs that give a plan another day.
const MOVES: [&str; 10] = [
    "move",
    "put",
    "push",
    "bring",
    "shift",
    "delay",
    "postpone",
    "defer",
    "reschedule",
    "adjourn",
];

/// A present of what is fixed, by the tree.
fn fixed() -> Cue {
    Cue {
        fixed: true,
        ..timetable()
    }
}

struct Clause<'a> {
    trees: &'a Trees<'a>,
    sentence: &'a Sentence,
}

impl Clause<'_> {
    /// From the time's own head up to the first word that says something.
    fn climb(&self, time: u32) -> Option<Cue> {
        let purpose = self.has_case(time, "for");
        let target = self.has_case(time, "to") || self.has_case(time, "until");
        // 'Cancelled a visit due on Thursday', read as a preposition.
        if self.has_case(time, "due") {
            return Some(Cue::ahead(true));
        }
        // 'Have agreed on a date of 3 October for the talks'
        let of_date = self.has_case(time, "of")
            && self.sentence.head(time).is_some_and(|n| {
                let word = &self.sentence.tokens[n as usize];
                word.upos == Upos::Noun && word.lemma == "date"
            });
        if of_date {
            return Some(Cue::ahead(true));
        }
        // 'To ratify the treaty by June': no treaty of June.
        let deadline = self.has_case(time, "by");
        // 'is in Vienna for talks on Monday'
        let mut aim = purpose;
        let mut at = time;
        for _ in 0..STEPS {
            let token = &self.sentence.tokens[at as usize];
            let copula = self.sentence.child(at, &[Deprel::Cop]);
            if at != time {
                // 'were due to open on Saturday', read as a preposition, but 'had
                // been due to'
                if self.due_to(at) {
                    let been = self.sentence.children(at).iter().any(|&c| {
                        let word = &self.sentence.tokens[c as usize];
                        word.xpos == Xpos::Vbn && word.lemma == "be"
                    });
                    return Some(if been {
                        Cue::back(true)
                    } else {
                        Cue::ahead(true)
                    });
                }
                match token.upos {
                    // 'has been moved from June to July'
                    Upos::Verb if target && MOVES.contains(&token.lemma.as_str()) => {
                        return Some(Cue::ahead(true));
                    }
                    // 'goes back to 3 May', 'dates from October'
                    Upos::Verb if self.goes_back(at) => {
                        return Some(Cue {
                            sure: true,
                            ..Cue::back(true)
                        });
                    }
                    Upos::Verb | Upos::Aux => return self.verb(at, purpose, 0),
                    _ if self.is(at, b"N") => return Some(Cue::ahead(false)),
                    _ if self.is(at, b"O")
                        && copula.is_none()
                        && !deadline
                        && !self.is_to_be(at, time) =>
                    {
                        return Some(Cue::back(true));
                    }
                    // 'due on Friday', 'ready to sign'
                    Upos::Adj if self.is(at, b"A") => return Some(self.announced(at)),
                    _ => {}
                }
            }
            if let Some(copula) = copula {
                return self.auxiliaries(at).or_else(|| {
                    Some(match self.sentence.tokens[copula as usize].xpos {
                        Xpos::Vbd => Cue::back(true),
                        // 'the deadline is Monday'
                        Xpos::Vbz | Xpos::Vbp if at == time => Cue::ahead(true),
                        Xpos::Vbz | Xpos::Vbp if aim => Cue::ahead(false),
                        // 'Monday's summit is in doubt'
                        Xpos::Vbz | Xpos::Vbp if stands(&token.lemma) => Cue::ahead(true),
                        _ => Cue::default(),
                    })
                });
            }
            aim |= self.has_case(at, "for");
            at = self.sentence.head(at)?;
        }
        None
    }

    /// 'Will sign the pact in the autumn', where the autumn hangs on the pact.
    fn is_to_be(&self, noun: u32, time: u32) -> bool {
        let on = self.has_case(time, "in") || self.has_case(time, "on");
        let object = matches!(
            self.sentence.tokens[noun as usize].deprel,
            Deprel::Obj | Deprel::NsubjPass
        );
        let verb = self.sentence.head(noun).filter(|_| on && object);
        let cue = verb.and_then(|v| self.auxiliaries(v));
        cue.is_some_and(|c| c.way == Some(Way::Ahead) && c.will)
    }

    fn goes_back(&self, verb: u32) -> bool {
        let lemma = self.sentence.tokens[verb as usize].lemma.as_str();
        let mut parts = self
            .sentence
            .children_by(verb, &[Deprel::Advmod, Deprel::CompoundPrt]);
        lemma == "date"
            || matches!(lemma, "go" | "reach" | "stretch" | "hark" | "trace")
                && parts.any(|c| self.sentence.tokens[c as usize].lemma == "back")
    }

    /// The direction that a verb gives to a time that hangs on it; `purpose`:
    /// the time has the preposition 'for'.
    fn verb(&self, at: u32, purpose: bool, depth: usize) -> Option<Cue> {
        let token = &self.sentence.tokens[at as usize];
        if depth > STEPS {
            return None;
        }
        // 'A session has been called for Monday'
        let passive = || self.sentence.child(at, &[Deprel::NsubjPass]).is_some();
        if purpose && token.lemma == "call" && passive() {
            return Some(self.announced(at));
        }
        if let Some(cue) = self.auxiliaries(at) {
            return Some(cue);
        }
        if self.particle_to(at) {
            return Some(self.infinitive(at));
        }
        // 'set fire to a bridge on Friday', 'set a trial for Friday'
        let sets = token.lemma == "set" && token.xpos == Xpos::Vbd;
        // 'called elections for Friday'
        let calls =
            purpose && token.lemma == "call" && self.sentence.child(at, &[Deprel::Obj]).is_some();
        // 'was set up on Monday', 'set out on Monday', 'was set free on Monday'
        let free = |c: u32| self.sentence.tokens[c as usize].lemma == "free";
        let other = token.lemma == "set"
            && (self.sentence.child(at, &[Deprel::CompoundPrt]).is_some()
                || self
                    .sentence
                    .children_by(at, &[Deprel::Xcomp, Deprel::Advmod])
                    .any(free));
        let announces =
            calls || !other && self.is(at, b"A") && (purpose || !sets && !self.is(at, b"J"));
        let up = |clause: &Self| {
            let head = clause.sentence.head(at)?;
            match clause.sentence.tokens[head as usize].upos {
                Upos::Verb | Upos::Aux => clause.verb(head, false, depth + 1),
                _ => clause.climb_from(head, depth + 1),
            }
        };
        match token.xpos {
            Xpos::Vbd if announces => Some(Cue::ahead(purpose)),
            // 'Proposed talks in October': the month may be that of the talks.
            Xpos::Vbd if proposes(&token.lemma) => Some(Cue::back(false)),
            Xpos::Vbd => Some(Cue::back(true)),
            Xpos::Vbn => {
                let passive = self.sentence.child(at, &[Deprel::AuxPass]);
                if announces {
                    return Some(self.announced(at));
                }
                // 'to be given Monday'
                let mut be = self.sentence.children_by(at, &[Deprel::AuxPass]);
                if let Some(be) = be.find(|&p| self.particle_to(p)) {
                    return Some(self.infinitive_of(at, be));
                }
                // 'is being considered'
                let being = passive.filter(|&p| self.sentence.tokens[p as usize].xpos == Xpos::Vbg);
                let passive = being
                    .and_then(|_| self.sentence.child(at, &[Deprel::Aux]))
                    .or(passive);
                match passive.map(|p| self.sentence.tokens[p as usize].xpos) {
                    Some(Xpos::Vbz | Xpos::Vbp) => Some(Cue::ahead(false)),
                    Some(_) => Some(Cue::back(true)),
                    None if token.deprel == Deprel::Conj => up(self),
                    // 'Has invited them to a summit in June'
                    None => Some(Cue::back(!proposes(&token.lemma))),
                }
            }
            Xpos::Vbg => match self
                .sentence
                .child(at, &[Deprel::Aux])
                .map(|p| self.sentence.tokens[p as usize].xpos)
            {
                Some(Xpos::Vbz | Xpos::Vbp) => Some(Cue::ahead(false)),
                Some(Xpos::Vbd) => Some(Cue::back(true)),
                _ => up(self),
            },
            // 'let two soldiers go on Friday'
            Xpos::Vb | Xpos::Vbp if token.deprel == Deprel::Xcomp => up(self),
            Xpos::Vbz | Xpos::Vbp if self.is(at, b"S") => Some(fixed()),
            // 'Talks open in Lima on Friday': beside the words of the light cues,
            // which cannot tell 'open' from an adjective.
            Xpos::Vbp
                if matches!(
                    token.lemma.as_str(),
                    "open"
                        | "begin"
                        | "start"
                        | "close"
                        | "end"
                        | "meet"
                        | "resume"
                        | "reconvene"
                        | "convene"
                        | "hold"
                        | "visit"
                        | "travel"
                        | "fly"
                        | "arrive"
                        | "vote"
                        | "sign"
                        | "gather"
                        | "host"
                ) =>
            {
                Some(fixed())
            }
            Xpos::Vbz | Xpos::Vbp if matches!(token.lemma.as_str(), "hang" | "loom") => {
                Some(Cue::ahead(true))
            }
            Xpos::Vbz | Xpos::Vbp if self.is(at, b"VA") => Some(Cue::ahead(false)),
            Xpos::Vb if token.deprel == Deprel::Conj => up(self),
            // A bare form with nothing before it is as often a mistaken tag.
            Xpos::Vb => None,
            _ => Some(Cue::default()),
        }
    }

    fn climb_from(&self, at: u32, depth: usize) -> Option<Cue> {
        self.sentence
            .ancestors(at)
            .take(STEPS)
            .find(|&t| {
                matches!(
                    self.sentence.tokens[t as usize].upos,
                    Upos::Verb | Upos::Aux
                )
            })
            .and_then(|t| self.verb(t, false, depth))
    }

    /// 'was to be held', 'is planned', 'had been due': a plan lies ahead,
    /// unless it is told as one that is over.
    fn announced(&self, at: u32) -> Cue {
        if self.was_put_off(at) {
            return Cue {
                sure: true,
                ..Cue::plan(true, false)
            };
        }
        let over = self.any_auxiliary(at, |clause, t| clause.is(t, b"G"));
        if over {
            // 'The round had been set for Wednesday', as what the sentence tells
            let main = self.sentence.tokens[at as usize].deprel == Deprel::Root;
            Cue {
                told: main,
                ..Cue::back(false)
            }
        } else {
            let be = |letter: &[u8]| self.any_auxiliary(at, |clause, t| clause.is(t, letter));
            Cue::plan(be(b"D"), be(b"B"))
        }
    }

    /// 'The talks planned for Wednesday were put off': a plan behind the noun of
    /// which the simple past tells what became of it.
    fn was_put_off(&self, at: u32) -> bool {
        let token = &self.sentence.tokens[at as usize];
        let bare = self
            .sentence
            .child(at, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
            .is_none();
        if !bare || token.deprel != Deprel::Acl {
            return false;
        }
        // 'The talks between Chad and Niger planned for Wednesday': the noun may
        // stand further up.
        let subject = |n: &u32| {
            let word = &self.sentence.tokens[*n as usize];
            word.upos == Upos::Noun && matches!(word.deprel, Deprel::Nsubj | Deprel::NsubjPass)
        };
        let mut up = self.sentence.ancestors(at).skip(1).take(4);
        up.find(subject)
            .and_then(|n| self.sentence.head(n))
            .is_some_and(|v| {
                let verb = &self.sentence.tokens[v as usize];
                let off = matches!(
                    verb.lemma.as_str(),
                    "postpone"
                        | "put"
                        | "cancel"
                        | "call"
                        | "delay"
                        | "scrap"
                        | "abandon"
                        | "shelve"
                        | "drop"
                );
                let was = self
                    .sentence
                    .child(v, &[Deprel::AuxPass])
                    .is_some_and(|b| self.sentence.tokens[b as usize].xpos == Xpos::Vbd);
                // 'The round planned for December never took place'
                let never = verb.xpos == Xpos::Vbd
                    && (self.sentence.children_by(v, &[Deprel::Advmod]))
                        .any(|c| self.sentence.tokens[c as usize].lemma == "never");
                off && was || never
            })
    }

    /// 'will', 'may', 'has': the auxiliaries that settle the direction alone.
    fn auxiliaries(&self, at: u32) -> Option<Cue> {
        let perfect = self.any_auxiliary(at, |clause, t| clause.is(t, b"HG"));
        if self.any_auxiliary(at, |clause, t| clause.is(t, b"F")) {
            return Some(Cue::will());
        }
        if self.any_auxiliary(at, |clause, t| clause.is(t, b"M")) {
            if perfect {
                return Some(Cue::back(false));
            }
            let could = self.any_auxiliary(at, |clause, t| clause.is(t, b"K"));
            return Some(Cue::ahead(!could));
        }
        // 'has been scheduled for Monday' is a plan all the same.
        // 'was to have been held' is a plan that is over, or off.
        let to = || self.any_auxiliary(at, |clause, t| clause.particle_to(t));
        // 'Had offered them a meeting in January': the month is that of the meeting.
        let own = || !proposes(&self.sentence.tokens[at as usize].lemma);
        (perfect && !self.is(at, b"A")).then(|| Cue::back(!self.particle_to(at) && !to() && own()))
    }

    /// An infinitive takes its direction from what governs it.
    fn infinitive(&self, at: u32) -> Cue {
        self.infinitive_of(at, at)
    }

    /// `verb` is the word after 'to': the verb itself, or the 'be' of a passive.
    fn infinitive_of(&self, at: u32, verb: u32) -> Cue {
        let before = self.particle(verb).and_then(|to| to.checked_sub(1));
        if before.is_some_and(|t| self.is(t, b"A")) {
            // 'were due to be held'
            let be = before.and_then(|t| t.checked_sub(1));
            let is = |letter: &[u8]| be.is_some_and(|t| self.is(t, letter));
            return Cue::plan(is(b"D"), is(b"B"));
        }
        // 'is to meet'
        if before.is_some_and(|t| self.is(t, b"BD")) {
            let is = |letter: &[u8]| before.is_some_and(|t| self.is(t, letter));
            return Cue::plan(is(b"D"), is(b"B"));
        }
        if before.is_some_and(|t| self.is_headline(at, t)) {
            return Cue::will();
        }
        let Some(head) = self.sentence.head(at) else {
            return Cue::ahead(false);
        };
        // 'Agreed on a meeting to be held on Sunday'
        let clause = matches!(
            self.sentence.tokens[at as usize].deprel,
            Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl
        );
        if self.is(head, b"AF") || verb != at && clause {
            return Cue::ahead(true);
        }
        if self.is(head, b"R") {
            return Cue::back(true);
        }
        if self.is(head, b"BD") || self.any_auxiliary(at, |clause, t| clause.is(t, b"BD")) {
            return Cue::ahead(true);
        }
        Cue::ahead(false)
    }

    /// 'Talks to resume on Monday', as a headline has it: with no full stop, an
    /// infinitive that is the verb of it, right behind a noun.
    fn is_headline(&self, verb: u32, before: u32) -> bool {
        let tokens = &self.sentence.tokens;
        let stops = tokens.last().is_none_or(|t| t.upos == Upos::Punct);
        let noun = matches!(tokens[before as usize].upos, Upos::Noun | Upos::Propn);
        let root = |t: u32| tokens[t as usize].deprel == Deprel::Root;
        let top = match tokens[verb as usize].deprel {
            Deprel::Root => true,
            Deprel::Acl => self.sentence.head(verb).is_some_and(|h| {
                root(h) && matches!(tokens[h as usize].upos, Upos::Noun | Upos::Propn)
            }),
            _ => false,
        };
        !stops && noun && top
    }

    fn any_auxiliary(&self, at: u32, test: impl Fn(&Self, u32) -> bool) -> bool {
        self.sentence
            .children_by(at, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
            .take(WIDE)
            .any(|t| test(self, t))
    }

    fn particle_to(&self, at: u32) -> bool {
        self.particle(at).is_some()
    }

    /// The 'to' of an infinitive: right before it, or past one adverb. It is
    /// looked for in the text, since in 'due to meet' trees hang it on 'due'.
    fn particle(&self, at: u32) -> Option<u32> {
        let tokens = &self.sentence.tokens;
        let before = |n: u32| at.checked_sub(n).map(|i| (i, &tokens[i as usize]));
        let to = before(1).filter(|(_, t)| t.xpos == Xpos::To);
        to.or_else(|| {
            let (_, between) = before(1)?;
            before(2).filter(|(_, t)| t.xpos == Xpos::To && between.upos == Upos::Adv)
        })
        .map(|(i, _)| i)
    }

    /// True where 'due to' stands right before a word and belongs to it.
    fn due_to(&self, word: u32) -> bool {
        word.checked_sub(2).is_some_and(|due| {
            let token = &self.sentence.tokens[due as usize];
            token.lemma == "due"
                && token.head == Some(word)
                && self.sentence.tokens[due as usize + 1].lemma == "to"
        })
    }

    fn has_case(&self, at: u32, word: &str) -> bool {
        self.sentence
            .children_by(at, &[Deprel::Case])
            .any(|t| self.sentence.tokens[t as usize].lemma == word)
    }

    /// Does the word have one of the letters of the light cues?
    fn is(&self, at: u32, letters: &[u8]) -> bool {
        let start = self.sentence.tokens[at as usize].span.start;
        let i = self.trees.tokens.partition_point(|t| t.end <= start);
        self.trees
            .tokens
            .get(i)
            .is_some_and(|t| self.trees.cues.has(t, letters))
    }
}

/// True for what is said of something that has yet to be.
fn stands(lemma: &str) -> bool {
    matches!(
        lemma,
        "off"
            | "on"
            | "doubt"
            | "jeopardy"
            | "danger"
            | "uncertain"
            | "unlikely"
            | "likely"
            | "possible"
            | "question"
            | "balance"
    )
}

/// True for verbs of what somebody wants to take place.
fn proposes(lemma: &str) -> bool {
    matches!(
        lemma,
        "propose" | "invite" | "suggest" | "call" | "offer" | "request" | "urge" | "demand"
    )
}
