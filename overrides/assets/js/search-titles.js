// The first results: passages whose titles hold the words. Needs one file, so that a bad line does not keep one waiting.
import { load } from "./search-data.js";
import { tokens } from "./search-words.js";

// The beginning of a page answers for the page.
const BEGINNING = 1.15;

export class Titles {
  static async open(locale) {
    const [directory, pages] = await Promise.all([load("directory"), load(`${locale}/titles`)]);
    return new Titles(pages, directory[locale]);
  }

  constructor(pages, { types, stop }) {
    this.stop = new Set(stop);
    this.all = pages.flatMap(([page, pageTitle, type, worth, sections]) =>
      sections.map(
        (one) =>
          one && {
            page,
            pageTitle,
            type: types[type],
            worth: (worth / 10) * (one[0] ? 1 : BEGINNING),
            section: one[0],
            title: one[1],
            textName: one[2],
          },
      ),
    );
  }

  /** The words of a query that say something; all of them if none does. */
  searched(query) {
    const all = tokens(query);
    const saying = all.filter((word) => !this.stop.has(word));
    return saying.length ? saying : all;
  }

  /** Numbers of passages whose titles hold all words, the best first. `rootOf` joins the forms of a word. */
  quick(query, rootOf = (word) => word) {
    const asked = this.searched(query).map((word) => ({ word, root: rootOf(word) }));
    if (!asked.length) return [];
    this.words ??= this.all.map((one) => {
      if (!one) return [[], []]; // a section that only the other language has
      return one.title ? [tokens(one.title), tokens(one.pageTitle)] : [tokens(one.pageTitle), []];
    });
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
  if (words.includes(word)) return 1;
  return words.some((one) => one.startsWith(word) || (root !== undefined && rootOf(one) === root)) ? 0.7 : 0;
}
