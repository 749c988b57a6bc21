// One event: every field, its life, and each sentence it rests on.
import { useState } from "preact/hooks";
import { type Cite, type EventFull, STATUSES, type Summary, decide } from "./api";
import { DAY, human, ms, refresh, to, useAsk, usePlace, withQuery } from "./state";
import { AsOf, Badge, CiteLink, Sign, Waiting, cls, reportLink } from "./ui";

export function EventPage({ id, summary }: { id: string; summary: Summary | null }) {
  const { query } = usePlace();
  const asOf = query.get("as_of");
  const state = useAsk<EventFull>(`/api/events/${encodeURIComponent(id)}${asOf ? `?as_of=${asOf}` : ""}`);
  return <Waiting state={state}>{state.data && <EventView event={state.data} summary={summary} />}</Waiting>;
}

export function EventView({ event: e, summary }: { event: EventFull; summary: Summary | null }) {
  const time = e.time?.value.replace("/", " to ");
  return (
    <article class="event">
      <p class="crumbs"><a href={to("/")}>Timeline</a> <span aria-hidden="true">/</span> <code>{e.id}</code></p>
      <h1>{e.label}</h1>
      <p class="lead"><Badge status={e.status} />{e.is_overdue && <span class="flag">overdue</span>}{e.is_moved && <span class="flag">moved</span>}{e.is_contested && <span class="flag">contested</span>}
        {e.time && <span>{e.time.first && e.time.first === e.time.last ? human(e.time.first) : time}</span>}{e.place && <span>{e.place.name}</span>}</p>
      <AsOf summary={summary} />
      <div class="columns">
        <section aria-labelledby="fields-h">
          <h2 id="fields-h">Fields</h2>
          <dl class="fields-list">
            <Row name="kind"><CiteLink cite={e.mentions[0]}>{e.kind}</CiteLink></Row>
            {e.time && <Row name="time"><CiteLink cite={e.time.evidence[0]}>{time}</CiteLink> <span class="soft small">{e.time.granularity}{e.time.approx ? ", rough" : ""}{e.time.basis === "inferred" ? ", inferred" : ""}</span></Row>}
            {e.due && <Row name="due"><CiteLink cite={e.due.evidence[0]}>{e.due.value.replace("/", " to ")}</CiteLink></Row>}
            {e.parties.map((p) => <Row key={p.id + p.role} name={p.role}><CiteLink cite={p.evidence[0]}>{p.name}</CiteLink> <a class="chip" href={withQuery({ party: p.id, as_of: null }, "/")}>{p.id}</a></Row>)}
            {e.persons.map((p) => <Row key={p.name} name="person"><CiteLink cite={p.evidence[0]}>{p.name}</CiteLink> <span class="soft small">{[p.role, p.party].filter(Boolean).join(", ")}</span></Row>)}
            {e.place && <Row name="place"><CiteLink cite={e.place.evidence[0]}>{e.place.name}</CiteLink> <span class="soft small">{[e.place.country, e.place.lat !== null && e.place.lon !== null ? `${e.place.lat.toFixed(1)}, ${e.place.lon.toFixed(1)}` : "no coordinates"].filter(Boolean).join(" · ")}</span></Row>}
            {e.topic && <Row name="topic"><CiteLink cite={e.topic.evidence[0]}>{e.topic.text}</CiteLink></Row>}
            {e.plover && <Row name="PLOVER">{e.plover}{e.mode ? `, ${e.mode}` : ""}</Row>}
            {e.links.map((l) => <Row key={l.type + l.event} name={l.type}><a href={to(`/event/${l.event}`)}>{l.label}</a></Row>)}
            <Row name="sureness"><meter min={0} max={1} low={0.5} high={0.75} optimum={1} value={e.confidence} aria-label="how sure the reader is">{e.confidence.toFixed(2)}</meter> <span class="soft small">{e.confidence.toFixed(2)}</span></Row>
          </dl>
        </section>
        <section aria-labelledby="life-h"><h2 id="life-h">Life</h2><Life event={e} /></section>
      </div>
      <section aria-labelledby="evidence-h">
        <h2 id="evidence-h">Evidence <span class="soft">{e.n_reports} {e.n_reports === 1 ? "report" : "reports"}</span></h2>
        <Evidence event={e} />
      </section>
      <Decisions event={e} canEdit={summary?.edit ?? false} />
    </article>
  );
}

