// The query editor: YASGUI put to the endpoint of this server, with the stored questions as examples.
"use strict";
(() => {
  const endpoint = new URL("/sparql", location.href).href;
  const chooser = document.getElementById("question");
  const says = document.getElementById("says");
  // The completions of prefixes and classes would be fetched from elsewhere.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: true,
    persistenceId: "party-diplomacy-graph",
    populateFromUrl: true,
    yasqe: { value: "PREFIX pd: <https://w3id.org/party-diplomacy/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT ?party ?name WHERE {\n  ?party a pd:Party ;\n    rdfs:label ?name .\n}\nORDER BY ?name\nLIMIT 20\n" },
  });
  // A result that a bound has cut says so above the table.
  yasgui.on("queryResponse", (_, tab) => {
    const answer = tab.getYasr().results;
    const cut = answer && answer.getAsJson && (answer.getAsJson() || {}).head;
    says.textContent = (cut && cut.cut) || "";
  });
  chooser.addEventListener("change", async () => {
    if (!chooser.value) return;
    const answer = await fetch(`/queries/${encodeURIComponent(chooser.value)}.rq`);
    if (!answer.ok) return;
    const tab = yasgui.addTab(true, { name: chooser.value });
    tab.setQuery(await answer.text());
    tab.getYasqe().focus();
    chooser.value = "";
  });
})();
