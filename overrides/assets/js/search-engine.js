// Finds and ranks passages. Weights are BM25F's, see publish/search/postings.py; nothing here touches the page.
import { decode, load } from "./search-data.js";
import { Concepts } from "./search-concepts.js";
import { saying, Vocabulary } from "./search-words.js";

// Tuned on tests/search/queries.yml (scripts/kb bench search --queries-only).
const SATURATION = 4; // how soon more of the same word says no more
const OTHER_FORM = 0.5; // another form of the word than the one typed
const ENDING = 0.7; // a word of which only the beginning is typed so far
const CONCEPT = 0.8; // a phrase of the glossary or of everyday speech
const TWIN = 0.8; // a word of the other language, by the twin passage
const SECOND = 0.8; // the weaker of two ways in which a passage holds a word
const WHOLE = 0.8; // power of the share of a query that a passage holds
const PAGE = 0.5; // what the beginning of a page says, for each of its sections
const KEEP = 0.35; // of the best passage's share of the query, what a result must hold
const SAME_PAGE = 3; // sections of one page among the first results
const FIRST = 10;

/** The index of one language. Without `words`, only concepts and numbers can be looked up in it. */
export class Index {
  static async open(locale, { words = true } = {}) {
    const [directory, lines] = await Promise.all([load("directory"), words ? load(`${locale}/words`) : []]);
    return new Index(locale, directory, new Vocabulary(lines, locale));
  }

  constructor(locale, directory, vocabulary) {
    this.locale = locale;
    this.vocabulary = vocabulary;
    this.leaf = directory.leaf;
    this.levels = directory.levels;
    Object.assign(this, directory[locale]); // passages, chunks, types, stop, said
    this.stop = new Set(this.stop);
  }

  /** The entry of a root, or undefined: [number of passages, { form: passages }], or the root of a rare word. */
  async entry(root) {
    const number = this.chunks.findLastIndex((start) => start <= root);
    return number < 0 ? undefined : (await load(`${this.locale}/postings-${number}`))[root];
  }

  /** A passage with its text: { page, pageTitle, type, textName, section, title, text }. */
  async passage(number) {
    const leaf = await load(`${this.locale}/passages-${Math.floor(number / this.leaf)}`);
    const [page, pageTitle, type, textName, section, title, text] = leaf[number % this.leaf];
    return { number, page, pageTitle, type: this.types[type], textName, section, title, text };
  }

  searched(query) {
    return saying(query, this.stop);
  }

  idf(held) {
    return Math.log(1 + (this.passages - held + 0.5) / (held + 0.5));
  }
}

/**
 * What the words of a query mean in one language: `units`, the roots to look up for each word, and `concepts`.
 * Alternatives of one word share `at`, its place in the query.
 */
export class Reading {
  constructor(index, concepts, words) {
    this.index = index;
    this.words = words;
    this.units = [];
    this.concepts = concepts;
    this.trust = {}; // by place, less than 1 for a word that was put right
  }

  has(at) {
    return this.units.some((unit) => unit.at === at);
  }

  covered(at) {
    return this.concepts.some(({ from, length }) => from <= at && at < from + length);
  }

  /** Read each word: known, rare, beginning of a word; what remains is unknown. */
  async read({ literal, open }) {
    await Promise.all(
      this.words.map(async (typed, at) => {
        const root = await this.rootOf(typed);
        if (root !== undefined) this.add(at, root, typed, 1);
        else if (!literal && open && at === this.words.length - 1 && typed.length > 2) this.addEndings(typed, at);
      }),
    );
    return this;
  }

  add(at, root, form, weight, index = this.index) {
    this.units.push({ at, typed: this.words[at], root, form, weight, index });
  }

  async rootOf(typed) {
    return this.index.vocabulary.root(typed) ?? (/^\d/.test(typed) ? typed : this.rare(typed));
  }

  /** Words that are not this language's own: their twins may be found through the other language's passages. */
  borrow(other) {
    this.words.forEach((typed, at) => {
      if (!this.isForeign(at)) return;
      const root = other.vocabulary.knows(typed) ? other.vocabulary.root(typed) : undefined;
      if (root !== undefined) this.add(at, root, typed, TWIN, other);
    });
  }

  isForeign(at) {
    return !this.covered(at) && !/^\d/.test(this.words[at]) && !this.index.vocabulary.knows(this.words[at]);
  }

  /** The places of words that mean nothing to anybody so far. */
  get unknown() {
    return this.words.map((_, at) => at).filter((at) => !this.has(at) && !this.covered(at));
  }

