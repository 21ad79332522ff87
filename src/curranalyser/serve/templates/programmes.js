// Makes the form of a programme live: what a change does to what every student meets, undo, and a warning
// before what is typed is lost. Without it the same form works with its buttons.
"use strict";
(() => {
  const form = document.getElementById("programme");
  if (!form) return;
  const told = document.getElementById("told");
  const effect = document.getElementById("effect");
  const short = document.getElementById("short");
  const back = document.getElementById("back");
  const count = document.getElementById("count");
  const pause = 250; // milliseconds after the last key
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.tagName !== "BUTTON");
  const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const first = new Map(fields.map((field) => [field, value(field)]));
  const known = new Map(first);
  const past = [];
  let waiting = 0;
  let asked = null;
  let leaving = false;

  const changed = () => fields.filter((field) => value(field) !== first.get(field) && field.name !== "name");

  function mark() {
    fields.forEach((field) => field.classList.toggle("dirty", value(field) !== first.get(field) && field.name !== "name"));
    back.disabled = past.length === 0;
    const number = changed().length;
    count.textContent = number === 0 ? "" : number === 1 ? count.dataset.one : count.dataset.more.replace("#", String(number));
  }

  function say(text) {
    told.replaceChildren();
    told.hidden = !text;
    if (text) {
      const line = document.createElement("p");
      line.textContent = text;
      told.append(line);
    }
  }

  function place(answer) {
    fields.forEach((field) => {
      if (field.getAttribute("aria-describedby") === "told") {
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
      }
    });
    if (!answer.row) return;
    const field = form.elements[answer.column === "confirmed" ? `${answer.row}.right` : `${answer.row}.${answer.column}`];
    if (field instanceof HTMLElement) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", "told");
    }
  }

  async function ask() {
    if (asked) asked.abort();
    const mine = (asked = new AbortController());
    const body = new URLSearchParams(new FormData(form));
    body.set("action", "try");
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body, signal: mine.signal, headers: { Accept: "application/json" } });
      if (!response.headers.get("content-type").includes("json")) {
        say(await response.text());
        return;
      }
      const answer = await response.json();
      if (mine !== asked) return;
      say(answer.told || "");
      place(answer);
      if (answer.effect === undefined) return;
      effect.innerHTML = answer.effect; // our own template, which escapes
      short.textContent = answer.short;
      for (const [id, row] of Object.entries(answer.rows)) {
        const line = document.getElementById(`row-${id}`);
        const basis = line && line.querySelector("[data-basis]");
        if (basis && row.basis) basis.textContent = row.basis;
      }
    } catch (error) {
      if (error.name !== "AbortError") say(form.dataset.failed);
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  }

  form.addEventListener("input", (event) => {
    if (!first.has(event.target)) return;
    mark();
    if (event.target.name !== "name") soon();
  });
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (!first.has(field) || value(field) === known.get(field)) return;
    past.push([field, known.get(field)]);
    known.set(field, value(field));
    mark();
    soon();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    fields.forEach((field) => known.set(field, value(field)));
    past.length = 0;
    mark();
    soon();
  }));
  function undo() {
    const step = past.pop();
    if (!step) return;
    const [field, was] = step;
    if (field.type === "checkbox") field.checked = was;
    else field.value = was;
    known.set(field, was);
    field.focus();
    mark();
    soon();
  }
  back.hidden = false;
  back.addEventListener("click", undo);
  form.addEventListener("submit", () => { leaving = true; });
  form.addEventListener("keydown", (event) => {
    // Enter in a field would press the first button, which only shows.
    if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      ask();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && changed().length) event.preventDefault();
  });
  mark();
})();
