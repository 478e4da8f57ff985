// What was typed on a page that was left before the server had told that it has it. It stays in the
// tab alone, which forgets it when it is closed; ours goes when one signs out, after the longest that
// one is signed in, and as soon as the server has it. Nobody else who signs in is offered it.

const PREFIX = "tilsagn.unsaved ";
const LONGEST = 1_000_000;
const LASTS = 10 * 60 * 60 * 1_000;
const BUSY = 503;
// A page keeps its own beside what is offered from before, so that the one is not written over the
// other while the person has not chosen.
const OPENED = Date.now();

export function keepUnsaved(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrf_token");
  const text = JSON.stringify({ at: Date.now(), who: person(), body: body.toString() });
  if (text.length > LONGEST) return;
  try {
    tab()?.setItem(ownKey(form), text);
  } catch {
    // The tab is full: then it is as if it kept nothing.
  }
}

export function forgetUnsaved(form) {
  tab()?.removeItem(ownKey(form));
}

export function forgetAllUnsaved(isToGo = () => true) {
  const kept = tab();
  for (const key of keysFrom(PREFIX)) {
    if (isToGo(JSON.parse(kept.getItem(key)))) kept.removeItem(key);
  }
}

// Sends what is kept of a page once more, as it was and based on what it was based on: that does no
// harm where the server has it. What it does not take is offered beside what it has. The answer is
// the server's last where it took any, else null.
export async function settleUnsaved(form) {
  forgetAllUnsaved(({ at, who }) => Date.now() - at > LASTS || (who && who !== person()));
  let told = null;
  for (const key of keysFrom(beginning(form))) {
    const body = new URLSearchParams(JSON.parse(tab().getItem(key)).body);
    body.set("csrf_token", form.elements.namedItem("csrf_token").value);
    const answer = await send(form, body);
    if (answer?.ok) {
      tab().removeItem(key);
      told = await answer.json();
    } else {
      if (answer && answer.status !== BUSY) offer(form, key, body);
      break;
    }
  }
  return told;
}

function send(form, body) {
  return fetch(form.dataset.autosave, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
  }).catch(() => null);
}

function offer(form, key, body) {
  const box = document.querySelector("[data-unsaved]");
  box.hidden = false;
  box.querySelector("[data-unsaved-show]").addEventListener("click", () => {
    tab().removeItem(key);
    show(form, body);
  });
  box.querySelector("[data-unsaved-drop]").addEventListener("click", () => {
    tab().removeItem(key);
    box.hidden = true;
  });
}

// The page itself is posted: its answer shows both texts to choose from, or all that was typed.
function show(form, body) {
  const posted = document.createElement("form");
  posted.method = "post";
  posted.action = form.action;
  posted.hidden = true;
  for (const [name, text] of body) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = text;
    posted.append(field);
  }
  document.body.append(posted);
  posted.submit();
}

// What a tab may keep; null where its owner lets pages keep nothing.
function tab() {
  try {
    return sessionStorage;
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

function ownKey(form) {
  return beginning(form) + OPENED;
}

function person() {
  return document.querySelector("[data-person]")?.textContent ?? "";
}
