// Filters: several values of one filter widen it, several filters narrow the search. Counts say what a value would show.
import { decode, load } from "./search-data.js";
import { element } from "./search-view.js";

export class Facets {
  /** Build the filters into `root`; `changed` is called at each choice. */
  static async open(root, changed) {
    const data = await load(`${document.documentElement.lang}/facets`);
    return new Facets(root, data, changed);
  }

  constructor(root, data, changed) {
    this.groups = Object.entries(data).map(([name, values]) => {
      const options = values.map(([key, label, text]) => {
        const places = new Set();
        decode(text, (place) => places.add(place));
        const box = element("input", { type: "checkbox", name, value: key });
        const count = element("span", { class: "search__count" });
        const line = element("label", {}, box, " ", label, " ", count);
        return { key, places, box, count, line };
      });
      const labels = JSON.parse(root.dataset.labels);
      const group = element("details", {}, element("summary", { text: labels[name] }));
      group.append(element("fieldset", {}, element("legend", { text: labels[name] }), ...options.map(({ line }) => line)));
      root.append(group);
      return { name, options, group };
    });
    root.addEventListener("change", changed);
  }

  chosen({ options }) {
    return options.filter(({ box }) => box.checked);
  }

  allows(group, place) {
    const chosen = this.chosen(group);
    return !chosen.length || chosen.some(({ places }) => places.has(place));
  }

  narrow(order) {
    return order.filter((place) => this.groups.every((group) => this.allows(group, place)));
  }

  /** Say behind each value how many passages it would show beside the other filters' choices. */
  count(found) {
    for (const group of this.groups) {
      const others = this.groups.filter((one) => one !== group);
      const open = (found?.order ?? []).filter((place) => others.every((one) => this.allows(one, place)));
      for (const { places, count, line, box } of group.options) {
        const held = open.filter((place) => places.has(place)).length;
        count.textContent = found ? `(${held})` : "";
        line.classList.toggle("search__empty", Boolean(found) && !held && !box.checked);
      }
    }
  }

  write(asked) {
    for (const group of this.groups) {
      const keys = this.chosen(group).map(({ key }) => key);
      if (keys.length) asked.set(group.name, keys.join(","));
    }
  }

  read(asked) {
    for (const { name, options, group } of this.groups) {
      const keys = new Set((asked.get(name) ?? "").split(","));
      for (const { key, box } of options) box.checked = keys.has(key);
      if (options.some(({ box }) => box.checked)) group.open = true;
    }
  }
}
