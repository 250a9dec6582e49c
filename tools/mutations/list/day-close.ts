import type { Mutation } from '../mutation.ts';

/** Faults of the close of a day. */
export const dayClose: readonly Mutation[] = [
  {
    name: 'the report leaves out the versions that the hub saved',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    file: 'hub/day-close/read-evidence.ts',
    symbol: 'walkChains',
    at: 'if event-changed',
    put: '',
  },
  {
    name: 'two desks that close at once write one number twice',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    file: 'hub/day-close/day-close.ts',
    symbol: 'writeReport',
    at: 'test last',
    put: 'last === undefined && draft.number > 1',
  },
  {
    name: 'the hub forgets that it was told of more',
    caughtBy: 'test/hub/day-close/told-of-more.test.ts',
    file: 'hub/ledger/told-chains.ts',
    symbol: 'noteTold',
    at: 'do writeTold',
    put: 'context.told.clear();',
  },
  {
    name: 'a paper entry’s arrival is the typing time at other desks',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    file: 'db/ledger/projection.ts',
    symbol: 'projectAdmissions',
    at: 'argument arrivalTime',
    put: 'fact.wall',
  },
  {
    name: 'a desk believes that it hears every station itself',
    caughtBy: 'test/main/day-close/close-day.test.ts',
    file: 'main/day-close/local-day.ts',
    symbol: 'evidenceOf',
    at: 'value heard',
    put: 'true',
  },
];
