// An offline map of the world with the places of events.
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Summary } from "./api";
import { filterQuery, to, useAsk, usePlace, withQuery } from "./state";
import { Badge, Filters, Waiting, cls } from "./ui";

interface PlaceRow { name: string; country: string | null; lat: number | null; lon: number | null; n_events: number; events: { id: string; label: string; status: string; when: string }[] }

const W = 960, H = 480;

export function WorldMap({ summary }: { summary: Summary | null }) {
  const { query } = usePlace();
  const state = useAsk<{ items: PlaceRow[] }>(`/api/places?${filterQuery(query)}`);
  const world = useAsk<never>("/assets/world.json");
  const places = useMemo(() => state.data?.items ?? [], [state.data]);
  const [chosen, choose] = useState<string | null>(null);
  const projection = useMemo(() => geoEqualEarth().fitExtent([[4, 4], [W - 4, H - 4]], { type: "Sphere" }), []);
  const path = useMemo(() => geoPath(projection), [projection]);
  const land = useMemo(() => {
    if (!world.data) return null;
    const topo = world.data as { objects: { countries: never } };
    return { fill: path(feature(topo as never, topo.objects.countries)) ?? "", lines: path(mesh(topo as never, topo.objects.countries, (a, b) => a !== b)) ?? "" };
  }, [world.data, path]);
  const dots = useMemo(() => places.filter((p) => p.lat !== null && p.lon !== null).map((p) => ({ p, at: projection([p.lon!, p.lat!])! })).filter((d) => d.at), [places, projection]);
  const fitted = useMemo<[number, number, number]>(() => {
    if (!dots.length) return [0, 0, W];
    const xs = dots.map((d) => d.at[0]).sort((a, b) => a - b), ys = dots.map((d) => d.at[1]).sort((a, b) => a - b);
    const a = xs[0]!, b = xs[xs.length - 1]!, c = ys[0]!, d = ys[ys.length - 1]!;
    const w = Math.min(Math.max((b - a) * 1.35, (d - c) * 2.7, 90), W);
    return [Math.min(Math.max((a + b) / 2 - w / 2, 0), W - w), Math.min(Math.max((c + d) / 2 - w / 4, 0), H - w / 2), w];
  }, [dots]);
  const [view, setView] = useState<[number, number, number] | null>(null);
  useEffect(() => setView(null), [state.data]);
  const [vx, vy, vw] = view ?? fitted;
  const k = vw / W;
  const zoom = (f: number) => { const w = Math.min(Math.max(vw * f, 24), W); const cx = vx + vw / 2, cy = vy + vw / 4; clamp(cx - w / 2, cy - w / 4, w); };
  const clamp = (x: number, y: number, w: number) => setView([Math.min(Math.max(x, 0), W - w), Math.min(Math.max(y, 0), H - w / 2), w]);
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<{ x: number; y: number; v: [number, number, number] } | null>(null);
  useEffect(() => {
    const el = svg.current;
    const l = (e: WheelEvent) => { if (e.ctrlKey || e.metaKey) { e.preventDefault(); zoom(Math.exp(e.deltaY / 300)); } };
    el?.addEventListener("wheel", l, { passive: false });
    return () => el?.removeEventListener("wheel", l);
  });
  const most = Math.max(...places.map((p) => p.n_events), 1);
  const key = (p: PlaceRow) => `${p.name}|${p.country ?? ""}`;
  const open = places.find((p) => key(p) === chosen) ?? null;
  const labelled = useMemo(() => {
    // A label where no label with more events stands already.
    const taken: [number, number, number][] = [];
    const out = new Set<string>();
    for (const d of dots) {
      const x = (d.at[0] - vx) / k, y = (d.at[1] - vy) / k, w = d.p.name.length * 6.6 + 14;
      if (taken.every(([tx, ty, tw]) => Math.abs(y - ty) > 15 || x > tx + tw || x + w < tx)) { taken.push([x, y, w]); out.add(key(d.p)); }
    }
    return out;
  }, [dots, vx, vy, k]);
  return (
    <section>
      <h1>Map</h1>
      <Filters summary={summary} />
      <Waiting state={state}>
        <figure class="map">
          <div class="tools" role="group" aria-label="Zoom"><button type="button" onClick={() => zoom(0.6)} aria-label="Zoom in">+</button><button type="button" onClick={() => zoom(1.7)} aria-label="Zoom out">−</button><button type="button" onClick={() => setView(null)}>Places</button><button type="button" onClick={() => setView([0, 0, W])}>World</button></div>
          <svg ref={svg} viewBox={`${vx} ${vy} ${vw} ${vw / 2}`} role="group" aria-label="Map of places; the list below says the same"
            onPointerDown={(e) => { if ((e.target as Element).closest(".dot")) return; drag.current = { x: e.clientX, y: e.clientY, v: [vx, vy, vw] }; (e.currentTarget as Element).setPointerCapture(e.pointerId); }}
            onPointerMove={(e) => { const d = drag.current; if (!d) return; const s = d.v[2] / svg.current!.clientWidth; clamp(d.v[0] - (e.clientX - d.x) * s, d.v[1] - (e.clientY - d.y) * s, d.v[2]); }}
            onPointerUp={() => { drag.current = null; }}>
            <path class="sea" d={path({ type: "Sphere" }) ?? ""} />
            <path class="grid" d={path(geoGraticule10()) ?? ""} stroke-width={0.5 * k} />
            {land && <><path class="land" d={land.fill} /><path class="border" d={land.lines} stroke-width={0.7 * k} /></>}
            {[...dots].reverse().map(({ p, at }) => (
              <g key={key(p)} class={cls("dot", key(p) === chosen && "on")} role="button" tabindex={0} aria-label={`${p.name}, ${p.n_events} events`} onClick={() => choose(key(p))} onKeyDown={(e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(key(p)); } }}>
                <circle cx={at[0]} cy={at[1]} r={(4 + 13 * Math.sqrt(p.n_events / most)) * k} stroke-width={1.5 * k} />
                {labelled.has(key(p)) && <text x={at[0] + (8 + 13 * Math.sqrt(p.n_events / most)) * k} y={at[1] + 4 * k} font-size={12 * k} stroke-width={3 * k}>{p.name}</text>}
              </g>))}
          </svg>
          <figcaption class="soft small">Outlines: Natural Earth. Borders are theirs and say nothing about claims.</figcaption>
        </figure>
        {open && <section aria-live="polite"><h2>{open.name} <span class="soft">{open.country}</span></h2><ul class="side">{open.events.map((e) => <li key={e.id}><Badge status={e.status} /> <a href={to(`/event/${e.id}`)}>{e.label}</a> <span class="soft">{e.when}</span></li>)}</ul></section>}
        <h2>Places</h2>
        <ul class="places">{places.map((p) => <li key={key(p)}><a href={withQuery({ place: p.name }, "/")}>{p.name}</a> <span class="soft">{p.country ?? ""}{p.lat === null ? " no coordinates" : ""}</span> <b>{p.n_events}</b></li>)}</ul>
      </Waiting>
    </section>
  );
}
