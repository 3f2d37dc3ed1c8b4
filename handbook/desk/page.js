// The preview: pages as pictures, the texts of the visible page beside them. Everything shown comes from state.json and
// is set as text, never as markup.

const $ = (id) => document.getElementById(id);
const FITTING = 0; // zoom that fits a page into the view
const STEP = 1.2;
const view = $("view"), sheet = $("sheet"), entries = $("entries"), search = $("search");
const words = new Map([...$("words").children].map((each) => [each.dataset.word, each.textContent]));
const word = (name, values = {}) => words.get(name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
let state = { version: -1, pages: [], messages: [], findings: [], errors: [], direction: document.dir, phase: "whole" };
let busy = false; // whether the server has seen a change that the state does not have yet
let page = Number(location.hash.match(/page=(\d+)/)?.[1] ?? 1);
let zoom = Number(location.hash.match(/zoom=([\d.]+)/)?.[1] ?? FITTING);
let spread = /spread/.test(location.hash);
let chosen = null; // number of a message
let shownEntries = "";

// --- turning pages

const clamp = (number) => Math.max(1, Math.min(state.pages.length || Infinity, number));
const isRtl = () => state.direction === "rtl";

function visiblePages() {
  if (!spread || page === 1) return [page];
  const first = page % 2 === 0 ? page : page - 1; // the first page stands alone, as in the bound book
  return [first, first + 1].filter((number) => number <= state.pages.length);
}

function turn(pages) {
  const at = visiblePages();
  go(pages > 0 ? at[at.length - 1] + 1 : at[0] - 1);
}

function go(number) {
  const wanted = clamp(number);
  if (wanted !== page) {
    page = wanted;
    view.scrollTo(0, 0);
  }
  search.value && closeSearch();
  render();
  look();
}

function look() {
  remember();
  fetch("look", { method: "POST", headers: { "Content-Type": "application/json" }, body: String(page) }).catch(() => {});
}

function remember() {
  const parts = [`page=${page}`, zoom === FITTING ? "" : `zoom=${zoom.toFixed(2)}`, spread ? "spread" : ""];
  history.replaceState(null, "", `#${parts.filter(Boolean).join("&")}`);
}

// --- the pages

function pixelsPerMm(size) {
  const pages = visiblePages().length;
  const fit = Math.min((view.clientWidth - 34) / (size[0] * pages), (view.clientHeight - 34) / size[1]);
  return zoom === FITTING ? Math.max(fit, 1) : (zoom * 96) / 25.4;
}

function render() {
  const numbers = visiblePages();
  $("page").disabled = state.pages.length === 0;
  if (state.pages.length === 0) {
    // Nothing was laid out yet: the sheet that the page came with says so.
    for (const each of sheet.querySelectorAll(".waiting")) each.textContent = $("status").textContent;
    return list();
  }
  sheet.querySelector(".blank")?.remove();
  const kept = new Map([...sheet.children].map((element) => [element.dataset.page, element]));
  const wanted = numbers.map((number) => {
    const element = kept.get(String(number)) ?? newPage(number);
    kept.delete(String(number));
    fill(element, number);
    return element;
  });
  for (const element of kept.values()) element.remove();
  wanted.forEach((element, index) => sheet.children[index] === element || sheet.insertBefore(element, sheet.children[index] ?? null));
  $("page").value = page;
  $("count").value = state.pages.length;
  $("spread").setAttribute("aria-pressed", spread);
  const [before, after] = isRtl() ? ["turn-right", "turn-left"] : ["turn-left", "turn-right"];
  $(before).setAttribute("aria-label", word("before"));
  $(after).setAttribute("aria-label", word("next"));
  $(before).disabled = page <= 1;
  $(after).disabled = numbers[numbers.length - 1] >= state.pages.length;
  list();
}

function newPage(number) {
  const element = document.createElement("div");
  element.className = "page";
  element.dataset.page = number;
  const waiting = document.createElement("p");
  waiting.className = "waiting";
  waiting.textContent = word("laying");
  element.append(waiting);
  return element;
}

// The old picture stays until the new one can be shown.
function fill(element, number) {
  const data = state.pages[number - 1];
  if (!data) return element.replaceChildren();
  const unit = pixelsPerMm(data.size);
  element.style.width = `${data.size[0] * unit}px`;
  element.style.height = `${data.size[1] * unit}px`;
  const scale = Math.min(8, (unit * devicePixelRatio * 25.4) / 72).toFixed(3);
  const source = `pages/${data.id}.png?scale=${scale}`;
  if (element.dataset.source !== source) {
    element.dataset.source = source;
    const picture = new Image();
    picture.alt = word("page", { number });
    picture.src = source;
    picture.decode().then(() => {
      if (element.dataset.source !== source) return;
      element.querySelector("img, .waiting")?.remove();
      element.prepend(picture);
      place(element, data, number);
      element.dataset.shown = data.id;
      performance.mark(`shown ${data.id}`);
    }).catch(() => { if (element.dataset.source === source) element.dataset.source = ""; });
  }
  if (element.dataset.shown === data.id) place(element, data, number);
}

function place(element, data, number) {
  element.querySelectorAll(".run, .fault").forEach((old) => old.remove());
  const mark = (kind, [x, y, width, height]) => {
    const run = document.createElement("div");
    run.className = kind;
    run.setAttribute("aria-hidden", "true"); // the list beside says the same
    run.style.left = `${(x / data.size[0]) * 100}%`;
    run.style.top = `${(y / data.size[1]) * 100}%`;
    run.style.width = `${(width / data.size[0]) * 100}%`;
    run.style.height = `${(height / data.size[1]) * 100}%`;
    element.append(run);
    return run;
  };
  for (const [message, ...rect] of data.runs) {
    const run = mark(`run ${state.messages[message].state}`, rect);
    run.dataset.message = message;
    run.classList.toggle("chosen", message === chosen);
  }
  for (const finding of state.findings) if (finding.page === number && finding.rect) mark("fault", finding.rect);
}

// --- the texts

function pageMessages() {
  const found = visiblePages().flatMap((number) => state.pages[number - 1]?.runs.map((run) => run[0]) ?? []);
  return [...new Set(found)];
}

function pagesOf(message) {
  return state.pages.flatMap((data, index) => (data.runs.some((run) => run[0] === message) ? [index + 1] : []));
}

// A title stands on the contents page, too, but the chapter's own page is meant: where the text is largest.
function mainPage(message) {
  const heights = pagesOf(message).map((number) => {
    const runs = state.pages[number - 1].runs.filter((run) => run[0] === message);
    return [Math.max(...runs.map((run) => run[4])), -number];
  });
  return -heights.sort((one, other) => other[0] - one[0] || other[1] - one[1])[0][1];
}

// What is exactly the words comes first.
function matches() {
  const words = search.value.trim().toLocaleLowerCase();
  const exact = [], others = [];
  for (const [number, message] of state.messages.entries()) {
    const texts = [message.source, message.plural ?? "", ...message.translations].map((text) => text.toLocaleLowerCase());
    if (texts.includes(words)) exact.push(number);
    else if (texts.some((text) => text.includes(words)) || String(message.line) === words) others.push(number);
  }
  return [...exact, ...others];
}

function list() {
  const searching = search.value.trim() !== "";
  const numbers = searching ? matches().slice(0, 100) : pageMessages();
  const key = JSON.stringify([state.version, numbers, searching]);
  $("panel-title").textContent = searching ? word("search") : word("texts", { number: visiblePages().join("–") });
  $("nothing").hidden = numbers.length > 0 || state.pages.length === 0;
  $("nothing").textContent = word(searching ? "nothing" : "empty");
  if (key !== shownEntries) {
    shownEntries = key;
    const focused = document.activeElement?.closest?.(".entry")?.dataset.message;
    const top = $("panel").scrollTop;
    entries.replaceChildren(...numbers.map(entry));
    $("panel").scrollTop = top;
    if (focused !== undefined) entryOf(Number(focused))?.querySelector(".pick").focus({ preventScroll: true });
  }
  const onPage = state.findings.filter((each) => each.message == null && (each.page == null || visiblePages().includes(each.page)));
  $("page-findings").hidden = onPage.length === 0;
  $("page-findings").querySelector("ul").replaceChildren(...onPage.map(finding));
  const count = (kind) => state.messages.filter((message) => message.state === kind).length;
  $("summary").textContent = searching
    ? word("found", { number: matches().length })
    : word("to-do", { fuzzy: count("fuzzy"), untranslated: count("untranslated") });
  mark();
}

function entry(number) {
  const message = state.messages[number];
  const element = $("entry").content.firstElementChild.cloneNode(true);
  element.dataset.message = number;
  element.querySelector(".state").textContent = word(message.state);
  element.querySelector(".state").classList.add(message.state);
  const pages = pagesOf(number);
  const name = message.path.split("/").pop();
  const where = pages.length ? word("pages", { number: pages.join(", ") }) : word("unprinted");
  const file = document.createElement("bdi");
  file.textContent = `${name}:${message.line}`;
  element.querySelector(".place").append(file, search.value ? ` · ${where}` : "");
  const translation = element.querySelector(".translation");
  translation.lang = state.language;
  translation.dir = state.direction;
  translation.textContent = message.translations.filter(Boolean).join("\n");
  translation.hidden = translation.textContent === "";
  element.querySelector(".source").textContent = message.source;
  const found = state.findings.filter((each) => each.message === number);
  element.querySelector(".findings").replaceChildren(...found.map(finding));
  if (found.length) element.querySelector(".first").append(` · ${word("findings", { number: found.length })}`);
  facts(element.querySelector("dl"), message, pages);
  return element;
}

function facts(into, message, pages) {
  const row = (name, text, dir = "auto") => {
    if (!text) return;
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = word(`row-${name}`);
    dd.textContent = text;
    dd.dir = dir;
    into.append(dt, dd);
  };
  row("entry", `${message.path}:${message.line}`, "ltr");
  row("files", message.files.join(", "), "ltr");
  row("context", message.context);
  row("plural", message.plural);
  row("was", message.previous);
  for (const note of message.notes) row("note", note);
  for (const [source, preferred, note] of message.terms) row("term", `${source} = ${preferred}${note ? ` (${note})` : ""}`);
  row("pages", pages.join(", "));
}

function finding(found) {
  const element = document.createElement("li");
  element.className = found.severity;
  const place = document.createElement("code");
  place.textContent = found.line ? `${found.path}:${found.line}` : found.path;
  element.append(place, ` ${found.text} [${found.code}]`);
  if (found.hint) {
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = found.hint;
    element.append(hint);
  }
  return element;
}

const entryOf = (number) => entries.querySelector(`[data-message="${number}"]`);

function mark() {
  for (const element of entries.children) {
    const isChosen = Number(element.dataset.message) === chosen;
    element.classList.toggle("chosen", isChosen);
    element.querySelector(".pick").setAttribute("aria-expanded", isChosen);
    element.querySelector(".more").hidden = !isChosen;
  }
  for (const run of sheet.querySelectorAll(".run")) run.classList.toggle("chosen", Number(run.dataset.message) === chosen);
}

function choose(number, { focus = false, turnTo = true } = {}) {
  chosen = number;
  const pages = pagesOf(number);
  if (turnTo && pages.length && !pages.some((each) => visiblePages().includes(each))) {
    page = mainPage(number);
    view.scrollTo(0, 0);
    render();
    look();
  }
  mark();
  const element = entryOf(number);
  element?.scrollIntoView({ block: "nearest" });
  if (focus) element?.querySelector(".pick").focus({ preventScroll: true });
  sheet.querySelector(".run.chosen")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function point(number, on) {
  for (const run of sheet.querySelectorAll(`.run[data-message="${number}"]`)) run.classList.toggle("pointed", on);
  entryOf(number)?.classList.toggle("pointed", on);
  if (on && chosen === null) entryOf(number)?.scrollIntoView({ block: "nearest" });
}

function nextOpen() {
  const order = state.pages.flatMap((data) => data.runs.map((run) => run[0]));
  const open = [...new Set(order)].filter((number) => ["fuzzy", "untranslated"].includes(state.messages[number].state));
  if (!open.length) return void ($("status").textContent = word("done"));
  const at = open.indexOf(chosen);
  if (search.value) closeSearch();
  choose(open[(at + 1) % open.length], { focus: true });
}

function closeSearch() {
  search.value = "";
  search.blur();
  list();
}

// --- news

async function refresh() {
  const before = state;
  const fresh = await (await fetch("state.json")).json();
  if (fresh.version === undefined || fresh.version === state.version) return;
  // A page that moved because pages came or went before it stays in view: its pictures are the same.
  const id = before.pages[page - 1]?.id;
  const moved = fresh.pages.findIndex((each) => each.id === id);
  const chosenKey = chosen === null ? null : JSON.stringify([state.messages[chosen]?.context, state.messages[chosen]?.source]);
  state = fresh;
  if (moved >= 0 && moved + 1 !== page) page = moved + 1;
  page = clamp(page);
  if (chosenKey !== null) {
    const again = state.messages.findIndex((each) => JSON.stringify([each.context, each.source]) === chosenKey);
    chosen = again >= 0 ? again : null;
  }
  $("errors").hidden = state.errors.length === 0;
  $("errors").querySelector("ul").replaceChildren(...state.errors.map(finding));
  busy = false;
  tell();
  render();
  if (before.pages.length === 0) look();
}

function tell() {
  const phase = busy ? "laying" : state.phase;
  $("status").dataset.phase = phase;
  $("status").textContent = word(phase, { number: state.waiting });
}

function listen() {
  const news = new EventSource("news");
  let again = false, running = false;
  news.onmessage = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await refresh().catch(() => {});
    }
    running = false;
  };
  news.addEventListener("busy", () => {
    busy = true;
    tell();
  });
  news.onerror = () => { $("status").textContent = word("gone"); };
}

