// Opens every view of the page in a headless Chromium and does what an analyst
// does there. usage: node page.mjs ADDRESS FOLDER-FOR-SCREENSHOTS
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [base, shots] = process.argv.slice(2);
mkdirSync(shots, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "dateline-page-"));
let passed = 0;
const faults = [];
function check(truth, what) {
  if (truth) passed++;
  else { faults.push(what); console.error("page: " + what); }
}

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  viewport: { width: 1280, height: 900 },
});
context.setDefaultTimeout(30000);
const page = context.pages()[0] ?? (await context.newPage());
page.on("pageerror", (e) => check(false, `script error on ${page.url()}: ${e.message}`));
page.on("console", (m) => { if (m.type() === "error") check(false, `console on ${page.url()}: ${m.text()}`); });
page.on("request", (r) => { if (!r.url().startsWith(base) && !r.url().startsWith("data:")) check(false, `asked another host: ${r.url()}`); });

async function open(path) {
  await page.goto(base + path);
  await page.waitForSelector("main h1");
  await page.waitForFunction(() => !document.querySelector("main [role=status].soft, main [aria-busy=true]"));
  check((await page.locator("main .fault").count()) === 0, `${path} shows a fault`);
}
async function shot(name) { await page.screenshot({ path: join(shots, name + ".png"), fullPage: true }); }
async function accessible(name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const bad = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  check(bad.length === 0, `axe on ${name}: ${bad.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0]?.html.slice(0, 160)}`).join("; ")}`);
}
async function api(path) { return (await fetch(base + path)).json(); }

try {
  const events = (await api("/api/events?limit=500")).items;
  const planned = events.find((e) => e.status === "scheduled" && e.time && e.parties.length > 1);
  const reports = (await api("/api/reports")).items;
  check(planned !== undefined && reports.length > 3, "the store holds reports and planned events");

  // Every view, light and dark, wide and narrow.
  const views = {
    timeline: "/", agenda: "/agenda?on=2031-03-06", reports: "/reports", people: "/people", persons: "/people?show=persons", map: "/map",
    statements: "/statements", search: "/search?q=talks", review: "/review?on=2031-03-06", event: `/event/${planned.id}`, report: `/report/${planned.report}`,
  };
  for (const [theme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
    for (const [name, path] of Object.entries(views)) {
      await open(path);
      const label = `${name}-${width < 500 ? "phone" : theme}`;
      await shot(label);
      await accessible(label);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 1, `${label} is ${wide} pixels too wide`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });

  // By navigation, back and forward.
  await open("/");
  for (const name of ["Agenda", "Reports", "People", "Map", "Statements", "Review"]) {
    await page.click(`nav[aria-label=Views] a:text-is("${name}")`);
    await page.waitForSelector(`nav a[aria-current=page]:text-is("${name}")`);
  }
  await page.goBack();
  await page.waitForSelector('nav a[aria-current=page]:text-is("Statements")');
  await page.goForward();
  await page.waitForSelector('nav a[aria-current=page]:text-is("Review")');
  passed++;

  // From a cell to its sentence, and back.
  await open(`/event/${planned.id}`);
  const cited = page.locator(".fields-list a.cited").first();
  await cited.click();
  await page.waitForSelector(".body .m-here");
  check(/\/report\/[0-9a-f]+#p=\d+-\d+$/.test(page.url()), `the sentence has an address: ${page.url()}`);
  const [, from, to] = /#p=(\d+)-(\d+)$/.exec(page.url());
  const full = await api(`/api/reports/${/report\/([0-9a-f]+)/.exec(page.url())[1]}`);
  const words = (await page.locator(".body .m-here").allTextContents()).join("");
  check(words === [...full.text].slice(Number(from), Number(to)).join(""), `the marked words are '${words}'`);
  check(await page.locator(".body .m-here").first().evaluate((m) => { const b = m.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }), "the marked words are on the screen");
  await page.goBack();
  await page.waitForSelector("article.event");
  // And from a mark of the report to its event.
  await open(`/report/${planned.report}`);
  await page.locator(".body a.unlined").first().click();
  await page.waitForSelector("article.event");

  // A correction made and undone.
  await open(`/event/${planned.id}`);
  await page.selectOption(".decide select >> nth=0", "status");
  await page.selectOption(".decide select >> nth=1", "postponed");
  await page.fill(".decide form >> nth=0 >> label:has-text('Why') input", "the desk was told");
  await page.click(".decide button:text-is('Correct')");
  await page.waitForSelector(".lead .badge.s-postponed");
  await shot("event-corrected");
  check((await api(`/api/events/${planned.id}`)).status === "postponed", "the correction is in the ledger");
  await page.click(".decisions li:has-text('the desk was told') button:text-is('Undo')");
  await page.waitForSelector(".lead .badge.s-scheduled");
  check((await api(`/api/events/${planned.id}`)).status === "scheduled", "the correction is undone");

  // Another program changes the ledger: the open page follows.
  const post = (body) => fetch(base + "/api/decisions", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ event: planned.id, who: "test", ...body }) }).then((r) => r.json());
  const { decision } = await post({ action: "set", field: "status", value: "cancelled" });
  await page.waitForSelector(".lead .badge.s-cancelled");
  await post({ action: "undo", decision });
  await page.waitForSelector(".lead .badge.s-scheduled");
  passed++;

  // The line of 'as of' dragged back, then moved by keys.
  await open("/");
  const marks = () => page.locator("svg a.mark").count();
  // The first drawing may be a narrow one.
  await page.waitForFunction(() => document.querySelectorAll("svg a.mark").length > 5);
  const before = await marks();
  const line = page.locator("g.asof");
  const box = await line.locator("line").boundingBox();
  const canvas = await page.locator(".canvas svg").boundingBox();
  // Above all marks, one of which may stand on the line.
  const y = canvas.y + 8;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width * 0.3, y, { steps: 8 });
  await page.mouse.up();
  await page.waitForURL(/as_of=\d{4}-\d\d-\d\d/);
  await page.waitForFunction(() => document.querySelector(".asof-note"));
  check((await marks()) < before, `fewer events are known as of an earlier day: ${await marks()} of ${before}`);
  await shot("timeline-as-of");
  await line.focus();
  await page.keyboard.press("Home");
  const first = (await api("/api/summary")).first_report;
  await page.waitForURL(new RegExp(`as_of=${first}`));
  await page.keyboard.press("End");
  await page.waitForURL((u) => !u.search.includes("as_of"));
  await page
    .waitForFunction((n) => document.querySelectorAll("svg a.mark").length === n, before, { timeout: 5000 })
    .catch(() => {});
  check((await marks()) === before, "all is known again at the end");

  // Zoom, and the filter by status.
  await page.click("button[aria-label='Zoom in']");
  await page.click("button:text-is('Fit')");
  await page.click(".legend button:has-text('scheduled')");
  await page.waitForURL(/status=scheduled/);
  await page.waitForFunction(() => !document.querySelector("table .badge:not(.s-scheduled)"));
  passed++;

  // Review by keyboard alone.
  await open("/review?on=2031-03-06");
  const queue = await page.locator(".queue nav li").count();
  check(queue > 1, "the queue holds what is doubtful or overdue");
  await page.keyboard.press("j");
  await page.waitForSelector(".queue nav li:nth-child(2) a[aria-current=true]");
  await page.waitForSelector(".queue article.event");
  await page.keyboard.press("c");
  await page.waitForSelector("p.done:has-text('Confirmed')");
  await page.waitForFunction((n) => document.querySelectorAll(".queue nav li").length < n, queue);
  await page.keyboard.press("u");
  await page.waitForSelector("p.done:has-text('Undone')");
  await page.waitForFunction((n) => document.querySelectorAll(".queue nav li").length === n, queue);
  passed++;

  // The search box, and the skip link as the first stop of the keyboard.
  await open("/");
  await page.fill(".top input[name=q]", "fisheries");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=fisheries/);
  await page.waitForSelector(".hits a");
  await open("/");
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement?.classList.contains("skip")), "the first stop leads to the content");

  await page.emulateMedia({ media: "print" });
  await open("/agenda?on=2031-03-06");
  check(!(await page.locator(".top nav").isVisible()), "no navigation on paper");
  await shot("agenda-print");
} catch (error) {
  check(false, `${error.message} (at ${page.url()})`);
  await shot("failed").catch(() => {});
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${passed} passed, ${faults.length} failed; screenshots in ${shots}`);
process.exit(faults.length ? 1 : 0);
