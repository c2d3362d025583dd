// On the page about/current: whether a printed copy still says what its page says, from the code in the address or the
// field. Codes and marks are explained in scripts/knowledge_base/copies.py. Nothing is sent or stored.
import { address, load } from "./search-data.js";

const OTHER = { en: "id", id: "en" };
const HALF = 5;
// Whole names: publish/styles.py drops the rules of classes that it finds nowhere.
const CURRENT = "copy-verdict--current";
const CHANGED = "copy-verdict--changed";
const UNKNOWN = "copy-verdict--unknown";
const LIKE = { O: "0", I: "1", L: "1" };
const OWN = document.documentElement.lang;

/** The two halves of a code as it was typed or scanned, and the marks of a scanned one; null if it is no code. */
function parse(text) {
  const [code, marks = ""] = text.split("#").pop().split(".");
  const letters = code.toUpperCase().replace(/[\s\p{Pd}]/gu, "").replace(/[OIL]/g, (letter) => LIKE[letter]);
  return /^[0-9A-Z]{10}$/.test(letters) ? { page: letters.slice(0, HALF), content: letters.slice(HALF), marks } : null;
}

/** Whether two halves differ in one character, or in two neighbours that changed places. */
function isNear(one, other) {
  const unlike = [...one].map((_, at) => at).filter((at) => one[at] !== other[at]);
  const [a, b] = unlike;
  return unlike.length === 1 || (unlike.length === 2 && b === a + 1 && one[a] === other[b] && one[b] === other[a]);
}

/** The numbers of today's parts that the copy lacks, and how many of the copy's parts are gone at least. */
function compare(now, then) {
  const left = then.match(/../g) ?? [];
  const changed = (now.match(/../g) ?? []).flatMap((mark, number) => {
    const at = left.indexOf(mark);
    if (at >= 0) left.splice(at, 1);
    return at < 0 ? [number] : [];
  });
  return { changed, removed: Math.max(0, left.length - changed.length) };
}

function node(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function link(href, text, locale) {
  const made = node("a", text);
  made.href = href;
  if (locale !== OWN) made.lang = locale;
  return made;
}

function list(links) {
  return node("ul", ...links.map((one) => node("li", one)));
}

function verdict(text, kind) {
  const made = node("p", node("strong", text));
  made.className = `copy-verdict ${kind}`;
  return made;
}

/** What changed, from the copy's own marks or those of the edition that the copy is of. */
function changes(words, copy, locale, [, page, , sections, marks, earlier]) {
  const then = copy.marks || earlier[copy.content];
  const { changed, removed } = then ? compare(marks, then) : { changed: [], removed: 0 };
  const shown = changed.map((number) => {
    if (!number) return link(address(page), words.beginning, OWN);
    const [id, title] = sections.slice(2 * number - 2, 2 * number);
    return link(address(page, id), title, locale);
  });
  return [
    ...(shown.length ? [node("p", words.changed_where), list(shown)] : []),
    ...(removed ? [node("p", words.removed.replace("{count}", removed))] : []),
    ...(shown.length || removed ? [] : [node("p", words.nowhere)]),
  ];
}

function ofPage(words, copy, locale, entry) {
  const [content, page, title, , , earlier] = entry;
  const named = node("p", link(address(page), title, locale));
  if (content === copy.content) return [verdict(words.current, CURRENT), named];
  if (!copy.marks && !(copy.content in earlier) && isNear(content, copy.content)) {
    return [verdict(words.mistyped.replace("{code}", `${copy.page}-${content}`), UNKNOWN), named];
  }
  return [verdict(words.changed, CHANGED), named, ...changes(words, copy, locale, entry)];
}

async function answer(words, copy) {
  const near = [];
  for (const locale of [OWN, OTHER[OWN]]) {
    const { pages, gone } = await load(`${locale}/copies`);
    if (copy.page in pages) return ofPage(words, copy, locale, pages[copy.page]);
    if (copy.page in gone) {
      const [title, edition] = gone[copy.page];
      return [verdict(words.gone.replace("{edition}", edition), CHANGED), node("p", title)];
    }
    for (const [half, [, , title]] of Object.entries(pages)) {
      if (isNear(half, copy.page)) near.push(link(`#${half}-${copy.content}`, `${half}-${copy.content} ${title}`, locale));
    }
  }
  return [verdict(words.unknown, UNKNOWN), ...(near.length ? [node("p", words.near), list(near)] : [])];
}

export function startCopyCheck(place) {
  const words = JSON.parse(place.dataset.words);
  const form = place.querySelector("form");
  const field = form.querySelector("input");
  const told = place.querySelector("[role='status']");
  let last = null;

  const check = async (copy) => {
    last = copy;
    let shown;
    try {
      shown = copy ? await answer(words, copy) : [verdict(words.form, UNKNOWN)];
      if (copy && location.protocol === "file:") shown.push(node("p", words.file));
    } catch {
      shown = [verdict(words.failed, UNKNOWN)];
    }
    if (last === copy) told.replaceChildren(...shown); // not what an earlier code came to
  };
  const fromAddress = async () => {
    const asked = location.hash.slice(1);
    const copy = document.getElementById(asked) ? null : parse(asked);
    if (!copy) return;
    field.value = `${copy.page}-${copy.content}`;
    await check(copy);
    place.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const copy = parse(field.value);
    if (copy) history.replaceState(null, "", `#${copy.page}-${copy.content}`);
    check(copy);
  });
  addEventListener("hashchange", fromAddress);
  place.hidden = false;
  fromAddress();
}
