import { describe, expect, test } from 'vitest';
import { extraFieldSchema } from '../../domain/event/extra-fields.ts';
import { isSamePerson, type PurgePerson } from '../../domain/operators/people.ts';
import {
  type CertifiedStation,
  certificateFile,
  certificateText,
  isAuthenticCertificate,
  isComplete,
  type PurgeCertificate,
  signedCertificateSchema,
} from '../../domain/privacy/certificate.ts';
import { certificateWords } from '../../domain/privacy/certificate-words.ts';
import { fieldsHeldBy } from '../../domain/privacy/lost-report.ts';
import {
  isAuthenticPurgeOrder,
  type PurgeOrder,
  purgeOrderText,
} from '../../domain/privacy/order.ts';
import { fileLeftSchema, type PurgeOutcome } from '../../domain/privacy/outcome.ts';
import { mayPurge, type RetentionRule, retentionState } from '../../domain/privacy/retention.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';

const event = {
  days: ['2018-10-04', '2018-10-02'],
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
};
const rule: RetentionRule = { set: 'gdpr', name: '', days: 30 };
const at = (instant: string): number => Date.parse(instant);

test('an order to purge is authentic with its issuer’s signature alone', () => {
  const [issuer, other] = [makeSigningKeys(), makeSigningKeys()];
  const order: PurgeOrder = {
    formatVersion: 1,
    id: '0f5c3f6e-9d0f-4c3b-8c70-5d7b1f1f5a10',
    event: '7d2d2f5e-7a34-4b7e-8a63-0c2f6c1d9b11',
    issuer: { kind: 'hub', id: 'c0a8012e-5f0e-4a7e-9d55-1b1f6c1d9b12' },
    ordered: at('2018-11-20T10:00:00+01:00'),
    cause: 'retention',
    rule,
    requestedBy: null,
    approvedBy: null,
  };
  const signature = signText(readPrivateKey(issuer.privateKey), purgeOrderText(order));
  const isAuthentic = (signed: PurgeOrder, key: string): boolean =>
    isAuthenticPurgeOrder({ order: signed, signature }, key, nodeCrypto);
  expect(isAuthentic(order, issuer.publicKey)).toBe(true);
  expect(isAuthentic(order, other.publicKey)).toBe(false);
  expect(isAuthentic({ ...order, ordered: order.ordered + 1 }, issuer.publicKey)).toBe(false);
});

describe('retention', () => {
  test('thirty days after the last day, with a warning seven days before', () => {
    const now = at('2018-10-10T12:00:00+02:00');
    expect(retentionState(event, rule, now, null)).toEqual({
      phase: 'kept',
      warnOn: '2018-10-27',
      purgeOn: '2018-11-03',
    });
  });

  test.each([
    ['2018-10-01T23:59:00+02:00', 'before'],
    ['2018-10-02T04:00:00+02:00', 'during'],
    // A day between two days of the event, and the night after the last one, belong to the event.
    ['2018-10-03T12:00:00+02:00', 'during'],
    ['2018-10-05T03:59:00+02:00', 'during'],
    ['2018-10-05T04:00:00+02:00', 'kept'],
    ['2018-10-27T12:00:00+02:00', 'warning'],
    // The day has come without a warning: it warns first.
    ['2018-11-03T12:00:00+01:00', 'warning'],
  ])('%s: %s', (instant, phase) => {
    expect(retentionState(event, rule, at(instant), null).phase).toBe(phase);
    expect(mayPurge(event, at(instant))).toBe(phase !== 'during');
  });

  test('due once the warning has stood for seven days', () => {
    const now = at('2018-11-03T12:00:00+01:00');
    const day = 86_400_000;
    expect(retentionState(event, rule, now, now - 7 * day).phase).toBe('due');
    expect(retentionState(event, rule, now, now - 7 * day + 1).phase).toBe('warning');
  });

  test('a short time is warned of from the day after the event on; none purges nothing', () => {
    const now = at('2018-12-05T12:00:00+01:00');
    expect(retentionState(event, { ...rule, days: 3 }, now, null)).toMatchObject({
      warnOn: '2018-10-05',
      purgeOn: '2018-10-07',
    });
    expect(retentionState(event, { ...rule, days: null }, now, 0)).toEqual({
      phase: 'kept',
      warnOn: null,
      purgeOn: null,
    });
  });
});

test('one person under two names of one spelling is one person', () => {
  const anna: PurgePerson = { kind: 'administrator', id: 'Anna', name: 'Anna' };
  expect(isSamePerson(anna, { kind: 'account', id: '1', name: ' ANNA ' })).toBe(true);
  expect(isSamePerson(anna, { kind: 'administrator', id: 'Bruno', name: 'Bruno' })).toBe(false);
});

