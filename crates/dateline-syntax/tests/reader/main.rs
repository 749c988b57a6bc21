//! The reader from outside: what it says of our own sentences, and that odd
//! text gives some tree and never a panic.

mod robust;
mod sentences;
