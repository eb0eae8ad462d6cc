/* A button copies the text of the element that it names; it is shown only where it can. */
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    const said = button.nextElementSibling;
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText((text.value ?? text.textContent).trim());
        said.value = said.dataset.done;
      } catch {
        getSelection().selectAllChildren(text); // the browser forbids it: one key is left
        text.select?.();
      }
    });
  }
}
