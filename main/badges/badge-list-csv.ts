import type { BalanceRow, Whereabouts } from '../../domain/badges/badge-balance.ts';
import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { findDelegation } from '../../domain/delegations/delegations.ts';
import type { BalanceBadgeView, BalanceScopeInput } from '../../preload/contract/badge-balance.ts';
import { type Context, today } from '../base/context.ts';
import { allBalanceBadges } from './badge-balance.ts';

const headers = {
  en: [
    'Serial',
    'State',
    'Where it is',
    'Name',
    'Delegation',
    'Station',
    'Issued at',
    'Replaced by',
    'Last word at',
    'Last word by',
  ],
  fr: [
    'Numéro',
    'État',
    'Où il se trouve',
    'Nom',
    'Délégation',
    'Poste',
    'Émis le',
    'Remplacé par',
    'Dernière mention le',
    'Dernière mention par',
  ],
} as const satisfies Record<ScreenLanguage, readonly string[]>;

const rowWords: Record<ScreenLanguage, Record<BalanceRow, string>> = {
  en: {
    'handed-over': 'Handed over',
    returned: 'Returned',
    lost: 'Lost',
    destroyed: 'Destroyed',
    stale: 'No longer valid',
    'not-printed': 'Never printed',
    'at-the-desk': 'Printed, not handed over',
    waiting: 'Still waiting',
    'in-question': 'In question',
  },
  fr: {
    'handed-over': 'Remis',
    returned: 'Rendu',
    lost: 'Perdu',
    destroyed: 'Détruit',
    stale: 'Plus valable',
    'not-printed': 'Jamais imprimé',
    'at-the-desk': 'Imprimé, non remis',
    waiting: 'Encore en attente',
    'in-question': 'À vérifier',
  },
};

const placeWords: Record<ScreenLanguage, Record<Whereabouts, string>> = {
  en: {
    'with-holder': 'With its holder',
    'at-the-desk': 'At the desk',
    'not-known': 'Not known',
    'never-printed': 'Never printed',
  },
  fr: {
    'with-holder': 'Chez son titulaire',
    'at-the-desk': 'Au guichet',
    'not-known': 'Inconnu',
    'never-printed': 'Jamais imprimé',
  },
};

/** A scope's serials as CSV, one per line, in the event's time zone; and their number. */
export function badgeListCsv(
  context: Context,
  scope: BalanceScopeInput,
  language: ScreenLanguage,
): { text: string; badges: number } {
  const badges = allBalanceBadges(context, scope);
  const moment = momentsOf(context.event.file.timeZone);
  const lines = badges.map((badge) => [
    badge.serialText,
    rowWords[language][badge.row],
    badge.whereabouts === null ? '' : placeWords[language][badge.whereabouts],
    badge.printedName,
    delegationName(context, badge, language),
    badge.stationName,
    moment(badge.issuedAt),
    badge.replacedBy ?? '',
    badge.lastWord === null ? '' : moment(badge.lastWord.wall),
    badge.lastWord?.operatorName ?? '',
  ]);
  // French spreadsheets expect the semicolon; English ones open the file by its mark too.
  return { text: csvFile([headers[language], ...lines], ';'), badges: badges.length };
}

function delegationName(
  context: Context,
  { delegation }: BalanceBadgeView,
  language: ScreenLanguage,
): string {
  const found = findDelegation(context.event.file, delegation, today(context));
  return found === null ? delegation : found.name[language];
}

/** UTC milliseconds → "2018-10-02 09:41" in the event's time zone. */
function momentsOf(timeZone: string): (wall: number) => string {
  // The Swedish form of date and time is ISO 8601's with a blank.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (wall) => format.format(wall);
}
