//! Serves the page of a store, for those who work on it:
//! `cargo run -p dateline-serve --example page -- STORE [PORT]`.

fn main() -> Result<(), dateline_serve::Error> {
    let mut args = std::env::args().skip(1);
    let store = args.next().unwrap_or_else(|| "dateline.db".into());
    let port = args.next().and_then(|p| p.parse().ok()).unwrap_or(0);
    let options = dateline_serve::Options {
        store: store.into(),
        address: ([127, 0, 0, 1], port).into(),
        token: None,
        edit: true,
        today: || jiff::Zoned::now().date(),
        now: || jiff::Timestamp::now().to_string(),
    };
    dateline_serve::serve(options, |address| println!("http://{address}"))
}
