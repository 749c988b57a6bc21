//! Direction from the words of the clause, with no tree.
//!
//! The list `words/cue.tsv` gives each word letters: `F` future auxiliary,
//! `M` other modal, `B` present of 'be', `D` past of 'be', `H` present of
//! 'have', `G` past of 'have', `P` past of another verb, `A` word that
//! announces (scheduled, due, planned), `R` verb after which an infinitive
//! tells what happened (managed, failed), `T` 'to', `S` present of a verb
//! used of timetables (begins, meets), `C` word that begins a clause, `E`
//! determiner or the like that no verb follows directly, `N` noun of a thing
//! to come (deadline), `Y` preposition that points ahead, `V` bare form of a
//! verb used of timetables, `J` announcing verb of speech (agreed, proposed),
//! `I` preposition, `L` 'for', `W` 'since',
//! `O` noun of a thing that is spoken of when it is done (ruling, attack),
//! `e` verb that sets a term with 'until', `n` 'never', `f` 'of', `h` 'ahead', `u` 'until' and 'through',
//! `o` one that nobody plans (raid, flood), `b` 'by', `K` 'could', `U` 'as', `Q` no verb though it ends like one, `X` be and been, `Z` adverb between auxiliary and verb.

use super::{Cue, Way};
use crate::rules::Compiled;
use crate::text::{Flags, Token};

/// Words are looked for this many tokens away.
const REACH: usize = 30;

/// Letters of each type of token.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    letters: Vec<u64>,
    /// Types of the tails of contractions: 'he'd', 'they'll'.
    tails: Vec<u16>,
    due: u16,
}

/// These words are verbs only where they hang on the word before.
const TAILS: [&str; 5] = ["d", "ll", "re", "s", "ve"];

fn bit(letter: u8) -> u64 {
    match letter {
        b'A'..=b'Z' => 1 << (letter - b'A'),
        b'a'..=b'z' => 1 << (letter - b'a' + 26),
        _ => 0,
    }
}

impl Cues {
    pub fn new(compiled: &Compiled) -> Self {
        let lexicon = &compiled.lexicon;
        let mut letters = vec![0; lexicon.n_types()];
        if let Some(class) = lexicon.class("cue") {
            for word in lexicon.singles(class).collect::<Vec<_>>() {
                let value = lexicon.value(class, word).unwrap_or("");
                let kind = usize::from(crate::text::Lexicon::word_type(word));
                letters[kind] = value.bytes().map(bit).fold(0, |a, b| a | b);
            }
        }
        // A past form that only a rule knows is one like those that none does.
        for word in lexicon.words() {
            let kind = usize::from(crate::text::Lexicon::word_type(word));
            if letters[kind] == 0
                && lexicon.text(word).len() > 4
                && lexicon.text(word).ends_with("ed")
            {
                letters[kind] = bit(b'x');
            }
        }
        let kind = |word: &str| {
            let hash = crate::text::hash(word.as_bytes());
            crate::text::Lexicon::word_type(lexicon.find(word.as_bytes(), hash))
        };
        Self {
            letters,
            tails: TAILS.map(kind).to_vec(),
            due: kind("due"),
        }
    }

    fn of(&self, token: &Token) -> u64 {
        let l = self
            .letters
            .get(usize::from(token.kind))
            .copied()
            .unwrap_or(0);
        // 'D'Souza' has no auxiliary.
        if l != 0 && token.flags.has(Flags::SPACE) && self.tails.contains(&token.kind) {
            return 0;
        }
        // An unknown word in -ed is taken for a past form, in lower case only.
        let ed = token.kind == crate::text::OTHER_ED || l == bit(b'x');
        if ed && (!token.flags.has(Flags::CAP) || token.flags.has(Flags::SENTENCE)) {
            l | bit(b'P')
        } else if token.kind == crate::text::OTHER_LY {
            l | bit(b'Z')
        } else {
            l
        }
    }

