// Searches the index of the site. Its files are scripts, which a page may use on a web host and on a disk alike; only those that a search needs are fetched.
"use strict";
(() => {
  const form = document.getElementById("search");
  const words = window.maliKgWords;
  if (!form || !words) return;
  const root = document.body.dataset.root;
  const first = form.dataset.language;
  const box = form.elements.q;
  const status = document.getElementById("search-status");
  const chosen = document.getElementById("search-chosen");
  const results = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const panels = [...document.querySelectorAll("[data-facet]")];
  const AT_ONCE = 10;      // results
  const VALUES = 8;        // values of a facet
  const FILES = 6;         // files of words that the beginning of a word may need
  const SMALL = 5000;      // documents up to which all facets are open at first
  const WHOLE = 3;         // letters from which the beginning of a word is enough

  // ---------------------------------------------------------------- the files of the index
  const waiting = {}, asked = {};
  let index = null;
  window.maliKgSearch = (name, value) => { if (waiting[name]) waiting[name](value); };
  const load = (name) => {
    asked[name] ??= new Promise((done, failed) => {
      waiting[name] = done;
      const script = document.createElement("script");
      script.src = `${root}search/${name}.js${index ? `?${index.sum}` : ""}`;
      script.onerror = () => { delete asked[name]; failed(new Error(name)); };
      document.head.append(script);
    });
    return asked[name];
  };
  const documentOf = async (number) => (await load(`d${Math.floor(number / index.perFile)}`))[number % index.perFile];

  // Gives back what index.py's `runs` made shorter.
  const unrun = (list) => {
    const all = [];
    for (const value of list) {
      if (typeof value === "number" && value < 0) { const last = all[all.length - 1]; for (let n = value; n < 0; n++) all.push(last); } else all.push(value);
    }
    return all;
  };

  // ---------------------------------------------------------------- words
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const wordsOf = (text) => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || [])];

  // The documents that have a word, or one that begins so: number to what it counts there.
  const having = async (word, exact) => {
    let low = 0, high = index.words.length;
    while (low < high) { const middle = (low + high) >> 1; if (index.words[middle] <= word) low = middle + 1; else high = middle; }
    const start = Math.max(0, low - 1);
    const files = [start];
    if (!exact) while (files.length < FILES && index.words[start + files.length]?.startsWith(word)) files.push(start + files.length);
    const found = new Map();
    for (const part of await Promise.all(files.map((file) => load(`w${file}`)))) {
      for (const [known, list] of Object.entries(part)) {
        if (known !== word && (exact || !known.startsWith(word))) continue;
        let number = -1;
        for (const posting of unrun(list)) {
          number += posting >> 2;
          const counts = (posting & 3) * (known === word ? 2 : 1);
          if (counts > (found.get(number) || 0)) found.set(number, counts);
        }
      }
    }
    return { found, cut: !exact && Boolean(index.words[start + files.length]?.startsWith(word)) };
  };

  // All documents that have all words, best first; and what has to be said about it.
  const matching = async (asking) => {
    if (!asking.length) return { hits: Array.from({ length: index.documents }, (_, n) => (n + index.first) % index.documents), said: [], used: [] };
    const said = [], used = [];
    let scores = null;
    for (const word of asking) {
      let tried = word;
      let { found, cut } = await having(word, word.length < WHOLE);
      // Another form of the word is better than nothing: “withdrawals” finds “withdrawal”.
      while (!found.size && tried.length > Math.max(4, word.length - 3)) { tried = tried.slice(0, -1); ({ found, cut } = await having(tried, false)); }
      if (found.size && tried !== word) said.push(["search-shortened", { word, shorter: tried }]);
      if (cut) said.push(["search-type-more", { word }]);
      used.push(tried);
      if (scores === null) scores = found;
      else {
        const both = new Map();
        for (const [number, counts] of scores) if (found.has(number)) both.set(number, counts + found.get(number));
        scores = both;
      }
    }
    return { hits: [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b), said, used };
  };

  // ---------------------------------------------------------------- facets
  const columns = {};
  const column = (facet, part) => {
    const name = `f-${facet}-${part}`;
    columns[name] ??= load(name).then(unrun, (error) => { delete columns[name]; throw error; });
    return columns[name];
  };
  const valuesOf = async (facet, hits) => {
    const parts = {};
    for (const part of new Set(hits.map((number) => Math.floor(number / index.perColumn)))) parts[part] = null;
    await Promise.all(Object.keys(parts).map(async (part) => { parts[part] = await column(facet, part); }));
    return (number) => { const value = parts[Math.floor(number / index.perColumn)][number % index.perColumn]; return Array.isArray(value) ? value : [value]; };
  };
  const idOf = (path) => path.replace(/^id\//, "").replace(/\.html$/, "");
  // The number that a value has in the columns of a facet; -1 for one that there is not.
  const numberOf = async (facet, id) => {
    if (index.facets[facet].length) return index.facets[facet].indexOf(id);
    if (id === "narrator") return 0;
    const { found } = await having(`=${id}`, true);
    return found.size ? found.keys().next().value + 1 : -1;
  };
  const nameOf = async (facet, number) => {
    if (index.facets[facet].length) { const code = index.facets[facet][number]; return { id: code, key: `${facet === "kind" ? "search-kind" : facet}-${code}` }; }
    if (number === 0) return { id: "narrator", key: "search-own-voice" };
    const found = await documentOf(number - 1);
    return { id: idOf(found.path), label: found.label, alt: found.alt };
  };

  // ---------------------------------------------------------------- writing on the page
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const language = () => document.documentElement.lang;
  const told = (key, values) => {
    const element = make("span", { "data-t": key }, fill(words[language()][key] ?? key, values || {}));
    if (values) element.dataset.v = JSON.stringify(values);
    return element;
  };
  const named = (element, label, alt) => {
    element.append(alt && language() !== first ? alt : label);
    if (alt) element.dataset.alt = language() === first ? alt : label;
    return element;
  };
  // A text with the words that were searched marked.
  const marked = (element, text, used) => {
    let from = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const plain = fold(match[0]);
      if (!used.some((word) => (word.length < WHOLE ? plain === word : plain.startsWith(word)))) continue;
      element.append(text.slice(from, match.index), make("mark", {}, match[0]));
      from = match.index + match[0].length;
    }
    element.append(text.slice(from));
    return element;
  };
  const result = (found, used) => {
    const link = make("a", { href: root + found.path.split("/").map(encodeURIComponent).join("/").replace(/%23/, "#") });
    if (found.alt) named(link, found.label, found.alt); else marked(link, found.label, used);
    const line = make("span", { class: "line" });
    if (found.holders) {
      const who = make("span", { class: "who" });
      found.holders.forEach(([label, alt], n) => who.append(n ? ", " : "", named(make("span"), label, alt)));
      const [stance, strength, polarity] = found.how;
      const how = make("span", { class: "how" }, told(`stance-${stance}`));
      if (strength !== "full") how.append(", ", told(`strength-${strength}`));
      if (polarity === "negative") how.append(", ", told("polarity-negative"));
      who.append(":");
      line.append(who, " ", link, " ", how);
    } else {
      line.append(link, " ", make("span", { class: "how" }, told(`search-kind-${found.kind}`)));
    }
    const item = make("li", {}, line);
    if (found.quote) item.append(make("p", { class: "where" }, marked(make("q"), found.quote, used), found.article ? ` – ${found.article}` : ""));
    return item;
  };

  // ---------------------------------------------------------------- one search
  const state = () => {
    const given = new URLSearchParams(location.search);
    return { q: given.get("q") || "", filters: Object.fromEntries(panels.map((p) => [p.dataset.facet, given.get(p.dataset.facet)]).filter(([, id]) => id)) };
  };
  let now = state(), run = 0, shown = [];
  const keep = (push) => {
    const given = new URLSearchParams(now.q ? { q: now.q } : {});
    for (const [facet, id] of Object.entries(now.filters)) given.set(facet, id);
    const address = location.pathname + (given.size ? `?${given}` : "");
    try { history[push ? "pushState" : "replaceState"](null, "", address); } catch { /* some browsers allow it on no disk */ }
  };
  const choose = (facet, id) => {
    if (now.filters[facet] === id) delete now.filters[facet]; else now.filters[facet] = id;
    keep(true);
    return search();
  };
  const isOpen = (panel) => panel.open || panel.dataset.facet in now.filters;

  const search = async () => {
    const mine = ++run;
    const current = () => mine === run;
    try {
      if (!index) { status.replaceChildren(told("search-loading")); index = await load("index"); panels.forEach((p) => { p.open = index.documents <= SMALL && innerWidth > 800; }); }
      const { hits, said, used } = await matching(wordsOf(now.q));
      // What each filter lets through; a facet’s own one does not limit the values that it offers.
      const lets = {};
      for (const [facet, id] of Object.entries(now.filters)) {
        const [number, values] = await Promise.all([numberOf(facet, id), valuesOf(facet, hits)]);
        lets[facet] = (hit) => values(hit).includes(number);
      }
      const but = (left) => hits.filter((hit) => Object.entries(lets).every(([facet, passes]) => facet === left || passes(hit)));
      const found = but("");
      const lines = await Promise.all(found.slice(0, AT_ONCE).map(documentOf));
      if (!current()) return;
      shown = found;
      results.replaceChildren(...lines.map((one) => result(one, used)));
      results.used = used;
      more.hidden = found.length <= AT_ONCE;
      const nothing = found.length ? "search-found" : "search-nothing";
      status.replaceChildren(told(found.length === 1 ? "search-found-one" : nothing, { number: found.length }));
      said.forEach(([key, values]) => status.append(" ", told(key, values)));
      await Promise.all(panels.map((panel) => facetOf(panel, but, current)));
      if (current()) await showChosen(current);
    } catch (error) {
      if (current()) status.replaceChildren(told("search-failed", { file: error.message }));
    }
  };
  const facetOf = async (panel, but, current) => {
    const facet = panel.dataset.facet;
    panel.again = () => facetOf(panel, but, current);
    if (!isOpen(panel) || panel.closed) return;
    const hits = but(facet);
    const values = await valuesOf(facet, hits);
    const counts = new Map();
    for (const hit of hits) for (const value of values(hit)) counts.set(value, (counts.get(value) || 0) + 1);
    const order = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const most = Number(panel.dataset.most || VALUES);
    const names = await Promise.all(order.slice(0, most).map(([number]) => nameOf(facet, number)));
    if (!current()) return;
    panel.open = true;
    const list = panel.querySelector("ul");
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    list.replaceChildren(...names.map((name, n) => {
      const button = make("button", { type: "button", "aria-pressed": String(now.filters[facet] === name.id), "data-id": name.id });
      button.append(name.key ? told(name.key) : named(make("span"), name.label, name.alt), " ", make("span", { class: "count" }, String(order[n][1])));
      button.onclick = () => choose(facet, name.id);
      return make("li", {}, button);
    }));
    if (order.length > most) {
      const button = make("button", { type: "button", class: "more" }, told("search-more-values", { number: order.length - most }));
      button.onclick = () => { panel.dataset.most = most * 4; panel.again().then(() => list.querySelectorAll("button")[most]?.focus()); };
      list.append(make("li", {}, button));
    }
    if (focused) [...list.querySelectorAll("button")].find((button) => button.dataset.id === focused)?.focus();
  };
  const showChosen = async (current) => {
    const buttons = [];
    for (const [facet, id] of Object.entries(now.filters)) {
      const number = await numberOf(facet, id);
      const name = number < 0 ? { id, label: id } : await nameOf(facet, number);
      const button = make("button", { type: "button" }, told(`search-facet-${facet}`), ": ", name.key ? told(name.key) : named(make("span"), name.label, name.alt), " ", make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "hidden" }, told("search-take-out")));
      button.onclick = () => { choose(facet, id); box.focus(); };
      buttons.push(button);
    }
    if (current()) chosen.replaceChildren(...buttons);
  };

  // ---------------------------------------------------------------- what the reader does
  let soon = 0;
  box.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(() => { now.q = box.value; keep(false); search(); }, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(soon); now.q = box.value; keep(true); search(); });
  addEventListener("popstate", () => { now = state(); box.value = now.q; search(); });
  more.addEventListener("click", async () => {
    const start = results.children.length;
    const lines = await Promise.all(shown.slice(start, start + AT_ONCE).map(documentOf));
    results.append(...lines.map((one) => result(one, results.used)));
    more.hidden = results.children.length >= shown.length;
    results.children[start]?.querySelector("a").focus();
  });
  panels.forEach((panel) => panel.addEventListener("toggle", () => { panel.closed = !panel.open; if (panel.open && panel.again) panel.again(); }));
  // Arrows go through the results.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...results.querySelectorAll(".line > a")];
    const at = document.activeElement === box ? -1 : links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) return;
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (next === -1) box.focus(); else if (links[next]) links[next].focus(); else return;
    event.preventDefault();
  });
  box.value = now.q;
  document.getElementById("search-tools").hidden = false;
  search();
})();
