// Paths as the server names fields: `aktiviteter[2].formaal`; an address is one without row numbers.

export function addressOf(path) {
  return path.replace(/\[\d+\]/g, "");
}

// The name of an address seen from a path: rows of the groups they share are the same.
export function beside(address, asking) {
  const asked = address.split(".");
  const parts = asking ? asking.split(".") : [];
  let shared = 0;
  while (shared < asked.length && shared < parts.length && addressOf(parts[shared]) === asked[shared]) {
    shared += 1;
  }
  const isWhole = shared === asked.length;
  const taken = parts.slice(0, shared);
  if (isWhole && taken.length) {
    taken[shared - 1] = addressOf(taken[shared - 1]);
  }
  return [...taken, ...asked.slice(shared)].join(".");
}

// The text that stands in a field; the chosen radio button's value, or "" when none is.
export function textOf(form, name) {
  const field = form.elements.namedItem(name);
  if (!field) return "";
  if (field.type === "checkbox") return field.checked ? field.value : "";
  return field.value ?? "";
}

// The paths of a column, one a row that stands on the page, in the page's order.
export function columnPaths(form, group, column) {
  const rows = form.querySelectorAll(`[data-group="${CSS.escape(group)}"] > [data-rows] > [data-row]`);
  return Array.from(rows, (row) => `${row.dataset.row}.${column}`);
}
