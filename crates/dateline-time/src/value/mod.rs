//! Values: what an expression says before and after it is resolved.

mod cal;
mod duration;
mod under;

pub(crate) use cal::{Cal, Unit, add_days, add_months};
pub(crate) use duration::duration_value;
pub(crate) use under::{Clock, Date, Dir, From, Offset, Under};
