//! Times the opening of the gazetteer and the resolver against the syntax
//! phase, on the files given: `cargo run --release --example speed FILE...`.

use dateline_entity::{Gazetteer, Resolver};
use dateline_record::{Dct, Report};
use dateline_syntax::Syntax;
use std::time::Instant;

fn main() {
    let syntax = Syntax::embedded();
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded();
    println!("open        {:8.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let resolver = Resolver::new(gazetteer);
    let (mut parse, mut resolve, mut n_words, mut n_mentions) = (0.0, 0.0, 0, 0);
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("failed to read {path}: {error}");
                continue;
            }
        };
        let report = Report {
            name: path,
            dct: Dct::day(jiff::civil::date(2018, 6, 1)),
            source: None,
            title: None,
            url: None,
            language: None,
            text,
        };
        let start = Instant::now();
        let sentences = syntax.parse(&report.text);
        parse += start.elapsed().as_secs_f64();
        let start = Instant::now();
        n_mentions += resolver.resolve(&report, &sentences, &[]).len();
        resolve += start.elapsed().as_secs_f64();
        n_words += sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
    }
    println!("words       {n_words:8}");
    println!("mentions    {n_mentions:8}");
    println!("syntax      {:8.1} ms", parse * 1e3);
    println!("resolver    {:8.1} ms", resolve * 1e3);
    println!("share       {:8.3}", resolve / parse.max(1e-9));
}
