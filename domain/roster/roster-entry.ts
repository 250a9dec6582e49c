import type { EventFile } from '../event/event-file.ts';
import { tidyExtra } from '../event/extra-fields.ts';
import { type Delegate, missingValues } from './delegate.ts';

/** The values of a person in a roster file, besides the code. */
export type RosterValues = Omit<Delegate, 'id' | 'registrationCode' | 'ticketHashes'>;

/**
 * One person of a roster file. `values` holds only what the file has: a field whose column was not
 * mapped, and a status or category cell left empty, is missing.
 */
export interface RosterEntry {
  id: string;
  registrationCode: string;
  ticketHashes: string[];
  values: Partial<RosterValues>;
}

/** A new person's values where the file has none. */
export interface RosterDefaults {
  /** Id of a category of the event. */
  category: string;
}

/** People without a category are delegates, or the event's first category. */
export function usualDefaults(event: Pick<EventFile, 'categories'>): RosterDefaults {
  const { categories } = event;
  const usual = categories.find((category) => category.id === 'delegate') ?? categories[0];
  return { category: usual?.id ?? 'delegate' };
}

/** A new person without any name, or without a delegation. */
export class IncompleteEntryError extends Error {
  override readonly name = 'IncompleteEntryError';
}

/**
 * The delegate after the import. A known person keeps identity, codes and every value that the file
 * lacks; a new person gets neutral values for those. Where the file has no printed name, it is
 * given name and family name as written; an approved one that differs stays. An extra value that is
 * empty in the file is cleared, others that the file lacks stay.
 *
 * @throws IncompleteEntryError if a new person has no name or delegation (the intake rejects them)
 */
export function mergeEntry(
  existing: Delegate | null,
  entry: RosterEntry,
  defaults: RosterDefaults,
): Delegate {
  const said = entry.values;
  const givenName = said.givenName ?? existing?.givenName ?? '';
  const familyName = said.familyName ?? existing?.familyName ?? '';
  const approved = existing === null || isBuilt(existing) ? undefined : existing.printedName;
  const printedName = said.printedName ?? approved ?? buildPrintedName(givenName, familyName);
  const delegation = said.delegation ?? existing?.delegation;
  if (printedName === '' || delegation === undefined) {
    throw new IncompleteEntryError('a new delegate needs a name and a delegation');
  }
  return {
    ...missingValues,
    category: defaults.category,
    ...existing,
    ...said,
    id: existing?.id ?? entry.id,
    registrationCode: existing?.registrationCode ?? entry.registrationCode,
    ticketHashes: existing?.ticketHashes ?? entry.ticketHashes,
    printedName,
    givenName,
    familyName,
    delegation,
    extra: tidyExtra({ ...existing?.extra, ...said.extra }),
  };
}

/** Given name, then family name, as the secretariat wrote them: capitals are never computed. */
export function buildPrintedName(givenName: string, familyName: string): string {
  return `${givenName} ${familyName}`.trim();
}

function isBuilt(delegate: Delegate): boolean {
  return delegate.printedName === buildPrintedName(delegate.givenName, delegate.familyName);
}
