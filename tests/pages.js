// Every page there is, each under the persona for whom it shows the most. `:word` stands for
// one part of an address; the first link found that fits is the example that is checked.
// A link to a page that is not listed here fails the tests, and so does a route in none of
// the lists, and a listed page to which nothing leads, unless it is `direct`. The visitor also
// follows the links in letters: the demonstration keeps them in its mailbox.
export const pages = {
  visitor: [
    '/',
    '/communities',
    '/communities/:community',
    '/communities/:community/history',
    '/communities/:community/charter',
    '/communities/:community/charter/:version',
    '/events',
    '/events/:event',
    '/events/:event/room',
    '/events/:event/guest',
    '/guests/:event/:guest/:place/:at/:signature',
    '/places/:registration/:signature',
    '/series/:registration/:signature',
    '/speaking/:speaker/:signature',
    '/areas',
    '/areas/:area',
    '/impact',
    '/impact/history',
    '/impact/recognition',
    '/impact/claims/:claim',
    '/news',
    '/news/:item',
    '/search',
    '/sign-in',
    '/privacy',
    '/accessibility',
    '/decisions/:membership/:lead/:asked/:signature',
    '/invitations/:membership/:invited/:signature',
    '/sign-in/:id/:signature',
    '/unsubscribe/:person/:kind/:signature',
    '/demo/mailbox',
    '/demo/mailbox/:letter',
    '/demo/sign-in/:persona',
  ],
  newcomer: ['/', '/welcome', '/communities/:community/invitation', '/me/address/:id/:signature'],
  member: [
    '/',
    '/communities/:community',
    '/communities/:community/members',
    '/communities/:community/membership',
    '/communities/:community/departure',
    '/people',
    '/people/:person',
    '/events',
    '/events/:event',
    '/me/calendar',
    '/me/attendance',
    '/me/attendance/:event',
    '/me/hosting',
    '/propose',
    '/me',
    '/me/profile',
    '/me/address',
    '/me/sessions',
    '/me/notifications',
    '/me/copy',
    '/me/departure',
  ],
  lead: [
    '/communities/:community/requests',
    '/communities/:community/invitations',
    '/communities/:community/messages',
    '/communities/:community/messages/:message',
    '/communities/:community/members',
    '/communities/:community/members/:membership',
    '/communities/:community/edit',
    '/communities/:community/links',
    '/communities/:community/charter/edit',
    '/events/:event',
    '/events/new',
    '/events/:event/edit',
    '/events/:event/room',
    '/events/:event/room/moderation',
    '/events/:event/registrations',
    '/events/:event/needs',
    '/events/:event/sheet',
    '/events/:event/team',
    '/events/:event/messages',
    '/events/:event/messages/:message',
    '/events/:event/speakers',
    '/events/:event/cancellation',
    '/events/:event/attendance',
    '/events/:event/attendance/report',
    '/events/:event/check-in',
    '/events/:event/record/edit',
  ],
  sponsor: ['/', '/communities/:community/brief'],
  manager: [
    '/programme',
    '/programme/communities/new',
    '/programme/areas',
    '/programme/areas/:area',
    '/programme/proposals',
    '/programme/proposals/:proposal',
    '/programme/terms',
    '/programme/events',
    '/organisation',
    '/organisation/vocabulary',
    '/organisation/accessibility',
    '/communities/:community/stage',
    '/communities/:community/roles',
    '/communities/:community/roles/:term',
    '/audit',
  ],
  editor: ['/impact/claims/:claim'],
  auditor: ['/audit'],
  administrator: ['/administration/outbox', '/administration/sign-in', '/administration/roles'],
};

// Reached by its address alone, by anybody or by a persona. Most are what people see when a page
// is not there, not theirs, or no longer; `as` is the address in general of one to which only some
// events lead.
export const direct = [
  { path: '/design' },
  { path: '/sign-in/code' },
  { path: '/events?view=month' },
  { path: '/events?view=week&day=2026-05-12' },
  { path: '/events?kind=sponsor_meeting' },
  { path: '/events/new?kind=workshop', persona: 'lead' },
  { path: '/events/numbers-on-a-thursday-2026-05-14/series', as: '/events/:event/series' },
  { path: '/events/numbers-on-a-thursday-2026-05-14/series', persona: 'lead' },
  { path: '/events/numbers-on-a-thursday-2026-05-14/series', persona: 'member' },
  { path: '/events/numbers-on-a-thursday-2026-05-14/edit', persona: 'lead' },
  { path: '/me/calendar', persona: 'core-member' },
  { path: '/events/a-first-look-at-the-open-data-portal/room', persona: 'member' },
  { path: '/events/a-first-look-at-the-open-data-portal/room?order=newest' },
  { path: '/events/a-first-look-at-the-open-data-portal/room/moderation', persona: 'lead' },
  { path: '/events/what-applicants-ask-first/record', as: '/events/:event/record' },
  { path: '/events/what-applicants-ask-first/record?q=questions' },
  { path: '/events/saying-no-to-a-partner-kindly-2/pulse', as: '/events/:event/pulse', persona: 'member' },
  { path: '/events/questions-before-the-day-begins/here', as: '/events/:event/here', persona: 'member' },
  { path: '/events/what-counts-as-a-student-2/pulse/results', as: '/events/:event/pulse/results', persona: 'lead' },
  { path: '/nowhere', status: 404 },
  { path: '/communities/nowhere', status: 404 },
  { path: '/me', status: 401 },
  { path: '/decisions/1/2/3/4', status: 410 },
  { path: '/pulse/1/2', as: '/pulse/:roll/:signature', status: 410 },
  { path: '/programme', persona: 'member', status: 403 },
];

// Addresses that answer with a file, a part of a page or another page, and are not pages themselves.
export const files = [
  '/assets/:fingerprint/:file',
  '/audit.csv',
  '/audit.jsonl',
  '/calendar.ics',
  '/calendars/:person/:number/:signature',
  '/card.png',
  '/communities/:community/calendar.ics',
  '/communities/:community/card.png',
  '/communities/:community/members.csv',
  '/communities/:community/members.xlsx',
  '/demo/mailbox/:letter/invitation',
  '/demo/static',
  '/events/:event/event.ics',
  '/events/:event/record/captions.vtt',
  '/events/:event/record/recordings/:recording',
  '/events/:event/room/stream',
  '/events/:event/slides/:slides',
  '/files/:file',
  '/healthz',
  '/me/attendance.csv',
  '/me/attendance.xlsx',
  '/me/copy/download',
  '/metrics',
  '/organisation.css',
  '/programme/events.csv',
  '/programme/events.xlsx',
  '/readyz',
  '/robots.txt',
  '/search/suggestions',
  '/site.webmanifest',
  '/sitemap.xml',
];

export function fits(pattern, path) {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith(':') || part === parts[index]);
}

// Of several patterns that fit, the one that is spelt out furthest: `/communities/proposal`
// is not a community.
export function patternOf(path, patterns) {
  return patterns
    .filter((pattern) => fits(pattern, path))
    .sort((one, other) => one.split(':').length - other.split(':').length)[0];
}

// A pattern or route without the names of its parts: `/areas/:area` and `/areas/{slug}` are one.
export function shapeOf(path) {
  return path.replace(/:[^/]+|\{[^}]+\}/g, '*');
}
