// Words: cutting a query as publish/search/words.py cuts the text, word families, endings, misspellings.
export function tokens(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1 || /\d/.test(word));
}

/** The words of a query that say something, those in `stop` left out; all of them if none does. */
export function saying(query, stop) {
  const all = tokens(query);
  const found = all.filter((word) => !stop.has(word));
  return found.length ? found : all;
}

/** How many letters must change to make one word of the other, exchanged neighbours counting once; `most` + 1 if more. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const turned = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (turned) cost = Math.min(cost, before[column - 2] + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = line;
  }
  return last[other.length];
}

const INDONESIAN_ENDINGS = ["nya", "lah", "kah", "pun", "kan", "an", "i"];
// Prefixes and the letters that they swallow: menahan – tahan, menyumpah – sumpah, mengadukan – adu.
const INDONESIAN_BEGINNINGS = [
  [/^(?:meng|peng)(?=[aeioughk])/, ["", "k"]],
  [/^(?:meny|peny)(?=[aeiou])/, ["s"]],
  [/^(?:mem|pem)(?=[aeiou])/, ["p", ""]],
  [/^(?:mem|pem)/, [""]],
  [/^(?:men|pen)(?=[aeiou])/, ["t", ""]],
  [/^(?:men|pen)/, [""]],
  [/^(?:menge|penge)/, [""]],
  [/^(?:me|pe)(?=[lmnrwy])/, [""]],
  [/^(?:di|ter|ber|per|pel|bel|ke|se)/, [""]],
];
const ENGLISH_ENDINGS = ["s", "es", "ed", "d", "ing", "er", "ers", "ly", "ment", "ion"];

function indonesianStems(word) {
  const cut = new Set([word]);
  for (const ending of INDONESIAN_ENDINGS) {
    for (const one of [...cut]) if (one.endsWith(ending) && one.length - ending.length > 2) cut.add(one.slice(0, -ending.length));
  }
  const found = new Set(cut);
  const strip = (from) => {
    for (const one of [...from]) {
      for (const [beginning, letters] of INDONESIAN_BEGINNINGS) {
        if (!beginning.test(one)) continue;
        for (const letter of letters) found.add(letter + one.replace(beginning, ""));
      }
    }
  };
  strip(cut);
  strip(found); // memberlakukan: mem-, ber-
  return [...found].filter((one) => one.length > 2);
}

function englishStems(word) {
  return ENGLISH_ENDINGS.filter((ending) => word.endsWith(ending) && word.length - ending.length > 2).flatMap((ending) => {
    const stem = word.slice(0, -ending.length);
    return [stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"), stem.replace(/i$/, "y")];
  });
}

/** The words of one language, from the lines of publish/search/vocabulary.py. */
export class Vocabulary {
  constructor(lines, locale) {
    this.locale = locale;
    this.roots = new Map();
    this.families = new Map();
    this.words = [];
    this.foreign = new Set();
    for (const line of lines) {
      const [root, ...forms] = line.split(" ");
      const family = [];
      for (const form of forms) {
        const word = form.slice(0, -1).replace("+", root);
        if (form.endsWith("~")) this.foreign.add(word);
        family.push({ word, frequency: Number(form.at(-1)) || 0 });
        this.roots.set(word, root);
      }
      this.families.set(root, family);
      this.words.push(...family);
    }
  }

  /** The root of a word that the text holds, or of one that is a regular form of it. */
  root(word) {
    const known = this.roots.get(word);
    if (known !== undefined || /\d/.test(word)) return known;
    const stems = this.locale === "id" ? indonesianStems(word) : englishStems(word);
    const isRoot = (one) => this.locale === "id" && this.families.has(one) && !this.foreign.has(one);
    return stems.map((one) => (isRoot(one) ? one : this.roots.get(one))).find((root) => root !== undefined);
  }

  /** Whether the text itself says the word in this language. */
  knows(word) {
    return this.root(word) !== undefined && !this.foreign.has(word);
  }

  /** The forms of a root that the text holds, the frequent ones first. */
  forms(root) {
    const family = this.families.get(root) ?? [];
    return family.filter((form) => form.frequency).sort((one, other) => other.frequency - one.frequency);
  }

  /** The most frequent words that begin with what is typed. */
  endings(start, most = 4) {
    const found = this.words.filter(({ word, frequency }) => frequency && word.startsWith(start));
    return found.sort((one, other) => other.frequency - one.frequency).slice(0, most);
  }

  /** The nearest words to one that the text does not hold: [{ word, distance }], the likeliest first. */
  nearest(typed, most = 3) {
    const limit = typed.length >= 6 ? 2 : 1;
    if (typed.length < 4 || /\d/.test(typed)) return [];
    const found = [];
    for (const { word, frequency } of this.words) {
      if (word.length < 4) continue;
      const apart = distance(typed, word, limit);
      if (apart > limit) continue;
      // Of words equally near, the one with the same beginning, then the more frequent one.
      const rank = apart * 10 + (word[0] === typed[0] ? 0 : 6) - frequency / 2;
      found.push({ word, distance: apart, rank });
    }
    return found.sort((one, other) => one.rank - other.rank).slice(0, most);
  }
}
