// The pictures of the guide: who is looking, and where. The demonstration's lead and sponsor both
// belong to `ours`, so the same community is seen from every side.
const ours = '/communities/data-and-insight';
// Planned before the pictures are taken: see support/events.js.
const charts = '/events/charts-that-can-be-defended';

export const guide = [
  { name: 'visitor-home', persona: 'visitor', path: '/' },
  { name: 'visitor-communities', persona: 'visitor', path: '/communities' },
  { name: 'visitor-community', persona: 'visitor', path: ours },
  { name: 'visitor-impact', persona: 'visitor', path: '/impact' },
  { name: 'visitor-history', persona: 'visitor', path: '/impact/history' },
  { name: 'member-welcome', persona: 'newcomer', path: '/' },
  { name: 'member-home', persona: 'core-member', path: '/' },
  { name: 'member-join', persona: 'newcomer', path: ours, viewport: 'phone' },
  { name: 'member-account', persona: 'member', path: '/me' },
  { name: 'member-mail', persona: 'member', path: '/me/notifications', viewport: 'phone' },
  { name: 'lead-requests', persona: 'lead', path: `${ours}/requests`, viewport: 'phone' },
  { name: 'lead-members', persona: 'lead', path: `${ours}/members` },
  { name: 'lead-messages', persona: 'lead', path: `${ours}/messages` },
  { name: 'events-list', persona: 'member', path: '/events' },
  { name: 'events-register', persona: 'auditor', path: '/events/a-first-look-at-the-open-data-portal', viewport: 'phone' },
  { name: 'events-calendar', persona: 'member', path: '/me/calendar' },
  { name: 'hosting-form', persona: 'lead', path: '/events/new?kind=lunch_and_learn' },
  { name: 'hosting-draft', persona: 'lead', path: '/events/what-the-survey-told-us', viewport: 'phone' },
  { name: 'hosting-list', persona: 'lead', path: `${charts}/registrations` },
  { name: 'sponsor-brief', persona: 'sponsor', path: `${ours}/brief` },
  { name: 'manager-programme', persona: 'manager', path: '/programme' },
  { name: 'manager-words', persona: 'manager', path: '/organisation/vocabulary' },
  { name: 'auditor-audit', persona: 'auditor', path: '/audit' },
  { name: 'administrator-outbox', persona: 'administrator', path: '/administration/outbox' },
];
