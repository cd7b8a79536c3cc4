// Walks the page with the Tab key alone: everything that can be used is reached, in view,
// not covered, and visibly in focus; and the walk comes to an end.
const most = 400;
// A day with a time is one control with several stops: day, month, year, hour, minute, half of the day, and the calendar.
const mostStopsInOne = 7;

export async function keyboard(visit) {
  const { page } = visit;
  // A walk starts where a freshly opened page does.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.scrollTo(0, 0);
  });
  const expected = await page.evaluate(usable);
  const problems = [];
  const reached = new Set();
  let last;
  let stopsInOne = 0;
  for (let step = 0; ; step += 1) {
    if (step === most) return [...problems, `keyboard: no end after ${most} steps`];
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (!stop) break;
    stopsInOne = stop.path === last ? stopsInOne + 1 : 1;
    last = stop.path;
    if (stopsInOne > mostStopsInOne) return [...problems, `keyboard: ${stop.name} does not let go of the focus`];
    if (stopsInOne > 1) continue;
    if (reached.has(stop.path)) break;
    reached.add(stop.path);
    for (const fault of stop.faults) problems.push(`keyboard: ${stop.name} ${fault}`);
  }
  for (const { path, name } of expected) {
    if (!reached.has(path)) problems.push(`keyboard: ${name} is not reached`);
  }
  return problems;
}

// The two functions below run in the page, each by itself.

function usable() {
  const path = (element) => {
    const steps = [];
    for (let at = element; at.parentElement; at = at.parentElement) {
      steps.unshift([...at.parentElement.children].indexOf(at));
    }
    return steps.join('.');
  };
  const selector = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  // One stop stands for a group of radio buttons: the chosen one, or the first.
  const standsForGroup = (element) => {
    if (element.type !== 'radio') return true;
    const group = [...document.getElementsByName(element.name)].filter((other) => other.form === element.form);
    return element === (group.find((other) => other.checked) ?? group[0]);
  };
  return [...document.querySelectorAll(selector)]
    .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && !element.closest('[inert]'))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter(standsForGroup)
    .map((element) => ({ path: path(element), name: element.outerHTML.slice(0, 100) }));
}

function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const steps = [];
  for (let at = element; at.parentElement; at = at.parentElement) {
    steps.unshift([...at.parentElement.children].indexOf(at));
  }
  const faults = [];
  const marked = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
  };
  // A control may be drawn by its label, a card by the link in it.
  const drawn = [element, ...(element.labels ?? []), element.parentElement, element.nextElementSibling];
  if (!drawn.some((one) => one && marked(one))) faults.push('does not show that it is in focus');

  // Of what is larger than the window, the part that is in it.
  const seen = ({ left, top, right, bottom }) => {
    const x = [Math.max(left, 0), Math.min(right, innerWidth)];
    const y = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    return { x: (x[0] + x[1]) / 2, y: y[0] + Math.min((y[1] - y[0]) / 2, 20), isIn: x[0] < x[1] && y[0] < y[1] };
  };
  const box = element.getClientRects()[0];
  const tiny = !box || box.width < 4 || box.height < 4;
  const shown = tiny ? element.labels?.[0]?.getClientRects()[0] : box;
  if (!shown) {
    faults.push('has focus but cannot be seen');
  } else {
    const { x, y, isIn } = seen(shown);
    const top = isIn ? document.elementFromPoint(x, y) : null;
    if (!top) faults.push('is outside the window when it has focus');
    else if (!element.contains(top) && !top.contains(element) && ![...(element.labels ?? [])].some((l) => l.contains(top))) {
      faults.push(`is covered by ${top.outerHTML.slice(0, 80)}`);
    }
  }
  return { path: steps.join('.'), name: element.outerHTML.slice(0, 100), faults };
}
