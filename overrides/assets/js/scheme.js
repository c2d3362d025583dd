// Runs before the page is drawn: the reader's own choice of colours, if one was made. Nothing is stored before that.
(() => {
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
  } catch {
    // Storage may be forbidden; the device's setting then holds.
  }
})();
