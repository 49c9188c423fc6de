// What pages do besides being read: the other language of the interface. Without it everything is there in the first one.
"use strict";
(() => {
  const words = window.maliKgWords;
  const button = document.getElementById("language");
  if (!words || !button) return;
  const first = document.documentElement.lang;
  const other = Object.keys(words).find((language) => language !== first);
  const remembered = () => { try { return localStorage.getItem("mali-kg-language"); } catch { return null; } };
  const remember = (language) => { try { localStorage.setItem("mali-kg-language", language); } catch { /* a page that may keep nothing */ } };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const swap = (element) => {
    const shown = element.textContent;
    element.textContent = element.dataset.alt;
    element.dataset.alt = shown;
  };
  const show = (language) => {
    if (document.documentElement.lang !== language) {
      document.documentElement.lang = language;
      document.querySelectorAll("[data-alt]").forEach(swap);
    }
    document.querySelectorAll("[data-t]").forEach((element) => {
      const text = words[language][element.dataset.t];
      if (text !== undefined) element.textContent = filled(text, element.dataset.v ? JSON.parse(element.dataset.v) : {});
    });
    document.querySelectorAll("[data-language]").forEach((element) => { element.hidden = element.dataset.language !== language; });
    const next = language === first ? other : first;
    button.textContent = words[next]["language-name"];
    button.lang = next;
    button.onclick = () => { remember(next); show(next); };
  };
  button.hidden = false;
  show(words[remembered()] ? remembered() : first);
})();
