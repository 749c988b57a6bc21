//! Any text: sentences whose words lie in it, in order, with one root each.
//! Run with `cargo fuzz run syntax`.
#![no_main]

use dateline_syntax::{Syntax, conllu, tree};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let sentences = Syntax::embedded().parse(text);
    let mut from = 0;
    for sentence in &sentences {
        for token in &sentence.tokens {
            assert!(token.span.start >= from && token.span.end > token.span.start);
            assert!(
                text.get(token.span.start as usize..token.span.end as usize)
                    .is_some()
            );
            from = token.span.end;
        }
        let root = sentence.root().expect("a sentence has a root");
        assert_eq!(sentence.subtree(root).len(), sentence.tokens.len());
        let _ = tree(text, sentence);
    }
    let mut out = String::new();
    conllu::write(&mut out, "fuzz", text, &sentences);
    assert_eq!(out.is_empty(), sentences.is_empty());
});
