// Checks the text that a reader has against what a claim says of it: its sum, its length, and the words at their place. Nothing leaves the browser.
"use strict";
(() => {
  const part = document.querySelector("details.check");
  const words = window.maliKgWords;
  if (!part || !words) return;
  const form = part.querySelector("form");
  const text = form.querySelector("textarea");
  const file = form.querySelector("input[type=file]");
  const verdict = form.querySelector(".verdict");
  const { sha256, quote } = part.dataset;
  const [length, start, end] = ["length", "start", "end"].map((name) => Number(part.dataset[name]));
  // The bytes of the file that was opened: a browser changes line ends in a text field.
  let opened = null;

  const told = (good, key, values = {}) => {
    const line = document.createElement("p");
    const label = document.createElement("span");
    line.className = good === null ? "unknown" : good ? "right" : "wrong";
    label.dataset.t = key;
    label.dataset.v = JSON.stringify(values);
    label.textContent = words[document.documentElement.lang][key].replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
    line.append(label);
    return line;
  };
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const sumOf = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
  const read = (bytes) => { try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { return null; } };

  // Gives what is so and what is not, with the form of the text that has the sum; a text that was pasted may have lost the line end after its last line.
  const check = async (bytes, pasted) => {
    const lines = [];
    const given = read(bytes);
    if (given === null) return [told(false, "check-not-utf8")];
    let found = given;
    if (globalThis.crypto?.subtle) {
      let sum = await sumOf(bytes);
      if (sum !== sha256 && pasted) {
        for (const other of [`${given}\n`, given.replace(/\n+$/, ""), given.replace(/\n/g, "\r\n")]) {
          const its = await sumOf(new TextEncoder().encode(other));
          if (its === sha256) { sum = its; found = other; break; }
        }
      }
      lines.push(sum === sha256 ? told(true, "check-sum-right") : told(false, "check-sum-wrong", { found: sum }));
    } else lines.push(told(null, "check-no-sum"));
    // Places count code points, as the dataset does; a string of JavaScript counts UTF-16.
    const points = Array.from(found);
    lines.push(points.length === length ? told(true, "check-length-right", { number: length }) : told(false, "check-length-wrong", { found: points.length, number: length }));
    const there = points.slice(start, end).join("");
    if (there === quote) lines.push(told(true, "check-quote-right", { start, end }));
    else {
      lines.push(told(false, "check-quote-wrong", { start, end, found: there.slice(0, 200) }));
      const at = found.indexOf(quote);
      if (at >= 0) lines.push(told(null, "check-quote-elsewhere", { start: Array.from(found.slice(0, at)).length }));
      else lines.push(told(false, "check-quote-nowhere"));
    }
    const wrong = lines.some((line) => line.className === "wrong");
    const unknown = lines.some((line) => line.className === "unknown");
    lines.unshift(told(wrong ? false : unknown ? null : true, wrong ? "check-wrong" : unknown ? "check-half" : "check-right"));
    return lines;
  };

  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    opened = new Uint8Array(await file.files[0].arrayBuffer());
    text.value = read(opened) ?? "";
    form.requestSubmit();
  });
  text.addEventListener("input", () => { opened = null; file.value = ""; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!opened && !text.value) { verdict.replaceChildren(told(null, "check-nothing")); return; }
    verdict.replaceChildren(...(await check(opened ?? new TextEncoder().encode(text.value), !opened)));
  });
  form.hidden = false;
})();
