"use strict";
// What the pictures share: scripts loaded in order, controls with labels, names as text and never as markup.
window.kgDrawing = {
  section: (kind) => document.querySelector(`[data-viewer="${kind}"]`),
  root: document.currentScript.src.replace(/assets\/drawing\.js$/, ""),
  async load(...files) {
    for (const file of files) {
      await new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = done;
        script.onerror = () => fail(new Error(file));
        document.head.append(script);
      });
    }
  },
  choice(box, label, values) {
    const outer = document.createElement("label"), select = document.createElement("select");
    outer.append(label, select);
    for (const [value, text] of values) select.append(Object.assign(document.createElement("option"), { value, textContent: text }));
    box.append(outer);
    return select;
  },
  day(box, label, value) {
    const outer = document.createElement("label"), input = document.createElement("input");
    Object.assign(input, { type: "date", value });
    outer.append(label, input);
    box.append(outer);
    return input;
  },
  button(box, label, action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", action);
    box.append(button);
    return button;
  },
  color: (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(),
  sides: (records) => [...new Set(records.flatMap((one) => one.sides))].sort((a, b) => a.localeCompare(b, "en")),
};
