import { signedText } from '../../domain/base/protocol.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import { eventVersionId, eventVersionText } from '../../domain/event/event-version.ts';
import { quotableCode } from '../../domain/kiosk.ts';
import { headText, receiptText } from '../../domain/ledger/signed-head.ts';
import { certificateText as purgeCertificateText } from '../../domain/privacy/certificate.ts';
import { type PurgeOrder, purgeOrderText } from '../../domain/privacy/order.ts';
import { purgeConfirmationText } from '../../domain/privacy/outcome.ts';
import { openedText } from '../../domain/station/event-package.ts';
import { certificateText } from '../../domain/station/station-certificate.ts';
import { enrolProofText, formatInvite } from '../../domain/sync/enrolment.ts';
import { stickSignedText } from '../../domain/sync/stick.ts';
import { stopListText } from '../../domain/sync/stop-list.ts';
import { updateText } from '../../domain/sync/update.ts';
import { makeDelegateId, registrationHash, ticketHash } from '../../domain/tickets/issued-codes.ts';
import { formatSerial, makeBadgeCode } from '../../domain/tickets/opaque-code.ts';
import { makeSignedTicket } from '../../domain/tickets/signed-ticket.ts';
import { ticketProof } from '../../domain/tickets/ticket-proof.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  sampleEvent,
  sampleMaking,
  signTicket,
  ticketCodeOf,
} from '../../test/support/sample-event.ts';
import { day, personAt } from './content.ts';

const { eventId } = sampleMaking;
const station = '0192d3a0-0000-7000-8000-00000000a001';
const hub = '0192d3a0-0000-7000-8000-00000000a002';
const order = '0192d3a0-0000-7000-8000-00000000a003';
const hash = 'ab'.repeat(32);
const publicKey = Buffer.alloc(32, 7).toString('base64');
const made = Date.parse('2018-10-02T07:00:00Z');

export const badgeSerial = { station: 'A7F30C12', count: 123 };
export const badgeToken: Uint8Array = Buffer.from('0123456789ab', 'hex');
/** The fact whose code a kiosk asks a delegate to quote. */
export const quotedFact = '0192d3a0-0000-7000-8000-00000000c0de';
export const invite = { url: 'https://192.0.2.7:7443', code: 'ABCDEFGH', fingerprint: hash };

/** Every code that is printed, shown or typed, for one person, badge and station. */
export function codesNow(): Record<string, string> {
  const person = personAt(1);
  const ticket = ticketCodeOf(person);
  const at = { eventId, station, delegateId: person.id, localDay: day };
  const claims = {
    eventId,
    registrationCode: person.registrationCode,
    days: [day],
    ticketHash: ticketHash(ticket, sampleMaking),
  };
  return {
    delegateId: makeDelegateId(person.registrationCode, sampleMaking),
    ticket,
    'ticket, renewed': ticketCodeOf(person, 1),
    'ticket, signed': makeSignedTicket(claims, nodeCrypto, signTicket),
    'hash of a ticket': ticketHash(ticket, sampleMaking),
    'hash of a registration code': registrationHash(person.registrationCode, sampleMaking),
    badge: makeBadgeCode(badgeSerial, badgeToken),
    'serial of a badge': formatSerial(badgeSerial),
    'hash of an event': eventFileHash(sampleEvent, nodeCrypto),
    'help code': quotableCode(quotedFact),
    'proof of a read ticket': ticketProof(ticket, at, nodeCrypto),
    invite: formatInvite(invite),
  };
}

/** Every kind of text that is signed, each with a value in all of its fields. */
export function signedTextsNow(): Record<string, string> {
  const head = { station, incarnation: 1, kseq: 5, hash };
  const by = { kind: 'administrator', id: 'Anna', name: 'Anna' } as const;
  const purge: PurgeOrder = {
    id: order,
    event: eventId,
    ordered: made,
    formatVersion: 1,
    cause: 'command',
    issuer: { kind: 'hub', id: hub },
    rule: { set: 'organisation', name: 'Archives', days: 30 },
    requestedBy: by,
    approvedBy: { ...by, id: 'Bob', name: 'Bob' },
  };
  const outcome = {
    done: made,
    counts: [{ part: 'delegates', count: 6 }],
    left: [{ path: '/media/stick/list.csv', why: 'not-there' as const }],
    declared: [{ path: '/media/stick/old.csv', reason: 'Shredded', by, at: made }],
  };
  const confirmed = { order: purge, signature: Buffer.alloc(64, 5).toString('base64') };
  return {
    head: headText(head),
    receipt: receiptText(head, made),
    station: certificateText(eventId, { station, mode: 'door', publicKey, joined: made }),
    event: eventVersionText(
      eventId,
      eventVersionId({ event: eventId, version: 2, hash, replaces: [hash] }, nodeCrypto),
    ),
    enrolment: enrolProofText(invite.code, station),
    request: signedText('POST', '/v1/push?x=1', hash),
    stick: stickSignedText(hash),
    'part of a package': openedText(order, 2, made),
    'stop list': stopListText({
      formatVersion: 1,
      event: eventId,
      hub,
      issued: made,
      removed: [order],
      entries: [{ kind: 'badge', value: formatSerial(badgeSerial), id: station }],
    }),
    update: updateText({
      formatVersion: 1,
      version: '1.2.0',
      platform: 'linux-x64',
      size: 9,
      sha256: hash,
      minimumVersion: '1.0.0',
      signedAt: made,
    }),
    'purge order': purgeOrderText(purge),
    'purge confirmation': purgeConfirmationText({
      formatVersion: 1,
      station,
      signedOrder: confirmed,
      outcome,
    }),
    'purge certificate': purgeCertificateText({
      formatVersion: 1,
      order: purge,
      issued: made,
      complete: false,
      event: { id: eventId, name: 'Conférence d’essai' },
      issuer: { name: 'Hub', publicKey, outcome },
      stations: [
        {
          station,
          name: 'Door 1',
          mode: 'door',
          state: 'enrolled',
          lastSeen: made,
          outcome: null,
        },
      ],
    }),
  };
}
