//! Tells cargo that the rules are part of the program: without this, a changed
//! rule file does not rebuild what embeds it.

fn main() {
    println!("cargo::rerun-if-changed=../../rules");
    println!("cargo::rerun-if-changed=build.rs");
}
