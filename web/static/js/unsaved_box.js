// What was kept of a page that was left before the server told that it has it. It is put in by itself
// where nobody saved since, and offered to the person where somebody did: nothing is overwritten.
import { hundredthsOf, shownAmount } from "./amounts.js";
import { addressOf, textOf } from "./paths.js";
import { replaceUnsaved, unsavedOf } from "./unsaved.js";

const ROW = /^[^[]+\[\d+\]/;
const DAY = /^(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})$/;
const SHOWN_DAY = /^\d\d\.\d\d\.\d{4}$/;

// A question and its answer as a person knows both.
export function entryOf(form, name, text) {
  const field = firstOf(form.elements.namedItem(name));
  return { name, text, label: labelOf(field), shown: optionOf(form, name, text)?.label ?? text };
}

// `drawn` is what the server said, by name; `keep` keeps what the page then holds.
export async function settleUnsaved(form, drawn, keep) {
  const found = unsavedOf(form);
  const version = form.elements.namedItem("_version").value;
  const box = new Box(form, keep);
  for (const kept of found) {
    const missing = kept.entries.filter((entry) => !isSaid(drawn, kept, entry));
    const isAsItWas = missing.length > 0 && (await hasStood(form, kept.version, version));
    const isPut = isAsItWas && kept === found.at(-1);
    kept.entries = isPut ? missing.filter((entry) => !putBack(form, drawn, entry)) : missing;
    if (kept.entries.length < missing.length) {
      keep();
      box.tell("put");
    }
    replaceUnsaved(kept);
    // Where somebody saved since, a row of that number may be another one.
    for (const entry of kept.entries) box.offer(kept, entry, isAsItWas || !ROW.test(entry.name));
  }
}

// Whether nobody changed the section since: other sections of a draft count its versions on too.
async function hasStood(form, since, version) {
  if (since === version) return true;
  if (!since) return false;
  const asked = new URLSearchParams({ _since: since, _version: version });
  try {
    const answer = await fetch(`${form.dataset.stood}?${asked}`, { credentials: "same-origin" });
    return answer.ok && (await answer.json()).stood;
  } catch {
    return false;
  }
}

class Box {
  constructor(form, keep) {
    this.form = form;
    this.keep = keep;
    this.line = document.querySelector("[data-unsaved-told]");
    this.region = document.querySelector("[data-unsaved]");
    this.list = this.region.querySelector("ul");
  }

  tell(...states) {
    this.line.textContent = states.map((state) => this.line.dataset[state]).join(" ");
  }

  // Where rows moved meanwhile nobody knows which of them it was: then it is there to be copied.
  offer(kept, entry, isPlaced) {
    const item = this.region.querySelector("template").content.firstElementChild.cloneNode(true);
    const text = item.querySelector("textarea");
    text.id = `unsaved-${this.list.children.length}`;
    text.value = entry.shown;
    item.querySelector("label").htmlFor = text.id;
    for (const place of item.querySelectorAll("[data-label]")) place.textContent = entry.label;
    const [put, drop] = item.querySelectorAll("button");
    put.hidden = !isPlaced || !takes(this.form, entry);
    put.addEventListener("click", () => this.put(kept, entry, item));
    drop.addEventListener("click", () => this.close(kept, entry, item, "dropped"));
    if (this.region.hidden) this.tell(...(this.line.textContent ? ["put"] : []), "offered");
    this.list.append(item);
    this.region.hidden = false;
  }

  put(kept, entry, item) {
    fill(this.form, entry);
    this.keep();
    this.close(kept, entry, item, "taken");
    firstOf(this.form.elements.namedItem(entry.name)).focus();
  }

  close(kept, entry, item, state) {
    kept.entries = kept.entries.filter((each) => each !== entry);
    replaceUnsaved(kept);
    item.remove();
    this.tell(state);
    this.region.hidden = !this.list.children.length;
    (this.list.querySelector("textarea") ?? document.querySelector("main")).focus();
  }
}

