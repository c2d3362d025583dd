// One query in both languages: what was typed, what was added to it, what was put right, and what was found.
import { longest } from "./search-concepts.js";
import { Index, openConcepts, rank, Reading, spread } from "./search-engine.js";

const OTHER = { en: "id", id: "en" };
const ADDED_FORMS = 4;
// How much a word put right counts: a slip of one letter is hardly doubtful, another word altogether may be meant.
const LIKELY = 0.9;
const UNLIKELY = 0.5;

/** The engine for a reader of `locale`. */
export class Search {
  static async open(locale, titles) {
    const own = await Index.open(locale);
    return new Search(own, await openConcepts(own), titles);
  }

  constructor(own, concepts, titles) {
    this.own = own;
    this.concepts = concepts;
    this.titles = titles.all;
    this.otherLocale = OTHER[own.locale];
    // Twins have one number, so the page of one language tells the page of the other.
    this.worthOf = (place) => this.titles[place]?.worth ?? 1;
    this.pageOf = (place) => this.titles[place]?.page ?? place;
    const starts = [];
    this.titles.forEach(({ page }, place, all) => starts.push(all[place - 1]?.page === page ? starts[place - 1] : place));
    this.startOf = (place) => starts[place] ?? place;
  }

  /**
   * Find passages: { order, scores, forms, added, corrected, missing, other }. `literal` keeps to the words as typed;
   * `open` says that the last word may still be being typed. `other` is the other language's { index, order, forms }.
   */
  async find(query, { literal = false, open = false } = {}) {
    let reading = await this.read(this.own.searched(query), { literal, open });
    let other = null;
    let corrected = [];
    if (reading.words.some((_, at) => reading.isForeign(at))) {
      other = await Index.open(this.otherLocale);
      if (!literal) ({ reading, corrected } = await this.readInBoth(reading.words, other, open));
    }
    const found = await rank(reading, this, { literal });
    return {
      ...found,
      order: spread(found.order, this.pageOf),
      forms: formsOf(reading, literal),
      added: literal ? [] : this.added(reading),
      corrected,
      missing: reading.unknown.map((at) => reading.words[at]),
      other: await this.findOther(reading.words, reading.concepts, other, literal),
    };
  }

  /** Read words of which some are not the reader's language: as the other's, and else as misspelt. */
  async readInBoth(words, other, open) {
    let theirs = [];
    const phrases = async (said) => {
      // Where the other language knows none of the words, its phrases hold none either.
      if (said.some((word) => other.vocabulary.knows(word))) theirs = (await openConcepts(other)).find(said);
      return theirs;
    };
    const reading = await this.read(words, { open }, await phrases(words));
    reading.borrow(other);
    if (!reading.unknown.length) return { reading, corrected: [] };
    const corrected = [];
    const trust = {};
    const meant = [...words];
    for (const at of reading.unknown) {
      const found = this.correction(words[at], other);
      if (!found) continue;
      corrected.push({ typed: words[at], used: found.word });
      trust[at] = found.distance === 1 && found.word[0] === words[at][0] ? LIKELY : UNLIKELY;
      meant[at] = found.word;
    }
    const better = await this.read(meant, {}, await phrases(meant));
    better.borrow(other);
    better.trust = trust;
    return { reading: better, corrected };
  }

  /** Read words with the phrases of the reader's language, and those `others` found already. */
  read(words, { literal = false, open = false }, others = []) {
    const concepts = literal ? [] : longest([...this.concepts.find(words), ...others]);
    return new Reading(this.own, concepts, words).read({ literal, open });
  }

  /** The word that was meant by one that neither language has, or nothing. */
  correction(typed, other) {
    const own = this.own.vocabulary.nearest(typed, 1)[0];
    const theirs = other.vocabulary.nearest(typed, 1)[0];
    return theirs && (!own || theirs.distance < own.distance) ? theirs : own;
  }

  async findOther(words, concepts, loaded, literal) {
    const index = loaded ?? (await Index.open(this.otherLocale, { words: false }));
    const reading = new Reading(index, concepts, words);
    words.forEach((typed, at) => {
      const root = index.vocabulary.root(typed);
      if (root !== undefined) reading.add(at, root, typed, 1);
    });
    if (!reading.units.length && !concepts.length) return { index, order: [], forms: new Set() };
    const found = await rank(reading, this, { literal });
    return { index, order: spread(found.order, this.pageOf), forms: formsOf(reading, literal) };
  }

  /** What is searched besides the words typed: other forms of them, and terms of the glossary. */
  added(reading) {
    const typed = new Set(reading.words);
    const forms = reading.units.flatMap(({ root, weight, index }) =>
      weight < 1 ? [] : index.vocabulary.forms(root).slice(0, ADDED_FORMS).map(({ word }) => word),
    );
    const terms = reading.concepts.map(({ key }) => this.concepts.term(key)).filter(Boolean);
    const whole = reading.words.join(" ");
    return [...new Set([...forms, ...terms])].filter((one) => !typed.has(one) && one.toLowerCase() !== whole);
  }

  /** Words like the ones typed, for a query that finds nothing. */
  near(query) {
    return this.own.searched(query).flatMap((word) => this.own.vocabulary.nearest(word, 3).map((one) => one.word));
  }
}

/** All forms of the words of a reading: those to mark. */
function formsOf(reading, literal) {
  const own = reading.units.filter(({ index }) => index === reading.index);
  const forms = own.flatMap(({ typed, root, form, weight }) => {
    if (literal || weight < 1) return [typed, form];
    return [typed, form, ...reading.index.vocabulary.forms(root).map(({ word }) => word)];
  });
  return new Set(forms);
}
