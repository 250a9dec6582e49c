import { createHash } from 'node:crypto';
import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../domain/base/base45.ts';
import {
  isTicketDay,
  makeSignedTicket,
  readSignedTicket,
  shortRegistrationCode,
  signedTicketBody,
} from '../../domain/tickets/signed-ticket.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { signerOf } from '../../tools/sample/keys.ts';

const eventId = '0f0e0d0c-0b0a-4908-8706-050403020100';
const otherEventId = '11111111-2222-4333-8444-555555555555';
const key = signerOf('the event');
const olderKey = signerOf('the event, before the keys changed');
const strangerKey = signerOf('a stranger');
const event = { id: eventId, ticketKeys: [olderKey.publicKey, key.publicKey] };
const hash = createHash('sha256').update('a code in letters').digest('hex');
const claims = {
  eventId,
  registrationCode: 'GSC18-00417',
  ticketHash: hash,
  days: ['2018-10-02', '2018-10-04'],
};
const ticket = makeSignedTicket(claims, nodeCrypto, key.sign);
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
const read = (text: string) => readSignedTicket(text, event, nodeCrypto);

describe('a signed ticket', () => {
  it('fits a QR code of 37 modules, for registration codes of up to 11 characters', () => {
    expect(ticket).toMatch(/^LS:GSC18-00417:[0-9A-Z $%*+\-./:]{107}$/);
    expect(QRCode.create(ticket, { errorCorrectionLevel: 'M' }).version).toBe(5);
    expect('GSC18-00417').toHaveLength(shortRegistrationCode);
  });

  it('is laid out as documented', () => {
    const body = decodeBase45(ticket.slice(-signedTicketBody));
    if (body === null) throw new Error('the ticket has no body');
    const id = Buffer.from(eventId.replaceAll('-', ''), 'hex');
    const days = Buffer.alloc(3);
    days.writeUInt16BE(Date.UTC(2018, 9, 4) / 86_400_000);
    // Tuesday and Thursday.
    days.writeUInt8(0b10100, 2);
    const said = Buffer.concat([Buffer.from(hash, 'hex').subarray(0, 2), days]);
    expect(Buffer.from(body.subarray(0, 2))).toEqual(sha256(id).subarray(0, 2));
    expect(Buffer.from(body.subarray(2, 7))).toEqual(said);
    const message = Buffer.concat([
      Buffer.from('Lanyard signed ticket 2\0'),
      id,
      said,
      Buffer.from('GSC18-00417'),
    ]);
    expect(Buffer.from(body.subarray(7))).toEqual(Buffer.from(key.sign(message)));
  });

  it('is genuine under any of the event’s keys', () => {
    const answer = {
      kind: 'genuine',
      registrationCode: 'GSC18-00417',
      mark: hash.slice(0, 4),
      days: { lastDay: '2018-10-04', weekdays: 0b10100 },
    };
    expect(read(ticket)).toEqual(answer);
    expect(read(makeSignedTicket(claims, nodeCrypto, olderKey.sign))).toEqual(answer);
  });

  it('is read whatever Caps Lock does, and keeps the case of the code where it can', () => {
    expect(read(ticket.toLowerCase()).kind).toBe('genuine');
    const mixed = makeSignedTicket(
      { ...claims, registrationCode: 'Gsc:é-1' },
      nodeCrypto,
      key.sign,
    );
    expect(read(mixed)).toMatchObject({ kind: 'genuine', registrationCode: 'Gsc:é-1' });
  });

  it('survives trimming: it never begins or ends with white space', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (signature) => {
        const text = makeSignedTicket(claims, nodeCrypto, () => signature);
        expect(text.trim()).toBe(text);
      }),
    );
  });

  it('names its days: the last one, and the weekdays until then', () => {
    const daysOf = (days: string[] | null) => {
      const reading = read(makeSignedTicket({ ...claims, days }, nodeCrypto, key.sign));
      if (reading.kind !== 'genuine') throw new Error(reading.kind);
      return [
        '2018-09-29',
        '2018-10-01',
        '2018-10-02',
        '2018-10-03',
        '2018-10-04',
        '2018-10-05',
      ].filter((day) => isTicketDay(reading.days, day));
    };
    expect(daysOf(claims.days)).toEqual(['2018-10-02', '2018-10-04']);
    expect(daysOf(['2018-10-05'])).toEqual(['2018-10-05']);
    expect(daysOf(null)).toHaveLength(6);
    expect(daysOf([])).toEqual([]);
    expect(() => daysOf(['2149-06-06'])).toThrow(RangeError);
  });

  it.each(['', ' A', 'A ', 'x'.repeat(65)])('is not made for the code %j', (registrationCode) => {
    expect(() => makeSignedTicket({ ...claims, registrationCode }, nodeCrypto, key.sign)).toThrow(
      RangeError,
    );
  });
});

describe('reading a signed ticket', () => {
  it('calls a stranger’s signature forged', () => {
    expect(read(makeSignedTicket(claims, nodeCrypto, strangerKey.sign))).toEqual({
      kind: 'forged',
    });
  });

  it('calls a ticket of another event so, though its signature cannot be checked', () => {
    const text = makeSignedTicket(
      { ...claims, eventId: otherEventId },
      nodeCrypto,
      strangerKey.sign,
    );
    expect(read(text)).toEqual({ kind: 'other-event' });
  });

  it('never accepts a changed byte, and calls it forged unless it makes another event’s', () => {
    const body = decodeBase45(ticket.slice(-signedTicketBody));
    if (body === null) throw new Error('the ticket has no body');
    for (let i = 0; i < body.length; i += 1) {
      for (const change of [1, 128, 255]) {
        const changed = body.slice();
        changed[i] = (changed[i] ?? 0) ^ change;
        const kind = read(ticket.slice(0, -signedTicketBody) + encodeBase45(changed)).kind;
        expect(kind).toBe(i < 2 ? 'other-event' : 'forged');
      }
    }
  });

  it('never accepts a changed, lost or additional character', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:é');
    const position = fc.integer({ min: 0, max: ticket.length - 1 });
    fc.assert(
      fc.property(
        position,
        fc.integer({ min: 0, max: 1 }),
        fc.option(character),
        (at, lost, added) => {
          const text = ticket.slice(0, at) + (added ?? '') + ticket.slice(at + lost);
          fc.pre(text !== ticket);
          expect(read(text).kind).not.toBe('genuine');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('calls it damaged, not forged, where a scanner lost a character of the body', () => {
    for (let i = ticket.length - signedTicketBody; i < ticket.length; i += 1) {
      expect(read(ticket.slice(0, i) + ticket.slice(i + 1))).toEqual({ kind: 'damaged' });
    }
  });

  it.each(['LS:', 'LS:X', `LS:${ticket.slice(-signedTicketBody)}`, `${ticket}_`])(
    'calls %j damaged',
    (text) => {
      expect(read(text)).toEqual({ kind: 'damaged' });
    },
  );

  it.each(['', 'LS', 'GSC18-00417', ` ${ticket}`])('leaves %j to others', (text) => {
    expect(read(text)).toEqual({ kind: 'not-ours' });
  });
});
