// The room of an event while it changes: votes are counted at once, what is new comes in without
// moving anything under the reader's hand, and what they typed stays.

import { sendOnce } from "./forms.js";

const calm = 4_000; // milliseconds after the last touch
const pause = 10_000; // milliseconds between two announcements

/** Sends a form without leaving the page. Whatever goes wrong is shown by sending it as usual. */
async function sent(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return true;
  } catch { /* The browser says what is wrong with the connection. */ }
  form.submit();
  return false;
}

/** The page as it would be sent now. One that answers a form stands under the address of the form. */
async function page({ dataset }) {
  const answer = await fetch(location.pathname === dataset.page ? location.href : dataset.page);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Whether the reader has a place in their hand: the keyboard is in it, or the pointer was just now. */
function hold(place) {
  let touched = 0;
  const touch = () => { touched = performance.now(); };
  ["pointerdown", "pointermove", "keydown"].forEach((name) => place.addEventListener(name, touch, { passive: true }));
  return () => place.querySelector(":focus-visible") !== null
    || (place.matches(":hover") && performance.now() - touched < calm);
}

/** Says something to whoever listens, at most once in a while; what came meanwhile is said together. */
function announcer(status) {
  let [count, last, timer] = [0, -pause, 0];
  const say = () => {
    timer = 0;
    last = performance.now();
    status.textContent = `${status.dataset.news} ${count}`;
    count = 0;
  };
  return (more) => {
    count += more;
    if (more && !timer) timer = setTimeout(say, Math.max(0, last + pause - performance.now()));
  };
}

/** The list of questions, kept as the stream says. */
function questions(place) {
  const list = place.querySelector("[data-questions]");
  const blank = place.querySelector("[data-question-row]");
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short", timeZone: place.dataset.zone });
  const row = (id) => list.querySelector(`[data-question="${id}"]`);

  function make(question) {
    const made = blank.content.firstElementChild.cloneNode(true);
    made.id = `question-${question.id}`;
    made.dataset.question = question.id;
    made.dataset.at = question.at;
    const title = made.querySelector("h3");
    title.id = `words-${question.id}`;
    title.textContent = question.words;
    if (question.name) made.querySelector("[data-by]").textContent = question.name;
    made.querySelector("[data-time]").textContent = clock.format(question.at);
    const form = made.querySelector("form");
    if (form) {
      form.setAttribute("action", form.getAttribute("action").replace("/new/", `/${question.id}/`));
      form.querySelector("button").setAttribute("aria-describedby", title.id);
    }
    return made;
  }

  function count(item, votes) {
    item.dataset.votes = votes;
    const number = item.querySelector("[data-count]");
    if (number) number.textContent = votes;
  }

  function show(question) {
    const item = row(question.id) ?? make(question);
    item.dataset.state = question.state;
    count(item, question.votes);
    const badge = item.querySelector("[data-badge]");
    badge.firstElementChild.textContent = list.dataset[question.state] ?? "";
    badge.hidden = !list.dataset[question.state];
    const answer = item.querySelector("[data-answer]");
    answer.hidden = !question.answer;
    answer.lastElementChild.textContent = question.answer ?? "";
    const form = item.querySelector("form");
    if (form) form.hidden = question.state !== "open";
    if (!item.isConnected) list.append(item);
  }

  /** Being answered, open, decided; then as the reader chose. */
  function order(a, b) {
    const part = ({ dataset }) => ["answering", "open"].indexOf(dataset.state) + (dataset.state.startsWith("answered") ? 3 : 0);
    const [votes, at] = [b.dataset.votes - a.dataset.votes, a.dataset.at - b.dataset.at];
    if (part(a) !== part(b)) return part(a) - part(b);
    return place.dataset.order === "newest" || part(a) === 2 ? -at : votes || at;
  }

  function sort() {
    const now = [...list.children];
    const then = now.toSorted(order);
    if (now.every((item, at) => item === then[at])) return;
    const focused = document.activeElement;
    list.append(...then);
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }

  return { list, row, count, show, sort };
}

/** The numbers and results of the polls that the page shows. */
function showPoll(place, poll) {
  const shown = place.querySelector(`[data-poll="${poll.id}"]`);
  if (shown?.dataset.state !== poll.state) return false;
  shown.querySelector("[data-count]").textContent = poll.answers;
  for (const choice of poll.choices.filter(() => poll.results)) {
    const bar = document.getElementById(`result-${poll.id}-${choice.position}`);
    if (!bar) return false;
    bar.value = choice.share;
    bar.nextElementSibling.textContent = `${choice.answers} / ${poll.answers}, ${choice.share}%`;
  }
  return true;
}

export function room(place) {
  const { list, row, count, show, sort } = questions(place);
  const polls = place.querySelector("[data-polls]");
  const button = place.querySelector("[data-show]");
  const own = place.querySelector("[data-own]");
  const empty = place.querySelector("[data-empty]");
  const announce = announcer(place.querySelector("[data-news]"));
  const isHeld = hold(list);
  const waiting = new Map(); // what is not shown yet, by id: a question, or null for one that has gone

  function settle(force) {
    if (!force && isHeld()) return;
    const answering = [...waiting.values()].find((question) => question?.state === "answering");
    for (const [id, question] of waiting) {
      if (question) show(question);
      else row(id)?.remove();
    }
    waiting.clear();
    sort();
    if (empty) empty.hidden = list.childElementCount > 0;
    if (button) button.hidden = true;
    if (answering) {
      const status = place.querySelector("[data-news]");
      status.textContent = `${status.dataset.answering}: ${answering.words}`;
    }
  }

  // The script brings what is new by itself: the button is for when it held back.
  if (button) button.hidden = true;
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    settle(true);
  });
  setInterval(() => { if (waiting.size) settle(false); }, 1_000);

  function pollsHaveChanged() {
    if (polls.querySelector("[data-new]")) return;
    const notice = place.querySelector("[data-poll-notice]").content.firstElementChild.cloneNode(true);
    notice.dataset.new = "";
    notice.querySelector("button").addEventListener("click", async () => {
      polls.replaceChildren(...(await page(place)).querySelector("[data-polls]").children);
      polls.querySelector("input, button")?.focus();
    });
    polls.prepend(notice);
  }

  // One's own questions are nobody else's, so that the stream does not say what becomes of them.
  let [numbers, later] = ["", 0];
  function ownMayHaveChanged(frame) {
    const now = `${frame.open} ${frame.waiting}`;
    const before = numbers;
    numbers = now;
    if (!before || before === now || later || !own.firstElementChild || own.querySelector(":focus-within")) return;
    later = setTimeout(async () => {
      later = 0;
      const next = (await page(place)).querySelector("[data-own]").children;
      if (own.querySelector(":focus-within")) return;
      own.replaceChildren(...next);
      own.querySelectorAll("form").forEach(sendOnce);
    }, 500 + Math.random() * 2_000);
  }

  function hear(frame) {
    ownMayHaveChanged(frame);
    place.querySelector("[data-open]").textContent = frame.open;
    place.querySelector("[data-waiting]").textContent = frame.waiting;
    let more = 0;
    for (const question of frame.questions) {
      const item = row(question.id);
      if (!item && !waiting.has(question.id)) more += 1;
      if (item) count(item, question.votes);
      waiting.set(question.id, question);
    }
    const there = new Set(frame.questions.map(({ id }) => id));
    const gone = frame.whole ? [...list.children].map((item) => item.dataset.question).filter((id) => !there.has(id)) : frame.gone;
    gone.forEach((id) => waiting.set(id, null));
    for (const poll of frame.polls) if (!showPoll(polls, poll)) pollsHaveChanged();
    announce(more);
    if (waiting.size && button) button.hidden = false;
    settle(false);
  }

  place.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-quiet]");
    if (!form) return;
    event.preventDefault();
    if (!await sent(form, event.submitter)) return;
    const done = form.querySelector("[data-done]");
    if (done) done.textContent = done.dataset.done;
    const vote = form.elements.vote;
    if (!vote) return;
    const is = vote.value === "yes";
    vote.value = is ? "no" : "yes";
    event.submitter.setAttribute("aria-pressed", is);
  });

  // When the event begins and when it is over, the head of the page says so; not for everybody at once.
  async function turn() {
    const fresh = await page(place);
    document.querySelector(".page-head").replaceWith(fresh.querySelector(".page-head"));
    place.dataset.turns = fresh.querySelector("[data-room]").dataset.turns;
    awaitTurn();
  }
  function awaitTurn() {
    const { turns } = place.dataset;
    if (turns) setTimeout(turn, Number(turns) + Math.random() * 20_000);
  }
  awaitTurn();

  const stream = new EventSource(`${place.dataset.room}?since=${place.dataset.since}`);
  stream.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
}

