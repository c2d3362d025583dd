// Goes to a provision by its number: “pasal 32”, “CRC 37”, “A/RES/77/298 121”. Names and numbers come from the build.
const LEFT_OUT = new Set(["no", "nomor", "number", "tahun", "of", "the", "pbb", "un"]);
const KIND =
  /\b(?:pasal|articles?|arts?|para(?:graphs?|graf)?|paras|rules?|aturan|sections?|secs?|seksi|practices?|praktik|chapters?|bab) (\d+[a-z]?|[ivx]+)\b/;
const SHOWN = 6;

/** Words and numbers in small letters, as publish/search/provision_index.py writes the names. */
function normalised(text) {
  const joined = text.toLowerCase().replace(/(\d)-([a-z])\b/g, "$1$2"); // section 20-A
  const words = (joined.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !LEFT_OUT.has(word));
  return words
    .join(" ")
    .replace("undang undang", "uu")
    .replace("peraturan pemerintah", "pp")
    .replace("government regulation", "pp");
}

/** The text named in the words, and the words without its name; a name in full is preferred to a part of one. */
function namedText(words, texts) {
  let best = null;
  for (const [key, { names }] of Object.entries(texts)) {
    const name = names.find((one) => ` ${words} `.includes(` ${one} `));
    if (name && (!best || name.length > best.name.length)) best = { key, name };
  }
  return best && { key: best.key, rest: ` ${words} `.replace(` ${best.name} `, " ").trim() };
}

/** Whether a query may cite a provision: only then are the provisions loaded. */
export function mayCite(query) {
  return /\d/.test(query) || KIND.test(normalised(query));
}

/** Provisions that the query cites, the most likely first: [{ page, section, title, textName }]. */
export function citedProvisions(query, { texts, provisions }) {
  const words = normalised(query);
  const text = namedText(words, texts);
  const rest = text ? text.rest : words;
  const number = (rest.match(KIND) ?? (text && rest.match(/^(\d+[a-z]?|[ivx]+)\b/)))?.[1];
  if (!number) return [];
  return provisions
    .filter(([key, own]) => own === number && (!text || key === text.key))
    .slice(0, SHOWN)
    .map(([key, , page, section, title]) => ({ page, section, title, textName: texts[key].short }));
}
