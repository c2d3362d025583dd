// A button beside each citation that copies it. Without scripts, or without a clipboard, the text is there to select.
const SAID = 4000; // milliseconds until a button offers again to copy

/** Add the buttons inside `place`, which has the words on them: to each line of class cite__text. */
export function startCopying(place) {
  const { copy, copied } = place.dataset;
  const status = document.createElement("span");
  status.className = "cite__said";
  status.setAttribute("role", "status");
  place.append(status);
  if (place.matches(".cite-page")) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("../cite.css", import.meta.url);
    document.head.append(sheet);
  }
  for (const line of place.querySelectorAll(".cite__text")) {
    const text = line.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite__copy";
    button.textContent = copy;
    let waiting;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        getSelection().selectAllChildren(line); // not allowed: one key is left to press
        return;
      }
      button.textContent = status.textContent = copied;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        button.textContent = copy;
        status.textContent = "";
      }, SAID);
    });
    line.append(" ", button);
  }
}
