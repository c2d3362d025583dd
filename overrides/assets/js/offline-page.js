// On the page about/offline: how much is kept on this device, and the buttons to keep it or to remove it.
import { ask, beginCopy, canKeep, keepCopy, registered, removeCopy } from "./offline.js";

export async function startOfflinePage(place) {
  const words = JSON.parse(place.dataset.words);
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = true; // until it says what it does
  place.append(line, button);
  place.hidden = false;
  const say = (text) => {
    // Only what changed is said: a screen reader reads each change aloud.
    if (line.textContent !== text) line.textContent = text;
  };
  const offer = (text, press) => {
    button.textContent = text;
    button.onclick = press;
    button.hidden = !text;
  };

  let removing = false;
  const show = (state) => {
    if (removing) return; // an answer to what was asked before
    const { kept = 0, all = 0, whole = false, copy, fault } = state ?? {};
    if (!all) {
      say(fault ? words.broken : words.none);
      offer(words.keep, keep);
      return;
    }
    const count = words.count.replace("{kept}", kept).replace("{all}", all);
    const text = copy[document.documentElement.lang];
    say([`${count}, ${text}.`, whole ? words.whole : fault ? words.broken : words.going].join(" "));
    offer(words.remove, remove);
  };
  const keep = async () => {
    removing = false;
    button.hidden = true;
    say(words.starting);
    await beginCopy(show).catch(() => {
      say(words.impossible);
    });
  };
  const remove = async () => {
    removing = true;
    button.hidden = true;
    say(words.removing);
    await removeCopy();
    say(words.removed);
    offer(words.keep, keep);
  };

  if (!canKeep()) {
    say(location.protocol === "file:" ? words.file : words.impossible);
    offer("", null);
    return;
  }
  const worker = (await registered())?.active;
  show(worker ? await ask(worker, "state") : null);
  if (worker) keepCopy(show);
}
