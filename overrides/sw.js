// Keeps a copy of this edition on the reader's device, and answers from it when the network does not. It is registered
// when the reader asks for a copy, and by nothing else (js/offline-page.js); removing the copy unregisters it.
// Pages come from the network first. Files under a name made from their content come from the copy first. A copy is
// whole or it is not used for more than it holds; each version has its own cache, named after the edition's folder.
const VERSION = "VERSION"; // of the list of files, see publish/offline/worker.py
const ROOT = self.registration.scope;
const MINE = `copy ${new URL(ROOT).pathname} `;
const UNASKED = `kept ${new URL(ROOT).pathname} `; // what the worker kept before it waited to be asked
const WHOLE = `${ROOT}offline/whole`; // stands in a cache that holds all of its list
const PATIENCE = 3000; // milliseconds for the network to answer before a kept page is shown
const BATCH = 48; // files between two signs that the page is idle
const LINES = 4;
const NAMED_BY_CONTENT = /^(?:assets-[0-9a-f]+|search\/[0-9a-f]+)\//;

let working = null;
let leaving = new AbortController(); // breaks off what is being fetched when the copy is removed
const removed = () => leaving.signal.aborted; // until the reader asks for a copy again

const listAddress = (version) => `${ROOT}offline/${version}.json`;

async function sha(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

const isPage = (path) => path === "" || path.endsWith("/");

/** A page's text with the names that change with each build put in or taken out. */
function renamed(text, names, change) {
  return Object.entries(names).reduce((done, [mark, name]) => done.replaceAll(...change(mark, name)), text);
}

/** What of a page stays the same from one build to the next: no names that change, and not the edition's banner. */
function lasting(bytes, names) {
  const text = new TextDecoder().decode(bytes).replace(/<!--edition-->.*?<!--\/edition-->/s, "");
  return new TextEncoder().encode(renamed(text, names, (mark, name) => [name, mark]));
}

/** This edition's copies: whole ones before others, newer ones before older ones. */
async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(MINE)).reverse();
  const all = names.map(async (name) => {
    const cache = await caches.open(name);
    return { name, version: name.slice(MINE.length), cache, whole: Boolean(await cache.match(WHOLE)) };
  });
  return (await Promise.all(all)).sort((one, other) => other.whole - one.whole);
}