  async rare(typed) {
    const entry = await this.index.entry(typed);
    if (entry === undefined) return undefined;
    return typeof entry === "string" ? entry : typed;
  }

  addEndings(typed, at) {
    const { vocabulary } = this.index;
    for (const { word } of vocabulary.endings(typed)) this.add(at, vocabulary.root(word), word, ENDING);
  }
}

/**
 * Score every passage for a reading; `worthOf` weighs the pages against each other, `startOf` tells the beginning of a
 * passage's page. Returns { scores, order }, in which the best passage comes first.
 */
export async function rank(reading, { worthOf, startOf }, { literal = false } = {}) {
  const { index } = reading;
  const units = await Promise.all(
    reading.units.map(async (unit) => ({ ...unit, entry: await unit.index.entry(unit.root) })),
  );
  const concepts = literal
    ? []
    : await Promise.all(reading.concepts.map(async (one) => ({ ...one, entry: await index.entry(`=${one.key}`) })));
  const parts = reading.words.map(() => ({ scores: new Float64Array(index.passages), most: 0 }));
  for (const { at, entry, form, weight } of units) {
    if (!entry) continue;
    const [held, forms] = entry;
    const part = parts[at];
    const weights = new Float64Array(index.passages);
    for (const [word, places] of Object.entries(forms)) {
      if (literal && word !== form) continue;
      const factor = weight * (word === form ? 1 : OTHER_FORM);
      decode(places, (place, level) => {
        weights[place] += index.levels[level] * factor;
      });
    }
    if (!literal) spreadOut(weights, startOf);
    add(part, weights, index.idf(held) * (reading.trust[at] ?? 1));
  }
  for (const { from, length, entry } of concepts) {
    if (!entry) continue;
    const weights = new Float64Array(index.passages);
    decode(entry[1][""], (place, level) => {
      weights[place] = index.levels[level];
    });
    spreadOut(weights, startOf);
    // A phrase counts for each of its words, once.
    const idf = (index.idf(entry[0]) * CONCEPT) / length;
    for (let at = from; at < from + length; at += 1) add(parts[at], weights, idf * (reading.trust[at] ?? 1));
  }
  return combine(parts, index.passages, worthOf);
}

/** A section speaks of what its page speaks of: add to its weights a part of those of the page's beginning. */
function spreadOut(weights, startOf) {
  for (let place = weights.length - 1; place >= 0; place -= 1) {
    const start = startOf(place);
    if (start !== place && weights[start]) weights[place] += PAGE * weights[start];
  }
}

function add(part, weights, idf) {
  part.most = Math.max(part.most, idf);
  weights.forEach((weight, place) => {
    if (!weight) return;
    const score = (idf * weight * (SATURATION + 1)) / (weight + SATURATION);
    const has = part.scores[place];
    part.scores[place] = Math.max(has, score) + SECOND * Math.min(has, score);
  });
}

/**
 * Add up the words' scores. Who types three words wants passages with all three, and where there is none, those with
 * the most telling ones.
 */
function combine(parts, passages, worthOf) {
  const asked = parts.filter((part) => part.most > 0);
  const whole = asked.reduce((sum, part) => sum + part.most, 0);
  const scores = new Float64Array(passages);
  const shares = new Float64Array(passages);
  for (const part of asked) {
    part.scores.forEach((score, place) => {
      if (!score) return;
      scores[place] += score;
      shares[place] += part.most / whole;
    });
  }
  const best = shares.reduce((most, share) => Math.max(most, share), 0);
  const order = [];
  scores.forEach((score, place) => {
    if (!score || shares[place] < best * KEEP) return;
    scores[place] = score * worthOf(place) * shares[place] ** WHOLE;
    order.push(place);
  });
  return { scores, order: order.sort((one, other) => scores[other] - scores[one] || one - other) };
}

/** Put what follows the third section of one page behind the first results. */
export function spread(order, pageOf) {
  const counts = new Map();
  const first = [];
  const later = [];
  for (const place of order) {
    const page = pageOf(place);
    const count = (counts.get(page) ?? 0) + 1;
    counts.set(page, count);
    (first.length < FIRST && count > SAME_PAGE ? later : first).push(place);
  }
  return [...first.slice(0, FIRST), ...later, ...first.slice(FIRST)];
}

/** The phrases of the language of `index`. */
export async function openConcepts(index) {
  const data = await load(`${index.locale}/concepts`);
  return new Concepts(data, (word) => index.vocabulary.root(word) ?? word, index.stop);
}
