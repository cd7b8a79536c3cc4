// What forms gain: a warning before typed words are lost, one sending for one press, and the focus
// on what has to be read first.

/** The browser asks before leaving a page whose form was changed and not sent. */
export function guard(form) {
  const state = () => new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, value.name ?? value]),
  ).toString();
  const before = state();
  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("beforeunload", (event) => {
    if (!sending && state() !== before) event.preventDefault();
  });
}

/** A second press while the first is under way does nothing. */
export function sendOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // A page that comes back from the browser's memory can be sent again.
  addEventListener("pageshow", () => { sent = false; });
}

/** An error summary takes the focus, so that it is read first. */
export function focusOnNews() {
  document.querySelector("[data-focus]")?.focus();
}
