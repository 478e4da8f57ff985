// Counts as the server does: UTF-16 units, a line end being one.

const WAIT = 700;

export function countCharacters(root) {
  for (const box of root.querySelectorAll("textarea[data-limit]")) {
    const line = root.getElementById(`${box.id}-limit`);
    if (line) watch(box, line);
  }
}

function watch(box, line) {
  const spoken = document.createElement("span");
  spoken.className = "sr-only";
  spoken.setAttribute("aria-live", "polite");
  line.after(spoken);
  let waiting = 0;
  const update = () => {
    const left = Number(box.dataset.limit) - box.value.length;
    line.textContent = sentence(left);
    line.classList.toggle("is-over", left < 0);
    clearTimeout(waiting);
    waiting = setTimeout(() => (spoken.textContent = sentence(left)), WAIT);
  };
  box.addEventListener("input", update);
  if (box.value) {
    line.textContent = sentence(Number(box.dataset.limit) - box.value.length);
  }
}

function sentence(left) {
  const words = document.documentElement.lang === "da"
    ? ["Du har %s tegn tilbage.", "Du har skrevet %s tegn for meget."]
    : ["You have %s characters left.", "You have %s characters too many."];
  const shown = Math.abs(left).toLocaleString(document.documentElement.lang);
  return words[left < 0 ? 1 : 0].replace("%s", shown);
}
