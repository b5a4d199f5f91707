// The page works without this script, which filters, sorts and pages the tables, keeps the state in the address, and switches the theme.

const PAGE_SIZE = 100;
const count = new Intl.NumberFormat("en-US");
const collator = new Intl.Collator("en", { numeric: true });

/** One table: the rows in the page, and those in its noscript element. */
class Grid {
  #body;
  #more;
  #columns;
  #rows = null;
  #shown = null;
  #pager;

  constructor(element) {
    const table = element.querySelector("table");
    this.total = Number(table.dataset.rows);
    this.sort = "";
    this.page = 0;
    this.#body = table.tBodies[0];
    this.#more = element.querySelector("noscript");
    this.#pager = element.querySelector(".pager");
    this.#columns = [...table.tHead.rows[0].cells];
  }

  onSort(changed) {
    for (const head of this.#columns.filter((head) => head.dataset.key)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const key = head.dataset.key;
        // Numbers start with the largest.
        const first = head.classList.contains("n") ? `-${key}` : key;
        const second = head.classList.contains("n") ? key : `-${key}`;
        this.sort = this.sort === first ? second : this.sort === second ? "" : first;
        changed();
      });
      head.append(button);
    }
  }

  onPage(changed) {
    this.#pager?.addEventListener("click", (event) => {
      const step = Number(event.target.closest("button")?.dataset.page ?? 0);
      if (step === 0) return;
      this.page += step;
      changed();
      this.#body.parentElement.scrollIntoView({ block: "start" });
    });
  }

  apply(match) {
    this.#shown = match === null ? this.#all() : this.#all().filter(match);
    const column = this.#columns.find((head) => head.dataset.key && head.dataset.key === this.sort.replace(/^-/, ""));
    for (const head of this.#columns) head.removeAttribute("aria-sort");
    if (column) {
      const descending = this.sort.startsWith("-");
      column.setAttribute("aria-sort", descending ? "descending" : "ascending");
      this.#shown = this.#sorted(column, descending);
    }
    this.draw();
    return this.#shown.length;
  }

  draw() {
    this.#shown ??= this.#all();
    const pages = Math.max(1, Math.ceil(this.#shown.length / PAGE_SIZE));
    this.page = Math.min(Math.max(this.page, 0), pages - 1);
    const from = this.page * PAGE_SIZE;
    const rows = this.#shown.slice(from, from + PAGE_SIZE);
    this.#body.replaceChildren(...(rows.length > 0 ? rows : [this.#none()]));
    if (!this.#pager) return;
    this.#pager.querySelector("span").textContent =
      this.#shown.length === 0
        ? ""
        : `${count.format(from + 1)} to ${count.format(from + rows.length)} of ${count.format(this.#shown.length)}`;
    this.#pager.querySelector("[data-page='-1']").disabled = this.page === 0;
    this.#pager.querySelector("[data-page='1']").disabled = this.page >= pages - 1;
  }

  /** For printing: the rows of all pages. */
  drawAll() {
    this.#shown ??= this.#all();
    if (this.#shown.length > PAGE_SIZE) this.#body.replaceChildren(...this.#shown);
  }

  get drawn() {
    return this.#shown !== null;
  }

  /** Reads the other rows ahead of the first filter. */
  prepare() {
    this.#all();
  }

  #all() {
    if (this.#rows === null) {
      this.#rows = [...this.#body.rows];
      if (this.#more) {
        // If scripts are on, the content of a noscript element is text: the escaped rows that the tool wrote.
        const rest = document.createElement("template");
        rest.innerHTML = this.#more.textContent;
        this.#rows.push(...document.adoptNode(rest.content).querySelectorAll("tbody > tr"));
      }
    }
    return this.#rows;
  }

  #sorted(column, descending) {
    const at = column.cellIndex;
    const isNumber = column.classList.contains("n");
    const value = (row) => {
      const cell = row.cells[at];
      const text = cell.dataset.s ?? cell.textContent;
      return isNumber ? (text === "" ? null : Number(text)) : text;
    };
    const compare = isNumber ? (a, b) => a - b : collator.compare;
    return this.#shown
      .map((row) => ({ row, value: value(row) }))
      .sort((a, b) => {
        // Unknown values come last in both directions.
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null);
        return descending ? compare(b.value, a.value) : compare(a.value, b.value);
      })
      .map((one) => one.row);
  }

  #none() {
    const row = document.createElement("tr");
    row.className = "none";
    const cell = row.insertCell();
    cell.colSpan = this.#columns.length;
    cell.textContent = "Nothing matches the filters.";
    return row;
  }
}

