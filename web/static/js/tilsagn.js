// Everything here makes a page that already works more pleasant; each module looks for its own
// marks in the page and does nothing without them.
import { autosave } from "./autosave.js";
import { countCharacters } from "./counter.js";
import { showWhatIsAsked } from "./conditions.js";
import { layUp, readOn } from "./desk.js";
import { stepThrough } from "./findings.js";
import { follow } from "./job.js";
import { tellOthers } from "./presence.js";
import { addAndRemoveRows } from "./rows.js";
import { warnOfEnd } from "./signed_in.js";
import { addUp } from "./totals.js";
import { clearUnsaved, noteSettling, noteSignOut } from "./unsaved.js";

clearUnsaved();
const form = document.querySelector("form[data-page]");
if (form) {
  addAndRemoveRows(form);
  showWhatIsAsked(form);
  addUp(form);
  autosave(form);
  tellOthers(form, document.querySelector("[data-here]"));
}
noteSignOut(document.querySelector("[data-sign-out]"));
noteSettling(document.querySelector("[data-settles]"));
countCharacters(document);
layUp(document.querySelector("form[data-desk]"));
readOn(document.querySelector("form[data-read-on]"));
follow(document.querySelector("[data-follow]"));
stepThrough(document.querySelector("[data-beside]"));
warnOfEnd(document.querySelector("[data-sign-in-ending]"));
document.querySelector("[data-focus]")?.focus();

// A place in this page, such as the one the link past its head leads to, is none of the next page;
// the browser would carry it along through the answer and take the keyboard there.
document.addEventListener("submit", () => {
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
});
