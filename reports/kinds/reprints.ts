import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { Digest } from '../digest.ts';
import { type Cell, plain, type ReportBody, text } from '../report.ts';
import { reprintWords } from '../words.ts';

const words = {
  en: {
    title: 'Reprinted badges',
    columns: [
      'Time',
      'Name',
      'Delegation',
      'Reason',
      'New badge',
      'Old badge',
      'Printed by',
      'Station',
    ],
    total: (badges: number) => `Reprints: ${badges}`,
    empty: 'No badge was reprinted.',
  },
  fr: {
    title: 'Badges réimprimés',
    columns: [
      'Heure',
      'Nom',
      'Délégation',
      'Motif',
      'Nouveau badge',
      'Ancien badge',
      'Imprimé par',
      'Poste',
    ],
    total: (badges: number) => `Réimpressions\u202F: ${badges}`,
    empty: 'Aucun badge n’a été réimprimé.',
  },
};

/** Every badge after a person's first: holder, reason, station and operator. */
export function reprints(digest: Digest): ReportBody {
  const said = words[digest.language];
  const rows = digest.facts('badge-issued').flatMap((fact): Cell[][] => {
    const reason = payloadText(fact, 'reason') ?? '';
    if (reason === 'first') return [];
    const person = digest.delegate(fact.delegateId);
    return [
      [
        digest.moments.moment(fact.wall),
        digest.nameOf(fact.delegateId),
        person === undefined ? '' : digest.delegationName(person.delegation),
        reprintWords(reason, digest.language),
        fact.badgeSerial ?? '',
        payloadText(fact, 'replaces') ?? '',
        digest.operatorName(fact.operatorId),
        digest.stationName(fact.station),
      ],
    ];
  });
  const widths = [15, 28, 20, 15, 17, 17, 18, 18];
  return {
    title: said.title,
    groupColumn: 2,
    columns: said.columns.map((title, i) => text(title, widths[i] ?? 16)),
    sections: plain(rows),
    totals: rows.length === 0 ? null : [null, said.total(rows.length), ...Array(6).fill(null)],
    empty: said.empty,
  };
}
