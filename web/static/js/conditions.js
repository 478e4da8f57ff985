// Hides the questions that are not asked, as answers change; what was typed in them stays.
import { holds } from "./algebra.js";

export function showWhatIsAsked(form) {
  const show = () => {
    for (const block of form.querySelectorAll("[data-asked-when]")) {
      block.hidden = !holds(JSON.parse(block.dataset.askedWhen), form, block.dataset.path);
    }
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("rows", show);
  show();
}
