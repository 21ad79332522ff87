// Opens the pages of a report in Chromium without network and tells on stdout, as JSON, what it found. Usage: node pages.mjs CHROMIUM FOLDER PAGE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , chromium, folder, ...pages] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const root = pathToFileURL(folder).href;
const sizes = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const found = { requests: [], errors: [], violations: [], plain: {}, tools: {}, sideways: {}, uncued: {}, cards: {}, printed: {}, matrices: {}, parted: {} };
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const page = await browser.newPage();
page.on("request", (request) => { if (!request.isNavigationRequest() || !request.url().startsWith(root)) found.requests.push(request.url()); });
page.on("pageerror", (error) => found.errors.push(String(error)));
page.on("console", (message) => { if (["error", "warn"].includes(message.type())) found.errors.push(message.text()); });
const address = (name) => pathToFileURL(join(folder, name)).href;
const told = (result, where) => result.violations.map((item) => `${where}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`);

for (const name of pages) {
  await page.setViewport(sizes[0]);
  await page.setJavaScriptEnabled(false);
  await page.goto(address(name), { waitUntil: "load" });
  found.plain[name] = await page.evaluate(() => document.querySelectorAll("tr.o").length);
  for (const size of sizes) {
    await page.setViewport(size);
    found.sideways[`${name} ${size.width}`] = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    // What goes on beyond the edge of its box says so: by a shadow there.
    found.uncued[`${name} ${size.width}`] = await page.$$eval(".scroll", (boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth && !getComputedStyle(box).backgroundImage.includes("gradient")).length);
    // A heading of one word that takes two lines is broken in the word.
    found.parted[`${name} ${size.width}`] = await page.$$eval(".outcomes thead th", (heads) => heads.filter((head) => {
      const words = document.createRange();
      words.selectNodeContents(head);
      return head.textContent.trim() && !/\s/.test(head.textContent.trim()) && words.getBoundingClientRect().height > 1.7 * parseFloat(getComputedStyle(head).lineHeight);
    }).map((head) => head.textContent));
    // A programme in the overview: as high as it is, and how far its shares reach to the right.
    if (name === "index.html") {
      found.cards[size.width] = await page.$$eval(".overview", (cards) => cards.map((card) => ({
        height: card.getBoundingClientRect().height,
        right: Math.max(...Array.from(card.querySelectorAll(".three .much"), (share) => share.getBoundingClientRect().right)),
        shares: card.querySelectorAll(".three .much").length,
        sentences: card.querySelectorAll(".findings li").length,
      })));
    }
  }
  await page.setViewport(sizes[0]);
  await page.setJavaScriptEnabled(true);
  await page.reload({ waitUntil: "load" });
  found.tools[name] = await page.evaluate(() => Boolean(document.getElementById("tools")?.checkVisibility()));
  await page.$$eval("details", (boxes) => { for (const box of boxes) box.open = true; });
  found.matrices[name] = await page.$$eval("table.matrix", (tables) => tables.map((table) => ({ shown: table.checkVisibility(), cells: table.querySelectorAll("tbody td").length, heads: table.querySelectorAll("thead tr").length })));
  await page.evaluate(axe);
  for (const value of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    for (const size of sizes) {
      await page.setViewport(size);
      await new Promise((done) => setTimeout(done, 100));  // the page hears of its size
      const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }));
      found.violations.push(...told(result, `${name}, ${value}, ${size.width}`));
    }
  }
}

const follow = async (selector, elsewhere = true) => {
  await page.evaluate(() => document.documentElement.style.setProperty("scroll-behavior", "auto"));
  const clicked = page.$eval(selector, (link) => link.click());
  await (elsewhere ? Promise.all([page.waitForNavigation({ waitUntil: "load" }), clicked]) : clicked);
  await new Promise((done) => setTimeout(done, 300));
  return page.evaluate((start) => {
    const target = document.getElementById(location.hash.slice(1)) ?? document.body;
    const box = target.getBoundingClientRect();
    return { where: location.href.slice(start + 1), seen: target.checkVisibility() && box.height > 0 && box.top < innerHeight && box.bottom > 0 };
  }, root.length);
};
// From the first page to a programme, to an outcome that its page has folded away, and back.
await page.setViewport(sizes[0]);
await page.goto(address("index.html"), { waitUntil: "load" });
found.programme = await follow(".overview h3 a");
found.folded = await follow('.carriers a[href^="#o"]', false);
found.back = await follow('.site a[href$="index.html"]');
// To an outcome on another page.
await follow('.site a[href="outcomes.html"]');
found.there = await follow('#by-perspective a[href*="#o"]');

// One sheet of paper for the board.
for (const name of pages.filter((path) => path.startsWith("programmes/"))) {
  await page.goto(address(name), { waitUntil: "load" });
  await page.evaluate(() => { document.documentElement.classList.add("one"); document.querySelector("section.programme").classList.add("chosen"); });
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  found.printed[name] = (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
}

await browser.close();
process.stdout.write(JSON.stringify(found));
