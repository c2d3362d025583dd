// The search page: the same search box full-size, with filters, and with an address that can be sent to a colleague.
// The address keeps query and filters after "#": that part never leaves the device.
import { Facets } from "./search-facets.js";
import { SearchBox } from "./search.js";

export async function startSearchPage(page) {
  const field = page.querySelector("input[type=search]");
  const facets = await Facets.open(page.querySelector(".search__facets"), () => {
    remember();
    if (box.found) box.refresh();
    facets.count(box.found);
  });
  const box = new SearchBox(page, field, {
    narrow: ({ order }) => facets.narrow(order),
    onFound: (found) => {
      remember();
      facets.count(found);
    },
  });

  function remember() {
    const asked = new URLSearchParams();
    if (field.value.trim()) asked.set("q", field.value.trim());
    facets.write(asked);
    history.replaceState(null, "", `#${asked}`);
  }

  function recall(early = "") {
    const asked = new URLSearchParams(location.hash.slice(1));
    field.value = asked.get("q") ?? early;
    facets.read(asked);
    box.update();
  }

  page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => recall());
  recall(field.value); // who types before the search has come is not made to type again
}
