import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { decodeBase45, encodeBase45 } from '../../../domain/base/base45.ts';
import { InvalidData } from '../../../domain/base/invalid-data.ts';
import { withCheckLetters } from '../../../domain/base/letters.ts';
import { maxReadingLength, parseScan, type ScanContext } from '../../../domain/check-in/scan.ts';
import {
  compileRegistrationPattern,
  maxRegistrationCode,
} from '../../../domain/event/registration-pattern.ts';
import {
  formatSerial,
  makeBadgeCode,
  makeTicketCode,
  parseBadgeCode,
  parseSerial,
} from '../../../domain/tickets/opaque-code.ts';
import { makeSignedTicket, signedTicketBody } from '../../../domain/tickets/signed-ticket.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { eventSecret, sampleEvent } from '../../../test/support/sample-event.ts';
import { signerOf } from '../../sample/keys.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { anyText, mutatedText, textLike } from '../generators/text.ts';

const signer = signerOf('fuzz');
const now = Date.parse('2018-10-02T08:00:00Z');
const context: ScanContext = {
  event: {
    id: sampleEvent.id,
    ticketKeys: [Buffer.from(signer.publicKey).toString('base64')],
    registrationCodePattern: 'T18-\\d{1,5}',
    ticketHosts: ['tickets.example.org'],
    timeZone: sampleEvent.timeZone,
    dayBoundary: sampleEvent.dayBoundary,
  },
  crypto: nodeCrypto,
  now,
};

const delegate = '00000000-0000-4000-8000-000000000001';
const serial = { station: 'A7F30C12', count: 123 };
const badgeCode = makeBadgeCode(serial, Uint8Array.of(1, 2, 3, 4, 5, 6));
const ticketCode = makeTicketCode(eventSecret, delegate, nodeCrypto);

const claims = {
  eventId: sampleEvent.id,
  registrationCode: 'T18-1',
  days: null,
  ticketHash: 'ab'.repeat(32),
};

/** The tickets that were really signed, with their content. */
const signed = new Map(
  ['T18-0042', 'A', 'É:2', 'x'.repeat(64)].flatMap((registrationCode) =>
    [null, ['2018-10-01']].map((days) => [
      makeSignedTicket({ ...claims, registrationCode, days }, nodeCrypto, signer.sign),
      registrationCode,
    ]),
  ),
);
const otherEvent = makeSignedTicket({ ...claims, eventId: delegate }, nodeCrypto, signer.sign);
const forgery = makeSignedTicket(claims, nodeCrypto, signerOf('somebody').sign);

const samples = [
  badgeCode,
  ticketCode,
  badgeCode.toLowerCase(),
  `]Q1${ticketCode}\r\n`,
  'T18-0042',
  't18-7',
  withCheckLetters('LTBCDFGHJKLNPRSTVXBCDFGHJK'),
  otherEvent,
  forgery,
  ...signed.keys(),
];

const parse: Target = {
  name: 'scan/parse',
  share: 50,
  reaches: [
    'ticket',
    'badge',
    'registration-code',
    'signed',
    'expired',
    'other-event',
    'forged',
    'other-text',
    'unreadable',
  ],
  open: () =>
    fuzzed<string[]>({
      cases: fc.oneof(
        { weight: 40, arbitrary: fc.array(textLike(samples), { minLength: 1, maxLength: 2 }) },
        { weight: 10, arbitrary: fc.constantFrom(...samples).map((text) => [text]) },
        { weight: 1, arbitrary: anyText(8).map((text) => [text.repeat(6_000)]) },
        { weight: 1, arbitrary: fc.constantFrom<string[]>([], [''], ['\0'.repeat(60_000)]) },
      ),
      sizeOf: (readings) => readings.join('').length,
      run: (readings) => {
        const scan = parseScan(readings, context);
        const again = parseScan(readings.toReversed(), context);
        // The order of two readings may decide between equal ones, but never whether a forgery
        // admits someone.
        hold(
          (scan.kind === 'signed') === (again.kind === 'signed') || readings.length > 1,
          'order decides',
        );
        if (scan.kind === 'signed' || scan.kind === 'expired') {
          const said = [...signed].some(
            ([ticket, code]) =>
              code === scan.registrationCode && readings.some((text) => sameTicket(text, ticket)),
          );
          hold(said, 'a signed ticket that nobody signed');
        }
        if (scan.kind === 'badge') {
          const made = makeBadgeCode({ station: scan.station, count: scan.serial }, scan.token);
          hold(made === scan.code, 'a badge that is read otherwise than it is written');
        }
        if (scan.kind === 'other-text') {
          hold(
            scan.texts.every(({ length }) => length <= maxReadingLength),
            'a text longer than is looked at',
          );
        }
        return scan.kind;
      },
    }),
};

/** The same signed bytes, whatever happened to the surrounding letters and their case. */
function sameTicket(text: string, ticket: string): boolean {
  const body = ticket.slice(-signedTicketBody);
  return text.toUpperCase().includes(body);
}

