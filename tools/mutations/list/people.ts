import type { Mutation } from '../mutation.ts';

/** Faults of who may act for whom: second persons, organisers' accounts, and the authority that browsers trust. */
export const people: readonly Mutation[] = [
  {
    name: 'the authority that browsers trust certifies any name',
    caughtBy: 'test/hub/tls/name-constraints.test.ts',
    only: 'login.bank.example',
    edits: [
      {
        file: 'hub/tls/certificates.ts',
        find: '      nameConstraints(names),\n',
        put: '',
      },
    ],
  },
  {
    name: 'name constraints may be ignored',
    caughtBy: 'test/hub/tls/name-constraints.test.ts',
    only: 'is constrained critically',
    edits: [
      {
        file: 'hub/tls/name-constraints.ts',
        find: 'new Extension(oid, true,',
        put: 'new Extension(oid, false,',
      },
    ],
  },
  {
    name: 'one address outside the constraints spoils the hub’s certificate',
    caughtBy: 'test/hub/tls/name-constraints.test.ts',
    only: 'one outside is left out',
    edits: [
      {
        file: 'hub/tls/certificates.ts',
        find: "!name.includes('/') && isPermitted(name)",
        put: "!name.includes('/') && isPermitted('127.0.0.1')",
      },
    ],
  },
];
