// A search box: asks the engine and lists what it finds. Nothing leaves the device and nothing is stored.
// What the first results need is imported; the rest follows while they are looked at.
import { load } from "./search-data.js";
import { Titles } from "./search-titles.js";
import { element, fillExcerpts, notes, resultItem, wayOn } from "./search-view.js";

const SHOWN = 10;
const OTHER_SHOWN = 3;
const PAUSE = 80; // milliseconds after a key before the passages are ranked
const LINK = /^\S*[/#]\S*$/; // may be a permanent link
const opened = {};

/** What every search on this page shares: titles for the first results, the engine for all. */
function open(locale) {
  opened.titles ??= Titles.open(locale);
  opened.citation ??= import("./citation.js");
  opened.engine ??= Promise.all([import("./search-query.js"), opened.titles]).then(([{ Search }, titles]) =>
    Search.open(locale, titles),
  );
  opened.engine.catch(() => {
    opened.titles = opened.citation = opened.engine = undefined; // the next key tries again
  });
  return opened;
}

/** Open the search before anything is asked. */
export async function warm() {
  const { titles, engine } = open(document.documentElement.lang);
  (await titles).prepare();
  await engine;
}

export class SearchBox {
  /**
   * `root` holds .search__status, after which the results are put; `field` is typed in. `narrow(found)` returns the
   * order of the passages to show, and is called again by `refresh`.
   */
  constructor(root, field, { narrow = (found) => found.order, onFound = () => {} } = {}) {
    Object.assign(this, { root, field, narrow, onFound });
    this.locale = document.documentElement.lang;
    this.failed = document.getElementById("kb-search").dataset.failed;
    this.status = root.querySelector(".search__status");
    this.notes = element("div", { class: "search__notes" });
    this.results = element("ol", { class: "search__results" });
    this.more = element("button", { class: "search__more", type: "button", hidden: "hidden" });
    this.other = element("div", { class: "search__other" });
    this.status.after(this.notes, this.results, this.more, this.other);
    this.turn = 0;
    this.literal = null;
    field.addEventListener("input", () => this.update({ typing: true }));
    root.addEventListener("keydown", (event) => this.move(event));
    this.more.addEventListener("click", () => this.showMore());
  }

  /** Search for what the field holds. */
  async update({ typing = false } = {}) {
    const query = this.field.value.trim();
    const mine = ++this.turn;
    clearTimeout(this.timer);
    if (!query) {
      this.clear();
      this.found = null;
      this.status.textContent = "";
      this.onFound(null);
      return;
    }
    this.status.textContent ||= "…";
    try {
      await this.first(query, mine);
      this.timer = setTimeout(() => this.whole(query, mine, typing), typing ? PAUSE : 0);
    } catch {
      if (mine === this.turn) this.status.textContent = this.failed;
    }
  }

  /** Titles that hold the words, at once. */
  async first(query, mine) {
    const titles = await open(this.locale).titles;
    if (mine !== this.turn || this.results.contains(document.activeElement)) return;
    if (LINK.test(query)) return this.clear(); // Enter must not open what only has the words of a link
    const places = titles.quick(query, this.engine?.own.vocabulary.roots).slice(0, SHOWN);
    if (places.length) this.results.replaceChildren(...places.map((place) => resultItem(titles.all[place])));
  }

  /** The ranked passages of both languages. */
  async whole(query, mine, typing) {
    try {
      const { citedProvisions, mayCite } = await open(this.locale).citation;
      const engine = await open(this.locale).engine;
      const literal = this.literal === query;
      const [found, provisions, linked] = await Promise.all([
        engine.find(query, { literal, open: typing }),
        mayCite(query) ? load(`${this.locale}/provisions`) : null,
        LINK.test(query) ? import("./permalink.js").then((module) => module.linkedSection(query, engine)) : null,
      ]);
      if (mine !== this.turn) return;
      this.engine = engine;
      this.words = engine.own.said;
      this.more.textContent = this.words.more;
      this.cited = linked ? [linked] : provisions ? citedProvisions(query, provisions) : [];
      this.found = found;
      this.onFound(found);
      await this.refresh();
    } catch (error) {
      if (mine === this.turn) this.status.textContent = this.failed;
      throw error;
    }
  }

  clear() {
    for (const name of ["results", "notes", "other"]) this[name].replaceChildren();
    this.more.hidden = true;
  }

  /** Show what was found, as far as `narrow` leaves it. */
  async refresh() {
    const { found, cited, engine } = this;
    const named = new Set(cited.map(({ page, section }) => `${page}#${section}`));
    const isNew = (place) => !named.has(`${engine.titles[place]?.page}#${engine.titles[place]?.section}`);
    this.order = this.narrow(found).filter(isNew);
    const total = cited.length + this.order.length;
    const { items, places } = await this.items(0, SHOWN);
    if (this.found !== found) return;
    this.clear();
    this.more.hidden = this.order.length <= SHOWN;
    this.results.append(...cited.map((one) => resultItem(one, "search__cited")), ...items);
    this.status.textContent = total ? this.words.count.replace("{count}", total) : this.words.none;
    this.notes.append(...notes(found, this.words, { literally: () => this.searchLiterally() }));
    if (!total) this.notes.append(...wayOn(engine.near(this.field.value), this.words, (word) => this.use(word)));
    await Promise.all([
      fillExcerpts(engine.own, places, items, found.forms),
      this.showOther(found.other, total ? OTHER_SHOWN : SHOWN),
    ]);
  }

  async items(from, count) {
    const places = this.order.slice(from, from + count);
    const { own, titles } = this.engine;
    const known = (place) => titles[place] && !titles[place].untitled;
    const passages = await Promise.all(places.map((place) => (known(place) ? titles[place] : own.passage(place))));
    return { places, items: passages.map((passage) => resultItem(passage)) };
  }

  async showMore() {
    const { places, items } = await this.items(this.results.children.length - this.cited.length, 2 * SHOWN);
    this.results.append(...items);
    this.more.hidden = this.order.length <= this.results.children.length - this.cited.length;
    items[0]?.querySelector("a").focus();
    await fillExcerpts(this.engine.own, places, items, this.found.forms);
  }

  /** The other language's passages, in a group of their own. */
  async showOther({ index, order, forms }, count) {
    const places = order.slice(0, count);
    if (!places.length) return;
    const { found } = this;
    const passages = await Promise.all(places.map((place) => index.passage(place)));
    if (this.found !== found) return;
    const items = passages.map((passage) => resultItem(passage));
    const title = this.words.in_other.replace("{count}", order.length);
    this.other.replaceChildren(
      element("h3", { text: title }),
      element("ol", { class: "search__results", lang: index.locale }, ...items),
    );
    await fillExcerpts(index, places, items, forms);
  }

  searchLiterally() {
    this.literal = this.field.value.trim();
    this.field.focus();
    this.update();
  }

  use(word) {
    this.field.value = word;
    this.field.focus();
    this.update();
  }

  /** Arrow keys walk from the field through the results; Enter in the field opens the first. */
  move(event) {
    const links = [...this.root.querySelectorAll(".search__results a")];
    if (event.key === "Enter" && event.target === this.field) {
      event.preventDefault();
      if (!links.length) return;
      links[0].dispatchEvent(new Event("kb-open"));
      links[0].click();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.field, ...links];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
  }
}
