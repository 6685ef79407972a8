"use strict";
(async () => {
  const { section, root, load, choice, day, button, sides } = window.kgDrawing, box = section("timeline");
  await load(box.dataset.from, `${root}assets/vendor/vis-timeline-graph2d.min.js`);
  const events = window.kgData;
  if (!events.length) return;
  box.hidden = false;
  const controls = box.querySelector(".controls"), canvas = box.querySelector(".canvas"), status = box.querySelector("[role=status]");
  const days = events.map((one) => one.start).sort();
  const from = day(controls, "From", days[0]), to = day(controls, "To", events.map((one) => one.end).sort().at(-1));
  const party = choice(controls, "Side", [["", "all"], ...sides(events).map((name) => [name, name])]);
  const stage = choice(controls, "Stage", [["", "all"], ...[...new Set(events.map((one) => one.stage))].sort().map((name) => [name, name])]);

  const LONG = 45; // days: what is shorter is drawn as a point in time, so that its name can be read

  const item = (one) => {
    const link = Object.assign(document.createElement("a"), { textContent: one.name, href: root + one.path, title: `${one.kind}, ${one.stage}, ${one.said}` });
    const span = (Date.parse(one.end) - Date.parse(one.start)) / 86400000;
    return { id: one.id, content: link, start: `${one.start}T00:00:00`, end: span > LONG ? `${one.end}T00:00:00` : undefined, type: span > LONG ? "range" : "box", className: one.stage.split(" ")[0] };
  };
  const items = new vis.DataSet();
  const timeline = new vis.Timeline(canvas, items, {
    height: "24rem", margin: { item: 6 }, orientation: "top", zoomMin: 86400000, zoomMax: 6e12, zoomKey: "ctrlKey", horizontalScroll: false,
    verticalScroll: true, selectable: false, order: (a, b) => a.start - b.start || (a.id < b.id ? -1 : 1), showCurrentTime: false,
  });
  button(controls, "Nearer", () => timeline.zoomIn(0.5));
  button(controls, "Farther", () => timeline.zoomOut(0.5));
  button(controls, "Earlier", () => step(-0.4));
  button(controls, "Later", () => step(0.4));
  button(controls, "All", () => timeline.fit());

  function step(part) {
    const { start, end } = timeline.getWindow(), shift = (end - start) * part;
    timeline.setWindow(new Date(+start + shift), new Date(+end + shift));
  }
  function draw() {
    const shown = events.filter((one) => (!from.value || one.end > from.value) && (!to.value || one.start <= to.value)
      && (!party.value || one.sides.includes(party.value)) && (!stage.value || one.stage === stage.value));
    items.clear();
    items.add(shown.map(item));
    if (shown.length) timeline.fit({ animation: false });
    status.textContent = `${shown.length} of ${events.length} events shown.`;
  }
  for (const control of [from, to, party, stage]) control.addEventListener("change", draw);
  draw();
  box.dataset.ready = "yes";
})();
