// Each check takes a visit and answers with what is wrong, as sentences; none means fine.
import assert from 'node:assert/strict';

export { accessibility } from './accessibility.js';
export { head } from './head.js';
export { html } from './html.js';
export { keyboard } from './keyboard.js';
export { links } from './links.js';
export { reflow } from './reflow.js';
export { weight } from './weight.js';

export function mustBeFine(problems, where) {
  assert.equal(problems.length, 0, `${where}\n${[...new Set(problems)].join('\n')}`);
}
