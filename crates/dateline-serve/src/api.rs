//! The routes, and what they answer.

use crate::bits::Bits;
use crate::cache::{Cache, cached};
use crate::fault::{Answer, Fault};
use crate::index::{Index, Told};
use crate::openapi::openapi;
use crate::past::Then;
use crate::pool::{Pool, Stamp};
use crate::query::Query;
use crate::searches::Search;
use crate::table::{Table, put, put_list, put_value};
use crate::{Options, agenda, assets, counts, drawing, edit, guard, item, reports, stream};
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query as Asked, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use dateline_ledger::{Filter, ReportInfo, StatementEntry, Store};
use dateline_record::{Report, ReportKey};
use dateline_view::export::{self, Format};
use dateline_view::{Citer, Texts};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Semaphore, broadcast};

/// At most this many requests are worked on at a time; others wait.
pub const AT_ONCE: usize = 8;

pub struct State {
    pub options: Options,
    pub pool: Pool,
    pub bound: SocketAddr,
    pub changes: broadcast::Sender<String>,
    pub cache: Cache,
    index: RwLock<Option<(Stamp, Arc<Index>)>>,
    pub then: Then,
    at_once: Semaphore,
}

type Shared = Extract<Arc<State>>;
type Params = Result<Asked<Query>, QueryRejection>;

impl State {
    pub fn new(options: Options, pool: Pool, bound: SocketAddr) -> Self {
        Self {
            options,
            pool,
            bound,
            changes: broadcast::channel(16).0,
            cache: Cache::default(),
            index: RwLock::new(None),
            then: Then::default(),
            at_once: Semaphore::new(AT_ONCE),
        }
    }

    /// Makes the index before it is asked for. A fault is told to who asks.
    pub fn warm(&self) {
        let _ = self.index();
    }

    /// True where the index is that of a state of the store.
    pub fn has_index(&self, stamp: &Stamp) -> bool {
        let slot = self.index.read();
        let slot = slot.unwrap_or_else(PoisonError::into_inner);
        slot.as_ref().is_some_and(|(s, _)| s == stamp)
    }

    /// The index of the store as it is now.
    pub fn index(&self) -> Answer<Arc<Index>> {
        let stamp = self.pool.stamp();
        let held = |slot: &Option<(Stamp, Arc<Index>)>| {
            slot.as_ref()
                .filter(|(s, _)| *s == stamp)
                .map(|(_, i)| Arc::clone(i))
        };
        let poisoned = std::sync::PoisonError::into_inner;
        if let Some(index) = held(&self.index.read().unwrap_or_else(poisoned)) {
            return Ok(index);
        }
        let mut slot = self
            .index
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // Another request may have made it meanwhile.
        if let Some(index) = held(&slot) {
            return Ok(index);
        }
        let index = Arc::new(self.pool.with(Index::read)?);
        *slot = Some((stamp, Arc::clone(&index)));
        Ok(index)
    }

    /// Puts an index that knows more in the place of that of the same state.
    pub fn put_index(&self, stamp: &Stamp, index: Arc<Index>) {
        let slot = self.index.write();
        let mut slot = slot.unwrap_or_else(PoisonError::into_inner);
        if let Some((s, held)) = slot.as_mut()
            && s == stamp
        {
            *held = index;
        }
    }
}

/// Runs work that reads the store away from the threads that answer.
async fn blocking<T: Send + 'static>(
    state: &Arc<State>,
    work: impl FnOnce(&State) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let busy = || Fault {
        status: StatusCode::SERVICE_UNAVAILABLE,
        message: "the server is stopping".to_owned(),
    };
    let _turn = state.at_once.acquire().await.map_err(|_| busy())?;
    let state = Arc::clone(state);
    tokio::task::spawn_blocking(move || work(&state))
        .await
        .map_err(|_| Fault {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            message: "the request failed".to_owned(),
        })?
}

fn asked(params: Params) -> Answer<Query> {
    params
        .map(|Asked(query)| query)
        .map_err(|e| Fault::bad(e.body_text()))
}

