// The pictures of the guide: who is looking, and the way to what is shown.
import { community, home, lead, menu, stages } from './texts.js';

const own = (visit) => visit.use(visit.page.getByRole('region', { name: home.yours }).getByRole('link'));

export const guide = [
  { name: 'visitor-home', persona: 'visitor', steps: (visit) => visit.open('/') },
  {
    name: 'visitor-community',
    persona: 'visitor',
    async steps(visit) {
      await visit.open('/');
      await visit.openCommunity(stages.active);
    },
  },
  { name: 'visitor-impact', persona: 'visitor', steps: (visit) => visit.open('/impact') },
  { name: 'member-home', persona: 'member', steps: (visit) => visit.open('/') },
  { name: 'member-community', persona: 'member', viewport: 'phone', steps: own },
  { name: 'member-account', persona: 'member', steps: (visit) => visit.goTo(menu.account) },
  {
    name: 'lead-requests',
    persona: 'lead',
    async steps(visit) {
      await own(visit);
      await visit.follow(lead.requests);
    },
  },
  {
    name: 'lead-members',
    persona: 'lead',
    async steps(visit) {
      await own(visit);
      await visit.follow(community.members);
    },
  },
  {
    name: 'sponsor-brief',
    persona: 'sponsor',
    async steps(visit) {
      await own(visit);
      await visit.follow(community.brief);
    },
  },
  { name: 'manager-programme', persona: 'manager', steps: (visit) => visit.goTo(menu.programme) },
  { name: 'administrator-administration', persona: 'administrator', steps: (visit) => visit.goTo(menu.administration) },
];
