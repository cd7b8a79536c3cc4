// Search as you type, after the ARIA pattern of a combobox with a list.
// The server answers with the options as HTML, already in the reader's language.

const PAUSE = 120;
const SHORTEST = 2;

export function finder(box) {
  const input = box.querySelector("input");
  const list = document.createElement("div");
  const status = document.createElement("p");
  let active = -1;
  let asked = null;
  let timer;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.append(list, status);

  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }

  function choose(next) {
    const all = options();
    // One place beyond the last is the box itself, with what was typed.
    active = (next + all.length + 2) % (all.length + 1) - 1;
    all.forEach((option, index) => option.setAttribute("aria-selected", index === active));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    const words = input.value.trim();
    if (words.length < SHORTEST) return close();
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const address = `${box.dataset.suggestions}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal, headers: { accept: "text/html" } });
      const html = answer.ok ? await answer.text() : "";
      if (signal.aborted) return;
      list.innerHTML = html;
      active = -1;
      input.removeAttribute("aria-activedescendant");
      options().forEach((option, index) => {
        option.id ||= `${list.id}-${index}`;
        option.setAttribute("aria-selected", "false");
      });
      list.hidden = options().length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = list.querySelector("[data-status]")?.dataset.status ?? "";
    } catch (problem) {
      if (problem.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      if (open) choose(active + 1);
      else ask();
    } else if (event.key === "ArrowUp" && open) {
      event.preventDefault();
      choose(active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.href);
    }
  });

  // Pressing keeps the focus in the box, so that the list is still there to be clicked.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener("blur", close);
}
