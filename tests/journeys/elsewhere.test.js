// Whoever runs surveys takes one over that was asked in another tool: its questions from the file, then its answers.
import assert from 'node:assert/strict';
import { elsewhere, errors, published, surveys } from '../texts.js';
import { isAccessible, journeys } from '../support/journey.js';

const statement = 'The sessions helped me in my work.';
const row = (number, answer) =>
  `${number},5/4/26 9:00,5/4/26 9:05,person${number}@forms.example,Ada Example${number},${answer},Weekly`;
const file = (rows) => ({
  name: 'Feedback (1-24).csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `\uFEFFID,Start time,Completion time,Email,Name,${statement},How often do you come?\r\n${rows.join('\r\n')}\r\n`,
  ),
});
const answers = Array.from({ length: 24 }, (_, place) => row(place + 1, place < 18 ? 'Agree' : 'Disagree'));
const field = (visit) => visit.main().getByLabel(elsewhere.file);

journeys(
  'whoever runs surveys elsewhere',
  {
    'takes a survey over, is told what does not fit, and reads its figures': async (visit) => {
      await visit.open('/surveys');
      await visit.follow(elsewhere.begin, visit.main());
      await isAccessible(visit);
      await visit.fill(elsewhere.title, 'Asked in forms');
      await visit.press(elsewhere.make);
      await visit.sees(errors.summary);
      await isAccessible(visit);
      await field(visit).setInputFiles(file(answers));
      await visit.press(elsewhere.make);
      await visit.sees(statement, visit.main());
      await visit.seesNo(visit.main().getByText('Ada Example'), 'a name of the file');
      await isAccessible(visit);

      await visit.follow(surveys.newWave, visit.main());
      await visit.fill(surveys.waveTitle, 'Spring');
      await visit.tick(elsewhere.asked);
      await visit.press(surveys.save);
      await isAccessible(visit);
      await visit.follow(elsewhere.bring, visit.main());
      await isAccessible(visit);
      const path = visit.path();
      const tell = async (rows) => {
        await field(visit).setInputFiles(file(rows));
        await visit.tick(elsewhere.forms);
        await visit.fill(elsewhere.from, '2026-04-01');
        await visit.fill(elsewhere.until, '2026-04-14');
        await visit.tick(elsewhere.unknown);
        await visit.tick(elsewhere.codes);
        await visit.tick(elsewhere.told);
        await visit.press(elsewhere.send);
      };
      await tell([...answers.slice(1), row(1, 'Perhaps')]);
      await visit.sees(elsewhere.misfit);
      await visit.seesNo(visit.main().getByText('Ada Example'), 'a name of the file');
      await isAccessible(visit);
      await visit.open(path);
      await tell(answers);
      await visit.sees(elsewhere.source, visit.main());
      await isAccessible(visit);
      await visit.open(path.replace(/\/waves\/([^/]+)\/answers$/, '/$1/results'));
      await visit.sees(/75% agree: 18 of 24 answers/, visit.main());
      await visit.sees(elsewhere.notPublished, visit.main());
      await isAccessible(visit);
      assert.ok(!(await visit.source()).includes('forms.example'));
    },

    'enters what others published, with and without the number of answers, and takes it away': async (visit) => {
      await visit.open('/surveys');
      await visit.follow(published.go, visit.main());
      await isAccessible(visit);
      await visit.follow(published.enter, visit.main());
      await visit.fill(published.title, 'What staff said elsewhere');
      await visit.fill(published.publisher, 'The Example Institute');
      await visit.fill(published.figures, 'It saves me time.; 42 of 50\nIt is a place to learn.; many');
      await visit.press(published.save, visit.main());
      await visit.sees(errors.summary);
      await visit.sees(published.noShare, visit.main());
      await isAccessible(visit);
      await visit.fill(published.figures, 'It saves me time.; 42 of 50\nIt is a place to learn.; 72%');
      await visit.press(published.save, visit.main());
      await visit.arrives(/^\/surveys\/published\/[^/]{30,}$/);
      await visit.sees(published.known, visit.main());
      await visit.sees(published.unknown, visit.main());
      await isAccessible(visit);
      await visit.unfold(published.remove, visit.main());
      await visit.press(published.doRemove, visit.main());
      await visit.sees(published.removed);
    },
  },
  { who: 'manager' },
);
