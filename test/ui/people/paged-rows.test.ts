import { expect, it } from 'vitest';
import { createPagedRows, pageSize, type RowPage, rowAt } from '../../../ui/people/paged-rows.ts';

interface Request {
  question: string;
  from: number;
  answer: (page: RowPage<string>) => void;
  fail: (error: unknown) => void;
}

function makeRows() {
  const requests: Request[] = [];
  const rows = createPagedRows<string, string, string>({
    load: (question, from) =>
      new Promise((answer, fail) => requests.push({ question, from, answer, fail })),
    failureOf: String,
    pace: { minPause: 1_000, maxSilence: null },
  });
  return { rows, requests };
}

const total = 5 * pageSize;

function pageFor({ question, from }: Request): RowPage<string> {
  return { total, rows: Array.from({ length: pageSize }, (_, at) => `${question} ${from + at}`) };
}

it('reads only the pages that are shown, each once', async () => {
  const { rows, requests } = makeRows();
  rows.ask('a');
  await expect.poll(() => requests.map(({ from }) => from)).toEqual([0]);
  for (const one of requests) one.answer(pageFor(one));
  await expect.poll(() => rowAt(rows.snapshot(), 3)).toBe('a 3');
  rows.show(2 * pageSize - 1, 2 * pageSize);
  rows.show(2 * pageSize - 1, 2 * pageSize);
  expect(requests.map(({ from }) => from)).toEqual([0, pageSize, 2 * pageSize]);
  expect(rowAt(rows.snapshot(), pageSize)).toBeUndefined();
  rows.close();
});

it('drops the answer to an older question', async () => {
  const { rows, requests } = makeRows();
  rows.ask('a');
  await expect.poll(() => requests.length).toBe(1);
  rows.ask('b');
  await expect.poll(() => requests.length).toBe(2);
  const [older, newer] = requests;
  newer?.answer(pageFor(newer));
  await expect.poll(() => rowAt(rows.snapshot(), 0)).toBe('b 0');
  older?.answer(pageFor(older));
  await Promise.resolve();
  expect(rowAt(rows.snapshot(), 0)).toBe('b 0');
  rows.close();
});

it('after a failure asks again only when renewed', async () => {
  const { rows, requests } = makeRows();
  rows.ask('a');
  await expect.poll(() => requests.length).toBe(1);
  requests[0]?.fail('away');
  await expect.poll(() => rows.snapshot().failure).toBe('away');
  rows.show(pageSize, pageSize);
  expect(requests).toHaveLength(1);
  rows.close();
});
