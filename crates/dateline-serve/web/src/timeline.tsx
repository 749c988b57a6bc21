// Past and planned in one view, with a line for 'as of' that can be dragged.
import { scaleUtc } from "d3-scale";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { FAMILIES, type Item, type Summary, type When } from "./api";
import { DAY, filterQuery, go, human, iso, ms, to, useAsk, usePlace, withQuery } from "./state";
import { AsOf, EventTable, Filters, Sign, Waiting, cls, title, useSize } from "./ui";

interface Answer { total: number; n_timed: number; items: Item[] }
interface Shown { item: Item; status: string; time: When; known: boolean }
interface Placed extends Shown { x0: number; x1: number; lane: number; label: string; left: boolean; y: number }

/** Days that the server takes as bounds. */
const FIRST = Date.parse("0001-01-01T00:00:00Z"), LAST = Date.parse("9998-01-01T00:00:00Z");
const LANE = 22, HEAD = 26, AXIS = 30, MOST_LANES = 14;

function bounds(w: When): [number, number] {
  const a = w.first ? ms(w.first) : w.last ? ms(w.last) - 30 * DAY : 0;
  const b = w.last ? ms(w.last) + DAY : a + 30 * DAY;
  return [a, Math.max(b, a + DAY)];
}

/** What was known of an event on a day. */
function known(item: Item, asOf: string | null): Shown {
  const now = { item, status: item.status, time: (item.time ?? item.due)!, known: true };
  if (!asOf) return now;
  const past = item.history.filter((h) => h.as_of <= asOf);
  if (!past.length) return { ...now, known: false };
  const time = [...past].reverse().find((h) => h.time)?.time ?? now.time;
  return { item, status: past[past.length - 1]!.status, time, known: true };
}

function short(i: Item): string {
  const who = i.parties.slice(0, 3).map((p) => p.id).join("–");
  const what = i.topic && i.topic.length < 46 ? title(i) : i.kind[0]!.toUpperCase() + i.kind.slice(1);
  const text = who ? `${what} · ${who}` : what;
  return text.length > 44 ? text.slice(0, 43) + "…" : text;
}

/** The stretch that holds most events, so that old history does not press the rest together. */
function fit(items: Item[]): [number, number] {
  const days = items.filter((i) => !i.background).flatMap((i) => bounds((i.time ?? i.due)!)).sort((a, b) => a - b);
  const all = days.length ? days : items.flatMap((i) => bounds((i.time ?? i.due)!)).sort((a, b) => a - b);
  if (!all.length) return [Date.UTC(2018, 0), Date.UTC(2019, 0)];
  const cut = all.length > 20 ? Math.floor(all.length * 0.03) : 0;
  const a = all[cut]!, b = all[all.length - 1 - cut]!;
  const room = Math.max((b - a) * 0.06, 5 * DAY);
  return [a - room, b + room * 1.8];
}

/**
 * Where not all events were given, the address of those around what is shown.
 * It changes only with steps of the size of the view, so that few are asked for.
 */
function stretch(all: Answer, view: [number, number], asked: string): string | null {
  if (all.n_timed <= all.items.length) return null;
  const step = 2 ** Math.ceil(Math.log2(Math.max(view[1] - view[0], DAY)));
  const from = Math.floor((view[0] - step / 4) / step) * step, to = Math.ceil((view[1] + step / 4) / step) * step;
  const query = new URLSearchParams(asked);
  const [first, last] = [iso(Math.max(from, FIRST)), iso(Math.min(to, LAST))];
  if (!query.get("from") || query.get("from")! < first) query.set("from", first);
  if (!query.get("to") || query.get("to")! > last) query.set("to", last);
  return `/api/timeline?${query}`;
}