    /// True for an -ed word that stands as an adjective: after an article, a
    /// preposition or an -ing form ('fielding combined teams').
    fn is_adjective(&self, tokens: &[Token], at: usize) -> bool {
        tokens[at].kind == crate::text::OTHER_ED
            && at > 0
            && (self.has(&tokens[at - 1], b"EIT") || tokens[at - 1].kind == crate::text::OTHER_ING)
            // 'Two formed over the bay': before a preposition it is the verb.
            && !tokens.get(at + 1).is_some_and(|t| self.has(t, b"EI"))
    }

    /// True for a noun use of a word such as 'plan': after an article or a
    /// genitive, and not before 'to' or 'for'.
    fn is_noun(&self, tokens: &[Token], at: usize) -> bool {
        let genitive = |t: &Token| t.end - t.start == 1 && self.has(t, b"B");
        at > 0
            && (self.has(&tokens[at - 1], b"E") || genitive(&tokens[at - 1]))
            && !self.has(&tokens[at], b"P")
            && !tokens.get(at + 1).is_some_and(|t| self.has(t, b"TL"))
    }

    /// True for 'due to' before a cause ('due to the landslide'), which tells
    /// of no plan.
    fn is_cause(&self, tokens: &[Token], at: usize) -> bool {
        let next = |n: usize| tokens.get(at + n);
        tokens[at].kind == self.due
            && next(1).is_some_and(|t| self.has(t, b"T"))
            && next(2).is_some_and(|t| {
                self.has(t, b"EOQ")
                    || !t.flags.has(Flags::WORD)
                    || t.flags.has(Flags::CAP)
                    || matches!(t.kind, crate::text::OTHER_S | crate::text::OTHER_ING)
            })
    }

    pub(super) fn has(&self, token: &Token, letters: &[u8]) -> bool {
        let l = self.of(token);
        letters.iter().any(|&x| l & bit(x) != 0)
    }
}

/// The direction of the clause around tokens `first..end` within the sentence
/// `sentence` (tokens, half-open).
pub(crate) fn light(
    cues: &Cues,
    tokens: &[Token],
    first: usize,
    end: usize,
    sentence: (usize, usize),
) -> Cue {
    near(cues, tokens, first, end, sentence)
        .or_else(|| left(cues, tokens, first, sentence.0))
        .or_else(|| term(cues, tokens, first, sentence.0))
        .or_else(|| right(cues, tokens, end, sentence.1))
        .unwrap_or_default()
}

/// 'an evacuation by Monday': a term that no verb puts back lies ahead.
fn term(cues: &Cues, tokens: &[Token], first: usize, start: usize) -> Option<Cue> {
    let by = first
        .checked_sub(1)
        .filter(|&i| i > start && cues.has(&tokens[i], b"b"))?;
    tokens[by - 1]
        .flags
        .has(Flags::WORD)
        .then_some(Cue::ahead(true))
}

