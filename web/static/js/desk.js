// Files, folders and zips dropped on the desk are sent one by one and read one by one, each with
// its own line of progress. Without this the form sends them all at once and works the same.

const MOST = 400;

export function layUp(form) {
  if (!form) return;
  const zone = form.querySelector("[data-drop]");
  const field = form.querySelector("input[type=file]");
  const over = (is) => zone.classList.toggle("is-over", is);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => (event.preventDefault(), over(true)));
  }
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    over(false);
    const files = await dropped(event.dataTransfer);
    if (files.length) new Sender(form).send(files);
  });
  field.addEventListener("change", () => (form.unsent = null));
  form.addEventListener("submit", (event) => {
    if (form.unsent) {
      event.preventDefault();
      new Sender(form, form.unsent.ways).send(form.unsent.files);
      return;
    }
    if (!field.files.length || !form.checkValidity()) return;
    event.preventDefault();
    const chosen = [...field.files].map((file) => [file.webkitRelativePath || file.name, file]);
    new Sender(form).send(chosen);
  });
}

// Reads on by itself where files still wait, as when the page was left before all were read.
export async function readOn(form) {
  if (!form) return;
  const state = form.querySelector("[data-read-state]");
  form.querySelector("button").hidden = true;
  try {
    await readAll(form.action, form, (told) => (state.textContent = told.name ?? ""));
    location.reload();
  } catch {
    form.querySelector("button").hidden = false;
  }
}

class Sender {
  constructor(form, ways) {
    this.form = form;
    this.ways = ways;
    this.list = form.querySelector("[data-progress]");
    this.words = form.dataset;
    this.button = form.querySelector("button[type=submit]");
  }

  async send(files) {
    this.button.disabled = true;
    this.list.replaceChildren();
    const lines = files.slice(0, MOST).map(([name, file]) => ({ name, file, state: this.line(name) }));
    try {
      const ways = await this.begin(lines);
      await readAll(ways.read, this.form, (told) => this.say(lines, told));
      const unsent = lines.filter((line) => line.isUnsent);
      if (unsent.length) this.stay(ways, unsent);
      else location.assign(ways.review);
    } catch (failed) {
      this.button.disabled = false;
      if (failed instanceof Refused) this.form.submit();
    }
  }

  // What was not taken in stays in sight, and pressing again sends it to the same review.
  stay(ways, unsent) {
    this.form.unsent = { ways, files: unsent.map(({ name, file }) => [name, file]) };
    this.button.disabled = false;
    this.button.focus();
  }

  // A new review is begun with the form's other answers; an old one takes the files as they are.
  async begin(lines) {
    const isNew = this.form.querySelector("[name=navn]") !== null;
    const first = new FormData(this.form);
    first.delete("filer");
    if (isNew && !first.get("navn")) first.set("navn", title(lines[0].name));
    let ways = this.ways ?? (isNew ? await post(this.form.action, first) : { add: this.form.action });
    for (const line of lines) {
      line.state.textContent = this.words.sending;
      try {
        ways = await post(ways.add, this.parcel(line));
        line.state.textContent = this.words.reading;
      } catch {
        line.state.textContent = this.words.failed;
        line.isUnsent = true;
      }
    }
    return ways;
  }

  parcel({ name, file }) {
    const data = new FormData();
    data.set("csrf_token", this.form.querySelector("[name=csrf_token]").value);
    data.set("filer", file, name.split("/").pop());
    data.set("sti", name);
    data.set("dato", String(file.lastModified));
    return data;
  }

  line(name) {
    const item = document.createElement("li");
    const state = document.createElement("span");
    item.append(Object.assign(document.createElement("span"), { textContent: name }), state);
    this.list.append(item);
    return state;
  }

  say(lines, told) {
    const line = lines.find((each) => told.name === each.name || told.name?.startsWith(`${each.name}/`));
    if (line) line.state.textContent = `${this.words.done}${told.left ? ` (${told.left})` : ""}`;
  }
}

class Refused extends Error {}

async function readAll(address, form, say) {
  for (let left = 1; left; ) {
    const data = new FormData();
    data.set("csrf_token", form.querySelector("[name=csrf_token]").value);
    const told = await post(address, data);
    say(told);
    left = told.id ? told.left : 0;
  }
}

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status === 422) throw new Refused();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const title = (name) => name.split("/")[0].replace(/\.[^.]+$/, "");

// Folders come as entries, a hundred names at a time, until one call gives none.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  const found = [];
  for (const entry of entries) await gather(entry, "", found);
  return found;
}

async function gather(entry, folder, found) {
  if (found.length >= MOST) return;
  if (entry.isFile) {
    found.push([folder + entry.name, await new Promise((take, fail) => entry.file(take, fail))]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((take, fail) => reader.readEntries(take, fail));
    if (!some.length) return;
    for (const each of some) await gather(each, `${folder}${entry.name}/`, found);
  }
}
