// “Exit this page”, see partials/exit.html: puts a neutral page in the place of this one, so that the back button does
// not lead here, and empties this one at once, since the other may take its time. Without this script it is a link.
(() => {
  const PRESSES = 3;
  const WITHIN = 5000; // milliseconds
  const link = document.querySelector(".exit__go");
  const hint = document.querySelector(".exit__hint");
  const text = hint.textContent;
  let pressed = 0;
  let forgetting = 0;

  function leave() {
    document.title = link.hostname;
    document.body.replaceChildren();
    location.replace(link.href);
  }

  function forget() {
    clearTimeout(forgetting);
    pressed = 0;
    hint.textContent = text;
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      if (pressed) forget(); // a capital letter, not a wish to leave
      return;
    }
    pressed += 1;
    if (pressed === PRESSES) {
      leave();
      return;
    }
    clearTimeout(forgetting);
    forgetting = setTimeout(forget, WITHIN);
    hint.textContent = hint.dataset.more.replace("{count}", PRESSES - pressed);
  });
})();