/// What the words right beside the time say, tree or no tree.
pub(crate) fn near(
    cues: &Cues,
    tokens: &[Token],
    first: usize,
    end: usize,
    sentence: (usize, usize),
) -> Option<Cue> {
    // 'Sunday is a holiday.'
    let subject = first == sentence.0
        && tokens[..sentence.1]
            .get(end)
            .is_some_and(|t| t.end - t.start > 1 && cues.has(t, b"B") && !cues.has(t, b"D"));
    if subject {
        return Some(Cue::ahead(true));
    }
    // 'Ahead of their talks in Oslo on Monday, they ...'
    let of = |i: usize| tokens.get(i + 1).is_some_and(|t| cues.has(t, b"I"));
    let within = sentence.0 + 2..first;
    if cues.has(&tokens[sentence.0], b"h")
        && of(sentence.0)
        && first < sentence.0 + 16
        && within.into_iter().all(|i| {
            let (token, next) = (&tokens[i], &tokens[i + 1]);
            let genitive = |t: &Token| t.end - t.start == 1 && cues.has(t, b"B");
            genitive(token)
                || genitive(next)
                || token.flags.has(Flags::WORD) && !cues.has(token, b"PFDC")
        })
    {
        return Some(Cue::ahead(true));
    }
    // 'The round planned for December never took place'
    let behind = |i: usize, letter: &[u8]| {
        tokens[..sentence.1]
            .get(end + i)
            .is_some_and(|t| cues.has(t, letter))
    };
    let purpose = first > sentence.0 && cues.has(&tokens[first - 1], b"L");
    let never = behind(0, b"n") && behind(1, b"P") || behind(0, b"D") && behind(1, b"n");
    if purpose && never {
        return Some(Cue::back(true));
    }
    // 'ahead of Monday', 'starting Tuesday', 'as early as Friday'
    let near = first.saturating_sub(3).max(sentence.0);
    for i in (near..first).rev() {
        if cues.has(&tokens[i], b"Y") && i + 2 >= first {
            // 'Until Thursday they had not met' looks back; in 'is closed
            // until Thursday' the verb stands before.
            let opens = i == sentence.0
                || !tokens[i - 1].flags.has(Flags::WORD)
                || cues.has(&tokens[i - 1], b"C");
            let after = right(cues, tokens, end, sentence.1).unwrap_or_default();
            let before = left(cues, tokens, i, sentence.0);
            let back = opens && before.is_none() && after.way == Some(Way::Back);
            let over = before == Some(Cue::back(true))
                && cues.has(&tokens[i], b"u")
                && is_over(cues, tokens, i, sentence.0);
            return Some(match back || over {
                true => Cue::back(true),
                false => Cue::ahead(true),
            });
        }
        // 'ahead of Monday', but not 'went ahead on Monday'
        if cues.has(&tokens[i], b"h") && i + 2 == first && cues.has(&tokens[i + 1], b"f") {
            return Some(Cue::ahead(true));
        }
        if cues.has(&tokens[i], b"u")
            && i + 1 == first
            && let Some(before) = left(cues, tokens, i, sentence.0)
        {
            let over = before == Cue::back(true) && is_over(cues, tokens, i, sentence.0);
            return Some(match over {
                true => before,
                false => Cue::ahead(true),
            });
        }
    }
    // 'since Monday', 'since shortly after the Monday raid'
    for i in (first.saturating_sub(4).max(sentence.0)..first).rev() {
        let token = &tokens[i];
        if cues.has(token, b"W") {
            return Some(Cue {
                sure: true,
                ..Cue::back(true)
            });
        }
        if !cues.has(token, b"EIZ") {
            break;
        }
    }
    // 'ended Oct. 31': nothing stands between the verb and its time.
    if first > sentence.0
        && cues.has(&tokens[first - 1], b"P")
        && !cues.has(&tokens[first - 1], b"A")
        && auxiliary(cues, tokens, first - 1, near).is_none()
    {
        return Some(Cue {
            sure: true,
            ..Cue::back(true)
        });
    }
    if is_done(cues, tokens, end) {
        return Some(Cue::back(true));
    }
    // "Monday's planned meeting"
    if let Some([_, genitive, next, ..]) = tokens.get(end..sentence.1)
        && genitive.end - genitive.start == 1
        && cues.has(genitive, b"B")
        && cues.has(next, b"A")
    {
        return Some(Cue::ahead(true));
    }
    // 'the raid in May': such things are not planned.
    if first > sentence.0 + 1
        && cues.has(&tokens[first - 1], b"I")
        && cues.has(&tokens[first - 2], b"o")
    {
        return Some(Cue::back(true));
    }
    // 'extended to Friday', 'moved back to June'
    if first > sentence.0 + 1
        && cues.has(&tokens[first - 1], b"T")
        && (first - 2..first - 1)
            .chain(first.saturating_sub(3).max(sentence.0)..first - 2)
            .any(|i| cues.has(&tokens[i], b"P"))
    {
        return Some(Cue::ahead(true));
    }
    let next = tokens[..sentence.1].get(end)?;
    // 'a Friday deadline'
    if cues.has(next, b"N") {
        return Some(Cue::ahead(true));
    }
    // 'the president on Thursday will unveil', '... on Thursday said'
    if cues.has(next, b"F") {
        return Some(Cue::will());
    }
    (cues.has(next, b"P") && next.kind != crate::text::OTHER_ED && !cues.has(next, b"A"))
        .then_some(Cue::back(true))
}

