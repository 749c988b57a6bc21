//! `dateline serve`: the page.

use crate::args::StoreArg;
use crate::clock;
use anyhow::Context;
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

/// Options of `dateline serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8321)]
    port: u16,
    /// The address; one that other machines reach needs a token.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Asked of every request; open the page as ADDRESS?token=TOKEN.
    #[arg(long, env = "DATELINE_TOKEN", hide_env_values = true, value_parser = token)]
    token: Option<String>,
    /// Lets decisions be made on the page.
    #[arg(long)]
    edit: bool,
    /// Opens it in the browser.
    #[arg(long)]
    open: bool,
}

fn token(text: &str) -> Result<String, String> {
    // It stands in addresses and in a cookie.
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    if text.len() >= 8 && text.chars().all(fits) {
        Ok(text.to_owned())
    } else {
        Err("take eight or more letters, digits, '-', '.', '_' or '~'".to_owned())
    }
}

/// Runs the command until it is interrupted.
///
/// # Errors
/// The store cannot be opened, or the address not be had.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Said before anything is bound, in the words of the other commands.
    drop(args.store.open()?);
    let options = dateline_serve::Options {
        store: args.store.store.clone(),
        address: SocketAddr::new(args.host, args.port),
        token: args.token.clone(),
        edit: args.edit,
        today: clock::today,
        now: clock::now,
    };
    dateline_serve::serve(options, |address| {
        let url = format!("http://{address}/");
        println!("{url}");
        if args.open {
            match &args.token {
                Some(token) => open(&format!("{url}?token={token}")),
                None => open(&url),
            }
        }
    })
    .context("failed to serve the page")?;
    Ok(ExitCode::SUCCESS)
}

/// Asks the desktop to open the page; where it cannot, the address was printed.
fn open(url: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = std::process::Command::new(program)
        .args(first)
        .arg(url)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if started.is_err() {
        eprintln!("dateline: no browser could be started; open {url}");
    }
}
