//! The pattern language of the rules: text to tree.
//!
//! - `june`: the word, whatever its case; `,` `-` `'` and other marks stand for themselves
//! - `[a|an|the]`: one of these words
//! - `{month}`: a word of the list `words/month.tsv`, or a built-in class of
//!   numbers (see `text/shape.rs`); `{m:month}` gives it a name, `{x:=this|that}`
//!   names one of the given words
//! - `{month!cap}`: only with a capital; `!low`: only without one; `!tight`: only
//!   with no blank before it; `!loose`: only with a blank before it; `!dot`: only with the stop of an
//!   abbreviation; flags may follow one another
//! - `( ... | ... )`: either; `?` after an element or a group: it may be missing
//! - `@1( ... )`: marks the words that the first result spans, `@2( ... )` the second

/// One element of a pattern: which tokens it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    /// Name of the capture.
    pub name: Option<String>,
    /// A class, or words.
    pub set: Set,
    /// `Some(true)`: begins with a capital; `Some(false)`: does not.
    pub cap: Option<bool>,
    /// `Some(true)`: a blank stands before it; `Some(false)`: none does.
    pub space: Option<bool>,
    /// Written with the stop of an abbreviation, or in full.
    pub dot: bool,
}

/// What an element asks of a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Set {
    Class(String),
    Words(Vec<String>),
}

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Optional(Box<Node>),
    Marked(u8, Box<Node>),
}

/// Groups may nest this deep.
const DEEPEST: usize = 12;

/// Reads a pattern.
///
/// # Errors
/// The place and what was expected there.
pub(super) fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader { text, at: 0 };
    let node = reader.either(0)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(format!(
            "'{}' at character {}: expected the end of the pattern",
            reader.rest(),
            reader.at
        ));
    }
    Ok(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, mark: char) -> bool {
        let yes = self.rest().starts_with(mark);
        self.at += if yes { mark.len_utf8() } else { 0 };
        yes
    }

    fn either(&mut self, depth: usize) -> Result<Node, String> {
        if depth > DEEPEST {
            return Err(format!("groups nest deeper than {DEEPEST}"));
        }
        let mut ways = vec![self.sequence(depth)?];
        while self.take('|') {
            ways.push(self.sequence(depth)?);
        }
        Ok(match ways.len() {
            1 => ways.remove(0),
            _ => Node::Either(ways),
        })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, String> {
        let mut parts = Vec::new();
        loop {
            self.blanks();
            let rest = self.rest();
            if rest.is_empty() || rest.starts_with('|') || rest.starts_with(')') {
                break;
            }
            let mut part = self.item(depth)?;
            if self.take('?') {
                part = Node::Optional(Box::new(part));
            }
            parts.push(part);
        }
        if parts.is_empty() {
            return Err(format!("nothing before character {}", self.at));
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Node::Sequence(parts),
        })
    }

    fn item(&mut self, depth: usize) -> Result<Node, String> {
        if self.take('@') {
            let mark = match self.rest().chars().next().and_then(|c| c.to_digit(10)) {
                Some(n @ 1..=7) => n as u8,
                _ => return Err(format!("'@' at {} needs a digit from 1 to 7", self.at)),
            };
            self.at += 1;
            if !self.take('(') {
                return Err(format!("'@{mark}' needs a group in parentheses"));
            }
            return Ok(Node::Marked(mark, Box::new(self.group(depth)?)));
        }
        if self.take('(') {
            return self.group(depth);
        }
        if self.take('[') {
            let inner = self.until(']')?;
            return Ok(Node::Element(element(None, words(inner))));
        }
        if self.take('{') {
            let inner = self.until('}')?;
            return braces(inner).map(Node::Element);
        }
        let rest = self.rest();
        let end = rest
            .find(|c: char| c.is_whitespace() || "()[]{}|?@".contains(c))
            .unwrap_or(rest.len());
        if end == 0 {
            return Err(format!(
                "'{rest}': expected a word at character {}",
                self.at
            ));
        }
        self.at += end;
        Ok(Node::Element(element(
            None,
            Set::Words(vec![rest[..end].to_owned()]),
        )))
    }

    fn group(&mut self, depth: usize) -> Result<Node, String> {
        let node = self.either(depth + 1)?;
        if self.take(')') {
            Ok(node)
        } else {
            Err("a group is not closed: write ')'".to_owned())
        }
    }

    fn until(&mut self, mark: char) -> Result<&'a str, String> {
        let rest = self.rest();
        let end = rest
            .find(mark)
            .ok_or_else(|| format!("'{rest}' is not closed: write '{mark}'"))?;
        self.at += end + mark.len_utf8();
        Ok(&rest[..end])
    }
}

fn words(inner: &str) -> Set {
    Set::Words(inner.split('|').map(|w| w.trim().to_owned()).collect())
}

fn element(name: Option<String>, set: Set) -> Element {
    Element {
        name,
        set,
        cap: None,
        space: None,
        dot: false,
    }
}

fn braces(inner: &str) -> Result<Element, String> {
    let mut flags = inner.split('!');
    let body = flags.next().unwrap_or("").trim();
    let (name, set) = match body.split_once(':') {
        Some((name, set)) => (Some(name.trim().to_owned()), set.trim()),
        None => (None, body),
    };
    if set.is_empty() || name.as_deref() == Some("") {
        return Err(format!("'{{{inner}}}': expected a name and a class"));
    }
    let set = match set.strip_prefix('=') {
        Some(list) => words(list),
        None => Set::Class(set.to_owned()),
    };
    let mut out = element(name, set);
    for flag in flags {
        match flag.trim() {
            "cap" => out.cap = Some(true),
            "low" => out.cap = Some(false),
            "tight" => out.space = Some(false),
            "loose" => out.space = Some(true),
            "dot" => out.dot = true,
            other => {
                return Err(format!(
                    "flag '!{other}' is not known: use !cap, !low, !tight, !loose or !dot"
                ));
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_pattern_becomes_a_tree() {
        let node = parse("{m:month!cap} @1({d:day}) (,? [a|b])?").expect("a good pattern");
        let Node::Sequence(parts) = node else {
            panic!("a sequence");
        };
        assert_eq!(parts.len(), 3);
        assert!(matches!(parts[1], Node::Marked(1, _)));
        assert!(matches!(parts[2], Node::Optional(_)));
    }

    #[test]
    fn err_what_is_wrong_and_where() {
        for (text, part) in [
            ("", "nothing"),
            ("( a", "not closed"),
            ("{m:month!red}", "!cap"),
            ("a | ", "nothing"),
            ("@9(a)", "digit"),
            ("a )", "end of the pattern"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(part), "{text}: {error}");
        }
        let deep = format!("{}a{}", "(".repeat(4000), ")".repeat(4000));
        assert!(parse(&deep).is_err());
    }
}
