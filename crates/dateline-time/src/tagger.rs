//! The tagger: text and the day of the report in, time expressions out.

use crate::context::{Cue, Cues, Trees, Way, light, near};
use crate::ranges;
use crate::resolve::{Place, Resolved, Resolver, half_of, part_of};
use crate::rules::{Compiled, Field, Hit, Make, Matcher};
use crate::text::{Flags, Token, tokenise};
use crate::value::{Date, From, Under, Unit};
use dateline_record::{Dct, Granularity, Interval, Span, Timex};
use dateline_rules::RuleSet;
use dateline_syntax::Sentence;
use jiff::ToSpan;

/// Why the rules could not be compiled.
#[derive(Debug, thiserror::Error)]
#[error("failed to compile time rule {rule}: {reason}")]
pub struct Error {
    /// Id of the rule, or the path of a word list.
    pub rule: String,
    /// What is wrong and what to write instead.
    pub reason: String,
}

/// Finds and resolves time expressions. Made once, used from any thread.
///
/// # Example
/// ```
/// use dateline_record::Dct;
/// use dateline_time::Tagger;
/// let tagger = Tagger::embedded()?;
/// let dct = Dct::parse("2018-06-01").expect("a day");
/// let found = tagger.tag("The envoys will meet again on Monday.", dct);
/// assert_eq!(found[0].value, "2018-06-04");
/// assert_eq!(found[0].anchor.as_deref(), Some("on"));
/// # Ok::<(), dateline_time::Error>(())
/// ```
#[derive(Debug)]
pub struct Tagger {
    rules: Compiled,
    cues: Cues,
    anchors: Matcher,
    skips: Matcher,
    roughly: Matcher,
}

