//! `dateline edit`: an analyst's decisions.

use crate::args::StoreArg;
use crate::{clock, out};
use anyhow::{Context, bail};
use dateline_ledger::{Action, Decision, EventId, Field, MentionRef, Store};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline edit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    store: StoreArg,
    /// Who decides; the name of the user where not given.
    #[arg(long, global = true, value_name = "NAME", env = "DATELINE_WHO")]
    who: Option<String>,
    /// Why.
    #[arg(long, global = true, value_name = "WORDS", default_value = "")]
    why: String,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// The entry is right as it stands.
    Confirm { event: String },
    /// There is no such event.
    Reject { event: String },
    /// A field has another value; an empty one empties it.
    Set {
        event: String,
        /// kind, status, time, due, place, topic, parties, persons, background.
        field: String,
        /// Such as 2018-06-14, 2018-06/2018-08, held, 'KOR=host; PRK'.
        value: String,
    },
    /// These entries are one event; the first keeps its id.
    Merge {
        event: String,
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// Some mentions speak of another event: by their numbers as
    /// 'dateline edit mentions EVENT' lists them.
    Split {
        event: String,
        #[arg(required = true)]
        mentions: Vec<usize>,
    },
    /// Lists the mentions of an event by number.
    Mentions { event: String },
    /// Takes a decision back.
    Undo { decision: u64 },
    /// Lists all decisions.
    List,
    /// Prints all decisions, one JSON object a line.
    Export,
    /// Takes in decisions from such a file; those known already are passed over.
    Import { file: PathBuf },
}

/// Runs the command.
///
/// # Errors
/// There is no such event, field or decision; the store cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::List => list(&args.store.open()?)?,
        Command::Export => export(&args.store.open()?)?,
        Command::Mentions { event } => mentions(&args.store.open()?, event)?,
        Command::Import { file } => import(&mut args.store.open_to_write()?, file)?,
        command => {
            let mut store = args.store.open_to_write()?;
            let decision = Decision {
                id: 0,
                who: args.who.clone().unwrap_or_else(user),
                when: clock::now(),
                why: args.why.clone(),
                action: action(&store, command)?,
            };
            let id = store.decide(&decision)?;
            eprintln!(
                "decision {id}: {}; 'dateline edit undo {id}' takes it back",
                decision.action.name()
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|v| std::env::var(v).ok())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "analyst".into())
}

/// The whole id of an event that is named by the beginning of it.
fn whole(store: &Store, id: &str) -> anyhow::Result<EventId> {
    match store.event(id, None)? {
        Some(event) => Ok(event.id),
        None => bail!("there is no event '{id}'; list events with 'dateline timeline --json'"),
    }
}

fn action(store: &Store, command: &Command) -> anyhow::Result<Action> {
    Ok(match command {
        Command::Confirm { event } => Action::Confirm {
            event: whole(store, event)?,
        },
        Command::Reject { event } => Action::Reject {
            event: whole(store, event)?,
        },
        Command::Set {
            event,
            field,
            value,
        } => Action::Set {
            event: whole(store, event)?,
            field: Field::parse(field, value).map_err(anyhow::Error::msg)?,
        },
        Command::Merge { event, others } => Action::Merge {
            event: whole(store, event)?,
            others: others
                .iter()
                .map(|o| whole(store, o))
                .collect::<anyhow::Result<_>>()?,
        },
        Command::Split { event, mentions } => {
            let Some(entry) = store.event(event, None)? else {
                bail!("there is no event '{event}'; list events with 'dateline timeline --json'");
            };
            let pick = |n: &usize| {
                n.checked_sub(1)
                    .and_then(|n| entry.mentions.get(n))
                    .map(MentionRef::from)
                    .with_context(|| {
                        format!(
                            "event {} has mentions 1 to {}, not {n}; 'dateline edit mentions {}' lists them",
                            entry.id,
                            entry.mentions.len(),
                            entry.id
                        )
                    })
            };
            Action::Split {
                event: entry.id.clone(),
                mentions: mentions.iter().map(pick).collect::<anyhow::Result<_>>()?,
            }
        }
        Command::Undo { decision } => Action::Undo {
            decision: *decision,
        },
        Command::Mentions { .. } | Command::List | Command::Export | Command::Import { .. } => {
            bail!("this command makes no decision")
        }
    })
}

fn mentions(store: &Store, event: &str) -> anyhow::Result<()> {
    let id = whole(store, event)?;
    let mut text = String::new();
    for (n, m) in store
        .event(&id.0, None)?
        .iter()
        .flat_map(|e| &e.mentions)
        .enumerate()
    {
        let Some(report) = store.report_by_key(m.report)? else {
            continue;
        };
        let _ = writeln!(
            text,
            "{:>3}  {} ({}): [{}] {}",
            n + 1,
            report.name,
            report.dct.date,
            m.span.of(&report.text),
            m.sentence
                .of(&report.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    out::print(&text)
}

fn list(store: &Store) -> anyhow::Result<()> {
    let all = store.decisions()?;
    let standing: Vec<u64> = dateline_ledger::standing(&all)
        .iter()
        .map(|d| d.id)
        .collect();
    let mut text = String::new();
    for d in &all {
        let undo = matches!(d.action, Action::Undo { .. });
        let _ = writeln!(
            text,
            "{:>4}  {}  {}  {}{}{}{}",
            d.id,
            d.when,
            d.who,
            d.action.name(),
            d.action
                .event()
                .map(|e| format!(" {e}"))
                .unwrap_or_default(),
            match &d.action {
                Action::Set { field, .. } =>
                    format!(" {} = {}", field.name(), serde_json::to_value(field)?),
                Action::Undo { decision } => format!(" {decision}"),
                Action::Merge { others, .. } => {
                    let others: Vec<&str> = others.iter().map(|o| o.0.as_str()).collect();
                    format!(" with {}", others.join(", "))
                }
                _ => String::new(),
            },
            if d.why.is_empty() {
                String::new()
            } else {
                format!(": {}", d.why)
            }
        );
        if !undo && !standing.contains(&d.id) {
            text.truncate(text.trim_end().len());
            text.push_str(" (undone)\n");
        }
    }
    if text.is_empty() {
        text.push_str("no decision was made\n");
    }
    out::print(&text)
}

fn export(store: &Store) -> anyhow::Result<()> {
    let mut text = String::new();
    for decision in store.decisions()? {
        let _ = writeln!(text, "{}", serde_json::to_string(&decision)?);
    }
    out::print(&text)
}

fn import(store: &mut Store, file: &std::path::Path) -> anyhow::Result<()> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("failed to read {name}"))?;
    let mut list: Vec<Decision> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let decision = serde_json::from_str(line).with_context(|| {
            format!(
                "{name}, line {}: no decision; give a file that 'dateline edit export' wrote",
                n + 1
            )
        })?;
        list.push(decision);
    }
    let n = store.import_decisions(&list)?;
    eprintln!("took in {n} of {} decisions", list.len());
    Ok(())
}
