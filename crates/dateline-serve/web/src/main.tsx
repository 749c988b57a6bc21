// The frame: navigation, search box, and the view of the address.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Summary } from "./api";
import { EventPage } from "./event";
import { WorldMap } from "./map";
import { go, human, listen, to, useAsk, usePlace } from "./state";
import { Timeline } from "./timeline";
import { Agenda, People, ReportPage, Reports, Review, Search, Statements } from "./views";

const VIEWS: [string, string][] = [["/", "Timeline"], ["/agenda", "Agenda"], ["/reports", "Reports"], ["/people", "People"], ["/map", "Map"], ["/statements", "Statements"], ["/review", "Review"]];

function Theme() {
  const [theme, set] = useState(localStorage.getItem("theme") ?? "");
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    localStorage.setItem("theme", theme);
  }, [theme]);
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return <button type="button" class="theme" onClick={() => set(dark ? "light" : "dark")} aria-label={dark ? "Light colours" : "Dark colours"}>{dark ? "☀" : "☾"}</button>;
}

function App() {
  const { path } = usePlace();
  const summary = useAsk<Summary>("/api/summary").data;
  const name = VIEWS.find(([p]) => p === path)?.[1] ?? (path === "/search" ? "Search" : path.startsWith("/event") ? "Event" : "Report");
  useEffect(() => { document.title = `${name} · dateline`; }, [name]);
  const id = decodeURIComponent(path.split("/")[2] ?? "");
  const view = () => {
    if (path.startsWith("/event/")) return <EventPage id={id} summary={summary} />;
    if (path.startsWith("/report/")) return <ReportPage name={id} />;
    switch (path) {
      case "/": return <Timeline summary={summary} />;
      case "/agenda": return <Agenda summary={summary} />;
      case "/reports": return <Reports />;
      case "/people": return <People summary={summary} />;
      case "/map": return <WorldMap summary={summary} />;
      case "/statements": return <Statements />;
      case "/search": return <Search />;
      case "/review": return <Review summary={summary} />;
      default: return <section><h1>There is no such page</h1><p><a href="/">To the timeline</a></p></section>;
    }
  };
  return (
    <>
      <a class="skip" href="#main">To the content</a>
      <header class="top">
        <a class="brand" href="/">dateline</a>
        <nav aria-label="Views">{VIEWS.map(([p, n]) => <a key={p} href={to(p)} aria-current={p === path ? "page" : undefined}>{n}</a>)}</nav>
        <form role="search" onSubmit={(e) => { e.preventDefault(); const f = e.currentTarget; go(`/search?q=${encodeURIComponent(String(new FormData(f).get("q") ?? ""))}`); f.reset(); }}><input name="q" type="search" aria-label="Search" placeholder="Search" /></form>
        <Theme />
      </header>
      <main id="main" tabIndex={-1}>{view()}</main>
      <footer class="bottom">{summary && <span>{summary.n_events} events, {summary.n_reports} reports{summary.first_report && summary.last_report ? `, ${human(summary.first_report)} to ${human(summary.last_report)}` : ""} · {summary.store}</span>}<span><a href="/openapi.json" target="_blank">API</a> <a href="/export/xlsx" download>Excel</a> <a href="/export/csv" download>CSV</a> <a href="/calendar.ics" download>Calendar</a></span></footer>
    </>
  );
}

listen();
render(<App />, document.getElementById("app")!);
