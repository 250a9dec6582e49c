import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';
import type { OrganiserDayStatus } from '../../../domain/wire/organiser-days.ts';
import { minute, now, today, uuid, type World } from './world.ts';

type Station = OrganiserDayStatus['stations'][number];

function station(number: number, name: string, change: Partial<Station>): Station {
  return {
    ...{ kiosk: uuid(3, number), name, mode: 'desk', state: 'enrolled', verdict: 'proven' },
    ...{ reason: null, held: 412, atLeast: 412, lastSeen: now - 4_000, noted: false },
    ...change,
  };
}

const stations = [
  station(0, 'Desk 1', {}),
  station(1, 'Desk 2', { verdict: 'open', reason: 'not-closed', held: 388, atLeast: 388 }),
  station(3, 'Kiosk 1', { verdict: 'open', reason: 'facts-missing', held: 301, atLeast: 315 }),
  station(4, 'Kiosk 2', {
    ...{ verdict: 'open', reason: 'revoked', held: 96, atLeast: 96, state: 'revoked' },
    ...{ lastSeen: now - 11 * minute, noted: true },
  }),
  station(6, 'Door B', { verdict: 'broken', reason: 'close-disagrees', held: 240, atLeast: 240 }),
];

/** How a day stands: today with all that can be open; any other day closed and well. */
export function dayStatusAnswer(world: World, day: string): OrganiserAnswer<'dayStatus'> {
  const isToday = day === today && world.arrivals.size > 0;
  const all = isToday ? stations : [station(0, 'Desk 1', {}), station(1, 'Desk 2', {})];
  const count = (verdict: Station['verdict']): number =>
    all.filter((one) => one.verdict === verdict).length;
  const proof = { proven: count('proven'), open: count('open'), broken: count('broken') };
  const revisions = isToday ? world.reports : day < today ? 2 : 0;
  return {
    asOf: now,
    day,
    state: revisions === 0 ? 'open' : 'closed',
    late: 0,
    calledAt: isToday && world.called ? now : null,
    begun: day <= today,
    facts: day > today ? 0 : 1_862,
    persons: day > today ? 0 : 411,
    proof,
    stations: day > today ? [] : all,
    findings: [
      { kind: 'further', count: isToday ? 3 : 0, open: isToday ? 2 : 0 },
      { kind: 'overrides', count: isToday ? 1 : 0, open: 0 },
      { kind: 'prints', count: isToday ? 2 : 0, open: isToday ? 2 : 0 },
      { kind: 'clocks', count: isToday ? 1 : 0, open: isToday ? 1 : 0 },
      { kind: 'quarantine', count: 0, open: 0 },
    ],
    balance: { registered: 958, present: 411, gaps: isToday ? 1 : 0, noted: false },
    reports: Array.from({ length: revisions }, (_, at) => ({
      revision: revisions - at,
      number: revisions - at,
      issuedAt: now - at * 30 * minute,
      closedAt: at === 1 ? 'Desk 1' : null,
      hash: 'a3f19c04b7e25d88'.repeat(4),
      proof,
    })),
    publicKey: Buffer.alloc(32, 7).toString('base64'),
  };
}
