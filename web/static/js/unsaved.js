// What was typed on a page and the server has not told that it has. It stays in the tab alone, which
// forgets it when it is closed, and goes when one signs out, after the longest that one is signed in,
// and as soon as the server has it. It is shown to who typed it alone: the person who was signed in,
// or where nobody was, the same session of the browser.

const PREFIX = "tilsagn.unsaved ";
const SIGNING_OUT = "tilsagn.signing-out";
const SETTLING = "tilsagn.settling";
const CHOICE = "choice-";
const LONGEST = 1_000_000;
const LASTS = 10 * 60 * 60 * 1_000;
// A page keeps its own beside what is offered from before, so that the one is not written over the
// other while the person has not chosen.
const OPENED = Date.now();
const signedOut = channelOf("tilsagn.signed-out");

let isSignedOut = false;

// `kept` has the entries that are to be kept, and the version they were based on. What is too long,
// or more than the tab takes, is not kept; nor is what was kept of the page before it, which would
// count as the last that was typed.
export function keepUnsaved(form, kept) {
  forgetUnsaved(form);
  if (isSignedOut || !kept.entries.length) return;
  write(beginning(form) + OPENED, { at: Date.now(), who: person(), session: session(), ...kept });
}

export function forgetUnsaved(form) {
  tab()?.removeItem(beginning(form) + OPENED);
}

// What pages before this one kept of it, the newest last; not what somebody kept who is signed in no
// longer, and may be again.
export function unsavedOf(form) {
  return keptFrom(beginning(form)).filter(({ who, session: wrote }) => {
    return who ? who === person() : wrote === session();
  });
}

export function replaceUnsaved({ key, ...kept }) {
  if (kept.entries.length && !isSignedOut) write(key, kept);
  else tab()?.removeItem(key);
}

// Each page clears away what is too old, and what is another person's than who is signed in. Whoever
// signs out does so in all tabs that are open: they are told by a channel, which, unlike a key that
// all tabs share, leaves nothing in the browser. That one is signed out shows on the page that comes
// of it: the press alone may come nowhere, and then what was typed is still there.
export function clearUnsaved() {
  forgetWhere((kept) => !kept || Date.now() - kept.at > LASTS || isOfAnother(kept));
  forgetSettled();
  if (signedOut) {
    signedOut.onmessage = () => {
      isSignedOut = true;
      forgetWhere(() => true);
    };
  }
  if (!tab()?.getItem(SIGNING_OUT)) return;
  tab().removeItem(SIGNING_OUT);
  if (person()) return;
  forgetWhere(() => true);
  signedOut?.postMessage("");
}

// Called when whatever else may hold a press back listens already.
export function noteSignOut(signOut) {
  signOut?.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) write(SIGNING_OUT, true);
  });
}

// Of two versions the one that is kept was chosen: the other is not offered once more. That it was
// kept, a redirect tells; whatever fails is answered by a page of its own.
export function noteSettling(form) {
  form?.addEventListener("submit", () => {
    const names = new Set([...form.querySelectorAll(`[name^="${CHOICE}"]`)].map(({ name }) => name));
    write(SETTLING, {
      address: form.dataset.settles,
      version: form.elements.namedItem("_version").value,
      paths: [...names].map((name) => name.slice(CHOICE.length)),
    });
  });
}

// What the page kept that was in conflict, which of all that were based on the same is the newest.
function forgetSettled() {
  const settled = JSON.parse(tab()?.getItem(SETTLING) ?? null);
  tab()?.removeItem(SETTLING);
  if (!settled || !performance.getEntriesByType("navigation")[0]?.redirectCount) return;
  const isOfPage = ({ version }) => !version || version === settled.version;
  const kept = keptFrom(PREFIX + settled.address).filter(isOfPage);
  const newest = kept.sort((one, other) => one.at - other.at).at(-1);
  const isSettled = ({ name }) => settled.paths.some((path) => isAt(path, name));
  if (!newest) return;
  replaceUnsaved({ ...newest, entries: newest.entries.filter((entry) => !isSettled(entry)) });
}

function isAt(path, name) {
  return name === path || (name.startsWith(path) && /[.[]/.test(name[path.length]));
}

function isOfAnother({ who, session: wrote }) {
  const [own, now] = who ? [who, person()] : [wrote, session()];
  return Boolean(now) && own !== now;
}

function forgetWhere(isToGo) {
  for (const key of keysFrom(PREFIX)) {
    if (isToGo(read(key))) tab().removeItem(key);
  }
}

function keptFrom(start) {
  return keysFrom(start)
    .map((key) => ({ key, ...read(key) }))
    .filter(({ entries }) => entries);
}

// Null for what this version of the page did not write.
function read(key) {
  try {
    const kept = JSON.parse(tab().getItem(key));
    return Array.isArray(kept?.entries) ? kept : null;
  } catch {
    return null;
  }
}

function write(key, kept) {
  const text = JSON.stringify(kept);
  if (text.length > LONGEST) return;
  try {
    tab()?.setItem(key, text);
  } catch {
    // The tab is full: then it is as if it kept nothing.
  }
}

// What a tab may keep; null where its owner lets pages keep nothing.
function tab() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function channelOf(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

function keysFrom(start) {
  return Object.keys(tab() ?? {}).filter((key) => key.startsWith(start)).sort();
}

function beginning(form) {
  return `${PREFIX}${form.dataset.autosave} `;
}

// A number of the session in which the form was drawn; empty on pages without one.
function session() {
  return document.querySelector("[data-session]")?.dataset.session ?? "";
}

// A number that tells nothing of who it is; empty for nobody.
function person() {
  return document.querySelector("[data-person]")?.dataset.person ?? "";
}
