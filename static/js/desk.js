// Names for the fields that are chosen by typing: what Select2 puts beside a select has none of its
// own. They are those of the select: its label, or what stands over its column.
function nameOf(select) {
  return select.getAttribute("aria-label") || select.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() || "";
}

function nameFields() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const beside = select.nextElementSibling;
    for (const part of beside?.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]") ?? []) {
      // A field that has a value says it after its name.
      const chosen = part.getAttribute("role") === "combobox" ? beside.querySelector("[title]")?.title : "";
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", [nameOf(select), chosen].filter(Boolean).join(": "));
    }
    beside?.querySelector("ul")?.setAttribute("role", "none");
  }
  for (const open of document.querySelectorAll(".select2-container--open .select2-search--dropdown input")) {
    open.setAttribute("aria-label", document.querySelector(".select2-container--open [role=combobox]")?.getAttribute("aria-label") ?? "");
  }
}

if (document.querySelector(".admin-autocomplete")) {
  new MutationObserver(nameFields).observe(document.body, { childList: true, subtree: true });
}