/// True where a past verb before 'until' tells of what went on to that time
/// ('talked until Monday'), not of a term that was set ('gave him until
/// Monday', 'was suspended until Monday') or that is in force ('have lent it
/// money until June').
fn is_over(cues: &Cues, tokens: &[Token], until: usize, start: usize) -> bool {
    !tokens[until.saturating_sub(16).max(start)..until]
        .iter()
        .any(|t| cues.has(t, b"eH"))
}

/// 'begins', 'takes office': a present that is used of what is fixed.
pub(super) fn timetable() -> Cue {
    Cue {
        sure: true,
        ..Cue::ahead(false)
    }
}

/// The verb group that ends nearest before `first`.
fn left(cues: &Cues, tokens: &[Token], first: usize, start: usize) -> Option<Cue> {
    let low = first.saturating_sub(REACH).max(start);
    let mut i = first;
    while i > low {
        i -= 1;
        let token = &tokens[i];
        if cues.has(token, b"N") {
            // 'a deadline of Friday'
            if i + 3 >= first {
                return Some(Cue::ahead(false));
            }
            continue;
        }
        if cues.has(token, b"F") {
            return Some(Cue::will());
        }
        if cues.has(token, b"T") {
            if let Some(cue) = infinitive(cues, tokens, i, low) {
                return Some(cue);
            }
            continue;
        }
        if cues.has(token, b"A") {
            if cues.is_noun(tokens, i)
                || cues.is_cause(tokens, i)
                || is_as_planned(cues, tokens, i, low)
            {
                continue;
            }
            // 'had been due on Tuesday' tells of a plan that is past.
            if tokens[i.saturating_sub(4).max(low)..i]
                .iter()
                .any(|t| cues.has(t, b"G"))
            {
                return Some(Cue::back(false));
            }
            // 'agreed on Monday to meet', 'proposed the date on Monday' tell
            // when it was said; 'planned for Monday' does not.
            // So does 'was agreed on Monday'.
            let passive = is_passive(cues, tokens, i, low);
            let past = passive && cues.has(&tokens[i - 1], b"D");
            let said = cues.has(token, b"J") && (!passive || past);
            if said && past && !tokens.get(i + 1).is_some_and(|t| cues.has(t, b"LT")) {
                return Some(Cue::back(true));
            }
            let object = tokens.get(i + 1).is_some_and(|t| cues.has(t, b"E"));
            if said && (object || i + 2 >= first && !cues.has(&tokens[i + 1], b"L")) {
                return Some(Cue::back(true));
            }
            let before = &tokens[i.saturating_sub(3).max(low)..i];
            let be = |letter: &[u8]| before.iter().any(|t| cues.has(t, letter));
            return Some(Cue::plan(be(b"D"), be(b"B")));
        }
        if cues.has(token, b"V") {
            // A bare form with no auxiliary is a present: 'experts meet'.
            let low = i.saturating_sub(3).max(low);
            let governed = tokens[low..i].iter().any(|t| cues.has(t, b"FMTPDHGR"));
            let relative = i > low && cues.has(&tokens[i - 1], b"C");
            if !governed && i > low && (relative || !cues.has(&tokens[i - 1], b"EI")) {
                return Some(Cue::ahead(false));
            }
            continue;
        }
        if cues.has(token, b"M") {
            // 'could' is as often the past of 'can'.
            let by = first > low && cues.has(&tokens[first - 1], b"b");
            return Some(Cue::ahead(by || i + 6 >= first && !cues.has(token, b"K")));
        }
        if cues.has(token, b"P") {
            if cues.is_adjective(tokens, i) {
                continue;
            }
            // 'will be held', 'to be signed', 'is expected to be opened'
            if let Some(cue) = auxiliary(cues, tokens, i, low) {
                return Some(cue);
            }
            return Some(Cue::back(true));
        }
        if cues.has(token, b"D") {
            return Some(Cue::back(true));
        }
        if cues.has(token, b"HG") {
            // 'will have a guest', 'is to have its opening'
            return Some(auxiliary(cues, tokens, i, low).unwrap_or(Cue::back(false)));
        }
        if cues.has(token, b"S") {
            return Some(timetable());
        }
        if cues.has(token, b"B") {
            // 'the deadline is Monday', 'the vote is on 12 June'
            let beside = tokens[i + 1..first].iter().all(|t| cues.has(t, b"I"));
            if beside && token.end - token.start > 1 && first - i <= 2 {
                return Some(Cue::ahead(true));
            }
            // 'is in Vienna for talks on Monday'
            let verb = token.end - token.start > 1 && !cues.has(token, b"D");
            if verb && tokens[i + 1..first].iter().any(|t| cues.has(t, b"L")) {
                return Some(Cue::ahead(false));
            }
            // 'is meeting Monday'
            let going = tokens[i + 1..first]
                .iter()
                .take(4)
                .any(|t| t.kind == crate::text::OTHER_ING);
            if going {
                return Some(Cue::ahead(false));
            }
            // 's is most often a genitive.
            if i > low && tokens[i].end - tokens[i].start == 1 {
                continue;
            }
            return None;
        }
        if cues.has(token, b"C") {
            return None;
        }
    }
    None
}

