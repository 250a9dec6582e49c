import { nodeCrypto } from '../../crypto/node-crypto.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { type EventFile, makeCheckpoint } from '../../domain/event-file.ts';
import { type CodeMaking, ticketHash } from '../../domain/issued-codes.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import { signerOf } from '../../tools/sample/keys.ts';

const ticketSigner = signerOf('ticket signer');

export const signTicket = ticketSigner.sign;

/** Raw public key of the tests' ticket signer. */
export const ticketKey = Buffer.from(ticketSigner.publicKey);

export const eventSecret: Uint8Array = Buffer.alloc(32, 9);

/** A small event of three days, for tests: one registration desk, one session, two delegations. */
export const sampleEvent: EventFile = {
  formatVersion: 1,
  id: '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a01',
  name: { en: 'Test conference', fr: 'Conférence d’essai' },
  place: { en: 'Brussels', fr: 'Bruxelles' },
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  days: ['2018-10-02', '2018-10-03', '2018-10-04'],
  checkpoints: [
    makeCheckpoint({
      id: 'registration',
      name: { en: 'Registration', fr: 'Accueil' },
      kind: 'registration',
      windows: [],
      categories: null,
    }),
    makeCheckpoint({
      id: 'stce',
      name: { en: 'STCE', fr: 'STCE' },
      kind: 'session',
      windows: [],
      categories: ['delegate'],
    }),
  ],
  categories: [
    {
      id: 'delegate',
      name: { en: 'Delegate', fr: 'Délégué' },
      feminineFr: 'Déléguée',
      countsTowardsQuorum: true,
      strip: 'solid',
    },
    { id: 'press', name: { en: 'Press', fr: 'Presse' }, countsTowardsQuorum: false, strip: 'dots' },
  ],
  delegations: [
    {
      code: 'BEL',
      name: { en: 'Belgium', fr: 'Belgique' },
      kind: 'member',
      order: { en: 1, fr: 1 },
      validFrom: null,
      validTo: null,
    },
    {
      code: 'JPN',
      name: { en: 'Japan', fr: 'Japon' },
      kind: 'member',
      order: { en: 2, fr: 2 },
      validFrom: null,
      validTo: null,
    },
  ],
  policies: {
    idCheck: false,
    unknownSignedTicket: 'admit',
    heldBadgeAsksAfterMinutes: 5,
    listsOldAfterMinutes: 15,
  },
  consents: [
    { id: 'photo', text: { en: 'I may be photographed.', fr: 'Je peux être photographié.' } },
  ],
  ticketKeys: [ticketKey.toString('base64')],
  registrationCodePattern: 'T18-[0-9]{5}',
};

/** What ids and ticket codes of the sample event are made from. */
export const sampleMaking: CodeMaking = {
  eventId: sampleEvent.id,
  eventSecret,
  ticketSecrets: [eventSecret],
  crypto: nodeCrypto,
};

export function ticketCodeOf({ id }: Pick<Delegate, 'id'>, renewal = 0): string {
  return makeTicketCode(eventSecret, id, nodeCrypto, renewal);
}

/** A confirmed delegate of a number, from which its id and its codes are made. */
export function numberedDelegate(number: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({
    id: `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
    registrationCode: `T18-${String(number).padStart(5, '0')}`,
    ...change,
  });
}

/** A confirmed delegate; change what the test is about. */
export function sampleDelegate(
  change: Partial<Delegate> & Pick<Delegate, 'id' | 'registrationCode'>,
): Delegate {
  return {
    ticketHashes: [ticketHash(ticketCodeOf(change), sampleMaking)],
    title: 'Ms',
    printedName: 'Sample PERSON',
    givenName: 'Sample',
    familyName: 'Person',
    nativeName: '',
    jobTitle: 'Officer',
    delegation: 'BEL',
    administration: 'Customs',
    role: 'member',
    letterOrder: 1,
    category: 'delegate',
    grammaticalGender: 'feminine',
    status: 'confirmed',
    days: null,
    language: 'en',
    vip: false,
    flagged: false,
    listed: true,
    ...change,
  };
}
