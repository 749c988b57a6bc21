//! The OpenAPI document of the JSON addresses.

use crate::query::MOST;
use dateline_record::{Kind, Status};
use serde_json::{Value, json};

fn text(name: &str, about: &str) -> Value {
    json!({"name": name, "in": "query", "required": false, "description": about, "schema": {"type": "string"}})
}

fn day(name: &str, about: &str) -> Value {
    json!({"name": name, "in": "query", "required": false, "description": about, "schema": {"type": "string", "format": "date"}})
}

fn filters() -> Vec<Value> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    let statuses: Vec<&str> = Status::ALL.iter().map(|s| s.as_str()).collect();
    let list = |name: &str, about: &str, of: Vec<&str>| {
        json!({"name": name, "in": "query", "required": false, "description": about, "style": "form", "explode": false,
            "schema": {"type": "array", "items": {"type": "string", "enum": of}}})
    };
    vec![
        text("party", "ids of parties, parted by commas; all take part"),
        list("kind", "one of these kinds", kinds),
        list("status", "one of these as last status", statuses),
        day("from", "not over before this day"),
        day("to", "not begun after this day"),
        text("place", "a part of the place's name, or a country code"),
        day("as_of", "as the reports up to this day let one know"),
        text("q", "words of label, place or person"),
    ]
}

fn limit() -> Value {
    let about =
        format!("most records of the answer; more than {MOST} are refused: ask for the next page");
    json!({"name": "limit", "in": "query", "required": false, "description": about, "schema": {"type": "integer", "minimum": 1, "maximum": MOST}})
}

fn paging() -> Vec<Value> {
    vec![
        limit(),
        json!({"name": "cursor", "in": "query", "required": false, "description": "`next` of the page before", "schema": {"type": "string", "pattern": "^[0-9]{1,12}$"}}),
    ]
}

fn get(about: &str, parameters: Vec<Value>) -> Value {
    json!({"get": {
        "summary": about,
        "parameters": parameters,
        "responses": {
            "200": {"description": "done", "content": {"application/json": {"schema": {"type": "object"}}}},
            "304": {"description": "the store has not changed since the ETag given"},
            "400": {"$ref": "#/components/responses/error"},
            "404": {"$ref": "#/components/responses/error"},
        }
    }})
}

/// The document.
pub fn openapi() -> Value {
    let both = || filters().into_iter().chain(paging()).collect::<Vec<_>>();
    let path = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}});
    let decision = json!({
        "type": "object",
        "required": ["action"],
        "properties": {
            "action": {"type": "string", "enum": ["confirm", "reject", "set", "merge", "split", "undo"]},
            "who": {"type": "string", "maxLength": 200},
            "why": {"type": "string", "maxLength": 2000},
            "event": {"type": "string"},
            "others": {"type": "array", "items": {"type": "string"}},
            "mentions": {"type": "array", "items": {"type": "object", "required": ["report", "start", "end"],
                "properties": {"report": {"type": "string"}, "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}}},
            "decision": {"type": "integer", "minimum": 0},
            "field": {"type": "string", "enum": ["kind", "status", "time", "due", "place", "topic", "parties", "persons", "background"]},
            "value": {},
        }
    });
    let mut decisions = get("all decisions, the last first", vec![]);
    decisions["post"] = json!({
        "summary": "makes a decision; only where the page was started with --edit",
        "requestBody": {"required": true, "content": {"application/json": {"schema": decision}}},
        "responses": {
            "201": {"description": "its number", "content": {"application/json": {"schema": {"type": "object"}}}},
            "400": {"$ref": "#/components/responses/error"},
            "403": {"$ref": "#/components/responses/error"},
            "404": {"$ref": "#/components/responses/error"},
        }
    });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The ledger as JSON. Offsets are code points, half-open; days are ISO 8601. Lists give `total`, `items` and `next`, the cursor of the next page.",
        },
        "paths": {
            "/api/summary": get("counts, and the days the ledger spans", vec![]),
            "/api/events": get("events in order of time", both()),
            "/api/events/{id}": get("one event with all its evidence", vec![path("id"), day("as_of", "as known on this day")]),
            "/api/timeline": get("events with a time, for drawing", filters()),
            "/api/agenda": get("what is coming, overdue, moved lately", vec![day("on", "the day it is")]),
            "/api/review": get("what to look at first", vec![day("on", "the day it is")]),
            "/api/network": get("parties and persons, and who met whom", filters()),
            "/api/places": get("places with their events", filters()),
            "/api/reports": get("reports, the last first", paging().into_iter().chain([day("as_of", "up to this day"), text("q", "words of name or source")]).collect()),
            "/api/reports/{name}": get("one report with its marks, by key or name", vec![path("name")]),
            "/api/statements": get("statements, the last first", paging().into_iter().chain([
                text("speaker", "a part of the speaker's name"), text("about", "id of an event"), text("party", "id of the party spoken for"),
                day("as_of", "up to this day"), text("q", "words of the speaker's name")]).collect()),
            "/api/search": get("events in order of time, reports and statements by words: the best fit first, or the latest where more than 4,000 hold the words", vec![text("q", "words; \"side by side\"; stem*"),
                limit(), day("as_of", "up to this day")]),
            "/api/decisions": decisions,
        },
        "components": {"responses": {"error": {
            "description": "what was wrong with the request",
            "content": {"application/json": {"schema": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}}},
        }}},
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn ok_every_path_is_described() {
        let document = super::openapi();
        let paths = document["paths"].as_object().expect("paths");
        assert_eq!(paths.len(), 13);
        for (path, item) in paths {
            assert!(item["get"]["summary"].is_string(), "{path}");
        }
    }
}
