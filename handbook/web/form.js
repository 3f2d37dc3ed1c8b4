// The preview follows what is typed: the form is sent as its button sends it, and parts of the answer are shown here.
// Without this script the button does the same with a whole page.
const QUIET_MS = 700;
const PARTS = ["preview", "choose", "kept"];
const form = document.getElementById("hotel");
const busy = document.getElementById("busy");
const order = document.getElementById("order");
const logo = document.getElementById("logo");
let timer = 0;
let asked = 0;
let known = null; // the logo that the server has

function put(id, from) {
  const fresh = document.importNode(from.getElementById(id), true);
  document.getElementById(id).replaceChildren(...fresh.childNodes);
}

// Which boxes were ticked stays when the choice is shown anew.
function ticks() {
  return new Map([...document.querySelectorAll("#choose input[type=checkbox]")].map((each) => [each.name + each.value, each.checked]));
}

function show(page, file) {
  for (const place of page.querySelectorAll("[id$='-fault']")) {
    const field = document.getElementById(place.id.replace("-fault", ""));
    if (document.getElementById(place.id)) put(place.id, page);
    const answered = field && page.getElementById(field.id);
    if (answered?.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  const token = page.getElementById("order").value;
  if (!page.getElementById("preview").querySelector("img")) return;
  const before = ticks();
  PARTS.forEach((id) => put(id, page));
  for (const each of document.querySelectorAll("#choose input[type=checkbox]")) each.checked = before.get(each.name + each.value) ?? each.checked;
  order.value = token;
  known = file;
}

async function send() {
  const number = ++asked;
  const data = new FormData(form);
  const file = logo.files[0] ?? null;
  if (file === known) data.delete("logo");
  busy.hidden = false;
  document.getElementById("preview").toggleAttribute("data-stale", true);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number === asked && page.getElementById("order")) show(page, file);
  } catch {
    // The line is down: the button will say so.
  } finally {
    if (number === asked) {
      busy.hidden = true;
      document.getElementById("preview").toggleAttribute("data-stale", false);
    }
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  if (form.elements.name.value.trim()) timer = setTimeout(send, QUIET_MS);
});
form.addEventListener("submit", () => clearTimeout(timer));
document.querySelector("#faults[role]")?.focus();
