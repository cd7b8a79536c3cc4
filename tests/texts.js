// What people read and press on each page, in one place: when a word on a page changes,
// it changes here. A string is the whole name of a link or button; a pattern is part of it.
export const menu = {
  home: 'Home',
  communities: 'Communities',
  people: 'People',
  impact: 'Impact',
  history: 'History',
  signIn: 'Sign in',
  account: /your account/i,
  programme: 'Programme',
  audit: 'Audit log',
  administration: 'Administration',
};

export const search = {
  field: 'Search',
  submit: 'Search',
  nothing: /nothing found/i,
};

export const stages = {
  forming: 'Forming',
  active: 'Active',
  paused: 'Paused',
  merged: 'Merged',
  closed: 'Closed',
};

export const home = {
  suggestions: 'You might belong here',
  because: /it is for your|you said that|it fits your/i,
  yours: 'Your communities',
};

export const community = {
  purpose: 'Purpose',
  leads: 'Leads',
  join: 'Join',
  joined: /you are a wider member/i,
  ask: 'Ask to join',
  message: 'Message to the leads',
  send: 'Send request',
  pending: /waiting for an answer/i,
  withdraw: 'Take back the request',
  watch: 'Tell me when it opens',
  watching: /we will tell you when it opens/i,
  leave: 'Leave',
  confirmLeave: 'Leave this community',
  left: /you have left/i,
  becomeCore: 'Become a core member',
  isCore: /you are a core member/i,
  becomeWider: 'Become a wider member',
  members: 'Members',
  history: 'History',
  brief: 'Brief',
};

export const welcome = {
  heading: /tell us about your work/i,
  department: 'Department',
  jobFamily: 'Job family',
  interests: 'Interests',
  save: 'Save and continue',
};

export const account = {
  profile: 'Your profile',
  about: 'About you',
  save: 'Save',
  saved: /saved/i,
  picture: 'Picture',
  sessions: 'Where you are signed in',
  endAll: 'Sign out everywhere',
  copy: 'Your data',
  takeCopy: 'Download a copy',
  preferences: 'What we send you',
  leave: 'Leave the site',
  confirmLeave: 'Leave the site for good',
  gone: /you have left/i,
};

export const lead = {
  requests: 'Requests',
  accept: 'Accept',
  accepted: /accepted/i,
  decline: 'Decline',
  reason: 'Reason',
  reasonMissing: /say why/i,
  confirmDecline: 'Decline the request',
  declined: /declined/i,
  alreadyDecided: /already decided/i,
  invite: 'Invite people',
  addresses: 'E-mail addresses',
  checkList: 'Check the list',
  sendInvitations: 'Send invitations',
  invited: /invited/i,
  write: 'Write to the members',
  subject: 'Subject',
  message: 'Message',
  preview: 'Preview',
  recipients: /\d+ (people|members)/i,
  send: 'Send',
  undo: 'Undo',
  undone: /not sent/i,
  exportCsv: /csv/i,
  exportXlsx: /xlsx|excel/i,
  edit: 'Edit the page',
  charter: 'Charter',
  editCharter: 'Edit the charter',
  scope: 'Scope',
  save: 'Save',
  conflict: /somebody else has changed/i,
};

export const programme = {
  areas: 'Service areas',
  what: 'What it is',
  newCommunity: 'Set up a community',
  name: 'Name',
  purpose: 'Purpose',
  area: 'Service area',
  create: 'Create',
  changeStage: 'Change stage',
  reason: 'Reason',
  save: 'Save',
  appoint: 'Appoint',
  person: 'Person',
  role: 'Role',
  from: 'From',
  until: 'Until',
  terms: 'Terms that end',
  withoutLead: /without a lead/i,
  organisation: 'Organisation',
};

export const administration = {
  outbox: 'Outbox',
  signIn: 'Who may sign in',
};

export const claims = {
  heading: 'Claims',
  approve: 'Approve',
  withdraw: 'Withdraw',
};

export const signIn = {
  address: 'E-mail address',
  send: 'Send me a link',
  sent: /look in your inbox/i,
  confirm: 'Sign in',
  code: 'Code',
  expired: /no longer works|has been used/i,
  signOut: 'Sign out',
};
