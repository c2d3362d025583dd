// Offers at the section in view to improve it, where the page's head offers it for the page: one link, which moves along.
// Without scripts the page behind that link has the sections.
export function startImproving() {
  const first = document.querySelector("[href^='improve/']");
  const headings = [...document.querySelectorAll("article .headerlink")].map((mark) => mark.parentElement);
  if (!headings.length) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("../cite.css", import.meta.url);
  sheet.onload = () => place();
  document.head.append(sheet);
  const link = document.createElement("a");
  link.className = "headerlink improve";
  link.textContent = first.textContent;
  const place = () => {
    let current = null;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) current = heading;
    }
    if (current === link.parentElement || link === document.activeElement) return;
    link.remove();
    if (!current) return;
    link.href = `${first.href}#${current.id}`;
    link.setAttribute("aria-label", `${first.textContent}: ${current.firstChild.textContent.trim()}`);
    current.append(link);
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      place();
    });
  };
  addEventListener("scroll", later, { passive: true });
  link.addEventListener("blur", later);
}