/// A value as JSON, without a tree of it in between.
fn json_of(value: &impl Serialize) -> Answer<Vec<u8>> {
    serde_json::to_vec(value).map_err(|e| Fault {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        message: e.to_string(),
    })
}

/// Answers with the JSON that `work` makes, under an ETag of the store and the
/// day; 304, and no work, where the browser has it already.
async fn answer_with(
    state: Arc<State>,
    headers: HeaderMap,
    work: impl FnOnce(&State) -> Answer<Vec<u8>> + Send + 'static,
) -> Response {
    // Taken before the work: what is written meanwhile makes another tag.
    let day = (state.options.today)();
    let tag = format!("\"{}-{day}\"", state.pool.stamp().tag());
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v == tag);
    if known {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let body = match blocking(&state, work).await {
        Ok(body) => body,
        Err(fault) => return fault.into_response(),
    };
    let headers = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::CONTENT_TYPE, "application/json".to_owned()),
    ];
    (headers, body).into_response()
}

async fn answer(
    state: Arc<State>,
    headers: HeaderMap,
    work: impl FnOnce(&State) -> Answer<Value> + Send + 'static,
) -> Response {
    answer_with(state, headers, |state| json_of(&work(state)?)).await
}

/// All routes, behind the guard.
pub fn router(state: Arc<State>) -> Router {
    let keep = middleware::from_fn_with_state(Arc::clone(&state), cached);
    let kept = Router::new()
        .route("/api/summary", get(summary))
        .route("/api/events", get(events))
        .route("/api/events/{id}", get(event))
        .route("/api/timeline", get(timeline))
        .route("/api/agenda", get(the_agenda))
        .route("/api/review", get(review))
        .route("/api/network", get(network))
        .route("/api/places", get(places))
        .route("/api/reports", get(all_reports))
        .route("/api/reports/{name}", get(report))
        .route("/api/statements", get(statements))
        .route("/api/search", get(search))
        .route_layer(keep);
    kept.route("/api/decisions", get(decisions).post(decide))
        .route("/api/stream", get(stream::stream))
        .route("/openapi.json", get(async || Json(openapi())))
        .route("/calendar.ics", get(calendar))
        .route("/export/{format}", get(exported))
        .route("/assets/{name}", get(assets::asset))
        .route("/api", post(no_such).get(no_such))
        .route("/api/{*rest}", post(no_such).get(no_such))
        .fallback(get(assets::page))
        .layer(DefaultBodyLimit::max(64 << 10))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&state),
            guard::guard,
        ))
        .with_state(state)
}

async fn no_such() -> Fault {
    Fault::missing("such address; /openapi.json lists them")
}

async fn summary(Extract(state): Shared, headers: HeaderMap) -> Response {
    answer(state, headers, |state| {
        let index = state.index()?;
        let told = &index.told;
        Ok(json!({
            "n_events": told.n_events,
            "n_reports": told.reports.len(),
            "first_report": told.reports.first().map(|r| r.dct.date.to_string()),
            "last_report": told.reports.last().map(|r| r.dct.date.to_string()),
            "first_day": told.days.0.map(|d| d.to_string()),
            "last_day": told.days.1.map(|d| d.to_string()),
            "statuses": told.statuses,
            "today": (state.options.today)().to_string(),
            "edit": state.options.edit,
            "store": state.pool.path().file_name().map(|n| n.to_string_lossy()),
            "version": env!("CARGO_PKG_VERSION"),
        }))
    })
    .await
}

/// Begins a page of a list, up to its items.
fn put_head(out: &mut Vec<u8>, total: usize, cursor: usize, limit: usize) {
    let next = cursor.saturating_add(limit);
    let next = (next < total).then(|| next.to_string());
    put(out, &["{\"total\":", &total.to_string(), ",\"next\":"]);
    put_value(out, &next);
    put(out, &[",\"items\":"]);
}

