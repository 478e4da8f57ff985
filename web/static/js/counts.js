// Whole numbers by the rules of forms/kinds/whole_number.py.

const SPACE = "[. \\u00a0\\u2009\\u202f]";
const DIGITS = new RegExp(`^(?:[0-9]{1,15}|[0-9]{1,3}(?:${SPACE}[0-9]{3}){1,4})$`, "u");
const WORDS = [
  ["nul"], ["en", "et", "én", "ét"], ["to"], ["tre"], ["fire"], ["fem"], ["seks"], ["syv"], ["otte"], ["ni"], ["ti"],
];

// The number a text is, times a hundred; null when it is none, or not from `least` to `most`.
export function countOf(text, least, most, units) {
  const line = text.replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, "").trim();
  const written = withoutUnit(line, units);
  const isNegative = /^[-\u2212]/u.test(written);
  const digits = isNegative ? written.slice(1) : written;
  const word = WORDS.findIndex((words) => words.includes(written.toLowerCase()));
  if (!DIGITS.test(digits) && word < 0) return null;
  const size = word < 0 ? BigInt(digits.replace(/\D/gu, "")) : BigInt(word);
  const number = isNegative ? -size : size;
  return number >= BigInt(least) && number <= BigInt(most) ? number * 100n : null;
}

function withoutUnit(line, units) {
  const unit = units.find((each) => line.toLowerCase().endsWith(each.toLowerCase()));
  return (unit && line.slice(0, -unit.length).trimEnd()) || line;
}
