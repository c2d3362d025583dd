// Loads the files of the search index. They are scripts that call `kbData`: from a server and from a USB stick alike.
export const SITE = new URL("../../", import.meta.url);
const FIRST = 35;
const BACKSLASH = 92;
const asked = new Map();
const scripts = new Map();
const early = new Map(); // what came in one file with something else

globalThis.kbData = (name, data) => {
  if (asked.has(name)) asked.get(name).arrived(data);
  else early.set(name, data);
};

/** The address of a page of the site, of a section if one is named. A USB stick has no server to add the file's name. */
export function address(page, section = "") {
  const file = SITE.protocol === "file:" ? "index.html" : "";
  return new URL(page + file + (section && `#${section}`), SITE).href;
}

/** Data of the index, loaded once: "en/words". What comes first stands in one file, so that it costs one request. */
export function load(name) {
  if (!asked.has(name)) {
    const locale = document.documentElement.lang;
    const file = name === "directory" || name === `${locale}/titles` ? `${locale}/start` : name;
    const entry = {};
    entry.promise = new Promise((resolve, reject) => {
      entry.arrived = resolve;
      if (early.has(name)) {
        resolve(early.get(name));
        return;
      }
      scriptOf(file).addEventListener("error", () => {
        asked.delete(name); // a later query may find the line open again
        reject(new Error(name));
      });
    });
    asked.set(name, entry);
  }
  return asked.get(name).promise;
}

function scriptOf(file) {
  if (!scripts.has(file)) {
    const script = document.createElement("script");
    script.src = new URL(`${document.getElementById("kb-search").dataset.index}${file}.js`, SITE).href;
    for (const end of ["load", "error"]) script.addEventListener(end, () => script.remove());
    script.addEventListener("error", () => scripts.delete(file));
    scripts.set(file, script);
    document.head.append(script);
  }
  return scripts.get(file);
}

/** Call `found` with the number and the level of each passage in `text`, as publish/search/postings.py writes them. */
export function decode(text, found) {
  let place = -1;
  let value = 0;
  let scale = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const digit = code - FIRST - (code > BACKSLASH ? 1 : 0);
    if (digit >= 45) {
      value += (digit - 45) * scale;
      scale *= 45;
      continue;
    }
    value += digit * scale;
    place += (value >> 3) + 1;
    found(place, value & 7);
    value = 0;
    scale = 1;
  }
}
