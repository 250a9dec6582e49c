import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScan } from '../../domain/check-in/scan.ts';
import { makeBadgeCode, makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { makeSignedTicket } from '../../domain/tickets/signed-ticket.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { signerOf } from '../../tools/sample/keys.ts';

const secret = new TextEncoder().encode('an event secret of tests');
const key = signerOf('the event');
const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
const event = {
  id,
  ticketKeys: [Buffer.from(key.publicKey).toString('base64')],
  registrationCodePattern: 'GSC18-\\d{5}' as string | null,
  ticketHosts: [] as string[],
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
};
const now = Date.UTC(2018, 9, 2, 7);
const registrationCode = 'GSC18-00417';
const delegateId = '00000000-0000-8000-8000-000000000001';
const ticketCode = makeTicketCode(secret, delegateId, nodeCrypto);
const token = Uint8Array.of(1, 2, 3, 4, 5, 6);
const badgeCode = makeBadgeCode({ station: 'A7F30C12', count: 123 }, token);
const claims = {
  eventId: id,
  registrationCode,
  ticketHash: 'ab'.repeat(32),
  days: ['2018-10-04', '2018-10-02'],
};
const signed = makeSignedTicket(claims, nodeCrypto, key.sign);
const forged = makeSignedTicket(claims, nodeCrypto, signerOf('a stranger').sign);
const otherEvent = makeSignedTicket(
  { ...claims, eventId: '11111111-2222-4333-8444-555555555555' },
  nodeCrypto,
  key.sign,
);
// Tuesday and Thursday.
const genuine = { registrationCode, mark: 'abab', days: { lastDay: '2018-10-04', weekdays: 20 } };

const context = { event, crypto: nodeCrypto, now };
const parse = (...readings: string[]) => parseScan(readings, context);
const badge = { kind: 'badge', code: badgeCode, station: 'A7F30C12', serial: 123, token };

/** What a Belgian keyboard layout makes of a US-layout scanner's digits and signs. */
const onBelgianKeys = (text: string) =>
  text.replace(/[0-9-]/g, (sign) => 'à&é"\'(§è!ç)'.charAt('0123456789-'.indexOf(sign)));

describe('a scan', () => {
  it.each([
    ['ticket code', ticketCode, { kind: 'ticket', code: ticketCode }],
    ['badge code', badgeCode, badge],
    ['registration code', registrationCode, { kind: 'registration-code', code: registrationCode }],
    ['signed ticket', signed, { kind: 'signed', ...genuine }],
    ['forged', forged, { kind: 'forged' }],
    ['other event', otherEvent, { kind: 'other-event', host: null }],
    ['other text', 'https://example.org/', { kind: 'other-text', texts: ['https://example.org/'] }],
    [
      'wrong check letters',
      `${ticketCode.slice(0, 27)}A`,
      { kind: 'unreadable', reason: 'check-letters' },
    ],
    ['half a signed ticket', signed.slice(0, 60), { kind: 'unreadable', reason: 'malformed' }],
    ['nothing', ' \r\n', { kind: 'unreadable', reason: 'empty' }],
    ['too much', 'X'.repeat(3001), { kind: 'unreadable', reason: 'too-long' }],
    ['64 kB', `${ticketCode}${'X'.repeat(65_516)}`, { kind: 'unreadable', reason: 'too-long' }],
  ])('%s', (_, text, answer) => {
    expect(parse(text)).toEqual(answer);
    expect(parse(`\uFEFF\t ${text}\r\n`)).toEqual(answer);
  });

  it('reads 4 MB of what could be padding: by the square of its length, that would take hours', () => {
    expect(parse(`X${' '.repeat(4e6)}X`).kind).toBe('unreadable');
    expect(parse(`${' '.repeat(2e6)}${ticketCode}${'\t'.repeat(2e6)}`).kind).toBe('ticket');
  });

  it('matches codes of up to 64 characters with the pattern', () => {
    const any = { ...context, event: { ...event, registrationCodePattern: 'X+' } };
    expect(parseScan(['X'.repeat(64)], any).kind).toBe('registration-code');
    expect(parseScan(['X'.repeat(65)], any).kind).toBe('other-text');
  });

  it('takes the largest QR code as a text', () => {
    expect(parse('X'.repeat(3000)).kind).toBe('other-text');
    expect(parse('X'.repeat(2953)).kind).toBe('other-text');
  });

  it('reads through Caps Lock and a symbology identifier', () => {
    for (const text of [ticketCode, badgeCode, registrationCode, signed]) {
      expect(parse(`]Q1${text.toLowerCase()}`)).toEqual(parse(text));
    }
  });

  it('calls a signed ticket expired when the event’s day after its last one begins', () => {
    const at = (time: number, ticket = signed) => parseScan([ticket], { ...context, now: time });
    const boundary = Date.parse('2018-10-05T04:00:00+02:00');
    expect(at(boundary - 1).kind).toBe('signed');
    expect(at(boundary)).toEqual({ kind: 'expired', registrationCode, lastDay: '2018-10-04' });
    // As long as the event, even if that is prolonged.
    const always = makeSignedTicket({ ...claims, days: null }, nodeCrypto, key.sign);
    expect(at(boundary, always)).toMatchObject({ kind: 'signed', days: { lastDay: null } });
    const never = makeSignedTicket({ ...claims, days: [] }, nodeCrypto, key.sign);
    expect(at(now, never).kind).toBe('expired');
  });
});

describe('two readings', () => {
  it.each([ticketCode, badgeCode, registrationCode, signed])('%s wins, whichever it is', (text) => {
    const garbled = onBelgianKeys(text).toLowerCase();
    expect(parse(text, garbled)).toEqual(parse(text));
    expect(parse(garbled, text)).toEqual(parse(text));
  });

  it('what proves itself wins against what is merely damaged, forged or too long', () => {
    for (const worse of [forged, otherEvent, `${ticketCode.slice(0, 27)}A`, 'X'.repeat(3001), '']) {
      expect(parse(worse, ticketCode)).toEqual({ kind: 'ticket', code: ticketCode });
    }
    expect(parse(`${ticketCode.slice(0, 27)}A`, registrationCode).kind).toBe('registration-code');
    expect(parse(`${ticketCode.slice(0, 27)}A`, 'x').kind).toBe('unreadable');
  });

  it('both go to the lookup if neither is ours, or both fit the pattern', () => {
    expect(parse('azq', 'qwa')).toEqual({ kind: 'other-text', texts: ['azq', 'qwa'] });
    expect(parse('x', 'x')).toEqual({ kind: 'other-text', texts: ['x'] });
    const letters = { ...event, registrationCodePattern: '[A-Z]{3}' };
    expect(parseScan(['AZQ', 'QWA'], { ...context, event: letters })).toEqual({
      kind: 'other-text',
      texts: ['AZQ', 'QWA'],
    });
  });
});

it('never throws and never admits by chance, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 2 }),
      (readings) => {
        expect(['other-text', 'unreadable']).toContain(parseScan(readings, context).kind);
      },
    ),
    { numRuns: 500 },
  );
});