/// 'as planned', 'as previously scheduled': says that it went so, not when.
fn is_as_planned(cues: &Cues, tokens: &[Token], at: usize, low: usize) -> bool {
    (at.saturating_sub(2).max(low)..at)
        .rev()
        .take_while(|&i| i + 1 == at || cues.has(&tokens[i + 1], b"Z"))
        .any(|i| cues.has(&tokens[i], b"U"))
}

/// A thing that is spoken of when it is done stands right after the time:
/// 'Wednesday's ruling', 'the Oct. 23 slaying'.
fn is_done(cues: &Cues, tokens: &[Token], end: usize) -> bool {
    let mut at = end;
    if tokens
        .get(at)
        .is_some_and(|t| t.end - t.start == 1 && !t.flags.has(Flags::WORD))
    {
        let genitive = tokens.get(at + 1).is_some_and(|t| cues.has(t, b"B"));
        if !genitive {
            return false;
        }
        at += 2;
    }
    // An adjective may stand between, or names after a genitive: 'May's fatal
    // Gulf convoy raid'.
    let reach = if at == end { 2 } else { 5 };
    tokens[at.min(tokens.len())..]
        .iter()
        .take(reach)
        .take_while(|t| t.flags.has(Flags::WORD) && !cues.has(t, b"EITCDBHF"))
        .any(|t| cues.has(t, b"O") && !t.flags.has(Flags::CAP))
}

