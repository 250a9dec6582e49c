import { foldAttendance } from '../../domain/attendance-fold.ts';
import type { HubFacts } from './hub-facts.ts';
import type { World } from './world.ts';

/** What a schedule came to, for the table of what the schedules reached. */
export function countEnd({ coverage, record, excused }: World, hub: HubFacts): void {
  const facts = hub.stream.map(({ event }) => event);
  const count = (name: string, number: number): void => {
    if (number > 0) coverage.add(`rule: ${name}`, true);
  };
  count('facts lost with the only disk that held them', excused);
  count('pushes of a revoked kiosk quarantined', record.refused.size);
  for (const { reason } of hub.quarantine) count(`quarantined as ${reason}`, 1);
  count('facts of a newer version kept whole', facts.filter(({ version }) => version > 1).length);
  count('further admissions listed as duplicates', foldAttendance(facts).duplicates.length);
  const serials = facts.flatMap(({ type, badgeSerial }) =>
    type === 'badge-issued' && badgeSerial !== null ? [badgeSerial] : [],
  );
  count('badge serials given out twice and listed', serials.length - new Set(serials).size);
}
