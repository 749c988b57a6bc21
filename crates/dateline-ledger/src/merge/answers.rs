//! What an answer belongs to: 'Lomé said yes on Tuesday', 'Togo turned the
//! invitation down'. It is the meeting last told of that stands open and that the
//! one who answers is to take part in.

use super::facts::{Day, Facts};
use crate::text;
use dateline_record::{EventMention, Family, Span, Status};

/// The rule of such a mention's status.
pub(crate) const RULE: &str = "en.event.reference.answer";

/// Days for which an offer waits for its answer.
const WAITS: Day = 60;

/// How well an entry fits an answer, the larger the better; none where it cannot be
/// what is answered.
pub(crate) fn fits(answer: &Facts, known: &Facts) -> Option<(bool, Day)> {
    let off = answer.status == Some(Status::Cancelled);
    let put = match known.status? {
        // Nobody answers himself.
        Status::Proposed
            if !off
                && (known.proposer.as_ref())
                    .is_some_and(|by| answer.parties.keys().all(|p| p == by)) =>
        {
            return None;
        }
        Status::Proposed => true,
        Status::Possible => false,
        Status::Agreed | Status::Scheduled if off => true,
        _ => return None,
    };
    let ahead = known.time.is_none_or(|t| t.b >= answer.first_seen);
    let recent = answer.first_seen.saturating_sub(known.last_seen) <= WAITS;
    let theirs = answer.parties.keys().all(|p| known.parties.contains_key(p));
    let meeting = known.family() == Family::Meeting && known.parties.len() >= 2;
    (meeting && theirs && ahead && recent && !known.held && !known.background)
        .then_some((put, known.last_seen))
}

/// Who puts a meeting to the others: the one party named before the word for it, as in
/// 'Kenya invited Uganda to talks', 'Kenya's offer of talks with Uganda'.
pub(crate) fn proposer(text: &str, mention: &EventMention) -> Option<String> {
    let word = mention.status.span;
    let own = mention.status.value == Status::Proposed && mention.sentence.contains(word);
    let before = Span::new(mention.sentence.start, word.start);
    let last = own.then(|| text::words(before.of(text)).last()).flatten()?;
    // 'Uganda was invited'
    if matches!(
        last.as_str(),
        "was" | "were" | "been" | "be" | "being" | "is" | "are"
    ) {
        return None;
    }
    let mut named = mention.parties.iter().filter(|p| before.contains(p.span));
    let first = named.next()?;
    let other = named.any(|p| p.party.id != first.party.id);
    (!other).then(|| first.party.id.0.clone())
}
