import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { openQrReader } from '../../main/printing/render/read-back.ts';
import { renderTestSheet } from '../../main/printing/render/test-sheet.ts';
import { testPage } from '../../main/printing/test-page.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { root } from '../../tools/runtime.mjs';
import { go } from '../support/navigate.ts';
import { badgesConfirmed, type RunningDesk, startDesk } from '../support/running-desk.ts';
import { decodeToPbm } from '../support/virtual-printer/virtual-printer.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-printers-'));
let desk: RunningDesk;
beforeAll(async () => {
  // No printer in the configuration: the test adds it on the screen.
  desk = await startDesk(inject('electron'), { config: { printers: undefined } });
});
afterAll(async () => {
  await desk?.end();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp): Locator =>
  desk.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const card = (): Locator =>
  desk.page
    .getByRole('listitem')
    .filter({ has: desk.page.getByRole('heading', { name: 'Left of desk 2' }) });

async function settings(): Promise<PrinterSettings> {
  const printers = await desk.page.evaluate(() => window.lanyard.getPrinters());
  const [first] = printers.ok ? printers.value : [];
  if (first === undefined) throw new Error('no printer is set up');
  return first.settings;
}

/** The expected test sheet, drawn here and not in the app. */
async function expectedRows(): Promise<Uint8Array> {
  const nodeModules = join(root, 'node_modules');
  await openQrReader(join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'));
  const jobs = await desk.page.evaluate(() => window.lanyard.getPrintJobs());
  const job = jobs.ok ? jobs.value.at(-1) : undefined;
  if (job === undefined) throw new Error('there is no job');
  const printer = await settings();
  const layout = {
    widthDots: printer.widthDots,
    dotsPerMm: printer.dotsPerMm,
    template: rollTemplate(),
  };
  const sheet = testPage(printer, job.createdAt);
  return (await renderTestSheet(sheet, layout, openFontBook(nodeModules))).bitmap.bits;
}

describe('a printer that is added on the screen', () => {
  it('is typed in, and its test print lies in the tray dot for dot', async () => {
    await go(desk.page, 'Printers');
    await desk.page.getByText('No printer yet').waitFor();
    await button('Add printer').click();
    await desk.page.getByRole('textbox', { name: 'Address', exact: true }).fill('127.0.0.1');
    await desk.page.getByRole('textbox', { name: 'Port' }).fill(String(desk.server.port));
    await button('Next').click();
    await desk.page.getByRole('combobox').fill('TM-T20III');
    await desk.page.getByRole('option', { name: 'Epson TM-T20III' }).click();
    await button('Next').click();
    await desk.page.getByRole('textbox', { name: 'Name' }).fill('Left of desk 2');
    await button('Save and go to the test').click();
    await button('Print the test sheet').click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByText('Printed', { exact: true }).waitFor({ timeout: 60_000 });
    await dialog.getByText('Yes, all is well').click();
    await dialog.getByText('Then this printer is ready.').waitFor();
    await button('Done').click();
    await card().getByText('Ready').waitFor();

    expect(desk.printer.jobs).toHaveLength(1);
    const pbm = decodeToPbm(desk.printer.jobs[0]?.bytes ?? new Uint8Array());
    if (pbm === null) throw new Error('the bytes hold no picture');
    const rows = await expectedRows();
    expect(Buffer.from(pbm.subarray(-rows.length)).equals(Buffer.from(rows))).toBe(true);
    const path = join(folder, 'sheet.pbm');
    writeFileSync(path, pbm);
    const read = execFileSync('zbarimg', ['--quiet', '--raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(read.trim().split('\n').sort()).toEqual(['LANYARD TEST 6', 'LANYARD TEST 8']);
  });

  it('shows by itself that paper is out, and holds what is printed then', async () => {
    desk.printer.takePaper();
    await card().getByText('Paper is out').waitFor();
    await button('Test print on Left of desk 2').click();
    await card().getByText('1 waits').waitFor();
    expect(desk.printer.jobs).toHaveLength(1);
    desk.printer.loadPaper();
    await card().getByText('Ready').waitFor();
    await badgesConfirmed(desk, 2);
    expect(desk.printer.jobs).toHaveLength(2);
  });

  it('pauses: a test print waits until it goes on', async () => {
    await button('Pause Left of desk 2').click();
    await card().getByText('Printer is paused').waitFor();
    await button('Test print on Left of desk 2').click();
    await card().getByText('1 waits').waitFor();
    expect(desk.printer.jobs).toHaveLength(2);
    await button('Resume Left of desk 2').click();
    await badgesConfirmed(desk, 3);
    expect(desk.printer.jobs).toHaveLength(3);
  });

  it('tells its history with each outcome, confirmed or given up', async () => {
    desk.printer.takePaper();
    await card().getByText('Paper is out').waitFor();
    await button('Test print on Left of desk 2').click();
    await card().getByText('1 waits').waitFor();
    await go(desk.page, 'Print jobs');
    await button('Do not print').click();
    await go(desk.page, 'Printers');
    await button('History of Left of desk 2').click();
    const chips = desk.page.getByRole('dialog').locator('.history-row .chip');
    await expect
      .poll(() => chips.allTextContents(), { timeout: 20_000 })
      .toEqual(['Cancelled', 'Printed', 'Printed', 'Printed']);
    desk.printer.loadPaper();
  });
});
