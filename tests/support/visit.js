// One person in front of one page. What must never happen on any page is watched
// all the time, and `close` fails when it did.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { home, menu } from '../texts.js';
import { desktop } from './browser.js';

const patience = 10_000;
const mostTabs = 300;

export class Visit {
  static async open(browser, base, mode = {}) {
    const context = await browser.newContext({
      viewport: mode.viewport ?? desktop,
      colorScheme: mode.dark ? 'dark' : 'light',
      forcedColors: mode.forcedColors ? 'active' : 'none',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(patience);
    const visit = new Visit(context, await context.newPage(), base);
    visit.inspector = await context.newCDPSession(visit.page);
    visit.scripts = mode.scripts ?? true;
    visit.byKeyboard = mode.keyboard ?? false;
    await visit.allowScripts(visit.scripts);
    return visit;
  }

  constructor(context, page, base) {
    Object.assign(this, { context, page, base, problems: [], document: null });
    page.on('request', (request) => this.#watchRequest(request));
    page.on('response', (response) => this.#watchResponse(response));
    page.on('pageerror', (error) => this.problems.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      // A failed load is judged below by its status: a form may well answer 422.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.problems.push(`console: ${message.text()}`);
      }
    });
  }

  #watchRequest(request) {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== this.base) {
      this.problems.push(`request to another origin: ${url.href}`);
    }
  }

