import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import {
  type AttendanceEvent,
  attendanceEventSchema,
  type OrderedFact,
} from '../../domain/ledger/attendance.ts';
import {
  authoredIncarnation,
  branchOf,
  commitment,
  genesisHash,
  hashEvent,
  isBranch,
  partingsOf,
  verifyChain,
} from '../../domain/ledger/chain.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { fact, uuid } from './attendance-sample.ts';

function chainOf(length: number): OrderedFact[] {
  const events: OrderedFact[] = [];
  let head = genesisHash;
  for (let kseq = 1; kseq <= length; kseq += 1) {
    const event = fact({ id: uuid(100 + kseq), kseq, delegateId: uuid(1000 + kseq) });
    head = hashEvent(head, event, nodeCrypto);
    events.push({ ...event, hash: head });
  }
  return events;
}

const verify = (events: AttendanceEvent[]) => verifyChain(events, nodeCrypto);

describe('the hash of an event', () => {
  it('is SHA-256 over the previous hash and the canonical JSON of every other field', () => {
    const [event] = chainOf(1);
    if (event === undefined) throw new Error('no event');
    const { hash, effective: _, ...fields } = event;
    const expected = createHash('sha256')
      .update(Buffer.alloc(32))
      .update(canonicalize(fields) ?? '');
    expect(hash).toBe(expected.digest('hex'));
    expect(Object.keys(attendanceEventSchema.shape).sort()).toEqual(
      [...Object.keys(fields), 'hash'].sort(),
    );
  });
});

describe('a chain', () => {
  it('is whole as written, and when empty', () => {
    const events = chainOf(20);
    expect(verify(events)).toEqual({ whole: true, head: events.at(-1)?.hash, count: 20 });
    expect(verify([])).toEqual({ whole: true, head: genesisHash, count: 0 });
  });

  it('names the first event that was changed, whichever field it was', () => {
    const changes: Partial<Record<keyof AttendanceEvent, unknown>> = {
      id: uuid(9),
      eventId: uuid(9),
      type: 'badge-issued',
      delegateId: null,
      checkpoint: 'session',
      targetId: uuid(9),
      operatorId: null,
      localDay: '2018-10-03',
      badgeSerial: 'A7F30C12-000001',
      after: uuid(9),
      hlc: '001538463600000-00009',
      wall: 0,
      version: 2,
      payload: '{"a":1}',
      commitment: genesisHash,
      hash: genesisHash,
    };
    for (const [field, value] of Object.entries(changes)) {
      const events = chainOf(9).map((e, i) => (i === 5 ? { ...e, [field]: value } : e));
      expect(verify(events), field).toMatchObject({
        whole: false,
        index: 5,
        eventId: events[5]?.id,
        reason: 'hash',
      });
    }
    expect(Object.keys(changes).length).toBe(Object.keys(attendanceEventSchema.shape).length - 3);
  });

  it('notices what was taken out, put in, exchanged or written by another', () => {
    const events = chainOf(9);
    const without = events.filter((_, i) => i !== 4);
    expect(verify(without)).toMatchObject({ index: 4, reason: 'gap' });
    expect(verify(events.slice(1))).toMatchObject({ index: 0, reason: 'gap' });
    expect(verify([...events.slice(0, 3), ...events.slice(2)])).toMatchObject({
      index: 3,
      reason: 'gap',
    });
    const renumbered = without.map((e, i) => ({ ...e, kseq: i + 1 }));
    expect(verify(renumbered)).toMatchObject({ index: 4, reason: 'hash' });
    const others = (part: Partial<AttendanceEvent>) =>
      events.map((e, i) => (i === 3 ? { ...e, ...part } : e));
    expect(verify(others({ station: uuid(8) }))).toMatchObject({ index: 3, reason: 'other-chain' });
    expect(verify(others({ incarnation: 2 }))).toMatchObject({ index: 3, reason: 'other-chain' });
  });

  it('cannot be rewritten from the middle without changing the head', () => {
    const events = chainOf(3);
    const forged = { ...chainOf(3)[1], delegateId: uuid(7) } as AttendanceEvent;
    const hash = hashEvent(events[0]?.hash ?? '', forged, nodeCrypto);
    const rewritten = [events[0], { ...forged, hash }, events[2]].filter((e) => e !== undefined);
    expect(verify(rewritten)).toMatchObject({ index: 2, reason: 'hash' });
  });
});

describe('a commitment', () => {
  const salt = new Uint8Array(32).fill(7);

  it('is SHA-256 over its name, the salt and the payload', () => {
    const salt = Buffer.alloc(32, 5);
    const digest = createHash('sha256').update('Lanyard commitment 1\0').update(salt).update('é');
    expect(commitment(salt, 'é', nodeCrypto)).toBe(digest.digest('hex'));
  });

  it('depends on salt and payload', () => {
    const made = commitment(salt, '{"name":"A"}', nodeCrypto);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(commitment(salt, '{"name":"B"}', nodeCrypto)).not.toBe(made);
    expect(commitment(new Uint8Array(32), '{"name":"A"}', nodeCrypto)).not.toBe(made);
  });

  it('needs a whole salt', () => {
    expect(() => commitment(salt.subarray(1), '{}', nodeCrypto)).toThrow(RangeError);
  });
});

describe('the place of a branch', () => {
  const hash = `0000a${'f'.repeat(59)}`;

  it('is the incarnation, and 4096 for each unit of the first five digits of its hash', () => {
    expect(branchOf(3, hash)).toBe(3 + 4096 * 11);
    expect(branchOf(3, genesisHash)).toBe(3 + 4096);
    expect(branchOf(3 + 4096 * 5, hash)).toBe(3 + 4096 * 11);
    expect(authoredIncarnation(3 + 4096 * 11)).toBe(3);
    expect([isBranch(4095), isBranch(4096)]).toEqual([false, true]);
  });

  it('tells at which links it may have parted from the first history', () => {
    const links = [{ hash: genesisHash }, { hash }, { hash: 'ab'.repeat(32) }, { hash }];
    expect(partingsOf(branchOf(3, hash), links)).toEqual([1, 3]);
    expect(partingsOf(3, links)).toEqual([]);
  });
});
