// The menu's box opens by Enter as by Space, leads the keyboard to where the reader is in it, and closes with Escape or
// when the keyboard goes on behind it, where the menu would hide what has the focus.
export function startDrawer() {
  const toggle = document.getElementById("__drawer");
  if (!toggle) return;
  const menu = document.getElementById("kb-pages");
  toggle.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    toggle.click();
  });
  toggle.addEventListener("change", () => {
    if (!toggle.checked) return;
    const here = menu.querySelector("a.md-nav__link--active") ?? menu.querySelector("li a");
    here.scrollIntoView({ block: "nearest" });
    if (toggle.matches(":focus-visible")) here.focus();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (toggle.checked && target !== toggle && !menu.contains(target)) toggle.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    toggle.focus();
  });
}
