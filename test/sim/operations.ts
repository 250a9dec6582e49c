/** Everything that can happen, simplest first: shrinking moves towards the beginning. */
export const operations = [
  // Facts of a desk.
  'check-in',
  'sync',
  'undo',
  'door-check-in',
  'print-outcome',
  'reprint',
  'hand-over',
  'walk-in',
  'correct',
  'replace',
  'resolve',
  // The organiser at the hub.
  'import',
  'edit',
  'cancel',
  'delete',
  'stop-list',
  'week',
  // The network.
  'sync-together',
  'sync-between',
  'sync-cut',
  'sync-answer-lost',
  'sync-twice',
  'sync-late',
  'deliver-late',
  'sync-truncated',
  'sync-busy',
  // Machines.
  'crash',
  'sync-station-crash',
  'sync-hub-crash',
  'disk-full',
  'sync-disk-full',
  'sync-hub-full',
  'clock-seconds',
  'clock-minutes',
  'clock-days',
  'clock-jump',
  'hub-clock',
  'off',
  'image',
  'roll-back',
  'roll-back-old',
  'clone',
  'wipe',
  'revoke',
  'backup',
  'restore',
  'restore-old',
  'take-over',
  'take-over-behind',
  // Facts that this version does not know.
  'newer-fact',
  'newer-sync',
  'bad-fact',
  // A stolen kiosk or door.
  'hostile',
  // Orders that two people give about it.
  'judge',
  // Two editors of the event.
  'change-event',
  // The evening: a day is closed, and its proof is requested.
  'call-day',
  'ask-day',
  // The list of people at a desk.
  'change-person',
  'tell-apart',
  // Places in a session, at desks that may be apart and on the organiser's page.
  'book',
  'give-up',
  'hub-book',
  'hub-give-up',
] as const;
export type Operation = (typeof operations)[number];
