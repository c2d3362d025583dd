// What a search shows, as elements. Text of the index is set as text, never as markup.
import { address } from "./search-data.js";

const MARKED = 6;

export function element(name, { text, ...attributes } = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) node.setAttribute(key, value);
  if (text) node.textContent = text;
  node.append(...children);
  return node;
}

function button(text, press) {
  const node = element("button", { type: "button", text });
  node.addEventListener("click", press);
  return node;
}

/** A result: { page, pageTitle, section, title, type, textName }; `lang` where it is not the reader's language. */
export function resultItem({ page, pageTitle, section, title, type, textName, lang }, kind = "") {
  const where = [...new Set([type, textName, title && pageTitle].filter(Boolean))].join(" · ");
  const link = element("a", { href: address(page, section), text: title || pageTitle });
  const item = element("li", { class: kind, lang }, link, " ", element("small", { text: where }));
  return item;
}

/** Give results their excerpts as the passages arrive; a link then leads to its section with the words marked. */
export async function fillExcerpts(index, places, items, forms) {
  const { excerpt } = await import("./search-excerpt.js");
  await Promise.all(
    places.map(async (place, order) => {
      const passage = await index.passage(place).catch(() => null); // offline: the title alone
      if (!passage) return;
      const { fragment, marked } = excerpt(passage.text, forms);
      items[order].append(element("p", {}, fragment));
      const link = items[order].querySelector("a");
      if (!marked.length) return;
      // The words to mark go with the address only when the link is used: what is copied stays clean.
      const target = `${passage.section || "kb-text"}~${marked.slice(0, MARKED).join("~")}`;
      const mark = () => link.setAttribute("href", address(passage.page, target));
      link.addEventListener("pointerdown", mark);
      link.addEventListener("keydown", (event) => event.key === "Enter" && mark());
      link.addEventListener("kb-open", mark);
    }),
  );
}

/** What was put right and what was added, each with its way back. */
export function notes({ corrected, added, missing }, words, { literally }) {
  const lines = corrected.map(({ typed, used }) =>
    element("p", {}, words.instead.replace("{used}", used).replace("{typed}", typed), " "),
  );
  if (added.length) lines.push(element("p", { text: `${words.also} ${added.slice(0, 8).join(", ")}. ` }));
  if (missing.length) lines.push(element("p", { text: `${words.missing} ${missing.join(", ")}. ` }));
  if (corrected.length || added.length) lines.at(-1).append(button(words.literal, literally));
  return lines;
}

/** Ways on when nothing was found: words like those typed, glossary, themes, finder. */
export function wayOn(near, words, use) {
  const links = words.ways.map(([page, text]) => element("li", {}, element("a", { href: address(page), text })));
  const nearest = near.map((word) => button(word, () => use(word)));
  return [
    ...(nearest.length ? [element("p", { text: `${words.near} ` }, ...nearest)] : []),
    element("p", { text: words.ways_on }),
    element("ul", {}, ...links),
  ];
}
