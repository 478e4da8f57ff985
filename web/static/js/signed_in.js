// Tells in time that one is about to be signed out, and lets one stay. Only the server knows when:
// another tab may have been used meanwhile.

const FIRST = 4 * 60;
const WARNED = 5 * 60;

export function warnOfEnd(box) {
  if (!box) return;
  const [line, button] = [box.querySelector("p"), box.querySelector("button")];
  const token = document.querySelector("[name=csrf_token]").value;

  let waiting;
  const later = (seconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(look, seconds * 1_000);
  };
  const say = (words, at, canStay) => {
    const text = words.replace("%s", at);
    if (line.textContent !== text) line.textContent = text;
    button.hidden = !canStay;
  };

  async function look() {
    try {
      const answer = await fetch(box.dataset.left, { credentials: "same-origin" });
      tell(await answer.json());
    } catch {
      later(60);
    }
  }

  function tell({ seconds, can_stay: canStay }) {
    if (seconds > WARNED) {
      say("", "", false);
      later(seconds - WARNED);
    } else if (seconds > 0) {
      say(canStay ? box.dataset.soon : box.dataset.over, hourIn(seconds), canStay);
      later(seconds + 1);
    } else {
      say(box.dataset.out, "", false);
    }
  }

  button.addEventListener("click", async () => {
    const body = new URLSearchParams({ csrf_token: token });
    await fetch(box.dataset.stay, { method: "POST", body, credentials: "same-origin" }).catch(() => {});
    look();
  });
  later(FIRST);
}

function hourIn(seconds) {
  const at = new Date(Date.now() + seconds * 1_000);
  return at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
