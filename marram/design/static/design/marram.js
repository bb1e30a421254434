// Wakes the components of GOV.UK Frontend, and saves forms that ask for it while they are filled in.
// Every page works without this script.

import { initAll } from "./govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";

// People who speak to their computer press a button by the words they see on it. The buttons of an
// accordion are named otherwise ("Urgent care , Show this section"); here their words name them.
function nameByItsWords(button) {
  if (button.hasAttribute("aria-label")) button.removeAttribute("aria-label");
}

initAll();
document.querySelectorAll(".govuk-accordion__section-button").forEach((button) => {
  nameByItsWords(button);
  new MutationObserver(() => nameByItsWords(button)).observe(button, {
    attributeFilter: ["aria-label"],
  });
});
document.querySelectorAll("form[data-autosave]").forEach(startAutosave);
