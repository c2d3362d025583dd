// Phrases of the glossary in a query: they join the two languages, and words for one thing.
import { tokens } from "./search-words.js";

const LOCALES = ["en", "id"];

export class Concepts {
  /** `data`: by concept its phrases in each language, the term first; `rootOf` and the stop words by language. */
  constructor(data, rootOf, stop) {
    this.data = data;
    this.rootOf = rootOf;
    this.stop = stop;
    this.starts = new Map();
    for (const [key, both] of Object.entries(data)) {
      both.forEach((phrases, index) => phrases.forEach((phrase) => this.add(key, LOCALES[index], phrase)));
    }
  }

  add(key, locale, phrase) {
    const saying = tokens(phrase).filter((word) => !this.stop[locale].has(word));
    const roots = saying.map((word) => this.rootOf[locale](word));
    if (!roots.length) return;
    const start = `${locale}:${roots[0]}`;
    this.starts.set(start, [...(this.starts.get(start) ?? []), { key, roots }]);
  }

  /** The concepts in a row of words: [{ key, from, length }], of overlapping ones the longest. */
  find(words) {
    const found = [];
    for (const locale of LOCALES) {
      const roots = words.map((word) => this.rootOf[locale](word));
      roots.forEach((root, from) => {
        for (const { key, roots: phrase } of this.starts.get(`${locale}:${root}`) ?? []) {
          if (phrase.every((part, step) => part === roots[from + step])) found.push({ key, from, length: phrase.length });
        }
      });
    }
    const longest = found.filter(
      (one) =>
        !found.some(
          (other) =>
            other.length > one.length && other.from <= one.from && other.from + other.length >= one.from + one.length,
        ),
    );
    return longest.filter((one, index) => longest.findIndex((other) => other.key === one.key) === index);
  }

  /** The preferred term of a concept. */
  term(key, locale) {
    return this.data[key][LOCALES.indexOf(locale)][0];
  }
}
