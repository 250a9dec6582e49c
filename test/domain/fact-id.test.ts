import { expect, test } from 'vitest';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { bodyOf, factId } from '../../domain/ledger/chain.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { fact, uuid } from './attendance-sample.ts';

function idOf(change: Partial<AttendanceEvent> = {}): string {
  return factId(bodyOf(fact({ id: uuid(1), ...change })), nodeCrypto);
}

test('is a UUID of version 7 with the time of the fact, also before 1970', () => {
  const wall = Date.parse('2018-10-02T07:30:00.123Z');
  expect(idOf({ wall })).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(Number.parseInt(idOf({ wall }).replaceAll('-', '').slice(0, 12), 16)).toBe(wall);
});

test('is in the order of a station’s facts, also within a millisecond', () => {
  let hlc = firstHlc;
  const ids = Array.from({ length: 50 }, (_, at) => {
    hlc = nextHlc(hlc, 1_538_463_600_000);
    return idOf({ hlc, wall: 1_538_463_600_000, payload: `{"at":${at}}` });
  });
  expect(ids.toSorted()).toEqual(ids);
});

test('is another for every other content, and the same wherever the fact stands', () => {
  const changes: Partial<AttendanceEvent>[] = [
    { station: '00000000-0000-4000-8000-00000000000b' },
    { delegateId: '00000000-0000-4000-8000-00000000000c' },
    { hlc: '001538463700001-00000' },
    { payload: '{"id":"x","kseq":3,"source":"hid"}' },
    { after: '00000000-0000-7000-8000-00000000000d' },
  ];
  const ids = [idOf(), ...changes.map(idOf)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(idOf({ incarnation: 7, kseq: 99, id: '00000000-0000-7000-8000-00000000000e' })).toBe(
    idOf(),
  );
});
