import { describe, expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from '../../../domain/base/json.ts';
import { placeInJson } from '../../../domain/day-close/json-place.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { compileRegistrationPattern } from '../../../domain/event/registration-pattern.ts';
import { wholeEventFileSchema } from '../../../domain/event/whole-event-file.ts';
import { attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import { createEscposReader } from '../../../main/printing/languages/escpos-answers.ts';
import { createStarReader } from '../../../main/printing/languages/star-answers.ts';
import { createZplReader } from '../../../main/printing/languages/zpl-answers.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { deep } from '../../../tools/fuzz/generators/json.ts';
import { fileOf, issuerKey, sampleReport, sealed } from '../../domain/day-close/report-sample.ts';
import { sampleEvent } from '../../support/sample-event.ts';

// Findings of the fuzzer, each with the case to which it was shrunk. (Workbooks:
// test/intake/checked-archive.test.ts.)

describe('a report of 40,000 opening brackets ended the stack', () => {
  test.each(['[', '{"a":'])('%s', (open) => {
    const found = verifyReport(Buffer.from(open.repeat(40_000)), {}, nodeCrypto);
    expect(found).toMatchObject({ genuine: false, faults: [{ check: 'form' }] });
    expect(placeInJson(open.repeat(40_000), null)).toMatch(/^(0|a)\//);
  });
});

test('canonical JSON of a list that is 8,000 lists deep ended the stack', () => {
  expect(() => canonicalJson(deep(8_000, false) as JsonValue)).toThrow(TypeError);
  expect(canonicalJson(deep(400, false) as JsonValue)).toHaveLength(801);
});

describe('a long row of answers took by the square of its length', () => {
  const readers = {
    escpos: createEscposReader,
    star: createStarReader,
    zpl: createZplReader,
  };
  test.each(Object.entries(readers))('%s', (_name, create) => {
    const piece = Uint8Array.from({ length: 1_000_000 }, () => 0x80);
    expect(create().feed(piece)).toHaveLength(piece.length);
    // It took minutes, longer than a test may; and a piece of over 120,000 bytes did not fit into
    // the arguments of a call.
  });
});

describe('patterns of registration codes', () => {
  test('choices one behind the other ran for years on a code of 64 letters', () => {
    const pattern = '(?:a|aa)'.repeat(40);
    expect(() => compileRegistrationPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'InvalidData', code: 'unsafe-pattern' }),
    );
    expect(() => compileRegistrationPattern('(a|b)(c|d)-\\d{1,4}')).not.toThrow();
  });
});

describe('a time that no date can hold', () => {
  test('in a fact broke every page and report that shows it: the hub does not take it for understood', () => {
    const { wall } = attendanceEventSchema.shape;
    expect(wall.safeParse(8.64e15 + 1).success).toBe(false);
    expect(wall.safeParse(Date.parse('2018-10-02T07:00:00Z')).success).toBe(true);
  });

  test('in a report that its issuer signed ended the verifier', () => {
    const signed = sealed(sampleReport({ issuedAt: 9e15 }));
    const found = verifyReport(fileOf(signed), { publicKey: issuerKey }, nodeCrypto);
    expect(found).toMatchObject({ genuine: false, faults: [{ check: 'form' }] });
  });
});

test('an event file with a ticket key that is no base64 ended its check', () => {
  const parsed = wholeEventFileSchema.safeParse({ ...sampleEvent, ticketKeys: ['é'] });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain('ticketKeys.0');
});
