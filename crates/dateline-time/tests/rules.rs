//! Every example of every time rule: it fires where it says, and is silent
//! where it says.

use dateline_record::Dct;
use dateline_rules::RuleSet;
use dateline_time::Tagger;

/// The report's day where an example names none: a Friday.
const DAY: &str = "2018-06-01";

#[test]
fn ok_every_rule_fires_and_is_silent_as_its_examples_say() {
    let rules = RuleSet::embedded_phase("en.time").expect("the rules load");
    let tagger = Tagger::new(&rules).expect("the rules compile");
    let mut wrong = Vec::new();
    for rule in rules.phase("en.time") {
        let by = |t: &dateline_record::Timex| t.rule.split(" > ").any(|r| r == rule.id);
        for example in &rule.fires {
            let text = |key: &str| example.expect.get(key).and_then(|v| v.as_str());
            let dct = Dct::parse(text("dct").unwrap_or(DAY)).expect("a day");
            let found = tagger.tag(&example.text, dct);
            // A rule that blocks others gives nothing.
            if example.expect.contains_key("nothing") {
                if let Some(t) = found.first() {
                    wrong.push(format!(
                        "{} lets '{}' pass",
                        rule.id,
                        t.span.of(&example.text)
                    ));
                }
                continue;
            }
            let hit = found.iter().find(|t| {
                by(t)
                    && text("timex").is_none_or(|x| t.span.of(&example.text) == x)
                    && text("value").is_none_or(|v| t.value == v)
            });
            if hit.is_none() {
                let got: Vec<String> = found
                    .iter()
                    .map(|t| format!("{} = {} by {}", t.span.of(&example.text), t.value, t.rule))
                    .collect();
                wrong.push(format!("{} on '{}': {:?}", rule.id, example.text, got));
            }
        }
        for example in &rule.silent {
            let dct = Dct::parse(DAY).expect("a day");
            let found = tagger.tag(&example.text, dct);
            if let Some(t) = found.iter().find(|t| by(t)) {
                wrong.push(format!(
                    "{} should be silent on '{}' ({}): {}",
                    rule.id,
                    example.text,
                    example.why,
                    t.span.of(&example.text)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