impl Tagger {
    /// Compiles the rules `en.time` of a tree, with the word lists beside them.
    ///
    /// # Errors
    /// A rule whose pattern or yield cannot be read; the first such rule.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        let rules =
            Compiled::new(rules, "en.time").map_err(|(rule, reason)| Error { rule, reason })?;
        let cues = Cues::new(&rules);
        let anchors = rules.list("anchor");
        let skips = rules.list("anchorskip");
        let roughly = rules.list("roughly");
        Ok(Self {
            rules,
            cues,
            anchors,
            skips,
            roughly,
        })
    }

    /// The tagger of the rules that are built into the program.
    ///
    /// # Errors
    /// None in a released build.
    pub fn embedded() -> Result<Self, Error> {
        let rules = RuleSet::embedded_phase("en.time").map_err(|e| Error {
            rule: e.file.clone(),
            reason: e.reason.clone(),
        })?;
        Self::new(&rules)
    }

    /// The time expressions of a text, in order, not overlapping; spans in
    /// bytes. The tagger finds words and tense by itself.
    pub fn tag(&self, text: &str, dct: Dct) -> Vec<Timex> {
        self.run(text, dct, &[])
    }

    /// As [`Tagger::tag`], with tense, modality and heads from the trees of
    /// the same text.
    pub fn tag_sentences(&self, text: &str, dct: Dct, sentences: &[Sentence]) -> Vec<Timex> {
        self.run(text, dct, sentences)
    }

    fn run(&self, text: &str, dct: Dct, sentences: &[Sentence]) -> Vec<Timex> {
        // Offsets have 32 bits; what lies beyond 4 GiB is not read.
        let text = text
            .get(..text.floor_char_boundary(u32::MAX as usize - 1))
            .unwrap_or("");
        let tokens = tokenise(text, &self.rules.lexicon);
        let mut hits = Vec::new();
        self.rules.search(&tokens, text, |hit| {
            if let Some(under) = Under::new(&hit) {
                hits.push((hit, under));
            }
        });
        let mut resolver = Resolver::new(dct, is_story(&hits, dct));
        let mut out = Vec::with_capacity(hits.len());
        let trees = Trees::new(&self.cues, &tokens, sentences);
        let mut sentence = Sentences::default();
        for (hit, under) in &hits {
            let (number, range) = sentence.of(&tokens, hit.first);
            // The month of 'a June accord' does not hang on the verb.
            let cue = match hit.fields.text(Field::Link) {
                Some("noun") => {
                    near(&self.cues, &tokens, hit.first, hit.end, range).unwrap_or_default()
                }
                _ => trees
                    .cue(hit.first, hit.end, range)
                    .unwrap_or_else(|| light(&self.cues, &tokens, hit.first, hit.end, range)),
            };
            let span = Span::new(tokens[hit.first].start, tokens[hit.end - 1].end);
            let anchor = self.anchor(&tokens, hit.first, range.0);
            // 'After Saturday's session' bounds the session, which is of that day.
            let owned =
                is_owner(text, &tokens, hit.end) || hit.fields.text(Field::Link) == Some("noun");
            let anchor = anchor.filter(|_| !owned);
            // 'must be in force no later than January 1'
            let term = anchor.as_deref() == Some("by") && cue.way == Some(Way::Ahead);
            let cue = Cue {
                strong: cue.strong || term,
                ..cue
            };
            let place = Place {
                span,
                sentence: number,
                cue,
                purpose: anchor.as_deref() == Some("for")
                    || is_chosen(text, &tokens, hit.first, hit.end),
                opens: hit.first <= range.0 + 1,
                aside: trees.aside(hit.first, hit.end),
            };
            let from = resolver.day_told(number);
            if let Some(resolved) = resolver.resolve(under, place) {
                let mut timex = self.timex(hit, under, resolved, span, anchor, dct, from, cue);
                if timex.modifier.is_none() && self.is_rough(&tokens, hit, range.0) {
                    timex.modifier = Some("APPROX".to_owned());
                    if let Some(i) = &mut timex.interval {
                        i.approx = true;
                    }
                }
                out.push(timex);
            }
        }
        ranges::join(text, &mut out);
        out
    }

    #[allow(clippy::too_many_arguments)]
    fn timex(
        &self,
        hit: &Hit,
        under: &Under,
        resolved: Resolved,
        span: Span,
        anchor: Option<String>,
        dct: Dct,
        from: jiff::civil::Date,
        cue: Cue,
    ) -> Timex {
        // `START/2`: the first half, which TIMEX3 tells as the start.
        let modifier = hit.fields.text(Field::Mod);
        let (modifier, halved) = match modifier.and_then(|m| m.strip_suffix("/2")) {
            Some(edge) => (Some(edge), true),
            None => (modifier, false),
        };
        let modifier = modifier.map(str::to_owned);
        let mut interval = resolved.interval;
        if let Some(cal) = resolved.cal {
            let third = match modifier.as_deref() {
                Some("START") => Some(0),
                Some("MID") => Some(1),
                Some("END") => Some(2),
                _ => None,
            };
            // 'earlier this month' has a bound that is known, the report's day.
            let third = third.filter(|_| !hit.fields.has(Field::Rest));
            if let (Some(third), Some(i)) = (third, &mut interval) {
                let part = match halved {
                    true => half_of(cal, third / 2),
                    false => part_of(cal, third),
                };
                if let Some((first, last)) = part {
                    let grain = match cal.unit() {
                        Unit::Week | Unit::Month => Granularity::Day,
                        Unit::Decade | Unit::Century => Granularity::Year,
                        _ => Granularity::Month,
                    };
                    *i = Interval::days(first, last, grain);
                }
                // Half a month is a part of it that nobody counts the days of.
                i.approx |= !halved || cal.unit() == Unit::Month;
            }
            match hit.fields.text(Field::Rest) {
                Some("later") => rest(&mut interval, dct, true),
                Some("earlier") => rest(&mut interval, dct, false),
                _ => {}
            }
        }
        if let Some(i) = &mut interval
            && modifier.as_deref() == Some("APPROX")
        {
            i.approx = true;
        }
        if interval.is_none()
            && let Under::Duration {
                n: Some(n), unit, ..
            } = under
        {
            interval = crate::interval::of_deadline(anchor.as_deref(), *n, *unit, from, cue);
        }
        // 'Before dawn on Tuesday' is a time of that day, not any day before; 'before
        // Tuesday evening' is a deadline.
        let part = resolved.value.split_once('T').map(|(_, part)| part);
        let light = part.is_some_and(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_uppercase()))
            && self.rules.id(hit.rule) == "en.time.time.light";
        let anchor = anchor.filter(|a| !(light && matches!(a.as_str(), "before" | "after")));
        let (quant, freq) = match under {
            Under::Set { quant, freq, .. } => (quant.clone(), freq.clone()),
            _ => (None, None),
        };
        Timex {
            span,
            kind: resolved.kind,
            value: resolved.value,
            modifier,
            quant,
            freq,
            begin_point: resolved.begin,
            end_point: resolved.end,
            interval,
            anchor,
            reference: resolved.reference,
            rule: format!("{} > en.time.{}", self.rules.id(hit.rule), resolved.rule),
        }
    }

    /// True where the word before says that the time is not exact, though it
    /// is no part of it: 'about three weeks', 'around 12 June'. A word whose
    /// value is `n` says so of numbers only ('talks about Monday').
    fn is_rough(&self, tokens: &[Token], hit: &Hit, start: usize) -> bool {
        let Some(token) = hit.first.checked_sub(1).filter(|&i| i >= start) else {
            return false;
        };
        let token = &tokens[token];
        if !self.roughly.takes(token.kind) {
            return false;
        }
        let counted = matches!(hit.make, Make::Duration | Make::Offset)
            && hit.fields.number(Field::N).is_some();
        let class = self.rules.lexicon.class("roughly");
        counted
            || class.and_then(|c| self.rules.lexicon.value(c, token.word)) == Some("any")
                && matches!(hit.make, Make::Date)
    }

    /// The preposition that bears on the event: the nearest before the
    /// expression, past words such as 'about' and 'the'.
    fn anchor(&self, tokens: &[Token], first: usize, start: usize) -> Option<String> {
        let mut at = first;
        for _ in 0..4 {
            if at <= start {
                return None;
            }
            at -= 1;
            let token = &tokens[at];
            if self.anchors.takes(token.kind) {
                let class = self.rules.lexicon.class("anchor")?;
                let value = self.rules.lexicon.value(class, token.word)?;
                // 'ahead of', 'later than': the value names the word before.
                return match value.split_once(' ') {
                    Some((other, means)) if at > start => {
                        let before = self.rules.lexicon.text(tokens[at - 1].word);
                        (before == other).then(|| means.to_owned())
                    }
                    Some(_) => None,
                    // 'Starting on Monday'
                    None if value == "on" && at > start => {
                        let before = self.rules.lexicon.text(tokens[at - 1].word);
                        let from = matches!(before, "starting" | "beginning" | "commencing");
                        Some(if from { "from" } else { value }.to_owned())
                    }
                    None => Some(value.to_owned()),
                };
            }
            if !self.skips.takes(token.kind) {
                return None;
            }
        }
        None
    }
}

