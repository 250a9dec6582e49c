import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type LabelSink, openLabelSink } from '../support/cups-labels.ts';
import { startCups } from '../support/cups-server.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

type Cups = Awaited<ReturnType<typeof startCups>>;

const folder = mkdtempSync(join(tmpdir(), 'lanyard-system-colour-'));
const blue = '#1f4fd8';
let cups: Cups;
let printer: LabelSink;
let desk: RunningDesk;

beforeAll(async () => {
  printer = await openLabelSink();
  cups = await startCups();
  await cups.addRaw('cards', printer.port);
  desk = await startDesk(inject('electron'), {
    config: {
      policies: { idCheck: false },
      printers: [
        {
          id: 'cards',
          name: 'Cards',
          language: 'driver',
          ability: 'blind',
          connection: { kind: 'system', queue: 'cards' },
          driver: { colour: true, bothSides: true },
          dotsPerMm: 12,
          widthDots: 1028,
          stock: { name: 'CR80', categories: null, template: 'cr80-back' },
        },
      ],
    },
    environment: cups.environment,
  });
});

afterAll(async () => {
  await desk?.end();
  await cups?.stop();
  await printer?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Pixels per millimetre of the pages as Ghostscript draws them. */
const scale = 10;

async function pagesOf(pdf: Uint8Array): Promise<SKRSContext2D[]> {
  const path = join(folder, 'card.pdf');
  writeFileSync(path, pdf);
  execFileSync('gs', [
    '-q',
    '-dSAFER',
    '-dNOPAUSE',
    '-dBATCH',
    '-sDEVICE=png16m',
    `-r${scale * 25.4}`,
    `-sOutputFile=${join(folder, 'page-%d.png')}`,
    path,
  ]);
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  return Promise.all(
    names.sort().map(async (name) => {
      const image = await loadImage(join(folder, name));
      const context = createCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      return context;
    }),
  );
}

function inkAt(page: SKRSContext2D, x: number, y: number): string {
  const { data } = page.getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1);
  return `#${Buffer.from(data.subarray(0, 3)).toString('hex')}`;
}

describe('a card printed by the operating system', () => {
  it('is two pages in colour, in the size of the card', async () => {
    const admitted = await desk.page.evaluate(async (colour) => {
      const stored = await window.lanyard.getBadgeTemplate({ id: 'cr80-back' });
      if (!stored.ok) return stored.error.code;
      const template = stored.value;
      const fields = template.fields.map((field) =>
        'colour' in field && ['strip', 'back-rule'].includes(field.id)
          ? { ...field, colour }
          : field,
      );
      const saved = await window.lanyard.saveBadgeTemplate({ ...template, fields });
      if (!saved.ok) return saved.error.code;
      const people = await window.lanyard.searchDelegates({ query: 'ma', limit: 1 });
      const id = people.ok ? (people.value.rows[0]?.id ?? '') : '';
      const target = { kind: 'delegate' as const, delegateId: id };
      const key = crypto.randomUUID();
      const answer = await window.lanyard.checkIn({ key, target, identity: null });
      return answer.ok ? answer.value.outcome : answer.error.code;
    }, blue);
    expect(admitted).toBe('admitted');
    const pages = await pagesOf(await printer.job(0));
    expect(pages).toHaveLength(2);
    const [front, back] = pages;
    if (front === undefined || back === undefined) throw new Error('a page is missing');
    // The paper is rounded up to whole millimetres; the picture on it has the card's own size.
    expect(
      [front.canvas.width, front.canvas.height].map((size) => Math.round(size / scale)),
    ).toEqual([86, 54]);
    // Every strip has a frame of half a millimetre: from 45.48 mm to the edges of 85.6 × 53.98 mm.
    const frame = [inkAt(front, 43, 45.7), inkAt(front, 0.2, 50), inkAt(front, 85.3, 50)];
    expect([...frame, inkAt(front, 43, 53.7)]).toEqual([blue, blue, blue, blue]);
    expect(inkAt(front, 1, 45)).toBe('#ffffff');
    expect(inkAt(back, 43, 14.2)).toBe(blue);
    expect(inkAt(back, 1, 47)).toBe('#ffffff');
  });
});
