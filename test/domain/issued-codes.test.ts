import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  isCodeHash,
  registrationHash,
  ticketHash,
  ticketHashes,
} from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { eventSecret, sampleEvent, sampleMaking } from '../support/sample-event.ts';

const id = 'c0a8f1de-5d9c-8a53-9c5b-1a2b3c4d5e6f';
const other = { ...sampleMaking, eventId: '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a02' };
const eventBytes = Buffer.from(sampleEvent.id.replaceAll('-', ''), 'hex');

describe('what stations hold of a ticket', () => {
  it('is SHA-256 over event id and code', () => {
    const code = makeTicketCode(eventSecret, id, nodeCrypto);
    const expected = createHash('sha256').update(eventBytes).update(code).digest('hex');
    expect(ticketHash(code, sampleMaking)).toBe(expected);
    expect(ticketHashes(id, sampleMaking)).toEqual([expected]);
    expect(isCodeHash(expected)).toBe(true);
  });

  it('is another hash in another event: a code says nothing of tickets elsewhere', () => {
    const code = makeTicketCode(eventSecret, id, nodeCrypto);
    expect(ticketHash(code, other)).not.toBe(ticketHash(code, sampleMaking));
  });

  it('names the newest code first once a ticket was renewed', () => {
    const codes = [2, 1, 0].map((renewal) => makeTicketCode(eventSecret, id, nodeCrypto, renewal));
    expect(ticketHashes(id, sampleMaking, 2)).toEqual(
      codes.map((code) => ticketHash(code, sampleMaking)),
    );
    expect(new Set(codes).size).toBe(3);
  });
});

describe('what a door holds of a registration code', () => {
  it('is the same whatever the case, and never the hash of a ticket', () => {
    expect(registrationHash('ab-1', sampleMaking)).toBe(registrationHash('AB-1', sampleMaking));
    expect(registrationHash('AB-1', sampleMaking)).not.toBe(ticketHash('AB-1', sampleMaking));
    expect(registrationHash('AB-1', sampleMaking)).not.toBe(registrationHash('AB-1', other));
  });
});
