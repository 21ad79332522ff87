// Opens a report in Chromium without network and tells on stdout, as JSON, what it found. Usage: node browse.mjs CHROMIUM REPORT.html
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , chromium, report] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const address = pathToFileURL(report).href;
const found = { requests: [], dialogs: [], errors: [] };
const browser = await puppeteer.launch({
  executablePath: chromium,
  // No name can be looked up: whatever the page might ask for fails, and is noted.
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
});

async function open(javascript = true) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.setJavaScriptEnabled(javascript);
  page.on("request", (request) => { if (request.url().split("#")[0] !== address) found.requests.push(request.url()); });
  page.on("dialog", async (dialog) => { found.dialogs.push(dialog.message()); await dialog.dismiss(); });
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) found.errors.push(message.text()); });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

const page = await open();
await page.evaluate(() => document.documentElement.style.setProperty("scroll-behavior", "auto"));

found.indicators = await page.$$eval("[data-indicator]", (cells) => cells.map((cell) => {
  const [, name, figure] = cell.dataset.indicator.match(/^(.*) (\S+)$/);
  return [name, ...figure.split("/").map(Number), cell.textContent.replace(/\s+/g, " ").trim()];
}));

// Links: each leads to a place that is there, and following one brings it into sight.
found.broken = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")).filter((target) => target[0] !== "#" || !document.getElementById(target.slice(1))));
const follow = async (selector) => {
  await page.$eval(selector, (link) => link.click());
  await new Promise((done) => setTimeout(done, 150));
  return page.evaluate(() => {
    const target = document.getElementById(location.hash.slice(1));
    const box = target.getBoundingClientRect();
    return { hash: location.hash, seen: box.height > 0 && box.top >= -1 && box.top < innerHeight };
  });
};
found.followed = [await follow('#all a[href="#av0"]'), await follow('#by-perspective a[href^="#o"]')];

// Filters.
const shown = () => page.$$eval("tr.o", (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id));
const choose = async (identifier, value) => { await page.select(`#${identifier}`, value); };
found.all = await shown();
await choose("tool-perspective", "0");
await choose("tool-decision", "y");
found.yes = await shown();
found.status = await page.$eval("#tool-status", (status) => status.textContent);
// A link to a row that a filter hides takes the filter back.
const hidden = found.all.find((identifier) => !found.yes.includes(identifier));
await page.evaluate((identifier) => { location.hash = `#${identifier}`; }, hidden);
await new Promise((done) => setTimeout(done, 150));
found.revealed = (await shown()).includes(hidden);
await page.type("#tool-text", "alert");
found.searched = await shown();
await page.$eval("#tools button[type=reset]", (button) => button.click());
await new Promise((done) => setTimeout(done, 50));
found.reset = await shown();

// Sorting.
await choose("tool-shape", "table");
const order = async () => page.$$eval("#one-table tbody tr.o", (rows) => rows.map((row) => row.id));
const texts = async () => page.$$eval("#one-table tbody tr.o .te > p:not(.lead-in):not(.where)", (cells) => cells.map((cell) => cell.textContent));
const press = async (name) => page.$eval(`#one-table button[data-sort="${name}"]`, (button) => button.click());
found.byCourse = await order();
await press("text");
found.byText = await texts();
await press("text");
found.byTextBack = await texts();
await press("0");
found.byProbability = await page.$$eval("#one-table tbody tr.o", (rows) => rows.map((row) => { const cell = row.querySelectorAll("td.d")[0]; return [cell.classList[1], Number(cell.dataset.v)]; }));
found.sorted = await page.$eval('#one-table th:has(button[data-sort="0"])', (heading) => heading.getAttribute("aria-sort"));
await choose("tool-shape", "courses");

// axe-core, in both colour schemes, with everything unfolded.
await page.$$eval("details", (boxes) => { for (const box of boxes) box.open = true; });
await page.evaluate(axe);
found.violations = [];
for (const value of ["light", "dark"]) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }));
  found.violations.push(...result.violations.map((item) => `${value}: ${item.id}: ${item.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`));
  found.rules = await page.evaluate(() => axe.getRules(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).length);
}
await page.$$eval("details", (boxes) => { for (const box of boxes) box.open = false; });

// The keyboard alone: what can be focused is reached by Tab, in the order of the page, and shows where it is.
const stops = 'a[href], button, input, select, summary, [tabindex="0"]';
found.expected = await page.evaluate((selector) => {
  const all = Array.from(document.querySelectorAll(selector)).filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled);
  all.forEach((one, place) => { one.dataset.stop = String(place); });
  document.activeElement?.blur();
  return all.length;
}, stops);
await page.evaluate(() => { location.hash = ""; document.body.tabIndex = -1; document.body.focus(); });
found.reached = [];
found.unseen = [];
for (let press = 0; press < found.expected; press += 1) {
  await page.keyboard.press("Tab");
  const [stop, outline, tag] = await page.evaluate(() => [document.activeElement.dataset.stop, getComputedStyle(document.activeElement).outlineStyle, document.activeElement.tagName]);
  if (stop === undefined) break;
  found.reached.push(Number(stop));
  if (outline === "none") found.unseen.push(tag);
}

// On a telephone nothing but tables and drawings goes sideways, and these within themselves.
await page.setViewport({ width: 390, height: 844 });
found.sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
await page.setViewport({ width: 1280, height: 900 });

// One page for the board.
found.pages = await page.evaluate(() => {
  const chosen = document.querySelector("section.programme");
  document.documentElement.classList.add("one");
  chosen.classList.add("chosen");
  return chosen.id;
});
const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
found.pages = (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;

// Without JavaScript everything is there, and nothing that would do nothing.
const plain = await open(false);
found.plainOutcomes = (await plain.$$("tr.o")).length;
found.plainTools = await plain.$eval("#tools", (tools) => tools.checkVisibility());
found.foreign = await plain.$$eval("script, img, iframe, object, embed, link, base, form[action]", (all) => all.map((one) => one.tagName));

await browser.close();
process.stdout.write(JSON.stringify(found));
