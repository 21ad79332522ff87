// The room in which a draft is checked, used as a person would, and what came of it on stdout, as JSON.
// Usage: node check_room.mjs CHROMIUM ADDRESS FOLDER LANG, where FOLDER holds draft.docx, hostile.md and long.md.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [, , chromium, address, folder, lang] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const page = await browser.newPage();
const found = { requests: [], errors: [], dialogs: 0, asked_before_leaving: 0, violations: [], rules: 0, wide: [] };
page.on("request", (request) => { if (!request.url().startsWith(new URL(address).origin) && !/^(blob|data):/.test(request.url())) found.requests.push(request.url()); });
page.on("pageerror", (error) => found.errors.push(error.message));
page.on("console", (message) => { if (message.type() === "error") found.errors.push(message.text()); });
page.on("dialog", async (dialog) => { if (dialog.type() === "beforeunload") { found.asked_before_leaving += 1; await dialog.accept(); } else { found.dialogs += 1; await dialog.dismiss(); } });
const session = await page.createCDPSession();
await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
await page.setViewport({ width: 1440, height: 1000 });

const wait = async (what, ...values) => {
  try {
    await page.waitForFunction(what, { timeout: 30000, polling: 30 }, ...values);
  } catch (error) {
    const said = await page.evaluate(() => [document.getElementById("told"), document.getElementById("status")].map((item) => item.textContent));
    throw new Error(`${what} ${JSON.stringify(values)}: ${said.join(" | ")} ${JSON.stringify(found).slice(-3000)}`, { cause: error });
  }
};
const text = (selector) => page.$eval(selector, (element) => element.innerText.trim());
const shown = () => page.$$eval("#found1 .finding:not([hidden])", (items) => items.map((item) => item.dataset.rule));
const marks = () => page.$$eval(".backdrop", ([first]) => [...first.querySelectorAll("mark")].map((mark) => mark.textContent));
const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
const until = async (check) => { for (let tries = 0; tries < 600; tries += 1) { const value = check(); if (value) return value; await new Promise((done) => setTimeout(done, 50)); } throw new Error("nothing came"); };
const drop = (name) => page.evaluate((bytes, called) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], called));
  for (const kind of ["dragover", "drop"]) document.getElementById("text1").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}, readFileSync(join(folder, name)).toString("base64"), name);
