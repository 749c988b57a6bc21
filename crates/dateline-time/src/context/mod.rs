//! What the clause says about a time in it: does it lie ahead or back?
//!
//! Two ways to find out, behind one type: light cues, words beside the
//! expression; or the tree of the sentence.

mod light;
mod tree;

pub(crate) use light::{Cues, light, near};
pub(crate) use tree::Trees;

/// Which way the clause points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Ahead,
    Back,
}

/// A direction, and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cue {
    pub way: Option<Way>,
    /// The words leave no doubt: 'will', 'scheduled for', 'said'.
    pub strong: bool,
    /// The verb stands right before the time: 'ended Oct. 31'; or it is a
    /// present of what is fixed: 'begins in January'.
    pub sure: bool,
    /// A plan told in the past: 'was due in April' may be over or not.
    pub told: bool,
    /// 'will', 'is due': ahead of the report, whatever is told around it.
    pub will: bool,
    /// The tree shows a present of what is fixed: 'talks open on Tuesday'.
    pub fixed: bool,
}

impl Cue {
    pub fn ahead(strong: bool) -> Self {
        Self {
            way: Some(Way::Ahead),
            strong,
            sure: false,
            told: false,
            will: false,
            fixed: false,
        }
    }

    pub fn will() -> Self {
        Self {
            will: true,
            ..Self::ahead(true)
        }
    }

    /// A plan: told in the past ('was due'), or with a present of 'be' and so
    /// still one ('is due').
    pub fn plan(told: bool, now: bool) -> Self {
        Self {
            told,
            will: now && !told,
            ..Self::ahead(true)
        }
    }

    pub fn back(strong: bool) -> Self {
        Self {
            way: Some(Way::Back),
            strong,
            sure: false,
            told: false,
            will: false,
            fixed: false,
        }
    }
}
