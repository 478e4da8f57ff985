// F8 goes to the next finding in the text beside, Shift+F8 to the one before, as in editors.
// Without this each finding has a link to its place, and each place one back.

export function stepThrough(beside) {
  const marks = beside ? [...beside.querySelectorAll("[data-mark]")] : [];
  if (!marks.length) return;
  const hint = beside.querySelector("[data-keys]");
  if (hint) hint.hidden = false;
  let at = -1;
  const show = (step) => {
    at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
    for (const each of beside.querySelectorAll(".is-shown")) each.classList.remove("is-shown");
    const mark = marks[at];
    const told = document.getElementById(`punkt-${mark.dataset.mark}`);
    mark.classList.add("is-shown");
    told?.classList.add("is-shown");
    told?.scrollIntoView({ block: "nearest" });
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", (event) => {
    const number = event.target.dataset?.mark ?? event.target.dataset?.finding;
    const found = marks.findIndex((each) => each.dataset.mark === number);
    if (found >= 0) at = found;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(event.shiftKey ? -1 : 1);
  });
}
