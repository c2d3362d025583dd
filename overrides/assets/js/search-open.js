// Opens the search dialog from the button, "/", Ctrl-K and the home page's field. The engine is loaded at first use.
export function startSearch() {
  const dialog = document.getElementById("kb-search");
  if (!dialog?.showModal) return;
  const field = dialog.querySelector("input");
  let session = null;

  const open = async (words = "") => {
    if (!dialog.open) dialog.showModal();
    field.focus();
    if (words) field.value = words;
    field.select();
    session ??= import("./search.js").then((module) => module.startSession(dialog, field));
    (await session).update();
  };

  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.setAttribute("role", "button");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }
  for (const form of document.querySelectorAll("[data-search-form]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      open(new FormData(form).get("q").trim());
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const commandK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !commandK) return;
    event.preventDefault();
    open();
  });
}
