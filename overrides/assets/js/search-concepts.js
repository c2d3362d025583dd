// Phrases of the glossary and of everyday speech in a query: they join words for one thing, and the two languages.
import { tokens } from "./search-words.js";

/** The phrases of one language; `rootOf` gives the root of a word, `stop` are words that say nothing. */
export class Concepts {
  constructor(data, rootOf, stop) {
    this.data = data;
    this.rootOf = rootOf;
    this.starts = new Map();
    for (const [key, phrases] of Object.entries(data)) {
      for (const phrase of phrases) {
        const saying = tokens(phrase).filter((word) => !stop.has(word));
        const roots = saying.map((word) => rootOf(word));
        if (!roots.length) continue;
        if (!this.starts.has(roots[0])) this.starts.set(roots[0], []);
        this.starts.get(roots[0]).push({ key, roots });
      }
    }
  }

  /** The concepts in a row of words: [{ key, from, length }]. */
  find(words) {
    const roots = words.map((word) => this.rootOf(word));
    return roots.flatMap((root, from) =>
      (this.starts.get(root) ?? [])
        .filter(({ roots: phrase }) => phrase.every((part, step) => part === roots[from + step]))
        .map(({ key, roots: phrase }) => ({ key, from, length: phrase.length })),
    );
  }

  /** The preferred term of a concept. */
  term(key) {
    return this.data[key]?.[0];
  }
}

/** Of phrases that overlap the longest ones, each concept once. */
export function longest(found) {
  const covers = (one, other) =>
    other.length > one.length && other.from <= one.from && other.from + other.length >= one.from + one.length;
  const kept = found.filter((one) => !found.some((other) => covers(one, other)));
  return kept.filter((one, index) => kept.findIndex((other) => other.key === one.key) === index);
}
