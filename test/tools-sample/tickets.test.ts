import { expect, test } from 'vitest';
import { parseScan, type ScanContext } from '../../domain/check-in/scan.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';

const tickets = demoTickets();
const context: ScanContext = {
  event: demoEvent(),
  crypto: nodeCrypto,
  now: Date.parse('2018-10-02T09:00:00+02:00'),
};
const kindOf = (text: string): string => parseScan([text], context).kind;

test('the valid tickets are of confirmed delegates with all days who are no VIPs', () => {
  for (const { text, delegate } of [tickets.valid, ...tickets.validOthers]) {
    expect(parseScan([text], context)).toEqual({ kind: 'ticket', code: delegate.ticketCode });
    const { status, days, vip, flagged } = delegate;
    expect({ status, days, vip, flagged }).toEqual({
      status: 'confirmed',
      days: null,
      vip: false,
      flagged: false,
    });
  }
  expect(tickets.valid.delegate.nativeName).toBe('森野 和葉');
});

test('the holders of the other tickets are what they are said to be', () => {
  expect(tickets.cancelled.delegate.status).toBe('cancelled');
  expect(tickets.pending.delegate.status).toBe('pending');
  expect(tickets.revoked.delegate.status).toBe('revoked');
  expect(tickets.wrongDay.delegate).toMatchObject({ status: 'confirmed', days: ['2018-10-04'] });
  const codes = demoDelegates().map(({ registrationCode }) => registrationCode);
  expect(codes).not.toContain(tickets.signedNotInRoster.registrationCode);
  for (const one of ['cancelled', 'pending', 'revoked', 'wrongDay'] as const) {
    expect(kindOf(tickets[one].text)).toBe('ticket');
  }
});

test('signed tickets are read as signed, expired, of another event and forged', () => {
  expect(parseScan([tickets.signed.text], context)).toMatchObject({
    kind: 'signed',
    registrationCode: tickets.signed.delegate.registrationCode,
  });
  expect(kindOf(tickets.signedNotInRoster.text)).toBe('signed');
  expect(kindOf(tickets.expired.text)).toBe('expired');
  expect(kindOf(tickets.otherEvent.text)).toBe('other-event');
  expect(kindOf(tickets.forged.text)).toBe('forged');
  // At most the capacity of a QR code of 37 modules, which a webcam reads at arm's length.
  for (const one of ['signed', 'signedNotInRoster', 'expired', 'otherEvent', 'forged'] as const) {
    expect(tickets[one].text.length).toBeLessThanOrEqual(122);
  }
});

test('signed tickets still hold on the evening of the last day', () => {
  const evening = { ...context, now: Date.parse('2018-10-04T23:00:00+02:00') };
  expect(parseScan([tickets.signed.text], evening).kind).toBe('signed');
});

test('the organiser’s code and the damaged ticket', () => {
  expect(kindOf(tickets.registrationCode.text)).toBe('registration-code');
  expect(parseScan([tickets.damaged.text], context)).toEqual({
    kind: 'unreadable',
    reason: 'check-letters',
  });
});

test('the same texts every time: the demo and printed pages rely on them', () => {
  expect(demoTickets()).toEqual(tickets);
});
