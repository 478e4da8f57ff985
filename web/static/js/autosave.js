// Saves what was typed a moment after one stops. The page says which version it was based on; when
// somebody else changed the same answers, nothing is saved until the person has chosen.

import { forgetUnsaved, keepUnsaved } from "./unsaved.js";
import { entryOf, settleUnsaved } from "./unsaved_box.js";

const QUIET = 1_500;
const LONGEST = 5_000;
const LATEST = 30_000;
const MOST_CARRIED = 60_000;
const ROWS = "_row";
const END = "_end";
const TRYING = ["saving", "offline"];
const PROBLEMS = ["conflict", "changed", "refused", "leaving"];

export function autosave(form) {
  if (!form.dataset.autosave) return;
  const saver = new Saver(form);
  const soon = () => saver.soon();
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("rows", soon);
  form.addEventListener("submit", (event) => saver.submit(event));
  // Who signs out leaves nothing in the tab, and can save nothing afterwards.
  document.querySelector("[data-sign-out]")?.addEventListener("submit", (event) => saver.submit(event));
  window.addEventListener("pagehide", () => saver.leave());
  // A page that the browser kept while it was away knows nothing of what was saved meanwhile.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(location.pathname + location.search);
  });
  settleUnsaved(form, saver.kept, () => saver.keep());
  document.addEventListener("visibilitychange", () => document.hidden && saver.hide());
}

