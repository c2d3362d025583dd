// Asks Pagefind and lists what it finds, section by section. Nothing leaves the device and nothing is stored.
import { citedProvisions } from "./citation.js";

const ROOT = new URL("../../", import.meta.url);
const PAGES = 8;
const SECTIONS = 3;
const MOST_WORDS = 8;

async function loadEngine() {
  const engine = await import(new URL("pagefind/pagefind.js", ROOT));
  await engine.options({ baseUrl: ROOT.pathname, excerptLength: 24 });
  await engine.init();
  return engine;
}

async function loadProvisions() {
  const answer = await fetch(new URL(`search/provisions-${document.documentElement.lang}.json`, ROOT));
  return answer.json();
}

function listItem(url, title, where) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const place = document.createElement("small");
  place.textContent = where;
  item.append(link, place);
  return item;
}

function citedItem({ url, title, text }) {
  const item = listItem(new URL(url, ROOT), title, ` ${text}`);
  item.className = "search__cited";
  return item;
}

/**
 * Pages that hold some of the words, for queries that no page holds whole. A rare word counts for more than one that
 * stands everywhere; each page keeps the result of the rarest word it holds, whose places are then marked.
 */
async function partialResults(engine, words) {
  const asked = [...new Set(words.toLowerCase().split(/\s+/))].filter((word) => word.length > 2).slice(0, MOST_WORDS);
  if (asked.length < 2) return [];
  const answers = await Promise.all(asked.map((word) => engine.search(word)));
  const total = Math.max(...answers.map((answer) => answer.unfilteredResultCount ?? answer.results.length), 1);
  const pages = new Map();
  for (const { results } of answers.sort((one, other) => one.results.length - other.results.length)) {
    const weight = Math.log(1 + total / (1 + results.length));
    for (const result of results) {
      const page = pages.get(result.id) ?? { result, weight: 0 };
      pages.set(result.id, { ...page, weight: page.weight + weight });
    }
  }
  return [...pages.values()].sort((one, other) => other.weight - one.weight).map((page) => page.result);
}

function fragment(markup) {
  // The excerpt is Pagefind's: escaped text with <mark> around the words found.
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

function resultItem(page, section) {
  const item = listItem(section.url, section.title, section.title === page.meta.title ? "" : ` ${page.meta.title}`);
  const excerpt = document.createElement("p");
  excerpt.append(fragment(section.excerpt));
  item.append(excerpt);
  return item;
}

function weight(section) {
  return section.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
}

function sectionsOf(page) {
  const found = page.sub_results.filter((section) => section.excerpt.includes("<mark>"));
  const sections = found.length ? found : page.sub_results;
  return [...sections].sort((one, other) => weight(other) - weight(one)).slice(0, SECTIONS);
}

/** Wire the dialog; return a session whose `update` searches for what the field holds. */
export async function startSession(dialog, field) {
  const status = dialog.querySelector(".search__status");
  const list = dialog.querySelector(".search__results");
  const { count, none, partly, searching, failed } = dialog.dataset;
  let engine = null;
  let index = null;
  let turn = 0;

  const update = async () => {
    const words = field.value.trim();
    const mine = ++turn;
    if (!words || !engine) {
      list.replaceChildren();
      status.textContent = engine || !words ? "" : failed;
      return;
    }
    status.textContent = searching;
    const found = await engine.debouncedSearch(words, {}, 120);
    if (!found || mine !== turn) return;
    const cited = index ? citedProvisions(words, index).map(citedItem) : [];
    const whole = found.results.length > 0;
    const results = whole || cited.length ? found.results : await partialResults(engine, words);
    const pages = await Promise.all(results.slice(0, PAGES).map((result) => result.data()));
    if (mine !== turn) return;
    const items = cited.concat(pages.flatMap((page) => sectionsOf(page).map((section) => resultItem(page, section))));
    list.replaceChildren(...items);
    const told = items.length ? count.replace("{count}", items.length) : none;
    status.textContent = items.length && !whole && !cited.length ? `${partly} ${told}` : told;
  };

  field.addEventListener("input", update);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      list.querySelector("a")?.click();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  dialog.addEventListener("click", (event) => {
    // A link to a section of this same page must not leave the dialog in front of it.
    if (event.target.closest(".search__results a") || event.target === dialog) dialog.close();
  });

  const provisions = loadProvisions().then(
    (loaded) => {
      index = loaded;
    },
    () => {}, // without the index the words are still searched
  );
  try {
    [engine] = await Promise.all([loadEngine(), provisions]);
  } catch {
    status.textContent = failed;
  }
  return { update };
}
