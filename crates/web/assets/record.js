// What a record gains: times that play in place, and a recording that is sent in pieces. A piece that is lost is sent
// again; after a reload the same file goes on where it ended.

/** A time plays from there, without leaving the page. */
export function seeker(link) {
  const player = document.getElementById("player");
  if (!player) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    player.currentTime = Number(link.dataset.seek);
    player.scrollIntoView({ block: "nearest" });
    player.focus();
    // A browser may hold it back until the reader has pressed play once.
    player.play().catch(() => {});
  });
}

const pause = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });

/** Asks until there is an answer, with growing pauses; null when there is none for some minutes. */
async function persist(status, waiting, ask) {
  for (let seconds = 1; seconds <= 64; seconds *= 2) {
    try {
      const answer = await ask();
      if (answer.status < 500) return answer;
    } catch { /* The line is down: it is tried again. */ }
    status.textContent = waiting;
    await pause(seconds);
  }
  return null;
}

/** Sends a recording in pieces. */
export function uploader(form) {
  const [status, bar] = [form.querySelector("[data-status]"), form.querySelector("progress")];
  const { upload: uploads, sending, waiting, lost } = form.dataset;
  const token = form.elements.csrf.value;
  let busy = false;
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });

  const post = (path, fields) =>
    persist(status, waiting, () => fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, csrf: token }) }));
  const send = (path, body) =>
    persist(status, waiting, () => fetch(path, { method: "POST", body, headers: { "x-csrf": token, "content-type": "application/octet-stream" } }));

  /** What an answer says, or why it cannot go on, in words. */
  async function said(answer) {
    if (answer?.ok) return answer.json();
    const fault = answer?.status === 422 ? (await answer.json()).fault : lost;
    throw new Error(fault);
  }

  async function sendAll(file) {
    const begun = await said(await post(uploads, { name: file.name, size: file.size, modified: file.lastModified }));
    const path = `${uploads}/${begun.id}`;
    let { offset } = begun;
    while (offset < file.size) {
      bar.value = offset / file.size;
      status.textContent = sending.replace("%", `${Math.floor((100 * offset) / file.size)} %`);
      const piece = file.slice(offset, offset + begun.piece);
      ({ offset } = await said(await send(`${path}?offset=${offset}`, piece)));
    }
    bar.value = 1;
    await said(await post(`${path}/end`, {}));
  }

  form.addEventListener("submit", async (event) => {
    const file = form.elements.recording.files[0];
    if (!file) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    bar.parentElement.hidden = false;
    try {
      await sendAll(file);
      busy = false;
      location.assign(`${uploads.replace(/uploads$/, "edit")}`);
    } catch (error) {
      busy = false;
      status.textContent = error.message;
    }
  });
}
