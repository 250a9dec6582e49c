import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { standingAdmissions } from '../../db/admissions.ts';
import { chainOf } from '../../db/attendance.ts';
import { badgesOfDelegate } from '../../db/badges.ts';
import { printJobOfBadge } from '../../db/print-jobs.ts';
import { verifyChain } from '../../domain/chain.ts';
import { askingPrintJobStates } from '../../domain/print-job.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { root } from '../../tools/runtime.mjs';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { randomNumbers } from '../support/roster-sample.ts';
import { type PrinterServer, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { live, traysOf } from './lives.ts';

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

/** One life of the desk. Collects who was said to be in. */
function liveOnce(admitted: Set<string>, killAfter: number | null): Promise<'killed' | 'finished'> {
  const script = join(import.meta.dirname, 'kill-child.ts');
  const onLine = (line: string): boolean => {
    const [word, id] = line.split(' ');
    // "Already in" after a kill: the fact was on the disk, only nobody was told any more.
    const isIn = word === 'admitted' || word === 'already-in';
    const begins = admitted.size === 0 || isIn;
    if (isIn && id !== undefined) admitted.add(id);
    return begins;
  };
  return live(script, [folder, String(server.port), String(checkIns)], onLine, killAfter);
}

it('a desk killed at any moment loses nobody and prints no badge twice', {
  timeout: 300_000,
}, async () => {
  process.stdout.write(`kill test: LANYARD_SEED=${seed}\n`);
  const random = randomNumbers(seed);
  const admitted = new Set<string>();
  let killed = 0;
  while (killed < kills && (await liveOnce(admitted, 5 + random() * 700)) === 'killed') killed += 1;
  if (killed === kills) expect(await liveOnce(admitted, null)).toBe('finished');
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
