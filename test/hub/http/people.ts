import type { RosterEntry, RosterValues } from '../../../domain/roster/roster-entry.ts';
import { newEntry } from '../../../intake/read-people.ts';
import { sampleMaking } from '../../support/sample-event.ts';

/** People of a roster file, with the codes T18-00001 and so on. */
export function entries(count: number, values: Partial<RosterValues> = {}): RosterEntry[] {
  return Array.from({ length: count }, (_, i) => entry(i + 1, values));
}

export function entry(number: number, values: Partial<RosterValues> = {}): RosterEntry {
  const registrationCode = `T18-${String(number).padStart(5, '0')}`;
  return newEntry(
    {
      registrationCode,
      values: {
        printedName: `Sample PERSON ${number}`,
        delegation: 'BEL',
        jobTitle: 'Officer',
        ...values,
      },
    },
    sampleMaking,
  );
}
