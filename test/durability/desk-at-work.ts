import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { badgesOfDelegate } from '../../db/badges/badges.ts';
import { chainOf } from '../../db/ledger/attendance.ts';
import { printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { verifyChain } from '../../domain/ledger/chain.ts';
import { askingPrintJobStates } from '../../domain/printing/print-job.ts';
import { admissionsOf } from '../../main/ledger/admissions.ts';
import { openQrReader, readQrTexts } from '../../main/printing/render/read-back.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { root } from '../../tools/runtime.mjs';
import { badgeCodeOf } from '../support/badge-tokens.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { startScript } from '../support/program.ts';
import { serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import type { PrintedJob } from '../support/virtual-printer/tray.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

/** A desk that checks so many people in, with a printer, over as many starts as it takes. */
export async function deskAtWork(checkIns: number) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-kill-'));
  const printer = new VirtualPrinter({ rowsPerMs: 40 });
  const server = await serveOverTcp(printer);
  await openQrReader(join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
  /** Ids of people who were reported as admitted. */
  const admitted = new Set<string>();
  return {
    /**
     * Runs it until it ends or is killed (see `live`); `admitted` is the number reported so far.
     */
    live: (killAfter: (admitted: number) => number | null) =>
      live('kill-child.ts', [folder, String(server.port), String(checkIns)], (line) => {
        const [word, id] = line.split(' ');
        // "Already in" after a kill: the fact was on disk, but the answer was lost.
        const isIn = word === 'admitted' || word === 'already-in';
        if (isIn && id !== undefined) admitted.add(id);
        return isIn ? killAfter(admitted.size) : null;
      }),
    /** Compares ledger, projection and the paper in the tray at the end. */
    compare: async (kills: number): Promise<void> => {
      expect(admitted.size).toBe(checkIns);
      const desk = makeDeskContext({ folder });
      try {
        const { db, self } = desk.context;
        const events = chainOf(db, self.station, 1);
        expect(verifyChain(events, nodeCrypto)).toMatchObject({ whole: true });
        expect(events.filter(({ type }) => type === 'admitted')).toHaveLength(checkIns);
        const tray = await traysOf(printer.jobs);
        for (const id of admitted) expect(admissionsOf(desk.context, id)).toHaveLength(1);
        const asked = badgesInDoubt(desk, [...admitted], tray);
        // Only a badge in progress at a kill may be in doubt.
        expect(asked).toBeLessThanOrEqual(kills);
      } finally {
        desk.context.db.close();
      }
    },
    end: async (): Promise<void> => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Checks that the one badge of each delegate came out once, or that the desk is asked. Returns how
 * many are asked about.
 */
export function badgesInDoubt(
  { context: { db, event } }: DeskContext,
  delegates: readonly string[],
  tray: ReadonlyMap<string, number>,
): number {
  let asked = 0;
  for (const id of delegates) {
    const badges = badgesOfDelegate(db, event.file.id, id);
    expect(badges, `badges of ${id}`).toHaveLength(1);
    const [badge] = badges;
    if (badge === undefined) throw new Error('unreachable');
    const job = printJobOfBadge(db, badge.serial);
    const out = tray.get(badgeCodeOf(db, badge.serial)) ?? 0;
    const what = `badge ${badge.serial} (${job?.state}, ${job?.printerId}) came out ${out} times`;
    expect(out, what).toBeLessThanOrEqual(1);
    if (job !== null && askingPrintJobStates.includes(job.state)) asked += 1;
    else expect([job?.state, out], what).toEqual(['confirmed', 1]);
  }
  return asked;
}

/**
 * Runs a desk's script once, until it prints "finished" or is killed.
 *
 * @param killAfter called with each line; the first number it returns is the delay in milliseconds
 * before SIGKILL
 */
export async function live(
  script: string,
  args: readonly string[],
  killAfter: (line: string) => number | null,
): Promise<'killed' | 'finished'> {
  let clock: NodeJS.Timeout | undefined;
  const desk = startScript(join('test/durability', script), args, (line) => {
    const wait = killAfter(line);
    if (wait !== null) clock ??= setTimeout(() => desk.kill('SIGKILL'), wait);
  });
  const { code, output } = await desk.ended;
  clearTimeout(clock);
  if (desk.lines.includes('finished')) return 'finished';
  if (code !== null) throw new Error(`the desk ended by itself (${code}):\n${output}`);
  return 'killed';
}

/** How many whole copies of each badge code are in the trays. */
export async function traysOf(jobs: readonly PrintedJob[]): Promise<Map<string, number>> {
  const tray = new Map<string, number>();
  for (const job of jobs) {
    if (!job.cut || job.broken || job.rows.length === 0) continue;
    const bits = Uint8Array.from(Buffer.concat(job.rows));
    const bitmap = { width: job.rowBytes * 8, height: job.rows.length, bits };
    for (const code of await readQrTexts(bitmap)) tray.set(code, (tray.get(code) ?? 0) + 1);
  }
  return tray;
}
