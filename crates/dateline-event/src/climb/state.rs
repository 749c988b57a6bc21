//! How an event stands, and what a word or a mood makes of it.

use crate::frame::Effect;
use crate::mood::{Modal, Mood};
use dateline_record::{Factuality, Modality, Polarity, Status};

/// How an event stands, before its time is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// Only named; nothing is said of it yet.
    #[default]
    Bare,
    Fact,
    Planned,
    Agreed,
    Proposed,
    Possible,
    Postponed,
    Cancelled,
    Denied,
}

pub(crate) fn apply(effect: Effect, state: State) -> State {
    use State::*;
    match (effect, state) {
        (Effect::Keep | Effect::Occur, Bare) => Fact,
        (Effect::Keep | Effect::Occur, s) => s,
        (Effect::Plan, Bare | Fact) => Planned,
        (Effect::Plan, s) => s,
        (Effect::Agree, Bare | Fact | Planned | Proposed) => Agreed,
        (Effect::Agree, s) => s,
        (Effect::Propose, Bare | Fact | Planned | Agreed | Proposed) => Proposed,
        (Effect::Propose, Possible) => Possible,
        // 'Zambia proposed that the election be put off': it stands as yet.
        (Effect::Propose, Postponed | Cancelled) => Planned,
        (Effect::Propose, _) => Bare,
        (Effect::Open, _) => Possible,
        (Effect::Postpone, _) => Postponed,
        (Effect::Cancel, _) => Cancelled,
        (Effect::Deny | Effect::Fail, Postponed | Cancelled) => Bare,
        (Effect::Deny | Effect::Fail, Denied) => Possible,
        // 'Failed to agree on a day for talks'
        (Effect::Fail, Agreed) => Possible,
        (Effect::Deny | Effect::Fail, _) => Denied,
        (Effect::Fulfil, _) => Fact,
        (Effect::Revive, _) => Planned,
        (Effect::Mention, Fact | Planned) => Possible,
        (Effect::Mention, s) => s,
    }
}

fn negate(state: State, mood: &Mood, effect: Option<Effect>) -> State {
    use State::*;
    match state {
        // 'Did not condemn the attack': there was one.
        Fact if effect == Some(Effect::Occur) => Fact,
        // 'They did not sign until Friday': then they did.
        Fact if mood.until && mood.past && mood.modal == Modal::None && !mood.perfect => Fact,
        Fact | Planned if mood.until => Postponed,
        Fact | Planned => Denied,
        Agreed => Possible,
        Possible if effect == Some(Effect::Open) => Denied,
        Postponed | Cancelled => Planned,
        Denied => Possible,
        Proposed => Bare,
        s => s,
    }
}

/// The state after tense and mood of the word that carries it.
pub(crate) fn in_mood(state: State, mood: &Mood, effect: Option<Effect>, reported: bool) -> State {
    use State::*;
    let mut state = if mood.negated {
        negate(state, mood, effect)
    } else {
        state
    };
    state = match (mood.modal, state) {
        (_, Bare) => Bare,
        (Modal::Will | Modal::BeTo, Fact) => Planned,
        (Modal::Will | Modal::BeTo, Proposed) => Possible,
        // 'Would have signed it': they did not.
        (Modal::Would, Fact) if mood.perfect && !reported => Denied,
        (Modal::Would, Fact) if reported => Planned,
        (Modal::Would, Fact | Planned | Agreed | Proposed) if !reported => Possible,
        (Modal::May | Modal::Can, _) => Possible,
        (Modal::Should, Fact | Planned | Agreed) => Possible,
        (Modal::Must, Fact) => Planned,
        (_, s) => s,
    };
    // 'If it does not begin talks' leaves open that it does.
    if mood.almost && matches!(state, Fact | Planned | Agreed) {
        state = Possible;
    }
    if mood.conditional && state != Bare {
        state = Possible;
    }
    // 'Will close the border if the attacks go on', 'would be called off if they did'
    let ahead = matches!(mood.modal, Modal::Will | Modal::Would);
    let told = matches!(state, Fact | Planned | Agreed | Postponed | Cancelled);
    if mood.depends && ahead && told {
        state = Possible;
    }
    state
}

/// How sure an event is that stands so.
pub(crate) fn factuality(status: Status, bare: bool) -> Factuality {
    let (polarity, modality, score) = match status {
        Status::Held if bare => (Polarity::Positive, Modality::Asserted, 1.0),
        Status::Held => (Polarity::Positive, Modality::Asserted, 3.0),
        Status::Agreed | Status::Scheduled => (Polarity::Positive, Modality::Planned, 1.0),
        Status::Possible => (Polarity::Positive, Modality::Possible, 0.0),
        Status::Proposed => (Polarity::Positive, Modality::Desired, 0.0),
        Status::Postponed => (Polarity::Negative, Modality::Planned, -1.0),
        Status::Cancelled => (Polarity::Negative, Modality::Planned, -2.0),
        Status::Denied => (Polarity::Negative, Modality::Asserted, -3.0),
    };
    Factuality {
        polarity,
        modality,
        score,
    }
}
