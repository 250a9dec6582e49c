import type { Mutation } from '../mutation.ts';

const caughtBy = 'test/hub/service/rights.test.ts';

/** Faults of what stations may say of each other. */
export const trust: readonly Mutation[] = [
  {
    name: 'a door says what only a desk may',
    caughtBy,
    edits: [
      {
        file: 'domain/fact-rights.ts',
        find: '  if (!writes[mode].has(fact.type)) return false;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk speaks of badges that it did not issue',
    caughtBy,
    edits: [
      {
        file: 'domain/fact-rights.ts',
        find: 'serial?.startsWith(own) ?? true',
        put: 'serial !== own',
      },
    ],
  },
  {
    name: 'the hub lets a door take back what another station wrote',
    caughtBy,
    edits: [
      {
        file: 'hub/service/rights.ts',
        find: 'return (await writerQuery(tx, { id, kiosk })).length > 0;',
        put: 'return kiosk !== id;',
      },
    ],
  },
  {
    name: 'a kiosk makes somebody of another name out of a person',
    caughtBy,
    edits: [
      {
        file: 'hub/service/push.ts',
        find: 'if (isFree || (await isOwnSpelling(tx, one))) withPersonal.push(one);',
        put: 'if (mode !== null) withPersonal.push(one);',
      },
    ],
  },
  {
    name: 'a chain has lives without end',
    caughtBy,
    edits: [{ file: 'domain/attendance.ts', find: '.max(4095)', put: '' }],
  },
  {
    name: 'a clock of years ahead wins for ever',
    caughtBy: 'test/hub/service/registrations.test.ts',
    edits: [
      {
        file: 'hub/service/registrations.ts',
        find: 'return hlc < latest ? hlc : latest;',
        put: 'return latest > hlc ? hlc : hlc;',
      },
    ],
  },
  {
    name: 'nobody is told of a station that says what it may not',
    caughtBy,
    edits: [
      {
        file: 'hub/service/kiosks.ts',
        find: "const oversteps = ['not-allowed', 'wrong-commitment']",
        put: "const oversteps = ['wrong-commitment']",
      },
    ],
  },
];
