// Enhancements only: every page is complete without them.
import { startScheme } from "./colours.js";
import { startDrawer } from "./drawer.js";
import { startLanguageLinks } from "./language.js";
import { startSearch } from "./search-open.js";
import { startTerms } from "./terms.js";
import { startContents } from "./contents.js";

startScheme();
startDrawer();
startLanguageLinks();
startSearch();
startTerms();
startContents();
// Words to mark come with an address from the search.
const mark = () => location.hash.includes("~") && import("./marks.js").then((module) => module.markFound());
mark();
addEventListener("hashchange", mark);
// Few pages have lost a section to another one, or stand only in the place of another.
if (document.querySelector("[data-moved], [data-moved-page]")) {
  const follow = () => import("./moved.js").then((module) => module.followMoved());
  follow();
  addEventListener("hashchange", follow);
}
// A copy for reading without a line is kept for those who asked for it: a worker then stands behind their pages.
const kept = document.querySelector(".kept-state");
if (kept) import("./offline-page.js").then((module) => module.startOfflinePage(kept));
else {
  const goOn = () => navigator.serviceWorker?.controller && import("./offline.js").then((module) => module.startOffline());
  addEventListener("load", () => setTimeout(goOn, 4000)); // later than the search's own files
}
const copy = document.querySelector(".copy-check");
if (copy) import("./copy-check.js").then((module) => module.startCopyCheck(copy));
// Few pages have a list to narrow.
if (document.querySelector("form.filter")) import("./filter.js").then((module) => module.startFilters());
// Citations stand at the foot, where few readers come.
const cited = document.querySelector("[data-copy]");
if (cited && navigator.clipboard) {
  new IntersectionObserver(([{ isIntersecting }], seen) => {
    if (!isIntersecting) return;
    seen.disconnect();
    import("./cite.js").then((module) => module.startCopying(cited));
  }).observe(cited);
}
// Who has begun to read may find something to mend.
if (document.querySelector("[href^='improve/']")) {
  addEventListener("scroll", () => import("./improve.js").then((module) => module.startImproving()), { once: true });
}
