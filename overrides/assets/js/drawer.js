// The menu's label opens by keyboard as it does by touch, and closes with Escape.
export function startDrawer() {
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector(".top__menu");
  if (!toggle || !label) return;
  const show = () => label.setAttribute("aria-expanded", String(toggle.checked));
  show();
  toggle.addEventListener("change", show);
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle.click();
    if (toggle.checked) document.querySelector(".md-sidebar--primary a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    label.focus();
  });
}
