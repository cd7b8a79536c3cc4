// Claims and quotes: what the page of impact says, who stands behind it, and who may take it back.
import assert from 'node:assert/strict';
import { errors, board, menu, quotes } from '../texts.js';
import { aboutPdf } from '../support/pdf.js';
import { isAccessible, journeys } from '../support/journey.js';

const sentence = 'Members helped the library to keep one list of its forms';
const words = 'We stopped sending each other the same form back and forth.';
const nextYear = `${new Date().getFullYear() + 1}-01-15`;

journeys('editor', {
  'writes a claim that somebody else approves, and publishes the page': async (visit, { another }) => {
    await visit.goTo(board.menu);
    await isAccessible(visit);
    await visit.follow(board.write, visit.main());
    await isAccessible(visit);
    await visit.press(board.save, visit.main());
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(board.statement, sentence);
    await visit.tick(board.strength, visit.main().getByRole('group', { name: /how it is known/i }));
    await visit.fill(board.review, nextYear);
    await visit.press(board.save, visit.main());
    await visit.arrives(/\/evidence$/);
    await isAccessible(visit);
    await visit.fill(board.note, 'The list, looked at in two libraries');
    await visit.press(board.add, visit.main().getByRole('region', { name: 'Something else' }));
    await visit.press(board.handIn);
    await visit.sees(board.waits);
    await isAccessible(visit);
    const path = visit.path();

    const manager = await another('manager');
    await manager.open(path);
    await isAccessible(manager);
    await manager.press(board.approve);
    await manager.sees(board.approved);

    await visit.open('/impact/publications');
    await visit.fill(board.title, 'As of today');
    await visit.press(board.publish);
    await visit.sees(board.asItStood);
    await isAccessible(visit);
    for (const length of board.reportLengths) {
      const link = visit.main().getByRole('link', { name: length });
      const response = await visit.context.request.get(visit.base + (await link.getAttribute('href')));
      assert.equal(response.status(), 200);
      const { tagged, title, pages, text, kinds, fonts } = aboutPdf(await response.body());
      assert.deepEqual({ tagged, title }, { tagged: 'yes', title: 'As of today' });
      // What a screen reader goes by: headings and quotes as such, and each cell of a head with what it heads.
      for (const kind of ['Document', 'H1', 'Link']) assert.ok(kinds(kind) > 0, `${length}: no ${kind}`);
      assert.equal(kinds('/Scope'), kinds('TH'));
      assert.ok(fonts.length > 0 && fonts.every((isEmbedded) => isEmbedded === 'yes'), fonts.join());
      if (length === board.reportLengths[2]) {
        for (const kind of ['TOC', 'TOCI', 'Table', 'TH', 'TD', 'Caption', 'Figure', 'Quote']) {
          assert.ok(kinds(kind) > 0, `no ${kind}`);
        }
      }
      // A sponsor gets one page, which has not room for every claim.
      if (length === board.reportLengths[0]) assert.equal(pages, 1);
      else assert.ok(text.replace(/\s+/g, ' ').includes(sentence), text);
    }

    const reader = await another('visitor');
    await reader.open('/');
    await reader.goTo(menu.impact);
    await reader.sees(sentence, reader.main());
    await isAccessible(reader);
    await reader.open(visit.path());
    await reader.sees(sentence, reader.main());
  },
});

journeys(
  'whoever is quoted',
  {
    'says yes to their words, and takes them back': async (visit, { another }) => {
      await visit.open('/me');
      await visit.follow(quotes.tab, visit.main());
      await isAccessible(visit);
      await visit.follow(quotes.asked, visit.main());
      await isAccessible(visit);
      await visit.press(quotes.send);
      await visit.sees(errors.summary);
      await visit.tick(quotes.yes);
      await visit.tick(quotes.publicPages);
      await visit.tick(quotes.byName);
      await visit.press(quotes.send);
      await visit.sees(quotes.given);
      await isAccessible(visit);

      const reader = await another('visitor');
      await reader.open('/');
      await reader.goTo(menu.impact);
      await reader.sees(words, reader.main());

      await visit.press(quotes.takeBack);
      await visit.sees(quotes.gone);
      await isAccessible(visit);
      await reader.open('/impact');
      await reader.seesNo(reader.main().getByText(words), 'what was taken back');
    },
  },
  { who: 'member' },
);
