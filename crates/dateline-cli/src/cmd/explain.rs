//! `dateline explain RULE`: the rule with its examples.

use anyhow::Context;
use dateline_rules::{Rule, RuleSet};
use std::fmt::Write;
use std::process::ExitCode;

/// Options of `dateline explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a rule, such as `en.event.meeting.talks`; a beginning of one
    /// lists all rules under it.
    rule: String,
}

fn page(rule: &Rule, file: &str) -> String {
    let mut out = String::new();
    let stage = format!("{:?}", rule.stage).to_lowercase();
    let _ = writeln!(out, "{}\n\n{}\n", rule.id, rule.doc);
    let _ = writeln!(
        out,
        "file    rules/{file}\nstage   {stage}, since {}\nsource  {}",
        rule.since, rule.source
    );
    let _ = writeln!(out, "\nmatch\n{}", indent(&toml_text(&rule.pattern)));
    let _ = writeln!(out, "yields\n{}", indent(&toml_text(&rule.yields)));
    let _ = writeln!(out, "fires on");
    for fires in &rule.fires {
        let _ = writeln!(out, "  {}", fires.text);
        for (key, value) in &fires.expect {
            let _ = writeln!(out, "    {key} = {value}");
        }
    }
    let _ = writeln!(out, "stays silent on");
    for silent in &rule.silent {
        let _ = writeln!(out, "  {}\n    {}", silent.text, silent.why);
    }
    out
}

fn toml_text(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => toml::to_string(table).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn indent(text: &str) -> String {
    text.lines().map(|l| format!("  {l}\n")).collect()
}

/// Runs the command.
///
/// # Errors
/// No rule of that name: the nearest ones are named.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let rules = RuleSet::embedded().context("the built-in rules do not load")?;
    if let Some(rule) = rules.get(&args.rule) {
        print!("{}", page(rule, rules.file(&rule.id).unwrap_or("")));
        return Ok(ExitCode::SUCCESS);
    }
    let under: Vec<&Rule> = rules
        .iter()
        .filter(|r| r.id.starts_with(&args.rule))
        .collect();
    if !under.is_empty() {
        for rule in under {
            println!("{:40} {}", rule.id, rule.doc);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let last = args.rule.rsplit('.').next().unwrap_or(&args.rule);
    let near: Vec<&str> = rules
        .iter()
        .filter(|r| !last.is_empty() && r.id.contains(last))
        .map(|r| r.id.as_str())
        .take(5)
        .collect();
    if near.is_empty() {
        anyhow::bail!(
            "no rule is named '{}'; 'dateline explain en' lists all",
            args.rule
        );
    }
    anyhow::bail!(
        "no rule is named '{}'; near: {}",
        args.rule,
        near.join(", ")
    );
}
