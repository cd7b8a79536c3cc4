// A sponsor: reads the brief of a community without being one of its members, and what the programme changed.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { aboutPdf } from '../support/pdf.js';
import { board, community, home, menu } from '../texts.js';

journeys('sponsor', {
  'reads the brief': async (visit) => {
    await visit.followOwn(home.sponsor);
    await visit.seesNo(visit.page.getByText(community.joined), 'a membership');
    await visit.follow(community.brief);
    await visit.seesHeading(community.purpose);
    await visit.seesHeading(community.askedOfSponsor);
    await isAccessible(visit);
  },

  'takes one page on what the programme changed to a meeting': async (visit) => {
    await visit.goTo(menu.impact);
    await isAccessible(visit);
    await visit.follow(board.publications, visit.main());
    await isAccessible(visit);
    await visit.follow(/^What the communities changed$/, visit.main());
    await isAccessible(visit);
    const link = visit.main().getByRole('link', { name: board.reportLengths[0] });
    const response = await visit.context.request.get(visit.base + (await link.getAttribute('href')));
    assert.equal(response.status(), 200);
    const { tagged, pages, text } = aboutPdf(await response.body());
    assert.deepEqual({ tagged, pages }, { tagged: 'yes', pages: 1 });
    assert.match(text.replace(/\s+/g, ' '), /have met colleagues/);
  },
});
