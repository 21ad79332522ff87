// How long it takes from the last key of an outcome until its finding is on the screen, in a draft of some pages.
// Usage: node typing.mjs CHROMIUM ADDRESS DRAFT TIMES. Milliseconds come on stdout, as JSON.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [, , chromium, address, draft, times] = process.argv;
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const page = await browser.newPage();
await page.setViewport({ width: 1440, height: 1000 });
await page.goto(address, { waitUntil: "load" });
await page.goto(new URL("/check", address).href, { waitUntil: "load" });
await page.evaluate((text) => {
  const field = document.getElementById("text1");
  field.focus();
  document.execCommand("insertText", false, text);
  const at = text.indexOf("\n\n## ", text.indexOf("\n- "));
  field.setSelectionRange(at, at);
  window.pressed = 0;
  field.addEventListener("keydown", () => { window.pressed = performance.now(); });
  // The time of the picture that has the finding.
  new MutationObserver(() => {
    const word = field.value.match(/zepp(\w+)/)?.[1];
    const item = word && [...document.querySelectorAll("#found1 .finding")].some((one) => one.dataset.text.endsWith(`zepp${word}`));
    if (item && window.seen !== word) { window.seen = word; requestAnimationFrame(() => requestAnimationFrame(() => { window.took = performance.now() - window.pressed; })); }
  }).observe(document.getElementById("found1"), { childList: true, subtree: true });
}, readFileSync(draft, "utf-8"));
await page.waitForFunction(() => document.querySelectorAll("#found1 .finding").length > 0, { timeout: 60000 });
await page.keyboard.type("\n- förstå olika zepp!");
const taken = [];
for (let time = 0; time < Number(times); time += 1) {
  await page.keyboard.press("Backspace");
  await new Promise((done) => setTimeout(done, 1000));
  await page.evaluate(() => { window.took = null; });
  await page.keyboard.type(String.fromCharCode(97 + (time % 26)));
  await page.waitForFunction(() => window.took !== null, { timeout: 60000, polling: 20 });
  taken.push(Math.round(await page.evaluate(() => window.took)));
}
await browser.close();
process.stdout.write(JSON.stringify(taken));
