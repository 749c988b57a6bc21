//! A flat, linear reader of tags: what a page says in its head, and its text
//! where no better reader can be had.

use html_escape::decode_html_entities;

pub(crate) enum Token<'a> {
    Text(&'a str),
    /// Name in the page's own case, attributes as written.
    Open(&'a str, &'a str),
    Close(&'a str),
    /// Attributes and content of a script or style element.
    Raw(&'a str, &'a str),
}

pub(crate) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Skips up to and with `end`; to the end of the text where it is missing.
    fn skip(&mut self, end: &str) {
        self.rest = self
            .rest
            .find(end)
            .map_or("", |at| &self.rest[at + end.len()..]);
    }
}

/// The position of the `>` that ends a tag, quoted values passed over.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, b) in text.bytes().enumerate() {
        match (quote, b) {
            (Some(q), b) if b == q => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if after_equals => quote = Some(b),
            (None, b'>') => return Some(at),
            _ => {}
        }
        after_equals = b == b'=' || (after_equals && b.is_ascii_whitespace());
    }
    // An open quote that never ends: the tag ends at the first `>`.
    text.find('>')
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(at) = self.rest.find('<') else {
                return Some(Token::Text(std::mem::take(&mut self.rest)));
            };
            if at > 0 {
                let (text, rest) = self.rest.split_at(at);
                self.rest = rest;
                return Some(Token::Text(text));
            }
            let inner = &self.rest[1..];
            if inner.starts_with("!--") {
                self.skip("-->");
                continue;
            }
            if let Some(body) = inner.strip_prefix("![CDATA[") {
                let end = body.find("]]>").unwrap_or(body.len());
                self.rest = body.get(end + 3..).unwrap_or("");
                return Some(Token::Text(&body[..end]));
            }
            if inner.starts_with(['!', '?']) {
                self.skip(">");
                continue;
            }
            let closing = inner.starts_with('/');
            let body = if closing { &inner[1..] } else { inner };
            if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // A '<' that begins no tag is text.
                self.rest = inner;
                return Some(Token::Text("<"));
            }
            let Some(end) = tag_end(body) else {
                self.rest = "";
                return None;
            };
            let tag = &body[..end];
            self.rest = &body[end + 1..];
            let cut = tag
                .find(|c: char| c.is_ascii_whitespace() || c == '/')
                .unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(cut);
            if closing {
                return Some(Token::Close(name));
            }
            let raw = ["script", "style", "noscript", "template"]
                .into_iter()
                .find(|r| name.eq_ignore_ascii_case(r));
            if let (Some(raw), false) = (raw, attributes.ends_with('/')) {
                let end = find_close(self.rest, raw);
                let (inside, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Token::Raw(attributes, inside));
            }
            return Some(Token::Open(name, attributes));
        }
    }
}

/// Where `</name` stands, in any case; the end of the text where nowhere.
fn find_close(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let at = from + at;
        let after = text.as_bytes().get(at + 2..at + 2 + name.len());
        if after.is_some_and(|a| a.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        from = at + 2;
    }
    text.len()
}

/// The value of an attribute, unescaped; names are compared without case.
pub(crate) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        rest = &rest[at..];
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let (key, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let Some(value) = tail.strip_prefix('=') else {
            rest = tail;
            continue;
        };
        let value = value.trim_start();
        let (text, next) = match value.chars().next() {
            Some(q @ ('"' | '\'')) => value[1..].split_once(q).unwrap_or((&value[1..], "")),
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decode_html_entities(text).into_owned());
        }
        rest = next;
    }
    None
}

const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "pre",
    "dl",
    "dt",
    "dd",
    "hr",
    "main",
    "aside",
];

/// The text of a page or fragment, paragraphs parted by blank lines, entities
/// resolved. The head's title is left out, and so are scripts.
pub(crate) fn to_text(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() / 2);
    let mut skip = false;
    for token in Tokens::new(markup) {
        match token {
            Token::Text(text) if !skip => {
                for (n, word) in decode_html_entities(text)
                    .split_ascii_whitespace()
                    .enumerate()
                {
                    if (n > 0 || text.starts_with(|c: char| c.is_ascii_whitespace()))
                        && !out.is_empty()
                        && !out.ends_with(['\n', ' '])
                    {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
                if text.ends_with(|c: char| c.is_ascii_whitespace())
                    && !out.is_empty()
                    && !out.ends_with(['\n', ' '])
                {
                    out.push(' ');
                }
            }
            Token::Open(name, _) | Token::Close(name) => {
                if name.eq_ignore_ascii_case("title") || name.eq_ignore_ascii_case("head") {
                    skip = matches!(token, Token::Open(..));
                } else if BLOCKS.iter().any(|b| name.eq_ignore_ascii_case(b)) {
                    while out.ends_with(' ') {
                        out.pop();
                    }
                    if !out.is_empty() && !out.ends_with("\n\n") {
                        out.push_str("\n\n");
                    }
                }
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How deep elements lie in one another, at most; an upper bound, since
/// elements that need no end tag are left out.
pub(crate) fn depth(markup: &str) -> usize {
    const LIGHT: [&str; 19] = [
        "p", "li", "td", "tr", "th", "dd", "dt", "option", "br", "img", "hr", "meta", "link",
        "input", "source", "wbr", "col", "area", "base",
    ];
    let (mut depth, mut most) = (0usize, 0usize);
    for token in Tokens::new(markup) {
        match token {
            Token::Open(name, attributes)
                if !attributes.ends_with('/')
                    && !LIGHT.iter().any(|l| name.eq_ignore_ascii_case(l)) =>
            {
                depth += 1;
                most = most.max(depth);
            }
            Token::Close(name) if !LIGHT.iter().any(|l| name.eq_ignore_ascii_case(l)) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_text_keeps_paragraphs_and_words_apart() {
        let page = "<html><head><title>No</title></head><body><h1>Talks &amp; more</h1>\
                    <p>The <b>envoys</b>\n met.</p><script>if (a < b) {}</script><p>They parted<br>late.</p>";
        assert_eq!(
            to_text(page),
            "Talks & more\n\nThe envoys met.\n\nThey parted\n\nlate."
        );
        assert_eq!(to_text("a < b and <3"), "a < b and <3");
    }

    #[test]
    fn ok_attributes_in_any_quotes() {
        let a = " name=date content='2020-01-02' data-x=\"a > b\" checked";
        assert_eq!(attribute(a, "content").as_deref(), Some("2020-01-02"));
        assert_eq!(attribute(a, "NAME").as_deref(), Some("date"));
        assert_eq!(attribute(a, "checked"), None);
    }
}
