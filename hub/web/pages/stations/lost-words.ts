import { csvFile } from '../../../../domain/csv.ts';
import type { ScreenLanguage } from '../../../../domain/language.ts';
import type { LostReport } from '../../../../domain/purge/lost-report.ts';
import type { Words } from '../../words.ts';

const fields = [
  ...['id', 'registrationCode', 'ticketHashes', 'title', 'printedName', 'givenName', 'familyName'],
  ...['nativeName', 'jobTitle', 'delegation', 'administration', 'role', 'letterOrder', 'category'],
  ...['grammaticalGender', 'status', 'days', 'language', 'vip', 'flagged', 'listed'],
] as const;
const holdings = [
  ...['facts-of-attendance', 'event-secret', 'operators', 'stop-list', 'print-jobs', 'photos'],
  ...['activity-log', 'exported-files'],
] as const;

/** What a field of a delegate is called; its own code where a newer hub names one that this page does not know. */
export function fieldWords(t: Words, field: string): string {
  const known = fields.find((one) => one === field);
  return known === undefined ? field : t(`lost.field.${known}`);
}

/** What else lies on a station's disk, in words. */
export function holdingWords(t: Words, holding: string): string {
  const known = holdings.find((one) => one === holding);
  return known === undefined ? holding : t(`lost.holding.${known}`);
}

/** The persons of a report for a spreadsheet, each with the fields that the station held of them. */
export function lostCsv(
  { persons, fields: held }: LostReport,
  t: Words,
  language: ScreenLanguage,
): string {
  const all = held.map((field) => fieldWords(t, field)).join(', ');
  const head = [
    t('lost.code'),
    t('lost.name'),
    t('lost.delegation'),
    t('lost.certainty.title'),
    t('lost.fields'),
  ];
  const lines = persons.map(({ registrationCode, printedName, delegation, certainty }) => [
    registrationCode,
    printedName,
    delegation,
    t(`lost.certainty.${certainty}`),
    all,
  ]);
  return csvFile([head, ...lines], language === 'fr' ? ';' : ',');
}
