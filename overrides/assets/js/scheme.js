// The reader's own choice of colours, if one was made, as early as can be. Nothing is stored before that.
(() => {
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
  } catch {
    // Storage may be forbidden; the device's setting then holds.
  }
})();
