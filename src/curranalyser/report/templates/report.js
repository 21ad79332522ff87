"use strict";
(() => {
  const find = (id) => document.getElementById(id);

  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const chosen = find(button.dataset.print);
      document.documentElement.classList.add("one");
      chosen.classList.add("chosen");
      addEventListener("afterprint", () => { document.documentElement.classList.remove("one"); chosen.classList.remove("chosen"); }, { once: true });
      print();
    });
  }
  // A table that fits needs no stop for the keyboard; without this script every one keeps it.
  const boxes = Array.from(document.querySelectorAll(".scroll"));
  const stops = () => {
    const wide = boxes.map((box) => box.scrollWidth > box.clientWidth);
    boxes.forEach((box, place) => { box.tabIndex = wide[place] ? 0 : -1; });
  };
  addEventListener("resize", stops);
  stops();
  // Paper cannot be unfolded. A programme's own page prints as it is folded: it says what matters before that.
  if (!document.documentElement.dataset.page.startsWith("programmes/")) {
    addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("details")) box.open = true; });
  }

  // A link always leads to what it names: what hides it is opened, and filters are taken back.
  let reset = () => {};
  const reveal = () => {
    const target = location.hash.length > 1 && find(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => { if (event.target.closest?.("a[href^='#']")) setTimeout(reveal); });
  reveal();

  const tools = find("tools");
  if (!tools) return;
  const text = find("tool-text"), perspective = find("tool-perspective"), decision = find("tool-decision");
  const programme = find("tool-programme"), shape = find("tool-shape"), status = find("tool-status");
  const byCourse = find("by-course"), oneTable = find("one-table");
  const flat = oneTable.querySelector("tbody"), headings = Array.from(oneTable.querySelectorAll("th[scope=col]"));
  const rank = { u: -1, n: 0, r: 1, y: 2 };
  const courses = Array.from(byCourse.querySelectorAll("article.course"));
  const rows = [];
  for (const course of courses) {
    const name = course.querySelector("h3").textContent;
    for (const row of course.querySelectorAll("tr.o")) {
      // Only the one table says whose outcome it is; beneath the heading of a course everybody sees it.
      const owner = document.createElement("td"), link = document.createElement("a");
      owner.className = "co";
      link.href = `#${course.id}`;
      link.textContent = course.dataset.n;
      owner.append(link);
      row.firstElementChild.after(owner);
      const answers = Array.from(row.querySelectorAll("td.d"), (cell) => ({ state: cell.classList[1], value: Number(cell.dataset.v) }));
      rows.push({ row, course, home: row.parentNode, place: rows.length, name, answers, words: null, programmes: (course.dataset.p || "").split(" ") });
    }
  }
  if (!rows.length) return;
  let sorting = "course", downwards = false;

  const words = (item) => (item.words ??= `${item.name} ${item.row.textContent}`.toLocaleLowerCase());
  const fits = (item) => {
    const wanted = text.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (programme && programme.value && !item.programmes.includes(programme.value)) return false;
    const asked = perspective.value === "" ? item.answers : [item.answers[Number(perspective.value)]];
    if (decision.value === "n" ? !asked.every((answer) => answer.state === "n") : decision.value && !asked.some((answer) => decision.value.includes(answer.state))) return false;
    return wanted.every((word) => words(item).includes(word));
  };
  const order = {
    course: (a, b) => a.place - b.place,
    text: (a, b) => a.row.querySelector(".te > p:not(.lead-in)").textContent.localeCompare(b.row.querySelector(".te > p:not(.lead-in)").textContent, document.documentElement.lang),
  };
  const byAnswer = (place) => (a, b) => rank[a.answers[place].state] - rank[b.answers[place].state] || a.answers[place].value - b.answers[place].value;

  const show = () => {
    const asTable = shape.value === "table";
    let shown = 0;
    const alive = new Set();
    for (const item of rows) {
      const fit = fits(item);
      item.row.hidden = !fit;
      if (fit) { shown += 1; alive.add(item.course); }
    }
    const all = shown === rows.length;
    for (const course of courses) course.hidden = !all && !alive.has(course);
    byCourse.hidden = asTable;
    oneTable.hidden = !asTable;
    if (asTable) {
      const compare = order[sorting] || byAnswer(Number(sorting)), sign = downwards ? -1 : 1;
      flat.append(...[...rows].sort((a, b) => sign * compare(a, b) || a.place - b.place).map((item) => item.row));
    } else if (flat.firstElementChild) {
      for (const item of rows) item.home.append(item.row);
    }
    const write = (value) => value.toLocaleString(document.documentElement.lang);
    status.textContent = status.dataset.text.replace("{shown}", write(shown)).replace("{all}", write(rows.length));
  };

  tools.hidden = false;
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", show);
  tools.addEventListener("reset", () => setTimeout(show));
  for (const heading of headings) {
    const button = heading.querySelector("button");
    button?.addEventListener("click", () => {
      // Text begins with A; answers begin with those that carry the perspective.
      downwards = sorting === button.dataset.sort ? !downwards : !(button.dataset.sort in order);
      sorting = button.dataset.sort;
      for (const other of headings) if (other.querySelector("button")) other.setAttribute("aria-sort", other === heading ? (downwards ? "descending" : "ascending") : "none");
      show();
    });
  }

  show();
  reset = () => { tools.reset(); show(); };
  reveal();
})();
