// What was typed on a page and the server has not told that it has. It stays in the tab alone, which
// forgets it when it is closed, and goes when one signs out, after the longest that one is signed in,
// and as soon as the server has it. Nobody who signs in is shown what somebody else typed who was
// signed in.

const PREFIX = "tilsagn.unsaved ";
const SIGNING_OUT = "tilsagn.signing-out";
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
  write(beginning(form) + OPENED, { at: Date.now(), who: person(), ...kept });
}

export function forgetUnsaved(form) {
  tab()?.removeItem(beginning(form) + OPENED);
}

// What pages before this one kept of it, the newest last; not what somebody kept who is signed in no
// longer, and may be again.
export function unsavedOf(form) {
  return keysFrom(beginning(form))
    .map((key) => ({ key, ...read(key) }))
    .filter(({ entries, who }) => entries && (!who || who === person()));
}

export function replaceUnsaved({ key, ...kept }) {
  if (kept.entries.length) write(key, kept);
  else tab()?.removeItem(key);
}

// Each page clears away what is too old, and what is another person's than who is signed in. Whoever
// signs out does so in all tabs that are open: they are told by a channel, which, unlike a key that
// all tabs share, leaves nothing in the browser. That one is signed out shows on the page that comes
// of it: the press alone may come nowhere, and then what was typed is still there.
export function clearUnsaved() {
  forgetWhere((kept) => !kept || Date.now() - kept.at > LASTS || isOfAnother(kept.who));
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

function isOfAnother(who) {
  return Boolean(who && person() && who !== person());
}

function forgetWhere(isToGo) {
  for (const key of keysFrom(PREFIX)) {
    if (isToGo(read(key))) tab().removeItem(key);
  }
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

// A number that tells nothing of who it is; empty for nobody.
function person() {
  return document.querySelector("[data-person]")?.dataset.person ?? "";
}
