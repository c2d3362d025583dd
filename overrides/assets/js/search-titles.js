// The first results: passages whose titles hold the words. Needs one file, so that a bad line does not keep one waiting.
import { load } from "./search-data.js";
import { saying, tokens } from "./search-words.js";

// The beginning of a page answers for the page.
const BEGINNING = 1.15;

export class Titles {
  static async open(locale) {
    const [directory, pages] = await Promise.all([load("directory"), load(`${locale}/titles`)]);
    return new Titles(pages, directory[locale]);
  }

  constructor(pages, { types, stop }) {
    this.stop = new Set(stop);
    // By number; those of pages worth little have no title here, see publish/search.
    this.all = pages.flatMap(([page, pageTitle, type, worth, sections]) => {
      const common = { page, pageTitle, type: types[type], worth: worth / 10 };
      if (!Array.isArray(sections)) return Array(sections).fill({ ...common, untitled: true });
      return sections.map((one) => {
        if (!one) return { ...common, untitled: true }; // only the other language has it
        const [section, title, textName] = one;
        return { ...common, section, title, textName, worth: common.worth * (section ? 1 : BEGINNING) };
      });
    });
  }

  /** Cut the titles into words, before anybody waits for it. */
  prepare() {
    this.words ??= this.all.map(({ untitled, title, pageTitle }) => {
      if (untitled) return [[], []];
      return title ? [tokens(title), tokens(pageTitle)] : [tokens(pageTitle), []];
    });
  }

  /** Numbers of passages whose titles hold all words, the best first. `roots` joins the forms of a word. */
  quick(query, roots = new Map()) {
    const rootOf = (word) => roots.get(word);
    const asked = saying(query, this.stop).map((word) => ({ word, root: rootOf(word) }));
    if (!asked.length) return [];
    this.prepare();
    const found = [];
    this.words.forEach(([own, above], place) => {
      let score = 0;
      for (const one of asked) {
        const fit = 3 * fits(own, one, rootOf) || fits(above, one, rootOf);
        if (!fit) return;
        score += fit;
      }
      found.push({ place, score: (score * this.all[place].worth) / Math.sqrt(own.length + 2) });
    });
    return found.sort((one, other) => other.score - one.score).map(({ place }) => place);
  }
}

function fits(words, { word, root }, rootOf) {
  let fit = 0;
  for (const one of words) {
    if (one === word) return 1;
    if (one.startsWith(word) || (root !== undefined && rootOf(one) === root)) fit = 0.7;
  }
  return fit;
}
