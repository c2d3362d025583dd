// A term shows its meaning on hover, focus and the first tap; the link itself leads to the glossary.
export function startTerms() {
  const definitions = document.querySelector(".definitions");
  if (!definitions) return;
  const card = document.createElement("div");
  card.className = "card";
  card.id = "kb-term";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let shown = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };
  const show = (link) => {
    clearTimeout(timer);
    if (shown === link) return;
    hide();
    const meaning = definitions.querySelector(`[data-term="${CSS.escape(link.hash.slice(1))}"]`);
    if (!meaning) return;
    card.replaceChildren(meaning.cloneNode(true));
    card.hidden = false;
    const place = link.getBoundingClientRect();
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - width - 8));
    const below = place.bottom + card.offsetHeight + 8 < innerHeight || place.top < card.offsetHeight + 8;
    const top = below ? place.bottom + 4 : place.top - card.offsetHeight - 4;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
    link.setAttribute("aria-describedby", card.id);
    shown = link;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  };

  for (const link of document.querySelectorAll("a.term")) {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link));
    link.addEventListener("pointerleave", hideSoon);
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    // At once, or the card would cover what has the focus next; unless the pointer reads it.
    link.addEventListener("blur", () => (card.matches(":hover") ? hideSoon() : hide()));
    let touched = false;
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch" && shown !== link;
    });
    link.addEventListener("click", (event) => {
      if (!touched) return;
      touched = false;
      event.preventDefault();
      show(link);
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", (event) => event.key === "Escape" && shown && hide());
  document.addEventListener("click", (event) => {
    if (shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
  });
}
