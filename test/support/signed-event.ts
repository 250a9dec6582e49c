import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { saveTicketKey } from '../../db/event/events.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { type Delegate, missingValues } from '../../domain/roster/delegate.ts';
import { issueTicket, makeDelegateId, ticketHashes } from '../../domain/tickets/issued-codes.ts';
import type { SmtpSettings } from '../../domain/tickets/ticket-mail.ts';
import { openSecretBox } from '../../main/base/secret-box.ts';
import { createMailing } from '../../main/tickets/mailing.ts';
import { makeSigningKeys, readPrivateKey, signBytes } from '../../platform/crypto/ed25519.ts';
import type { DeskContext } from './desk-context.ts';
import { readsOf } from './long-reads.ts';
import { startMailServer } from './mail-server.ts';
import { noKeychain } from './no-keychain.ts';
import { type Station, stationOf } from './package-stations.ts';
import { eventSecret, sampleEvent, sampleMaking } from './sample-event.ts';

export const keys = makeSigningKeys();
/** Signs with the key of the event's tickets. */
export const sign = (message: Uint8Array) => signBytes(readPrivateKey(keys.privateKey), message);
export const issuerId = '0192d3a0-0000-7000-8000-0000000000aa';
/** The sample event with signed tickets. */
export const event: EventFile = {
  ...sampleEvent,
  ticketKeys: [keys.publicKey],
  ticketIssuer: issuerId,
};
/** Id and hashes of a delegate, as every desk derives them from the registration code. */
export function personOf(number: number, renewal = 0, making = sampleMaking): Partial<Delegate> {
  const id = makeDelegateId(`T18-0000${number}`, making);
  return { id, ticketHashes: ticketHashes(id, making, renewal) };
}

/** The default content of a ticket. */
export const claimsOf = (number: number, hash = personOf(number).ticketHashes?.[0] ?? '') => ({
  eventId: event.id,
  registrationCode: `T18-0000${number}`,
  ticketHash: hash,
  days: null,
});
/** A delegate that is in no store. */
export const holder = (number: number, change: Partial<Delegate> = {}): Delegate => ({
  ...missingValues,
  registrationCode: `T18-0000${number}`,
  printedName: 'Anna',
  letterOrder: 0,
  delegation: 'BEL',
  category: 'delegate',
  grammaticalGender: null,
  language: null,
  id: '',
  ticketHashes: [],
  ...personOf(number),
  ...change,
});

/** A person's signed ticket after so many renewals, by the event's newest secret. */
export const ticketOf = (number: number, renewal = 0, making = sampleMaking): string =>
  issueTicket(
    holder(number, { ticketHashes: ticketHashes(holder(number).id, making, renewal) }),
    making,
    sign,
  ).code;

/** Mails tickets from this desk to a server on this machine; `lines` collects what it logs. */
export function mailingOf(desk: DeskContext, port: number, lines: object[] = []) {
  const log = (about: object, words: string) => void lines.push({ ...about, words });
  const mailing = createMailing({
    context: desk.context,
    reads: readsOf(desk.context, ''),
    secrets: openSecretBox(desk.context.db, noKeychain),
    log: { info: log, error: log },
    language: () => 'en',
    onChange: () => {},
  });
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port,
    security: 'plain',
    user: '',
    replyTo: null,
    perMinute: 600,
    fromName: 'Secretariat',
    fromAddress: 'events@example.org',
  };
  mailing.saveSettings({ settings, password: null });
  return mailing;
}

/** Mails the issuer's only ticket and returns the e-mail and the log. */
export async function sent(issuer: DeskContext) {
  const server = await startMailServer(() => 'none');
  const lines: object[] = [];
  const mailing = mailingOf(issuer, server.port, lines);
  try {
    expect(mailing.start({ kind: 'roster' })).toBe(1);
    await expect.poll(() => mailing.view().counts.sent, { timeout: 20_000 }).toBe(1);
    const mail = await PostalMime.parse(server.taken[0]?.text ?? '');
    return { mail, log: JSON.stringify(lines) };
  } finally {
    await mailing.outbox.stop();
    await server.close();
  }
}

/** The station that created the event and therefore has the ticket key. */
export function issuingStation(): Station {
  const made = stationOf({ event: { file: event, secret: eventSecret } });
  saveTicketKey(made.context.db, event.id, keys.privateKey);
  return made;
}

export const add = (desk: DeskContext, number: number, change: Partial<Delegate> = {}) =>
  desk.addDelegate(number, { ...personOf(number), email: 'anna@example.org', ...change });
