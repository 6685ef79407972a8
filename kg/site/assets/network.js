"use strict";
(async () => {
  const { section, root, load, choice, day, button, color, sides } = window.kgDrawing, box = section("network");
  const vendor = `${root}assets/vendor/`;
  await load(box.dataset.from, `${vendor}cytoscape.min.js`, `${vendor}layout-base.js`, `${vendor}cose-base.js`, `${vendor}cytoscape-fcose.js`);
  const { nodes, edges } = window.kgData;
  if (!edges.length) return;
  box.hidden = false;
  const controls = box.querySelector(".controls"), canvas = box.querySelector(".canvas"), status = box.querySelector("[role=status]");
  const levels = [["person", "persons"], ["party", "parties"], ["state", "states"]].filter(([name]) => edges.some((one) => one.level === name));
  const level = choice(controls, "Between", levels);
  const party = choice(controls, "Side", [["", "all"], ...sides(nodes).map((name) => [name, name])]);
  const days = edges.flatMap((one) => [one.first, one.last]).filter(Boolean).sort();
  const from = day(controls, "From", days[0] || ""), to = day(controls, "To", days.at(-1) || "");
  const who = choice(controls, "Name", [["", "everybody"]]);
  const byId = new Map(nodes.map((one) => [one.id, one]));

  const style = () => [
    { selector: "node", style: { label: "data(name)", "font-size": 12, color: color("--ink"), "background-color": color("--accent"), width: 18, height: 18, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, "text-outline-color": color("--card"), "text-outline-width": 2 } },
    { selector: "edge", style: { width: "mapData(weight, 1, 8, 1.5, 9)", "line-color": color("--soft-ink"), "curve-style": "straight", opacity: 0.7 } },
    { selector: ".far", style: { opacity: 0.15 } },
    { selector: ".chosen", style: { "border-width": 3, "border-color": color("--link") } },
  ];
  // Cytoscape writes a style element unless one of this name is there; the policy of the page allows none.
  document.head.append(Object.assign(document.createElement("meta"), { id: "__________cytoscape_stylesheet" }));
  const cy = cytoscape({ container: canvas, style: style(), minZoom: 0.2, maxZoom: 3, userZoomingEnabled: false });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
  button(controls, "Nearer", () => cy.zoom({ level: cy.zoom() * 1.3, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } }));
  button(controls, "Farther", () => cy.zoom({ level: cy.zoom() / 1.3, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } }));
  button(controls, "All", () => cy.fit(undefined, 30));

  const inTime = (one) => (!from.value || !one.last || one.last >= from.value) && (!to.value || !one.first || one.first <= to.value);
  const ofSide = (one) => !party.value || [one.one, one.other].some((id) => byId.get(id).sides.includes(party.value) || byId.get(id).name === party.value);

  function draw() {
    const lines = edges.filter((one) => one.level === level.value && inTime(one) && ofSide(one));
    const ids = [...new Set(lines.flatMap((one) => [one.one, one.other]))];
    cy.elements().remove();
    cy.add([
      ...ids.map((id) => ({ group: "nodes", data: { id, name: byId.get(id).name } })),
      ...lines.map((one) => ({ group: "edges", data: { id: `${one.one} ${one.other}`, source: one.one, target: one.other, weight: one.weight } })),
    ]);
    cy.layout({ name: "fcose", quality: "proof", randomize: false, animate: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: 130, nodeSeparation: 120, padding: 30 }).run();
    if (cy.zoom() > 1.1) { cy.zoom(1.1); cy.center(); }
    const names = ids.map((id) => [id, byId.get(id).name]).sort((a, b) => a[1].localeCompare(b[1], "en"));
    who.replaceChildren(...[["", "everybody"], ...names].map(([value, text]) => Object.assign(document.createElement("option"), { value, textContent: text })));
    status.textContent = `${ids.length} names and ${lines.length} pairs shown.`;
    box.dataset.nodes = ids.length;
  }
  function choose(id) {
    const node = id ? cy.getElementById(id) : cy.collection();
    cy.elements().removeClass("far chosen");
    if (!node.length) return;
    cy.elements().difference(node.closedNeighborhood()).addClass("far");
    node.addClass("chosen");
    const met = node.neighborhood("node").map((one) => one.data("name")).sort((a, b) => a.localeCompare(b, "en"));
    const link = Object.assign(document.createElement("a"), { href: root + byId.get(id).path, textContent: byId.get(id).name });
    status.replaceChildren(link, ` met ${met.join(", ")}.`);
  }
  for (const control of [level, party, from, to]) control.addEventListener("change", draw);
  who.addEventListener("change", () => choose(who.value));
  cy.on("tap", "node", (event) => { who.value = event.target.id(); choose(who.value); });
  cy.on("tap", (event) => { if (event.target === cy) { who.value = ""; choose(""); } });
  draw();
  box.dataset.ready = "yes";
})();
