// The editor: answers for what the public pages say, figure by figure.
import assert from 'node:assert/strict';
import { isAccessible, journeys } from '../support/journey.js';
import { claims, errors, impact, menu } from '../texts.js';

// Asked in a survey that was published before, which the page folds.
const statement = 'I have learned something relevant to my role';
const howWeKnow = new RegExp(`^${claims.howWeKnow} ?: ${statement}`);
async function figures(visit) {
  await visit.unfold(impact.earlier, visit.main());
  return visit.main().getByRole('link', { name: howWeKnow }).count();
}

journeys('editor', {
  'takes a figure back with a reason and shows it again': async (visit, { another }) => {
    await visit.goTo(menu.impact);
    const shown = await figures(visit);
    assert.equal(shown, 1);
    await visit.follow(howWeKnow);
    await isAccessible(visit);
    await visit.press(claims.withdraw);
    await visit.sees(errors.summary);
    await isAccessible(visit);
    await visit.fill(claims.reason, 'The wording has to be checked.');
    await visit.press(claims.withdraw);
    await visit.sees(claims.withdrawn);

    const reader = await another('visitor');
    await reader.open('/impact');
    assert.equal(await figures(reader), shown - 1, 'a figure that was taken back is not shown');
    // A link to it that somebody kept still answers, with the reason.
    await reader.open(visit.path());
    await reader.sees(/the wording has to be checked/i);
    await isAccessible(reader);

    await visit.fill(claims.reason, 'Checked against the questionnaire.');
    await visit.press(claims.restore);
    await visit.sees(claims.restored);
    await visit.sees(claims.approvedBy);
    await reader.open('/impact');
    assert.equal(await figures(reader), shown);
  },

  'is the only one who may': async (_, { another }) => {
    const member = await another('member');
    await member.goTo(menu.impact);
    assert.equal(await figures(member), 1);
    await member.follow(howWeKnow);
    await member.seesNo(member.page.getByRole('button', { name: claims.withdraw }), 'a way to take a figure back');
  },
});
