import type { EventFile } from '../../domain/event/event-file.ts';
import { makeDeskContext } from '../../test/support/desk-context.ts';
import { atDoor, hall, show } from '../../test/support/door-desk.ts';
import { largeEvent } from '../../test/support/import-desk.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { eventSecret } from '../../test/support/sample-event.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { fillStore } from './machine/large-store.ts';

const size = 20_000;
const sessions = 8;
/** In the room before the first measured passing, and passings measured. */
const inside = 1_500;
const measured = 2_000;

/**
 * A door's passing at an event of 20,000 people and eight sessions, from the code to the commit:
 * 2,000 people by their tickets, one after the other, into a room of 5,000 places with 1,500
 * inside.
 */
export async function run(): Promise<BenchResult> {
  const doors = Array.from({ length: sessions }, (_, at) =>
    hall({ id: `hall-${at}`, capacity: 5_000, tickets: 'admit' }),
  );
  const file: EventFile = largeEvent();
  const desk = makeDeskContext({ event: { file, secret: eventSecret } });
  try {
    const codes = fillStore(desk, sampleRows(size), size, inside + measured);
    const door = atDoor(desk, doors);
    const times: number[] = [];
    for (const [at, code] of codes.entries()) {
      const begin = performance.now();
      const { outcome } = show(door, code);
      if (at >= inside) times.push(performance.now() - begin);
      if (outcome !== 'passed') throw new Error(`a passing answered ${outcome}`);
    }
    return {
      name: 'a door’s passing, 20,000 people with eight sessions',
      figures: {
        'door.passings': times.length,
        'door.p50_ms': rounded(percentile(times, 0.5)),
        'door.p95_ms': rounded(percentile(times, 0.95)),
        'door.worst_ms': rounded(percentile(times, 1)),
      },
    };
  } finally {
    desk.close();
  }
}
