//! Runs the chain that makes the models of dateline-syntax.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Runs `train/train.sh DATA OUT`; the script says itself what it lacks.
///
/// # Errors
/// Where there is no bash, or the script fails.
pub fn run(root: &Path, data: &Path, out: &Path, install: bool) -> Result<()> {
    let status = Command::new("bash")
        .arg(root.join("train/train.sh"))
        .args([data, out])
        .args(install.then_some("--install"))
        .status()
        .context("failed to run bash; install it")?;
    anyhow::ensure!(status.success(), "train/train.sh gave up ({status})");
    Ok(())
}