/// Answers with what is made of the events that a query asks for, as they are
/// known, or as they were known on its day.
async fn selected(
    state: Arc<State>,
    headers: HeaderMap,
    params: Params,
    work: impl FnOnce(&Query, &Table, &Bits) -> Answer<Vec<u8>> + Send + 'static,
) -> Response {
    answer_with(state, headers, move |state| {
        let query = asked(params)?;
        let (filter, words) = (query.filter()?, query.words());
        state.with_known(query.as_of()?, |index, day| {
            let found = index.table.select(day, &filter, &words);
            work(&query, &index.table, &found)
        })
    })
    .await
}

async fn events(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    selected(state, headers, params, |query, table, found| {
        let (limit, cursor) = (query.limit(100)?, query.cursor()?);
        let page = found.page(cursor, limit);
        let mut out = Vec::new();
        put_head(&mut out, found.len(), cursor, limit);
        put_list(&mut out, page, |at, out| table.full(at, out));
        out.push(b'}');
        Ok(out)
    })
    .await
}

async fn timeline(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    selected(state, headers, params, |_, table, found| {
        Ok(drawing::timeline(table, found))
    })
    .await
}

async fn the_agenda(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    answer_with(state, headers, move |state| {
        let on = asked(params)?.on()?.unwrap_or_else(state.options.today);
        Ok(agenda::agenda(&state.index()?.table, on))
    })
    .await
}

/// The events that a decision which holds bears on.
fn decided(store: &Store) -> Result<BTreeSet<String>, dateline_ledger::Error> {
    let all = store.decisions()?;
    Ok(dateline_ledger::standing(&all)
        .iter()
        .filter_map(|d| d.action.event().map(|e| e.0.clone()))
        .collect())
}

async fn review(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    answer_with(state, headers, move |state| {
        let on = asked(params)?.on()?.unwrap_or_else(state.options.today);
        let decided = state.pool.with(decided)?;
        Ok(agenda::review(&state.index()?.table, on, &decided))
    })
    .await
}

async fn network(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    selected(state, headers, params, |_, table, found| {
        Ok(counts::network(table, found))
    })
    .await
}

async fn places(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    selected(state, headers, params, |_, table, found| {
        Ok(counts::places(table, found))
    })
    .await
}

/// The reports that some evidence points into.
struct Reports(BTreeMap<ReportKey, Report>);

impl Texts for Reports {
    fn report(&self, key: ReportKey) -> Option<&Report> {
        self.0.get(&key)
    }
}

fn texts(
    store: &Store,
    keys: impl IntoIterator<Item = ReportKey>,
) -> Result<Reports, dateline_ledger::Error> {
    let mut out = BTreeMap::new();
    for key in keys {
        if let std::collections::btree_map::Entry::Vacant(slot) = out.entry(key)
            && let Some(report) = store.report_by_key(key)?
        {
            slot.insert(report);
        }
    }
    Ok(Reports(out))
}

async fn event(
    Extract(state): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
    params: Params,
) -> Response {
    answer(state, headers, move |state| {
        let as_of = asked(params)?.as_of()?;
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Fault::missing("event of this id"));
        }
        let value = state.pool.with(|store| {
            let Some(event) = store.event(&id, as_of)? else {
                return Ok(None);
            };
            let mut keys: BTreeSet<ReportKey> = event.mentions.iter().map(|m| m.report).collect();
            keys.extend(event.status.iter().map(|s| s.evidence.report));
            let texts = texts(store, keys)?;
            let citer = Citer::of(&[], &texts);
            let mut value = serde_json::to_value(dateline_view::event_json(&citer, &event))
                .unwrap_or_default();
            let on = (state.options.today)();
            value["is_overdue"] = event.is_overdue(on).into();
            value["is_upcoming"] = event.is_upcoming(on).into();
            value["is_moved"] = event.is_moved().into();
            value["is_contested"] = event.is_contested().into();
            let mut links = Vec::new();
            for link in &event.links {
                if let Some(other) = store.event(&link.event.0, as_of)? {
                    links.push(json!({"type": link.kind, "event": other.id, "label": dateline_view::words::label(&other)}));
                }
            }
            value["links"] = links.into();
            let all = store.decisions()?;
            let standing: BTreeSet<u64> =
                dateline_ledger::standing(&all).iter().map(|d| d.id).collect();
            let own: Vec<Value> = all
                .iter()
                .filter(|d| {
                    d.action.event() == Some(&event.id) || event.decisions.contains(&d.id)
                })
                .map(|d| json!({"decision": d, "stands": standing.contains(&d.id)}))
                .collect();
            value["decisions"] = own.into();
            let sources: BTreeMap<String, Value> = texts
                .0
                .iter()
                .map(|(key, r)| {
                    let about = json!({"name": r.name, "date": r.dct.date.to_string(), "source": r.source, "title": r.title});
                    (key.to_string(), about)
                })
                .collect();
            value["reports"] = json!(sources);
            Ok(Some(value))
        })?;
        value.ok_or_else(|| Fault::missing("event of this id"))
    })
    .await
}

