// Small parts that every view uses.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Cite, type Item, STATUSES, type Summary } from "./api";
import { DAY, go, human, iso, type Loaded, ms, to, usePlace, withQuery } from "./state";

export const cls = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(" ");

/** The sign of a status: its shape says it without colour. */
export function Sign({ status, x = 0, y = 0, r = 6, title }: { status: string; x?: number; y?: number; r?: number; title?: string }) {
  const shape = () => {
    switch (status) {
      case "held": return <circle cx={x} cy={y} r={r} class="solid" />;
      case "scheduled": return <path d={diamond(x, y, r * 1.25)} class="solid" />;
      case "agreed": return <><path d={diamond(x, y, r * 1.2)} class="hollow" /><circle cx={x} cy={y} r={r * 0.4} class="solid" /></>;
      case "proposed": return <path d={`M${x},${y - r * 1.1}L${x + r * 1.1},${y + r * 0.9}H${x - r * 1.1}Z`} class="hollow" />;
      case "possible": return <circle cx={x} cy={y} r={r * 0.95} class="hollow dashed" />;
      case "postponed": return <><rect x={x - r} y={y - r} width={r * 0.75} height={r * 2} class="solid" /><rect x={x + r * 0.25} y={y - r} width={r * 0.75} height={r * 2} class="solid" /></>;
      case "cancelled": return <path d={`M${x - r * 0.85},${y - r * 0.85}L${x + r * 0.85},${y + r * 0.85}M${x + r * 0.85},${y - r * 0.85}L${x - r * 0.85},${y + r * 0.85}`} class="stroke" />;
      default: return <><circle cx={x} cy={y} r={r} class="hollow" /><path d={`M${x - r * 0.7},${y + r * 0.7}L${x + r * 0.7},${y - r * 0.7}`} class="stroke" /></>;
    }
  };
  return <g class={`sign s-${status}`}>{title && <title>{title}</title>}{shape()}</g>;
}

function diamond(x: number, y: number, r: number) { return `M${x},${y - r}L${x + r},${y}L${x},${y + r}L${x - r},${y}Z`; }

export function Badge({ status }: { status: string }) {
  return (
    <span class={`badge s-${status}`}>
      <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true"><Sign status={status} r={5} /></svg>
      {status}
    </span>
  );
}

export function Parties({ item }: { item: Item }) {
  return <span class="parties">{item.parties.map((p) => <a key={p.id} class="chip" href={withQuery({ party: p.id }, "/")} title={p.role}>{p.id}</a>)}</span>;
}

/** One click to the sentence. */
export function reportLink(c: { key: string; start: number; end: number }): string { return `/report/${c.key}#p=${c.start}-${c.end}`; }

export function CiteLink({ cite, children }: { cite: Cite | undefined; children: ComponentChildren }) {
  if (!cite) return <>{children}</>;
  return <a class="cited" href={reportLink(cite)} title={cite.sentence || cite.report}>{children}</a>;
}

export function Waiting({ state, children }: { state: Loaded<unknown>; children: ComponentChildren }) {
  if (state.error) return <p class="fault" role="alert">{state.error}</p>;
  if (!state.data) return <p class="soft" role="status">Reading the ledger…</p>;
  return <div class={cls("loaded", state.busy && "busy")} aria-busy={state.busy}>{children}</div>;
}

