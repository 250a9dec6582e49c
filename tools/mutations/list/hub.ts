import type { Mutation } from '../mutation.ts';

/** Faults of the hub: pushes, enrolment, handshake, stop list. */
export const hub: readonly Mutation[] = [
  {
    name: 'a check of everything lets no push in between',
    caughtBy: 'test/hub/sync/check-all.test.ts',
    only: 'sqlite\\W+pushes and edits',
    edits: [
      { file: 'hub/ledger/chains.ts', find: '    await turn();\n', put: '' },
      {
        file: 'hub/sync/check-all.ts',
        find: "import { setImmediate as turn } from 'node:timers/promises';",
        put: 'const turn = async (): Promise<void> => undefined;',
      },
    ],
  },
  {
    name: 'a push that does not continue the chain is taken',
    caughtBy: 'test/hub/sync/push.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: "if (first === undefined || first.kseq > head.lastKseq + 1) throw refusal('out-of-order', head);",
        put: "if (first === undefined) throw refusal('out-of-order', head);",
      },
    ],
  },
  {
    name: 'a push after another history is taken',
    caughtBy: 'test/hub/sync/push.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: "    if (request.previous !== head.hash) throw refusal('chain-differs', head);\n",
        put: '',
      },
    ],
  },
  {
    name: 'links that the hub holds are not compared',
    caughtBy: 'test/hub/sync/push.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: "    if (stored.get(kseq) !== hash) throw refusal('chain-differs', head);\n",
        put: '    stored.get(hash + kseq);\n',
      },
    ],
  },
  {
    name: 'a push of another epoch is taken',
    caughtBy: 'test/hub/sync/push.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: "    if (stream.epoch !== request.epoch) throw new HubProblem('epoch-changed');\n",
        put: '',
      },
    ],
  },
  {
    name: 'who relayed a chain is not noted',
    caughtBy: 'test/hub/sync/push-queue.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: 'const relayedBy = request.station === station.id ? null : station.id;',
        put: 'const relayedBy = request.station === station.id ? station.id : null;',
      },
    ],
  },
  {
    name: 'the payload of a fact that is known is dropped',
    caughtBy: 'test/hub/roster/roster-facts.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: 'personalFacts([...knownEvents, ...links])',
        put: 'personalFacts(links)',
      },
    ],
  },
  {
    name: 'a payload with a wrong commitment is kept',
    caughtBy: 'test/hub/ledger/quarantine.test.ts',
    edits: [
      {
        file: 'hub/ledger/personal.ts',
        find: 'return bytes.length === saltLength && commitment(bytes, payload, crypto) === said;',
        put: 'return bytes.length === saltLength && commitment(bytes, payload, crypto) !== null;',
      },
    ],
  },
  {
    name: 'a code of an invitation serves in its last millisecond and after',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'if (isOver) throw',
        put: 'if (isOver && expires < 0) throw',
      },
    ],
  },
  {
    name: 'a code of an invitation serves twice',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: "    .where('used_by', 'is', null)\n",
        put: '',
      },
      {
        file: 'hub/stations/enrolment.ts',
        find: "  if (invite.used_by !== null) throw new HubProblem('invite-used');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a station of another mode comes in by an invitation',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'if (invite.mode !== null && invite.mode !== request.mode) {',
        put: 'if (invite.mode === request.mode && invite.takeover === 1) {',
      },
    ],
  },
  {
    name: 'somebody else takes the id of a station',
    caughtBy: 'test/hub/http/bad-enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'if (known !== undefined && !isSameKey && invite.replaces !== known.id) {',
        put: 'if (known !== undefined && !isSameKey && invite.takeover === 1) {',
      },
    ],
  },
  {
    name: 'numbers of requests begin anew when a station enrols again',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'last_request: known?.last_request ?? 0,',
        put: 'last_request: 0,',
      },
    ],
  },
  {
    name: 'a replaced station goes on',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: "set({ state: 'replaced', replaced_by: by })",
        put: 'set({ replaced_by: by })',
      },
    ],
  },
  {
    name: 'a revoked station hears the heads',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: "if (station === undefined || station.state !== 'enrolled') throw",
        put: 'if (station === undefined) throw',
      },
    ],
  },
  {
    name: 'a station of another event is answered',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: "  if (request.event !== context.identity.event.id) throw new HubProblem('bad-request', 'event');\n",
        put: '',
      },
    ],
  },
  {
    name: 'the highest life of a station is that it names',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: 'lastIncarnation: Math.max(0, ...lives.map((life) => authoredIncarnation(life.incarnation))),',
        put: 'lastIncarnation: request.own.incarnation,',
      },
    ],
  },
  {
    name: 'a walk-in overwrites who is registered since',
    caughtBy: 'test/hub/roster/roster-facts.test.ts',
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: 'if (here === undefined || (here.deleted && here.basis === null)) {',
        put: 'if (here !== null) {',
      },
    ],
  },
  {
    name: 'a hub’s next stop list forgets earlier removals',
    caughtBy: 'test/hub/stations/stop-list.test.ts',
    edits: [
      {
        file: 'hub/stations/stop-list.ts',
        find: 'return uniteStops([before, { entries: made, removed }]);',
        put: 'return uniteStops([{ ...before, removed: [] }, { entries: made, removed }]);',
      },
    ],
  },
  {
    name: 'an entry that was removed stays on the stop list',
    caughtBy: 'test/hub/stations/stop-list.test.ts',
    edits: [
      {
        file: 'hub/stations/stop-list.ts',
        find: 'const removed = before.entries.filter((one) => ended.has(key(one))).map(({ id }) => id);',
        put: 'const removed: string[] = [];',
      },
    ],
  },
  {
    name: 'a deleted delegate comes again with no word',
    caughtBy: 'test/hub/sync/pull.test.ts',
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: 'delegate: deleted === 1 ? null : leastData',
        put: 'delegate: deleted === 2 ? null : leastData',
      },
    ],
  },
  {
    name: 'the import of a desk is taken from a door',
    caughtBy: 'test/hub/roster/roster.test.ts',
    edits: [
      {
        file: 'hub/roster/roster.ts',
        find: "  if (station.mode !== 'desk') throw new HubProblem('not-allowed', 'mode');\n",
        put: '',
      },
    ],
  },
  {
    name: 'an approval serves twice',
    caughtBy: 'test/hub/accounts/approvals.test.ts',
    edits: [
      {
        file: 'hub/accounts/approvals.ts',
        find: "  await move(tx, id, 'approved', { state: 'spent' });\n",
        put: '',
      },
    ],
  },
  {
    name: 'what a station says that it holds is noted at its first contact only',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: '    kseq: request.own.lastKseq,\n',
        put: '    kseq: station.own_kseq > 0 ? station.own_kseq : request.own.lastKseq,\n',
      },
    ],
  },
  {
    name: 'the number of facts that a station holds is not noted',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: "      own_kseq: at('kseq'),\n",
        put: '',
      },
    ],
  },
  {
    name: 'a code that a station used looks unused',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'return row?.name ?? null;',
        put: 'return row === undefined ? null : null;',
      },
    ],
  },
  {
    name: 'what was audited last is not printed as the hub stops',
    caughtBy: 'test/hub/cli/printed-log.test.ts',
    edits: [
      {
        file: 'hub/cli/serve.ts',
        find: '    await audit?.stop();\n',
        put: "    if (options.port === '') await audit?.stop();\n",
      },
    ],
  },
  {
    name: 'entries of the audit beyond one page are not printed',
    caughtBy: 'test/hub/cli/printed-log.test.ts',
    edits: [
      {
        file: 'hub/cli/printed-log.ts',
        find: 'reached > last ? page.before : null',
        put: 'reached < last ? page.before : null',
      },
    ],
  },
  {
    name: 'what was typed into a search is printed with the audit',
    caughtBy: 'test/hub/cli/printed-log.test.ts',
    edits: [
      {
        file: 'hub/cli/printed-log.ts',
        find: 'account, query: _typed, ...entry }',
        put: 'account, ...entry }',
      },
    ],
  },
  {
    name: 'a hub makes a key of its own beside the one that it was given',
    caughtBy: 'test/hub/cli/secrets.test.ts',
    edits: [
      {
        file: 'hub/cli/places.ts',
        find: 'return given === undefined ?',
        put: "return given === undefined || given !== '' ?",
      },
    ],
  },
];