/// A report as lists show it.
#[derive(Serialize)]
struct Row<'a> {
    key: ReportKey,
    name: &'a str,
    date: String,
    source: Option<&'a str>,
}

async fn all_reports(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    answer_with(state, headers, move |state| {
        let query = asked(params)?;
        let (limit, cursor) = (query.limit(200)?, query.cursor()?);
        let as_of = query.as_of()?;
        let words = query.words();
        let index = state.index()?;
        let found: Vec<&ReportInfo> = index
            .told
            .reports
            .iter()
            .rev()
            .filter(|r| as_of.is_none_or(|day| r.dct.date <= day))
            .filter(|r| {
                words.iter().all(|w| {
                    r.name.to_lowercase().contains(w)
                        || r.source
                            .as_deref()
                            .is_some_and(|s| s.to_lowercase().contains(w))
                })
            })
            .collect();
        let page: Vec<Row<'_>> = found
            .iter()
            .skip(cursor)
            .take(limit)
            .map(|r| Row {
                key: r.key,
                name: &r.name,
                date: r.dct.date.to_string(),
                source: r.source.as_deref(),
            })
            .collect();
        let mut out = Vec::new();
        put_head(&mut out, found.len(), cursor, limit);
        put_value(&mut out, &page);
        out.push(b'}');
        Ok(out)
    })
    .await
}

async fn report(Extract(state): Shared, headers: HeaderMap, Path(name): Path<String>) -> Response {
    answer(state, headers, move |state| {
        state
            .pool
            .with(|store| reports::report(store, &name))?
            .ok_or_else(|| Fault::missing("report of this name"))
    })
    .await
}

/// Statements by their places, as JSON.
fn put_statements(
    store: &Store,
    told: &Told,
    page: Vec<usize>,
    out: &mut Vec<u8>,
) -> Result<(), dateline_ledger::Error> {
    let said = &told.statements;
    let new = |at: &&usize| said.made(**at).is_none();
    let new: Vec<_> = page.iter().filter(new).map(|at| &said.all[*at]).collect();
    let texts = texts(store, new.iter().map(|s| s.evidence.report))?;
    let infos = new.iter().filter_map(|s| told.report(s.evidence.report));
    let infos: Vec<ReportInfo> = infos.cloned().collect();
    let citer = Citer::of(&infos, &texts);
    put_list(out, page, |at, out| match said.made(at) {
        Some(json) => put(out, &[json]),
        None => {
            let s = &said.all[at];
            let report = told.report(s.evidence.report);
            let date = report.map(|r| r.dct.date.to_string()).unwrap_or_default();
            let json = item::json(&dateline_view::statement_json(&citer, s, date));
            put(out, &[&json]);
            said.keep(at, &json);
        }
    });
    Ok(())
}

