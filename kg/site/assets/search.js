"use strict";
// Names and titles without a server: the file for the first letters of a word is loaded when that word is typed.
// Words are folded here as kg/site/searching.py folds them, so that "To Lam" finds "Tô Lâm".
(() => {
  const LETTERS = 2, MOST = 60, AHEAD = 4;
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
  const results = document.getElementById("results"), status = document.getElementById("status");
  const input = document.getElementById("q"), here = document.currentScript.src.replace(/assets\/search\.js$/, "");
  const waiting = new Map(), loaded = new Map();
  let files = new Set();

  const fold = (text) => text.replace(/[đĐ]/g, "d").replace(/’/g, "'").normalize("NFKD").replace(/\p{M}/gu, "")
    .toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const fileOf = (key) => [...key].map((c) => /[a-z0-9]/.test(c) ? c : "u" + c.codePointAt(0).toString(16)).join("-");

  window.kgWords = words;
  window.kgFound = (file, entries, rest) => { loaded.set(file, { entries, rest }); };

  window.kgFiles = (names) => { files = new Set(names); };

  const script = (name) => new Promise((done) => {
    const element = document.createElement("script");
    element.src = `${here}search/${name}.js`;
    element.onload = element.onerror = done;
    document.head.append(element);
  });
  const listed = script("files");

  async function load(file) {
    if (!waiting.has(file)) waiting.set(file, script(file));
    await waiting.get(file);
    return loaded.get(file) || { entries: [], rest: false };
  }

  // The names that bear a word that begins so, and whether there are more: a file that is too large names those that go on.
  async function bearing(word) {
    await listed;
    const letters = [...word];
    let length = LETTERS, file = fileOf(letters.slice(0, length).join(""));
    if (!files.has(file)) return { entries: [], more: false };
    for (;;) {
      const { entries, rest } = await load(file);
      if (!Array.isArray(rest)) return { entries, more: rest };
      if (letters.length === length) {
        const first = rest.filter((one) => one.endsWith("-exact")).concat(rest.filter((one) => !one.endsWith("-exact"))).slice(0, AHEAD);
        const found = await Promise.all(first.map(load));
        return { entries: found.flatMap((one) => one.entries), more: true };
      }
      length += 1;
      file = fileOf(letters.slice(0, length).join(""));
      if (!rest.includes(file)) return { entries: [], more: false };
    }
  }

  // Of the words asked the one that leads to a whole list, the longest first.
  async function candidates(asked) {
    const tried = [...new Set(asked)].filter((word) => [...word].length >= LETTERS).sort((a, b) => [...b].length - [...a].length);
    let last = { entries: [], more: false };
    for (const word of tried) {
      last = await bearing(word);
      if (!last.more) break;
    }
    return last;
  }

  const fits = (asked, known) => asked.every((word) => known.some((one) => UNSPACED.test(word) ? one.includes(word) : one.startsWith(word)));

  function best(entries, asked) {
    const found = new Map();
    for (const [spelling, name, kind, path, folded] of entries) {
      const known = folded.split(" ");
      if (!fits(asked, known)) continue;
      const rank = (folded === asked.join(" ") ? 0 : 2) + (spelling === name ? 0 : 1);
      const old = found.get(path);
      if (!old || rank < old.rank) found.set(path, { spelling, name, kind, path, rank });
    }
    return [...found.values()].sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, "en") || (a.path < b.path ? -1 : 1));
  }

  function show(found) {
    const items = found.slice(0, MOST).map((one) => {
      const item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("span");
      link.href = here + one.path.split("/").map(encodeURIComponent).join("/");
      link.append(Object.assign(document.createElement("bdi"), { textContent: one.name }));
      note.className = "note";
      note.textContent = one.kind + (one.spelling === one.name ? "" : `, also “${one.spelling}”`);
      item.append(link, note);
      return item;
    });
    results.replaceChildren(...items);
  }

  let turn = 0;
  async function search() {
    const mine = ++turn, asked = words(input.value);
    const longest = asked.reduce((one, other) => [...other].length > [...one].length ? other : one, "");
    if ([...longest].length < LETTERS) {
      results.replaceChildren();
      status.textContent = input.value.trim() ? `Type at least ${LETTERS} letters.` : "Type a name or a word of a title above.";
      return;
    }
    const { entries, more } = await candidates(asked);
    if (mine !== turn) return;
    const found = best(entries, asked);
    show(found);
    const shown = found.length > MOST ? `${found.length} found, the first ${MOST} shown.` : `${found.length} found.`;
    if (more) status.textContent = `${Math.min(found.length, MOST)} shown, and there may be more: add a word or letters.`;
    else status.textContent = found.length === 0 ? "Nothing has this name." : shown;
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  if (input.value) search(); else input.focus();
})();
