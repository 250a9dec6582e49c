/** A picture of the docs: its content, and its file in docs/pictures. */
export interface DocPicture {
  file: string;
  /** A scene of the app, or a place or step of the organiser's page. */
  scene: string;
  language: 'en' | 'fr';
  isOrganisers: boolean;
}

const scene = (name: string, shown: string): DocPicture => ({
  file: `${name}.png`,
  scene: shown,
  language: 'en',
  isOrganisers: false,
});

/** The same scene in English and French, for a page in both languages. */
const inBoth = (name: string, shown: string): DocPicture[] => [
  scene(name, shown),
  { ...scene(`${name}.fr`, shown), language: 'fr' },
];

/** Every picture of docs/pictures; `node tools/shots/run.ts docs/pictures --docs` takes them. */
export const docPictures: readonly DocPicture[] = [
  ...inBoth('desk', 'admitted-confirmed'),
  scene('kiosk', 'kiosk-confirm-en'),
  ...inBoth('operator-identity', 'identity-vip-arabic'),
  ...inBoth('supervisor-ready', 'ready-half'),
  ...inBoth('supervisor-printers', 'printers'),
  ...inBoth('supervisor-day-close', 'day-close-close'),
  ...inBoth('administrator-begin', 'set-up-begin'),
  ...inBoth('administrator-invite', 'sync-invite-code'),
  ...inBoth('organiser-create', 'set-up-create'),
  ...inBoth('organiser-ticket-mail', 'ticket-mail'),
  ...inBoth('organiser-rehearsal', 'ready-rehearsal'),
  ...inBoth('organiser-page', 'overview').map((one) => ({ ...one, isOrganisers: true })),
];