async fn statements(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    answer_with(state, headers, move |state| {
        let query = asked(params)?;
        let (limit, cursor, as_of) = (query.limit(100)?, query.cursor()?, query.as_of()?);
        let (parties, words) = (query.filter()?.parties, query.words());
        let speaker = query.speaker.to_lowercase();
        let index = state.index()?;
        let (told, said) = (&index.told, &index.told.statements);
        let wanted = |at: &usize| {
            let s = &said.all[*at];
            let of = |p: &String| {
                let party = s.affiliation.as_ref();
                party.is_some_and(|a| a.as_str().eq_ignore_ascii_case(p))
            };
            let by = || s.speaker.to_lowercase();
            (query.about.is_empty() || s.about.iter().any(|a| a.0 == query.about))
                && parties.iter().all(of)
                && (speaker.is_empty() || by().contains(&speaker))
                && (words.is_empty() || words.iter().all(|w| by().contains(w)))
        };
        // What a statement is about stands in its own report: it was known as
        // soon as the statement was.
        let known = said.until(as_of).rev();
        let all = query.about.is_empty() && parties.is_empty();
        let (total, page): (usize, Vec<usize>) = if all && speaker.is_empty() && words.is_empty() {
            (known.len(), known.skip(cursor).take(limit).collect())
        } else {
            let found: Vec<usize> = known.filter(wanted).collect();
            let page = found.iter().skip(cursor).take(limit);
            (found.len(), page.copied().collect())
        };
        let mut out = Vec::new();
        put_head(&mut out, total, cursor, limit);
        state
            .pool
            .with(|store| put_statements(store, told, page, &mut out))?;
        out.push(b'}');
        Ok(out)
    })
    .await
}

/// Reports by their places among all that a search finds, the last first.
fn put_hits(
    store: &Store,
    told: &Told,
    query: &str,
    kept: &Search,
    places: Range<usize>,
    out: &mut Vec<u8>,
) -> Result<(), dateline_ledger::Error> {
    let make = |at| {
        let hits = store.report_hits(query, &kept.holders, &told.order, [at])?;
        Ok(hits.first().map_or_else(String::new, item::json))
    };
    let mut begin = "[";
    told.searches.show(kept, places, make, |json| {
        put(out, &[begin, json]);
        begin = ",";
    })?;
    put(out, &[if begin == "[" { "[]" } else { "]" }]);
    Ok(())
}

/// What a search finds of reports and statements, up to a day and so many of
/// each.
fn put_found(
    store: &Store,
    told: &Told,
    kept: &Search,
    query: &str,
    (as_of, limit): (Option<jiff::civil::Date>, usize),
    out: &mut Vec<u8>,
) -> Result<(), dateline_ledger::Error> {
    let holders = &kept.holders;
    put(out, &[",\"reports\":"]);
    match holders.latest_reports(&told.order, as_of, limit) {
        Some(places) => put_hits(store, told, query, kept, places, out)?,
        None => put_value(out, &store.search_reports(query, as_of, limit)?),
    }
    put(out, &[",\"statements\":"]);
    let said = match holders.latest_statements(&told.order, as_of, limit) {
        Some(places) => places,
        None => {
            let all = store.search_statements(query, as_of, limit)?;
            let known = |s: &StatementEntry| told.statements.at(&s.id);
            all.iter().filter_map(known).collect()
        }
    };
    put_statements(store, told, said, out)
}

async fn search(Extract(state): Shared, headers: HeaderMap, params: Params) -> Response {
    answer_with(state, headers, move |state| {
        let query = asked(params)?;
        let (limit, as_of) = (query.limit(30)?, query.as_of()?);
        if query.words().is_empty() {
            return json_of(&json!({"events": [], "reports": [], "statements": []}));
        }
        let mut out = Vec::with_capacity(1 << 15);
        put(&mut out, &["{\"events\":"]);
        let told = state.with_known(as_of, |index, day| {
            let table = &index.table;
            let found = table.select(day, &Filter::default(), &query.words());
            put_list(&mut out, found.page(0, limit), |at, out| {
                table.full(at, out)
            });
            Ok(Arc::clone(&index.told))
        })?;
        let hits = told
            .searches
            .get(&state.pool, &told.order, &query.q)
            .and_then(|kept| {
                let found = (as_of, limit);
                let mut put =
                    |store: &Store| put_found(store, &told, &kept, &query.q, found, &mut out);
                state.pool.with(|store| store.at_once(&mut put))
            });
        match hits {
            Ok(()) => {}
            // A query without a word of its own finds no text.
            Err(error) if error.is_usage() => put(&mut out, &[",\"reports\":[],\"statements\":[]"]),
            Err(error) => return Err(error.into()),
        }
        out.push(b'}');
        Ok(out)
    })
    .await
}

