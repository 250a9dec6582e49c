import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { decide } from '../../domain/check-in/admission.ts';
import { type ParsedScan, parseScan } from '../../domain/check-in/scan.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { sampleCards } from '../../tools/tickets/cards.ts';
import en from '../../ui/words/en.json' with { type: 'json' };

const { admitted, others } = sampleCards();
const cards = [...admitted, ...others];
const event = demoEvent();
const delegates = demoDelegates();
let folder = '';
let page = '';

beforeAll(async () => {
  const wasm = readFileSync(resolve('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
    fireImmediately: true,
  });
  folder = mkdtempSync(join(tmpdir(), 'lanyard-tickets-'));
  const run = spawnSync(process.execPath, [resolve('tools/tickets/run.ts'), '--out', folder], {
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(0);
  const [, path = ''] = /sample tickets: (.*)$/m.exec(run.stdout) ?? [];
  page = readFileSync(path, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function articleOf(id: string): string {
  const [, article = ''] = new RegExp(`<article id="${id}"(.*?)</article>`, 's').exec(page) ?? [];
  return article;
}

/** What a reader reads from the card's QR code, drawn at the size of a phone. */
async function readQr(article: string): Promise<string[]> {
  const [svg = ''] = /<svg xmlns=.*?<\/svg>/s.exec(article) ?? [];
  const image = await loadImage(
    Buffer.from(svg.replace('<svg ', '<svg width="360" height="360" ')),
  );
  const context = createCanvas(360, 360).getContext('2d');
  context.drawImage(image, 0, 0, 360, 360);
  const data = Uint8ClampedArray.from(context.getImageData(0, 0, 360, 360).data);
  const picture: ImageData = { data, width: 360, height: 360, colorSpace: 'srgb' };
  const found = await readBarcodes(picture, { formats: ['QRCode'] });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}

function holderOf(scan: ParsedScan): Delegate | null {
  const found = delegates.find((delegate) => {
    if (scan.kind === 'ticket') return delegate.ticketCode === scan.code;
    if (scan.kind === 'registration-code') return delegate.registrationCode === scan.code;
    return scan.kind === 'signed' && delegate.registrationCode === scan.registrationCode;
  });
  return found ?? null;
}

describe.each(cards.map((card) => [card.id, card] as const))('%s', (id, card) => {
  test('its QR reads as its text', async () => {
    expect(await readQr(articleOf(id))).toEqual([card.text]);
  });

  test('the rules answer what the card says', () => {
    const scan = parseScan([card.text], {
      event,
      crypto: nodeCrypto,
      now: Date.parse('2018-10-02T09:00:00+02:00'),
    });
    expect(scan.kind).toBe(card.scan);
    const [checkpoint] = event.checkpoints;
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const verdict = decide({
      scan,
      delegate: holderOf(scan),
      earlier: [],
      checkpoint,
      registrationCheckpoints: [checkpoint.id],
      day: '2018-10-02',
      eventDays: event.days,
      minuteOfDay: 9 * 60,
      policies: event.policies,
      badge: null,
      stopped: null,
    });
    expect(verdict.outcome).toBe(card.outcome);
    expect(holderOf(scan)?.id).toBe(card.holder?.id);
  });
});

test('every answer that a first scan can get is on the page', () => {
  const outcomes = new Set(cards.map(({ outcome }) => outcome));
  expect([...outcomes].toSorted()).toEqual([
    'admitted',
    'cancelled',
    'expired',
    'forged',
    'not-registered',
    'other-event',
    'pending',
    'revoked',
    'unreadable',
    'wrong-day',
  ]);
  expect(admitted.every(({ outcome }) => outcome === 'admitted')).toBe(true);
  expect(others.some(({ outcome }) => outcome === 'admitted')).toBe(false);
});

test('a card shows the desk’s own words', () => {
  expect(articleOf('cancelled')).toContain(`<strong>${en.verdict.cancelled}</strong>`);
  expect(articleOf('forged')).toContain(`<strong>${en.verdict.forged}</strong>`);
});

test('the page needs no network, no script and no other file', () => {
  expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
    /https?:|<script|<link|<img|@import|url\(/,
  );
});

test('a wrong option is told with the usage', () => {
  const run = spawnSync(process.execPath, [resolve('tools/tickets/run.ts'), '--where', folder], {
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('--out DIR');
});
