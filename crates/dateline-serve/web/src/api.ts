// What the server gives, and how it is asked.

export interface When { value: string; first: string | null; last: string | null; granularity: string }
export interface Step { as_of: string; status: string; time?: When }
export interface Item {
  id: string; label: string; kind: string; family: string; status: string; when: string;
  time: When | null; due: When | null; parties: { id: string; role: string }[]; persons: string[];
  place: { name: string; country: string | null; lat: number | null; lon: number | null } | null;
  topic: string | null; said_by: string | null; history: Step[]; n_reports: number; confidence: number;
  contested: boolean; moved: boolean; background: boolean; report: string;
}
export interface Cite { report: string; key: string; start: number; end: number; quote: string; sentence: string; sentence_start: number; rule: string }
export interface TimeField extends When { approx: boolean; basis: string; evidence: Cite[] }
export interface EventFull {
  id: string; label: string; kind: string; status: string; plover: string | null; mode: string | null;
  time: TimeField | null; due: TimeField | null;
  parties: { id: string; name: string; role: string; sector: string | null; evidence: Cite[] }[];
  persons: { name: string; party: string | null; role: string | null; evidence: Cite[] }[];
  place: { name: string; country: string | null; lat: number | null; lon: number | null; evidence: Cite[] } | null;
  topic: { text: string; evidence: Cite[] } | null;
  history: { as_of: string; status: string; time: TimeField | null; said_by: string | null; contested: boolean; correction: boolean; evidence: Cite }[];
  links: { type: string; event: string; label: string }[]; mentions: Cite[]; n_reports: number; background: boolean;
  confidence: number; is_overdue: boolean; is_moved: boolean; is_contested: boolean;
  decisions: { decision: Decision; stands: boolean }[];
  reports: Record<string, { name: string; date: string; source: string | null; title: string | null }>;
}
export interface Decision { id: number; who: string; when: string; why?: string; action: string; event?: string; field?: string; value?: unknown; others?: string[]; decision?: number }
export interface Page<T> { total: number; next: string | null; items: T[] }
export interface Summary {
  n_events: number; n_reports: number; first_report: string | null; last_report: string | null; first_day: string | null; last_day: string | null;
  statuses: Record<string, number>; today: string; edit: boolean; store: string; version: string;
}
export interface StatementItem { id: string; date: string; speaker: string; affiliation: string | null; type: string; text: string; addressee: string | null; about: string[]; evidence: Cite }
export interface ReportFull {
  key: string; name: string; date: string; source: string | null; title: string | null; url: string | null; text: string;
  sentences: [number, number][]; marks: { start: number; end: number; what: string; event: string; rule: string }[];
  events: Item[]; statements: { start: number; end: number; speaker: string; text: string }[]; notes: string[]; copy_of: string | null;
}

const kept = new Map<string, Promise<unknown>>();

/** Forgets all answers: the ledger has changed. */
export function forget() { kept.clear(); }

export function ask<T>(path: string): Promise<T> {
  let answer = kept.get(path) as Promise<T> | undefined;
  if (!answer) {
    answer = fetch(path).then(async (r) => {
      if (!r.ok) throw new Error(((await r.json().catch(() => null)) as { error?: string } | null)?.error ?? `status ${r.status}`);
      return (await r.json()) as T;
    });
    if (kept.size > 60) kept.clear();
    kept.set(path, answer);
    answer.catch(() => kept.delete(path));
  }
  return answer;
}

export async function decide(body: Record<string, unknown>): Promise<number> {
  const r = await fetch("/api/decisions", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const answer = (await r.json().catch(() => ({}))) as { error?: string; decision?: number };
  if (!r.ok) throw new Error(answer.error ?? `status ${r.status}`);
  forget();
  return answer.decision ?? 0;
}

export const STATUSES = ["held", "scheduled", "agreed", "proposed", "possible", "postponed", "cancelled", "denied"];
export const FAMILIES: [string, string][] = [
  ["meeting", "Meetings"], ["accord", "Accords"], ["decision", "Decisions"], ["word", "Statements"],
  ["relief", "Relief"], ["pressure", "Pressure"], ["force", "Force"], ["other", "Other"],
];
