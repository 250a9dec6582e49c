import { mergeEntry } from '../../domain/roster/roster-entry.ts';
import { type CodeMaking, issuedCode } from '../../domain/tickets/issued-codes.ts';
import { plainDesign } from '../../domain/tickets/ticket-design.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
import { ticketPdf } from '../../reports/tickets/ticket-pdf.ts';
import { largeEvent } from '../../test/support/import-desk.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { eventSecret } from '../../test/support/sample-event.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { entryOf } from './machine/large-store.ts';

const size = 10_000;

/** Everyone's ticket as one PDF of 10,000 pages; memory is the process's largest resident set. */
export async function run(): Promise<BenchResult> {
  const event = largeEvent();
  const crypto = bulkCrypto(eventSecret);
  const making: CodeMaking = {
    eventId: event.id,
    eventSecret,
    ticketSecrets: [eventSecret],
    crypto,
  };
  const tickets = Array.from(sampleRows(size), (row) => {
    const entry = entryOf(row, event.id, eventSecret, crypto);
    const delegate = mergeEntry(null, entry, { category: 'delegate' });
    return { delegate, code: issuedCode(delegate.id, making, 0) };
  });
  const began = performance.now();
  const pdf = await ticketPdf(tickets, event, {
    perPage: 1,
    fallback: 'en',
    look: { design: plainDesign, logo: null },
  });
  return {
    name: 'tickets of 10,000 people as one PDF',
    figures: {
      'tickets_10k.seconds': rounded((performance.now() - began) / 1_000),
      'tickets_10k.file_mb': rounded(pdf.byteLength / 1e6),
      'tickets_10k.peak_mb': rounded(process.resourceUsage().maxRSS / 1_000),
    },
  };
}