async fn decisions(Extract(state): Shared, headers: HeaderMap) -> Response {
    answer(state, headers, |state| {
        let all = state.pool.with(Store::decisions)?;
        let standing: BTreeSet<u64> = dateline_ledger::standing(&all)
            .iter()
            .map(|d| d.id)
            .collect();
        let items: Vec<Value> = all
            .iter()
            .rev()
            .map(|d| json!({"decision": d, "stands": standing.contains(&d.id)}))
            .collect();
        Ok(json!({"items": items}))
    })
    .await
}

async fn decide(
    Extract(state): Shared,
    body: Result<Json<edit::Request>, JsonRejection>,
) -> Response {
    if !state.options.edit {
        return Fault::forbidden("decisions are not allowed here; start the page with --edit")
            .into_response();
    }
    let request = match body {
        Ok(Json(request)) => request,
        Err(rejection) => return Fault::bad(rejection.body_text()).into_response(),
    };
    let done = blocking(&state, move |state| {
        let mut store = Store::open(state.pool.path())?;
        edit::decide(&mut store, request, (state.options.now)())
    })
    .await;
    match done {
        Ok(id) => {
            // The next look at the store would tell them a little later.
            let _ = state.changes.send(state.pool.stamp().tag());
            (StatusCode::CREATED, Json(json!({"decision": id}))).into_response()
        }
        Err(fault) => fault.into_response(),
    }
}

async fn calendar(Extract(state): Shared, params: Params) -> Response {
    write_out(state, Format::Ics, params).await
}

async fn exported(Extract(state): Shared, Path(name): Path<String>, params: Params) -> Response {
    match Format::parse(&name) {
        Some(format) => write_out(state, format, params).await,
        None => Fault::missing("such format").into_response(),
    }
}

async fn write_out(state: Arc<State>, format: Format, params: Params) -> Response {
    let written = blocking(&state, move |state| {
        let query = asked(params)?;
        let (as_of, filter) = (query.as_of()?, query.filter()?);
        let bytes = state.pool.with(|store| {
            let ledger = if format.has_statements() {
                store.ledger(as_of, &filter)?
            } else {
                store.ledger_of_events(as_of, &filter)?
            };
            let mut keys = dateline_view::cited(&ledger);
            if format.has_statements() {
                keys.extend(ledger.reports.iter().map(|r| r.key));
            }
            let texts = store.texts(&keys)?;
            let mut bytes = Vec::new();
            let done = export::export(
                format,
                &ledger,
                &texts,
                &export::Options::default(),
                &mut bytes,
            );
            Ok(done.map(|_| bytes))
        })?;
        bytes.map_err(|e| Fault {
            status: StatusCode::NOT_IMPLEMENTED,
            message: e.to_string(),
        })
    })
    .await;
    let kind = match format {
        Format::Ics => "text/calendar; charset=utf-8",
        Format::Csv => "text/csv; charset=utf-8",
        Format::Geojson | Format::Json | Format::Story | Format::Timelinejs => "application/json",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Html | Format::Markdown => "text/plain; charset=utf-8",
        Format::Parquet => "application/octet-stream",
        _ => "text/plain; charset=utf-8",
    };
    let name = match format {
        Format::Ics => "attachment; filename=\"dateline.ics\"".to_owned(),
        _ => format!("attachment; filename=\"dateline.{}\"", format.ending()),
    };
    match written {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, kind.to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ],
            bytes,
        )
            .into_response(),
        Err(fault) => fault.into_response(),
    }
}
