import { InvalidData } from '../base/invalid-data.ts';
import type { EventFile } from '../event/event-file.ts';
import { tidyExtra } from '../event/extra-fields.ts';
import { type Delegate, missingValues } from './delegate.ts';
import { maxOtherCodes } from './delegate-fields.ts';
import { isFamilyFirstScript } from './name-order.ts';

/** The values of a person in a roster file, without the code. */
export type RosterValues = Omit<Delegate, 'id' | 'registrationCode' | 'ticketHashes'>;

/**
 * One person of a roster file. `values` has only what the file has: a field without a mapped
 * column, and an empty status or category cell, is missing.
 */
export interface RosterEntry {
  id: string;
  registrationCode: string;
  ticketHashes: string[];
  values: Partial<RosterValues>;
}

/** Values for a new person where the file has none. */
export interface RosterDefaults {
  /** Id of a category of the event. */
  category: string;
}

/** People without a category are delegates, or have the event's first category. */
export function rosterDefaultsOf(event: Pick<EventFile, 'categories'>): RosterDefaults {
  const { categories } = event;
  const category = categories.find((category) => category.id === 'delegate') ?? categories[0];
  return { category: category?.id ?? 'delegate' };
}

/**
 * The delegate after the import. A known person keeps identity, codes and every value that the file
 * lacks; a new person gets neutral values for those. Without a printed name in the file, it is
 * given name and family name as written; an approved one that differs stays. An extra value that is
 * empty in the file is cleared, others that the file lacks stay. Other codes only ever increase.
 *
 * @throws InvalidData `incomplete-entry` if a new person has no name (the intake rejects them)
 */
export function mergeEntry(
  existing: Delegate | null,
  entry: RosterEntry,
  defaults: RosterDefaults,
): Delegate {
  const said = entry.values;
  const givenName = said.givenName ?? existing?.givenName ?? '';
  const familyName = said.familyName ?? existing?.familyName ?? '';
  const delegation = said.delegation ?? existing?.delegation ?? '';
  const language = said.language ?? existing?.language ?? null;
  const approved = existing === null || isBuilt(existing) ? undefined : existing.printedName;
  const printedName =
    said.printedName ??
    approved ??
    buildPrintedName({ givenName, familyName, delegation, language });
  if (printedName === '') throw new InvalidData('incomplete-entry', 'a new delegate needs a name');
  return {
    ...missingValues,
    category: defaults.category,
    ...existing,
    ...said,
    id: existing?.id ?? entry.id,
    registrationCode: existing?.registrationCode ?? entry.registrationCode,
    otherCodes: otherCodesOf(existing, entry),
    ticketHashes: existing?.ticketHashes ?? entry.ticketHashes,
    printedName,
    givenName,
    familyName,
    delegation,
    extra: tidyExtra({ ...existing?.extra, ...said.extra }),
  };
}

/** Every further code that a list ever gave the person; the first ones where there are too many. */
function otherCodesOf(existing: Delegate | null, entry: RosterEntry): string[] {
  const own = existing?.registrationCode ?? entry.registrationCode;
  const codes = new Set([...(existing?.otherCodes ?? []), ...(entry.values.otherCodes ?? [])]);
  codes.delete(own);
  return [...codes].slice(0, maxOtherCodes);
}

/** The input that decides the order of the two parts of a name. */
interface NameParts {
  givenName: string;
  familyName: string;
  /** Code of the delegation: for a country, its ISO 3166 code. */
  delegation?: string | undefined;
  /** The person's language, BCP 47. */
  language?: string | null;
}

/** Countries and languages that put the family name first in Latin letters too. */
const familyFirst = { codes: ['HU', 'HUN', 'VN', 'VNM'], languages: /^(hu|vi)(-|$)/i } as const;

/**
 * Joins both parts of a name as the secretariat wrote them, without changing capitals. The given
 * name comes first, except in Chinese, Japanese or Korean characters, and for Hungarians and
 * Vietnamese, by delegation or language. Chinese and Korean names have no space between their
 * parts. Never used where a list or an operator gives a printed name.
 */
export function buildPrintedName({
  givenName,
  familyName,
  delegation = '',
  language = null,
}: NameParts): string {
  const given = givenName.trim();
  const family = familyName.trim();
  if (given === '' || family === '') return given || family;
  if (isFamilyFirstScript(given) && isFamilyFirstScript(family)) {
    const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(given + family);
    const hasSpace = isJapanese || /^ja(-|$)/i.test(language ?? '') || /^JPN?$/.test(delegation);
    return hasSpace ? `${family} ${given}` : `${family}${given}`;
  }
  const isFirst =
    familyFirst.codes.some((code) => code === delegation) ||
    familyFirst.languages.test(language ?? '');
  return isFirst ? `${family} ${given}` : `${given} ${family}`;
}

function isBuilt(delegate: Delegate): boolean {
  return delegate.printedName === buildPrintedName(delegate);
}
