// Opens the explanation of a rule on the page of a check by keyboard, and tells on stdout, as JSON, what it found. Usage: node explained.mjs CHROMIUM PAGE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [, , chromium, name] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const page = await browser.newPage();
await page.setViewport({ width: 390, height: 844 });
await page.goto(pathToFileURL(name).href, { waitUntil: "load" });
const open = () => page.evaluate(() => [...document.querySelectorAll("[popover]")].filter((item) => item.matches(":popover-open")).map((item) => item.innerText));
const found = { before: await open(), opened: [], closed: [], inside: [], printed: 0, violations_open: [] };
await page.focus("[popovertarget^=why-F402]");
await page.keyboard.press("Enter");
found.opened = await open();
found.inside = await page.evaluate(() => [...document.querySelectorAll(":popover-open")].map((item) => item.getBoundingClientRect()).map((box) => box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight));
await page.evaluate(axe);
for (const value of ["light", "dark"]) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  found.violations_open.push(...result.violations.map((item) => `${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
}
await page.keyboard.press("Escape");
found.closed = await open();
await page.emulateMediaType("print");
found.printed = await page.evaluate(() => [...document.querySelectorAll("[popover]")].filter((item) => item.getBoundingClientRect().height > 0).length);
await browser.close();
process.stdout.write(JSON.stringify(found));
