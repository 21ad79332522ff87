// Corrects a programme on its page, with and without script, and tells on stdout, as JSON, what it saw.
// Usage: node structure.mjs CHROMIUM ADDRESS LANG
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [, , chromium, address, lang] = process.argv;
const origin = new URL(address).origin;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const page = await browser.newPage();
const found = { violations: [], wide: [], squeezed: [], errors: [], foreign: [], slowest: 0, requests: 0 };
page.on("pageerror", (error) => found.errors.push(String(error)));
page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
page.on("request", (request) => request.url().startsWith(origin) || request.url().startsWith("data:") || found.foreign.push(request.url()));

async function looked(name) {
  for (const [width, height] of [[1440, 1000], [390, 844]]) {
    await page.setViewport({ width, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.wide.push(`${name} ${width}: ${wide}`);
    // A column so narrow that words stand letter by letter goes beyond nothing, and cannot be read either.
    found.squeezed.push(...await page.$$eval("th, td", (cells, where) => cells.filter((cell) => cell.checkVisibility() && cell.innerText.trim().length > 7 && cell.clientWidth < 48 && getComputedStyle(cell).position !== "absolute").map((cell) => `${where}: ${cell.innerText.slice(0, 40)}`), `${name} ${width}`));
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      found.violations.push(...result.violations.map((item) => `${name} ${width} ${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
    }
  }
  await page.setViewport({ width: 1440, height: 1000 });
}
const row = (code) => page.evaluate((wanted) => [...document.querySelectorAll("tr[data-row]")].find((item) => item.querySelector("th").textContent.includes(wanted)).dataset.row, code);
const effect = () => page.evaluate(() => document.getElementById("effect").innerText);
const short = () => page.evaluate(() => document.getElementById("short").textContent);
// Does something, and waits until the page has asked and was answered.
async function answered(act) {
  await act();
  await page.waitForNetworkIdle({ idleTime: 600 });
}
const sent = (act) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), act()]);

await page.goto(address, { waitUntil: "load" });
await page.goto(`${origin}/programmes?lang=${lang}`, { waitUntil: "load" });
await looked("programmes");
await sent(() => page.click('a[href*="TGDTI"]'));
await looked("programme");
found.before = await effect();
found.short_before = await short();

// By keyboard: a course that some take becomes one that everyone takes.
const chosen = await row("DAT208");
await page.focus(`[name="${chosen}.status"]`);
const begun = Date.now();
await page.keyboard.press("Home");
await page.waitForFunction((before) => document.getElementById("effect").innerText !== before, { polling: 10 }, found.before);
found.slowest = Date.now() - begun;
await page.waitForNetworkIdle({ idleTime: 600 });
found.chosen = await page.$eval(`[name="${chosen}.status"]`, (field) => field.value);
found.changed = await effect();
found.short_changed = await short();
found.focus = await page.evaluate(() => document.activeElement.name);
found.count = await page.$eval("#count", (item) => item.textContent);
await looked("changed");

// What cannot be is told, with its place.
const wrong = await row("DAT101");
await page.focus(`[name="${wrong}.term"]`);
await page.keyboard.press("End");
await answered(() => page.keyboard.type("x"));
found.told = await page.$eval("#told", (item) => (item.hidden ? "" : item.textContent));
found.invalid = await page.evaluate(() => [...document.querySelectorAll("[aria-invalid]")].map((item) => item.name));
await looked("wrong");
await page.keyboard.press("Tab");
await answered(() => page.click("#back"));
found.told_after = await page.$eval("#told", (item) => (item.hidden ? "" : item.textContent));
found.after_undo = await effect();
await answered(() => page.click("#back"));
found.all_undone = await effect();
await page.focus(`[name="${chosen}.status"]`);
await answered(() => page.keyboard.press("Home"));

// Confirmed by name, and saved.
await page.type("#name", "Åsa Ek");
await page.click(`[name="${wrong}.right"]`);
await sent(() => page.click('[value="save"]'));
await looked("saved");
found.saved = await page.$eval("main", (item) => item.innerText);
found.after_save = await effect();

// Without script the same form shows, saves and undoes.
await page.setJavaScriptEnabled(false);
await page.reload({ waitUntil: "load" });
await page.select(`[name="${await page.$eval("tr[data-row]", (item) => item.dataset.row)}.status"]`, "some");
await sent(() => page.click('[value="try"]'));
found.tried = await effect();
await sent(() => page.click('[value="save"]'));
found.second = await effect();
await sent(() => page.click('[value="undo"]'));
found.undone = await effect();
await page.setJavaScriptEnabled(true);

await page.goto(`${origin}/report/programmes/TGDTI.html?lang=${lang}`, { waitUntil: "load" });
await looked("report");
found.styled = await page.evaluate(() => getComputedStyle(document.querySelector("table.shares")).borderCollapse);
found.review = await page.$$eval('a[href^="/review?"]', (links) => links.length);
await browser.close();
process.stdout.write(JSON.stringify(found));
