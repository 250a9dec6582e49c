import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromBase64, fromHex } from '../../domain/base/bytes.ts';
import { quotedEnding } from '../../domain/kiosk.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import {
  bodyOf,
  commitment,
  genesisHash,
  hashBody,
  verifyChain,
} from '../../domain/ledger/chain.ts';
import { headText, isReceipt, isSignedHead } from '../../domain/ledger/signed-head.ts';
import { parseInvite } from '../../domain/sync/enrolment.ts';
import { streamedEventSchema, type WireEvent } from '../../domain/sync/events.ts';
import { pushRequestSchema } from '../../domain/sync/sync.ts';
import { parseSerial, readOpaqueCode } from '../../domain/tickets/opaque-code.ts';
import { readSignedTicket } from '../../domain/tickets/signed-ticket.ts';
import { createBadgeTokens } from '../../platform/crypto/badge-tokens.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { badgeSerial, badgeToken, invite, quotedFact } from '../../tools/formats/codes.ts';
import { day, note, personAt } from '../../tools/formats/content.ts';
import { sampleEvent, ticketKey } from '../support/sample-event.ts';
import { everySet } from './sets.ts';

const wireSchema = z.strictObject({
  pushed: z.array(z.string()).min(1),
  streamed: z.string(),
  hubKey: z.string(),
  stationKeys: z.strictObject({ publicKey: z.string(), privateKey: z.string() }),
});
const codesSchema = z.strictObject({
  codes: z.record(z.string(), z.string()),
  badge: z.strictObject({
    token: z.string(),
    proof: z.strictObject({ salt: z.string(), hash: z.string() }),
  }),
});

/** The fact of a link; expects that writing it again gives the same text, byte for byte. */
function factOf({ body, hash }: Pick<WireEvent, 'body' | 'hash'>): AttendanceEvent {
  const fact = attendanceEventSchema.parse({ ...z.looseObject({}).parse(JSON.parse(body)), hash });
  expect(bodyOf(fact)).toBe(body);
  return fact;
}

function expectCommitted({ body, hash, personal }: WireEvent): void {
  const salt = personal === null ? null : fromBase64(personal.salt);
  const made = salt === null ? null : commitment(salt, personal?.payload ?? '', nodeCrypto);
  expect(factOf({ body, hash }).commitment).toBe(made);
}

describe.each(everySet)('of set %s', (_name, set) => {
  const wire = wireSchema.parse(JSON.parse(set.text('wire')));

  test('facts pushed by a station are one chain that it signed', () => {
    const key = readPrivateKey(wire.stationKeys.privateKey);
    const facts: AttendanceEvent[] = [];
    for (const text of wire.pushed) {
      const { station, incarnation, previous, events } = pushRequestSchema.parse(JSON.parse(text));
      let before = facts.at(-1)?.hash ?? genesisHash;
      expect(previous).toBe(before);
      for (const event of events) {
        expect(hashBody(before, event.body, nodeCrypto)).toBe(event.hash);
        expectCommitted(event);
        facts.push(factOf(event));
        before = event.hash;
      }
      const last = events.at(-1);
      if (last === undefined) throw new Error('an empty push');
      const head = { station, incarnation, kseq: last.kseq, hash: last.hash };
      expect(last.signature).toBe(signText(key, headText(head)));
      const { publicKey } = wire.stationKeys;
      expect(isSignedHead(head, last.signature ?? '', publicKey, nodeCrypto)).toBe(true);
    }
    expect(verifyChain(facts, nodeCrypto)).toMatchObject({ whole: true, count: facts.length });
    expect(facts.map(({ type }) => type)).toContain('walk-in-registered');
  });

  test('facts streamed by the hub carry its receipt and what is personal', () => {
    const lines = wire.streamed.trimEnd().split('\n');
    const events = lines.map((line) => streamedEventSchema.parse(JSON.parse(line)));
    events.forEach(expectCommitted);
    expect(events.map(({ personal }) => personal?.payload)).toContain(
      JSON.stringify({ text: note }),
    );
    const received = events.filter(({ receipt }) => receipt !== null);
    expect(received.length).toBeGreaterThan(0);
    for (const { station, incarnation, kseq, hash, receipt } of received) {
      const head = { station, incarnation, kseq, hash };
      const receiptOf = receipt ?? { received: 0, signature: '' };
      expect(isReceipt(head, receiptOf, [wire.hubKey], nodeCrypto)).toBe(true);
    }
  });

  test('every code on paper and on a screen is read', () => {
    const { codes, badge } = codesSchema.parse(JSON.parse(set.text('codes')));
    const code = (name: string): string => codes[name] ?? '';
    for (const name of ['ticket', 'ticket, renewed'])
      expect(readOpaqueCode(code(name))).toEqual({ kind: 'ticket', code: code(name) });
    const event = { id: sampleEvent.id, ticketKeys: [ticketKey] };
    expect(readSignedTicket(code('ticket, signed'), event, nodeCrypto)).toMatchObject({
      kind: 'genuine',
      registrationCode: personAt(1).registrationCode,
      mark: code('hash of a ticket').slice(0, 4),
      days: { lastDay: day },
    });
    expect(readOpaqueCode(code('badge'))).toMatchObject({ kind: 'badge', serial: badgeSerial });
    expect(readOpaqueCode(code('badge'))).toHaveProperty('token', Uint8Array.from(badgeToken));
    expect(parseSerial(code('serial of a badge'))).toEqual(badgeSerial);
    expect(quotedEnding(code('help code'))).toBe(quotedFact.slice(-4));
    expect(parseInvite(code('invite'))).toEqual(invite);
    const tokens = createBadgeTokens(0);
    expect(tokens.matches(fromHex(badge.token), badge.proof)).toBe(true);
    expect(tokens.matches(badgeToken, badge.proof)).toBe(false);
  });
});
