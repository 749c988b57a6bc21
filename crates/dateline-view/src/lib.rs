//! Timeline, calendar and exports of a ledger; owns the JSON shapes.
//!
//! A view reads a [`dateline_ledger::Ledger`] and the texts its spans point
//! into, and gives text or bytes back. It knows no language, opens no file,
//! and never asks what day it is.

mod chunks;
mod cite;
pub mod codes;
mod entry_json;
pub mod export;
pub mod marks;
mod row;
mod show;
mod story;
mod texts;
mod timeline;
mod who;
mod why;
pub mod words;

pub use cite::{Cite, Citer};
pub use entry_json::{
    EventJson, LinkJson, PartyJson, PersonJson, PlaceJson, SCHEMA_VERSION, StatementJson,
    StatusJson, TimeJson, TopicJson, event_json, statement_json,
};
pub use row::{COLUMNS, Row, row};
pub use show::{show_event, show_report};
pub use story::write_story;
pub use texts::{Texts, cited};
pub use timeline::{
    csv, json, jsonl, table, table_of, write_csv, write_csv_of, write_json, write_json_of,
    write_jsonl,
};
pub use who::{EvidenceJson, MentionJson, WhoJson, who, who_json};
pub use why::{FIELDS as WHY_FIELDS, why};
