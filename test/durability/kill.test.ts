import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { standingAdmissions } from '../../db/admissions.ts';
import { chainOf } from '../../db/attendance.ts';
import { badgesOfDelegate } from '../../db/badges.ts';
import { printJobOfBadge } from '../../db/print-jobs.ts';
import { verifyChain } from '../../domain/chain.ts';
import { askingPrintJobStates } from '../../domain/print-job.ts';
import { openQrReader, readQrTexts } from '../../main/printing/render/read-back.ts';
import { root } from '../../tools/runtime.mjs';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { randomNumbers } from '../support/roster-sample.ts';
import { type PrinterServer, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import type { PrintedJob } from '../support/virtual-printer/tray.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

const checkIns = 200;
/** Most kills in one run; the last life of the desk goes on to the end. */
const kills = 25;
const seed = Number(process.env.LANYARD_SEED ?? Math.floor(Math.random() * 1e9));

let folder: string;
let printer: VirtualPrinter;
let server: PrinterServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-kill-'));
  printer = new VirtualPrinter({ rowsPerMs: 40 });
  server = await serveOverTcp(printer);
  await openQrReader(join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One life of the desk. Collects who was said to be in; ends with the process. */
function live(admitted: Set<string>, killAfter: number | null): Promise<'killed' | 'finished'> {
  const script = join(import.meta.dirname, 'kill-child.ts');
  const child: ChildProcess = spawn(
    process.execPath,
    [script, folder, String(server.port), String(checkIns)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('no standard output');
  let finished = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, id] = line.split(' ');
    if (word === 'finished') finished = true;
    // The kill comes at a random moment after the desk began to work, not while Node still loads.
    if (admitted.size === 0 || word === 'admitted' || word === 'already-in') startClock();
    // "Already in" after a kill: the fact was on the disk, only nobody was told any more.
    if ((word === 'admitted' || word === 'already-in') && id !== undefined) admitted.add(id);
  });
  let clock: NodeJS.Timeout | null = null;
  function startClock(): void {
    if (killAfter !== null) clock ??= setTimeout(() => child.kill('SIGKILL'), killAfter);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (clock !== null) clearTimeout(clock);
      if (!finished && code !== null) reject(new Error(`the desk ended by itself (${code})`));
      else resolve(finished ? 'finished' : 'killed');
    });
  });
}

/** How often each badge code lies whole in the printer's tray. */
async function traysOf(jobs: readonly PrintedJob[]): Promise<Map<string, number>> {
  const tray = new Map<string, number>();
  for (const job of jobs) {
    if (!job.cut || job.broken || job.rows.length === 0) continue;
    const bits = Uint8Array.from(Buffer.concat(job.rows));
    const bitmap = { width: job.rowBytes * 8, height: job.rows.length, bits };
    for (const code of await readQrTexts(bitmap)) tray.set(code, (tray.get(code) ?? 0) + 1);
  }
  return tray;
}

it('a desk killed at any moment loses nobody and prints no badge twice', {
  timeout: 300_000,
}, async () => {
  process.stdout.write(`kill test: LANYARD_SEED=${seed}\n`);
  const random = randomNumbers(seed);
  const admitted = new Set<string>();
  let killed = 0;
  while (killed < kills && (await live(admitted, 5 + random() * 700)) === 'killed') killed += 1;
  if (killed === kills) expect(await live(admitted, null)).toBe('finished');
  expect(killed).toBeGreaterThan(5);
  expect(admitted.size).toBe(checkIns);
  const desk = makeDeskContext({ folder });
  try {
    await compareWithPrinter(desk, admitted);
  } finally {
    desk.context.db.close();
  }
});

/** Ledger, projection and the paper in the tray must tell the same story. */
async function compareWithPrinter(desk: DeskContext, admitted: ReadonlySet<string>): Promise<void> {
  const { db, kiosk, event } = desk.context;
  const events = chainOf(db, kiosk.kiosk, 1);
  expect(verifyChain(events, nodeCrypto)).toMatchObject({ whole: true });
  const tray = await traysOf(printer.jobs);
  let asked = 0;
  for (const id of admitted) {
    const station = { kiosk: kiosk.kiosk, name: 'Desk 1' };
    expect(standingAdmissions(db, event.file.id, id, station)).toHaveLength(1);
    const badges = badgesOfDelegate(db, event.file.id, id);
    expect(badges).toHaveLength(1);
    const [badge] = badges;
    if (badge === undefined) throw new Error('unreachable');
    const job = printJobOfBadge(db, badge.serial);
    const out = tray.get(badge.code) ?? 0;
    expect(out, `badge ${badge.serial} (${job?.state}) came out ${out} times`).toBeLessThanOrEqual(
      1,
    );
    if (job !== null && askingPrintJobStates.includes(job.state)) asked += 1;
    else expect([job?.state, out]).toEqual(['confirmed', 1]);
  }
  expect(events.filter(({ type }) => type === 'admitted')).toHaveLength(checkIns);
  // Only a badge that was under way at a kill may be in doubt.
  expect(asked).toBeLessThanOrEqual(kills);
}
