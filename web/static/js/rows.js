// Adds and removes rows without a new page; focus follows what one did.

export function addAndRemoveRows(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=_add], button[name=_remove]");
    if (!button || !form.contains(button)) return;
    const done = button.name === "_add" ? add(button) : remove(button);
    if (!done) return;
    event.preventDefault();
    form.dispatchEvent(new Event("rows", { bubbles: true }));
  });
}

function add(button) {
  const group = button.closest("[data-group]");
  const rows = group.querySelector(":scope > [data-rows]");
  const template = group.querySelector(":scope > template[data-blank]");
  if (!template) return false;
  const token = template.dataset.blank.slice(group.dataset.group.length + 1, -1);
  const copy = document.createElement("template");
  copy.innerHTML = template.innerHTML.replaceAll(token, nextNumber(group));
  rows.append(copy.content);
  renumber(rows);
  button.hidden = rows.children.length >= Number(group.dataset.most);
  firstField(rows.lastElementChild)?.focus();
  return true;
}

function remove(button) {
  const row = button.closest("[data-row]");
  const group = row.closest("[data-group]");
  const rows = row.parentElement;
  const addButton = group.querySelector(":scope > button[name=_add]");
  if (!addButton) return false;
  const next = row.nextElementSibling;
  const neighbour = next ?? row.previousElementSibling;
  row.remove();
  renumber(rows);
  addButton.hidden = false;
  (neighbour ?? addButton).focus();
  offerToUndo(row, rows, next);
  return true;
}

// The row stays in memory until the page is left, and one press puts it back where it stood.
function offerToUndo(row, rows, next) {
  const group = rows.closest("[data-group]");
  group.querySelector(":scope > .undo-line")?.remove();
  const line = document.createElement("p");
  line.className = "undo-line";
  line.setAttribute("role", "status");
  const words = group.dataset.undo.split("|");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "function-link";
  button.textContent = words[1];
  button.addEventListener("click", () => {
    rows.insertBefore(row, next?.isConnected ? next : null);
    renumber(rows);
    line.remove();
    firstField(row)?.focus();
    rows.dispatchEvent(new Event("rows", { bubbles: true }));
  });
  line.append(`${words[0]} `, button);
  rows.after(line);
}

// Rows of other years stand outside the list that rows are added to, and have numbers as well.
function nextNumber(group) {
  const all = Array.from(group.querySelectorAll("[data-row]"));
  const own = all.filter((row) => row.parentElement.closest("[data-group]") === group);
  const numbers = own.map((row) => Number(/\[(\d+)\]$/.exec(row.dataset.row)[1]));
  return String(Math.max(-1, ...numbers) + 1);
}

function renumber(rows) {
  Array.from(rows.children).forEach((row, index) => {
    for (const place of row.querySelectorAll("[data-number]")) {
      if (place.closest("[data-row]") === row) place.textContent = String(index + 1);
    }
  });
}

function firstField(row) {
  return row.querySelector("input:not([type=hidden]), textarea, select");
}
