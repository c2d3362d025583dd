// Keeps a copy of the site on this device, by the worker at the site's root, for readers who asked for one on the page
// about/offline: batch by batch, while the page is idle. The worker itself is the sign that they asked; without it
// nothing is stored. What the reader reads or searches plays no part in what is kept.
const SITE = new URL("../../", import.meta.url);

export function canKeep() {
  return "serviceWorker" in navigator && SITE.protocol.startsWith("http");
}

/** The registration of this edition's worker, or undefined; another edition's worker is not ours. */
export async function registered() {
  const found = await navigator.serviceWorker.getRegistration(SITE).catch(() => undefined); // storage may be forbidden
  return found?.scope === SITE.href ? found : undefined;
}

/** Ask the worker: "begin" a copy, "keep" more of it, tell the "state", "remove" all.
    Returns { kept, all, whole, copy, fault }. */
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

let going = false;
let asked = "keep"; // what the worker is asked next

/** Go on with the copy as long as the line holds and the reader wants it; the next page goes on where this stopped. */
export async function keepCopy(tell = () => {}) {
  if (going) return;
  going = true;
  try {
    let state;
    do {
      await idle();
      const question = asked;
      asked = "keep";
      const worker = (await registered())?.active;
      state = worker ? await ask(worker, question) : {};
      if (worker) tell(state);
    } while (asked === "begin" || (state.all && !state.whole && !state.fault));
  } finally {
    going = false;
  }
}

/** Begin a copy, because the reader asked for it. Throws where the browser allows none, as in some private windows. */
export async function beginCopy(tell) {
  await navigator.serviceWorker.register(new URL("sw.js", SITE), { scope: SITE.pathname });
  await navigator.serviceWorker.ready;
  asked = "begin"; // heard also while an answer from before a removal is awaited
  await keepCopy(tell);
}

/** Remove the copy and the worker: nothing is left, and nothing is kept until the reader asks again. */
export async function removeCopy() {
  const registration = await registered();
  if (registration?.active) await ask(registration.active, "remove");
  await registration?.unregister();
}

/** Go on with a copy that the reader asked for. */
export function startOffline() {
  registered().then((found) => found?.update()).catch(() => {}); // a newer worker knows better what to keep
  keepCopy();
  addEventListener("online", () => keepCopy());
}
