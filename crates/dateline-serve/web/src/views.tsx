// Agenda, reports, parties and people, statements, search, review.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EventFull, Item, Page, ReportFull, StatementItem, Summary } from "./api";
import { decide } from "./api";
import { Decisions, EventView, Marked } from "./event";
import { filterQuery, go, human, refresh, to, useAsk, usePlace, withQuery } from "./state";
import { AsOf, Badge, EventTable, Filters, Waiting, cls, reportLink, title, useSize } from "./ui";

interface List { total: number; items: Item[] }

export function Agenda({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const on = query.get("on") ?? "";
  const state = useAsk<{ on: string; upcoming: List; overdue: List; changed: List }>(`/api/agenda${on ? `?on=${on}` : ""}`);
  const d = state.data;
  return (
    <section>
      <h1>Agenda</h1>
      <form class="filters" onSubmit={(e) => e.preventDefault()}><div class="fields">
        <label>On the day<input type="date" value={on || d?.on || ""} onChange={(e) => go(withQuery({ on: e.currentTarget.value }))} /></label>
        {summary?.last_report && <a class="button" href={withQuery({ on: summary.last_report })}>Day of the last report, {human(summary.last_report)}</a>}
        {on && <a class="button" href={withQuery({ on: null })}>Today</a>}
        <a class="button" href="/calendar.ics" download>Calendar (.ics)</a>
      </div></form>
      <Waiting state={state}>
        {d && <div class="agenda">
          <Part name="Coming" list={d.upcoming} none="Nothing is known to be coming." />
          <Part name="Overdue" list={d.overdue} none="Nothing planned is overdue." note="Planned for a day that is over; no report told what became of it." />
          <Part name="Moved or called off lately" list={d.changed} none="Nothing was moved or called off in the last 90 days." />
        </div>}
      </Waiting>
    </section>
  );
}

function Part({ name, list, none, note }: { name: string; list: List; none: string; note?: string }) {
  return (
    <section><h2>{name} <span class="soft">{list.total}</span></h2>
      {note && list.total > 0 && <p class="soft">{note}</p>}
      {list.total ? <EventTable items={list.items} caption={`${name}: ${list.total}`} /> : <p class="soft">{none}</p>}
    </section>
  );
}

interface ReportRow { key: string; name: string; date: string; source: string | null }

function More<T>({ page }: { page: Page<T> }) {
  const { query } = usePlace();
  if (!page.next && !query.get("cursor")) return null;
  return <p class="pager">{query.get("cursor") && <a class="button" href={withQuery({ cursor: null })}>First page</a>}{page.next && <a class="button" href={withQuery({ cursor: page.next })}>Next page</a>}</p>;
}

export function Reports() {
  const { query } = usePlace();
  const q = new URLSearchParams({ limit: "200" });
  for (const n of ["q", "as_of", "cursor"]) { const v = query.get(n); if (v) q.set(n, v); }
  const state = useAsk<Page<ReportRow>>(`/api/reports?${q}`);
  return (
    <section>
      <h1>Reports</h1>
      <form class="filters" onSubmit={(e) => e.preventDefault()}><div class="fields"><label>Name or source<input value={query.get("q") ?? ""} onChange={(e) => go(withQuery({ q: e.currentTarget.value, cursor: null }))} /></label></div></form>
      <Waiting state={state}>{state.data && <>
        <p class="soft">{state.data.total} reports, the last first</p>
        <ul class="report-list">{state.data.items.map((r) => <li key={r.key}><time dateTime={r.date}>{human(r.date)}</time><a href={`/report/${r.key}`}>{r.name}</a><span class="soft">{r.source}</span></li>)}</ul>
        <More page={state.data} />
      </>}</Waiting>
    </section>
  );
}

export function ReportPage({ name }: { name: string }) {
  const { hash } = usePlace();
  const state = useAsk<ReportFull>(`/api/reports/${encodeURIComponent(name)}`);
  const body = useRef<HTMLDivElement>(null);
  const target = /^#p=(\d+)-(\d+)$/.exec(hash);
  const [a, b] = target ? [Number(target[1]), Number(target[2])] : [-1, -1];
  useEffect(() => { body.current?.querySelector(".m-here")?.scrollIntoView({ block: "center" }); }, [state.data, hash]);
  const r = state.data;
  const [only, setOnly] = useState<string | null>(null);
  const text = useMemo(() => {
    if (!r) return null;
    const marks = r.marks.filter((m) => !only || m.event === only).map((m) => ({ ...m }));
    if (a >= 0) marks.push({ start: a, end: b, what: "here", event: "", rule: "" });
    const said = r.statements.map((s) => ({ start: s.start, end: s.end, what: `said: ${s.speaker}`, event: "", rule: "" }));
    const all = only ? marks : [...marks, ...said];
    const link = (base: number) => (at: number) => {
      const p = at + base;
      const on = r.marks.filter((m) => m.start <= p && m.end > p).sort((x, y) => x.end - x.start - (y.end - y.start))[0];
      return on ? to(`/event/${on.event}`) : undefined;
    };
    const points = [...r.text];
    const out = [];
    let from = 0;
    for (let i = 0; i <= points.length; i++) {
      // A blank line parts paragraphs.
      if (i === points.length || (points[i] === "\n" && points[i + 1] === "\n")) {
        const para = points.slice(from, i).join("");
        const start = from;
        if (para.trim()) {
          const own = all.filter((m) => m.start < i && m.end > start).map((m) => ({ start: m.start - start, end: m.end - start, what: m.what }));
          out.push(<p key={start}><Marked text={para} marks={own} base={start} link={link(start)} /></p>);
        }
        from = i;
      }
    }
    return out;
  }, [r, hash, only]);
  return (
    <Waiting state={state}>{r && (
      <article class="report">
        <p class="crumbs"><a href="/reports">Reports</a> <span aria-hidden="true">/</span> {r.name}</p>
        <h1>{r.title ?? r.name}</h1>
        <p class="lead"><time dateTime={r.date}>{human(r.date)}</time>{r.source && <span>{r.source}</span>}{r.url && <a href={r.url} target="_blank" rel="noopener noreferrer">original</a>}{r.copy_of && <a href={`/report/${r.copy_of}`}>a copy of another report</a>}</p>
        {r.notes.map((n) => <p key={n} class="asof-note">{n}</p>)}
        <div class="columns reader">
          <div ref={body} class="body">{text}</div>
          <aside aria-label="Read from this report">
            <h2>Events <span class="soft">{r.events.length}</span></h2>
            <ul class="side">{r.events.map((i) => (
              <li key={i.id} class={cls(only === i.id && "on")} onMouseEnter={() => setOnly(i.id)} onMouseLeave={() => setOnly(null)} onFocusIn={() => setOnly(i.id)} onFocusOut={() => setOnly(null)}>
                <Badge status={i.status} /> <a href={to(`/event/${i.id}`)}>{title(i)}</a><div class="soft small">{[i.when, i.parties.map((p) => p.id).join(", "), i.place?.name].filter(Boolean).join(" · ")}</div>
              </li>))}</ul>
            {r.statements.length > 0 && <><h2>Statements <span class="soft">{r.statements.length}</span></h2>
              <ul class="side">{r.statements.map((s, n) => <li key={n}><a class="plain" href={reportLink({ key: r.key, start: s.start, end: s.end })}><b>{s.speaker}</b> {s.text}</a></li>)}</ul></>}
          </aside>
        </div>
      </article>)}
    </Waiting>
  );
}

interface NodeRow { id: string; name: string; n_events: number; n_meetings: number; first: string | null; last: string | null; statuses: Record<string, number> }
interface EdgeRow { source: string; target: string; n_meetings: number }
interface Network { parties: NodeRow[]; persons: NodeRow[]; edges: EdgeRow[]; person_edges: EdgeRow[] }

export function People({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const persons = query.get("show") === "persons";
  const state = useAsk<Network>(`/api/network?${filterQuery(query)}`);
  const rows = state.data ? (persons ? state.data.persons : state.data.parties) : [];
  const edges = state.data ? (persons ? state.data.person_edges : state.data.edges) : [];
  const href = (id: string) => (persons ? withQuery({ q: id, show: null }, "/") : withQuery({ party: id, show: null }, "/"));
  return (
    <section>
      <h1>People and parties</h1>
      <p class="tabs"><a class={cls(!persons && "on")} href={withQuery({ show: null })} aria-current={!persons}>Parties</a><a class={cls(persons && "on")} href={withQuery({ show: "persons" })} aria-current={persons}>Persons</a></p>
      <Filters summary={summary} />
      <Waiting state={state}>
        <h2>Who met whom</h2>
        {edges.length ? <Graph rows={rows} edges={edges} href={href} /> : <p class="soft">No meeting that was held joins two of them.</p>}
        <div class="scroll" tabIndex={0} role="region" aria-label="Table"><table>
          <caption class="quiet">{persons ? "Persons" : "Parties"} by number of events</caption>
          <thead><tr><th>{persons ? "Person" : "Party"}</th><th class="num">Events</th><th class="num">Meetings held</th><th>First</th><th>Last</th><th>Met</th></tr></thead>
          <tbody>{rows.slice(0, 200).map((r) => {
            const met = edges.filter((e) => e.source === r.id || e.target === r.id).sort((x, y) => y.n_meetings - x.n_meetings).slice(0, 6);
            return <tr key={r.id}><td><a href={href(r.id)}>{r.name}</a>{r.name !== r.id && <span class="soft small"> {r.id}</span>}</td><td class="num">{r.n_events}</td><td class="num">{r.n_meetings}</td><td>{r.first && human(r.first)}</td><td>{r.last && human(r.last)}</td>
              <td>{met.map((e) => <span key={e.source + e.target} class="chip">{e.source === r.id ? e.target : e.source} {e.n_meetings}</span>)}</td></tr>;
          })}</tbody>
        </table></div>
      </Waiting>
    </section>
  );
}

function Graph({ rows, edges, href }: { rows: NodeRow[]; edges: EdgeRow[]; href: (id: string) => string }) {
  const [watch, width] = useSize();
  const [focus, setFocus] = useState<string | null>(null);
  // A few circles do not need a tall box.
  const H = Math.min(460, 200 + edges.length * 20);
  const drawn = useMemo(() => {
    if (!width) return null;
    const used = new Set(edges.slice(0, 160).flatMap((e) => [e.source, e.target]));
    const nodes = rows.filter((r) => used.has(r.id)).slice(0, 70).map((r, n) => ({ ...r, r: 5 + Math.sqrt(r.n_meetings) * 3.2, x: width / 2 + 120 * Math.cos(n * 2.4), y: H / 2 + 120 * Math.sin(n * 2.4) }));
    const by = new Map(nodes.map((n) => [n.id, n]));
    const links = edges.slice(0, 160).filter((e) => by.has(e.source) && by.has(e.target)).map((e) => ({ source: e.source, target: e.target, n: e.n_meetings }));
    const sim = forceSimulation(nodes as never[]).force("link", forceLink(links as never[]).id((d) => (d as unknown as { id: string }).id).distance(110).strength(0.35))
      .force("charge", forceManyBody().strength(-320)).force("center", forceCenter(width / 2, H / 2)).force("x", forceX(width / 2).strength(0.04)).force("y", forceY(H / 2).strength(0.09)).force("hit", forceCollide(26)).stop();
    sim.tick(260);
    for (const n of nodes) { n.x = Math.min(Math.max(n.x, 50), width - 60); n.y = Math.min(Math.max(n.y, 24), H - 24); }
    return { nodes, links: links as unknown as { source: (typeof nodes)[0]; target: (typeof nodes)[0]; n: number }[] };
  }, [rows, edges, width]);
  const near = (id: string) => !focus || focus === id || drawn!.links.some((l) => (l.source.id === focus && l.target.id === id) || (l.target.id === focus && l.source.id === id));
  return (
    <figure ref={watch} class="graph">
      {drawn && <svg width={width} height={H} role="group" aria-label="Graph of who met whom; the table below says the same">
        {drawn.links.map((l, n) => <line key={n} class={cls("edge", focus !== null && l.source.id !== focus && l.target.id !== focus && "dim")} x1={l.source.x} y1={l.source.y} x2={l.target.x} y2={l.target.y} stroke-width={1 + Math.sqrt(l.n) * 1.6}><title>{`${l.source.name} and ${l.target.name}: ${l.n}`}</title></line>)}
        {drawn.nodes.map((n) => (
          <a key={n.id} href={href(n.id)} class={cls("node", !near(n.id) && "dim")} onMouseEnter={() => setFocus(n.id)} onMouseLeave={() => setFocus(null)} onFocus={() => setFocus(n.id)} onBlur={() => setFocus(null)} aria-label={`${n.name}, ${n.n_meetings} meetings`}>
            <circle cx={n.x} cy={n.y} r={n.r} /><text x={n.x} y={n.y - n.r - 5}>{n.name}</text>
          </a>))}
      </svg>}
    </figure>
  );
}

export function Statements() {
  const { query } = usePlace();
  const q = new URLSearchParams({ limit: "100" });
  for (const n of ["speaker", "party", "as_of", "cursor", "about"]) { const v = query.get(n); if (v) q.set(n, v); }
  const state = useAsk<Page<StatementItem>>(`/api/statements?${q}`);
  const set = (name: string) => (e: Event) => go(withQuery({ [name]: (e.currentTarget as HTMLInputElement).value.trim(), cursor: null }));
  let day = "";
  return (
    <section>
      <h1>Statements</h1>
      <form class="filters" onSubmit={(e) => e.preventDefault()}><div class="fields">
        <label>Speaker<input value={query.get("speaker") ?? ""} onChange={set("speaker")} /></label>
        <label>Party<input value={query.get("party") ?? ""} onChange={set("party")} size={8} /></label>
      </div></form>
      <Waiting state={state}>{state.data && <>
        <p class="soft">{state.data.total} statements, the last first</p>
        <ul class="statements">{state.data.items.map((s) => {
          const head = s.date !== day ? <h2>{human(s.date)}</h2> : null;
          day = s.date;
          return <li key={s.id}>{head}<p class="who"><a href={withQuery({ speaker: s.speaker, cursor: null })}>{s.speaker}</a>{s.affiliation && <span class="chip">{s.affiliation}</span>}{s.addressee && <span class="soft"> to {s.addressee}</span>}<span class="soft small"> {s.type}</span></p>
            <blockquote class={s.type}><a class="plain" href={reportLink(s.evidence)}>{s.text || s.evidence.sentence}</a></blockquote>
            {s.about.length > 0 && <p class="soft small">about {s.about.map((a) => <span key={a}><a href={`/event/${a}`}>{a}</a> </span>)}</p>}</li>;
        })}</ul>
        <More page={state.data} />
      </>}</Waiting>
    </section>
  );
}

interface Hit { key: string; name: string; snippet: string }

export function Search() {
  const { query } = usePlace();
  const words = query.get("q") ?? "";
  const state = useAsk<{ events: Item[]; reports: Hit[]; statements: StatementItem[] }>(words ? `/api/search?q=${encodeURIComponent(words)}&limit=40` : null);
  const d = state.data;
  return (
    <section>
      <h1>Search</h1>
      <form class="filters" role="search" onSubmit={(e) => { e.preventDefault(); go(`/search?q=${encodeURIComponent(new FormData(e.currentTarget).get("q") as string)}`); }}>
        <div class="fields"><label class="wide">Words<input name="q" value={words} autofocus /></label><button type="submit">Search</button></div>
      </form>
      {!words ? <p class="soft">Words of reports and statements, in any inflection; "side by side"; stem*.</p> : (
        <Waiting state={state}>{d && <>
          <h2>Events <span class="soft">{d.events.length}</span></h2>
          {d.events.length > 0 && <EventTable items={d.events} caption="Events found" />}
          <h2>Reports <span class="soft">{d.reports.length}</span></h2>
          <ul class="hits">{d.reports.map((h) => <li key={h.key}><a href={`/report/${h.key}`}>{h.name}</a><p>{snippet(h.snippet)}</p></li>)}</ul>
          <h2>Statements <span class="soft">{d.statements.length}</span></h2>
          <ul class="hits">{d.statements.map((s) => <li key={s.id}><a href={reportLink(s.evidence)}>{s.speaker}</a>, {human(s.date)}<p>{s.text}</p></li>)}</ul>
        </>}</Waiting>)}
    </section>
  );
}

/** The store marks the words found with U+0001 and U+0002. */
function snippet(text: string) {
  return text.split(/(\u0001[^\u0002]*\u0002)/).map((part, n) => (part.startsWith("\u0001") ? <mark key={n} class="m-event">{part.slice(1, -1)}</mark> : part));
}

export function Review({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const state = useAsk<{ total: number; items: { why: string; item: Item }[] }>(`/api/review${query.get("on") ? `?on=${query.get("on")}` : ""}`);
  const items = state.data?.items ?? [];
  const chosen = query.get("id") ?? items[0]?.item.id ?? null;
  const at = items.findIndex((r) => r.item.id === chosen);
  const event = useAsk<EventFull>(chosen ? `/api/events/${chosen}` : null);
  const [said, setSaid] = useState("");
  const [lastOne, setLastOne] = useState<number | null>(null);
  const choose = (n: number) => { const r = items[Math.min(Math.max(n, 0), items.length - 1)]; if (r) go(withQuery({ id: r.item.id }), true); };
  const canEdit = summary?.edit ?? false;
  const act = (body: Record<string, unknown>, words: string) => {
    const next = items[at + 1]?.item.id ?? items[at - 1]?.item.id ?? null;
    decide({ event: chosen, who: localStorage.getItem("who") ?? "analyst", ...body }).then((id) => { setSaid(words); if (body.action !== "undo") { setLastOne(id); go(withQuery({ id: next }), true); } else setLastOne(null); refresh(); }, (e: Error) => setSaid(e.message));
  };
  useEffect(() => {
    const l = (e: KeyboardEvent) => {
      if ((e.target as Element).closest("input,select,textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "j") choose(at + 1);
      else if (e.key === "k") choose(at - 1);
      else if (canEdit && chosen && e.key === "c") act({ action: "confirm" }, "Confirmed.");
      else if (canEdit && chosen && e.key === "x") act({ action: "reject" }, "Rejected.");
      else if (canEdit && lastOne && e.key === "u") act({ action: "undo", decision: lastOne }, "Undone.");
      else if (canEdit && e.key === "e") (document.querySelector(".decide select") as HTMLElement | null)?.focus();
      else return;
      e.preventDefault();
    };
    addEventListener("keydown", l);
    return () => removeEventListener("keydown", l);
  });
  return (
    <section class="review">
      <h1>Review</h1>
      <p class="soft">{canEdit ? <>Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>c</kbd> confirm, <kbd>x</kbd> reject, <kbd>e</kbd> correct, <kbd>u</kbd> undo</> : "Read only: start the page with --edit to decide."}</p>
      <p role="status" class="done">{said}</p>
      <Waiting state={state}>
        {items.length === 0 ? <p class="soft">Nothing is doubtful, contested or overdue.</p> : (
          <div class="columns queue">
            <nav aria-label="Queue"><p class="soft">{state.data?.total} to look at</p><ol>{items.map((r) => (
              <li key={r.item.id}><a class={cls("plain", r.item.id === chosen && "on")} aria-current={r.item.id === chosen} href={withQuery({ id: r.item.id })}>
                <Badge status={r.item.status} /> <span>{title(r.item)}</span><span class="soft small">{[r.why, r.item.when, r.item.parties.map((p) => p.id).join(", ")].filter(Boolean).join(" · ")}</span></a></li>))}</ol></nav>
            <div>{event.data ? <EventView event={event.data} summary={summary} /> : <p class="soft">{event.error ?? "Reading…"}</p>}</div>
          </div>)}
      </Waiting>
    </section>
  );
}

export { AsOf, Decisions };
