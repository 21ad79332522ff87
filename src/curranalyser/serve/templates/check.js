// The room in which a draft is checked: while one writes, what is found is asked for anew and shown beside the
// text. What stands in the text is put into the page as text alone; what comes as HTML is made by our own
// templates, which escape it.
"use strict";
(() => {
  const PAUSE = 150; // milliseconds without a key before the text is sent
  const LONGEST_PAUSE = 1500; // where the answer itself takes long
  const UNDONE = 50000; // characters: to put more into the field as if written takes seconds
  const LONG = 30000; // characters of a text whose marks take longer to set than a key to be seen
  const BUSY = 503; // the status of an answer that asks to wait
  const PATIENCE = 15; // times that one waits where much is being checked: half a minute
  const LITTLE = 100; // characters: a shorter text is written anew without being another
  const ALIKE = 0.1; // the share of a text that stays where it is not another
  const WRITTEN = 40; // keys: so much nobody wants to lose when the page is closed by mistake
  const STORE = "curranalyser.dismissed";
  const WIDE = "(min-width: 62rem)"; // where findings stand beside the text, and not below it
  const form = document.getElementById("check");
  const words = document.getElementById("words").dataset;
  const status = document.getElementById("status");
  const told = document.getElementById("told");
  const notes = document.getElementById("notes");
  const everything = form.querySelector("[name=everything]");
  document.documentElement.classList.add("has-script");

  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const complain = (text) => { told.textContent = text; told.hidden = !text; if (text) say(""); };
  const counted = (count, one, many) => (count === 1 ? one : many.replace("#", String(count)));

  // What was dismissed, by draft. Another page or a person may have written there: only what has the form stays.
  let forgetful = {};
  const isDismissed = (item) => item && ["rule", "fingerprint", "reason", "text", "syllabus", "file"].every((name) => typeof item[name] === "string");
  function stored() {
    let found = forgetful;
    try {
      found = JSON.parse(localStorage.getItem(STORE)) || forgetful;
    } catch { /* no storage, or not ours */ }
    const own = Object.create(null);
    for (const [draft, items] of Object.entries(found)) if (Array.isArray(items)) own[draft] = items.filter(isDismissed);
    return own;
  }
  function store(all) {
    for (const draft of Object.keys(all)) if (!all[draft].length) delete all[draft];
    forgetful = all;
    try {
      if (Object.keys(all).length) localStorage.setItem(STORE, JSON.stringify(all));
      else localStorage.removeItem(STORE);
      return true;
    } catch {
      return false;
    }
  }

  // A place moves with what is written before it, grows with what is written in it, and goes where it is cut.
  function moved(span, begin, end, by) {
    if (span[1] <= begin && !(span[1] === begin && span[0] === begin)) return span;
    if (span[0] >= end) return [span[0] + by, span[1] + by];
    return span[0] <= begin && span[1] >= end ? [span[0], span[1] + by] : null;
  }

  class Version {
    constructor(section) {
      this.section = section;
      this.behind = section.dataset.behind;
      this.field = section.querySelector("textarea");
      this.backdrop = section.querySelector(".backdrop");
      this.found = section.querySelector(".found");
      this.input = section.querySelector("input[type=file]");
      this.name = section.querySelector(`[name=name${this.behind}]`);
      this.markdown = section.querySelector(`[name=markdown${this.behind}]`);
      this.named = section.querySelector("[data-named]");
      this.unlike = section.querySelector("[data-unlike]");
      this.identity = section.dataset.identity;
      this.file = null; // kept for its comments, while the page is open
      this.unread = false; // the file is to be read; else what stands in the field is
      this.marks = [];
      this.chosen = "";
      this.painted = this.field.value;
      this.typed = 0;
      this.field.addEventListener("input", (event) => this.written(event));
      this.field.addEventListener("scroll", () => this.follow());
      this.field.addEventListener("click", () => this.point());
      this.field.addEventListener("keydown", (event) => this.key(event));
      this.found.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.target.closest(".reason")) { event.preventDefault(); this.field.focus(); } });
      this.found.addEventListener("click", (event) => this.act(event));
      this.input.addEventListener("change", () => { if (this.input.files.length) this.take(this.input.files[0]); });
      section.querySelector("[data-anew]").addEventListener("click", () => this.empty());
      new ResizeObserver(() => this.fit()).observe(this.field);
    }

    get editable() { return !this.field.readOnly; }

    // The scroll bar takes room from the field, and may take none from the text below it.
    fit() {
      this.backdrop.style.height = `${this.field.offsetHeight}px`;
      this.follow();
    }

    follow() { this.backdrop.scrollTop = this.field.scrollTop; }

    take(file) {
      if (file.size > Number(words.largest)) { this.input.value = ""; complain(words.tooLong); return; }
      this.file = file;
      this.unread = true;
      this.name.value = file.name;
      this.named.textContent = file.name;
      const around = this.section.closest("details");
      if (around) around.open = true;
      run();
    }

    forget() {
      this.file = null;
      this.unread = false;
    }

    // What stands in the field is no longer of a file.
    unname() {
      this.forget();
      this.input.value = this.name.value = this.named.textContent = this.section.dataset.annotated = "";
      this.markdown.value = "0";
    }

    empty() {
      this.unname();
      this.show({ html: "", text: "", editable: true, markdown: false, identity: "" }, "");
      this.field.focus();
      run();
    }

    // Put a text into the field, so that what stood there comes back with Ctrl and Z where it is not too long.
    write(text) {
      if (this.field.value === text) return;
      this.field.readOnly = false;
      const active = document.activeElement;
      this.filling = true;
      let done = false;
      if (this.field.value && text.length < UNDONE) {
        this.field.focus({ preventScroll: true });
        this.field.select();
        done = document.execCommand(text ? "insertText" : "delete", false, text);
      }
      if (!done || this.field.value !== text) this.field.value = text;
      this.filling = false;
      this.field.setSelectionRange(0, 0);
      this.field.scrollTop = 0;
      if (active instanceof HTMLElement) active.focus({ preventScroll: true });
    }

    // Put what is to be checked into a form. Returns the text that the places will be in; null for nothing.
    put(body) {
      if (this.file && (this.unread || !this.editable)) {
        body.set(`file${this.behind}`, this.file, this.file.name);
        return "";
      }
      if (!this.field.value.trim() || !this.editable) return null;
      body.set(`text${this.behind}`, this.field.value);
      body.set(`name${this.behind}`, this.name.value);
      body.set(`markdown${this.behind}`, this.markdown.value);
      return this.field.value;
    }

    show(answer, sent) {
      if (answer.text !== null) {
        this.write(answer.text);
        this.field.readOnly = !answer.editable;
        this.unlike.hidden = answer.editable;
        this.markdown.value = answer.markdown ? "1" : "0";
        this.section.dataset.annotated = answer.annotated || "";
        sent = answer.text;
      }
      this.unread = false;
      this.identity = answer.identity;
      this.fill(answer.html);
      this.read(sent);
    }

    // Put the findings there; what was open stays open, and the focus where it was.
    fill(html) {
      if (html === this.html) return;
      this.html = html;
      const open = new Set();
      const half = new Map();
      for (const [key, item] of this.items()) {
        if (item.querySelector("details").open) open.add(key);
        const reason = item.querySelector(".reason input");
        if (reason) half.set(key, reason.value);
      }
      const active = this.found.contains(document.activeElement) ? document.activeElement : null;
      const own = active && active.closest(".finding");
      const focused = own ? [this.keyOf(own), ["summary", ".reason input", "[data-do=show]", "[data-do=dismiss]", "[data-do=yes]", "[data-do=no]"].find((one) => active.matches(one))] : [];
      const made = new DOMParser().parseFromString(html, "text/html");
      this.found.replaceChildren(...made.body.childNodes);
      for (const [key, item] of this.items()) {
        item.querySelector("details").open = open.has(key);
        if (half.has(key)) this.ask(item).value = half.get(key);
        if (focused[0] === key) (item.querySelector(focused[1] || "summary") || item.querySelector("summary")).focus();
      }
      if (active && !this.found.contains(document.activeElement)) this.found.focus();
    }

    // Findings with a key that stays the same as long as the finding does.
    items() {
      const seen = new Map();
      return [...this.found.querySelectorAll(".finding")].map((item) => {
        const print = item.dataset.fingerprint;
        seen.set(print, (seen.get(print) || 0) + 1);
        return [`${print} ${seen.get(print)}`, item];
      });
    }

    keyOf(wanted) { return this.items().find(([, item]) => item === wanted)[0]; }

    // Take the places from the findings, which are those of a text that may have changed meanwhile.
    read(text) {
      this.marks = this.items().filter(([, item]) => item.dataset.place).map(([key, item]) => {
        const numbers = (given) => (given || "").split(" ").filter(Boolean).map(Number);
        const deciding = numbers(item.dataset.words);
        return {
          key, item, level: item.dataset.level, place: numbers(item.dataset.place),
          words: deciding.flatMap((start, at) => (at % 2 ? [] : [[start, deciding[at + 1]]])),
        };
      });
      this.painted = text;
      this.shift();
      this.set_aside();
    }

    // Let the marks follow what was written since the text they are of. Returns how many letters stayed.
    shift() {
      const before = this.painted;
      const now = this.field.value;
      this.painted = now;
      if (before === now) return now.length;
      let begin = 0;
      const shorter = Math.min(before.length, now.length);
      while (begin < shorter && before.charCodeAt(begin) === now.charCodeAt(begin)) begin += 1;
      let same = 0;
      while (same < shorter - begin && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) same += 1;
      const end = before.length - same;
      const by = now.length - before.length;
      for (const mark of this.marks) {
        mark.place = moved(mark.place, begin, end, by);
        mark.words = mark.words.map((span) => moved(span, begin, end, by)).filter(Boolean);
      }
      this.marks = this.marks.filter((mark) => mark.place);
      return begin + same;
    }

    written(event) {
      if (this.filling) return;
      if (this.unread && !running) this.forget(); // it could not be asked about: what is written counts
      this.typed += event && /^(insertText|insertLineBreak|insertCompositionText)$/.test(event.inputType) ? 1 : 0;
      if (!this.field.value) {
        this.typed = 0;
        this.unname();
      }
      const [before, kept] = [this.painted.length, this.shift()];
      // Another text, pasted over this one or brought back: it is not of the file that this one came from.
      if (before > LITTLE && kept < before * ALIKE) this.unname();
      // The letter itself comes first: in a long text the marks follow when the next one waits.
      clearTimeout(this.painting);
      if (this.field.value.length < LONG) this.paint();
      else this.painting = setTimeout(() => this.paint(), PAUSE);
      later();
    }

    dismissed() { return new Set((stored()[this.identity] || []).map((item) => item.fingerprint)); }

    set_aside() {
      const gone = this.dismissed();
      for (const item of this.found.querySelectorAll(".finding")) item.hidden = gone.has(item.dataset.fingerprint);
      for (const group of this.found.querySelectorAll(".group")) group.hidden = !group.querySelector(".finding:not([hidden])");
      for (const syllabus of this.found.querySelectorAll(".syllabus")) {
        let nothing = syllabus.querySelector(".nothing");
        if (!nothing) {
          nothing = document.createElement("p");
          nothing.className = "nothing";
          nothing.textContent = words.nothing;
          syllabus.append(nothing);
        }
        nothing.hidden = Boolean(syllabus.querySelector(".finding:not([hidden])"));
      }
      this.paint();
    }

    paint() {
      const text = this.field.value;
      const shown = this.marks.filter((mark) => !mark.item.hidden && mark.place[0] < mark.place[1]);
      const rank = { info: 1, suggestion: 2, warning: 3 };
      const changes = [];
      for (const mark of shown) {
        changes.push([mark.place[0], 1, mark, false], [mark.place[1], -1, mark, false]);
        for (const span of mark.words) changes.push([span[0], 1, mark, true], [span[1], -1, mark, true]);
      }
      changes.sort((one, other) => one[0] - other[0]);
      const made = document.createDocumentFragment();
      const active = new Map();
      let at = 0;
      for (const mark of shown) mark.element = null;
      const piece = (end) => {
        if (end <= at) return;
        const under = [...active.keys()].filter((mark) => active.get(mark).place);
        const cut = text.slice(at, end);
        at = end;
        if (!under.length) { made.append(cut); return; }
        const element = document.createElement("mark");
        element.className = under.map((mark) => mark.level).reduce((one, other) => (rank[other] > rank[one] ? other : one));
        if (under.some((mark) => mark.key === this.chosen)) {
          element.classList.add("chosen");
        } else if (under.some((mark) => mark.level !== "info" && active.get(mark).words)) {
          element.classList.add("deciding");
        }
        element.textContent = cut;
        for (const mark of under) mark.element = mark.element || element;
        made.append(element);
      };
      for (const [place, step, mark, isWords] of changes) {
        piece(place);
        const there = active.get(mark) || { place: 0, words: 0 };
        there[isWords ? "words" : "place"] += step;
        if (there.place || there.words) active.set(mark, there);
        else active.delete(mark);
      }
      made.append(`${text.slice(at)}\u200b`); // a last line that is empty has its height then
      this.backdrop.replaceChildren(made);
      this.follow();
    }

    at_caret() {
      const caret = this.field.selectionStart;
      const shown = this.marks.filter((mark) => !mark.item.hidden);
      const around = shown.filter((mark) => mark.place[0] <= caret && caret <= mark.place[1]);
      return [around, shown.filter((mark) => mark.place[0] > caret).sort((one, other) => one.place[0] - other.place[0])];
    }

    choose(mark) {
      this.chosen = mark ? mark.key : "";
      for (const item of this.found.querySelectorAll(".finding.chosen")) item.classList.remove("chosen");
      if (mark) mark.item.classList.add("chosen");
      this.paint();
    }

    // A click on what is underlined shows which finding it is of, where both are on the screen.
    point() {
      if (this.field.selectionStart !== this.field.selectionEnd) return;
      const [around] = this.at_caret();
      this.choose(around[0]);
      if (around.length && matchMedia(WIDE).matches) around[0].item.scrollIntoView({ block: "nearest" });
    }

    key(event) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const [around, behind] = this.at_caret();
      const mark = around[0] || behind[0];
      if (!mark) { this.found.focus(); return; }
      this.choose(mark);
      mark.item.querySelector("summary").focus();
    }

    act(event) {
      const button = event.target.closest("button[data-do]");
      const item = button && button.closest(".finding");
      if (!item) return;
      if (button.dataset.do === "show") this.go(item);
      else if (button.dataset.do === "dismiss") this.ask(item).focus();
      else if (button.dataset.do === "no") { button.closest(".reason").remove(); item.querySelector("[data-do=dismiss]").focus(); }
      else if (button.dataset.do === "yes") this.dismiss(item);
    }

    go(item) {
      const mark = this.marks.find((one) => one.item === item);
      if (!mark) return;
      this.choose(mark);
      this.field.focus({ preventScroll: true });
      this.field.setSelectionRange(mark.place[0], mark.place[1]);
      if (mark.element) this.field.scrollTop = mark.element.offsetTop - this.field.clientHeight / 3;
      this.field.scrollIntoView({ block: "nearest" });
    }

    ask(item) {
      const there = item.querySelector(".reason input");
      if (there) return there;
      item.append(document.getElementById("ask-reason").content.cloneNode(true));
      const input = item.querySelector(".reason input");
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); this.dismiss(item); }
        if (event.key === "Escape") { event.preventDefault(); item.querySelector("[data-do=no]").click(); }
      });
      return input;
    }

    dismiss(item) {
      const input = item.querySelector(".reason input");
      const reason = input.value.trim();
      if (!reason) { say(words.reason); input.focus(); return; }
      const all = stored();
      const { rule, fingerprint, text, syllabus } = item.dataset;
      all[this.identity] = [...(all[this.identity] || []).filter((one) => one.fingerprint !== fingerprint), { rule, fingerprint, text, syllabus, file: this.name.value, reason, message: item.querySelector(".message").textContent }];
      const kept = store(all);
      const following = this.items().map(([, one]) => one).filter((one) => !one.hidden && one.dataset.fingerprint !== fingerprint);
      const next = following.find((one) => one.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_PRECEDING);
      input.closest(".reason").remove();
      changed();
      (next ? next.querySelector("summary") : this.found).focus();
      say(kept ? words.dismissed : words.full);
    }
  }

  const versions = [...form.querySelectorAll(".version")].map((section) => new Version(section));

  function count() {
    const visible = versions.flatMap((version) => [...version.found.querySelectorAll(".finding:not([hidden])")]);
    const of = (level) => visible.filter((item) => item.dataset.level === level).length;
    if (!versions.some((version) => version.found.querySelector(".syllabus"))) return "";
    return `${counted(of("warning"), words.warning, words.warnings)}, ${counted(of("suggestion"), words.suggestion, words.suggestions)}`;
  }

  function list() {
    const place = document.getElementById("dismissed");
    const all = stored();
    place.replaceChildren();
    for (const identity of new Set(versions.map((version) => version.identity).filter((one) => one !== undefined))) {
      for (const item of all[identity] || []) {
        const made = document.getElementById("one-dismissed").content.cloneNode(true);
        made.querySelector(".what").textContent = `${item.rule}: ${typeof item.message === "string" ? item.message : item.text}`;
        made.querySelector(".why-dismissed").textContent = `– ${item.reason}`;
        made.querySelector("button").addEventListener("click", () => undo(identity, item.fingerprint));
        place.append(made);
      }
    }
    document.getElementById("none-dismissed").hidden = place.children.length > 0;
  }

  function undo(identity, fingerprint) {
    const all = stored();
    all[identity] = (all[identity] || []).filter((item) => item.fingerprint !== fingerprint);
    store(all);
    changed();
    say(words.undone);
    const back = form.querySelector(`.finding[data-fingerprint="${CSS.escape(fingerprint)}"] summary`);
    (back || document.getElementById("copy")).focus();
  }

  function changed() {
    for (const version of versions) version.set_aside();
    list();
  }

  // The newest answer wins: what was asked before is broken off, and an answer that comes late is passed over.
  let number = 0;
  let running = null;
  let timer = 0;
  let pause = PAUSE;
  const later = () => { clearTimeout(timer); timer = setTimeout(run, pause); };

  async function run() {
    clearTimeout(timer);
    const mine = (number += 1);
    if (running) running.abort();
    running = new AbortController();
    const body = new FormData();
    body.set("do", "check");
    if (everything.checked) body.set("everything", "1");
    const sent = versions.map((version) => version.put(body));
    if (sent.every((text) => text === null)) {
      running = null;
      for (const version of versions) if (version.editable) version.show({ html: "", text: null, identity: "" }, version.field.value);
      complain("");
      say("");
      list();
      return;
    }
    const begun = performance.now();
    const slow = setTimeout(() => say(words.checking), 700);
    try {
      const answer = await asked(body, running.signal);
      if (mine !== number) return;
      pause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, performance.now() - begun));
      versions.forEach((version, at) => { if (sent[at] !== null || version.editable) version.show(answer.drafts[at], sent[at] === null ? version.field.value : sent[at]); });
      notes.replaceChildren(...answer.notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
      notes.hidden = !answer.notes.length;
      complain("");
      list();
      say(count());
    } catch (error) {
      if (mine !== number || error.name === "AbortError") return;
      // A file that was refused is none; one that could not be asked about is asked about again.
      const refused = error.told && error.status !== BUSY;
      for (const version of versions) if (version.unread && refused) version.forget();
      complain(error.told || words.unreached);
    } finally {
      clearTimeout(slow);
      if (mine === number) running = null;
    }
  }

  const waited = (seconds, signal) => new Promise((done, broken) => {
    const waiting = setTimeout(done, seconds * 1000);
    if (signal) signal.addEventListener("abort", () => { clearTimeout(waiting); broken(signal.reason); }, { once: true });
  });

  async function sent_to(address, body, signal, kind) {
    for (let times = 0; ; times += 1) {
      const response = await fetch(address, { method: "POST", body, signal, headers: { Accept: "application/json", ...(kind ? { "Content-Type": kind } : {}) } });
      if (response.ok) return response;
      if (response.status !== BUSY || times === PATIENCE) throw Object.assign(new Error("refused"), { status: response.status, told: await response.text() });
      say(words.checking);
      await waited(Number(response.headers.get("Retry-After")) || 1, signal);
    }
  }
  const asked = async (body, signal) => (await sent_to("/check", body, signal)).json();

  async function download(wanted) {
    const jobs = [];
    if (wanted === "page") {
      const body = new FormData();
      const given = versions.map((version) => version.put(body));
      if (given.some((text) => text !== null)) jobs.push([body, versions]);
    } else {
      for (const version of versions) {
        if (!version.file || !version.section.dataset.annotated) continue;
        const body = new FormData();
        body.set("file", version.file, version.file.name);
        jobs.push([body, [version]]);
      }
    }
    if (!jobs.length) { complain(wanted === "page" ? "" : words.choose); return; }
    for (const [body, of] of jobs) {
      body.set("do", wanted);
      if (everything.checked) body.set("everything", "1");
      body.set("dismissed", of.flatMap((version) => [...version.dismissed()]).join(" "));
      try {
        const response = await sent_to("/check", body);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(await response.blob());
        link.download = decodeURIComponent((response.headers.get("Content-Disposition") || "").split("''")[1] || "");
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        complain("");
        say(words.written);
      } catch (error) {
        complain(error.told || words.unreached);
      }
    }
  }

  let leaving = false;
  addEventListener("beforeunload", (event) => { if (!leaving && versions.some((version) => version.typed > WRITTEN)) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (by && by.dataset.lang) { leaving = true; return; } // another language: a new page, with what stands here
    event.preventDefault();
    if (by && by.value !== "check") download(by.value);
    else run();
  });
  everything.addEventListener("change", run);

  // Another language is a page of its own: what is here is sent along, so that it stands there.
  for (const link of document.querySelectorAll("nav.languages a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !versions.some((version) => version.put(new FormData()) !== null)) return;
      event.preventDefault();
      for (const version of versions) {
        const carried = new DataTransfer();
        if (version.file && (version.unread || !version.editable)) carried.items.add(version.file);
        version.input.files = carried.files;
      }
      const button = Object.assign(document.createElement("button"), { name: "do", value: "check", hidden: true });
      button.setAttribute("formaction", `/check?lang=${encodeURIComponent(link.hreflang)}`);
      button.dataset.lang = link.hreflang;
      form.append(button);
      form.requestSubmit(button);
    });
  }

  const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); document.documentElement.classList.add("dropping"); } });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.documentElement.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    document.documentElement.classList.remove("dropping");
    if (!carries(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const section = event.target instanceof Element && event.target.closest(".version");
    const first = versions.findIndex((version) => version.section === section);
    files.slice(0, files.length > 1 ? 2 : 1).forEach((file, at) => versions[files.length > 1 ? at : Math.max(first, 0)].take(file));
  });

  document.getElementById("copy").addEventListener("click", async () => {
    try {
      const items = Object.values(stored()).flat().map(({ rule, fingerprint, text, syllabus, file, reason }) => ({ rule, fingerprint, text, syllabus, file, reason }));
      const answer = await (await sent_to("/check/dismissed", JSON.stringify(items), undefined, "application/json")).json();
      const field = document.getElementById("toml");
      document.getElementById("copied").hidden = false;
      field.value = answer.toml;
      field.select();
      let copied = true;
      try { await navigator.clipboard.writeText(answer.toml); } catch { copied = false; }
      say(`${copied ? words.copied : words.notCopied} ${answer.told}`.trim());
      complain("");
    } catch (error) {
      complain(error.told || words.unreached);
    }
  });
  document.getElementById("clear").addEventListener("click", () => {
    store({});
    changed();
    document.getElementById("copied").hidden = true;
    say(words.cleared);
  });
  // Another tab with the same draft.
  addEventListener("storage", (event) => { if (event.key === STORE || event.key === null) changed(); });

  for (const version of versions) {
    version.fit();
    version.read(version.field.value);
  }
  list();
  if (versions.some((version) => version.editable && version.field.value.trim())) run();
})();
