import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { version } from 'uuid';
import { expect, it } from 'vitest';
import { makeDelegateId } from '../../domain/tickets/issued-codes.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

const eventSecret = new TextEncoder().encode('an event secret of tests');
const idOf = (eventId: string, code: string, secret = eventSecret) =>
  makeDelegateId(code, { eventId, eventSecret: secret, crypto: nodeCrypto });

it('is a UUID version 8 of 122 bits of the HMAC over event and code', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string({ minLength: 1, unit: 'binary' }), (eventId, code) => {
      const id = idOf(eventId, code);
      expect(version(id)).toBe(8);
      const mac = createHmac('sha256', eventSecret)
        .update('delegate:')
        .update(Buffer.from(eventId.replaceAll('-', ''), 'hex'))
        .update(codeKey(code))
        .digest('hex');
      const hex = id.replaceAll('-', '');
      expect([...hex].filter((digit, at) => at !== 12 && at !== 16 && digit !== mac[at])).toEqual(
        [],
      );
    }),
  );
});

it('is another one under another secret and in another event', () => {
  const [event, other] = [
    '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a01',
    '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a02',
  ];
  const ids = [idOf(event, 'A1'), idOf(other, 'A1'), idOf(event, 'A1', new Uint8Array(32))];
  expect(new Set(ids).size).toBe(3);
});