class Saver {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-save-state]");
    this.timer = 0;
    this.kept = textsDrawn(form);
    this.hasMoved = false;
    this.saving = null;
    this.unanswered = null;
    this.isStopped = false;
    this.isLeaving = false;
    this.isReady = false;
    this.pressed = null;
    this.hasWarned = false;
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  // What was typed is saved before the page is sent, so that the tab need not keep what an answer has
  // told of, and the page is not set against what it has just saved itself. Without an answer it is
  // sent all the same, and kept as it is left. Of several buttons the last one pressed counts.
  async submit(event) {
    const { target, submitter } = event;
    if (this.isReady || !(this.saving || this.canSave() || this.isToWarn(target))) {
      this.stop();
      return;
    }
    event.preventDefault();
    this.pressed = { target, submitter };
    if (this.isLeaving) return;
    this.isLeaving = true;
    await Promise.race([this.save(), new Promise((late) => setTimeout(late, LONGEST))]);
    this.isLeaving = false;
    this.go();
  }

  go() {
    const { target, submitter } = this.pressed;
    if (submitter && submitter.form !== target) return; // it went with its row
    if (this.isToWarn(target)) {
      this.hasWarned = true;
      this.say("leaving");
      this.line?.scrollIntoView({ block: "center" }); // the button is at the top
      return;
    }
    this.stop();
    this.isReady = true;
    // Where nothing comes of it, as where the person stops it, the page saves itself again.
    setTimeout(() => this.goOn(), LATEST);
    target.requestSubmit(submitter);
  }

  goOn() {
    this.isReady = this.isStopped = false;
    this.soon();
  }

  // Whoever signs out is told first where that takes away what was typed.
  isToWarn(target) {
    return target !== this.form && !this.hasWarned && this.unsaved(textsOf(this.form)).length > 0;
  }

  async save() {
    clearTimeout(this.timer);
    // Two may have waited for the same answer: the second waits for the first of them too.
    while (this.saving) await this.saving;
    if (!this.canSave()) return;
    this.saving = this.send().finally(() => (this.saving = null));
    await this.saving;
  }

  canSave() {
    return !this.isStopped && (this.unanswered || this.hasChanged(textsOf(this.form)));
  }

  hasChanged(texts) {
    return changedNames(this.kept, texts).length > 0 && !isEmptiedRow(this.form, texts);
  }

  // A post whose answer was lost may have been kept: it is sent once more as it was, which does no
  // harm, before what was typed since.
  async send() {
    this.unanswered ??= this.post();
    const { texts, body } = this.unanswered;
    this.say("saving");
    try {
      await this.take(await fetch(this.form.dataset.autosave, request(body)), texts);
    } catch {
      this.say("offline");
      this.soon();
    }
  }

  // What changed since the server last told that it has it, a tick that was taken away as an empty
  // text; the whole page where its rows have not the numbers that the server knows them by.
  post() {
    const texts = textsOf(this.form);
    const before = this.unanswered;
    const isWhole = this.isMoved(texts);
    const body = new URLSearchParams();
    if (isWhole) {
      for (const [name, text] of new FormData(this.form)) body.append(name, text);
      body.delete(END);
    } else {
      for (const name of ["csrf_token", "_version"]) body.append(name, this.field(name).value);
      for (const name of this.untold(texts)) body.append(name, texts.get(name) ?? "");
      if (before) body.append("_unanswered", before.body);
    }
    body.append(END, isWhole ? this.field(END).value : "changes");
    return { texts, isWhole, body: body.toString() };
  }

  // The names of what differs from what the server last told that it has, or may differ.
  untold(texts) {
    const before = this.unanswered?.texts ?? texts;
    return new Set([texts, before].flatMap((each) => changedNames(this.kept, each)));
  }

  // Whether rows may have other numbers for the server than they have on the page.
  isMoved(texts) {
    return this.hasMoved || this.unanswered?.isWhole || texts.get(ROWS) !== this.kept.get(ROWS);
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  async take(answer, texts) {
    if (answer.ok) {
      const told = await answer.json();
      this.unanswered = null;
      if (told.merged.length) {
        this.meetOthers(texts);
        return;
      }
      this.acknowledge(told, texts);
    } else {
      if (answer.status !== 503) this.stop();
      this.say(answer.status === 409 ? "conflict" : "refused");
      if (answer.status === 503) this.soon();
    }
  }

  acknowledge(told, texts) {
    this.field("_version").value = told.version;
    this.kept = texts;
    this.hasWarned = false;
    this.hasMoved ||= told.moved;
    this.say("saved", told.saved_at);
    const others = document.querySelector("[data-others]");
    if (others && others.textContent !== told.others) others.textContent = told.others;
    const now = textsOf(this.form);
    if (this.hasChanged(now)) {
      this.soon();
      return;
    }
    forgetUnsaved(this.form);
    for (const [id, text] of Object.entries(told.totals)) {
      document.getElementById(id).textContent = text;
    }
  }

  // Others changed more of this page than it shows. All is kept, so the page is drawn anew; while
  // the person types on, it is not, and the next press of the button settles it.
  meetOthers(texts) {
    this.stop();
    this.kept = texts;
    if (this.isLeaving) return;
    if (changedNames(texts, textsOf(this.form)).length) {
      this.say("changed");
      return;
    }
    const here = document.activeElement?.id;
    location.hash = here ?? "";
    location.reload();
  }

  // A page that is left waits for no answer. What is still on its way goes along with what was typed
  // since, so that the two are in no conflict, whichever comes first. Where rows came, went or moved
  // meanwhile they may be; then nothing is overwritten. What no answer told of stays in the tab.
  leave() {
    const texts = textsOf(this.form);
    this.keep();
    const isSent = !changedNames(this.unanswered?.texts ?? this.kept, texts).length;
    if (this.isStopped || isEmptiedRow(this.form, texts)) return;
    if (isSent && (this.saving || !this.unanswered)) return;
    if (!isSent) this.unanswered = this.post();
    fetch(this.form.dataset.autosave, request(this.unanswered.body)).catch(() => {});
  }

  // A page that is not looked at may be thrown away by the browser without another word.
  hide() {
    this.keep();
    this.save();
  }

  keep() {
    const texts = textsOf(this.form);
    keepUnsaved(this.form, {
      // Once the server numbered the rows anew, their names here are those of other rows there.
      version: this.hasMoved ? "" : this.field("_version").value,
      moved: Boolean(this.isMoved(texts)),
      entries: this.unsaved(texts).map((name) => entryOf(this.form, name, texts.get(name) ?? "")),
    });
  }

  // The questions whose answers the server has not told that it has.
  unsaved(texts) {
    const names = isEmptiedRow(this.form, texts) ? [] : [...this.untold(texts)];
    return names.filter((name) => name[0] !== "_" && this.field(name));
  }

  say(state, hour = "") {
    if (!this.line || (this.hasWarned && TRYING.includes(state))) return;
    const words = this.line.dataset[state] ?? "";
    this.line.textContent = words.replace("%s", hour);
    this.line.classList.toggle("is-problem", PROBLEMS.includes(state));
  }
}

// A page may be left before it is answered; the browser carries at most 64 kB for it then.
function request(body) {
  return {
    method: "POST",
    body: new URLSearchParams(body),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
    keepalive: body.length < MOST_CARRIED,
  };
}

// What stands in the fields by name, the names of all rows as one text.
function textsOf(form) {
  const texts = new Map();
  for (const [name, text] of new FormData(form)) {
    if (name !== "_version") texts.set(name, texts.has(name) ? `${texts.get(name)} ${text}` : text);
  }
  return texts;
}

// The same as the server drew them, whatever a browser that came back put into them.
function textsDrawn(form) {
  const drawn = form.cloneNode(true);
  drawn.reset();
  return textsOf(drawn);
}

function changedNames(before, after) {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => (before.get(name) ?? "") !== (after.get(name) ?? ""));
}

// A row that is a page of its own and says nothing is no row any more, and the page would go on in
// the one that takes its number: that it is to go is for its button to say.
function isEmptiedRow(form, texts) {
  if (!/[?&]raekke=/.test(form.dataset.autosave)) return false;
  return [...texts].every(([name, text]) => name[0] === "_" || name === "csrf_token" || !text);
}
