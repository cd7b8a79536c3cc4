// Surveys: questions that follow from an answer, how far one is, and answers that are kept on this device until they
// are sent. Nothing of that leaves the device.

const controls = (element) => [...element.querySelectorAll("input, select, textarea")]
  .filter((control) => /^q\d+$/.test(control.name));
const isGiven = (control) => !control.disabled
  && (control.type === "radio" || control.type === "checkbox" ? control.checked : control.value.trim() !== "");

/** Shows a question only after the answer that it follows from. */
function branch(form) {
  for (const question of form.querySelectorAll("[data-if]")) {
    const { if: name, is } = question.dataset;
    const isMet = controls(form).some((one) => one.name === name && one.value === is && isGiven(one));
    question.hidden = !isMet;
    for (const control of controls(question)) control.disabled = !isMet;
  }
}

/** Says how many of the questions that are shown have an answer. */
function count(form, line) {
  const shown = controls(form).filter((control) => !control.disabled);
  const all = new Set(shown.map((control) => control.name));
  const done = new Set(shown.filter(isGiven).map((control) => control.name));
  const said = line.dataset.progress.replace("%1", done.size).replace("%2", all.size);
  line.hidden = false;
  if (line.textContent !== said) line.textContent = said;
}

const nameOf = (wave) => `survey:${wave}`;

/** What was kept, by field; null where nothing was, or nothing that can be read. */
function read(kept) {
  try {
    return kept && new Map(JSON.parse(kept));
  } catch {
    return null;
  }
}

/** Keeps answers on this device, for whoever asks for it, until the page says that they were received. */
function keeper(form, place) {
  const name = nameOf(form.dataset.survey);
  const box = place.querySelector("input");
  let answers = null;
  try {
    answers = read(localStorage.getItem(name));
  } catch {
    return () => {};
  }
  place.hidden = false;
  box.checked = answers !== null;
  if (answers && !controls(form).some(isGiven)) {
    for (const control of controls(form)) {
      const values = answers.get(control.name) ?? [];
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
  }
  return () => {
    if (!box.checked) return localStorage.removeItem(name);
    const answers = new Map();
    for (const control of controls(form).filter(isGiven)) {
      answers.set(control.name, [...answers.get(control.name) ?? [], control.value]);
    }
    return localStorage.setItem(name, JSON.stringify([...answers]));
  };
}

/** Forgets what was kept once it was received, or nothing can be sent any more. */
export function received(page) {
  try {
    localStorage.removeItem(nameOf(page.dataset.received));
  } catch {
    // Nothing is kept on this device.
  }
}

export function survey(form) {
  const [line, place] = [form.querySelector("[data-progress]"), form.querySelector("[data-keep]")];
  const keep = place && line ? keeper(form, place) : () => {};
  const look = () => {
    branch(form);
    if (line) count(form, line);
  };
  look();
  form.addEventListener("input", () => { look(); keep(); });
}
