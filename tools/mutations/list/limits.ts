import type { Mutation } from '../mutation.ts';

/** Faults of what bounds a station: its claims, its requests, what it fills the hub with; and of orders to purge. */
export const limits: readonly Mutation[] = [
  {
    name: 'a push over the quota is read whole before it is refused',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: 'noteIfRefused(true, () => facts.check(station.id, kibibytes));',
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk adds operators',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: a kiosk',
    edits: [
      {
        file: 'hub/operators.ts',
        find: "station.mode === 'desk' && operators.length > 0",
        put: 'operators.length > 0',
      },
    ],
  },
  {
    name: 'a desk renames whom another desk vouched for',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: a desk renames',
    edits: [
      {
        file: 'hub/operators.ts',
        find: '  if (home !== null && home !== desk) return null;\n',
        put: '',
      },
    ],
  },
  {
    name: 'operators have no end',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: two hundred',
    edits: [
      {
        file: 'hub/operators.ts',
        find: 'const room = await roomFor(db, desk);\n  return',
        put: 'const room = 1e9;\n  return',
      },
    ],
  },
  {
    name: 'the hub lists an operator whom one person alone made',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: whom one person',
    edits: [
      {
        file: 'hub/operators.ts',
        find: 'waiting: vouched ? 0 : 1,',
        put: 'waiting: 0,',
      },
    ],
  },
  {
    name: 'no desk hears that the hub has no room for its operators',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+of operators: two hundred',
    edits: [
      {
        file: 'hub/operators.ts',
        find: 'refused: Math.max(0, added.length - room),',
        put: 'refused: 0,',
      },
    ],
  },
  {
    name: 'a desk says nothing of operators that the hub has no room for',
    caughtBy: 'test/main/sync/compared.test.ts',
    edits: [
      {
        file: 'main/sync/hub-warnings.ts',
        find: 'if (operatorsRefused > 0)',
        put: 'if (operatorsRefused > 1e9)',
      },
    ],
  },
  {
    name: 'a station joins under the name of another one',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+as its name',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'for (let number = 2; taken.has(name); number += 1)',
        put: 'for (let number = 2; number < 2 && taken.has(name); number += 1)',
      },
    ],
  },
  {
    name: 'a door shakes hands with the chain of a desk',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+as its own chain',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: "  if (request.own.station !== station.id) throw new HubProblem('bad-request', 'own');\n",
        put: '',
      },
    ],
  },
  {
    name: 'chains that are said to be longer have no end',
    caughtBy: 'test/hub/sync/claimed-numbers.test.ts',
    only: 'sqlite\\W+the room for lives',
    edits: [
      {
        file: 'hub/ledger/told-chains.ts',
        find: 'if (!lives.has(incarnation) && lives.size >= maxLives) {',
        put: 'if (lives.size < 0) {',
      },
    ],
  },
  {
    name: 'the quarantine of a station has no end',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    only: 'sqlite\\W+that is full',
    edits: [
      {
        file: 'hub/ledger/quarantine.ts',
        find: '  if (claimed > 0) await checkRoom(tx, pushedBy, claimed);\n',
        put: '',
      },
    ],
  },
  {
    name: 'orders come after the directory',
    caughtBy: 'test/main/sync/orders.test.ts',
    edits: [
      { file: 'main/sync/engine.ts', find: '    await pullOrders(session);\n', put: '' },
      {
        file: 'main/sync/engine.ts',
        find: '    await pullDirectory(session);\n',
        put: '    await pullDirectory(session);\n    await pullOrders(session);\n',
      },
    ],
  },
  {
    name: 'a station purges during the event',
    caughtBy: 'test/main/sync/orders.test.ts',
    edits: [
      {
        file: 'domain/privacy/retention.ts',
        find: 'return event.days.every((day) => day < today);',
        put: 'return event.days.every((day) => day <= today || true);',
      },
    ],
  },
  {
    name: 'a desk purges what its hub orders before a supervisor agrees',
    caughtBy: 'test/main/sync/orders.test.ts',
    edits: [
      {
        file: 'main/ledger/held-orders.ts',
        find: "if (mode !== 'desk' || isPurged(db, event.file.id)) putPurgesInForce",
        put: 'putPurgesInForce',
      },
    ],
  },
  {
    name: 'any operator agrees to a purge',
    caughtBy: 'test/main/sync/orders.test.ts',
    edits: [
      {
        file: 'main/ledger/held-orders.ts',
        find: "roles: ['supervisor'] as const",
        put: "roles: ['supervisor', 'operator'] as const",
      },
    ],
  },
  {
    name: 'a hub whose order came too late hears nothing of the purge',
    caughtBy: 'test/main/sync/orders.test.ts',
    edits: [
      {
        file: 'main/ledger/held-orders.ts',
        find: "mode !== 'desk' || isPurged(db, event.file.id)",
        put: "mode !== 'desk'",
      },
    ],
  },
  {
    name: 'facts have no quota',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: 'facts.take(station.id, weight, isOwn ? 0 : limits.perStation.facts.burst / 2),',
        put: 'isOwn ? null : facts.take(station.id, weight, limits.perStation.facts.burst / 2),',
      },
    ],
  },
  {
    name: 'what a station relays takes the room of its own facts',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: 'isOwn ? 0 : limits.perStation.facts.burst / 2',
        put: 'isRelayed ? 0 : 0',
      },
    ],
  },
  {
    name: 'a large handshake weighs no more than a small one',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: '1 + Math.floor(bytesOf(request).length / bytesOfOneHandshake)',
        put: '1 + Math.floor(chainsOfOneHandshake / 1e9)',
      },
    ],
  },
  {
    name: 'a route without a limit takes bodies as large as sticks',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/route-table.ts',
        find: "(access === 'administrator' ? body.administrator : body.usual)",
        put: "(access === 'administrator' ? body.administrator : 64 * 2 ** 20)",
      },
    ],
  },
  {
    name: 'a revoked desk gets days and updates',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/guard.ts',
        find: "        if (caller.station.state !== 'enrolled') throw new HubProblem('revoked');\n",
        put: '',
      },
    ],
  },
  {
    name: 'wrong codes of one address stop all the others',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    only: 'sqlite\\W+wrong codes of one address',
    edits: [
      {
        file: 'hub/stations/code-guard.ts',
        find: 'const network = networkOf(address);',
        put: 'const network = networkOf(address).slice(0, 0);',
      },
    ],
  },
  {
    name: 'guesses at the same moment are all looked at',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    only: 'sqlite\\W+two hundred guesses',
    edits: [
      {
        file: 'hub/stations/code-guard.ts',
        find: '        await before?.catch(() => {});\n',
        put: '        before?.catch(() => {});\n',
      },
    ],
  },
  {
    name: 'a relay that the hub has no room for keeps others’ facts away',
    caughtBy: 'test/main/sync/refusals.test.ts',
    edits: [
      {
        file: 'main/sync/push.ts',
        find: "      if (error instanceof HubProblem && error.code === 'too-many-requests') return;\n",
        put: '',
      },
    ],
  },
  {
    name: 'a station has as many requests at once as it likes',
    caughtBy: 'test/hub/http/station-turns.test.ts',
    edits: [
      {
        file: 'hub/http/guard.ts',
        find: '        await new Promise<void>((resolve) => queue.push(resolve));\n',
        put: '',
      },
    ],
  },
  {
    name: 'a station does not wait after a refused request',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/guard.ts',
        find: 'if (reply.raw.statusCode < 400)',
        put: 'if (reply.raw.statusCode < 600)',
      },
    ],
  },
  {
    name: 'a connection that was never used is answered, as if the next request were refused',
    caughtBy: 'test/hub/http/slow-input.test.ts',
    edits: [
      {
        file: 'hub/http/create-app.ts',
        find: 'socket.bytesRead === 0',
        put: 'socket.bytesRead < 0',
      },
    ],
  },
];
