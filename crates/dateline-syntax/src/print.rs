//! A tree for people to look at.

use crate::Sentence;
use std::fmt::Write as _;

/// The tree of a sentence, a word a line under its head, with relation, tag
/// and, where the model doubts the head, its probability; then the names.
///
/// # Example
/// ```
/// let text = "The envoys met.";
/// let sentences = dateline_syntax::Syntax::embedded().parse(text);
/// let tree = dateline_syntax::tree(text, &sentences[0]);
/// assert_eq!(tree, "met  root VERB\n├─ envoys  nsubj NOUN\n│  └─ The  det DET\n└─ .  punct PUNCT\n");
/// ```
pub fn tree(text: &str, sentence: &Sentence) -> String {
    const DOUBT: f32 = 0.7;
    let mut out = String::new();
    let mut stack: Vec<(u32, String, &str)> = Vec::new();
    stack.extend(sentence.root().map(|r| (r, String::new(), "")));
    while let Some((t, indent, branch)) = stack.pop() {
        let token = &sentence.tokens[t as usize];
        let _ = write!(
            out,
            "{indent}{branch}{}  {} {}",
            token.span.of(text),
            token.deprel,
            token.upos
        );
        if token.head_score < DOUBT {
            let _ = write!(out, " ({:.0} %)", token.head_score * 100.0);
        }
        if let Some(name) = sentence.name_at(t).filter(|n| n.first == t) {
            let _ = write!(out, " [{}]", name.kind);
        }
        out.push('\n');
        // A chain of thousands of words is not to be indented for ever.
        let indent = match branch {
            _ if indent.len() > 400 => indent,
            "" => indent,
            "└─ " => indent + "   ",
            _ => indent + "│  ",
        };
        let children = sentence.children(t);
        for (i, &child) in children.iter().enumerate().rev() {
            let branch = if i + 1 == children.len() {
                "└─ "
            } else {
                "├─ "
            };
            stack.push((child, indent.clone(), branch));
        }
    }
    out
}
