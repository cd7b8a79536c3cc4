// A teller: tells a story step by step, shares it, sees it in the matrix, and takes it back.
import { errors, home, stories } from '../texts.js';
import { isAccessible, journeys } from '../support/journey.js';

const title = 'A shorter way through the open day';

journeys(
  'teller',
  {
    'tells a story, shares it and takes it back': async (visit, { another }) => {
      await visit.followOwn(home.wider);
      await visit.follow(stories.tab, visit.main());
      await isAccessible(visit);
      await visit.follow(stories.tell, visit.main());
      await isAccessible(visit);
      await visit.press(stories.goOn, visit.main());
      await visit.sees(errors.summary);
      await isAccessible(visit);
      await visit.fill(stories.name, title);
      await visit.press(stories.goOn, visit.main());
      await visit.arrives(/\/steps$/);
      await isAccessible(visit);
      await visit.fill(stories.body, 'We used one list for all doors.');
      await visit.tick(stories.applied);
      await visit.tick(stories.happened);
      await visit.press(stories.saveNext);
      await visit.arrives(/\/steps$/);
      await visit.fill(stories.body, 'The queue is an hour shorter.');
      await visit.tick(/^realised/i);
      await visit.tick(stories.hoped);
      await visit.press(stories.save, visit.main());
      await visit.sees('The queue is an hour shorter.', visit.main());
      await isAccessible(visit);
      const path = visit.path();

      const reader = await another('visitor');
      await reader.open(path, 404);

      await visit.follow(stories.share, visit.main());
      await isAccessible(visit);
      await visit.press(stories.share, visit.main());
      await visit.sees(errors.summary);
      await visit.tick(stories.everybody);
      await visit.tick(stories.byRole);
      await visit.tick(stories.nobodyElse);
      await visit.press(stories.share, visit.main());
      await visit.sees(stories.shared);
      await isAccessible(visit);
      await reader.open(path);
      await reader.sees('We used one list for all doors.', reader.main());
      await isAccessible(reader);

      await visit.unfold(stories.takeBack);
      await visit.press(stories.takeBack);
      await visit.sees(stories.takenBack);
      await reader.open(path, 404);
    },
  },
  { who: 'member' },
);
