//! What a statement is about where no event is told in its words: what else
//! its sentence tells of, or what was told right before.

use dateline_record::{EventMention, Statement};

/// Bytes from the start of the sentence that tells an event to the words that
/// still speak of it: two or three sentences.
const NEAR: u32 = 350;

/// Gives each statement with no event in its words those that its own sentence
/// tells, or else the last one told before, where that was not long ago: '"It
/// was a good day," Okello said of the truce'. Asks for the mentions that stay
/// in the reading.
pub fn told_of(statements: &mut [Statement], events: &[EventMention]) {
    let mut order: Vec<u32> = (0..events.len() as u32).collect();
    order.sort_by_key(|&i| (events[i as usize].trigger.start, i));
    let start = |i: &u32| events[*i as usize].trigger.start;
    for s in statements.iter_mut().filter(|s| s.about.is_empty()) {
        let from = order.partition_point(|i| start(i) < s.sentence.start);
        let to = order.partition_point(|i| start(i) < s.sentence.end);
        s.about = order[from..to].to_vec();
        if s.about.is_empty() {
            let last = order[..from].last();
            let near = |i: &&u32| s.sentence.start - events[**i as usize].sentence.start < NEAR;
            s.about = last.filter(near).into_iter().copied().collect();
        }
        s.about.sort_unstable();
    }
}
