// Shows how far a job has come in the page as it stands: to draw it anew every other second would
// take whoever has it read aloud back to its beginning each time.

const EVERY = 2_000;

export function follow(box) {
  if (!box) return;
  const state = document.querySelector("[data-job-state]");
  const later = () => setTimeout(look, EVERY);

  async function look() {
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (!answer || answer.status >= 500) return later();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-job]");
    if (!next) return location.reload();
    const words = page.querySelector("[data-job-state]").textContent;
    if (state.textContent !== words) state.textContent = words;
    return take(next);
  }

  function take(next) {
    if (!next.matches("[data-follow]")) return end(next);
    const fresh = [...next.querySelectorAll("[data-live]")];
    box.querySelectorAll("[data-live]").forEach((each, at) => fresh[at] && each.replaceWith(fresh[at]));
    return later();
  }

  function end(next) {
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren(...next.childNodes);
    if (hadFocus) box.focus();
  }
  later();
}
