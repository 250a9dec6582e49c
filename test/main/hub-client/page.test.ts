import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPage } from '../../../main/hub-client/http-hub.ts';

const epoch = '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a01';
const request = { epoch, after: 4, limit: 3 };
const rowSchema = z.object({ seq: z.int(), name: z.string() });
const row = (seq: number) => ({ seq, name: 'é' });
const end = { end: true, epoch, next: 7, last: 9, rows: 3 };

function bytes(...lines: object[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

describe('a page', () => {
  test('that is whole gives its rows and where the cursor goes', () => {
    const page = readPage(bytes(row(5), row(6), row(7), end), rowSchema, request);
    expect(page).toEqual({ rows: [row(5), row(6), row(7)], end });
  });

  test('may skip numbers, and may be empty', () => {
    const skipping = { ...end, rows: 2, next: 8 };
    expect(readPage(bytes(row(5), row(8), skipping), rowSchema, request).rows).toHaveLength(2);
    const empty = { ...end, rows: 0, next: 9 };
    expect(readPage(bytes(empty), rowSchema, request).rows).toEqual([]);
  });

  test.each([
    ['with fewer rows than it says', bytes(row(5), row(6), end)],
    ['with more rows than it says', bytes(row(5), row(6), row(7), { ...end, rows: 2 })],
    [
      'with more rows than were asked for',
      bytes(row(5), row(6), row(7), row(8), { ...end, rows: 4, next: 8 }),
    ],
    ['with a row from before the cursor', bytes(row(4), row(6), row(7), end)],
    ['with a row twice', bytes(row(5), row(5), row(7), end)],
    ['with rows in another order', bytes(row(6), row(5), row(7), end)],
    ['whose cursor is before its last row', bytes(row(5), row(6), row(7), { ...end, next: 6 })],
    [
      'whose cursor is behind the end of the stream',
      bytes(row(5), row(6), row(7), { ...end, last: 6 }),
    ],
    ['with a row of another form', bytes(row(5), { seq: 6 }, row(7), end)],
    ['without its end', bytes(row(5), row(6), row(7))],
    ['cut off', bytes(row(5), row(6), row(7), end).subarray(0, -1)],
    ['of nothing', Buffer.alloc(0)],
    ['that is no UTF-8', Buffer.from(bytes(row(5), row(6), row(7), end)).fill(0xff, 18, 19)],
  ])('%s is a bad answer', (_what, page) => {
    expect(() => readPage(page, rowSchema, request)).toThrow(
      expect.objectContaining({ name: 'SyncFailure', code: 'bad-answer' }),
    );
  });
});
