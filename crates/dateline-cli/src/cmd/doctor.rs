//! `dateline doctor`: version, data, store and permissions.

use crate::args::StoreArg;
use crate::out::{self, shown};
use dateline_entity::Gazetteer;
use dateline_rules::RuleSet;
use std::fmt::Write;
use std::process::ExitCode;

/// Options of `dateline doctor`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
}

/// Runs the command; the exit status is 1 where something will not work.
///
/// # Errors
/// The output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut text = String::new();
    let mut good = true;
    let _ = writeln!(text, "version    {}", env!("CARGO_PKG_VERSION"));
    match dateline::Reader::embedded() {
        Ok(reader) => {
            let _ = writeln!(text, "reader     {}", reader.version());
        }
        Err(e) => {
            good = false;
            let _ = writeln!(text, "reader     does not load: {e}");
        }
    }
    let n_rules = RuleSet::embedded().map(|r| r.iter().count()).unwrap_or(0);
    let _ = writeln!(text, "rules      {n_rules}");
    let _ = writeln!(
        text,
        "gazetteer  {} parties",
        Gazetteer::embedded().parties().count()
    );
    let path = &args.store.store;
    let store = shown(path);
    if path.exists() {
        match args.store.open_to_write() {
            Ok(open) => {
                let n = open.reports(None)?.len();
                let _ = writeln!(text, "store      {store}: {n} reports, can be written");
            }
            Err(e) => {
                good = false;
                let _ = writeln!(text, "store      {e:#}");
            }
        }
    } else {
        let _ = writeln!(
            text,
            "store      {store}: not there yet; 'dateline read' makes it"
        );
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| std::path::Path::new("."));
    if std::fs::metadata(folder).is_ok_and(|m| m.permissions().readonly()) || !folder.is_dir() {
        good = false;
        let _ = writeln!(text, "folder     {} cannot be written to", shown(folder));
    } else {
        let _ = writeln!(text, "folder     {} is fine", shown(folder));
    }
    let _ = writeln!(
        text,
        "loopback   {}",
        match std::net::TcpListener::bind(("127.0.0.1", 0)) {
            Ok(_) => "a port can be had, 'dateline serve' will work".to_owned(),
            Err(e) => {
                good = false;
                format!("no port can be had: {e}")
            }
        }
    );
    out::print(&text)?;
    Ok(ExitCode::from(u8::from(!good)))
}
