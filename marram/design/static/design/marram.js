// Wakes the components of GOV.UK Frontend, and saves forms that ask for it while they are filled in.
// Every page works without this script.

import { initAll } from "./govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";

initAll();
document.querySelectorAll("form[data-autosave]").forEach(startAutosave);
