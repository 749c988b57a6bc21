//! Web pages: the main text by a readability reader, the date from JSON-LD,
//! meta elements or a `time` element.

use crate::date::parse_date;
use crate::draft::Draft;
use crate::tags::{self, Token, Tokens, attribute};
use dom_smoothie::{Config, Readability, TextMode};

const LOOKED: &str = "no JSON-LD datePublished, no meta element and no time element gives one";

/// Deeper pages are read by the flat reader: the tree reader recurses.
const MOST_DEEP: usize = 200;

/// Names of meta elements that give the day of publication, best first.
const DATES: [&str; 18] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publishdate",
    "publish-date",
    "pubdate",
    "published-date",
    "date",
    "citation_publication_date",
];

#[derive(Default)]
struct Head {
    meta: Vec<(String, String)>,
    json_ld: Option<String>,
    time: Option<String>,
    canonical: Option<String>,
    title: Option<String>,
    language: Option<String>,
}

impl Head {
    fn get(&self, name: &str) -> Option<String> {
        self.meta
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.clone())
    }

    fn date(&self) -> Option<String> {
        let dated = |v: &String| parse_date(v).is_some();
        self.json_ld
            .clone()
            .filter(dated)
            .or_else(|| DATES.iter().find_map(|d| self.get(d).filter(dated)))
            .or_else(|| self.time.clone().filter(dated))
            // A date that cannot be read is better named than missed.
            .or_else(|| self.json_ld.clone())
            .or_else(|| DATES.iter().find_map(|d| self.get(d)))
    }
}

fn read_head(page: &str) -> Head {
    let mut head = Head::default();
    let mut in_title = false;
    for token in Tokens::new(page) {
        match token {
            Token::Open(name, a) => {
                let is = |n: &str| name.eq_ignore_ascii_case(n);
                if is("meta") {
                    let key = attribute(a, "property")
                        .or_else(|| attribute(a, "name"))
                        .or_else(|| attribute(a, "itemprop"));
                    if let (Some(key), Some(value)) = (key, attribute(a, "content")) {
                        head.meta.push((key.to_ascii_lowercase(), value));
                    }
                } else if is("time") && head.time.is_none() {
                    head.time = attribute(a, "datetime");
                } else if is("link")
                    && attribute(a, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical"))
                {
                    head.canonical = attribute(a, "href");
                } else if is("html") {
                    head.language = attribute(a, "lang");
                }
                in_title = is("title");
            }
            Token::Close(_) => in_title = false,
            Token::Text(text) if in_title && head.title.is_none() => {
                head.title = Some(html_escape::decode_html_entities(text).trim().to_owned());
            }
            Token::Raw(a, body)
                if head.json_ld.is_none()
                    && attribute(a, "type")
                        .is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) =>
            {
                head.json_ld = published(body);
            }
            _ => {}
        }
    }
    head
}

/// `datePublished` anywhere in a JSON-LD block.
fn published(body: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(body.trim()).ok()?;
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Object(map) => {
                if let Some(date) = map.get("datePublished").and_then(|d| d.as_str()) {
                    return Some(date.to_owned());
                }
                open.extend(map.values().rev());
            }
            serde_json::Value::Array(list) => open.extend(list.iter().rev()),
            _ => {}
        }
    }
    None
}

/// Reads one page.
pub(crate) fn read(page: &str, mut draft: Draft) -> Draft {
    draft.looked = LOOKED;
    let head = read_head(page);
    draft.date = head.date();
    draft.url = draft
        .url
        .or_else(|| head.canonical.clone())
        .or_else(|| head.get("og:url"))
        .filter(|u| u.starts_with("http"));
    draft.source = head.get("og:site_name").or_else(|| head.get("publisher"));
    draft.language = head
        .language
        .as_deref()
        .and_then(|l| l.split(['-', '_']).next())
        .map(str::to_ascii_lowercase);
    draft.title = head.get("og:title").or(head.title);
    draft.text = main_text(page).unwrap_or_else(|| tags::to_text(page));
    draft
}

fn main_text(page: &str) -> Option<String> {
    if tags::depth(page) > MOST_DEEP {
        return None;
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: 50_000,
        // A dispatch of two sentences is a report too.
        char_threshold: 100,
        ..Config::default()
    };
    let article = Readability::new(page, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    let text = paragraphs(&article.text_content);
    (!text.is_empty()).then_some(text)
}

/// Lines without outer blanks, one blank line between paragraphs.
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    const BODY: &str = "<nav><a href=/>Home</a> <a href=/x>World</a></nav><article><h1>Envoys meet</h1>\
        <p>The envoys of the two governments met in the old customs house on Tuesday, officials said.</p>\
        <p>They agreed to meet again in the spring, and to leave the matter of the bridge to engineers.</p>\
        </article><footer>Contact, imprint</footer>";

    fn one(head: &str) -> crate::Outcome {
        let page = format!(
            "<!doctype html><html lang=en-GB><head><title>Envoys meet</title>{head}</head><body>{BODY}</body></html>"
        );
        read(&page, Draft::default()).finish(&Options::default())
    }

    #[test]
    fn ok_the_date_comes_from_json_ld_then_meta_then_time() {
        let ld = r#"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2021-05-04T09:00:00+02:00"}]}</script>"#;
        let meta = r#"<meta property="article:published_time" content="2021-05-05">"#;
        let time = r#"<time datetime="2021-05-06">6 May</time>"#;
        let day = |head: &str| one(head).expect("a report").dct.date.to_string();
        assert_eq!(day(&format!("{meta}{ld}{time}")), "2021-05-04");
        assert_eq!(day(&format!("{time}{meta}")), "2021-05-05");
        assert_eq!(day(time), "2021-05-06");
    }

    #[test]
    fn ok_the_main_text_is_the_article() {
        let report = one(r#"<meta name=date content=2021-05-04>"#).expect("a report");
        assert!(report.text.contains("old customs house"), "{}", report.text);
        assert!(!report.text.contains("imprint"), "{}", report.text);
        assert_eq!(report.title.as_deref(), Some("Envoys meet"));
        assert_eq!(report.language.as_deref(), Some("en"));
    }

    #[test]
    fn err_a_page_without_a_date_is_refused() {
        let refused = one("").expect_err("refused");
        assert!(refused.reason.contains("JSON-LD"), "{refused}");
    }

    #[test]
    fn ok_a_page_of_ten_thousand_open_elements_is_read_flat() {
        let page = format!(
            "<html><meta name=date content=2020-01-01>{}They met.",
            "<div><b>".repeat(10_000)
        );
        let report = read(&page, Draft::default())
            .finish(&Options::default())
            .expect("a report");
        assert_eq!(report.text, "They met.");
    }
}