/// The auxiliaries before a past form at `verb`: 'will be', 'to be', 'may have'.
fn auxiliary(cues: &Cues, tokens: &[Token], verb: usize, low: usize) -> Option<Cue> {
    let mut be = false;
    for i in (verb.saturating_sub(4).max(low)..verb).rev() {
        let token = &tokens[i];
        if cues.has(token, b"F") {
            return Some(Cue::will());
        }
        if cues.has(token, b"M") {
            return Some(Cue::ahead(false));
        }
        if cues.has(token, b"HG") {
            // 'was to have been held'
            let to = i > low && cues.has(&tokens[i - 1], b"T");
            // 'Has invited them to a summit in June'
            return Some(Cue::back(!to && !cues.has(&tokens[verb], b"J")));
        }
        // A past form never follows 'to': 'to hit', 'to put' are bare forms.
        if cues.has(token, b"T") && (be || i + 1 == verb) {
            return Some(infinitive(cues, tokens, i, low).unwrap_or(Cue::ahead(false)));
        }
        if cues.has(token, b"BD") {
            if cues.has(token, b"D") {
                return Some(Cue::back(true));
            }
            // 'is elected in June', 'are killed on Monday': the form does not
            // tell; the calendar has to.
            if !(i > low && cues.has(&tokens[i - 1], b"TFMHGZ")) {
                return Some(Cue::default());
            }
            be = true;
        } else if cues.has(token, b"X") {
            be = true;
        } else if !cues.has(token, b"Z") {
            return None;
        }
    }
    None
}

fn is_passive(cues: &Cues, tokens: &[Token], verb: usize, low: usize) -> bool {
    verb > low && cues.has(&tokens[verb - 1], b"BDXZ")
}

/// 'to' at `at`: is it an infinitive, and what governs it?
fn infinitive(cues: &Cues, tokens: &[Token], at: usize, low: usize) -> Option<Cue> {
    let next = tokens.get(at + 1)?;
    if !next.flags.has(Flags::WORD) || next.flags.has(Flags::CAP) || cues.has(next, b"EPC") {
        return None;
    }
    for i in (at.saturating_sub(4).max(low)..at).rev() {
        let token = &tokens[i];
        if cues.has(token, b"AF") {
            // 'were due to be held'
            let before = &tokens[i.saturating_sub(3).max(low)..i];
            let be =
                |letter: &[u8]| cues.has(token, b"A") && before.iter().any(|t| cues.has(t, letter));
            return Some(Cue::plan(be(b"D"), be(b"B")));
        }
        if cues.has(token, b"R") {
            return Some(Cue::back(true));
        }
        if cues.has(token, b"BD") {
            return Some(Cue::plan(cues.has(token, b"D"), cues.has(token, b"B")));
        }
        if cues.has(token, b"PC") {
            break;
        }
    }
    Some(Cue::ahead(false))
}

/// The first verb group after `end`.
fn right(cues: &Cues, tokens: &[Token], end: usize, stop: usize) -> Option<Cue> {
    let high = (end + REACH).min(stop);
    let mut i = end;
    while i < high {
        let token = &tokens[i];
        if cues.has(token, b"F") {
            return Some(Cue::will());
        }
        if cues.has(token, b"M") {
            return Some(Cue::ahead(false));
        }
        // "Monday's talks will ...": a genitive, no verb
        let genitive = i <= end + 1 && token.end - token.start == 1 && cues.has(token, b"B");
        if cues.has(token, b"BD") && !genitive {
            let past = cues.has(token, b"D");
            let high = (i + 5).min(high);
            for j in i + 1..high {
                // 'were jailed due to': the verb is told, no plan follows.
                if cues.has(&tokens[j], b"P") && !cues.has(&tokens[j], b"A")
                    || cues.is_cause(tokens, j)
                {
                    break;
                }
                if cues.has(&tokens[j], b"A")
                    || cues.has(&tokens[j], b"T")
                        && infinitive(cues, tokens, j, j).is_some()
                        && j <= i + 2
                {
                    return Some(Cue::ahead(!past));
                }
            }
            return past.then(|| Cue::back(true));
        }
        if cues.has(token, b"HG") {
            return Some(Cue::back(false));
        }
        // 'On Tuesday the league plans to meet'
        if cues.has(token, b"A")
            && tokens.get(i + 1).is_some_and(|t| cues.has(t, b"T"))
            && !cues.has(token, b"P")
        {
            return Some(Cue::ahead(true));
        }
        if cues.has(token, b"P") && !cues.is_adjective(tokens, i) {
            return Some(Cue::back(true));
        }
        if cues.has(token, b"S") {
            return Some(timetable());
        }
        i += 1;
    }
    None
}
