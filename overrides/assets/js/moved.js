// Follows what moved: a section that is listed as moved, or the page in whose place this one stands. Without scripts the
// reader follows the same links by hand.
export function followMoved() {
  const section = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const link = section?.closest("[data-moved]")?.querySelector("a") ?? document.querySelector("a[data-moved-page]");
  if (!link) return;
  const place = new URL(link.href);
  if (link.hasAttribute("data-moved-page") && !place.hash) place.hash = location.hash;
  location.replace(place);
}