// --- hands

sheet.addEventListener("pointerover", (event) => event.target.dataset.message && point(Number(event.target.dataset.message), true));
sheet.addEventListener("pointerout", (event) => event.target.dataset.message && point(Number(event.target.dataset.message), false));
sheet.addEventListener("click", (event) => {
  if (event.target.dataset.message === undefined) return;
  if (search.value) closeSearch();
  choose(Number(event.target.dataset.message), { focus: true, turnTo: false });
});
entries.addEventListener("pointerover", (event) => point(Number(event.target.closest(".entry")?.dataset.message ?? -1), true));
entries.addEventListener("pointerout", (event) => point(Number(event.target.closest(".entry")?.dataset.message ?? -1), false));
entries.addEventListener("click", (event) => {
  const element = event.target.closest(".pick")?.closest(".entry");
  if (!element) return;
  const number = Number(element.dataset.message);
  if (number === chosen && !search.value) {
    chosen = null;
    mark();
  } else choose(number);
});
$("turn-left").addEventListener("click", () => turn(isRtl() ? 1 : -1));
$("turn-right").addEventListener("click", () => turn(isRtl() ? -1 : 1));
$("page").addEventListener("change", () => go(Number($("page").value) || page));
$("next-open").addEventListener("click", nextOpen);
search.addEventListener("input", list);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && matches().length) choose(matches()[0], { focus: true });
});
const setZoom = (value) => {
  const data = state.pages[page - 1];
  if (value !== FITTING && zoom === FITTING && data) zoom = (pixelsPerMm(data.size) * 25.4) / 96;
  zoom = value === FITTING ? FITTING : Math.max(0.3, Math.min(6, zoom * value));
  remember();
  render();
};
const setSpread = () => { spread = !spread; remember(); render(); };
$("larger").addEventListener("click", () => setZoom(STEP));
$("smaller").addEventListener("click", () => setZoom(1 / STEP));
$("fit").addEventListener("click", () => setZoom(FITTING));
$("spread").addEventListener("click", setSpread);
new ResizeObserver(render).observe(view);
// Another language or format has a page of its own, at the same number if it has that many pages.
for (const which of ["language", "format"]) {
  $(which).addEventListener("change", () => location.assign(`../../${$("language").value}/${$("format").value}/${location.hash}`));
}

function step(pages) {
  const all = [...entries.querySelectorAll(".pick")];
  const at = all.findIndex((button) => Number(button.closest(".entry").dataset.message) === chosen);
  const next = all[Math.max(0, Math.min(all.length - 1, at + pages))];
  if (next) choose(Number(next.closest(".entry").dataset.message), { focus: true, turnTo: search.value !== "" });
}

const KEYS = {
  ArrowLeft: () => turn(isRtl() ? 1 : -1),
  ArrowRight: () => turn(isRtl() ? -1 : 1),
  PageUp: () => turn(-1),
  PageDown: () => turn(1),
  Home: () => go(1),
  End: () => go(state.pages.length),
  ArrowUp: () => step(-1),
  ArrowDown: () => step(1),
  "/": () => search.select(),
  Escape: () => { closeSearch(); chosen = null; mark(); view.focus(); },
  n: nextOpen,
  s: setSpread,
  "+": () => setZoom(STEP),
  "=": () => setZoom(STEP),
  "-": () => setZoom(1 / STEP),
  0: () => setZoom(FITTING),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (typing && event.key !== "Escape" && !(event.target === search && ["ArrowUp", "ArrowDown"].includes(event.key))) return;
  const action = KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

listen();
