//! JSON records in, JSON records out, one a line.

use serde_json::{Map, Value};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

/// Runs a function over every record of standard input and prints what it
/// gives. Blank lines are passed over; a line that is no object, or that the
/// function refuses, is named on standard error and makes the exit status 1.
///
/// # Errors
/// Standard input that cannot be read, output that cannot be written.
pub fn lines(
    mut each: impl FnMut(Map<String, Value>) -> anyhow::Result<Value>,
) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut bad = false;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = serde_json::from_str(&line)
            .map_err(anyhow::Error::from)
            .and_then(&mut each);
        match answer {
            Ok(value) => {
                serde_json::to_writer(&mut out, &value)?;
                out.write_all(b"\n")?;
            }
            Err(reason) => {
                bad = true;
                eprintln!("dateline: standard input:{}: {reason:#}", number + 1);
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(bad)))
}
