import { type Mutation, simulation } from '../mutation.ts';

/** Faults of the hub that the simulation finds. */
export const simHub: readonly Mutation[] = [
  {
    name: 'hub: no desk is believed about the hubs before it',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: "station.mode === 'desk' && request.formerHubs !== undefined",
        put: 'false',
      },
    ],
  },
  {
    name: 'hub: a number of the stream is left out',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/ledger/push-rows.ts',
        find: '    seq += 1;\n',
        put: '    seq += seq % 7 === 6 ? 2 : 1;\n',
      },
    ],
  },
  {
    name: 'hub: serial cursor, a fact gets its number before others that commit first',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: 'const next = rows.length < limit ? last :',
        put: 'const next = rows.length < limit && rows.length > 0 ? last + 1 : rows.length < limit ? last :',
      },
      { file: 'main/sync/session.ts', find: 'end.next <= end.last', put: 'true' },
      { file: 'main/hub-client/http-hub.ts', find: '|| end.last < end.next', put: '' },
      { file: 'hub/sync/pull.ts', find: 'after > state.seq ||', put: '' },
    ],
  },
  {
    name: 'hub: acknowledges before the commit',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: '  const { answer, change } = await context.store.db.transaction()',
        put: '  let told: Outcome | null = null;\n  const { answer, change } = await context.store.db.transaction()',
      },
      {
        file: 'hub/sync/push.ts',
        find: '    return storePush(context, tx, accepted);\n  });',
        put: '    told = await storePush(context, tx, accepted);\n    return told;\n  }).catch((error: unknown) => {\n    if (told === null) throw error;\n    return told;\n  });',
      },
    ],
  },
  {
    name: 'hub: of pushes that share a transaction the first alone is stored',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: '...linksInserted(tx, placed),',
        put: '...linksInserted(tx, placed.slice(0, 1)),',
      },
    ],
  },
  {
    name: 'hub: pushes that share a transaction do not move the counter of the stream',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: "      ...(lastSeq > stream.seq ? [streamMoved(tx, 'events', lastSeq)] : []),\n",
        put: '',
      },
    ],
  },
  {
    name: 'hub: what it does not understand is dropped and not kept',
    caughtBy: simulation,
    edits: [{ file: 'hub/ledger/quarantine.ts', find: '  await insert(tx, rows);\n', put: '' }],
  },
  {
    name: 'hub: what a revoked kiosk brings on a stick is dropped',
    caughtBy: 'test/hub/sync/stick.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: '  await putIntoQuarantine(context, tx, station.id, items);\n',
        put: '',
      },
    ],
  },
  {
    name: 'hub: pushes of a revoked kiosk are taken',
    // The server refuses the whole request before: the simulation never comes so far.
    caughtBy: 'test/hub/sync/stick.test.ts',
    only: 'sqlite',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: "    if (state !== 'enrolled') throw new HubProblem('revoked');\n",
        put: '',
      },
      {
        file: 'hub/sync/push.ts',
        find: "      state === 'enrolled' ||\n",
        put: "      state !== 'replaced' ||\n",
      },
      {
        file: 'hub/app/hub.ts',
        find: 'forEnrolled(station, () => push(station, request, body)),',
        put: 'guarded(log, push(station, request, body)),',
      },
    ],
  },
  {
    name: 'hub: a fact that comes at a second place of a chain counts again',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/ledger/push-rows.ts',
        find: "'fact' in reading && !streamed.has(reading.fact.id)",
        put: "'fact' in reading && streamed !== null",
      },
    ],
  },
  {
    name: 'hub: the number of a request is not checked',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/base/requests.ts',
        find: "    .where('last_request', '<', at('request'))\n",
        put: '',
      },
    ],
  },
  {
    name: 'hub: somebody deleted takes no new number of the stream',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/roster/roster-draft.ts',
        find: 'seq = excluded.seq',
        put: 'seq = CASE WHEN excluded.deleted = 1 THEN delegate.seq ELSE excluded.seq END',
      },
    ],
  },
  {
    name: 'hub: a cursor before what it has forgotten is not refused',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: ' || (after > 0 && after < state.keptFrom)',
        put: '',
      },
    ],
  },
  {
    name: 'hub: a restore keeps the epoch, and the kiosk does not look at its cursor',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/store/backup.ts',
        find: '.set({ epoch })',
        put: ".set((eb) => ({ epoch: eb.ref('epoch') }))",
      },
      {
        file: 'main/sync/pull-events.ts',
        find: 'if (overlap > 0 && !isAtCursor(session, page.rows[0])) await beginAnew(session);',
        put: '',
      },
      {
        file: 'main/sync/pull-events.ts',
        find: 'if (after > last) await beginAnew(session);',
        put: '',
      },
    ],
  },
  {
    name: 'hub: payloads go to doors and self-service kiosks too',
    caughtBy: simulation,
    edits: [{ file: 'hub/sync/pull.ts', find: "mode === 'desk' && salt", put: 'salt' }],
  },
  {
    name: 'hub: the whole roster goes to every mode',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: ": mode === 'desk'\n",
        put: ': mode !== null\n',
      },
    ],
  },
  {
    name: 'hub: a correction that comes too late tells its desk nothing',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    only: 'sqlite',
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: 'if (!draft.put(after, deleted, basisWith(before, registration, word))) draft.touch(after);',
        put: 'draft.put(after, deleted, basisWith(before, registration, word));',
      },
    ],
  },
  {
    name: 'corrections hold in the order of clocks',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'domain/tickets/registration-words.ts',
        find: 'const holding = lastWords(spoken, words).at(-1);',
        put: 'const holding = spoken.at(-1);',
      },
    ],
  },
];
