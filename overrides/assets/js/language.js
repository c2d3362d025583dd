// The language link keeps the section: ids are the same in both languages.
export function startLanguageLinks() {
  for (const link of document.querySelectorAll("a[data-language-link]")) {
    const page = link.href;
    const keep = () => {
      link.href = page + location.hash;
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
  }
}
