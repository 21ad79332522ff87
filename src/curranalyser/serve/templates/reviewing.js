// Keys for the room in which people decide labels. Every key presses a button or a link that is on the page.
"use strict";
(() => {
  const asked = document.getElementById("asked");
  const problem = document.getElementById("problem");
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  const STORED = "curranalyser-review-keys";
  let sending = Promise.resolve();
  let open = 0;
  let stopped = false;

  const rows = () => [...asked.querySelectorAll(".label")];
  const current = () => asked.querySelector(".label.now");
  const decided = (row) => row.dataset.mine || row.dataset.pending;

  function remembered(value) {
    try {
      if (value !== undefined) localStorage.setItem(STORED, value);
      return localStorage.getItem(STORED);
    } catch {
      return null; // the browser keeps nothing for this page
    }
  }

  document.getElementById("keys-choice").hidden = false;
  keys.checked = remembered() !== "off";
  keys.addEventListener("change", () => remembered(keys.checked ? "on" : "off"));

  function ask(row, focus) {
    for (const other of rows()) {
      other.classList.toggle("now", other === row);
      const set = other.querySelector("fieldset");
      if (other === row) set.setAttribute("aria-current", "true");
      else set.removeAttribute("aria-current");
    }
    for (const mark of asked.querySelectorAll("mark")) {
      mark.classList.toggle("now", mark.dataset.for.split(" ").includes(row.dataset.place));
    }
    if (focus) row.querySelector("fieldset").focus({ preventScroll: false });
  }

  function tell(text) {
    problem.textContent = text;
    problem.hidden = !text;
    if (text) problem.scrollIntoView({ block: "nearest" });
  }

  // What comes is a part of the page, made by the same template: its texts are escaped there.
  function show(answer) {
    const before = asked.querySelector("#outcome")?.dataset.outcome;
    const status = asked.querySelector("#progress");
    const part = new DOMParser().parseFromString(answer.html, "text/html");
    const told = part.querySelector("#progress");
    const there = part.querySelector("#outcome");
    asked.querySelector(".progress progress")?.replaceWith(part.querySelector(".progress progress"));
    // The element that is announced stays, and its words change.
    status.textContent = told.textContent.trim().replace(/\s+/g, " ");
    asked.querySelector("#outcome").replaceWith(there);
    asked.querySelector(".onward").replaceWith(part.querySelector(".onward"));
    history.replaceState(null, "", answer.address);
    if (there.dataset.outcome && there.dataset.outcome === before) {
      current()?.querySelector("fieldset").focus();
    } else {
      there.focus({ preventScroll: true });
      there.scrollIntoView({ block: "nearest" });
    }
  }

  async function fetched(address, body) {
    const headers = { accept: "application/json" };
    const answer = await fetch(address, body ? { method: "POST", body, headers } : { headers });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  // One after the other, in the order of the keys; only the last one's answer is shown.
  function send(address, body) {
    open += 1;
    sending = sending.then(async () => {
      try {
        if (stopped) return;
        const answer = await fetched(address, body);
        if (open === 1 && !stopped) {
          tell("");
          show(answer);
        }
      } catch (error) {
        stopped = true;
        tell(error instanceof TypeError ? problem.dataset.lost : error.message);
      } finally {
        open -= 1;
        if (!open && stopped) again();
      }
    });
  }

  // After something went wrong: what was not kept is asked again.
  function again() {
    stopped = false;
    for (const row of rows()) {
      if (!row.dataset.pending) continue;
      delete row.dataset.pending;
      row.querySelector(".pending").hidden = true;
    }
    const row = rows().find((one) => !decided(one));
    if (row) ask(row, true);
  }

  function decide(row, answer) {
    const body = new URLSearchParams(new FormData(row));
    body.set("answer", answer);
    row.dataset.pending = answer;
    const pending = row.querySelector(".pending");
    const word = pending.querySelector("strong");
    word.textContent = word.dataset[answer];
    pending.hidden = false;
    const places = rows();
    const at = places.indexOf(row);
    const next = [...places.slice(at + 1), ...places.slice(0, at)].find((one) => !decided(one));
    if (next) ask(next, true);
    else row.classList.remove("now");
    send(row.action, body);
  }

  // Where nothing can be saved there is no button to press.
  function answer(word) {
    const row = current();
    if (row && !row.dataset.pending && row.querySelector(`button[value=${word}]`)) decide(row, word);
  }

  asked.addEventListener("submit", (event) => {
    const form = event.target;
    const answer = event.submitter?.value;
    event.preventDefault();
    if (form.id === "undo") send(form.action, new URLSearchParams(new FormData(form)));
    else if (form.matches(".label") && answer && !(form.dataset.pending && open)) decide(form, answer);
  });

  asked.addEventListener("click", (event) => {
    const skip = event.target.closest("#skip");
    if (!skip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!open) send(skip.href);
  });

  asked.addEventListener("focusin", (event) => {
    const row = event.target.closest(".label");
    if (row && !row.classList.contains("now")) ask(row, false);
  });

  function move(step) {
    const places = rows();
    const at = places.indexOf(current());
    const to = places[Math.min(Math.max(at + step, 0), places.length - 1)];
    if (!to || to === current()) return false; // the page scrolls
    ask(to, true);
    return true;
  }

  const actions = {
    y: () => answer("yes"),
    j: () => answer("yes"), // as in ja
    n: () => answer("no"),
    s: () => asked.querySelector("#skip")?.click(),
    u: () => {
      if (!open) asked.querySelector("#undo")?.requestSubmit();
    },
    r: () => current()?.querySelector("input[name=reason]")?.focus(),
    "?": () => {
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (field) {
      const row = field.closest(".label");
      if (row && (event.key === "Enter" || event.key === "Escape")) {
        event.preventDefault();
        ask(row, true);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keys.checked) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action && action() !== false) event.preventDefault();
  });
})();
