import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventFileOf } from '../../domain/event/new-event.ts';
import { wcoMembers } from '../../domain/event/wco-members.ts';
import { root } from '../../tools/runtime.mjs';
import { sampleEvent } from './sample-event.ts';

/** A new event as an organiser begins it: with the members of the WCO, and no delegates yet. */
export const ownEvent = eventFileOf(
  {
    kind: 'conference',
    languages: ['en', 'fr'],
    delegations: 'wco-members',
    extraFields: [],
    signedTickets: false,
    name: { en: 'Workshop', fr: 'Atelier' },
    place: { en: 'Brussels', fr: 'Bruxelles' },
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    firstDay: '2026-12-01',
    lastDay: '2026-12-02',
  },
  { id: '0b8f4a52-6a0e-4a5b-9c5c-6f4d1a2b3c4d', ticketKey: sampleEvent.ticketKeys[0] ?? '' },
);

/** Rows of {@link ownList}. */
export const ownRows = 320;

/**
 * The secretariat's list: the one shared beside the clone, or else one in its form. Some rows name
 * delegations that are not members.
 */
export function ownList(): Buffer {
  const shared = join(root, '../shared/data/people.csv');
  if (existsSync(shared)) return readFileSync(shared);
  const codes = [...wcoMembers.map(([code]) => code), 'UPU', 'MKD', 'World Bank Group', 'IATA'];
  const rows = Array.from({ length: ownRows }, (_, i) => [
    `R-${i}`,
    `Given ${i}`,
    `FAMILY ${i}`,
    codes[i % codes.length],
  ]);
  const lines = [['Reference', 'First name', 'LAST NAME', 'Country'], ...rows];
  return Buffer.from(lines.map((row) => row.join()).join('\n'));
}
