import type { Mutation } from '../mutation.ts';

/** Faults of who may act for whom: second persons, organisers' accounts, and the authority that browsers trust. */
export const people: readonly Mutation[] = [
  {
    name: 'a second key on a busy computer passes over a member of the delegation',
    caughtBy: 'test/renderer/delegations/use-group.test.ts',
    edits: [
      {
        file: 'renderer/delegations/use-group.ts',
        find: "state.kind !== 'one-by-one' || state.busy || !isShown()",
        put: "state.kind !== 'one-by-one' || state.busy",
      },
    ],
  },
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
    name: 'stations take over the constraints that bind browsers, which Electron’s TLS refuses',
    caughtBy: 'test/hub/tls/name-constraints.test.ts',
    only: 'so reaches its hub',
    edits: [
      {
        file: 'hub/exchange/exchange.ts',
        find: 'ca: trustAnchor(authority)',
        put: 'ca: authority',
      },
    ],
  },
  {
    name: 'name constraints may be ignored',
    caughtBy: 'test/hub/tls/name-constraints.test.ts',
    only: 'is constrained critically',
    edits: [
      {
        file: 'hub/tls/certificates.ts',
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
  {
    name: 'a supervisor approves with the PIN of one whom they made alone',
    caughtBy: 'test/main/operators/two-persons.test.ts',
    only: 'by making another one, whichever',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: 'areIndependent(request.notBy, id, listMakers(db))',
        put: 'id !== request.notBy',
      },
    ],
  },
  {
    name: 'a PIN that another chose alone is the owner’s',
    caughtBy: 'test/main/operators/two-persons.test.ts',
    only: 'by choosing another’s PIN or role',
    edits: [
      {
        file: 'main/operators/operator-changes.ts',
        find: 'await hashNewPin(input.newPin), operatorIdOf(caller));',
        put: 'await hashNewPin(input.newPin), null);',
      },
    ],
  },
  {
    name: 'one’s own PIN at the way out forgives guesses at another’s',
    caughtBy: 'test/main/operators/two-persons.test.ts',
    only: 'guesses are not forgiven',
    edits: [
      {
        file: 'main/operators/approve.ts',
        find: 'if (found.isSecond && request.notBy !== null) {',
        put: 'if (found.isSecond) {',
      },
    ],
  },
  {
    name: 'operators are made without end',
    caughtBy: 'test/main/operators/two-persons.test.ts',
    only: 'no more than two hundred operators',
    edits: [
      {
        file: 'main/operators/operators.ts',
        find: 'countOperators(db) >= maxOperators',
        put: 'countOperators(db) >= 10 * maxOperators',
      },
    ],
  },
  {
    name: 'the log of a PIN’s reset does not say whose',
    caughtBy: 'test/main/operators/two-persons.test.ts',
    only: 'whose PIN was reset',
    edits: [
      {
        file: 'preload/contract/operators.ts',
        find: 'PIN reset`)',
        put: 'PIN reset`.slice(0, 9))',
      },
    ],
  },
  {
    name: 'junk from one address shuts known browsers out',
    caughtBy: 'test/hub/http/organiser/throttle.test.ts',
    only: 'junk and made-up names',
    edits: [
      {
        file: 'hub/http/organiser/organiser-guard.ts',
        find: 'await (isKnown ? knownSignIns : signIns)(request);',
        put: 'await signIns(request);',
      },
    ],
  },
  {
    name: 'a made-up cookie passes the limit of an address',
    caughtBy: 'test/hub/http/organiser/throttle.test.ts',
    only: 'junk and made-up names',
    edits: [
      {
        file: 'hub/http/organiser/organiser-guard.ts',
        find: 'browser !== null && (await setting.isKnownBrowser(browser))',
        put: 'browser !== null',
      },
    ],
  },
  {
    name: 'a pass phrase that everybody takes is taken',
    caughtBy: 'test/hub/accounts/secrets.test.ts',
    only: 'the pass phrase password12345',
    edits: [
      {
        file: 'hub/accounts/passwords.ts',
        find: 'const minGuessesLog10 = 9;',
        put: 'const minGuessesLog10 = 0;',
      },
    ],
  },
  {
    name: 'a browser left open resets accounts and exports people',
    caughtBy: 'test/hub/http/organiser/prove-again.test.ts',
    only: 'a browser left open resets',
    edits: [
      {
        file: 'hub/http/organiser/route.ts',
        find: 'route.asksAgain === true && !session.isProved',
        put: 'route.asksAgain === true && session.expires === 0',
      },
    ],
  },
  {
    name: 'a delegation misses whoever is registered for another day',
    caughtBy: 'test/domain/delegation-presence.test.ts',
    edits: [
      {
        file: 'domain/delegations.ts',
        find: 'if (!isHere && !isExpected(person, day)) continue;',
        put: "if (!isHere && person.status !== 'confirmed') continue;",
      },
    ],
  },
  {
    name: 'whoever was checked in by mistake counts in the figures of their delegation',
    caughtBy: 'test/main/check-in/desk-work.test.ts',
    edits: [
      {
        file: 'db/delegations.ts',
        find: 'AND local_day = @day AND undone_by IS NULL) AS presentToday\n     FROM delegate NOT INDEXED',
        put: 'AND local_day = @day) AS presentToday\n     FROM delegate NOT INDEXED',
      },
    ],
  },
  {
    name: 'whoever came on another day counts as registered for this one',
    caughtBy: 'test/domain/registration-balance.test.ts',
    edits: [
      {
        file: 'domain/delegations.ts',
        find: 'day === null || (days?.includes(day) ?? true)',
        put: 'day === null || day !== null',
      },
    ],
  },
];
