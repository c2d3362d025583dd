// Goes to a permanent link typed or pasted into the search: “law/crc#art-37”, “2026.1/id/law/crc/#art-37”, or in full.
import { load, SITE } from "./search-data.js";
import { Index } from "./search-engine.js";

const FORM = /^\/?(?:(\d{4}\.\d+|latest|dev)(?:\/|$))?(id(?:\/|$))?([a-z0-9/-]*?)\/?(?:index\.html)?(?:#([a-z0-9-]*))?$/;

const withoutScheme = (url) => url.toLowerCase().replace(/^[a-z]+:\/\//, "");

/** What a query says of edition, language, page and section; null if it is no link of this site. */
export function readLink(query, root, site) {
  let text = withoutScheme(query);
  const start = [site, new URL("../", site).href, root].map(withoutScheme).find((one) => text.startsWith(one));
  if (start) text = text.slice(start.length);
  else if (query.includes(":")) return null;
  const [whole, edition, id, path = "", section = ""] = text.match(FORM) ?? [];
  if (!whole) return null;
  return { edition, locale: id ? "id" : "en", page: path && `${path}/`, section };
}

/** Whether an edition exists, as far as this one can know: those after it are not in its list. */
function mayExist(edition, numbers) {
  const order = (number) => number.split(".").map(Number);
  const [year, place] = order(edition);
  const [lastYear, lastPlace] = order(numbers.at(-1));
  return Number.isNaN(year) || numbers.includes(edition) || year > lastYear || (year === lastYear && place > lastPlace);
}

/** The page or section that a query links to, as a result of the search; null where there is none. */
export async function linkedSection(query, { own, titles, otherLocale }) {
  const { root, here, numbers, said, untitled } = await load("permalinks");
  const link = readLink(query, root, SITE.href);
  if (!link) return null;
  const { edition, locale, page, section } = link;
  const folder = own.locale === "id" ? "id/" : "";
  let place = titles.findIndex((one) => one.page === folder + page && one.section === section);
  if (place < 0) place = untitled[page]?.[section] ?? -1;
  const index = locale === own.locale ? own : await Index.open(otherLocale, { words: false });
  const passage = place < 0 ? null : await index.passage(place).catch(() => null);
  const found = passage && { ...passage, lang: index === own ? "" : locale };
  if (!edition || here.includes(edition)) return found;
  if (!mayExist(edition, numbers)) return null;
  // A file on a stick has no other editions beside it.
  const above = SITE.protocol === "file:" ? root : "../";
  const target = `${above}${edition}/${locale === "id" ? "id/" : ""}${page}`;
  const name = /\d/.test(edition) ? `${said[own.locale]} ${edition}` : edition;
  const { title = "", pageTitle = page + (section && `#${section}`) } = found ?? {};
  return { page: target, section, title, pageTitle, textName: name };
}
