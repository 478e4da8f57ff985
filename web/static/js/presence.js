// Tells that the page is open, so that two who read or write the same are told of each other. A page
// that nobody can see tells nothing, and is forgotten by the others after a minute.

const EVERY = 25_000;

export function tellOthers(form, line) {
  const address = line?.dataset.here;
  if (!address) return;
  const told = new URLSearchParams({ csrf_token: form.elements.namedItem("csrf_token").value });
  let timer = 0;

  async function tell() {
    clearTimeout(timer);
    if (document.hidden) return;
    const isOver = await tellOnce(address, told, line);
    if (!isOver) timer = setTimeout(tell, EVERY);
  }
  document.addEventListener("visibilitychange", tell);
  tell();
}

// Whoever is signed out, or sees the draft no longer, is told of nobody any more.
async function tellOnce(address, told, line) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: told,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
    });
    if (!answer.ok) return answer.status < 500;
    const { others } = await answer.json();
    if (line.textContent !== others) line.textContent = others;
    return false;
  } catch {
    return false;
  }
}
