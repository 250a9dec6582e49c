import type { KioskLanguage, ScreenLanguage } from './language.ts';

/** Without accents, which old ZIP tools and network shares corrupt. */
const kinds = {
  en: {
    'rejected-rows': 'rejected-rows',
    'badge-check': 'badge-check',
    badges: 'badges',
    people: 'people',
    activity: 'activity',
    'stop-list': 'stop-list',
    'hub-backup': 'hub-backup',
    'day-report': 'day-report',
    evacuation: 'evacuation',
    'emergency-pack': 'emergency-pack',
    support: 'lanyard-support',
    purge: 'purge',
    person: 'person',
    tickets: 'tickets',
    'tickets-four': 'tickets-four-a-page',
    event: 'event',
    delegations: 'delegations',
    sessions: 'sessions',
    'wco-members': 'wco-members',
    reports: 'reports',
    all: 'all',
  },
  fr: {
    'rejected-rows': 'lignes-rejetees',
    'badge-check': 'controle-des-badges',
    badges: 'badges',
    people: 'personnes',
    activity: 'journal-d-activite',
    'stop-list': 'liste-d-opposition',
    'hub-backup': 'sauvegarde-du-hub',
    'day-report': 'rapport-du-jour',
    evacuation: 'evacuation',
    'emergency-pack': 'dossier-d-urgence',
    support: 'lanyard-assistance',
    purge: 'suppression',
    person: 'personne',
    tickets: 'billets',
    'tickets-four': 'billets-quatre-par-page',
    event: 'evenement',
    delegations: 'delegations',
    sessions: 'seances',
    'wco-members': 'membres-de-l-omd',
    reports: 'rapports',
    all: 'tous',
  },
} as const satisfies Record<ScreenLanguage, Record<string, string>>;
export type SavedKind = keyof (typeof kinds)['en'];

/** The word for a kind of file in a suggested name, in a screen language. */
export function nameWord(language: ScreenLanguage, kind: SavedKind): string {
  return kinds[language][kind];
}

/**
 * The file name that a dialog suggests, in the language of the screens: "rapport-du-jour-2.json".
 *
 * @param ending without its dot
 * @param details days, ids and numbers, in this order
 */
export function suggestedName(
  language: ScreenLanguage,
  kind: SavedKind,
  ending: string,
  ...details: readonly (string | number)[]
): string {
  return `${[nameWord(language, kind), ...details].join('-')}.${ending}`;
}

/** Mail programs support every script, unlike ZIP tools. */
const attachments = {
  en: { ticket: 'ticket', event: 'event' },
  fr: { ticket: 'billet', event: 'evenement' },
  es: { ticket: 'entrada', event: 'evento' },
  ar: { ticket: 'تذكرة', event: 'حدث' },
  ru: { ticket: 'билет', event: 'мероприятие' },
  pt: { ticket: 'bilhete', event: 'evento' },
} as const satisfies Record<KioskLanguage, Record<'ticket' | 'event', string>>;

/** The name of a file attached to an e-mail in a language: "entrada.pdf". */
export function attachmentName(
  language: KioskLanguage,
  kind: 'ticket' | 'event',
  ending: string,
): string {
  return `${attachments[language][kind]}.${ending}`;
}
