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
  // From head to foot, as the demonstration and the published record have it.
  { name: 'impact-demonstration', persona: 'visitor', path: '/impact', whole: true },
  { name: 'impact-demonstration-phone', persona: 'visitor', path: '/impact', viewport: 'phone', whole: true },
  { name: 'impact-record', persona: 'visitor', path: '/impact', whole: true, record: true },
  { name: 'impact-record-phone', persona: 'visitor', path: '/impact', viewport: 'phone', whole: true, record: true },
  { name: 'visitor-publication', persona: 'visitor', path: '/impact/publications/what-the-communities-changed-by-2025' },
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
  { name: 'lead-value', persona: 'lead', path: `${ours}/value` },
  { name: 'lead-matrix', persona: 'lead', path: '/communities/events-management/value/matrix' },
  { name: 'editor-board', persona: 'editor', path: '/impact/board' },
  // Results stand under an address that only their list knows.
  { name: 'surveys-results', persona: 'member', path: '/surveys', first: 'a[href$="/results"]' },
  { name: 'manager-programme', persona: 'manager', path: '/programme' },
  { name: 'manager-words', persona: 'manager', path: '/organisation/vocabulary' },
  { name: 'auditor-audit', persona: 'auditor', path: '/audit' },
  { name: 'administrator-outbox', persona: 'administrator', path: '/administration/outbox' },
];
