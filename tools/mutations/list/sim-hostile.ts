import { type Mutation, simulation } from '../mutation.ts';

/** Weaknesses of which a station in foreign hands makes use in the simulation. */
export const simHostile: readonly Mutation[] = [
  {
    name: 'hostile: no author need sign',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: 'if (fresh.length > 0 && !isSigned) throw',
        put: 'if (fresh.length > 0 && isSigned === null) throw',
      },
    ],
  },
  {
    name: 'hostile: who brings facts may sign for their author',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/read-push.ts',
        find: 'request.station === station.id && isSignedBy(',
        put: 'isSignedBy(',
      },
    ],
  },
  {
    name: 'hostile: a station says what it likes, whatever its mode',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/rights.ts',
        find: "      !('fact' in reading) ||\n",
        put: "      !('fact' in reading) || mode !== null ||\n",
      },
      {
        file: 'hub/sync/rights.ts',
        find: 'return mayCount(fact, pusher.mode, isNamed ? fact.station : null);',
        put: 'return mayCount(fact, null, isNamed ? fact.station : null);',
      },
    ],
  },
  {
    name: 'hostile: a fact may bear the id of another',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/ledger/read-fact.ts',
        find: "reading: isForeign ? { reason: 'other-envelope' } : reading",
        put: "reading: isForeign && event.kseq < 0 ? { reason: 'other-envelope' } : reading",
      },
    ],
  },
  {
    name: 'hostile: a payload need not be what its fact committed itself to',
    // It matters where the hub lacks the payload, which few random schedules bring about.
    caughtBy: 'test/hub/sync/judging.test.ts',
    only: 'sqlite',
    edits: [
      {
        file: 'hub/ledger/personal.ts',
        find: 'return bytes.length === saltLength && commitment(bytes, payload, crypto) === said;',
        put: "return bytes.length === saltLength && commitment(bytes, payload, crypto) !== '';",
      },
    ],
  },
];
