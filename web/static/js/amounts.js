// Danish amounts by the rules of forms/kinds/amount_reading.py, as BigInt øre. What the server
// would not read for certain is null here too: a total is never computed from a guess.

const MOST_DIGITS = 15;
const LONGEST = 120;
const SPACE = "[ \\u00a0\\u2007\\u2009\\u202f]";
const MINUS = "-\\u2212\\u2013\\u00f7";
const SIGN = `(?:[${MINUS}+]|minus(?![\\p{L}\\p{N}_]))`;
const END = "(?![\\p{L}])";
const KRONE = `(?:kr\\.?|kroner|krone|dkk|d\\.\\s?kr\\.?)${END}`;
const SCALES = [
  ["(?:t\\.?\\s?kr\\.?|tusinde?)", 1_000n],
  ["(?:mio\\.?|mill\\.?|millioner|million|mkr\\.?)", 1_000_000n],
  ["(?:mia\\.?|milliarder|milliard)", 1_000_000_000n],
];
const SCALE = `(?:${SCALES.map(([words]) => words).join("|")})${END}`;
const DASH = "(?:[.,]\\s?[-\\u2013\\u2212]{1,2})";
const AMOUNT = new RegExp(
  `^(${SIGN})?\\s*((?:${SCALE}\\s*)?(?:${KRONE})?)\\s*(${SIGN})?\\s*` +
    `([0-9½¼¾](?:[0-9.,½¼¾]|${SPACE})*(?<=[0-9½¼¾]))\\s*${DASH}?\\s*((?:${SCALE})?\\s*(?:${KRONE})?)\\s*${DASH}?$`,
  "iu",
);
const BRACKETED = /^([^()0-9]*)\(([^()]*[0-9½¼¾][^()]*)\)([^()]*)$/u;
const CERTAIN = new RegExp(
  `^([1-9][0-9]{0,2}(?:\\.[0-9]{3})+|[1-9][0-9]{0,2}(?:${SPACE}[0-9]{3})+|[0-9]+)(?:,([0-9]+))?$`,
  "u",
);
const FRACTION = new RegExp(`^([0-9]{1,6})?${SPACE}?([½¼¾])$`, "u");
const QUARTERS = { "¼": 25n, "½": 50n, "¾": 75n };

// The number a text is, times a hundred; null when it is none, or not for certain.
export function hundredthsOf(text) {
  // A line may end in this letter too, which browsers do not take for a blank.
  const lines = text.replaceAll("\u0085", "\n");
  const line = lines.replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, "").trim();
  if (!line || line.length > LONGEST) return null;
  const spaced = line.split(/\s+/u).join(" ");
  const brackets = BRACKETED.exec(spaced);
  const match = AMOUNT.exec(brackets ? brackets.slice(1).join("") : spaced);
  return match && amountOf(match, Boolean(brackets));
}

// `1.234.500,00 kr.`, the space before `kr.` unbreakable.
export function shownAmount(hundredths) {
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, "0");
  const kroner = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
  return `${hundredths < 0n ? "-" : ""}${kroner},${digits.slice(-2)}\u00a0kr.`;
}

function amountOf([, first, before, second, number, after], isBracketed) {
  const signs = [first, second, isBracketed ? "-" : ""].filter(Boolean);
  if (signs.length > 1) return null;
  const scales = [scaleOf(before), scaleOf(after)].filter((scale) => scale !== 1n);
  if (scales.length > 1) return null;
  const value = numeralOf(number, scales[0] ?? 1n);
  if (value === null || value >= 10n ** BigInt(MOST_DIGITS + 2)) return null;
  return signs.length && signs[0] !== "+" ? -value : value;
}

function scaleOf(unit) {
  const found = SCALES.find(([words]) => new RegExp(`^${words}${END}`, "iu").test(unit));
  return found ? found[1] : 1n;
}

function numeralOf(text, scale) {
  const fraction = FRACTION.exec(text);
  if (fraction) return (BigInt(fraction[1] ?? 0) * 100n + QUARTERS[fraction[2]]) * scale;
  const certain = CERTAIN.exec(text);
  if (!certain) return null;
  const whole = certain[1].replace(/\D/gu, "");
  const decimals = certain[2] ?? "";
  if (whole.replace(/^0+/, "").length > MOST_DIGITS) return null;
  const isGrouped = whole.length !== certain[1].length;
  const hasTwoReadings = decimals.length === 3 && whole[0] !== "0" && (isGrouped || whole.length <= 3);
  if (hasTwoReadings && scale < 1_000_000n) return null;
  return hundredths(whole, decimals, scale);
}

// Null where the text says parts of an øre.
function hundredths(whole, decimals, scale) {
  const unit = 10n ** BigInt(decimals.length);
  const scaled = BigInt(whole + decimals) * scale * 100n;
  return scaled % unit === 0n ? scaled / unit : null;
}
