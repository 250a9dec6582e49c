import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { encodePng } from '../../main/printing/render/bitmap.ts';
import { openQrReader, readQrTexts } from '../../main/printing/render/read-back.ts';
import { type LaunchedApp, launchApp } from '../../test/support/launch-app.ts';
import { signIn } from '../../test/support/sign-in.ts';
import { serveOverTcp } from '../../test/support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../../test/support/virtual-printer/virtual-printer.ts';
import { electronRuntime, ensureDisplay, hasDisplay, root } from '../runtime.mjs';
import { demoTickets } from '../sample/tickets.ts';
import { shownTickets, writeFilm } from './film.ts';
import {
  attemptsOf,
  decisionsOf,
  faultsOf,
  type Print,
  promised,
  type Summary,
  scansOf,
} from './summary.ts';
import { waitFor } from './wait-for.ts';

const out = join(root, 'demo-out');

/** Runs the real app end to end on the demo event and leaves the results in demo-out/. */
async function runDemo(): Promise<void> {
  emptyOut();
  const shown = hasDisplay();
  await ensureDisplay();
  const runtime = electronRuntime();
  const tickets = demoTickets();
  const film = join(mkdtempSync(join(tmpdir(), 'lanyard-film-')), 'tickets.mjpeg');
  say('drawing the film of four tickets');
  await writeFilm(film, {
    valid: tickets.valid.text,
    duplicate: tickets.valid.text,
    cancelled: tickets.cancelled.text,
    forged: tickets.forged.text,
  });
  const printer = new VirtualPrinter({ rowsPerMs: 2 });
  const server = await serveOverTcp(printer);
  say(`starting the app on Electron ${runtime.version}`);
  const running = await launchApp(runtime, { config: configFor(server.port), webcam: film });
  await begin(running);
  await watchScans(running);
  const summary = await describe(running, printer, runtime.version);
  writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  report(summary);
  if (shown && process.env.CI === undefined) {
    say('the app stays open; close its window to end');
    await running.app.waitForEvent('close', { timeout: 0 });
  } else {
    await running.close();
  }
  running.forget();
  await server.close();
}

function emptyOut(): void {
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out)) rmSync(join(out, file), { recursive: true });
}

function configFor(port: number) {
  return {
    stationName: 'Demo desk',
    language: 'en' as const,
    policies: { idCheck: false },
    lockAfterMinutes: 0,
    printers: [
      {
        id: 'virtual',
        name: 'Virtual printer',
        language: 'escpos' as const,
        connection: { kind: 'tcp' as const, host: '127.0.0.1', port },
        ability: 'confirm' as const,
      },
    ],
  };
}

async function begin(running: LaunchedApp): Promise<void> {
  await waitFor('the roster of the demo event', 60, async () => {
    const station = await running.page.evaluate(() => window.lanyard.getStation());
    return station.ok && station.value.rosterSize === 1000 ? true : null;
  });
  await signIn(running);
}

/** Follows the log and takes a screenshot after each decision. */
async function watchScans({ page, log }: LaunchedApp): Promise<void> {
  for (const [index, ticket] of shownTickets.entries()) {
    const decision = await waitFor(`the ${ticket} ticket`, 60, () => decisionsOf(log())[index]);
    await page.waitForSelector(`.hero[data-kind="answered"]`, { timeout: 30_000 });
    if (decision.jobId !== null) {
      await waitFor('the badge', 60, () =>
        attemptsOf(log()).find(({ job }) => job === decision.jobId),
      );
    }
    await movementEnds(page);
    await page.screenshot({ path: join(out, `screen-${index + 1}-${ticket}.png`) });
    say(`${ticket}: ${decision.outcome} in ${decision.frameToDecisionMs} ms`);
  }
}

/** Waits until animations end before a screenshot; does not wait for endless ones. */
async function movementEnds(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
}

async function describe(
  running: LaunchedApp,
  printer: VirtualPrinter,
  version: string,
): Promise<Summary> {
  const station = await running.page.evaluate(() => window.lanyard.getStation());
  return {
    electron: version,
    scans: scansOf(running.log()),
    prints: await describePrints(running.page, printer),
    roster: station.ok ? station.value.rosterSize : 0,
  };
}

/**
 * The files of each printed badge: the bytes as the printer received them, and the paper. Nothing
 * else has its code.
 */
async function describePrints(page: Page, printer: VirtualPrinter): Promise<Print[]> {
  const jobs = await page.evaluate(() => window.lanyard.getPrintJobs());
  if (!jobs.ok) throw new Error(`the print jobs cannot be read: ${jobs.error.code}`);
  await openQrReader(join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
  const prints: Print[] = [];
  for (const [index, job] of [...jobs.value].reverse().entries()) {
    const number = index + 1;
    const paper = printer.jobs[index];
    if (paper === undefined || job.delegateId === null) continue;
    const bits = Uint8Array.from(Buffer.concat(paper.rows));
    const bitmap = { width: paper.rowBytes * 8, height: paper.rows.length, bits };
    const [text = ''] = await readQrTexts(bitmap);
    const names = { bytes: `print-${number}.bin`, badge: `badge-${number}.png` };
    writeFileSync(join(out, names.bytes), paper.bytes);
    writeFileSync(join(out, names.badge), encodePng(bitmap));
    prints.push({
      bytes: names.bytes,
      badge: names.badge,
      outcome: job.state,
      qr_text: text,
      serial: job.serialText,
    });
  }
  return prints;
}

function report(summary: Summary): void {
  for (const scan of summary.scans) {
    const print =
      scan.decision_to_first_byte_ms === null
        ? ''
        : `, first dots at the printer ${scan.decision_to_first_byte_ms} ms later`;
    say(
      `${scan.ticket} → ${scan.outcome} (${promised[scan.ticket]} promised), ${scan.frame_to_decision_ms} ms${print}`,
    );
  }
  say('results in demo-out/');
  const faults = faultsOf(summary);
  for (const fault of faults) process.stderr.write(`demo: ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`demo: ${text}\n`);
}

await runDemo();
