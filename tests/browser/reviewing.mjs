// Reviews an audit by keyboard alone, and tells on stdout, as JSON, what it pressed and what it saw.
// Usage: node reviewing.mjs CHROMIUM ADDRESS LANG OUTCOMES [FOLDER for pictures]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [, , chromium, address, lang, outcomes, folder] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const found = { decided: [], violations: [], wide: [], errors: [], foreign: [], statuses: [], slowest: 0, focus: [], undone: "", reason: "", off: null };
let quiet = false;
let page = await browser.newPage();
page.on("pageerror", (error) => found.errors.push(String(error)));
page.on("console", (message) => message.type() === "error" && !quiet && found.errors.push(message.text()));
page.on("request", (request) => request.url().startsWith(new URL(address).origin) || request.url().startsWith("data:") || found.foreign.push(request.url()));

async function looked(name) {
  for (const [width, height] of [[1440, 1000], [390, 844]]) {
    await page.setViewport({ width, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.wide.push(`${name} ${width}: ${wide}`);
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      // With its own content security policy the page takes no script from elsewhere; this one is the test's.
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      found.violations.push(...result.violations.map((item) => `${name} ${width} ${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
      if (folder) await page.screenshot({ path: `${folder}/${name}-${lang}-${width}-${value}.png`, fullPage: true });
    }
  }
  await page.setViewport({ width: 1440, height: 1000 });
}

const now = () => page.evaluate(() => {
  const row = document.querySelector("form.label.now");
  return row && { outcome: document.querySelector("#outcome").dataset.outcome, perspective: row.dataset.perspective, text: document.querySelector("#outcome-text .outcome").textContent };
});
// Until something else is asked than before.
async function pressed(key, before) {
  const begun = Date.now();
  await page.keyboard.press(key);
  await page.waitForFunction((last) => {
    const row = document.querySelector("form.label.now");
    const here = document.querySelector("#outcome").dataset.outcome + (row ? row.dataset.perspective : "");
    return here !== last && !document.querySelector(".pending:not([hidden])") ;
  }, { timeout: 10000, polling: 5 }, before.outcome + before.perspective);
  found.slowest = Math.max(found.slowest, Date.now() - begun);
}

await page.goto(address, { waitUntil: "load" });
await page.goto(`${new URL(address).origin}/review?lang=${lang}`, { waitUntil: "load" });
await looked("name");
await page.focus("#name");
await page.keyboard.type("Åsa Ek");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await looked("choose");
await page.focus(".cards li:nth-child(2) a");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
await looked("ask");

// From here on no key but those of the room.
const answers = ["y", "n", "n"];
const seen = new Set();
let count = 0;
while (seen.size < Number(outcomes) || count % 3) {
  const here = await now();
  seen.add(here.outcome);
  const key = answers[(count + seen.size) % 3];
  await pressed(key, here);
  found.decided.push([here.text, here.perspective, key === "y" ? "yes" : "no"]);
  found.focus.push(await page.evaluate(() => document.activeElement.closest("#outcome") !== null));
  count += 1;
}
found.statuses.push(await page.$eval("#progress", (item) => item.textContent));

// The last decision is taken back, and made anew with a reason.
await page.keyboard.press("u");
const [text, perspective] = found.decided.at(-1);
await page.waitForFunction((name) => document.querySelector("form.label.now")?.dataset.perspective === name && document.querySelector("form.label.now").dataset.mine === "", { timeout: 10000 }, perspective);
found.undone = (await now()).text === text ? await page.$eval("#progress", (item) => item.textContent) : "another";
await page.keyboard.press("r");
await page.keyboard.type("y and n are letters here");
await page.keyboard.press("Enter");
const here = await now();
await pressed("y", here);
found.decided.at(-1)[2] = "yes";
found.reason = "y and n are letters here";

// The page does not answer for a while: that is told, and what was not kept is asked again.
const unkept = await now();
quiet = true;
await page.setOfflineMode(true);
await page.keyboard.press("y");
await page.waitForSelector("#problem:not([hidden])", { timeout: 10000 });
found.lost = await page.$eval("#problem", (item) => item.textContent);
await page.setOfflineMode(false);
found.asked_again = JSON.stringify(await now()) === JSON.stringify(unkept);
quiet = false;

// One is passed over; the help opens; with the keys off a letter does nothing.
const before = await now();
await page.keyboard.press("s");
await page.waitForFunction((last) => document.querySelector("#outcome").dataset.outcome !== last, { timeout: 10000 }, before.outcome);
await page.keyboard.press("?");
found.help = await page.$eval("#help", (item) => item.open);
await looked("help");
await page.focus("#keys");
await page.keyboard.press("Space");
const still = await now();
await page.keyboard.press("y");
await new Promise((done) => setTimeout(done, 300));
const after = await now();
found.off = still.outcome === after.outcome && still.perspective === after.perspective;

// A second reviewer in a browser of another: what the first has decided, without sight of how.
const cookies = await browser.defaultBrowserContext().cookies();
const other = await browser.createBrowserContext();
await other.setCookie(...cookies.filter((one) => !one.name.includes("reviewer")));
page = await other.newPage();
page.on("pageerror", (error) => found.errors.push(String(error)));
await page.goto(`${new URL(address).origin}/review?kind=second`, { waitUntil: "load" });
await page.focus("#name");
await page.keyboard.type("Bo");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
found.sight = await page.evaluate(() => document.body.innerText.includes("Åsa") || document.querySelectorAll(".mine").length > 0);
found.second = [];
for (let number = 0; number < 12; number += 1) {
  const one = await now();
  await pressed("n", one);
  found.second.push([one.text, one.perspective]);
}
await page.goto(`${new URL(address).origin}/review/agreement`, { waitUntil: "load" });
await looked("agreement");
found.open = await page.$$eval("form[action='/review/settle']", (all) => all.length);
await page.focus("form[action='/review/settle'] button[value=yes]");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
found.left = await page.$$eval("form[action='/review/settle']", (all) => all.length);
await looked("settled");
await browser.close();
process.stdout.write(JSON.stringify(found));