/** The list of a copy; this version's is fetched once. */
async function listOf(cache, version) {
  const kept = await cache.match(listAddress(version));
  if (kept) return kept.json();
  const bytes = await (await fetch(listAddress(version), { cache: "no-cache", signal: leaving.signal })).arrayBuffer();
  if ((await sha(bytes)) !== version) throw new Error("another version is being published");
  await cache.put(listAddress(version), new Response(bytes));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Put one file into the copy: from an older copy if it has the same content, else from the network, checked. */
async function keepFile(copy, [path, hash], older) {
  for (const old of older) {
    const oldPath = old.paths.get(hash);
    const kept = oldPath === undefined ? null : await old.cache.match(ROOT + oldPath);
    if (!kept) continue;
    if (!isPage(path)) return copy.cache.put(ROOT + path, kept);
    const text = renamed(await kept.text(), old.list.names, (mark, name) => [name, copy.list.names[mark]]);
    return copy.cache.put(ROOT + path, new Response(text, { headers: kept.headers }));
  }
  // Pages go past the browser's own cache: what lay there could later pass for the network's answer. Of other files it
  // may hold what the visit has just fetched.
  for (const cache of isPage(path) ? ["no-store"] : ["force-cache", "reload"]) {
    const response = await fetch(ROOT + path, { cache, signal: leaving.signal });
    const bytes = await response.arrayBuffer();
    const found = await sha(isPage(path) ? lasting(bytes, copy.list.names) : bytes);
    const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
    if (response.ok && found === hash) return copy.cache.put(ROOT + path, new Response(bytes, { headers }));
  }
  throw new Error(`${path} is not what the list says`);
}

/** Fetch some of `wanted` that the copy does not hold yet. Returns whether all of it is there now, or throws. */
async function keepSome(copy, wanted, count) {
  const held = new Set((await copy.cache.keys()).map(({ url }) => url));
  const missing = wanted.filter(([path]) => !held.has(ROOT + path));
  const older = (await copies()).filter(({ version }) => version !== VERSION);
  for (const old of older) {
    old.list = await listOf(old.cache, old.version);
    old.paths = new Map(Object.values(old.list.files).flat().map(([path, hash]) => [hash, path]));
  }
  const batch = missing.slice(0, count);
  const line = async () => {
    while (batch.length && !removed()) await keepFile(copy, batch.shift(), older);
  };
  // Each line ends by itself at its first fault; what the others fetched is kept.
  const ended = await Promise.allSettled(Array.from({ length: LINES }, line));
  const fault = ended.find(({ status }) => status === "rejected");
  if (fault) throw fault.reason;
  return missing.length <= count;
}

async function own() {
  const cache = await caches.open(MINE + VERSION);
  return { cache, list: await listOf(cache, VERSION) };
}

/** One batch: the reader's own language first, pages side by side last. */
async function keep(locale) {
  const copy = await own();
  const { first, parallel, ...languages } = copy.list.files;
  const others = Object.keys(languages).filter((one) => one !== locale);
  const wanted = [first, languages[locale], ...others.map((one) => languages[one]), parallel].flat();
  if (!(await keepSome(copy, wanted, BATCH)) || removed()) return;
  await copy.cache.put(WHOLE, new Response());
  for (const { name, version } of await copies()) if (version !== VERSION) await caches.delete(name);
}

/** What the reader has open now: its styles and scripts, and the pages themselves. */
async function keepVisit() {
  const copy = await own();
  const open = new Set((await self.clients.matchAll({ includeUncontrolled: true })).map(({ url }) => pathOf(url)));
  const { first, ...others } = copy.list.files;
  const pages = Object.values(others).flat().filter(([path]) => open.has(path));
  await keepSome(copy, [...first, ...pages], Infinity).catch(() => {}); // the batches try again
}

async function state(fault) {
  const name = (await caches.keys()).find((one) => one === MINE + VERSION);
  // A copy that is being removed must not be opened any more, which would make it anew.
  if (!name || removed()) return { kept: 0, all: 0, fault };
  const { cache, list } = await own();
  const held = new Set((await cache.keys()).map(({ url }) => url));
  const all = Object.values(list.files).flat();
  const kept = all.filter(([path]) => held.has(ROOT + path)).length;
  return { kept, all: all.length, whole: held.has(WHOLE), copy: list.copy, fault };
}

/** Delete this edition's copies, and end: the next one is the reader's to ask for. */
async function remove() {
  leaving.abort();
  const ended = self.registration.unregister(); // waits where an update is being looked for; the copy does not
  await working?.catch(() => {});
  for (const name of await caches.keys()) if (name.startsWith(MINE) || name.startsWith(UNASKED)) await caches.delete(name);
  await ended;
}

const nobodyAsked = async () => (await caches.keys()).some((name) => name.startsWith(UNASKED));

async function install() {
  if (!(await nobodyAsked())) {
    await keepVisit().catch((fault) => {
      if (self.registration.active) throw fault; // the one before stays; a first one stays to try again
    });
  }
  await self.skipWaiting();
}

async function activate() {
  await self.clients.claim();
  if (await nobodyAsked()) await remove();
}

/** The path below the root, without what follows it. */
function pathOf(url) {
  return url.startsWith(ROOT) ? url.slice(ROOT.length).replace(/[?#].*$/s, "").replace(/(^|\/)index\.html$/, "$1") : null;
}

/** A page of the copy, with the line that says so; nothing of two versions stands on one page. */
async function keptPage(path) {
  for (const { cache, version } of await copies()) {
    const kept = await cache.match(ROOT + path);
    if (!kept || !isPage(path)) continue;
    const text = await kept.text();
    const { notice } = await listOf(cache, version);
    const line = notice[text.match(/<html[^>]* lang="(\w+)"/)?.[1]].replace("{root}", ROOT);
    const shown = text.replace("<main", () => `<p class="kept" role="status">${line}</p><main`);
    return new Response(shown, { headers: kept.headers });
  }
  return null;
}

/** Where to send a reader whose page is not in the copy: to the same address with its slash, or to the reason. */
async function elsewhere(path) {
  if (await keptPage(`${path}/`)) return Response.redirect(`${ROOT}${path}/`);
  const about = `${path.startsWith("id/") ? "id/" : ""}about/offline/`;
  return (await keptPage(about)) ? Response.redirect(`${ROOT}${about}#not-kept`) : Response.error();
}

async function answerPage(request, path) {
  // The server is asked each time, if only whether the text is still the same: a browser may think so for days.
  const answer = fetch(request, { cache: "no-cache" });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([answer, late]).catch(() => null);
  if (first && first.status < 500) return first;
  return (await keptPage(path)) ?? first ?? answer.catch(() => elsewhere(path));
}

async function answerFile(request) {
  for (const { cache } of await copies()) {
    const kept = await cache.match(request.url);
    if (kept) return kept;
  }
  return fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
  if (path === null) return;
  if (event.request.mode === "navigate") event.respondWith(answerPage(event.request, path));
  else if (NAMED_BY_CONTENT.test(path)) event.respondWith(answerFile(event.request));
});
self.addEventListener("message", (event) => {
  const { ask, locale } = event.data;
  const [port] = event.ports;
  const work = async () => {
    let fault = false;
    if (ask === "remove") await remove();
    // After a removal, other windows may still ask for the next batch; only the button begins again.
    if (ask === "begin" && removed()) leaving = new AbortController();
    if (ask !== "state" && !removed()) {
      working ??= keep(locale).finally(() => (working = null));
      await working.catch(() => {
        fault = !removed();
        return fault && self.registration.update().catch(() => {}); // the text may have changed under our hands
      });
    }
    port.postMessage(await state(fault).catch(() => ({ kept: 0, all: 0, fault: true })));
  };
  event.waitUntil(work());
});
