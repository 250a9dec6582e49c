import { bulkCrypto } from '../../crypto/bulk-crypto.ts';
import { upsertDelegates } from '../../db/roster-write.ts';
import { searchDelegates } from '../../db/search.ts';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { sampleRows } from '../support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

/** What people type, letter by letter; common words, rare ones, codes, two words, none found. */
const typed = [
  'schanson',
  'garov',
  'anna',
  'maria jose',
  'mueller',
  'jürgen hof',
  'customs administration',
  'department 12',
  'ivan petrov',
  'петров',
  '田中',
  'محمد',
  'mohamed',
  'gsc-000123',
  'GSC-0999',
  'aab',
  'zzz',
  'øslo',
];

/** Searching as people type, on 1,000, 10,000 and 100,000 delegates: milliseconds in the store, every prefix of every text. */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  for (const size of [1_000, 10_000, 100_000]) measure(size, figures);
  return { name: 'search as you type', figures };
}

function measure(size: number, figures: Record<string, number>): void {
  const desk = makeDeskContext();
  try {
    const { db, event } = desk.context;
    fill(desk.context, size);
    const samples: number[] = [];
    const short: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const text of typed) {
        const letters = Array.from(text);
        for (let length = 1; length <= letters.length; length += 1) {
          const query = letters.slice(0, length).join('');
          const start = performance.now();
          searchDelegates(db, { eventId: event.file.id, query, limit: 50, day: '2018-10-02' });
          const taken = performance.now() - start;
          samples.push(taken);
          if (length <= 2) short.push(taken);
        }
      }
    }
    figures[`p50Of${size}`] = rounded(percentile(samples, 0.5));
    figures[`p95Of${size}`] = rounded(percentile(samples, 0.95));
    figures[`worstOf${size}`] = rounded(percentile(samples, 1));
    figures[`oneAndTwoLettersP95Of${size}`] = rounded(percentile(short, 0.95));
  } finally {
    desk.close();
  }
}

function fill(context: ReturnType<typeof makeDeskContext>['context'], size: number): void {
  const { file, secret } = context.event;
  const crypto = bulkCrypto(secret);
  const entries = [...sampleRows(size)].map((cells) => {
    const [registrationCode = '', title = '', printedName = '', givenName = '', familyName = ''] =
      cells;
    const [nativeName = '', jobTitle = '', delegation = '', administration = ''] = cells.slice(5);
    const id = makeDelegateId(file.id, registrationCode, crypto);
    const values = {
      title,
      printedName,
      givenName,
      familyName,
      nativeName,
      jobTitle,
      delegation,
      administration,
    };
    return { id, registrationCode, ticketCode: makeTicketCode(secret, id, crypto), values };
  });
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let start = 0; start < size; start += 500) {
    upsertDelegates(context.db, {
      eventId: file.id,
      entries: entries.slice(start, start + 500),
      defaults: { category: 'delegate' },
      wall: 1,
    });
  }
}
