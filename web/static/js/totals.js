// Adds up while one types; the server draws the same numbers and has the last word.
import { compute } from "./algebra.js";
import { shownAmount } from "./amounts.js";

export function addUp(form) {
  const update = () => {
    for (const output of form.querySelectorAll("output[data-formula]")) {
      const number = compute(JSON.parse(output.dataset.formula), form, output.dataset.path);
      const text = number === null ? output.dataset.unknown : shownAmount(number);
      if (output.textContent !== text) output.textContent = text;
    }
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("rows", update);
  update();
}
