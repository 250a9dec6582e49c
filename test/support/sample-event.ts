import { kioskLanguages } from '../../domain/base/language.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import { type Delegate, missingValues } from '../../domain/roster/delegate.ts';
import { type CodeMaking, ticketHash } from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { signerOf } from '../../tools/sample/keys.ts';
import sample from './sample-event.json' with { type: 'json' };

const ticketSigner = signerOf('ticket signer');

export const signTicket = ticketSigner.sign;

export const ticketKey = Buffer.from(ticketSigner.publicKey);

export const eventSecret: Uint8Array = Buffer.alloc(32, 9);

/** A small event of three days, for tests: one registration desk, one session, two delegations. */
export const sampleEvent: EventFile = eventFileSchema.parse({
  ...sample,
  ticketKeys: [ticketKey.toString('base64')],
});

/** The sample event in the six languages, with its secret; its names are in two of them. */
export const eventInSix = {
  file: { ...sampleEvent, languages: [...kioskLanguages] },
  secret: eventSecret,
};

export const sampleMaking: CodeMaking = {
  eventId: sampleEvent.id,
  eventSecret,
  ticketSecrets: [eventSecret],
  crypto: nodeCrypto,
};

export function ticketCodeOf({ id }: Pick<Delegate, 'id'>, renewal = 0): string {
  return makeTicketCode(eventSecret, id, nodeCrypto, renewal);
}

/** A confirmed delegate whose id and codes are derived from a number. */
export function numberedDelegate(number: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({
    id: `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
    registrationCode: `T18-${String(number).padStart(5, '0')}`,
    ...change,
  });
}

/** A confirmed delegate with the fields that a test needs changed. */
export function sampleDelegate(
  change: Partial<Delegate> & Pick<Delegate, 'id' | 'registrationCode'>,
): Delegate {
  return {
    ...missingValues,
    ticketHashes: [ticketHash(ticketCodeOf(change), sampleMaking)],
    title: 'Ms',
    printedName: 'Sample PERSON',
    givenName: 'Sample',
    familyName: 'Person',
    jobTitle: 'Officer',
    delegation: 'BEL',
    administration: 'Customs',
    letterOrder: 1,
    category: 'delegate',
    grammaticalGender: 'feminine',
    language: 'en',
    ...change,
  };
}

export function roster(count: number): Delegate[] {
  return Array.from({ length: count }, (_, i) => numberedDelegate(i + 1));
}
