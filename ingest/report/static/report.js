"use strict";
/* Everything can be read without this; it adds search, filters, sorting, and saving an audit. */
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  /* A choice with its label beside it: inside, its options would be part of its name. */
  function choice(box, label) {
    const select = document.createElement("select");
    select.id = `choose-${box.dataset.for}-${label.toLowerCase()}`;
    const around = document.createElement("div");
    around.className = "field";
    const name = say("label", label);
    name.htmlFor = select.id;
    around.append(name, select);
    box.append(around);
    return select;
  }
  const say = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  /* What the address asks for: facts.html#status=disputed&q=hansen; anything else is an anchor. */
  const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  /* Filters. A list's items carry data-s (status), data-p (property), data-r (rule); their event stands in .of, or in data-of. */
  const FIELDS = { s: "status", p: "property", r: "rule", of: "event" };
  const MOST_OPTIONS = 400;
  const valueOf = (item, field) => item.dataset[field] || (field === "of" ? (item.querySelector(".of") || {}).textContent : "") || "";

  function itemsOf(target) {
    if (target.tagName === "TABLE") return all("tbody > tr", target);
    if (target.classList.contains("rows")) return all(":scope > li", target);
    return all(".fact, .check, .decision, .quiet > li, .rows > li", target);
  }

  function setUpFilter(box) {
    const target = document.getElementById(box.dataset.for);
    const items = itemsOf(target);
    if (!items.length) return;
    const words = items.map((item) => plain(item.textContent));
    const search = box.querySelector("input");
    const selects = {};
    for (const pair of (box.dataset.fields || "").split(" ").filter(Boolean)) {
      const [field, label] = pair.split(":");
      const counts = new Map();
      for (const item of items) counts.set(valueOf(item, field), (counts.get(valueOf(item, field)) || 0) + 1);
      const options = counts.size > MOST_OPTIONS ? [] : [...counts].sort((a, b) => (field === "s" ? 0 : a[0] < b[0] ? -1 : 1));
      if (options.length < 2 && !asked().get(FIELDS[field])) continue;
      const select = choice(box, label);
      select.append(new Option("any", ""));
      for (const [value, count] of options) {
        select.append(new Option(`${value.replaceAll("_", " ")} (${count})`, value));
      }
      selects[field] = select;
      select.addEventListener("change", apply);
    }
    const status = say("span", "");
    status.setAttribute("role", "status");
    if ("sort" in box.dataset) addOrder();
    box.append(status);
    box.hidden = false;

    function addOrder() {
      const order = choice(box, "Order");
      for (const [value, name] of [["", "worst first"], ["of", "event"], ["p", "property"], ["value", "value"]]) order.append(new Option(name, value));
      const key = (item) => (order.value === "value" ? item.querySelector(".value").textContent : valueOf(item, order.value));
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      order.addEventListener("change", () => {
        const sorted = order.value ? items.map((item) => [key(item), item]).sort((a, b) => compare(a[0], b[0])).map((pair) => pair[1]) : items;
        target.append(...sorted);
      });
    }

    function apply() {
      const sought = plain(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item, index) => {
        const fits = sought.every((word) => words[index].includes(word))
          && Object.entries(selects).every(([field, select]) => !select.value || valueOf(item, field) === select.value);
        item.hidden = !fits;
        shown += fits;
      });
      for (const part of all(".subject", target)) part.hidden = !part.querySelector(".quiet > li:not([hidden])");
      const others = all("nav.pages a").length && box.dataset.for !== "main" ? "; each other part is searched as you open it" : "";
      status.textContent = `${shown.toLocaleString("en")} of ${items.length.toLocaleString("en")} shown${others}`;
      remember();
    }

    /* The filters stand in the address, and go along to the other parts of a long list. */
    function remember() {
      if (box.dataset.for === "main") return;
      const found = new URLSearchParams();
      if (search.value) found.set("q", search.value);
      for (const [field, select] of Object.entries(selects)) if (select.value) found.set(FIELDS[field], select.value);
      const hash = found.size ? `#${found}` : "";
      history.replaceState(null, "", hash || location.pathname + location.search);
      for (const link of all("nav.pages a")) link.href = link.getAttribute("href").split("#")[0] + hash;
    }

    function recall() {
      const found = asked();
      if (![...found.keys()].length) return;
      search.value = found.get("q") || "";
      for (const [field, select] of Object.entries(selects)) {
        /* Another part of the list may have what this one has not. */
        const value = found.get(FIELDS[field]) || "";
        if (![...select.options].some((option) => option.value === value)) select.append(new Option(value.replaceAll("_", " "), value));
        select.value = value;
      }
      apply();
    }
    search.addEventListener("input", apply);
    if (box.dataset.for !== "main") {
      recall();
      addEventListener("hashchange", recall);
    }
  }

  /* A target inside what is folded or filtered away is shown. */
  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView();
  }

  function setUpSort(table) {
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    all("thead th", table).forEach((head, column) => {
      const button = say("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "descending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((a, b) => compare(a.cells[column].textContent, b.cells[column].textContent));
        body.append(...(down ? rows : rows.reverse()));
      });
    });
  }

  function setUpSearch(form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${form.dataset.search}#${new URLSearchParams({ q: form.elements.q.value })}`;
    });
  }

  /* The audit sheet: what is marked becomes a file for raw/audits. */
  function setUpAudit(sheet) {
    const box = document.querySelector(".save");
    const items = all(".item", sheet);
    if (!items.length) return;
    box.hidden = false;
    const saved = document.getElementById("saved");
    document.getElementById("save").addEventListener("click", () => {
      const by = document.getElementById("auditor").value.trim();
      const marks = items.map((item) => ({ item, chosen: item.querySelector("input:checked") })).filter((each) => each.chosen).map(({ item, chosen }) => ({
        fact_id: item.dataset.fact, rule: item.dataset.rule, value: item.dataset.value, mark: chosen.value,
        note: item.querySelector(".audit-note").value.trim(),
      }));
      if (!by || !marks.length) {
        saved.textContent = by ? "Nothing is marked yet." : "Give your name first.";
        return;
      }
      const now = new Date();
      const on = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
      const content = { photofinish_audit: 1, by, on, seed: sheet.dataset.seed, marks };
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }));
      link.download = `${on}-${plain(by).replace(/[^a-z0-9]+/g, "-")}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
      saved.textContent = `${marks.length} marks saved as ${link.download}: put the file into raw/audits and run again.`;
    });
  }

  /* Keys: / to search, n and p for the next and the previous card, or fact in dispute. */
  function setUpKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      if (event.key === "/") {
        const search = all('input[type="search"]').find((input) => input.offsetParent);
        if (search) { event.preventDefault(); search.focus(); }
      } else if (event.key === "n" || event.key === "p") {
        const beside = document.querySelector(event.key === "n" ? "a[rel=next]" : "a[rel=prev]");
        if (beside) { beside.click(); return; }
        const anchors = all(".card .anchor").filter((anchor) => anchor.offsetParent);
        const at = anchors.indexOf(document.activeElement);
        const next = anchors[event.key === "n" ? at + 1 : Math.max(at - 1, 0)];
        if (next) { next.focus(); next.closest(".card").scrollIntoView(); }
      }
    });
  }

  all(".filter").forEach(setUpFilter);
  all("table.sortable").forEach(setUpSort);
  all(".search").forEach(setUpSearch);
  all("#sheet").forEach(setUpAudit);
  setUpKeys();
  for (const keys of all(".keys")) keys.hidden = false;
  addEventListener("hashchange", reveal);
  reveal();
})();
