// Keeps a copy of the site on this device, by the worker at the site's root: after the page stands, while it is idle,
// and not where the reader pays for each byte. What the reader reads or searches plays no part in what is kept.
const SITE = new URL("../../", import.meta.url);
const CHOICE = `offline ${SITE.pathname}`; // stored only when the reader decides, on the page about/offline
const IDLE = 4000; // milliseconds after loading, later than the search's own files

/** The reader's decision: "yes", "no", or null where none was made. */
export function decision() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null; // storage may be forbidden
  }
}

export function decide(value) {
  try {
    localStorage.setItem(CHOICE, value);
  } catch {
    // Where storage is forbidden, no copy is kept either.
  }
}

/** Whether a copy may be kept without asking. */
export function mayKeep() {
  const line = navigator.connection;
  if (decision()) return decision() === "yes";
  return !line?.saveData && !/2g/.test(line?.effectiveType ?? "");
}

export function canKeep() {
  return "serviceWorker" in navigator && SITE.protocol.startsWith("http");
}

/** The registration of this edition's worker, or undefined; another edition's worker is not ours. */
export async function registered() {
  const found = await navigator.serviceWorker.getRegistration(SITE);
  return found?.scope === SITE.href ? found : undefined;
}

/** Ask the worker: "keep" some files, tell the "state", "remove" all. Returns { kept, all, whole, copy, fault }. */
export function ask(worker, question) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ ask: question, locale: document.documentElement.lang }, [port2]);
  });
}

function idle() {
  const soon = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 100));
  // A page in which nothing at all happens may never be called idle.
  return new Promise((resolve) => soon(resolve, { timeout: 1000 }));
}

/** The registration, once its worker is at work. */
async function active() {
  await navigator.serviceWorker.register(new URL("sw.js", SITE), { scope: SITE.pathname });
  return navigator.serviceWorker.ready;
}

let going = false;

/** Keep the copy, batch by batch, as long as the line holds; the next page goes on where this one stopped. */
export async function keepCopy(tell = () => {}) {
  if (going) return;
  going = true;
  try {
    const registration = await active();
    let state = {};
    while (!state.whole && !state.fault && mayKeep()) {
      await idle();
      state = await ask(registration.active, "keep");
      tell(state);
    }
  } catch {
    // No worker here, as in some private windows: the site is read as before.
  } finally {
    going = false;
  }
}

/** Remove the copy, and keep none until the reader asks for it. */
export async function removeCopy() {
  decide("no");
  const registration = await registered();
  if (registration?.active) await ask(registration.active, "remove");
  await registration?.unregister();
}

export function startOffline() {
  if (!canKeep() || !mayKeep()) return;
  setTimeout(() => keepCopy(), IDLE);
  addEventListener("online", () => mayKeep() && keepCopy());
}
