// Saves a form two seconds after the last key. The form says where with data-autosave="/url/"; empty
// means its own action. A [data-autosave-status] element in it (aria-live) says what happened.
// The server answers 2xx when it has kept the text, and may send {"saved_at": "14:02", "version": 7}
// and a "note", a sentence to show behind the time.
// Nothing is lost when saving fails: it says so, keeps trying, and the button still sends the form.

const QUIET = 2000;
const LONGEST_WAIT = 60000;

const clock = () =>
  new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

async function send(form) {
  const body = new FormData(form);
  body.append("autosave", "1");
  const answer = await fetch(form.dataset.autosave || form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    credentials: "same-origin",
    redirect: "manual",
  });
  const type = answer.headers.get("content-type") || "";
  const said = type.includes("application/json") ? await answer.json() : {};
  return { kept: answer.ok, status: answer.status, said };
}

export function startAutosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = null;
  let wait = QUIET;
  let changed = false;
  let saving = false;

  const say = (sentence, state) => {
    if (!status) return;
    status.textContent = sentence;
    status.dataset.state = state;
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const kept = (said) => {
    wait = QUIET;
    const version = form.elements.namedItem("seen_version");
    if (version && said.version !== undefined) version.value = said.version;
    const note = said.note ? `. ${said.note}` : "";
    say(`Saved at ${said.saved_at || clock()}${note}`, "saved");
  };
  const refused = (said) => {
    // Trying again cannot help until the text changes or the page is loaded anew.
    say(said.reason || "Not saved. Press the button to see what is wrong.", "failed");
  };
  const failed = () => {
    changed = true;
    wait = Math.min(wait * 2, LONGEST_WAIT);
    say("Not saved yet. Your text is still here, and we are trying again.", "failed");
    later(wait);
  };

  async function save() {
    if (!changed || saving) return;
    changed = false;
    saving = true;
    try {
      const { kept: isKept, status: code, said } = await send(form);
      if (isKept) kept(said);
      else if (code >= 400 && code < 500) refused(said);
      else failed();
    } catch {
      failed();
    } finally {
      saving = false;
      if (changed && wait === QUIET) later(QUIET);
    }
  }

  const noticed = () => {
    changed = true;
    later(QUIET);
  };
  form.addEventListener("input", noticed);
  form.addEventListener("change", noticed);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changed = false;
  });
  window.addEventListener("online", () => changed && later(0));
  window.addEventListener("beforeunload", (event) => {
    if (changed && status?.dataset.state === "failed") event.preventDefault();
  });
}
