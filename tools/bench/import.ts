import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import writeExcelFile from 'write-excel-file/node';
import { checkIn } from '../../main/check-in/check-in.ts';
import { type ImportDesk, largeEvent, makeImportDesk } from '../../test/support/import-desk.ts';
import { csvOf, sampleHeaders, sampleRows } from '../../test/support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const size = 100_000;
/** Milliseconds between two check-ins during an import: a far higher rate than five desks reach. */
const checkInEvery = 40;

/**
 * A roster of 100,000 people, read, compared and written, in seconds, as CSV and as XLSX. Also how
 * long the main thread was blocked meanwhile, and how long check-ins take while the import writes.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  const rows = [[...sampleHeaders], ...sampleRows(size)];
  const csv = csvOf(rows);
  const workbook = await writeExcelFile(
    rows.map((cells) => cells.map((value) => (value === '' ? null : { value, type: String }))),
  ).toBuffer();

  await withDesk(async (desk) => {
    await timed(figures, 'csv', desk, desk.file('people.csv', csv));
    await timed(figures, 'csvAgainUnchanged', desk, desk.file('people.csv', csv));
    const changed = csv.replaceAll('Customs Administration', 'Customs Service');
    await timed(figures, 'csvAgainAllChanged', desk, desk.file('changed.csv', changed));
  });
  await withDesk((desk) => timed(figures, 'xlsx', desk, desk.file('people.xlsx', workbook)));
  await withDesk((desk) => latencies(figures, desk, desk.file('people.csv', csv)));
  return { name: 'import of 100,000 delegates (seconds; check-ins in ms)', figures };
}

async function withDesk(work: (desk: ImportDesk) => Promise<void>): Promise<void> {
  const desk = makeImportDesk({ event: largeEvent() });
  try {
    await work(desk);
  } finally {
    await desk.closeAll();
  }
}

async function timed(
  figures: Record<string, number>,
  name: string,
  desk: ImportDesk,
  path: string,
): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const start = performance.now();
  const preview = await desk.imports.open(path, {});
  const opened = performance.now();
  await desk.imports.compare(preview.planId, preview.guess, () => {});
  const compared = performance.now();
  await desk.imports.apply(preview.planId, () => {});
  const end = performance.now();
  loop.disable();
  figures[`${name}OpenSeconds`] = rounded((opened - start) / 1_000);
  figures[`${name}CompareSeconds`] = rounded((compared - opened) / 1_000);
  figures[`${name}WriteSeconds`] = rounded((end - compared) / 1_000);
  figures[`${name}Seconds`] = rounded((end - start) / 1_000);
  figures[`${name}MainThreadBlockedMs`] = rounded(loop.max / 1e6);
}

async function latencies(
  figures: Record<string, number>,
  desk: ImportDesk,
  path: string,
): Promise<void> {
  const guests = Array.from({ length: 600 }, (_, index) => desk.addDelegate(index + 1).id);
  const alone: number[] = [];
  for (let index = 0; index < 100; index += 1) alone.push(checkInOne(desk, guests));
  const preview = await desk.imports.open(path, {});
  await desk.imports.compare(preview.planId, preview.guess, () => {});
  const during: number[] = [];
  const timer = setInterval(() => {
    if (guests.length > 0) during.push(checkInOne(desk, guests));
  }, checkInEvery);
  const start = performance.now();
  await desk.imports.apply(preview.planId, () => {});
  clearInterval(timer);
  figures.writeSecondsWithCheckIns = rounded((performance.now() - start) / 1_000);
  figures.checkInsDuringImport = during.length;
  figures.checkInAloneP95 = rounded(percentile(alone, 0.95));
  figures.checkInDuringImportP50 = rounded(percentile(during, 0.5));
  figures.checkInDuringImportP95 = rounded(percentile(during, 0.95));
  figures.checkInDuringImportWorst = rounded(percentile(during, 1));
}

function checkInOne(desk: ImportDesk, guests: string[]): number {
  const delegateId = guests.pop();
  if (delegateId === undefined) throw new Error('no guest left');
  const start = performance.now();
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId },
    identity: null,
  });
  const taken = performance.now() - start;
  if (answer.outcome !== 'admitted') throw new Error(`check-in answered ${answer.outcome}`);
  return taken;
}
