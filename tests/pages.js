// Every page there is, each under the persona for whom it shows the most. `:word` stands for
// one part of an address; the first link found that fits is the example that is checked.
// A link to a page that is not listed here fails the tests, and so does a listed page to
// which nothing leads, unless it is `direct`: reached by its address or by mail alone.
export const pages = {
  visitor: [
    '/',
    '/communities',
    '/communities/:community',
    '/communities/:community/history',
    '/communities/:community/charter',
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
  ],
  newcomer: ['/welcome'],
  member: [
    '/',
    '/communities/:community',
    '/communities/:community/members',
    '/people',
    '/people/:person',
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
    '/communities/:community/edit',
    '/communities/:community/links',
    '/communities/:community/charter/edit',
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
    '/organisation',
    '/organisation/vocabulary',
    '/organisation/accessibility',
    '/communities/:community/stage',
    '/communities/:community/roles',
    '/audit',
  ],
  editor: ['/impact/claims/:claim'],
  auditor: ['/audit'],
  administrator: ['/administration/outbox', '/administration/sign-in', '/administration/roles'],
};

export const direct = ['/design', '/demo/mailbox', '/demo/sign-in/member', '/nowhere'];

// Addresses that answer with a file or with another page, and are not pages themselves.
export const files = [
  '/demo/sign-in/:persona',
  '/demo/mailbox/:mail',
  '/assets/:file',
  '/files/:file',
  '/sitemap.xml',
  '/robots.txt',
  '/communities/:community/members.csv',
  '/communities/:community/members.xlsx',
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
