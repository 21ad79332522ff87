// Opens pages without script and network in Chromium, wide and as on a phone, light and dark, and tells on stdout, as JSON, what it found.
// Usage: node plain.mjs CHROMIUM PAGE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , chromium, ...pages] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const found = { requests: [], errors: [], violations: [], rules: 0, wide: [], scripts: 0, charts: 0, bands: 0, apart: [] };
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const page = await browser.newPage();
page.on("request", (request) => { if (!request.isNavigationRequest()) found.requests.push(request.url()); });
page.on("pageerror", (error) => found.errors.push(String(error)));
page.on("console", (message) => { if (["error", "warn"].includes(message.type())) found.errors.push(message.text()); });
page.on("dialog", (dialog) => { found.errors.push(dialog.message()); dialog.dismiss(); });

for (const name of pages) {
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    await page.goto(pathToFileURL(name).href, { waitUntil: "load" });
    const seen = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, scripts: document.scripts.length }));
    if (seen.width > width) found.wide.push(`${name} at ${width}: ${seen.width}`);
    found.scripts += seen.scripts;
    // Charts: each above a table, and no word over another of its chart.
    const drawn = await page.$$eval(".charts", (groups) => groups.map((group) => ({
      charts: group.querySelectorAll("svg").length,
      bands: group.querySelectorAll("path.band").length,
      table: Boolean(group.nextElementSibling?.querySelector("table")),
      over: Array.from(group.querySelectorAll("svg")).filter((svg) => {
        const boxes = Array.from(svg.querySelectorAll("text"), (text) => text.getBBox()).filter((box) => box.width);
        return boxes.some((one, place) => boxes.slice(place + 1).some((two) => one.x < two.x + two.width && two.x < one.x + one.width && one.y + 2 < two.y + two.height && two.y + 2 < one.y + one.height));
      }).length,
    })));
    for (const group of drawn) {
      found.charts += group.charts;
      found.bands += group.bands;
      if (!group.table || group.over) found.apart.push(`${name} at ${width}: ${JSON.stringify(group)}`);
    }
    await page.evaluate(axe);
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
      found.rules = result.passes.length;
      found.violations.push(...result.violations.map((item) => `${name}, ${width}, ${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
    }
  }
}
await browser.close();
process.stdout.write(JSON.stringify(found));
