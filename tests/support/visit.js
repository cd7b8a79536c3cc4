// One person in front of one page. What must never happen on any page is watched
// all the time, and `close` fails when it did.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { desktop } from './browser.js';

const patience = 10_000;

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

  // Links and buttons by the name that people see or hear. The first of several in a
  // landmark is taken only where the caller narrows the search with `within`.
  async follow(name, within = this.page) {
    await this.#activate(within.getByRole('link', named(name)), `a link ${name}`);
  }

  async press(name, within = this.page) {
    await this.#activate(within.getByRole('button', named(name)), `a button ${name}`);
  }

  async #activate(locator, what) {
    await this.#present(locator, what);
    // Without scripts nothing but a navigation can follow, so waiting for one is safe.
    await locator.first().click();
    await this.page.waitForLoadState();
  }

  // Waits for a page whose path is the given one, matches it, or is accepted by it.
  async arrives(path) {
    const right = (url) =>
      typeof path === 'function' ? path(url.pathname) : path instanceof RegExp ? path.test(url.pathname) : url.pathname === path;
    await this.page.waitForURL(right);
  }

  async fill(label, value, within = this.page) {
    const field = within.getByLabel(label, { exact: typeof label === 'string' });
    await this.#present(field, `a field ${label}`);
    await field.first().fill(value);
  }

  async choose(label, option, within = this.page) {
    const field = within.getByLabel(label, { exact: typeof label === 'string' });
    await this.#present(field, `a choice ${label}`);
    await field.first().selectOption(option);
  }

  async tick(label, within = this.page) {
    const field = within.getByLabel(label, { exact: typeof label === 'string' });
    await this.#present(field, `a box ${label}`);
    await field.first().check();
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
    await this.main().getByRole('button').first().click();
    await this.arrives((path) => !path.startsWith('/demo/sign-in'));
  }

  async download(name, within = this.page) {
    const waiting = this.page.waitForEvent('download');
    await within.getByRole('link', named(name)).or(within.getByRole('button', named(name))).first().click();
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

  async close() {
    await this.context.close();
    assert.deepEqual(this.problems, [], 'what the browser complained of');
  }
}

// A plain string must be the whole name; a pattern may be part of it.
function named(name) {
  return { name, exact: typeof name === 'string' };
}