async function look(where) {
  await page.evaluate(axe);
  for (const [width, value] of [[1440, "light"], [390, "light"], [390, "dark"], [1440, "dark"]]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    if (width === 390 && await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.wide.push(where);
    const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
    found.rules = Math.max(found.rules, result.passes.length);
    found.violations.push(...result.violations.map((item) => `${where} ${width} ${value}: ${item.id}: ${item.nodes[0].html.slice(0, 160)}`));
  }
  await page.setViewport({ width: 1440, height: 1000 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
}

await page.goto(address, { waitUntil: "load" });
await page.goto(new URL(`/check?lang=${lang}`, address).href, { waitUntil: "load" });
found.lang = await page.$eval("html", (root) => root.lang);
await look("empty");

// A Word file is dropped: its text stands in the field, its findings beside it.
await drop("draft.docx");
await wait(() => document.querySelectorAll("#found1 .finding").length > 0);
found.text = await page.$eval("#text1", (field) => field.value);
found.dropped = await shown();
found.marks = await marks();
found.status = await text("#status");
await look("dropped");

// The field and the text with the marks below it are laid out alike.
found.alike = await page.evaluate(() => {
  const [one, other] = [document.getElementById("text1"), document.querySelector(".backdrop")];
  return [one.clientWidth - other.clientWidth, one.scrollHeight - other.scrollHeight, one.getBoundingClientRect().top - other.getBoundingClientRect().top];
});

// An outcome is written, and its finding comes and goes.
await page.evaluate(() => { const field = document.getElementById("text1"); field.focus(); const at = field.value.indexOf("\n\n## ", field.value.indexOf("- ")); field.setSelectionRange(at, at); });
await page.keyboard.type("\n- förstå hur knopar hålls");
await wait(() => [...document.querySelectorAll("#found1 .finding")].some((item) => item.dataset.text.includes("knopar")));
found.written = { rules: await shown(), marks: await marks(), focus: await active() };
for (let letter = 0; letter < 26; letter += 1) await page.keyboard.press("Backspace");
await wait(() => ![...document.querySelectorAll("#found1 .finding")].some((item) => item.dataset.text.includes("knopar")));
found.erased = { rules: await shown(), text: await page.$eval("#text1", (field) => field.value) };
found.undone_in_field = await page.evaluate(() => {
  const field = document.getElementById("text1");
  for (let times = 0; times < 40 && !field.value.includes("knopar"); times += 1) document.execCommand("undo");
  return field.value.includes("knopar");
});
await page.$eval("#text1", (field, value) => { field.value = value; field.dispatchEvent(new Event("input")); }, found.text);
await wait((wanted) => document.querySelectorAll("#found1 .finding").length === wanted, found.dropped.length);
await new Promise((done) => setTimeout(done, 600));

// From a finding to its place, and back, by keyboard; what it means opens where it stands.
await page.focus("#found1 .finding[data-rule=F402] summary");
await page.keyboard.press("Enter");
found.explained = await text("#found1 .finding[data-rule=F402]");
await page.focus("#found1 .finding[data-rule=F402] [data-do=show]");
await page.keyboard.press("Enter");
found.selected = await page.$eval("#text1", (field) => field.value.slice(field.selectionStart, field.selectionEnd));
found.there = await active();
await page.keyboard.down("Control"); await page.keyboard.press("Enter"); await page.keyboard.up("Control");
found.back = await page.evaluate(() => document.activeElement.closest(".finding")?.dataset.rule);
await page.keyboard.press("Escape");
found.again_there = await active();

// Dismissed with a reason, by keyboard.
await page.focus("#found1 .finding[data-rule=F402] [data-do=dismiss]");
await page.keyboard.press("Enter");
await page.keyboard.press("Enter");
found.without_reason = await shown();
await page.keyboard.type("Nämnden <b>vill</b> ");
await page.evaluate(() => document.getElementById("text1").dispatchEvent(new Event("input"))); // an answer comes in between
await new Promise((done) => setTimeout(done, 1500));
await page.keyboard.type("så");
await look("dismissing");
await page.keyboard.press("Enter");
found.dismissed = { rules: await shown(), marks: await marks(), list: await text("#dismissed"), status: await text("#status"), inside: await page.$$eval("#dismissed b", (items) => items.length), focus: await page.evaluate(() => Boolean(document.activeElement.closest("#found1"))) };
await page.click("#copy");
await wait(() => document.getElementById("toml").value.length > 0);
found.toml = await page.$eval("#toml", (field) => field.value);

// The Word file with comments, without what was dismissed; and a page.
await page.click("[data-annotated]:is(button)");
found.annotated = await until(() => readdirSync(folder).find((name) => /-checked\.docx$/.test(name)));
await page.click("[data-standing]");
found.standing = await until(() => readdirSync(folder).find((name) => /-checked\.html$/.test(name)));

// Remembered for the draft, and undone.
await page.goto(new URL("/check", address).href, { waitUntil: "load" });
await drop("draft.docx");
await wait(() => document.querySelectorAll("#found1 .finding").length > 0);
found.remembered = await shown();
await page.click("#dismissed button");
found.undone = await shown();
await page.click("#found1 .finding[data-rule=F402] [data-do=dismiss]");
await page.keyboard.type("än en gång");
await page.keyboard.press("Enter");
await page.click("#clear");
found.cleared = { rules: await shown(), storage: await page.evaluate(() => localStorage.length) };

// Information too, and another language, which keeps the text.
await page.click("[name=everything]");
await wait(() => document.querySelectorAll("#found1 .finding.info").length > 0);
found.everything = await shown();
await look("everything");
await page.evaluate(() => document.getElementById("text1").dispatchEvent(new Event("input")));
await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("nav.languages a")]);
await wait(() => document.querySelectorAll("#found1 .finding").length > 0);
found.other_language = { lang: await page.$eval("html", (root) => root.lang), text: await page.$eval("#text1", (field) => field.value), rules: await shown() };
await page.goto(new URL(`/check?lang=${lang}`, address).href, { waitUntil: "load" });

// The newest answer wins, however late an older one comes.
await page.evaluate(() => {
  const ask = window.fetch;
  let first = true;
  window.fetch = async (where, given) => {
    const slow = first;
    first = false;
    const answer = await ask(where, slow ? { ...given, signal: undefined } : given);
    if (slow) await new Promise((done) => setTimeout(done, 1200));
    return answer;
  };
});
await page.focus("#text1");
await page.keyboard.type("förstå hur en pump går\nrita en pump\n");
await new Promise((done) => setTimeout(done, 250));
await page.keyboard.type("känna till ventiler\n");
await new Promise((done) => setTimeout(done, 2500));
found.newest = await page.$$eval("#found1 .finding[data-rule=F402]", (items) => items.map((item) => item.dataset.text));

// Where much is being checked the page asks again, and the file is not lost. What is brought back is not of it.
await page.goto(new URL("/check", address).href, { waitUntil: "load" });
await page.evaluate(() => {
  const ask = window.fetch;
  window.refused = 0;
  window.fetch = async (where, given) => ((window.refused += 1) < 3 ? new Response("wait", { status: 503, headers: { "Retry-After": "0.1" } }) : ask(where, given));
  document.getElementById("text1").focus();
  document.execCommand("insertText", false, "rita en pump och dess ventiler\n".repeat(5));
});
await wait(() => document.querySelectorAll("#found1 .syllabus").length > 0 && window.refused > 2);
await page.evaluate(() => { window.refused = 0; });
await drop("draft.docx");
await wait(() => document.getElementById("text1").value.includes("rep"));
const of_file = () => page.evaluate(() => ({ named: document.querySelector("[data-named]").textContent, told: document.getElementById("told").textContent, annotated: document.querySelector(".version").dataset.annotated, text: document.getElementById("text1").value.slice(0, 12) }));
found.busy = { ...(await of_file()), times: await page.evaluate(() => window.refused) };
await page.focus("#text1");
await page.keyboard.down("Control"); await page.keyboard.press("z"); await page.keyboard.up("Control");
found.brought_back = await of_file();
// What is larger than a draft may be is not even sent; and what cannot be read is heard.
await page.evaluate(() => { window.refused = 3; document.getElementById("words").dataset.largest = "1000"; });
await drop("long.md");
found.too_large = { ...(await of_file()), times: await page.evaluate(() => window.refused) };
await page.evaluate(() => { document.getElementById("words").dataset.largest = "1000000"; });
await drop("broken.pdf");
await wait(() => document.querySelector("#found1 .problem"));
await wait(() => document.getElementById("status").textContent === document.querySelector("#found1 .problem").textContent);
found.heard = await text("#status");

// What a hostile file says is text.
await page.goto(new URL("/check", address).href, { waitUntil: "load" });
await drop("hostile.md");
await wait(() => document.querySelectorAll("#found1 .finding").length > 0);
await page.click("[name=everything]");
await wait(() => document.querySelectorAll("#found1 .finding.info").length > 0);
found.hostile = await page.evaluate(() => ({ foreign: [...document.querySelectorAll("main script, main img, main iframe, main svg, main [style*=url], main [onerror]")].map((item) => item.tagName), ran: Boolean(window.ran) }));

// A draft of sixty pages stays usable: a key is on the screen at once, and the findings come.
await drop("long.md");
await wait(() => document.getElementById("text1").value.length > 100000, {});
await wait(() => document.querySelectorAll("#found1 .finding").length > 50);
await new Promise((done) => setTimeout(done, 1500));
found.long = await page.evaluate(async () => {
  const field = document.getElementById("text1");
  field.focus();
  field.setSelectionRange(5000, 5000);
  const taken = [];
  for (let time = 0; time < 5; time += 1) {
    const begun = performance.now();
    document.execCommand("insertText", false, "x");
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    taken.push(Math.round(performance.now() - begun));
    await new Promise((done) => setTimeout(done, 400));
  }
  return taken.sort((one, other) => one - other)[2];
});

// A drop into each version: side by side, and compared.
await page.goto(new URL("/check", address).href, { waitUntil: "load" });
await page.click(".second summary");
await page.focus("#text1");
await page.evaluate(() => document.execCommand("insertText", false, "Kurskod: PUM101\n\nLärandemål\nEfter kursen ska studenten kunna\n- rita en pump\n- bygga en pump\n"));
await page.focus("#text2");
await page.evaluate(() => document.execCommand("insertText", false, "Course code: PUM101\n\nLearning outcomes\nAfter the course the student should be able to\n- draw a pump\n"));
await wait(() => document.querySelector("#found2 .finding[data-rule=L304]"));
found.versions = await page.evaluate(() => { const [one, other] = [...document.querySelectorAll(".version")].map((item) => item.getBoundingClientRect()); return one.right <= other.left && Math.abs(one.top - other.top) < 12; });
await look("versions");

// The page has ended: a sentence, and the text is still there.
await page.setRequestInterception(true);
page.on("request", (request) => { if (!request.isInterceptResolutionHandled()) request.abort(); });
found.errors_before_end = [...found.errors];
await page.focus("#text1");
await page.keyboard.type("x");
await wait(() => !document.getElementById("told").hidden);
found.ended = { told: await text("#told"), kept: await page.$eval("#text1", (field) => field.value.length > 60) };

// Without script: a form, a page, and the text in its field.
const plain = await browser.newPage();
await plain.setJavaScriptEnabled(false);
await plain.goto(new URL("/check", address).href, { waitUntil: "load" });
await plain.type("#text1", "förstå hur en pump går\nrita en pump\n");
await Promise.all([plain.waitForNavigation({ waitUntil: "load" }), plain.click("button.main")]);
found.plain = { text: await plain.$eval("#text1", (field) => field.value), rules: await plain.$$eval(".finding", (items) => items.map((item) => item.dataset.rule)), buttons: await plain.$$eval("[data-do]", (items) => items.filter((item) => item.getBoundingClientRect().height > 0).length) };
await browser.close();
process.stdout.write(JSON.stringify(found));
