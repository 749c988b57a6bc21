//! The page: a local web application over a ledger, with the same data as JSON.
//!
//! All assets are inside the program. It binds to loopback unless a token is
//! set, checks Host and Origin, sends a strict content security policy, and
//! gives report text as JSON strings only. Lists are answered from an index in
//! memory that is made again when the store changes; single events and reports
//! are read from the store.
//!
//! It knows no language and does not read the clock: the day it is comes from
//! [`Options::today`].

mod agenda;
mod api;
mod assets;
mod bits;
mod cache;
mod counts;
mod drawing;
mod edit;
mod fault;
mod guard;
mod heads;
mod index;
mod item;
mod openapi;
mod past;
mod pool;
mod query;
mod reports;
mod searches;
mod stream;
mod table;

pub use openapi::openapi;

use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// How the page is served.
#[derive(Clone)]
pub struct Options {
    /// The store.
    pub store: PathBuf,
    /// Where to listen; port 0 takes any free one.
    pub address: SocketAddr,
    /// Asked of every request where it is set; needed for an address that is
    /// not loopback.
    pub token: Option<String>,
    /// Whether decisions may be made.
    pub edit: bool,
    /// Says what day it is.
    pub today: fn() -> Date,
    /// Says what time it is, for decisions; ISO 8601.
    pub now: fn() -> String,
}

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The store cannot be opened.
    #[error("failed to open store {path}")]
    Store {
        /// Which.
        path: PathBuf,
        /// Why.
        source: dateline_ledger::Error,
    },
    /// The address is not loopback and no token is set.
    #[error(
        "{0} can be reached from other machines; give --token to ask one of everybody, or leave out --host"
    )]
    NeedsToken(SocketAddr),
    /// The address cannot be had.
    #[error("failed to listen on {address}; give another --port, or 0 for any")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The server broke off.
    #[error("the server broke off")]
    Serve(#[from] std::io::Error),
}

/// Serves the page until the program is interrupted. `ready` is called once
/// with the address that was bound.
///
/// # Errors
/// The store cannot be opened, the address cannot be had, or is not loopback
/// while no token is set.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    if !options.address.ip().is_loopback() && options.token.is_none() {
        return Err(Error::NeedsToken(options.address));
    }
    let pool = pool::Pool::open(&options.store).map_err(|source| Error::Store {
        path: options.store.clone(),
        source,
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(options.address)
            .await
            .map_err(|source| Error::Listen {
                address: options.address,
                source,
            })?;
        let bound = listener.local_addr()?;
        let state = Arc::new(api::State::new(options, pool, bound));
        stream::watch(Arc::clone(&state));
        ready(bound);
        axum::serve(listener, api::router(state))
            .with_graceful_shutdown(interrupted())
            .await?;
        Ok(())
    })
}

async fn interrupted() {
    // Where the signal cannot be heard, the server runs on until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
