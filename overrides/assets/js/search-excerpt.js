// A piece of a passage around the words found, with the words marked.
import { tokens } from "./search-words.js";

const WORDS = 28;
const BEFORE = 6;

/** Cut text into words with what stands between them: [{ text, word }]. */
function parts(text) {
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((piece, index) => ({ text: piece, word: index % 2 ? tokens(piece)[0] : null }));
}

/** Return a fragment: the words of `text` around the densest place of `forms`, those marked; and the marked words. */
export function excerpt(text, forms) {
  const all = parts(text);
  const places = all.flatMap(({ word }, at) => (word && forms.has(word) ? [at] : []));
  const start = Math.max(0, densest(all, places) - BEFORE * 2);
  const end = Math.min(all.length, start + WORDS * 2);
  const fragment = document.createDocumentFragment();
  const marked = new Set();
  if (start) fragment.append("… ");
  for (const { text: piece, word } of all.slice(start, end)) {
    if (word && forms.has(word)) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      marked.add(word);
      fragment.append(mark);
    } else fragment.append(piece);
  }
  if (end < all.length) fragment.append(" …");
  for (const at of places) marked.add(all[at].word);
  return { fragment, marked: [...marked] };
}

function densest(all, places) {
  let best = places[0] ?? 0;
  let most = 0;
  for (const place of places) {
    const near = new Set(places.filter((at) => at >= place && at < place + (WORDS - BEFORE) * 2).map((at) => all[at].word));
    if (near.size > most) {
      most = near.size;
      best = place;
    }
  }
  return best;
}
