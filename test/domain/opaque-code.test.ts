import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letters, withCheckLetters } from '../../domain/base/letters.ts';
import {
  formatSerial,
  makeBadgeCode,
  makeTicketCode,
  parseBadgeCode,
  parseSerial,
  readOpaqueCode,
} from '../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

const secret = new TextEncoder().encode('an event secret of tests');
const id = 'c0a8f1de-5d9c-5a53-9c5b-1a2b3c4d5e6f';
const token = Uint8Array.of(1, 2, 3, 254, 255, 0);
const serial = fc.record({
  station: fc
    .uint8Array({ minLength: 4, maxLength: 4 })
    .map((b) => Buffer.from(b).toString('hex').toUpperCase()),
  count: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('ticket code', () => {
  it.each([0, 1, 20])(
    'is LT, the first 96 bits of the HMAC and two check letters (%i)',
    (renewal) => {
      const code = makeTicketCode(secret, id, nodeCrypto, renewal);
      const text = `ticket:${id}:${renewal}`;
      const mac = createHmac('sha256', secret).update(text).digest('hex').slice(0, 24);
      const expected = Array.from(mac, (digit) => letters.charAt(Number.parseInt(digit, 16))).join(
        '',
      );
      expect(code).toHaveLength(28);
      expect(code.slice(0, 26)).toBe(`LT${expected}`);
      expect(readOpaqueCode(code)).toEqual({ kind: 'ticket', code });
    },
  );

  it('does not depend on the case of the id, and is read whatever Caps Lock does', () => {
    const code = makeTicketCode(secret, id.toUpperCase(), nodeCrypto);
    expect(code).toBe(makeTicketCode(secret, id, nodeCrypto));
    expect(readOpaqueCode(code.toLowerCase())).toEqual({
      kind: 'ticket',
      code,
    });
  });

  it('never repeats among 100,000 delegates', () => {
    const codes = new Set<string>();
    for (let i = 0; i < 100_000; i += 1) codes.add(makeTicketCode(secret, String(i), nodeCrypto));
    expect(codes.size).toBe(100_000);
  });
});

describe('badge code', () => {
  it('carries station, count and token', () => {
    fc.assert(
      fc.property(serial, fc.uint8Array({ minLength: 6, maxLength: 6 }), (s, bytes) => {
        const code = makeBadgeCode(s, bytes);
        expect(code).toMatch(/^LB[BCDFGHJKLNPRSTVX]{30}$/);
        expect(parseBadgeCode(code)).toEqual({ serial: s, token: bytes });
      }),
    );
  });

  it.each(['', 'A7F30C1', 'a7f30c12', 'A7F30C1G'])('refuses the station number %j', (station) => {
    expect(() => makeBadgeCode({ station, count: 1 }, token)).toThrow(RangeError);
  });

  it.each([-1, 0.5, 2 ** 32])('refuses the count %d', (count) => {
    expect(() => makeBadgeCode({ station: 'A7F30C12', count }, token)).toThrow(RangeError);
  });

  it.each([0, 5, 7])('refuses a token of %d bytes', (length) => {
    const serialOf = { station: 'A7F30C12', count: 1 };
    expect(() => makeBadgeCode(serialOf, new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('a badge code alone', () => {
  const code = makeBadgeCode({ station: 'A7F30C12', count: 123 }, token);

  it('is read with white space around it and without capitals', () => {
    expect(parseBadgeCode(` ${code.toLowerCase()}\r\n`)).toEqual({
      serial: { station: 'A7F30C12', count: 123 },
      token,
    });
  });

  it.each([
    ['another prefix', withCheckLetters(`LT${code.slice(2, -2)}`)],
    ['too short', withCheckLetters(code.slice(0, -4))],
    ['too long', withCheckLetters(`${code}BB`)],
    ['wrong check letters', `${code.slice(0, -2)}${code.slice(-1)}${code.slice(-2, -1)}`],
    ['a ticket', makeTicketCode(secret, id, nodeCrypto)],
    ['nothing', ''],
  ])('is null for %s', (_, text) => {
    expect(parseBadgeCode(text)).toBeNull();
  });
});

describe('reading', () => {
  const ticket = makeTicketCode(secret, id, nodeCrypto);
  const badge = makeBadgeCode({ station: 'A7F30C12', count: 123 }, token);

  it.each([
    ['a wrong letter', ticket.replace(/.$/, ticket.endsWith('B') ? 'C' : 'B')],
    ['a letter that we never use', `${ticket.slice(0, 5)}A${ticket.slice(6)}`],
    ['a letter lost', ticket.slice(0, -1)],
    ['letters doubled', `${ticket}BBBB`],
    ['a badge with a letter lost', badge.slice(0, 10) + badge.slice(11)],
  ])('calls it damaged: %s', (_, text) => {
    expect(readOpaqueCode(text)).toEqual({ kind: 'damaged' });
  });

  it.each([
    '',
    'LT',
    'LT-0042',
    'LT00000000000000042X',
    'LTU',
    'LBN12345',
    'GSC18-00417',
    `${ticket}BBBBB`,
    `X${ticket}`,
  ])('leaves %j to others', (text) => {
    expect(readOpaqueCode(text)).toEqual({ kind: 'not-ours' });
  });
});

describe('serial text', () => {
  it('is read back as written', () => {
    expect(formatSerial({ station: 'A7F30C12', count: 123 })).toBe('A7F30C12-000123');
    fc.assert(
      fc.property(serial, (s) => {
        expect(parseSerial(formatSerial(s).toLowerCase())).toEqual(s);
      }),
    );
  });

  it.each([
    '',
    'A7F30C12',
    'A7F30C12-123',
    'A7F30C12-0000123',
    'A7F30C12-4294967296',
    'A7F30C1X-000123',
  ])('refuses %j', (text) => {
    expect(parseSerial(text)).toBeNull();
  });
});
