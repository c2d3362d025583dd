// The links to the other language and to other editions keep the section: ids are the same in all of them.
export function startLanguageLinks() {
  for (const link of document.querySelectorAll("a[data-language-link], a[data-same-section]")) {
    const page = link.href;
    const keep = () => {
      link.href = page + location.hash;
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
  }
}
