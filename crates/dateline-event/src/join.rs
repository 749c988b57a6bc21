//! Drafts of one sentence that tell one event, or that share a day, a place or sides.

pub(crate) mod blow;
pub(crate) mod brought_together;
pub(crate) mod foregone;
pub(crate) mod journey;
pub(crate) mod meeting;
pub(crate) mod offset;
pub(crate) mod on_the_phone;
pub(crate) mod orders;
pub(crate) mod private;
pub(crate) mod replanned;
pub(crate) mod scene_of;
pub(crate) mod signing;
pub(crate) mod sport;
pub(crate) mod stayed_away;
pub(crate) mod summed_up;
pub(crate) mod there_he_met;
pub(crate) mod till_then;
pub(crate) mod to_discuss;
