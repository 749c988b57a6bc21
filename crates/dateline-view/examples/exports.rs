//! Writes the small ledger of the tests in every format into a folder, so that
//! readers of those formats can be tried on it:
//! `cargo run -p dateline-view --example exports -- FOLDER`.

#[path = "../tests/common/mod.rs"]
mod common;

use dateline_view::export::{Format, Options, export};
use std::fs::File;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "exports".into()));
    std::fs::create_dir_all(&folder)?;
    let (ledger, texts) = (common::ledger(), common::texts());
    for &format in Format::ALL {
        let mut bytes = Vec::new();
        match export(format, &ledger, &texts, &Options::default(), &mut bytes) {
            Ok(done) => println!(
                "{format}: {} written, {:?} left out",
                done.n_written, done.left_out
            ),
            Err(error) => {
                println!("{format}: {error}");
                continue;
            }
        }
        std::io::Write::write_all(&mut File::create(folder.join(format.as_str()))?, &bytes)?;
    }
    Ok(())
}
