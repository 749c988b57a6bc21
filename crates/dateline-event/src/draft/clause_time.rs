//! Times that stand in another clause than the event they are of: 'It was 7 May
//! before they met', 'on Friday, when the commission meets'.

use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::Scene;
use crate::draft::spans;
use crate::draft::when::{anchored, whole};
use crate::mood::{Form, Modal, Mood};
use dateline_record::{Granularity, Interval, Timex};
use dateline_syntax::Deprel;

impl Scene<'_> {
    /// The time that another clause of the sentence gives an event.
    pub(crate) fn time_of_clause(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        self.relative_time(head)
            .or_else(|| self.time_where(head))
            .or_else(|| self.cleft(head))
            .or_else(|| self.what_clause(head))
            .or_else(|| self.day_of(head))
            .or_else(|| self.clause_beside(head))
    }

    /// 'They report on Friday, when the commission meets': the time that a
    /// clause with 'when' follows.
    fn relative_time(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let when = tree
            .s
            .ancestors(head)
            .take(3)
            .find_map(|t| tree.children(t).find(|&c| tree.lemma(c) == "when" && c < t))?;
        let mut last = when.checked_sub(1)?;
        if tree.lemma(last) == "," {
            last = last.checked_sub(1)?;
        }
        let end = tree.span(last).end;
        let timex = self.timexes.iter().find(|t| t.span.end == end)?;
        let c = Candidate {
            value: *timex,
            word: last,
            distance: 1,
            loose: false,
        };
        let interval = anchored(tree, &c)?;
        // 'In crisis since 15 June, when 20 soldiers were killed', 'went on until
        // Friday, when a truce was agreed': on that day.
        let day = match timex.anchor.as_deref() {
            Some("since") => interval.first_day(),
            Some("until" | "till") => interval.last_day(),
            _ => None,
        };
        let interval = match day {
            Some(first) => Interval::day(first),
            None => interval,
        };
        Some((c, interval))
    }

    /// 'They signed on 5 September, the day the truce took effect': the day that
    /// the clause behind it speaks of.
    fn day_of(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let clause = tree.s.ancestors(head).take(3).find(|&t| tree.is_verb(t))?;
        let day = tree
            .children(clause)
            .chain(tree.s.head(clause))
            .find(|&d| d < clause && tree.lemma(d) == "day")?;
        let the = day.checked_sub(1)?;
        let comma = the.checked_sub(1)?;
        if tree.lemma(the) != "the" || tree.lemma(comma) != "," || !self.tells_past(clause) {
            return None;
        }
        let end = tree.span(comma.checked_sub(1)?).end;
        let timex = self.timexes.iter().find(|t| t.span.end == end)?;
        let c = Candidate {
            value: *timex,
            word: comma - 1,
            distance: 1,
            loose: false,
        };
        let interval = whole(timex).filter(adjunct::is_exact)?;
        Some((c, interval))
    }

    /// 'They held talks on 27 April and issued a declaration', 'Delegates meeting
    /// in Oslo on Monday signed it': the day of the clause beside it.
    fn clause_beside(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let verb = tree.s.ancestors(head).take(3).find(|&t| tree.is_verb(t))?;
        // 'Met on Monday and reached no agreement'
        let none = tree.object(verb).is_some_and(|o| {
            let mut dets = tree.s.children_by(o, &[Deprel::Det]);
            dets.any(|d| tree.lemma(d) == "no")
        });
        if none || !self.tells_past(verb) {
            return None;
        }
        let first = tree.first_conjunct(verb);
        let before = (first != verb && self.tells_past(first))
            .then_some(first)
            .filter(|_| tree.s.child(verb, &[Deprel::Nsubj]).is_none());
        let gathered = tree.subject(verb).and_then(|s| {
            tree.s.subtree(s).into_iter().find(|&c| {
                let meets = matches!(tree.lemma(c), "meet" | "gather" | "assemble");
                meets && tree.rel(c) == Deprel::Acl && c < verb
            })
        });
        let beside = before.or(gathered)?;
        // 'Met in December and signed it eleven weeks later'
        let timed = self.timexes.iter().any(|t| {
            let word = tree.s.head_of(t.span).filter(|&w| w > verb);
            word.and_then(|w| tree.s.head(w)) == Some(verb)
        });
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let c = Candidate {
                value: *t,
                word,
                distance: 2,
                loose: false,
            };
            let interval = whole(t).filter(|i| {
                // 'Met in May and signed two accords'
                let month = i.granularity == Granularity::Month && !i.approx;
                adjunct::is_exact(i) || month && i.first_day().is_some()
            })?;
            let own = tree.s.head(word) == Some(beside) && word < verb && !timed;
            let on = matches!(t.anchor.as_deref(), None | Some("on" | "in"));
            let past = interval.last_day()? <= self.report.dct.date;
            (own && on && past).then(|| (c, self.with_next(&c, interval)))
        })
    }

    /// True for a finite verb in the simple past.
    fn tells_past(&self, verb: u32) -> bool {
        let mood = self.tree.mood(verb);
        mood.form == Form::Finite && mood.past && mood.modal == Modal::None && !mood.negated
    }

    /// 'What they signed on 27 March was a protocol': the day of the clause that
    /// is the subject.
    fn what_clause(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let what = tree.s.child(head, &[Deprel::Nsubj])?;
        let clause = tree.s.child(what, &[Deprel::AclRelcl, Deprel::Acl])?;
        let (timex, word) = self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            (tree.lemma(what) == "what" && tree.s.head(word) == Some(clause)).then_some((t, word))
        })?;
        let c = Candidate {
            value: *timex,
            word,
            distance: 1,
            loose: false,
        };
        let interval = anchored(tree, &c)?;
        Some((c, interval))
    }

    /// 'It was 7 May before they met', 'it was on 7 May that they met': the day that
    /// the sentence is built around.
    fn cleft(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let clause = tree.s.ancestors(head).take(3).find(|&v| {
            let mark = tree.marker(v, Deprel::Mark);
            // 'It was on 7 May that they met'
            let that = matches!(
                tree.rel(v),
                Deprel::AclRelcl | Deprel::Acl | Deprel::Ccomp | Deprel::Conj | Deprel::Advcl
            );
            tree.rel(v) == Deprel::Advcl && mark.as_deref() == Some("before")
                || that && mark.as_deref() == Some("that")
        })?;
        let word = tree.s.head(clause)?;
        let it = tree.s.child(word, &[Deprel::Nsubj, Deprel::Expl])?;
        let timex = self
            .timexes
            .iter()
            .find(|t| tree.lemma(it) == "it" && tree.s.head_of(t.span) == Some(word))?;
        let c = Candidate {
            value: *timex,
            word,
            distance: 1,
            loose: false,
        };
        Some((c, whole(timex)?))
    }

    /// 'They flew to Oslo on Friday, where talks were held', 'spoke on Friday, as
    /// the talks resumed': the day of the clause above, told in the same tense.
    fn time_where(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let meanwhile = || {
            tree.s.ancestors(head).take(3).find(|&v| {
                let mark = tree.marker(v, Deprel::Mark);
                tree.rel(v) == Deprel::Advcl && mark.as_deref() == Some("as")
            })
        };
        let place = self.where_clause(head).map(|(_, clause)| clause);
        let clause = place.or_else(meanwhile)?;
        if self.came_from(head) {
            return None;
        }
        let main = tree
            .s
            .ancestors(clause)
            .skip(1)
            .find(|&t| tree.is_verb(t))?;
        let (own, above) = (tree.mood(clause), tree.mood(main));
        let ahead = |m: &Mood| matches!(m.modal, Modal::Will | Modal::BeTo);
        let alike = ahead(&own) == ahead(&above) && own.past == above.past;
        if !alike || above.form != Form::Finite || own.perfect {
            return None;
        }
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let c = Candidate {
                value: *t,
                word,
                distance: 1,
                loose: false,
            };
            let interval = anchored(tree, &c)?;
            (tree.s.head(word) == Some(main) && adjunct::is_exact(&interval))
                .then_some((c, interval))
        })
    }

    /// 'Flew home on Friday from Oslo, where they had signed it': it was before
    /// the journey that the sentence tells of.
    pub(crate) fn came_from(&self, head: u32) -> bool {
        let tree = self.tree;
        // The clause may have been hung on the verb above.
        let phrase = self.where_clause(head).and_then(|(where_, _)| {
            let before = where_.checked_sub(1)?;
            let comma = tree.lemma(before) == ",";
            if comma {
                before.checked_sub(1)
            } else {
                Some(before)
            }
        });
        phrase.is_some_and(|word| {
            let mut up = tree.s.ancestors(word).take_while(|&t| !tree.is_verb(t));
            up.any(|t| tree.case(t).as_deref() == Some("from"))
        })
    }

    /// 'Has 90 days to withdraw its troops', 'signed it on Friday and gave the
    /// fighters three months to leave': the days by which it is to be done,
    /// counted from the day on which they were given.
    pub(crate) fn granted(&self, head: u32) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        let to = tree.s.child(head, &[Deprel::Mark])?;
        if tree.lemma(to) != "to" {
            return None;
        }
        let (timex, word, gives) = self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span).filter(|&w| w < to)?;
            let over = tree.s.head(word)?;
            let of_head = tree.s.head(head)?;
            // The measure may have been taken for an object of what is to be done.
            let gives = if over == head {
                of_head
            } else {
                (of_head == word || of_head == over).then_some(over)?
            };
            let fits = matches!(
                tree.lemma(gives),
                "have" | "give" | "get" | "allow" | "grant"
            ) && tree.rel(word) == Deprel::Obj;
            (fits && t.interval.is_none()).then_some((*t, word, gives))
        })?;
        let length = spans::length(timex).or_else(|| spans::hours(timex))?;
        let mood = tree.mood(gives);
        let today = self.report.dct.date;
        let from = if mood.past && !mood.perfect {
            let first = tree.first_conjunct(gives);
            self.timexes
                .iter()
                .find_map(|t| {
                    let at = tree.s.head(tree.s.head_of(t.span)?)?;
                    let day = t.interval.filter(adjunct::is_exact)?.last_day()?;
                    ((at == gives || at == first) && day <= today).then_some(day)
                })
                .unwrap_or(today)
        } else {
            today
        };
        let last = from.checked_add(length).ok()?;
        let interval = Interval {
            start: None,
            ..Interval::day(last)
        };
        let c = Candidate {
            value: timex,
            word,
            distance: 1,
            loose: false,
        };
        Some((c, interval))
    }
}
