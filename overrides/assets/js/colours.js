// The choice of light or dark, kept on this device only when the reader makes it.
export function startScheme() {
  const control = document.querySelector("[data-scheme] select");
  if (!control) return;
  const root = document.documentElement;
  control.value = root.dataset.scheme ?? "";
  control.closest("[data-scheme]").hidden = false;
  control.addEventListener("change", () => {
    if (control.value) root.dataset.scheme = control.value;
    else delete root.dataset.scheme;
    try {
      if (control.value) localStorage.setItem("scheme", control.value);
      else localStorage.removeItem("scheme");
    } catch {
      // The choice then lasts for this page.
    }
  });
}
