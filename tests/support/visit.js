// One person in front of one page. What must never happen on any page is watched
// all the time, and `close` fails when it did.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { menu } from '../texts.js';
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
    if (response.status() >= (isPage ? 500 : 400)) {
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

  // A link at the head of the page. Some stand in the account's menu, which has to be opened first.
  async goTo(name) {
    const banner = this.page.getByRole('banner');
    const link = banner.getByRole('link', named(name)).filter({ visible: true });
    if ((await link.count()) === 0) {
      await this.use(banner.locator('summary').filter({ hasText: menu.account }), 'the menu of the account');
    }
    // The menu itself was asked for: what follows chooses from it.
    if (name === menu.account) return;
    await this.use(link, `a link ${name} at the head of the page`);
  }

  // A community by the stage that the directory gives it.
  async openCommunity(stage) {
    await this.goTo(menu.communities);
    // Communities of the past are folded away until their stage is chosen.
    await this.open(`/communities?stage=${stage.toLowerCase()}`);
    await this.use(this.items(stage).locator('a[href^="/communities/"]'), `a community that is ${stage}`);
    await this.arrives(/^\/communities\/./);
  }

  // The items of a list or rows of a table that speak of something.
  items(text) {
    const main = this.main();
    return main.getByRole('listitem').or(main.getByRole('row')).or(main.getByRole('article')).filter({ hasText: text });
  }

  async use(locator, what = String(locator)) {
    await this.#present(locator, what);
    if (this.byKeyboard) {
      await this.#reach(locator.first(), what);
      await this.page.keyboard.press('Enter');
    } else {
      await locator.first().click();
    }
    await this.page.waitForLoadState();
  }

  async fill(label, value, within = this.page) {
    const field = await this.#field(label, within);
    if (this.byKeyboard) {
      await this.#reach(field, `a field ${label}`);
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
      await this.#reach(field, `a box ${label}`);
      if (!(await field.isChecked())) await this.page.keyboard.press('Space');
    } else {
      await field.check();
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

  async sees(text, within = this.page) {
    await this.#present(within.getByText(text).filter({ visible: true }), `the text ${text}`);
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
    const waiting = this.page.waitForEvent('download');
    await this.use(within.getByRole('link', named(name)).or(within.getByRole('button', named(name))), `a file ${name}`);
    const download = await waiting;
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

// A plain string must be the whole name; a pattern may be part of it.
function named(name) {
  return { name, exact: typeof name === 'string' };
}
