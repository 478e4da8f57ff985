// Conditions and formulas as web/pages/algebra.py writes them, over what stands in the page.
// Numbers are BigInt in øre (hundredths), so nothing is rounded on the way.
import { hundredthsOf } from "./amounts.js";
import { countOf } from "./counts.js";
import { beside, columnPaths, textOf } from "./paths.js";

export function holds(term, form, asking) {
  const [word, ...rest] = term;
  switch (word) {
    case "is":
      return textOf(form, beside(rest[0], asking)) === String(rest[1]);
    case "answered":
      return textOf(form, beside(rest[0], asking)).trim() !== "";
    case "not":
      return !holds(rest[0], form, asking);
    case "all":
      return rest.every((inner) => holds(inner, form, asking));
    case "any":
      return rest.some((inner) => holds(inner, form, asking));
  }
  throw new Error(`unknown condition ${word}`);
}

// The number a formula comes to, as hundredths; null when a number is missing or cannot be read.
export function compute(term, form, asking) {
  const [word, ...rest] = term;
  switch (word) {
    case "stated":
      return hundredthsOf(textOf(form, beside(rest[0], asking)));
    case "count":
      return countOf(textOf(form, beside(rest[0], asking)), rest[1], rest[2], rest[3]);
    case "sum":
      return sum(rest[0], rest[1], form, asking);
    case "plus":
      return joined(rest, form, asking, (left, right) => left + right);
    case "minus":
      return joined(rest, form, asking, (left, right) => left - right);
    case "times":
      return times(rest, form, asking);
  }
  throw new Error(`unknown formula ${word}`);
}

function sum(address, condition, form, asking) {
  const dot = address.lastIndexOf(".");
  const group = beside(address.slice(0, dot), asking);
  let total = 0n;
  for (const path of columnPaths(form, group, address.slice(dot + 1))) {
    if (textOf(form, path).trim() === "") continue;
    if (condition && !holds(condition, form, path)) continue;
    const number = hundredthsOf(textOf(form, path));
    if (number === null) return null;
    total += number;
  }
  return total;
}

function joined(terms, form, asking, operation) {
  const numbers = terms.map((term) => compute(term, form, asking));
  return numbers.includes(null) ? null : numbers.reduce(operation);
}

function times(terms, form, asking) {
  const product = joined(terms, form, asking, (left, right) => left * right);
  return product === null ? null : product / 100n ** BigInt(terms.length - 1);
}