/** The queue of those who moderate: read again when the room has changed, unless they are in the middle of something. */
export function queue(place) {
  const [fresh, button] = [place.querySelector("[data-fresh]"), place.querySelector("button")];
  const announce = announcer(place.querySelector("[data-news]"));
  const touches = hold(fresh);
  const isHeld = () => touches() || fresh.querySelector("details[open]") !== null;
  let [isOld, isReading] = [false, false];

  async function read(force) {
    if (!isOld || isReading || (!force && isHeld())) return;
    [isOld, isReading] = [false, true];
    try {
      const next = (await page(place)).querySelector("[data-fresh]");
      // They may have taken something in hand while the page was on its way.
      if (!force && isHeld()) {
        isOld = true;
        button.parentElement.hidden = false;
        return;
      }
      const known = new Set([...fresh.querySelectorAll("li[id]")].map((item) => item.id));
      if (next) {
        announce([...next.querySelectorAll("li[id]")].filter((item) => !known.has(item.id)).length);
        fresh.replaceChildren(...next.children);
        button.parentElement.hidden = true;
      }
    } finally {
      isReading = false;
    }
  }

  button.addEventListener("click", () => { isOld = true; read(true); });
  setInterval(() => read(false), 1_000);
  let isFirst = true;
  new EventSource(place.dataset.follow).addEventListener("message", () => {
    // The first says how the room is, which the page knows.
    if (!isFirst) {
      isOld = true;
      button.parentElement.hidden = !isHeld();
    }
    isFirst = false;
  });
}
