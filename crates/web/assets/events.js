// What the page of an event gains: its time on the reader's own clock, and an announcement that is
// copied with one press.

/** Says when it is where the reader is, if their clock shows another time than the page does. */
export function ownClock(line) {
  const zone = line.dataset.zone;
  const [starts, ends] = [new Date(line.dataset.starts), new Date(line.dataset.ends)];
  const language = document.documentElement.lang;
  const clock = (timeZone) => new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short", timeZone });
  if (clock(zone).format(starts) === clock().format(starts)) return;
  line.querySelector("span").textContent = clock().formatRange(starts, ends);
  line.hidden = false;
}

/** Copies the text of the element that it names. */
export function copier(place) {
  const status = place.querySelector("[role=status]");
  place.hidden = !navigator.clipboard;
  place.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(place.dataset.copy).textContent);
    status.textContent = status.dataset.done;
  });
}