test('what a kiosk of each mode holds is what the hub gives it', () => {
  const field = { label: { en: 'A', fr: 'A' }, type: 'text', choices: [], showsAt: [] } as const;
  const own = [
    { ...field, id: 'diet', receivedBy: [] },
    { ...field, id: 'shuttle', receivedBy: ['door'] },
  ].map((one) => extraFieldSchema.parse(one));
  expect(fieldsHeldBy('desk', own)).toHaveLength(26);
  expect(fieldsHeldBy('door', own).filter((name) => name.startsWith('extra'))).toEqual([
    'extra.shuttle',
  ]);
  expect(fieldsHeldBy('kiosk', own).filter((name) => name.startsWith('extra'))).toEqual([]);
  expect(fieldsHeldBy('door', own)).toEqual(
    expect.arrayContaining(['printedName', 'delegation', 'administration', 'category', 'status']),
  );
  for (const field of ['vip', 'flagged', 'listed', 'nativeName', 'email']) {
    expect(fieldsHeldBy('door', own)).not.toContain(field);
  }
  for (const field of ['registrationCode', 'otherCodes']) {
    expect(fieldsHeldBy('door', own)).not.toContain(field);
  }
  expect(fieldsHeldBy('kiosk', own)).toContain('registrationCode');
  for (const field of ['vip', 'flagged', 'listed', 'letterOrder', 'email']) {
    expect(fieldsHeldBy('kiosk', own)).not.toContain(field);
  }
});

describe('certificate', () => {
  const keys = makeSigningKeys();
  const done = {
    done: 1_543_651_200_000,
    counts: [{ part: 'delegates', count: 3 }],
    left: [],
    declared: [],
  };
  const station = {
    station: '00000000-0000-4000-8000-000000000001',
    name: 'Desk 2',
    mode: 'desk',
    state: 'enrolled',
    lastSeen: 1_538_460_000_000,
    outcome: null,
  } as const;
  const issuer = { name: 'Hub', publicKey: keys.publicKey, outcome: done };
  const certificate: PurgeCertificate = {
    formatVersion: 1,
    order: {
      formatVersion: 1,
      id: '00000000-0000-4000-8000-000000000002',
      event: '00000000-0000-4000-8000-000000000003',
      issuer: { kind: 'hub', id: '00000000-0000-4000-8000-000000000004' },
      ordered: 1_543_651_200_000,
      cause: 'command',
      rule,
      requestedBy: { kind: 'administrator', id: 'Anna', name: 'Anna' },
      approvedBy: { kind: 'administrator', id: 'Bruno', name: 'Bruno' },
    },
    event: { id: '00000000-0000-4000-8000-000000000003', name: 'Council' },
    issued: 1_543_651_200_000,
    issuer,
    stations: [station],
    complete: isComplete(issuer, [station]),
  };
  const signature = signText(readPrivateKey(keys.privateKey), certificateText(certificate));

  // Whatever is owed by whichever station: the result is never "complete".
  test.each<[string, PurgeOutcome | null]>([
    ...fileLeftSchema.shape.why.options.map((why): [string, PurgeOutcome] => [
      why,
      { ...done, left: [{ path: '/media/stick', why }] },
    ]),
    ['no answer', null],
  ])('is never complete while one place among many owes: %s', (_why, outcome) => {
    const rest = Array.from({ length: 4 }, (): CertifiedStation => ({ ...station, outcome: done }));
    expect(isComplete(issuer, rest)).toBe(true);
    expect(isComplete({ ...issuer, outcome }, rest)).toBe(false);
    for (const place of rest.keys()) {
      expect(isComplete(issuer, rest.with(place, { ...station, outcome }))).toBe(false);
    }
  });

  test('names who is unreachable, and says so in both languages', () => {
    expect(certificate.complete).toBe(false);
    const en = certificateWords({ certificate, signature }, 'en');
    expect(en).toMatch(/NOT COMPLETE/);
    expect(en).toMatch(/Desk 2 .*last seen 2 October 2018, 06:00 UTC.*UNREACHABLE/);
    expect(en).toMatch(/Asked for by: Anna/);
    const fr = certificateWords({ certificate, signature }, 'fr');
    expect(fr).toMatch(/INJOIGNABLE\u202f: /);
    expect(fr).not.toMatch(/[^\u202f]: /);
  });

  test('every changed value breaks the signature', () => {
    const file = certificateFile({ certificate, signature });
    const read = (text: string) => signedCertificateSchema.parse(JSON.parse(text));
    expect(isAuthenticCertificate(read(file), keys.publicKey, nodeCrypto)).toBe(true);
    for (const [from, to] of [
      ['"count":3', '"count":4'],
      ['"Bruno"', '"Berta"'],
      ['"complete":false', '"complete":true'],
    ] as const) {
      const changed = read(file.replaceAll(from, to));
      expect(isAuthenticCertificate(changed, keys.publicKey, nodeCrypto)).toBe(false);
    }
  });
});
