/* Lists answer at once: each choice asks for the same address as the form would, and swaps in what
   the answer changes. Without this file, or where it fails, the form is sent as any other. */
const LIVE = "[data-live], nav.language";
const form = document.getElementById("filter");
const facets = document.getElementById("facets");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let asked = new AbortController();
let timer;

/* The form as an address; what is blank or usual stays out of it. */
function address() {
  const pairs = [...new FormData(form)].filter(([name, value]) => {
    const field = form.elements[name];
    return value.trim() && !(field.options && field.selectedIndex === 0);
  });
  const query = new URLSearchParams(pairs).toString();
  return query ? `?${query}` : location.pathname;
}

async function show(address) {
  clearTimeout(timer);
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // The list and its address change as one, and not once a later choice was made.
    const change = () => {
      if (signal.aborted) return;
      history.replaceState(history.state, "", address);
      swap(page);
    };
    if (still.matches || !document.startViewTransition) change();
    else await document.startViewTransition(change).updateCallbackDone;
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
}

/* What was open stays open, and the focus where it was. */
function swap(page) {
  const focused = document.activeElement?.id;
  const fresh = page.querySelectorAll(LIVE);
  document.querySelectorAll(LIVE).forEach((part, i) => {
    for (const { id, open } of part.querySelectorAll("details[id]")) {
      const same = fresh[i].querySelector(`#${CSS.escape(id)}`);
      if (same) same.open = open;
    }
    part.replaceWith(fresh[i]);
  });
  // A year that was typed stands among the checkboxes now.
  for (const typed of form.querySelectorAll("[type=number]")) typed.value = "";
  if (document.activeElement === document.body && focused) {
    (document.getElementById(focused) ?? document.getElementById("results")).focus({ preventScroll: true });
  }
  document.getElementById("announced").textContent = document.getElementById("found").textContent;
}

document.addEventListener("change", ({ target }) => {
  if (target.form === form && form.checkValidity()) show(address());
});
form.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  if (target.type === "search") timer = setTimeout(() => show(address()), 300);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await show(address());
  if (!facets.querySelector("summary").checkVisibility()) return;
  facets.open = false;
  document.getElementById("results").focus();
});
/* Back to a page that the browser kept: its list is that of its form, on the page it was. */
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && !new URLSearchParams(location.search).has("page")) show(address());
});
