// All the JavaScript there is. Pages work without it; with it, forms swap in place and menus fold.
import "htmx";
import Accordion from "@scottish-government/design-system/dist/scripts/components/accordion/accordion.js";
import CharacterCount from "@scottish-government/design-system/dist/scripts/components/character-count/character-count.js";
import Checkboxes from "@scottish-government/design-system/dist/scripts/components/checkbox/checkboxes.js";
import Details from "@scottish-government/design-system/dist/scripts/components/details/details.js";
import moveMaps from "./map.js";
import skipLinks from "@scottish-government/design-system/dist/scripts/components/skip-links/skip-links.js";

// Only the components that our templates use: the whole set would double the weight of the script.
const components = {
  "ds-accordion": Accordion,
  "ds-character-count": CharacterCount,
  "ds-checkboxes": Checkboxes,
  "ds-details": Details,
};

function start(scope) {
  Object.keys(components).forEach((name) => {
    const elements = scope.querySelectorAll(`[data-module="${name}"]:not(.js-instantiated)`);
    elements.forEach((element) => new components[name](element).init());
  });
}

// A form that is sent twice by a double click is sent once.
function sendOnce(event) {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
}

// One key for one answer: a button names its key with data-key, and typing into a box is left alone.
function pressByKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && !button.disabled) button.click();
}

// After a swap the reader hears what happened: the new part takes the focus if it asks for it.
function afterSwap(event) {
  start(document);
  const focus = document.querySelector("[data-focus-after-swap]");
  if (focus && event.target.contains(focus)) focus.focus();
}

// A vote that did not arrive says so, and the same statement stays to be answered again.
function notSent() {
  const said = document.querySelector("[data-not-sent]");
  if (said) said.textContent = said.dataset.notSent;
}

// What comes back is put in place, also when it says what was wrong. A whole page (sign in, closed, too
// fast) is not a part of this one: the browser goes there instead.
function beforeSwap(event) {
  const xhr = event.detail.xhr;
  if (xhr.status === 422) event.detail.shouldSwap = true;
  if (!/^\s*<!doctype html/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  if (xhr.status >= 500) notSent();
  else window.location.assign(xhr.responseURL);
}

document.documentElement.classList.add("js-enabled");
skipLinks.init();
start(document);
moveMaps(document);
document.querySelectorAll(".ds_error-summary").forEach((summary) => summary.focus());
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[method=post]:not([hx-post])")) sendOnce(event);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
document.addEventListener("keydown", pressByKey);
document.body.addEventListener("htmx:beforeSwap", beforeSwap);
document.body.addEventListener("htmx:afterSwap", afterSwap);
document.body.addEventListener("htmx:sendError", notSent);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
