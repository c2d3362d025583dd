// Lists that are narrowed by choices: the style sheet hides; this keeps the choice in the address and tells the count.
function narrow(form) {
  const selects = [...form.querySelectorAll("select")];
  const rows = [...form.parentElement.querySelectorAll("tbody > tr, .entry")];
  const count = form.querySelector(".filter__count");
  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = asked.get(select.name);
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  const tell = () => {
    const shown = rows.filter((row) => row.getClientRects().length > 0).length;
    count.textContent = form.dataset.count.replace("{count}", shown);
  };
  form.addEventListener("change", () => {
    const address = new URL(location.href);
    for (const { name, value } of selects) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
    tell();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  if (selects.some((select) => select.value)) tell();
}

export function startFilters() {
  for (const form of document.querySelectorAll("form.filter")) narrow(form);
}
