// The pages of an import: how far a file is on its way to the portal, and how far the work with it
// is. Without this script the same forms are sent as they are.
const box = document.querySelector("#progress");
const [words, bar, count] = box.children;
const send = document.querySelector("form.send");
const confirmation = document.querySelector("form.confirm");
const PAUSE = 400; // milliseconds between two questions
let working = false;

function show(text, done, total) {
  box.hidden = false;
  if (words.textContent !== text) words.textContent = text; // so that it is heard once
  if (total) bar.value = done / total;
  else bar.removeAttribute("value");
  count.textContent = total ? `${Math.round((done / total) * 100)} %` : "";
}

function begin(text) {
  working = true;
  box.classList.remove("failed");
  show(text);
  box.scrollIntoView({ block: "nearest" });
}

function fail(text) {
  working = false;
  box.classList.add("failed");
  show(text);
}

async function follow(address) {
  while (working) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    try {
      const answer = await fetch(address);
      const said = answer.ok ? await answer.json() : {};
      if (said.words) show(said.words, said.done, said.total);
    } catch {
      // The next question may be answered; in the end the page itself is.
    }
  }
}

function upload(file) {
  const request = new XMLHttpRequest();
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => show(box.dataset.sending, event.loaded, event.total));
  request.addEventListener("error", () => fail(box.dataset.lost));
  request.addEventListener("load", () => {
    if (request.status === 201) {
      const { address } = request.response;
      show(box.dataset.working);
      follow(`${address}progress/`);
      location.assign(address);
    } else {
      fail(request.response?.wrong ?? (request.status === 413 ? box.dataset.large : box.dataset.lost));
    }
  });
  request.open("POST", send.dataset.send);
  request.send(new FormData(send));
}

send.addEventListener("submit", (event) => {
  const [file] = send.elements.import_file.files;
  if (!working && !file) return; // the answer says that none is chosen
  event.preventDefault();
  if (working) return;
  begin(box.dataset.sending);
  upload(file);
});

confirmation?.addEventListener("submit", (event) => {
  if (working) return event.preventDefault();
  begin(box.dataset.working);
  return follow(confirmation.dataset.progress);
});

// Who comes back to the page finds it as at first.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  working = false;
  box.hidden = true;
});