/** A section: its filters and its tables. */
class View {
  #form;
  #groups;
  #texts = new WeakMap();

  constructor(section, changed) {
    this.id = section.id;
    this.#form = section.querySelector("form.filters");
    this.#groups = [...section.querySelectorAll(".grid")].map((element) => ({
      grid: new Grid(element),
      rule: element.closest("details.rule"),
    }));
    for (const { grid } of this.#groups) {
      grid.onSort(() => { grid.page = 0; this.apply(); changed(this); });
      grid.onPage(() => { grid.draw(); changed(this); });
    }
    const filtered = () => { this.#first(); this.apply(); changed(this); };
    this.#form?.addEventListener("input", filtered);
    this.#form?.addEventListener("submit", (event) => event.preventDefault());
    this.#form?.addEventListener("reset", () => setTimeout(filtered));
  }

  get grids() {
    return this.#groups.map((one) => one.grid);
  }

  /** Applies the part of the address for this section. */
  read(parameters) {
    if (this.#form) {
      for (const control of this.#form.elements) {
        if (!control.name) continue;
        const value = parameters.get(`${this.id}.${control.name}`) ?? "";
        if (control.type === "checkbox") control.checked = value !== "";
        else control.value = value;
        // A value that is not in this report.
        if (control.selectedIndex === -1) control.value = "";
      }
    }
    const [first] = this.grids;
    if (first && this.#groups.length === 1) {
      first.sort = parameters.get(`${this.id}.sort`) ?? "";
      first.page = Number(parameters.get(`${this.id}.page`) ?? 1) - 1 || 0;
    }
    if (this.#isUsed || this.grids.some((grid) => grid.drawn)) this.apply();
  }

  write(parameters) {
    for (const [name, value] of this.#filters) parameters.set(`${this.id}.${name}`, value);
    const [first] = this.grids;
    if (!first || this.#groups.length !== 1) return;
    if (first.sort) parameters.set(`${this.id}.sort`, first.sort);
    if (first.page > 0) parameters.set(`${this.id}.page`, String(first.page + 1));
  }

  apply() {
    const filters = this.#filters;
    const match = filters.length === 0 ? null : this.#matcher(filters);
    let shown = 0;
    let total = 0;
    for (const { grid, rule } of this.#groups) {
      const found = grid.apply(match);
      shown += found;
      total += grid.total;
      if (!rule) continue;
      rule.hidden = found === 0;
      rule.querySelector("[data-count]").textContent =
        found === grid.total ? count.format(found) : `${count.format(found)} of ${count.format(grid.total)}`;
    }
    if (!this.#form) return;
    const what = this.#form.dataset.what;
    this.#form.querySelector("output").textContent =
      match === null ? `${count.format(total)} ${what}` : `${count.format(shown)} of ${count.format(total)} ${what}`;
    this.#form.querySelector("[type='reset']").classList.toggle("used", match !== null);
  }

  #first() {
    for (const grid of this.grids) grid.page = 0;
  }

  get #isUsed() {
    const [first] = this.grids;
    return this.#filters.length > 0 || (first !== undefined && (first.sort !== "" || first.page > 0));
  }

  get #filters() {
    return this.#form ? [...new FormData(this.#form)].filter(([, value]) => value.trim() !== "") : [];
  }

  #matcher(filters) {
    const words = filters
      .filter(([name]) => name === "q")
      .flatMap(([, value]) => value.toLowerCase().split(/\s+/))
      .filter((word) => word !== "");
    const others = filters
      .filter(([name]) => name !== "q")
      .map(([name, value]) => ({ name, value, isSwitch: this.#form.elements[name].type === "checkbox" }));
    return (row) =>
      others.every(({ name, value, isSwitch }) => (isSwitch ? name in row.dataset : row.dataset[name] === value))
      && (words.length === 0 || words.every((word) => this.#text(row).includes(word)));
  }

  #text(row) {
    let text = this.#texts.get(row);
    if (text === undefined) {
      text = [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase();
      this.#texts.set(row, text);
    }
    return text;
  }
}

/** The address after '#': a section, and after '?' the state of every section. */
class Address {
  static read() {
    const [section, query] = location.hash.slice(1).split("?", 2);
    return { section, parameters: query === undefined ? null : new URLSearchParams(query) };
  }

  static write(section, views) {
    const parameters = new URLSearchParams();
    for (const view of views) view.write(parameters);
    const query = parameters.toString();
    history.replaceState(null, "", query ? `#${section}?${query}` : section ? `#${section}` : location.pathname + location.search);
  }
}

function start() {
  const views = [...document.querySelectorAll("main > section")].map(
    (section) => new View(section, (view) => Address.write(view.id, views)),
  );

  const goTo = (id, focus) => {
    const target = document.getElementById(id);
    if (!target) return;
    const show = () => {
      if (target.matches("details")) target.open = true;
      target.scrollIntoView({ block: "start" });
      if (focus) (target.querySelector("h1, h2, summary") ?? target).focus({ preventScroll: true });
    };
    if (target.hidden) {
      // It exists again after the section has noticed that its filters are gone.
      target.closest("section").querySelector("form.filters").reset();
      setTimeout(show);
    } else {
      show();
    }
  };

  const restore = () => {
    const { section, parameters } = Address.read();
    if (parameters !== null) for (const view of views) view.read(parameters);
    if (section) goTo(section, false);
  };

  // A link within the page keeps the state of the tables, unless it specifies one.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = link.getAttribute("href").slice(1);
    if (link.dataset.set !== undefined) {
      const parameters = new URLSearchParams(link.dataset.set);
      views.find((view) => view.id === id)?.read(parameters);
    }
    Address.write(id, views);
    goTo(id, true);
  });
  addEventListener("hashchange", restore);

  const closed = new Set();
  addEventListener("beforeprint", () => {
    for (const rule of document.querySelectorAll("details.rule:not([open])")) { closed.add(rule); rule.open = true; }
    for (const view of views) for (const grid of view.grids) grid.drawAll();
  });
  addEventListener("afterprint", () => {
    for (const rule of closed) rule.open = false;
    closed.clear();
    for (const view of views) for (const grid of view.grids) grid.draw();
  });

  theme();
  save();
  restore();
  document.documentElement.dataset.ready = "";

  const grids = views.flatMap((view) => view.grids);
  const prepare = () => {
    grids.pop()?.prepare();
    if (grids.length > 0) idle(prepare);
  };
  idle(prepare);
}

function idle(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work);
  else setTimeout(work, 200);
}

function theme() {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const themes = ["system", "light", "dark"];
  const name = () => root.dataset.theme ?? "system";
  const show = () => { button.lastChild.data = name(); };
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(name()) + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    show();
    try {
      localStorage.setItem("llm-hygiene-theme", next);
    } catch {
      // It applies only to this view.
    }
  });
  show();
}

function save() {
  document.getElementById("save").addEventListener("click", () => {
    const text = JSON.stringify(JSON.parse(document.getElementById("report").textContent), null, 2) + "\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "llm-audit.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

start();
