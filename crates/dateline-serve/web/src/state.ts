// The address bar is the state: every view has a URL, and back and forward work.
import { useEffect, useState } from "preact/hooks";
import { ask, forget } from "./api";

type Listener = () => void;
const listeners = new Set<Listener>();
let version = 0;

function tell() { for (const l of listeners) l(); }

export interface Place { path: string; query: URLSearchParams; hash: string; version: number }

export function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash, version };
}

export function go(to: string, replace = false) {
  if (to === location.pathname + location.search + location.hash) return;
  const stay = new URL(to, location.href).pathname === location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  if (!replace && !stay) scrollTo(0, 0);
  tell();
}

/** The address with some parameters changed; empty values are left out. */
export function withQuery(changes: Record<string, string | null>, path = location.pathname): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value); else query.delete(name);
  }
  const text = query.toString();
  return path + (text ? "?" + text : "");
}

/** Another view with the same filter. */
export function to(path: string): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = new URLSearchParams(location.search).get(name);
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return path + (text ? "?" + text : "");
}

export const FILTERS = ["party", "kind", "status", "from", "to", "place", "as_of", "q"];

/** The filter as a query for the server. */
export function filterQuery(query: URLSearchParams, without: string[] = []): string {
  const out = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query.get(name);
    if (value && !without.includes(name)) out.set(name, value);
  }
  return out.toString();
}

export function usePlace(): Place {
  const [, set] = useState(0);
  useEffect(() => {
    const l = () => set((n) => n + 1);
    listeners.add(l);
    return () => { listeners.delete(l); };
  }, []);
  return here();
}

addEventListener("popstate", tell);
document.addEventListener("click", (e) => {
  const a = (e.target as Element | null)?.closest?.("a");
  if (!a || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  const href = a.getAttribute("href") ?? a.getAttribute("xlink:href");
  if (!href || !href.startsWith("/") || a.hasAttribute("download") || a.hasAttribute("target")) return;
  e.preventDefault();
  go(href);
});

/** Listens for changes of the ledger. */
export function listen() {
  let last = "";
  const source = new EventSource("/api/stream");
  source.addEventListener("ledger", (e) => {
    const tag = (e as MessageEvent<string>).data;
    if (last && tag !== last) { forget(); version++; tell(); }
    last = tag;
  });
}

export function refresh() { forget(); version++; tell(); }

export interface Loaded<T> { data: T | null; error: string | null; busy: boolean }

/** An answer of the server; the one before stays while the next is fetched. */
export function useAsk<T>(path: string | null): Loaded<T> {
  const [state, set] = useState<Loaded<T>>({ data: null, error: null, busy: true });
  const v = version;
  useEffect(() => {
    if (!path) { set({ data: null, error: null, busy: false }); return; }
    let gone = false;
    set((s) => ({ ...s, busy: true }));
    ask<T>(path).then(
      (data) => { if (!gone) set({ data, error: null, busy: false }); },
      (e: Error) => { if (!gone) set({ data: null, error: e.message, busy: false }); },
    );
    return () => { gone = true; };
  }, [path, v]);
  return state;
}

export const DAY = 86400000;
export function ms(day: string): number { return Date.parse(day.length === 4 ? day + "-01-01" : day + "T00:00:00Z"); }
export function iso(t: number): string { return new Date(t).toISOString().slice(0, 10); }
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** A day for people: 14 Jun 2018. */
export function human(day: string): string {
  const m = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(day);
  return m ? `${Number(m[3])} ${MONTHS[Number(m[2]) - 1]} ${m[1]}` : day;
}
