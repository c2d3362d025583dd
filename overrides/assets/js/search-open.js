// Opens the search dialog from the button, "/", Ctrl-K and the home page's field, and starts the search page.
// What the first results need, then the rest: browsers fetch few files at once.
const MODULES = "search search-data search-titles search-words search-view";
const LATER = "search-query search-engine search-concepts search-excerpt citation";
const IDLE = 3000; // milliseconds
const SITE = new URL("../../", import.meta.url);

let fetched = null;

function link(rel, url, as) {
  const node = document.createElement("link");
  node.rel = rel;
  node.href = url.href;
  if (as) node.as = as;
  document.head.append(node);
}

// Side by side: one after another, each file would cost a round trip.
function fetchAll(dialog, now = true) {
  if (!fetched) {
    const fetchFiles = (names) => Promise.all(names.split(" ").map((name) => import(`./${name}.js`)));
    const data = new URL(`${dialog.dataset.index}${document.documentElement.lang}/`, SITE);
    const preload = (name) => now && link("preload", new URL(`${name}.js`, data), "script");
    preload("start");
    fetched = fetchFiles(MODULES);
    link("stylesheet", new URL("../search.css", import.meta.url));
    preload("words");
    preload("concepts");
    fetchFiles(LATER).catch(() => {});
    fetched.then(
      ([search]) => search.warm(),
      () => {
        fetched = null;
      },
    );
  }
  return fetched;
}

function fetchWhenIdle(dialog) {
  const line = navigator.connection;
  if (line?.saveData || /2g/.test(line?.effectiveType ?? "")) return;
  const soon = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 0));
  setTimeout(() => soon(() => fetchAll(dialog, false), { timeout: 1000 }), IDLE);
}

export function startSearch() {
  const dialog = document.getElementById("kb-search");
  if (!dialog?.showModal) return;
  const page = document.querySelector(".search-page");
  if (page) {
    fetchAll(dialog);
    import("./search-page.js").then((module) => module.startSearchPage(page));
  }
  const field = dialog.querySelector("input");
  let box = null;

  const open = async (words = "") => {
    if (!dialog.open) dialog.showModal();
    field.focus();
    if (words) field.value = words;
    field.select();
    try {
      const [{ SearchBox }] = await fetchAll(dialog);
      box ??= new SearchBox(dialog, field);
      box.update();
    } catch {
      dialog.querySelector(".search__status").textContent = dialog.dataset.failed;
    }
  };

  // A link to a section of this same page must not leave the dialog in front of it.
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("a") || event.target === dialog) dialog.close();
  });
  // Safari's search fields keep Escape for themselves, even when there is nothing left to clear.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.querySelector(".search__all").addEventListener("click", (event) => {
    event.target.closest("a").hash = `q=${encodeURIComponent(field.value.trim())}`;
  });
  for (const opener of document.querySelectorAll("[data-search-open]")) {
    opener.setAttribute("role", "button");
    for (const sign of ["pointerenter", "focus"]) opener.addEventListener(sign, () => fetchAll(dialog), { once: true });
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }
  for (const form of document.querySelectorAll("[data-search-form]")) {
    form.addEventListener("focusin", () => fetchAll(dialog), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(form.querySelector("input").value.trim());
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const commandK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !commandK) return;
    event.preventDefault();
    if (page) page.querySelector("input").focus();
    else open();
  });
  fetchWhenIdle(dialog);
}
