import { type Mutation, simulation } from '../mutation.ts';

/** Faults of a station, and of what both share, that the simulation finds. */
export const simStation: readonly Mutation[] = [
  {
    name: 'kiosk: pushes after its own note of what was confirmed, not after the head of the hub',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/sync/push.ts',
        find: '  let at: Link = { kseq: head?.lastKseq ?? 0, hash: head?.hash ?? genesisHash };',
        put: '  const noted = hubLinkOf(db).ackedKseq;\n  let at: Link = { kseq: noted, hash: linksAfter(db, station, { kseq: 0, hash: genesisHash }, noted, parts.crypto).at(-1)?.hash ?? head?.hash ?? genesisHash };',
      },
      {
        file: 'main/sync/push.ts',
        find: "import { recordAcked } from '../../db/ledger/hub-link.ts';",
        put: "import { hubLinkOf, recordAcked } from '../../db/ledger/hub-link.ts';",
      },
      {
        file: 'db/ledger/hub-link.ts',
        find: 'acked_kseq = @ackedKseq',
        put: 'acked_kseq = max(acked_kseq, @ackedKseq)',
      },
      {
        file: 'db/ledger/hub-link.ts',
        find: 'roster_seq = 0, event_seq = 0, photo_seq = 0, acked_kseq = 0,\n         directory_version',
        put: 'roster_seq = 0, event_seq = 0, photo_seq = 0,\n         directory_version',
      },
    ],
  },
  {
    name: 'kiosk: after a new epoch the stream of facts is not read from its beginning',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/ledger/hub-link.ts',
        find: 'roster_seq = 0, event_seq = 0, photo_seq = 0, acked_kseq = 0,\n         directory_version',
        put: 'roster_seq = 0, photo_seq = 0, acked_kseq = 0,\n         directory_version',
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
    caughtBy: simulation,
    edits: [
      {
        file: 'db/ledger/hub-link.ts',
        find: "directory_version = '', sweep = sweep + 1, sweeping = 1 WHERE only = 1",
        put: "directory_version = '' WHERE only = 1",
      },
    ],
  },
  {
    name: 'kiosk: a week off ends without a sweep',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/ledger/hub-link.ts',
        find: "'UPDATE hub_link SET roster_seq = 0, sweep = sweep + 1, sweeping = 1 WHERE only = 1'",
        put: "'UPDATE hub_link SET roster_seq = 0 WHERE only = 1'",
      },
    ],
  },
  {
    name: 'kiosk: the cursor is committed apart from its facts',
    caughtBy: simulation,
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
    name: 'kiosk: the payload of a fact that is put aside is not given to a hub that lacks it',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/sync/pull-events.ts',
        find: 'return made === committedTo ? aside : null;',
        put: 'return made === committedTo ? null : null;',
      },
    ],
  },
  {
    name: 'kiosk: every desk sends the payloads of what orders disregard',
    caughtBy: 'test/main/sync/payloads.test.ts',
    edits: [
      {
        file: 'main/sync/pull-events.ts',
        find: 'if (!row.counts && row.station !== session.station.station) continue;',
        put: '',
      },
    ],
  },
  {
    name: 'kiosk: a page that was cut off counts',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/hub-client/http-hub.ts',
        find: "  if (lines.pop() !== '') throw bad('the last line is cut off');\n  const end = parse(lines.pop() ?? '', pageEndSchema);\n  const rows = lines.map((line) => parse(line, rowSchema));\n  if (rows.length !== end.rows || rows.length > request.limit) throw bad('rows are missing');",
        put: "  lines.pop();\n  const asEnd = pageEndSchema.safeParse(JSON.parse(lines.at(-1) ?? '{}'));\n  if (asEnd.success) lines.pop();\n  const rows = lines.map((line) => parse(line, rowSchema));\n  const next = rows.at(-1)?.seq ?? request.after;\n  const end = asEnd.data ?? { end: true as const, epoch: request.epoch, next: next + 1, last: next + 1, rows: rows.length };",
      },
    ],
  },
  {
    name: 'kiosk: a clone goes on in its old chain',
    caughtBy: simulation,
    edits: [{ file: 'main/sync/session.ts', find: '  if (fits) return;', put: '  return;' }],
  },
  {
    name: 'kiosk: the first fact after the last common link is not chained anew',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/sync-rechain.ts',
        find: 'AND attendance_event.kseq > ?`',
        put: 'AND attendance_event.kseq > ? + 1`',
      },
    ],
  },
  {
    name: 'kiosk: the tail is chained anew with new ids',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/sync-links.ts',
        find: '  return bodyOf({ ...fact, incarnation: place.incarnation, kseq: place.kseq });',
        put: '  const id = fact.id.slice(0, -4) + String(1000 + place.incarnation);\n  return bodyOf({ ...fact, id: place.incarnation === 1 ? fact.id : id, incarnation: place.incarnation, kseq: place.kseq });',
      },
      {
        file: 'db/sync/sync-links.ts',
        find: 'row.whole ?? bodyOf(row)',
        put: 'row.whole ?? bodyAt(row, row)',
      },
    ],
  },
  {
    name: 'kiosk: facts of others that the hub has lost are not given to it',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/sync/push.ts',
        find: 'if (head === null || head.lastKseq >= held.lastKseq) continue;',
        put: 'if (head !== null || head === null) continue;',
      },
    ],
  },
  {
    name: 'kiosk: personal payloads do not go along',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/sync-links.ts',
        find: '  if (row.salt === null || row.personal === null) return null;',
        put: '  if (row.salt !== null || row.personal === null) return null;',
      },
      {
        file: 'main/sync/pull-events.ts',
        find: "if (session.parts.mode !== 'desk') return;",
        put: 'if (session.parts.mode !== null) return;',
      },
    ],
  },
  {
    name: 'kiosk: a payload that a door relayed without is not given to the hub',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/sync/pull-events.ts',
        find: "if (session.parts.mode !== 'desk') return;",
        put: 'if (session.parts.mode !== null) return;',
      },
    ],
  },
  {
    name: 'kiosk: the clock is not moved past facts that came',
    // Causes keep the order without it: the simulation sees nothing.
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'db/sync/sync-effects.ts',
        find: '  if (hlc !== station.hlc) {',
        put: '  if (hlc !== station.hlc && facts.length < 0) {',
      },
    ],
  },
  {
    name: 'kiosk: the winner of two admissions is the one that came first',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/check-in/duplicates.ts',
        find: 'ORDER BY fact.effective, fact.station, fact.incarnation, fact.kseq, fact.id)',
        put: 'ORDER BY fact.rowid)',
      },
    ],
  },
  {
    name: 'everywhere: the winner of two admissions is found by kiosk and not by clock',
    // All machines still agree, so the simulation sees nothing.
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: '    compareText(a.effective, b.effective) ||\n',
        put: '',
      },
    ],
  },
  {
    name: 'kiosk: an undo takes back every admission of the delegate',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/ledger/projection.ts',
        find: '      undoneBy.get(fact.id) ?? null,',
        put: '      [...undoneBy.values()][0] ?? null,',
      },
    ],
  },
  {
    name: 'kiosk: the stop list is not put in force',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/stop-list.ts',
        find: "  writeStopLists(db, [...held.filter((one) => !holdsAllOf(list, one.list)), signed]);\n  return 'accepted';",
        put: "  return 'accepted';",
      },
    ],
  },
  {
    name: 'kiosk: a badge takes a number that a clone has used',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: 'if (findBadge(db, formatSerial(number)) === null) return number;',
        put: 'return number;',
      },
    ],
  },
];
