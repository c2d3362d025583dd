// The menu's box opens by Enter as by Space, leads the keyboard to where the reader is in it, and closes with Escape.
export function startDrawer() {
  const toggle = document.getElementById("__drawer");
  if (!toggle) return;
  toggle.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    toggle.click();
  });
  toggle.addEventListener("change", () => {
    if (!toggle.checked || !toggle.matches(":focus-visible")) return;
    const menu = document.getElementById("kb-pages");
    (menu.querySelector("a.md-nav__link--active") ?? menu.querySelector("li a")).focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    toggle.focus();
  });
}
