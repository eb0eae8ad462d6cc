// The admin's export: the boxes of all columns follow the one above them.
const all = document.querySelector("#all-columns");
const columns = document.querySelectorAll(".selectable-field-export-row [type=checkbox]");
all.addEventListener("change", () => {
  for (const column of columns) column.checked = all.checked;
});