export function Timeline({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const asked = filterQuery(query, ["as_of"]);
  const state = useAsk<Answer>(`/api/timeline?${asked}`);
  const [view, setView] = useState<[number, number] | null>(null);
  const near = useAsk<Answer>(state.data && view ? stretch(state.data, view, asked) : null);
  const items = useMemo(() => near.data?.items ?? state.data?.items ?? [], [state.data, near.data]);
  const [asOf, setAsOf] = useState<string | null>(query.get("as_of"));
  useEffect(() => setAsOf(query.get("as_of")), [query.get("as_of")]);
  const whole = useMemo(() => fit(state.data?.items ?? []), [state.data]);
  useEffect(() => setView(null), [state.data?.total]);
  const domain = view ?? whole;
  const shown = useMemo(() => items.map((i) => known(i, asOf)), [items, asOf]);
  const inView = shown.filter((s) => s.known && bounds(s.time)[1] > domain[0] && bounds(s.time)[0] < domain[1]);
  const settle = (day: string | null) => { setAsOf(day); go(withQuery({ as_of: day }), true); };
  return (
    <section>
      <h1>Timeline</h1>
      <Filters summary={summary} />
      <AsOf summary={summary} />
      <Waiting state={state}>
        {items.length === 0 ? <p class="soft">No event with a time fits the filter.</p> : (
          <>
            <Chart shown={shown} domain={domain} whole={whole} setDomain={setView} asOf={asOf} setAsOf={setAsOf} settle={settle} summary={summary} />
            <EventTable items={inView.slice(0, 200).map((s) => ({ ...s.item, status: s.status }))}
              caption={`${inView.length} of ${state.data?.total ?? 0} events${inView.length > 200 ? ", the first 200" : ""}, ${human(iso(domain[0]))} to ${human(iso(domain[1]))}`} />
          </>
        )}
      </Waiting>
    </section>
  );
}

interface ChartProps {
  shown: Shown[]; domain: [number, number]; whole: [number, number]; setDomain: (d: [number, number] | null) => void;
  asOf: string | null; setAsOf: (d: string | null) => void; settle: (d: string | null) => void; summary: Summary | null;
}

function Chart({ shown, domain, whole, setDomain, asOf, setAsOf, settle, summary }: ChartProps) {
  const [watch, width] = useSize();
  const svg = useRef<SVGSVGElement>(null);
  const x = useMemo(() => scaleUtc().domain(domain).range([0, Math.max(width, 300)]), [domain[0], domain[1], width]);
  const { rows, height, placed } = useMemo(() => layout(shown, x, width), [shown, x, width]);
  const drag = useRef<{ from: number; domain: [number, number]; moved: boolean } | null>(null);
  const last = summary?.last_report ?? iso(whole[1]);
  const line = asOf ?? last;
  const lineX = x(ms(line) + DAY);
  const span = domain[1] - domain[0];
  const zoom = (factor: number, at = (domain[0] + domain[1]) / 2) => {
    const size = Math.min(Math.max(span * factor, 3 * DAY), 400 * 365 * DAY);
    const share = (at - domain[0]) / span;
    setDomain([at - size * share, at + size * (1 - share)]);
  };
  const pan = (share: number) => setDomain([domain[0] + span * share, domain[1] + span * share]);
  const wheel = useRef<(e: WheelEvent) => void>(() => {});
  wheel.current = (e) => {
    if (e.ctrlKey || e.metaKey) {
      e.preventDefault();
      const box = svg.current!.getBoundingClientRect();
      zoom(Math.exp(e.deltaY / 300), x.invert(e.clientX - box.left).getTime());
    } else if (Math.abs(e.deltaX) > Math.abs(e.deltaY)) {
      e.preventDefault();
      pan(e.deltaX / Math.max(width, 300));
    }
  };
  useEffect(() => {
    const el = svg.current;
    const l = (e: WheelEvent) => wheel.current(e);
    el?.addEventListener("wheel", l, { passive: false });
    return () => el?.removeEventListener("wheel", l);
  }, [svg.current]);
  const clampDay = (t: number) => {
    const first = summary?.first_report ? ms(summary.first_report) : whole[0];
    return iso(Math.min(Math.max(t, first), ms(last)));
  };
  const atPointer = (e: PointerEvent) => clampDay(x.invert(e.clientX - svg.current!.getBoundingClientRect().left).getTime() - DAY / 2);
  const step = (e: KeyboardEvent) => {
    const day = ms(line);
    const by: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    const n = by[e.key];
    if (n !== undefined) settle(clampDay(day + n * DAY * (e.shiftKey ? 7 : 1)));
    else if (e.key === "Home") settle(clampDay(-8e15));
    else if (e.key === "End") settle(null);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const keys = (e: KeyboardEvent) => {
    if (e.key === "+" || e.key === "=") zoom(0.6);
    else if (e.key === "-") zoom(1.7);
    else if (e.key === "0") setDomain(null);
    else if (e.key === "ArrowLeft") pan(-0.2);
    else if (e.key === "ArrowRight") pan(0.2);
    else return;
    e.preventDefault();
  };
  const bottom = height + AXIS;
  return (
    <figure class="timeline">
      <div class="tools" role="group" aria-label="Zoom">
        <button type="button" onClick={() => zoom(0.6)} aria-label="Zoom in">+</button>
        <button type="button" onClick={() => zoom(1.7)} aria-label="Zoom out">−</button>
        <button type="button" onClick={() => pan(-0.4)} aria-label="Earlier">←</button>
        <button type="button" onClick={() => pan(0.4)} aria-label="Later">→</button>
        <button type="button" onClick={() => setDomain(null)}>Fit</button>
        <span class="soft small hint">Drag to move, Ctrl and wheel to zoom, drag the line to go back in time</span>
      </div>
      <div ref={watch} class="canvas">
        <svg ref={svg} width={width} height={bottom} tabindex={0} role="group" aria-label="Events over time. Plus and minus zoom, arrows move, 0 shows all." onKeyDown={keys}
          onPointerDown={(e) => { if ((e.target as Element).closest("a,.asof")) return; drag.current = { from: e.clientX, domain, moved: false }; (e.currentTarget as Element).setPointerCapture(e.pointerId); }}
          onPointerMove={(e) => {
            const d = drag.current;
            if (!d) return;
            const by = ((d.from - e.clientX) / Math.max(width, 300)) * (d.domain[1] - d.domain[0]);
            if (Math.abs(d.from - e.clientX) > 3) d.moved = true;
            if (d.moved) setDomain([d.domain[0] + by, d.domain[1] + by]);
          }}
          onPointerUp={() => { drag.current = null; }}>
          <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" class="hatch" /></pattern>
          </defs>
          {lineX < width && <rect class="ahead" x={Math.max(lineX, 0)} y={0} width={Math.max(width - Math.max(lineX, 0), 0)} height={height} />}
          {x.ticks(Math.max(width / 110, 2)).map((t) => (
            <g key={+t} class="tick" transform={`translate(${x(t)},0)`}><line y2={height} /><text y={height + 19}>{x.tickFormat()(t)}</text></g>
          ))}
          {rows.map((r) => <g key={r.name} class="row"><line x2={width} y1={r.y} y2={r.y} /><text x={6} y={r.y + 16}>{r.name}</text></g>)}
          {placed.map((p) => <Mark key={p.item.id} p={p} width={width} />)}
          <g class="asof" transform={`translate(${lineX},0)`} tabindex={0} role="slider" aria-label="As of" aria-orientation="horizontal"
            aria-valuemin={0} aria-valuemax={Math.round((ms(last) - (summary?.first_report ? ms(summary.first_report) : whole[0])) / DAY)}
            aria-valuenow={Math.round((ms(line) - (summary?.first_report ? ms(summary.first_report) : whole[0])) / DAY)} aria-valuetext={human(line)}
            onKeyDown={step}
            onPointerDown={(e) => { e.stopPropagation(); (e.currentTarget as Element).setPointerCapture(e.pointerId); (e.currentTarget as Element).classList.add("held-down"); }}
            onPointerMove={(e) => { if ((e.currentTarget as Element).classList.contains("held-down")) setAsOf(atPointer(e)); }}
            onPointerUp={(e) => { (e.currentTarget as Element).classList.remove("held-down"); const day = atPointer(e); settle(day === last ? null : day); }}>
            <rect x={-9} y={0} width={18} height={height} class="grip" />
            <line y1={0} y2={height + 6} />
            <g transform={`translate(${Math.min(Math.max(0, 68 - lineX), Math.max(width - 68 - lineX, -1e4))},0)`}>
              <rect x={-66} y={height + 5} width={132} height={22} rx={11} class="pill" />
              <text y={height + 20}>as of {human(line)}</text>
            </g>
          </g>
        </svg>
      </div>
      <Density shown={shown} whole={whole} domain={domain} setDomain={setDomain} width={width} />
    </figure>
  );
}

function Mark({ p, width }: { p: Placed; width: number }) {
  const wide = p.x1 - p.x0 > 13;
  const open = (!p.time.first && p.x0 > 0 ? "open-left " : "") + (!p.time.last ? "open-right" : "");
  const cx = wide ? Math.max(p.x0 + 9, Math.min(10, p.x1)) : (p.x0 + p.x1) / 2;
  const x0 = Math.max(p.x0, -20), x1 = Math.min(p.x1, width + 20);
  return (
    <a href={to(`/event/${p.item.id}`)} class={cls("mark", `s-${p.status}`, p.item.background && "background")} aria-label={`${p.item.label}, ${p.status}, ${p.item.when}`}>
      <title>{`${p.item.label}\n${p.status}, ${p.time.value.replace("/", " to ")}`}</title>
      <rect x={Math.min(cx - 9, x0) - (p.left ? p.label.length * 6.1 : 0)} y={p.y - 10} width={Math.max(x1 - x0, 18) + p.label.length * 6.1} height={20} class="hit" />
      {wide && <rect x={x0} y={p.y - 7} width={Math.max(x1 - x0, 2)} height={14} rx={7} class={`bar ${open}`} />}
      <Sign status={p.status} x={cx} y={p.y} r={5.5} />
      {p.label && <text x={p.left ? p.x0 - 5 : wide ? Math.max(cx + 12, 12) : p.x1 + 7} y={p.y + 4} text-anchor={p.left ? "end" : undefined}>{p.label}</text>}
    </a>
  );
}

/** Puts each event into the first free lane of its family. */
function layout(shown: Shown[], x: (t: number) => number, width: number) {
  const rows: { name: string; y: number }[] = [];
  const placed: Placed[] = [];
  let y = 4;
  for (const [family, name] of FAMILIES) {
    const own = shown.filter((s) => s.known && s.item.family === family).map((s) => {
      const [a, b] = bounds(s.time);
      let x0 = x(a), x1 = x(b);
      if (x1 - x0 < 12) { const mid = (x0 + x1) / 2; x0 = mid - 6; x1 = mid + 6; }
      return { ...s, x0, x1 };
    }).filter((s) => s.x1 > -10 && s.x0 < width + 10);
    if (!own.length) continue;
    own.sort((a, b) => a.x0 - b.x0 || b.x1 - a.x1);
    const free: number[] = [];
    const top = y + HEAD - 4;
    const room = (lane: number) => free[lane] ?? -1e9;
    for (const s of own) {
      const text = short(s.item);
      const start = Math.max(s.x0, 0);
      const wide = s.x1 - s.x0 > 13;
      const full = Math.max(s.x1, (wide ? start + 22 : s.x1 + 8) + text.length * 6.3) + 8;
      // At the right edge the label stands before its mark.
      const before = s.x0 - text.length * 6.3 - 12;
      const left = !wide && full > width && before > 0;
      let lane = -1, label = text, end = left ? s.x1 + 2 : full;
      for (let l = 0; l < MOST_LANES && lane < 0; l++) if (room(l) <= (left ? before : start)) lane = l;
      if (lane < 0) {
        // No lane is free for a label: the mark alone, where it fits best.
        label = ""; end = s.x1 + 2; lane = 0;
        for (let l = 1; l < MOST_LANES; l++) if (room(l) < room(lane)) lane = l;
      }
      if (!left && full > width + 40 && s.x1 + 60 > width && label) { label = ""; end = s.x1 + 4; }
      free[lane] = end;
      placed.push({ ...s, lane, label, left, y: top + lane * LANE + LANE / 2 });
    }
    rows.push({ name, y });
    y = top + free.length * LANE + 8;
  }
  return { rows, placed, height: Math.max(y, 120) };
}

/** How many events each stretch holds, and which part is shown above. */
function Density({ shown, whole, domain, setDomain, width }: { shown: Shown[]; whole: [number, number]; domain: [number, number]; setDomain: (d: [number, number]) => void; width: number }) {
  const n = Math.max(Math.floor(width / 9), 10);
  const from = Math.min(whole[0], domain[0]), to_ = Math.max(whole[1], domain[1]);
  const bins = useMemo(() => {
    const out = Array.from({ length: n }, () => 0);
    for (const s of shown) {
      if (!s.known) continue;
      const [a, b] = bounds(s.time);
      const at = Math.floor((((a + Math.min(b, a + 31 * DAY)) / 2 - from) / (to_ - from)) * n);
      if (at >= 0 && at < n) out[at]!++;
    }
    return out;
  }, [shown, n, from, to_]);
  const most = Math.max(...bins, 1);
  const px = (t: number) => ((t - from) / (to_ - from)) * width;
  return (
    <svg class="density" width={width} height={34} aria-hidden="true"
      onPointerDown={(e) => {
        const box = (e.currentTarget as Element).getBoundingClientRect();
        const mid = from + ((e.clientX - box.left) / width) * (to_ - from), half = (domain[1] - domain[0]) / 2;
        setDomain([mid - half, mid + half]);
      }}>
      {bins.map((b, i) => b > 0 && <rect key={i} class="bin" x={(i / n) * width + 1} width={Math.max(width / n - 2, 1)} y={30 - 26 * Math.sqrt(b / most)} height={26 * Math.sqrt(b / most)} />)}
      <rect class="window" x={px(domain[0])} width={Math.max(px(domain[1]) - px(domain[0]), 3)} y={1} height={31} rx={3} />
    </svg>
  );
}