const letterCodes: Target = {
  name: 'scan/letter-codes',
  share: 100,
  reaches: ['badge', 'none', 'serial'],
  open: () =>
    fuzzed<string>({
      cases: fc.oneof(
        textLike([badgeCode, formatSerial(serial), 'A7F30C12-4294967295', badgeCode.toLowerCase()]),
        fc.constantFrom(badgeCode, formatSerial(serial)),
        fc
          .uint8Array({ minLength: 14, maxLength: 14 })
          .map((bytes) =>
            withCheckLetters(
              `LB${Array.from(bytes, (byte) => 'BCDFGHJKLNPRSTVX'.charAt(byte >> 4) + 'BCDFGHJKLNPRSTVX'.charAt(byte & 15)).join('')}`,
            ),
          ),
      ),
      sizeOf: (text) => text.length,
      run: (text) => {
        const number = parseSerial(text);
        if (number !== null) {
          hold(
            formatSerial(number) === text.trim().toUpperCase(),
            'a serial that is written otherwise',
          );
          return 'serial';
        }
        const badge = parseBadgeCode(text);
        if (badge === null) return 'none';
        hold(
          makeBadgeCode(badge.serial, badge.token) === text.trim().toUpperCase(),
          'another badge',
        );
        return 'badge';
      },
    }),
};

const base45: Target = {
  name: 'scan/base45',
  share: 120,
  reaches: ['bytes', 'none'],
  open: () =>
    fuzzed<string>({
      cases: fc.oneof(
        mutatedText([encodeBase45(Buffer.from('Hello!!')), encodeBase45(new Uint8Array(71))]),
        fc.uint8Array({ maxLength: 80 }).map(encodeBase45),
        anyText(),
      ),
      sizeOf: (text) => text.length,
      run: (text) => {
        const bytes = decodeBase45(text);
        if (bytes === null) return 'none';
        hold(encodeBase45(bytes) === text, 'bytes that are written otherwise');
        return 'bytes';
      },
    }),
};

/** Pieces of patterns that are meant to run away. */
const patternPieces = fc.constantFrom(
  'a',
  'a?',
  'a*',
  'a+',
  '(a|a)',
  '(?:a|aa)',
  '(a+)',
  '(?:a?){3}',
  '(a|b)*',
  '[ab]',
  '\\d',
  '.',
  '.*',
  '|',
  '(',
  ')',
  '[',
  ']',
  '{2,}',
  '{0,9}',
  '{60}',
  '+',
  '?',
  '^',
  '$',
  '\\1',
  '\\k<a>',
  '(?<a>x)',
  '(?=a)',
  '(?:',
  '\\',
  '(?i:a|A)',
  '[^]',
  '[]',
  '\\u{61}',
  '\\b',
  '(?:a{0,9}b?)',
  'T18-',
);
/** Codes that make a runaway pattern run: almost matches, and long. */
const trials = ['a', 'ab', 'T18-', '1', 'aA'].map(
  (piece) => `${piece.repeat(maxRegistrationCode).slice(0, maxRegistrationCode - 1)}!`,
);

/**
 * Milliseconds that a match may take at each attempt: other programs need the processor as well.
 */
const timeouts = [150, 600, 2_000];

/**
 * False if a match takes too long three times running. Uses another context, since only that can be
 * stopped in the middle of a match.
 */
function endsInTime(compiled: RegExp, text: string): boolean {
  return timeouts.some((timeout) => {
    try {
      runInNewContext('compiled.test(text)', { compiled, text }, { timeout });
      return true;
    } catch (error) {
      // Thrown by the other context, so it is no `Error` of this one.
      if (Reflect.get(Object(error), 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    }
  });
}

const pattern: Target = {
  name: 'scan/registration-pattern',
  share: 4,
  reaches: ['compiled', 'refused'],
  open: () =>
    fuzzed<string>({
      cases: fc.oneof(
        fc.array(patternPieces, { maxLength: 12 }).map((list) => list.join('')),
        fc
          .tuple(patternPieces, fc.integer({ min: 5, max: 40 }))
          .map(([piece, times]) => piece.repeat(times)),
        textLike(['T18-\\d{1,5}', '[A-Z]{2}(?:-\\d+)?', '(?:GSC|WCO)-[0-9]{4}']),
      ),
      // Making a context for each trial takes time.
      sizeOf: (text) => 1_000_000 + text.length,
      run: (text) => {
        let compiled: RegExp;
        try {
          compiled = compileRegistrationPattern(text);
        } catch (error) {
          if (error instanceof InvalidData && error.code === 'unsafe-pattern') return 'refused';
          throw error;
        }
        for (const trial of trials) hold(endsInTime(compiled, trial), 'a pattern that runs away');
        return 'compiled';
      },
    }),
};

export const scanTargets: readonly Target[] = [parse, letterCodes, base45, pattern];