/// 'Have fixed Friday for talks', 'chose Friday as the date': the day of what is planned.
fn is_chosen(text: &str, tokens: &[Token], first: usize, end: usize) -> bool {
    let word = |at: usize| tokens.get(at).map(|t| Span::new(t.start, t.end).of(text));
    let chosen = first.checked_sub(1).and_then(word);
    chosen.is_some_and(|w| matches!(w, "fixed" | "set" | "chose" | "chosen" | "picked" | "named"))
        && word(end).is_some_and(|w| matches!(w, "for" | "as"))
}

/// True where the expression that ends before this token owns the noun behind it, as
/// in 'since last week's summit', and the noun is no word for an end: 'by Friday's
/// deadline' is by Friday.
fn is_owner(text: &str, tokens: &[Token], end: usize) -> bool {
    let word = |at: usize| tokens.get(at).map(|t| Span::new(t.start, t.end).of(text));
    let owns = word(end).is_some_and(|w| matches!(w, "'" | "\u{2019}"));
    let ends = |w: &str| matches!(w, "deadline" | "end" | "close" | "start" | "cutoff");
    owns && word(end + 1) == Some("s") && !word(end + 2).is_some_and(ends)
}

/// 'later this month', 'earlier this year': the unit without the days up to,
/// or from, the report's.
fn rest(interval: &mut Option<Interval>, dct: Dct, later: bool) {
    let Some(i) = interval else { return };
    let (Some(first), Some(last)) = (i.first_day(), i.last_day()) else {
        return;
    };
    let grain = match i.granularity {
        Granularity::Week | Granularity::Month => Granularity::Day,
        other => other,
    };
    if later && first <= dct.date && dct.date < last {
        if let Ok(next) = dct.date.checked_add(1.day()) {
            *i = Interval::days(next, last, grain);
        }
    } else if !later
        && first < dct.date
        && dct.date <= last
        && let Ok(before) = dct.date.checked_sub(1.day())
    {
        *i = Interval::days(first, before, grain);
    }
}

/// True where a text tells of a time that is not the report's: many written
/// years far from it, and few words that point to its own day.
fn is_story(hits: &[(Hit, Under)], dct: Dct) -> bool {
    let (mut far, mut near) = (0, 0);
    for (hit, under) in hits {
        match under {
            // A text that begins with dates of no year tells of its own time.
            Under::Date(d) if far == 0 && d.year.is_none() && d.month.is_some() => near += 1,
            Under::Date(d) => match d.year {
                Some(y) if !d.short_year && (y - dct.date.year()).abs() >= 2 => far += 1,
                Some(_) => near += 1,
                None if is_deictic(d) => near += 1,
                None => {}
            },
            Under::Offset(o) if o.from == From::Dct && hit.make == Make::Offset => near += 1,
            _ => {}
        }
    }
    far >= 3 && far > 2 * near || far >= 2 && near == 0
}

fn is_deictic(d: &Date) -> bool {
    d.is_weekday_alone() && d.dir.is_none()
}

/// Numbers the sentences as the search goes on.
#[derive(Debug, Default)]
struct Sentences {
    number: u32,
    start: usize,
    end: usize,
}

impl Sentences {
    /// Number and range of the sentence of a token; tokens come in order.
    fn of(&mut self, tokens: &[Token], token: usize) -> (u32, (usize, usize)) {
        while token >= self.end && self.end < tokens.len() {
            self.start = self.end;
            self.end = tokens[self.start + 1..]
                .iter()
                .position(|t| t.flags.has(Flags::SENTENCE))
                .map_or(tokens.len(), |n| self.start + 1 + n);
            self.number += 1;
        }
        (self.number, (self.start, self.end))
    }
}
