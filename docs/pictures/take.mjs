// Takes the pictures of the docs from a running page. Usage, after `npm ci --prefix tests/browser`:
//
//     curranalyser audit corpus/syllabi -o reports/pictures
//     curranalyser serve reports/pictures --no-browser
//     node docs/pictures/take.mjs CHROMIUM ADDRESS
//
// ADDRESS is the one that the page prints. What is written into the draft below is invented.
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { default: puppeteer } = await import(createRequire(join(here, "../../tests/browser/package.json")).resolve("puppeteer-core"));
const [, , executablePath, address] = process.argv;
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const page = await browser.newPage();
page.on("dialog", (dialog) => dialog.accept()); // whether what was written may be left
await page.setViewport({ width: 1200, height: 800 });
const at = (path) => new URL(path, address).href;
const take = (name) => page.screenshot({ path: join(here, name) });

const DRAFT = `# Course syllabus

Course code: WAT201
Title: Water and society
Credits: 7.5

## Learning outcomes

On completion of the course the student should be able to:

- understand how rivers and lakes are protected,
- compare water law in Sweden with that of two other countries,
- calculate the flow in a small treatment plant.

## Content

The course treats water treatment and the law behind it.

## Examination

Written examination.
`;

await page.goto(address, { waitUntil: "load" });
await page.goto(at("/check?lang=en"), { waitUntil: "load" });
await page.type("#text1", DRAFT);
await page.waitForSelector("#found1 .finding:not([hidden]) summary", { timeout: 30000 });
await new Promise((done) => setTimeout(done, 1500));
await page.evaluate(() => { document.activeElement.blur(); document.querySelector("#text1").scrollTop = 0; scrollTo(0, 0); });
await page.$eval("#found1 .finding:not([hidden]) details", (one) => { one.open = true; });
await take("check.png");

await page.goto(at("/review"), { waitUntil: "load" });
if (await page.$("input[name=name]")) {
  await page.type("input[name=name]", "Anna");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}
await Promise.all([page.waitForNavigation(), page.$eval("a[href*='/review/outcome']", (link) => link.click())]);
await take("review.png");

await page.goto(at("/programmes/edit?programme=VGSSK"), { waitUntil: "load" });
await page.evaluate(() => document.querySelector("select").closest("form").scrollIntoView());
await take("programmes.png");
await browser.close();