  #watchResponse(response) {
    const request = response.request();
    const isPage = request.isNavigationRequest() && request.frame() === this.page.mainFrame();
    if (isPage) this.document = response;
    // What a script sends is refused as a form is.
    const isRefusal = response.status() === 422 && request.method() === 'POST';
    if (!isRefusal && response.status() >= (isPage ? 500 : 400)) {
      this.problems.push(`${response.status()} for ${request.method()} ${response.url()}`);
    }
  }

  // Scripts are switched off in the browser's inspector and not in its context, so that
  // a check that is itself a script can switch them on for a moment.
  async allowScripts(allowed) {
    await this.inspector.send('Emulation.setScriptExecutionDisabled', { value: !allowed });
  }

  async inspect(action) {
    await this.allowScripts(true);
    try {
      return await action(this.page);
    } finally {
      await this.allowScripts(this.scripts);
    }
  }

  // The page as it was sent, before any script has touched it.
  async source() {
    return this.document.text();
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  async open(path, expected = 200) {
    const response = await this.page.goto(this.base + path);
    assert.equal(response.status(), expected, `status of ${path}`);
    return response;
  }

  // Waits for a page whose path is the given one, matches it, or is accepted by it.
  async arrives(path) {
    await this.page.waitForURL(({ pathname }) => {
      if (typeof path === 'function') return path(pathname);
      return path instanceof RegExp ? path.test(pathname) : path === pathname;
    });
  }

  // Links and buttons by the name that people see or hear; of several the first.
  async follow(name, within = this.page) {
    await this.use(within.getByRole('link', named(name)), `a link ${name}`);
  }

  async press(name, within = this.page) {
    await this.use(within.getByRole('button', named(name)), `a button ${name}`);
  }

  // A button that a script answers on the same page; without scripts it leads away like any other.
  async pressHere(name, within = this.page) {
    if (!this.scripts) return this.press(name, within);
    const button = within.getByRole('button', named(name)).filter({ visible: true });
    await this.#present(button, `a button ${name}`);
    return this.#activate(button.first(), `a button ${name}`);
  }

  // What a summary hides, unless it is open already; on a wide page some have no summary to press.
  async unfold(name, within = this.page) {
    const fold = within.locator('details').filter({ has: this.page.locator('summary', { hasText: name }) });
    await fold.first().waitFor({ state: 'attached' });
    const summary = fold.first().locator('summary');
    if ((await summary.isVisible()) && (await fold.first().evaluate((details) => !details.open))) {
      await this.use(summary, `the head of ${name}`);
    }
    return fold.first();
  }

  // The newest letter of the demonstration with this subject. Letters leave a moment after what
  // they tell of.
  async readLetter(subject) {
    const letter = this.main().getByRole('link', named(subject));
    const late = Date.now() + patience;
    do await this.open('/demo/mailbox');
    while ((await letter.count()) === 0 && Date.now() < late);
    await this.use(letter, `a letter ${subject}`);
  }

  // A link in the letter that is open, by a part of its address.
  async linkInLetter(part) {
    const link = this.main().locator(`a[href*="${part}"]`);
    await this.#present(link, `a link to ${part}`);
    const url = new URL(await link.first().getAttribute('href'));
    return url.pathname + url.search;
  }

  // A link at the head of the page. Some stand in the account's menu, which has to be opened first.
  async goTo(name) {
    const banner = this.page.getByRole('banner');
    const link = banner.getByRole('link', named(name)).filter({ visible: true });
    if ((await link.count()) === 0) {
      await this.use(banner.locator('summary').filter({ hasText: menu.account }), 'the menu of the account');
    }
    await this.use(link, `a link ${name} at the head of the page`);
  }

  // A community by the stage that the directory gives it.
  async openCommunity(stage) {
    // Communities of the past are folded away until their stage is chosen.
    await this.open(`/communities?stage=${stage.toLowerCase()}`);
    await this.use(this.items(stage).locator('a[href^="/communities/"]'), `a community that is ${stage}`);
    await this.arrives(/^\/communities\/./);
  }

  // One of the reader's own communities on the front page, by what is said of their place in it.
  async followOwn(place) {
    const region = this.page.getByRole('region', { name: home.yours });
    await this.use(region.getByRole('listitem').filter({ hasText: place }).getByRole('link'), `a community: ${place}`);
    await this.arrives(/^\/communities\/./);
  }

  // The items of a list or rows of a table that speak of something.
  items(text) {
    const main = this.main();
    return main.getByRole('listitem').or(main.getByRole('row')).or(main.getByRole('article')).filter({ hasText: text });
  }

  async use(locator, what = String(locator)) {
    await this.#present(locator, what);
    const target = locator.first();
    if (!(await target.evaluate(leadsAway))) return this.#activate(target, what);
    if (this.byKeyboard) await this.#reach(target, what);
    // A click only begins the way to another page, so its arrival is waited for.
    await Promise.all([this.page.waitForEvent('load'), this.#activate(target, what)]);
  }

  async #activate(target, what) {
    if (!this.byKeyboard) return target.click();
    await this.#reach(target, what);
    await this.page.keyboard.press('Enter');
  }

  async fill(label, value, within = this.page) {
    const field = await this.#field(label, within);
    if (this.byKeyboard) {
      await this.#reach(field, `a field ${label}`);
      const parts = inParts(await field.getAttribute('type'), value);
      if (parts) return this.page.keyboard.type(parts);
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.press('Delete');
      await this.page.keyboard.insertText(value);
    } else {
      await field.fill(value);
    }
  }

  async choose(label, option, within = this.page) {
    const field = await this.#field(label, within);
    if (this.byKeyboard) {
      await this.#reach(field, `a choice ${label}`);
      await this.page.keyboard.type(option);
    } else {
      await field.selectOption({ label: option });
    }
  }

  async tick(label, within = this.page) {
    const field = await this.#field(label, within);
    if (this.byKeyboard) {
      if ((await field.getAttribute('type')) === 'radio') await this.#reachRadio(field, `a choice ${label}`);
      else await this.#reach(field, `a box ${label}`);
      if (!(await field.isChecked())) await this.page.keyboard.press('Space');
    } else {
      await field.check();
    }
  }

  async untick(label, within = this.page) {
    const field = await this.#field(label, within);
    if (this.byKeyboard) {
      await this.#reach(field, `a box ${label}`);
      if (await field.isChecked()) await this.page.keyboard.press('Space');
    } else {
      await field.uncheck();
    }
  }

  async #field(label, within) {
    const field = within.getByLabel(label, { exact: typeof label === 'string' });
    await this.#present(field, `a field ${label}`);
    return field.first();
  }

  // From wherever the focus is, with the Tab key alone.
  async #reach(locator, what) {
    for (let step = 0; step < mostTabs; step += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`The Tab key does not reach ${what} on ${this.page.url()}`);
  }

  // The Tab key stops once at a group of radio buttons; within it the arrow keys move.
  async #reachRadio(field, what) {
    const has = (element) => element === document.activeElement;
    const isNear = (element) => document.activeElement?.name === element.name && document.activeElement.form === element.form;
    for (let step = 0; step < mostTabs; step += 1) {
      if (await field.evaluate(has)) return;
      await this.page.keyboard.press((await field.evaluate(isNear)) ? 'ArrowDown' : 'Tab');
    }
    throw new Error(`The keyboard does not reach ${what} on ${this.page.url()}`);
  }

  async sees(text, within = this.page) {
    await this.#present(within.getByText(text).filter({ visible: true }), `the text ${text}`);
  }

  // What was found a moment after it was written: the page is asked for again until it has it.
  async finds(text) {
    const found = this.main().getByText(text).filter({ visible: true });
    const late = Date.now() + 4 * patience;
    while ((await found.count()) === 0 && Date.now() < late) await this.page.reload();
    await this.sees(text, this.main());
  }

  async seesHeading(name) {
    await this.#present(this.page.getByRole('heading', named(name)), `a heading ${name}`);
  }

  async seesNo(locator, what) {
    assert.equal(await locator.count(), 0, `${what} must not be on ${this.page.url()}`);
  }

  async #present(locator, what) {
    try {
      await locator.first().waitFor();
    } catch (error) {
      const main = await this.page.locator('body').innerText().catch(() => '(no page)');
      throw new Error(`Expected ${what} on ${this.page.url()}; the page reads:\n${main.slice(0, 3000)}`, {
        cause: error,
      });
    }
  }

  main() {
    return this.page.getByRole('main');
  }

  async signIn(persona) {
    await this.open(`/demo/sign-in/${persona}`);
    await this.use(this.main().getByRole('button'), 'a button to sign in');
    await this.arrives((path) => !path.startsWith('/demo/sign-in'));
  }

  async download(name, within = this.page) {
    const link = within.getByRole('link', named(name)).or(within.getByRole('button', named(name)));
    await this.#present(link, `a file ${name}`);
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.#activate(link.first(), `a file ${name}`),
    ]);
    assert.equal(await download.failure(), null);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  // A picture of what a failing test saw, where somebody has asked for one.
  async keepPicture(name) {
    const folder = process.env.COPIA_E2E_PICTURES;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    const file = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    await this.page.screenshot({ path: join(folder, `${file}.png`), fullPage: true }).catch(() => {});
  }

  // What the browser has complained of since this was last asked.
  complaints() {
    return this.problems.splice(0);
  }

  async close() {
    await this.context.close();
    assert.equal(this.problems.length, 0, `the browser complained of\n${this.problems.join('\n')}`);
  }
}

// Whether using an element asks for another page: a link or the button of a form, and not a place
// on the same page or the head of a disclosure.
function leadsAway(element) {
  const place = element.closest('a[href]');
  if (place) return !place.getAttribute('href').startsWith('#');
  const button = element.closest('button');
  return button?.type === 'submit' && button.form !== null;
}

// What is typed into the parts of a day or time, in the order in which the browser shows them:
// `launch` has said which.
function inParts(type, value) {
  if (type === 'date') return value.replace(/^(\d+)-(\d+)-(\d+)$/, '$2$3$1');
  if (type !== 'time') return null;
  const [hour, minute] = value.split(':').map(Number);
  const digits = [hour % 12 || 12, minute].map((number) => String(number).padStart(2, '0')).join('');
  return digits + (hour < 12 ? 'A' : 'P');
}

// A plain string must be the whole name; a pattern may be part of it.
function named(name) {
  assert.ok(name, 'a name that texts.js does not hold');
  return { name, exact: typeof name === 'string' };
}
