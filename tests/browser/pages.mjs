// Opens the pages of a report in Chromium without network and tells on stdout, as JSON, what it found. Usage: node pages.mjs CHROMIUM FOLDER PAGE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , chromium, folder, ...pages] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const root = pathToFileURL(folder).href;
const found = { requests: [], errors: [], violations: [], plain: {}, tools: {} };
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const page = await browser.newPage();
page.on("request", (request) => { if (!request.isNavigationRequest() || !request.url().startsWith(root)) found.requests.push(request.url()); });
page.on("pageerror", (error) => found.errors.push(String(error)));
page.on("console", (message) => { if (["error", "warn"].includes(message.type())) found.errors.push(message.text()); });

for (const name of pages) {
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(join(folder, name)).href, { waitUntil: "load" });
  found.plain[name] = await page.evaluate(() => document.querySelectorAll("tr.o").length);
  await page.setJavaScriptEnabled(true);
  await page.reload({ waitUntil: "load" });
  found.tools[name] = await page.evaluate(() => Boolean(document.getElementById("tools")?.checkVisibility()));
  await page.$$eval("details", (boxes) => { for (const box of boxes) box.open = true; });
  await page.evaluate(axe);
  for (const value of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }));
    found.violations.push(...result.violations.map((item) => `${name}, ${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
  }
}

// From the first page to an outcome on another, and back.
await page.goto(pathToFileURL(join(folder, "index.html")).href, { waitUntil: "load" });
const follow = async (selector) => {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.$eval(selector, (link) => link.click())]);
  await new Promise((done) => setTimeout(done, 150));
  return page.evaluate((start) => {
    const box = (document.getElementById(location.hash.slice(1)) ?? document.body).getBoundingClientRect();
    return { where: location.href.slice(start + 1), seen: box.height > 0 && box.top < innerHeight && box.bottom > 0 };
  }, root.length);
};
found.there = await follow('#by-perspective a[href*="#o"]');
found.back = await follow('.contents a[href*="#summary"]');

await browser.close();
process.stdout.write(JSON.stringify(found));
