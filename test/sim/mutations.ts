/** One text of one file, and what stands there instead. */
interface Edit {
  /** From the repository's root. */
  file: string;
  find: string;
  put: string;
}

/** A bug on purpose: the simulation must break an invariant with it. */
export interface Mutation {
  name: string;
  edits: readonly Edit[];
  /** Found within a few schedules: one of those that every test run plants. */
  quick?: true;
}

/**
 * Bugs to plant, each of a kind that sync engines have had. They are put into the source while it is
 * loaded (mutating-loader.ts); the product has no switch for them.
 */
export const mutations: readonly Mutation[] = [
  {
    name: 'hub: a number of the stream is left out',
    quick: true,
    edits: [
      {
        file: 'hub/service/push-rows.ts',
        find: '    seq += 1;\n',
        put: '    seq += seq % 7 === 6 ? 2 : 1;\n',
      },
    ],
  },
  {
    name: 'hub: serial cursor, a fact gets its number before others that commit first',
    edits: [
      {
        file: 'hub/service/pull.ts',
        find: '  const next = rows.length < limit ? last : lastRow;',
        put: '  const next = rows.length < limit && rows.length > 0 ? last + 1 : rows.length < limit ? last : lastRow;',
      },
      { file: 'main/sync/page.ts', find: 'end.next <= end.last', put: 'true' },
      { file: 'main/sync/http/page.ts', find: '|| end.last < end.next', put: '' },
      { file: 'hub/service/pull.ts', find: 'after > state.seq ||', put: '' },
    ],
  },
  {
    name: 'hub: acknowledges before the commit',
    edits: [
      {
        file: 'hub/service/push.ts',
        find: '  const { answer, change } = await context.store.db.transaction()',
        put: '  let told: Outcome | null = null;\n  const { answer, change } = await context.store.db.transaction()',
      },
      {
        file: 'hub/service/push.ts',
        find: '    return store(context, tx, { kiosk, request, head, knownEvents, fresh, lastSeq: stream.seq });\n  });',
        put: '    told = await store(context, tx, { kiosk, request, head, knownEvents, fresh, lastSeq: stream.seq });\n    return told;\n  }).catch((error: unknown) => {\n    if (told === null) throw error;\n    return told;\n  });',
      },
    ],
  },
  {
    name: 'hub: of pushes that share a transaction the first alone is stored',
    edits: [
      {
        file: 'hub/service/push-together.ts',
        find: '      taken.flatMap(({ push, links: own }) => {',
        put: '      taken.slice(0, 1).flatMap(({ push, links: own }) => {',
      },
    ],
  },
  {
    name: 'hub: pushes that share a transaction do not move the counter of the stream',
    edits: [
      {
        file: 'hub/service/push-together.ts',
        find: "    if (lastSeq > stream.seq) await moveStream(tx, 'events', lastSeq);\n",
        put: '',
      },
    ],
  },
  {
    name: 'hub: what it does not understand is dropped and not kept',
    quick: true,
    edits: [{ file: 'hub/service/quarantine.ts', find: '  await insert(tx, rows);\n', put: '' }],
  },
  {
    name: 'hub: pushes of a revoked kiosk are dropped',
    edits: [
      {
        file: 'hub/service/push.ts',
        find: '  await putIntoQuarantine(context, tx, kiosk.id, items);\n',
        put: '',
      },
    ],
  },
  {
    name: 'hub: pushes of a revoked kiosk are taken',
    edits: [
      {
        file: 'hub/service/push.ts',
        find: "if (state !== 'enrolled') return",
        put: "if (state === 'replaced') return",
      },
    ],
  },
  {
    name: 'hub: a fact that comes at a second place of a chain counts again',
    edits: [
      {
        file: 'hub/service/push-rows.ts',
        find: ' || streamed.has(reading.fact.id)',
        put: '',
      },
    ],
  },
  {
    name: 'hub: the number of a request is not checked',
    edits: [
      {
        file: 'hub/service/requests.ts',
        find: "    .where('last_request', '<', at('request'))\n",
        put: '',
      },
    ],
  },
  {
    name: 'hub: somebody deleted takes no new number of the stream',
    quick: true,
    edits: [
      {
        file: 'hub/service/roster-draft.ts',
        find: 'seq = excluded.seq',
        put: 'seq = CASE WHEN excluded.deleted = 1 THEN delegate.seq ELSE excluded.seq END',
      },
    ],
  },
  {
    name: 'hub: a cursor before what it has forgotten is not refused',
    edits: [
      {
        file: 'hub/service/pull.ts',
        find: ' || (after > 0 && after < state.keptFrom)',
        put: '',
      },
    ],
  },
  {
    name: 'hub: a restore keeps the epoch, and the kiosk does not look at its cursor',
    edits: [
      {
        file: 'hub/store/epoch.ts',
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
    edits: [{ file: 'hub/service/pull.ts', find: "mode === 'desk' && salt", put: 'salt' }],
  },
  {
    name: 'hub: the whole roster goes to every mode',
    edits: [
      {
        file: 'hub/service/pull.ts',
        find: ": mode === 'desk'\n",
        put: ': mode !== null\n',
      },
    ],
  },
  {
    name: 'hub: a correction that comes too late tells its desk nothing',
    edits: [
      {
        file: 'hub/service/roster-facts.ts',
        find: 'if (!draft.put(after, before.deleted)) draft.touch(after);',
        put: 'draft.put(after, before.deleted);',
      },
    ],
  },
  {
    name: 'hub: corrections hold in the order of arrival',
    edits: [
      {
        file: 'hub/service/corrections.ts',
        find: 'if (before !== undefined && comparePlaces(before, correction) > 0) return;',
        put: '',
      },
    ],
  },
  {
    name: 'kiosk: pushes after its own note of what was confirmed, not after the head of the hub',
    edits: [
      {
        file: 'main/sync/push.ts',
        find: '  let at: Link = { kseq: head?.lastKseq ?? 0, hash: head?.hash ?? genesisHash };',
        put: '  const noted = hubLinkOf(db).ackedKseq;\n  let at: Link = { kseq: noted, hash: linksAfter(db, station, { kseq: 0, hash: genesisHash }, noted, parts.crypto).at(-1)?.hash ?? head?.hash ?? genesisHash };',
      },
      {
        file: 'main/sync/push.ts',
        find: "import { recordAcked } from '../../db/hub-link.ts';",
        put: "import { hubLinkOf, recordAcked } from '../../db/hub-link.ts';",
      },
      {
        file: 'db/hub-link.ts',
        find: 'acked_kseq = ?, quarantined',
        put: 'acked_kseq = max(acked_kseq, ?), quarantined',
      },
      {
        file: 'db/hub-link.ts',
        find: 'roster_seq = 0, event_seq = 0, acked_kseq = 0,\n         directory_version',
        put: 'roster_seq = 0, event_seq = 0,\n         directory_version',
      },
    ],
  },
  {
    name: 'kiosk: after a new epoch the stream of facts is not read from its beginning',
    edits: [
      {
        file: 'db/hub-link.ts',
        find: 'roster_seq = 0, event_seq = 0, acked_kseq = 0,\n         directory_version',
        put: 'roster_seq = 0, acked_kseq = 0,\n         directory_version',
      },
      {
        file: 'main/sync/pull-events.ts',
        find: 'if (after > last) await beginAnew(session);',
        put: 'if (after > last) return;',
      },
      {
        file: 'main/sync/pull-events.ts',
        find: 'if (overlap > 0 && !isAtCursor(session, page.rows[0])) await beginAnew(session);',
        put: '',
      },
    ],
  },
  {
    name: 'kiosk: after a new epoch the roster is not swept',
    edits: [
      {
        file: 'db/hub-link.ts',
        find: "directory_version = '', sweep = sweep + 1, sweeping = 1 WHERE only = 1",
        put: "directory_version = '' WHERE only = 1",
      },
    ],
  },
  {
    name: 'kiosk: a week off ends without a sweep',
    edits: [
      {
        file: 'db/hub-link.ts',
        find: "'UPDATE hub_link SET roster_seq = 0, sweep = sweep + 1, sweeping = 1 WHERE only = 1'",
        put: "'UPDATE hub_link SET roster_seq = 0 WHERE only = 1'",
      },
    ],
  },
  {
    name: 'kiosk: the cursor is committed apart from its facts',
    edits: [
      {
        file: 'main/sync/pull-events.ts',
        find: '    const stored = parts.db.transaction(',
        put: '    parts.db.transaction(() => moveEventCursor(parts.db, to)).immediate();\n    const stored = parts.db.transaction(',
      },
      {
        file: 'main/sync/pull-events.ts',
        find: ' || link.eventSeq !== from',
        put: ' || from > to',
      },
    ],
  },
  {
    name: 'kiosk: a page that was cut off counts',
    edits: [
      {
        file: 'main/sync/http/page.ts',
        find: "  if (lines.pop() !== '') throw bad('the last line is cut off');\n  const end = parse(lines.pop() ?? '', pageEndSchema);\n  const rows = lines.map((line) => parse(line, rowSchema));\n  if (rows.length !== end.rows || rows.length > request.limit) throw bad('rows are missing');",
        put: "  lines.pop();\n  const asEnd = pageEndSchema.safeParse(JSON.parse(lines.at(-1) ?? '{}'));\n  if (asEnd.success) lines.pop();\n  const rows = lines.map((line) => parse(line, rowSchema));\n  const next = rows.at(-1)?.seq ?? request.after;\n  const end = asEnd.data ?? { end: true as const, epoch: request.epoch, next: next + 1, last: next + 1, rows: rows.length };",
      },
    ],
  },
  {
    name: 'kiosk: a clone goes on in its old chain',
    quick: true,
    edits: [{ file: 'main/sync/own-chain.ts', find: '  if (fits) return;', put: '  return;' }],
  },
  {
    name: 'kiosk: the first fact after the last common link is not chained anew',
    edits: [
      {
        file: 'db/sync-rechain.ts',
        find: 'AND attendance_event.kseq > ?`',
        put: 'AND attendance_event.kseq > ? + 1`',
      },
    ],
  },
  {
    name: 'kiosk: the tail is chained anew with new ids',
    edits: [
      {
        file: 'db/sync-links.ts',
        find: '  return bodyOf({ ...fact, incarnation: place.incarnation, kseq: place.kseq });',
        put: '  const id = fact.id.slice(0, -4) + String(1000 + place.incarnation);\n  return bodyOf({ ...fact, id: place.incarnation === 1 ? fact.id : id, incarnation: place.incarnation, kseq: place.kseq });',
      },
      {
        file: 'db/sync-links.ts',
        find: 'row.whole ?? bodyOf(row)',
        put: 'row.whole ?? bodyAt(row, row)',
      },
    ],
  },
  {
    name: 'kiosk: facts of others that the hub has lost are not given to it',
    edits: [
      {
        file: 'main/sync/push.ts',
        find: 'if (head === null || head.lastKseq >= held.lastKseq) continue;',
        put: 'if (head !== null || head === null) continue;',
      },
      {
        file: 'main/sync/rescue.ts',
        find: '  return lost.length > 0;',
        put: '  return false;',
      },
    ],
  },
  {
    name: 'kiosk: personal payloads do not go along',
    quick: true,
    edits: [
      {
        file: 'db/sync-links.ts',
        find: '  if (row.salt === null || row.personal === null) return null;',
        put: '  if (row.salt !== null || row.personal === null) return null;',
      },
      {
        file: 'main/sync/give-payloads.ts',
        find: "if (session.parts.mode !== 'desk') return;",
        put: 'if (session.parts.mode !== null) return;',
      },
    ],
  },
  {
    name: 'kiosk: a payload that a door relayed without is not given to the hub',
    edits: [
      {
        file: 'main/sync/give-payloads.ts',
        find: "if (session.parts.mode !== 'desk') return;",
        put: 'if (session.parts.mode !== null) return;',
      },
    ],
  },
  {
    name: 'kiosk: the clock is not moved past facts that came',
    edits: [
      {
        file: 'db/sync-effects.ts',
        find: '  if (hlc !== station.hlc) {',
        put: '  if (hlc !== station.hlc && facts.length < 0) {',
      },
    ],
  },
  {
    name: 'kiosk: the winner of two admissions is the one that came first',
    edits: [
      {
        file: 'db/duplicates.ts',
        find: 'ORDER BY fact.hlc, fact.kiosk, fact.incarnation, fact.kseq, fact.id)',
        put: 'ORDER BY fact.rowid)',
      },
    ],
  },
  {
    name: 'everywhere: the winner of two admissions is found by kiosk and not by clock',
    edits: [
      {
        file: 'domain/attendance-fold.ts',
        find: '    compareText(a.hlc, b.hlc) ||\n',
        put: '',
      },
    ],
  },
  {
    name: 'kiosk: an undo takes back every admission of the delegate',
    edits: [
      {
        file: 'db/projection.ts',
        find: '      undoneBy.get(fact.id) ?? null,',
        put: '      [...undoneBy.values()][0] ?? null,',
      },
    ],
  },
  {
    name: 'kiosk: the stop list is not put in force',
    edits: [
      {
        file: 'db/stop-list.ts',
        find: "  writeStopList(db, signed);\n  return 'accepted';",
        put: "  return 'accepted';",
      },
    ],
  },
  {
    name: 'kiosk: a badge takes a number that a clone has used',
    edits: [
      {
        file: 'main/use-cases/issue-badge.ts',
        find: 'if (findBadge(db, formatSerial(number)) === null) return number;',
        put: 'return number;',
      },
    ],
  },
];
