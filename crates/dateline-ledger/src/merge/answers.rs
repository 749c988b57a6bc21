//! What an answer belongs to: 'Lomé said yes on Tuesday', 'Togo turned the
//! invitation down'. It is the meeting last told of that stands open and that the
//! one who answers is to take part in.

use super::facts::{Day, Facts};
use dateline_record::{Family, Status};

/// The rule of such a mention's status.
pub(crate) const RULE: &str = "en.event.reference.answer";

/// Days for which an offer waits for its answer.
const WAITS: Day = 60;

/// How well an entry fits an answer, the larger the better; none where it cannot be
/// what is answered.
pub(crate) fn fits(answer: &Facts, known: &Facts) -> Option<(bool, Day)> {
    let off = answer.status == Some(Status::Cancelled);
    let put = match known.status? {
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
