//! Tasks for those who work on dateline: `cargo xtask TASK`.

mod corpus_diff;
mod gazetteer;
mod tidy;
mod train;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Tasks for those who work on dateline.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Checks the house rules that no compiler checks.
    Tidy,
    /// Trains the models of dateline-syntax with train/train.sh. PYTHON names
    /// an interpreter with the packages of train/requirements.txt.
    Train {
        /// The folder that holds `ud/`, `ner/`, `corpus/` and `gazetteer/`.
        data: PathBuf,
        /// The folder for the results.
        out: PathBuf,
        /// Copies the results over models/.
        #[arg(long)]
        install: bool,
    },
    /// Runs two builds over the same reports and prints the rows that were
    /// added, lost or changed.
    CorpusDiff {
        /// The program before the change.
        old: PathBuf,
        /// The program after it.
        new: PathBuf,
        /// Reports: files, folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// At most so many rows of each sort.
        #[arg(long, default_value_t = 40)]
        limit: usize,
    },
    /// Compiles data/gazetteer/gazetteer.bin from a folder of raw data.
    Gazetteer {
        /// The folder that holds `gazetteer/` and `events/`.
        data: PathBuf,
    },
}

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn main() -> Result<()> {
    match Cli::parse().task {
        Task::CorpusDiff {
            old,
            new,
            paths,
            limit,
        } => corpus_diff::run(&old, &new, &paths, limit),
        Task::Gazetteer { data } => gazetteer::run(&root(), &data),
        Task::Train { data, out, install } => train::run(&root(), &data, &out, install),
        Task::Tidy => {
            let problems = tidy::problems(&root())?;
            for problem in &problems {
                eprintln!("tidy: {problem}");
            }
            anyhow::ensure!(problems.is_empty(), "{} problems", problems.len());
            Ok(())
        }
    }
}
