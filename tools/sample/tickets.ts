import { makeDelegateId, ticketHash } from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { makeSignedTicket } from '../../domain/tickets/signed-ticket.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { demoDelegates, type TicketHolder } from './delegates.ts';
import { demoEvent } from './event.ts';
import { demoKeys, strangerKeys, type TicketSigner } from './keys.ts';

const beforeTheEvent = ['2018-10-01'];
/** A delegate id that no registration code of the roster gives. */
const nobody = '00000000-0000-5000-8000-000000000000';
const anotherEvent = '0f2d8a54-7c3b-4e19-9a6d-2017c1003005';

/** A ticket of a delegate of the demo's roster. */
export interface DelegateTicket {
  /** The text of the QR code. */
  text: string;
  registrationCode: string;
  delegate: TicketHolder;
}

export interface SignedSample {
  text: string;
  /** The code on the ticket; nobody in the roster has the one of `signedNotInRoster`. */
  registrationCode: string;
}

export interface DemoTickets {
  /** Confirmed, all days, not VIP, with a name in Japanese writing. */
  valid: DelegateTicket;
  /** The same for names of other scripts: Arabic, Georgian, Devanagari, Thai, Vietnamese, Greek. */
  validOthers: readonly DelegateTicket[];
  /** The organiser's own code as text. */
  registrationCode: DelegateTicket;
  signed: DelegateTicket;
  signedNotInRoster: SignedSample;
  expired: SignedSample;
  otherEvent: SignedSample;
  /** Signed with a foreign key. */
  forged: SignedSample;
  /** A code of the right form that belongs to nobody. */
  unknown: { text: string };
  /** The code of `valid` with one letter changed. */
  damaged: { text: string };
  cancelled: DelegateTicket;
  pending: DelegateTicket;
  revoked: DelegateTicket;
  /** May come on 4 October only. */
  wrongDay: DelegateTicket;
}

/** The sample tickets of the demo event; the same people each time. */
export function demoTickets(): DemoTickets {
  const byCode = new Map(demoDelegates().map((one) => [one.registrationCode, one]));
  const find = (registrationCode: string): TicketHolder => {
    const delegate = byCode.get(registrationCode);
    if (delegate === undefined) throw new Error(`${registrationCode} is not in the demo's roster`);
    return delegate;
  };
  const opaque = (registrationCode: string): DelegateTicket => {
    const delegate = find(registrationCode);
    return holding(delegate, delegate.ticketCode);
  };
  const keys = demoKeys();
  const eventId = demoEvent().id;
  const valid = opaque('GSC18-00417');
  const withOwnCode = find('GSC18-00720');
  const withSigned = find('GSC18-00389');
  return {
    valid,
    validOthers: [
      opaque('GSC18-00231'),
      opaque('GSC18-00642'),
      opaque('GSC18-00358'),
      opaque('GSC18-00705'),
      opaque('GSC18-00193'),
      opaque('GSC18-00526'),
    ],
    registrationCode: holding(withOwnCode, withOwnCode.registrationCode),
    signed: holding(withSigned, signed(eventId, withSigned.registrationCode, null, keys).text),
    signedNotInRoster: signed(eventId, 'GSC18-01204', null, keys),
    expired: signed(eventId, 'GSC18-00609', beforeTheEvent, keys),
    otherEvent: signed(anotherEvent, 'GSC18-00045', null, keys),
    forged: signed(eventId, 'GSC18-00752', null, strangerKeys()),
    unknown: { text: makeTicketCode(keys.eventSecret, nobody, nodeCrypto) },
    damaged: { text: withOneLetterChanged(valid.text) },
    cancelled: opaque('GSC18-00284'),
    pending: opaque('GSC18-00815'),
    revoked: opaque('GSC18-00933'),
    wrongDay: opaque('GSC18-00469'),
  };
}

function holding(delegate: TicketHolder, text: string): DelegateTicket {
  return { text, registrationCode: delegate.registrationCode, delegate };
}

function signed(
  eventId: string,
  registrationCode: string,
  days: readonly string[] | null,
  signer: TicketSigner,
): SignedSample {
  const { eventSecret } = demoKeys();
  const making = { eventId, eventSecret, crypto: nodeCrypto };
  const code = makeTicketCode(eventSecret, makeDelegateId(registrationCode, making), nodeCrypto);
  const claims = { eventId, registrationCode, ticketHash: ticketHash(code, making), days };
  return { text: makeSignedTicket(claims, nodeCrypto, signer.sign), registrationCode };
}

function withOneLetterChanged(code: string): string {
  return code.slice(0, 9) + (code.charAt(9) === 'B' ? 'C' : 'B') + code.slice(10);
}
