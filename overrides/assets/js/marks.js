// On arrival from the search: marks the words found in the section, and takes them out of the address again.
// They come after "#", as in "#art-32~ditahan~penahanan": that part never leaves the device.
const LEFT_OUT = "mark, script, style, nav, .headerlink";

function markIn(root, words) {
  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    const pieces = node.data.split(wanted);
    if (pieces.length < 2) continue;
    const shown = pieces.map((piece, index) => {
      if (index % 2 === 0) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });
    node.replaceWith(...shown);
  }
}

export function markFound() {
  const [section, ...words] = decodeURIComponent(location.hash.slice(1)).split("~");
  const heading = document.getElementById(section);
  // Replacing the address scrolls to the section and makes it the target, as a plain link would.
  location.replace(`#${heading ? section : ""}`);
  const plain = words.map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, "")).filter(Boolean);
  if (heading && plain.length) markIn(heading.closest("section, .page-head") ?? heading.parentElement, plain);
}
