//! Standard output that may be closed at any moment, and the terminal's width.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

/// Buffered standard output. A reader that went away ends the command without
/// a message: see [`is_closed`].
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Prints a text and flushes it.
///
/// # Errors
/// Standard output cannot be written to.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// True where the error is that nobody reads the output any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Columns of the terminal, `None` where the output is none.
pub fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return std::env::var("COLUMNS").ok()?.parse().ok();
    }
    comfy_table::Table::new().width().map(usize::from)
}

/// The name of a file for a message, control characters left out.
pub fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}
