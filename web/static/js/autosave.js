// Saves the page a moment after one stops typing. The page says which version it was based on;
// when somebody else changed the same answers, nothing is saved until the person has chosen.

const QUIET = 1_500;
const LONGEST = 5_000;

export function autosave(form) {
  if (!form.dataset.autosave) return;
  const saver = new Saver(form);
  const soon = () => saver.soon();
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("rows", soon);
  form.addEventListener("submit", (event) => saver.submit(event));
  window.addEventListener("pagehide", () => saver.leave());
  document.addEventListener("visibilitychange", () => document.hidden && saver.save());
}

class Saver {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-save-state]");
    this.timer = 0;
    this.sent = this.written();
    this.saving = null;
    this.isStopped = false;
    this.isLeaving = false;
  }

  written() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (name !== "_version") data.append(name, value);
    }
    return data.toString();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  // The answer of a save under way says which version the page now holds; sent without it, the
  // page would be set against what it has just saved itself.
  async submit(event) {
    this.stop();
    if (!this.saving) return;
    event.preventDefault();
    if (this.isLeaving) return;
    this.isLeaving = true;
    await Promise.race([this.saving, new Promise((late) => setTimeout(late, LONGEST))]);
    this.saving = null;
    this.form.requestSubmit(event.submitter);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    if (this.saving) await this.saving;
    const written = this.written();
    if (written === this.sent || this.isStopped) return;
    this.saving = this.send(written).finally(() => (this.saving = null));
    await this.saving;
  }

  async send(written) {
    this.say("saving");
    try {
      const answer = await fetch(this.form.dataset.autosave, this.request(written, false));
      await this.take(answer, written);
    } catch {
      this.say("offline");
      this.soon();
    }
  }

  request(written, isLast) {
    const version = new URLSearchParams({ _version: this.form.elements.namedItem("_version").value });
    return {
      method: "POST",
      body: new URLSearchParams(`${written}&${version}`),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      keepalive: isLast,
    };
  }

  async take(answer, written) {
    if (answer.ok) {
      const told = await answer.json();
      if (told.merged.length) {
        this.meetOthers(written);
        return;
      }
      this.form.elements.namedItem("_version").value = told.version;
      this.sent = written;
      this.say("saved", told.saved_at);
      const others = document.querySelector("[data-others]");
      if (others && others.textContent !== told.others) others.textContent = told.others;
      for (const [id, text] of Object.entries(told.totals)) {
        if (this.written() === written) document.getElementById(id).textContent = text;
      }
    } else {
      if (answer.status !== 503) this.stop();
      this.say(answer.status === 409 ? "conflict" : "refused");
      if (answer.status === 503) this.soon();
    }
  }

  // Others changed more of this page than it shows. All is kept, so the page is drawn anew; while
  // the person types on, it is not, and the next press of the button settles it.
  meetOthers(written) {
    this.stop();
    if (this.written() !== written) {
      this.say("changed");
      return;
    }
    const here = document.activeElement?.id;
    location.hash = here ?? "";
    location.reload();
  }

  // A page that is left cannot wait for the answer; the browser carries at most 64 kB then.
  leave() {
    const written = this.written();
    if (this.isStopped || this.saving || written === this.sent) return;
    fetch(this.form.dataset.autosave, this.request(written, written.length < 60_000)).catch(() => {});
  }

  say(state, hour = "") {
    if (!this.line) return;
    const words = this.line.dataset[state] ?? "";
    this.line.textContent = words.replace("%s", hour);
    this.line.classList.toggle("is-problem", ["conflict", "changed", "refused"].includes(state));
  }
}