function Row({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** Each report day with what it said, on one scale of time. */
function Life({ event }: { event: EventFull }) {
  const rows = event.history;
  const days: number[] = [];
  for (const h of rows) {
    days.push(ms(h.as_of));
    if (h.time?.first) days.push(ms(h.time.first));
    if (h.time?.last) days.push(ms(h.time.last));
  }
  const a = Math.min(...days), b = Math.max(...days, a + 7 * DAY);
  const W = 220, px = (t: number) => 10 + ((t - a) / (b - a)) * (W - 20);
  return (
    <ol class="life">
      {rows.map((h, n) => {
        const t = h.time;
        const x0 = t ? px(t.first ? ms(t.first) : a) : 0, x1 = t ? px(t.last ? ms(t.last) : b) : 0;
        return (
          <li key={n}>
            <svg width={W} height={26} class={`s-${h.status}`} aria-hidden="true">
              <line x1={10} x2={W - 10} y1={13} y2={13} class="base" />
              {t && <line x1={px(ms(h.as_of))} x2={(x0 + x1) / 2} y1={13} y2={13} class="reach" />}
              <line x1={px(ms(h.as_of))} x2={px(ms(h.as_of))} y1={6} y2={20} class="told" />
              {t && x1 - x0 > 12 && <rect x={x0} width={x1 - x0} y={8} height={10} rx={5} class="bar" />}
              <Sign status={h.status} x={t ? (x0 + x1) / 2 : px(ms(h.as_of))} y={13} r={5} />
            </svg>
            <div>
              <CiteLink cite={h.evidence}><b>{human(h.as_of)}</b></CiteLink> <Badge status={h.status} />
              {t && <span> {t.first && t.first === t.last ? human(t.first) : t.value.replace("/", " to ")}</span>}
              {h.said_by && <span class="soft"> said by {h.said_by}</span>}
              {h.contested && <span class="flag">contested</span>}{h.correction && <span class="flag">correction</span>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

interface Piece { key: string; start: number; sentence: string; marks: { start: number; end: number; what: string }[] }

/** Every sentence the event rests on, with the words of each field marked. */
export function pieces(e: EventFull): Piece[] {
  const out = new Map<string, Piece>();
  const add = (c: Cite, what: string) => {
    if (!c.sentence) return;
    const id = `${c.key}:${c.sentence_start}`;
    let p = out.get(id);
    if (!p) { p = { key: c.key, start: c.sentence_start, sentence: c.sentence, marks: [] }; out.set(id, p); }
    const start = c.start - c.sentence_start, end = c.end - c.sentence_start;
    if (start >= 0 && end <= [...c.sentence].length && !p.marks.some((m) => m.start === start && m.end === end && m.what === what)) p.marks.push({ start, end, what });
  };
  for (const m of e.mentions) add(m, "event");
  for (const h of e.history) add(h.evidence, "status");
  for (const p of e.parties) for (const c of p.evidence) add(c, "party");
  for (const p of e.persons) for (const c of p.evidence) add(c, "person");
  for (const c of e.place?.evidence ?? []) add(c, "place");
  for (const c of [...(e.time?.evidence ?? []), ...(e.due?.evidence ?? [])]) add(c, "time");
  for (const c of e.topic?.evidence ?? []) add(c, "topic");
  const date = (k: string) => e.reports[k]?.date ?? "";
  return [...out.values()].sort((a, b) => date(a.key).localeCompare(date(b.key)) || a.start - b.start);
}

/** A text cut where marks begin and end; marks may overlap. */
export function Marked({ text, marks, base = 0, link }: { text: string; marks: { start: number; end: number; what: string }[]; base?: number; link?: (at: number) => string | undefined }) {
  const points = [...text];
  const cuts = new Set([0, points.length]);
  for (const m of marks) { cuts.add(Math.max(m.start, 0)); cuts.add(Math.min(m.end, points.length)); }
  const at = [...cuts].filter((c) => c >= 0 && c <= points.length).sort((a, b) => a - b);
  return (
    <>
      {at.slice(0, -1).map((a, i) => {
        const b = at[i + 1]!;
        const words = points.slice(a, b).join("");
        const on = marks.filter((m) => m.start <= a && m.end >= b);
        if (!on.length) return words;
        const kinds = [...new Set(on.map((m) => m.what.split(":")[0]!))];
        const tip = [...new Set(on.map((m) => m.what))].join(" · ");
        const inner = <mark key={a} class={kinds.map((k) => `m-${k.replace(/\W/g, "")}`).join(" ")} title={tip} data-at={a + base}>{words}</mark>;
        const href = link?.(a);
        // A gap between two words is nothing to click on.
        return href && words.trim() ? <a key={a} class="unlined" href={href}>{inner}</a> : inner;
      })}
    </>
  );
}

function Evidence({ event }: { event: EventFull }) {
  return (
    <ul class="evidence">
      {pieces(event).map((p) => {
        const r = event.reports[p.key];
        const first = p.marks.find((m) => m.what === "event") ?? p.marks[0] ?? { start: 0, end: [...p.sentence].length };
        return (
          <li key={p.key + p.start}>
            <blockquote><Marked text={p.sentence} marks={p.marks} /></blockquote>
            <p class="source"><a href={reportLink({ key: p.key, start: p.start + first.start, end: p.start + first.end })}>{r?.source ?? r?.name ?? p.key}</a>, {human(r?.date ?? "")}{r?.title ? `: ${r.title}` : ""}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** What analysts decided, and the means to decide. */
export function Decisions({ event, canEdit, after }: { event: EventFull; canEdit: boolean; after?: () => void }) {
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [field, setField] = useState("status");
  const [value, setValue] = useState("");
  const [why, setWhy] = useState("");
  const [others, setOthers] = useState("");
  const [split, setSplit] = useState<Set<number>>(new Set());
  const act = (body: Record<string, unknown>, said: string) => {
    setFault(null);
    decide({ event: event.id, who: localStorage.getItem("who") ?? "analyst", why, ...body }).then(
      () => { setDone(said); refresh(); after?.(); },
      (e: Error) => setFault(e.message),
    );
  };
  if (!canEdit && !event.decisions.length) return null;
  return (
    <section aria-labelledby="decide-h" class="decide">
      <h2 id="decide-h">Decisions</h2>
      {event.decisions.length > 0 && (
        <ul class="decisions">
          {event.decisions.map(({ decision: d, stands }) => (
            <li key={d.id} class={cls(!stands && "undone")}>
              <b>{d.action}</b> {d.field} {typeof d.value === "string" ? d.value : d.value ? JSON.stringify(d.value) : ""} <span class="soft">by {d.who}, {d.when.slice(0, 16).replace("T", " ")}{d.why ? `: ${d.why}` : ""}</span>
              {canEdit && stands && d.action !== "undo" && <button type="button" onClick={() => act({ action: "undo", decision: d.id }, "Undone.")}>Undo</button>}
            </li>
          ))}
        </ul>
      )}
      {canEdit && (
        <div class="forms">
          <p class="actions">
            <button type="button" class="primary" onClick={() => act({ action: "confirm" }, "Confirmed.")}>Confirm</button>
            <button type="button" onClick={() => act({ action: "reject" }, "Rejected: it is out of the ledger, and can be undone.")}>Reject</button>
          </p>
          <form onSubmit={(e) => { e.preventDefault(); act({ action: "set", field, value: value || null }, `Corrected: ${field}.`); }}>
            <label>Correct<select value={field} onChange={(e) => { setField(e.currentTarget.value); setValue(""); }}>{["status", "kind", "time", "due", "place", "topic", "parties", "persons"].map((f) => <option key={f}>{f}</option>)}</select></label>
            {field === "status"
              ? <label>to<select value={value} onChange={(e) => setValue(e.currentTarget.value)}><option value="">choose</option>{STATUSES.map((s) => <option key={s}>{s}</option>)}</select></label>
              : <label>to<input value={value} onInput={(e) => setValue(e.currentTarget.value)} list={field === "kind" ? "kinds" : undefined} placeholder={field === "time" || field === "due" ? "2018-06-14 or 2018-06-02/2018-06-30" : field === "parties" ? "KOR, PRK" : ""} /></label>}
            <label>Why<input value={why} onInput={(e) => setWhy(e.currentTarget.value)} /></label>
            <button type="submit">Correct</button>
          </form>
          <form onSubmit={(e) => { e.preventDefault(); act({ action: "merge", others: others.split(/[\s,]+/).filter(Boolean) }, "Merged."); }}>
            <label>Merge with<input value={others} onInput={(e) => setOthers(e.currentTarget.value)} placeholder="id of the other entry" /></label>
            <button type="submit" disabled={!others.trim()}>Merge</button>
          </form>
          {event.mentions.length > 1 && (
            <details><summary>Split off sentences that speak of another event</summary>
              <form onSubmit={(e) => { e.preventDefault(); act({ action: "split", mentions: [...split].map((n) => event.mentions[n]!).map((m) => ({ report: m.key, start: m.start, end: m.end })) }, "Split."); }}>
                {event.mentions.map((m, n) => (
                  <label key={n} class="check"><input type="checkbox" checked={split.has(n)} onChange={() => { const s = new Set(split); if (!s.delete(n)) s.add(n); setSplit(s); }} />{m.sentence || m.quote}</label>
                ))}
                <button type="submit" disabled={!split.size || split.size === event.mentions.length}>Split off</button>
              </form>
            </details>
          )}
        </div>
      )}
      {fault && <p class="fault" role="alert">{fault}</p>}
      {done && <p class="done" role="status">{done}</p>}
    </section>
  );
}