// Rows that came or went may have other numbers now: then one of them says all that its row did.
function isSaid(drawn, kept, { name, text }) {
  const row = ROW.exec(name)?.[0];
  if (!row || !kept.moved) return isSame(drawn.get(name), text);
  const own = kept.entries.filter((entry) => ROW.exec(entry.name)?.[0] === row);
  const rows = new Set([...drawn.keys()].map((each) => ROW.exec(each)?.[0] ?? ""));
  return [...rows].some((each) => {
    if (addressOf(each) !== addressOf(row)) return false;
    return own.every((entry) => isSame(drawn.get(each + entry.name.slice(row.length)), entry.text));
  });
}

// The server writes amounts and days in its own way, and no blanks around.
function isSame(said = "", typed) {
  const [one, other] = [said, typed].map((text) => text.replace(/\r\n?/g, "\n").trim());
  if (one === other) return true;
  const amount = hundredthsOf(one);
  if (amount !== null && one === shownAmount(amount)) return hundredthsOf(other) === amount;
  return SHOWN_DAY.test(one) && numbersOf(other) === numbersOf(one);
}

function numbersOf(day) {
  return DAY.exec(day)?.slice(1).map(Number).join();
}

// As if typed; not over what the person has typed there since the page was drawn.
function putBack(form, drawn, entry) {
  addRows(form, entry.name);
  const now = textOf(form, entry.name);
  const isTypedOver = now !== (drawn.get(entry.name) ?? "") && now !== entry.text;
  if (isTypedOver || !takes(form, entry)) return false;
  fill(form, entry);
  return true;
}

// A row that was new goes after those that are there, as it did before.
function addRows(form, name) {
  for (const { index, 0: place, 1: number } of name.matchAll(/\[(\d+)\]/g)) {
    const [at, row] = [name.slice(0, index), name.slice(0, index + place.length)];
    const group = form.querySelector(`[data-group="${CSS.escape(at)}"]:has(> template[data-blank])`);
    const hasRow = (each) => group?.querySelector(`[data-row="${CSS.escape(each)}"]`);
    const isNext = number === "0" || hasRow(`${at}[${number - 1}]`);
    if (!group || hasRow(row) || !isNext) continue;
    const here = document.activeElement;
    group.querySelector(":scope > button[name=_add]:not([hidden])")?.click();
    document.activeElement.blur();
    here.focus();
  }
}

function takes(form, { name, text }) {
  const field = form.elements.namedItem(name);
  if (!field) return false;
  const isChosen = field.type === "select-one" || firstOf(field).type === "radio";
  return !isChosen || Boolean(optionOf(form, name, text));
}

function fill(form, { name, text }) {
  const field = form.elements.namedItem(name);
  const option = optionOf(form, name, text);
  if (option && field.type !== "select-one") option.field.checked = true;
  else if (field.type === "checkbox") field.checked = text !== "";
  else field.value = text;
  for (const kind of ["input", "change"]) {
    (option?.field ?? field).dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

// Of a choice the alternative that has a text as its value.
function optionOf(form, name, text) {
  const field = form.elements.namedItem(name);
  if (field?.type === "select-one") {
    const option = [...field.options].find((each) => each.value === text);
    return option && { field, label: text && option.label };
  }
  const radios = field instanceof RadioNodeList ? [...field] : [];
  const radio = radios.find((each) => each.value === text);
  return radio && { field: radio, label: radio.labels[0].textContent.trim() };
}

function firstOf(field) {
  return field instanceof RadioNodeList ? field[0] : field;
}

// `Udgift 2, Beløb`, as the server calls it.
function labelOf(field) {
  const own = field.type === "radio" ? field.closest("fieldset").querySelector("legend") : field.labels[0];
  const names = [own.firstChild.textContent.trim()];
  for (let row = field.closest("[data-row]"); row; row = row.parentElement.closest("[data-row]")) {
    names.unshift(row.querySelector("legend").textContent.trim().replace(/\s+/g, " "));
  }
  return names.join(", ");
}
