import { afterEach, beforeEach, expect, it } from 'vitest';
import { statement } from '../../db/base/statement.ts';
import { findStation } from '../../db/ledger/station.ts';
import { writeNote } from '../../main/ledger/notes.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { checkAcknowledged, checkJournal, type StationTruth } from './check-truth.ts';
import type { JournalLine } from './journal.ts';

let desk: DeskContext;
let lines: JournalLine[];
/** A desk that wrote three facts and reported each, and whose hub confirmed two. */
beforeEach(() => {
  desk = makeDeskContext();
  const { id } = desk.addDelegate(1);
  for (const text of ['a', 'b', 'c']) {
    writeNote(desk.context, desk.caller, { delegateId: id, text });
  }
  const links = statement<[], { id: string; kseq: number; hash: string }>(
    desk.context.db,
    'SELECT id, kseq, hash FROM attendance_event ORDER BY kseq',
  ).all();
  const facts = links.map((link) => ({ ...link, incarnation: 1 }));
  lines = [
    { kind: 'life' },
    ...facts.map((fact) => ({ kind: 'committed' as const, ...fact })),
    ...facts.slice(0, 2).map(({ id: _, ...fact }) => ({
      kind: 'acknowledged' as const,
      epoch: 'e',
      ...fact,
    })),
  ];
});
afterEach(() => desk.close());

function station(journal: readonly JournalLine[]): StationTruth {
  return { name: 'Desk 1', db: desk.context.db, journal: [...journal], torn: 0 };
}

function acknowledged(journal: readonly JournalLine[]): string[] {
  const own = findStation(desk.context.db)?.station ?? '';
  const links = lines.flatMap((line) =>
    line.kind === 'committed'
      ? [{ ...line, station: own, body: '', seq: null, effective: null, received: 0 }]
      : [],
  );
  const none = {
    streams: { roster: 0, events: 0 },
    stream: [],
    heads: [],
    receipts: [],
    rosterNumbers: [],
    others: [],
  };
  const hub = { ...none, epoch: 'e', links, quarantine: [], personal: new Map() };
  return checkAcknowledged(station(journal), hub);
}

it('finds nothing in a journal that is right', () => {
  expect([...checkJournal(station(lines)), ...acknowledged(lines)]).toEqual([]);
});

it('finds a report of a fact that is nowhere, facts that nobody reported, and torn lines', () => {
  const lost = { kind: 'committed', id: 'x', incarnation: 1, kseq: 9, hash: '' } as const;
  expect(checkJournal(station([...lines, lost]))).toEqual(['x is lost']);
  const unsaid = lines.filter(({ kind }) => kind !== 'committed' && kind !== 'life');
  expect(checkJournal(station(unsaid))).toEqual([expect.stringMatching(/^3 facts/)]);
  expect(checkJournal({ ...station(lines), torn: 2 })).toHaveLength(1);
});

it('finds a confirmation that the hub took back, or of another fact or epoch', () => {
  expect(acknowledged([...lines, ...lines.slice(-2, -1)])).toEqual(['1 after 2']);
  const last = lines.at(-1);
  if (last?.kind !== 'acknowledged') throw new Error('nothing was confirmed');
  expect(acknowledged([{ ...last, hash: 'other' }])).toHaveLength(1);
  expect(acknowledged([{ ...last, epoch: 'other' }])).toEqual(['epoch other']);
});

it('finds a sync that failed for no reason of the chaos', () => {
  const trouble = (code: string) => ({ kind: 'trouble' as const, code, detail: '' });
  expect(checkJournal(station([...lines, trouble('busy')]))).toEqual([]);
  expect(checkJournal(station([...lines, trouble('internal')]))).toHaveLength(1);
});