/** Events as a table; each row leads to its event and to its sentence. */
export function EventTable({ items, caption, why }: { items: Item[]; caption: string; why?: (i: Item) => string | null }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="events">
        <caption class="quiet">{caption}</caption>
        <thead><tr><th>When</th><th>Status</th><th>Event</th><th>Parties</th><th>Place</th><th class="num">Reports</th></tr></thead>
        <tbody>
          {items.map((i) => (
            <tr key={i.id}>
              <td class="when">{i.when || <span class="soft">not given</span>}{i.moved && <span class="flag" title="its time was changed">moved</span>}{i.contested && <span class="flag" title="sources differ">contested</span>}</td>
              <td><Badge status={i.status} /></td>
              <td><a href={to(`/event/${i.id}`)}>{title(i)}</a>{why && why(i) && <div class="soft small">{why(i)}</div>}</td>
              <td><Parties item={i} /></td>
              <td>{i.place ? <a class="plain" href={withQuery({ place: i.place.name }, "/")}>{i.place.name}</a> : ""}</td>
              <td class="num">{i.n_reports}<span class="narrow"> {i.n_reports === 1 ? "report" : "reports"}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What an event is called in a list: its topic, or its kind. */
export function title(i: { kind: string; topic?: string | null; label: string }): string {
  const kind = i.kind[0]!.toUpperCase() + i.kind.slice(1);
  return i.topic ? (i.topic.toLowerCase().includes(i.kind) ? i.topic[0]!.toUpperCase() + i.topic.slice(1) : `${kind}: ${i.topic}`) : kind;
}

export function useSize(): [(el: Element | null) => void, number] {
  const [width, set] = useState(0);
  const [watch] = useState(() => {
    let observer: ResizeObserver | null = null;
    return (el: Element | null) => {
      observer?.disconnect();
      if (!el) return;
      observer = new ResizeObserver(([entry]) => { if (entry) set(Math.round(entry.contentRect.width)); });
      observer.observe(el);
    };
  });
  return [watch, width];
}

/** The filter, as it stands in the address. */
export function Filters({ summary, kinds = true }: { summary: Summary | null; kinds?: boolean }) {
  const { query } = usePlace();
  const get = (name: string) => query.get(name) ?? "";
  const statuses = new Set(get("status").split(",").filter(Boolean));
  const set = (name: string) => (e: Event) => go(withQuery({ [name]: (e.currentTarget as HTMLInputElement).value.trim() }));
  const any = ["party", "kind", "status", "from", "to", "place", "q"].some((n) => query.get(n));
  return (
    <form class="filters" onSubmit={(e) => e.preventDefault()} aria-label="Filter">
      <div class="legend" role="group" aria-label="Status">
        {STATUSES.map((s) => {
          const on = statuses.has(s);
          const next = new Set(statuses);
          if (on) next.delete(s); else next.add(s);
          return (
            <button type="button" key={s} class={cls("badge", `s-${s}`, statuses.size > 0 && !on && "off")} aria-pressed={on}
              onClick={() => go(withQuery({ status: [...next].join(",") }))}>
              <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true"><Sign status={s} r={5} /></svg>
              {s}<span class="n">{summary?.statuses[s] ?? ""}</span>
            </button>
          );
        })}
      </div>
      <div class="fields">
        <label>Words<input value={get("q")} onChange={set("q")} placeholder="topic, person" /></label>
        <label>Party<input value={get("party")} onChange={set("party")} placeholder="KOR" size={8} /></label>
        {kinds && <label>Kind<input value={get("kind")} onChange={set("kind")} placeholder="talks" size={9} list="kinds" /></label>}
        <label>Place<input value={get("place")} onChange={set("place")} size={11} /></label>
        <label>From<input type="date" value={get("from")} onChange={set("from")} /></label>
        <label>To<input type="date" value={get("to")} onChange={set("to")} /></label>
        {any && <a class="button" href={withQuery({ party: null, kind: null, status: null, from: null, to: null, place: null, q: null })}>Clear</a>}
      </div>
      <datalist id="kinds">{"talks summit visit call sitting ceremony agreement commitment institution project decision vote statement exercise test attack incident deployment conflict sanction release exchange aid withdrawal easing other".split(" ").map((k) => <option key={k} value={k} />)}</datalist>
    </form>
  );
}

export function AsOf({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const asOf = query.get("as_of");
  if (!asOf) return null;
  return <p class="asof-note">As the reports up to <b>{human(asOf)}</b> let one know. <a class="button" href={withQuery({ as_of: null })}>Show all{summary?.last_report ? ` (to ${human(summary.last_report)})` : ""}</a></p>;
}

export { DAY, human, iso, ms };
