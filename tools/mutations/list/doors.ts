import type { Mutation } from '../mutation.ts';

/** Faults of doors, zones, counts and of clocks that are known to be wrong. */
export const doors: readonly Mutation[] = [
  {
    name: 'a full room lets one more in',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: 'capacity !== null && inside >= capacity',
        put: 'capacity !== null && inside > capacity',
      },
    ],
  },
  {
    name: 'a delegation gets one seat more',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: 'seatsPerDelegation !== null && insideOfDelegation >= seatsPerDelegation',
        put: 'seatsPerDelegation !== null && insideOfDelegation > seatsPerDelegation',
      },
    ],
  },
  {
    name: 'a full room keeps out whoever is inside by the count',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: '  if (isInside) return objections;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a checkpoint after the desk admits who was not checked in',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: 'if (checkpoint.needsCheckIn && !isCheckedIn) {',
        put: 'if (checkpoint.needsCheckIn && earlier.length === 0) {',
      },
    ],
  },
  {
    name: 'a lost badge takes its holder out of the count',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "if (verdict.doubt === 'stale' || verdict.doubt === 'returned') return out;",
        put: "if (verdict.doubt !== 'unheard') return out;",
      },
    ],
  },
  {
    name: 'the first thing to ask decides, not what the checkpoint refuses',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "objections.find(({ policy }) => policy === 'refuse')",
        put: "objections.slice(0, 1).find(({ policy }) => policy === 'refuse')",
      },
    ],
  },
  {
    name: 'an exit lets people in when it is set so',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "return checkpoint.kind === 'exit' ? 'out' : set;",
        put: 'return set;',
      },
    ],
  },
  {
    name: 'whoever is inside counts as a new admission',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "if (question.isInside) return { fact: 'came-back', reentry: 'without-exit' };",
        put: '',
      },
    ],
  },
  {
    name: 'a signed ticket is no ticket at a door',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "    case 'signed':\n    case 'outside-ticket':\n      return 'ticket';",
        put: "    case 'outside-ticket':\n      return 'ticket';\n    case 'signed':\n      return null;",
      },
    ],
  },
  {
    name: 'leaving the house leaves the rooms occupied',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: 'if (plan.house.has(zone)) stays.clear();',
        put: 'if (plan.house.has(zone)) stays.delete(zone);',
      },
    ],
  },
  {
    name: 'one person is in two rooms at once',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: '    if (!plan.house.has(zone)) leaveRooms(stays, zone, plan);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a crossing that was undone counts',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: '.filter(({ id }) => !undone.has(id))',
        put: '.filter(({ id }) => id !== undefined)',
      },
    ],
  },
  {
    name: 'coming in again without an exit is a new arrival',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: 'if (!stays.has(zone)) stays.set(zone,',
        put: 'stays.set(zone,',
      },
    ],
  },
  {
    name: 'an entry from paper stands where it was typed',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: 'return paperAt ?? parseHlc(effective)?.milliseconds ?? wall;',
        put: 'return parseHlc(effective)?.milliseconds ?? wall;',
      },
    ],
  },
  {
    name: 'a door takes back what another station wrote',
    caughtBy: 'test/main/doors/pass-door.test.ts',
    edits: [
      {
        file: 'main/doors/door-calls.ts',
        find: 'fact === null || !isCrossing || fact.station !== context.self.station',
        put: 'fact === null || !isCrossing',
      },
    ],
  },
  {
    name: 'the seats of the host run out',
    caughtBy: 'test/main/doors/pass-door.test.ts',
    edits: [
      {
        file: 'main/doors/door-calls.ts',
        find: "({ code, kind }) => code === delegation && kind === 'secretariat'",
        put: "({ code, kind }) => code === delegation && kind === 'organisation'",
      },
    ],
  },
  {
    name: 'what a camera reads on the walls is written',
    caughtBy: 'test/main/doors/pass-door.test.ts',
    edits: [
      {
        file: 'main/doors/door-calls.ts',
        find: "return delegateId !== null || badge !== null || verdict.outcome === 'forged';",
        put: 'return delegateId !== null || badge !== null || verdict.outcome !== undefined;',
      },
    ],
  },
  {
    name: 'the count goes on from a transaction that was taken back',
    caughtBy: 'test/main/doors/presence.test.ts',
    edits: [
      {
        file: 'db/doors.ts',
        find: 'return row?.id === id;',
        put: 'return row !== undefined || id !== null;',
      },
    ],
  },
  {
    name: 'a scan at a door is written twice',
    caughtBy: 'test/main/doors/pass-door.test.ts',
    edits: [
      {
        file: 'main/doors/door-calls.ts',
        find: '  if (repeated !== null) return repeated;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a door with a clock hours off asks nobody',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      { file: 'main/doors/door-calls.ts', find: '  assertClockConfirmed(context);\n', put: '' },
    ],
  },
  {
    name: 'a code of the organiser’s is unknown at a door',
    caughtBy: 'test/main/doors/door-codes.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: 'findDelegateByRegistrationCode(context.db, id, registrationHash(code, hashing(context)))',
        put: 'null',
      },
    ],
  },
  {
    name: 'a clock that is hours off asks nobody',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      {
        file: 'main/base/clock.ts',
        find: 'Math.abs(offset) <= askFrom',
        put: 'Math.abs(offset) <= 9 * askFrom',
      },
    ],
  },
  {
    name: 'a supervisor who confirmed one clock has confirmed them all',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      {
        file: 'main/base/clock.ts',
        find: 'confirmed !== undefined && !isFar(offset - confirmed)',
        put: 'confirmed !== undefined',
      },
    ],
  },
  {
    name: 'a verdict says nothing of the clock that was corrected',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      {
        file: 'main/base/list-ages.ts',
        find: 'clock: wrongClock(context)',
        put: 'clock: null',
      },
    ],
  },
];
