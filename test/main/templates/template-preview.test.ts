import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import { defaultTemplates, rollTemplate } from '../../../domain/templates/default-templates.ts';
import type { Renderer } from '../../../main/printing/render/renderer.ts';
import type { RendererPaths } from '../../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../../main/printing/render/worker-renderer.ts';
import { previewContent, previewTemplate } from '../../../main/templates/template-preview.ts';
import { sampleIds } from '../../../preload/contract/templates.ts';
import type { ParsedCallInput } from '../../../preload/contract.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const nodeModules = join(import.meta.dirname, '../../../node_modules');
const paths: RendererPaths = {
  fontFolder: nodeModules,
  qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
};

let desk: DeskContext;
let renderer: Renderer;
beforeAll(() => {
  desk = makeDeskContext();
  const script = new URL('../../../main/printing/render/worker.ts', import.meta.url);
  renderer = createWorkerRenderer(() => new Worker(script, { workerData: paths }));
});
afterAll(async () => {
  desk?.close();
  await renderer?.close();
});

const printer = printerSettingsSchema.parse({
  id: 'fine',
  name: 'Fine',
  language: 'escpos',
  connection: { kind: 'tcp', host: '127.0.0.1' },
  ability: 'confirm',
  dotsPerMm: 12,
  widthDots: 864,
});

function request(change: Partial<ParsedCallInput<'previewTemplate'>> = {}) {
  return {
    template: rollTemplate(),
    person: { kind: 'sample' as const, id: 'typical' as const },
    category: null,
    training: false,
    attempt: false,
    printerId: null,
    inColour: false,
    ...change,
  };
}
const colourPrinter = printerSettingsSchema.parse({
  id: 'cards',
  name: 'Cards',
  language: 'driver',
  connection: { kind: 'system', queue: 'cards' },
  ability: 'blind',
  driver: { colour: true, bothSides: false },
});

const preview = (change: Partial<ParsedCallInput<'previewTemplate'>> = {}) =>
  previewTemplate(desk.context, renderer, [printer, colourPrinter], request(change));

describe('a preview', () => {
  it.each(sampleIds)('of the sample "%s" has every glyph and the bitmap as PNG', async (id) => {
    const { picture, missingGlyphs, problem } = await preview({ person: { kind: 'sample', id } });
    expect(missingGlyphs).toEqual([]);
    expect(problem).toBe('');
    expect(picture).toMatchObject({ width: 576, height: 800 });
    const png = await loadImage(Buffer.from(picture?.png ?? []));
    expect([png.width, png.height]).toEqual([576, 800]);
  });

  it('is drawn in the dots of the chosen printer', async () => {
    const { picture, ...head } = await preview({ printerId: 'fine' });
    expect(head).toMatchObject({ dotsPerMm: 12, widthDots: 864 });
    expect(picture).toMatchObject({ width: 864, height: 1200 });
  });

  it('says what comes out: black, in colour of a printer that has it, or of any such', async () => {
    const fields = rollTemplate().fields.map((field) =>
      field.kind === 'strip' ? { ...field, colour: '#1f4fd8' } : field,
    );
    const template = { ...rollTemplate(), fields };
    const black = await preview({ template });
    expect(black.inks).toBe('black');
    expect((await preview({ template, printerId: 'fine' })).inks).toBe('black');
    const own = await preview({ template, printerId: 'cards' });
    const any = await preview({ template, inColour: true });
    expect([own.inks, any.inks]).toEqual(['colour', 'colour']);
    expect(own.picture?.sha256).toBe(any.picture?.sha256);
    expect(any.picture?.sha256).not.toBe(black.picture?.sha256);
    // Nothing is known of a missing printer: it is assumed to print both sides.
    expect([own.bothSides, any.bothSides]).toEqual([false, true]);
  });

  it('is the very bitmap that the renderer makes of the same badge', async () => {
    const { picture } = await preview({ training: true, attempt: true });
    const layout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
    const content = previewContent(desk.context, request({ training: true, attempt: true }));
    expect(content).toMatchObject({ training: true, attemptMark: '2' });
    expect(picture?.sha256).toBe((await renderer.render(content, layout)).sha256);
  });

  it('that could not be read back says why and has no picture', async () => {
    const fields = rollTemplate().fields.filter(({ kind }) => kind !== 'qr');
    const { picture, problem, findings } = await preview({
      template: { ...rollTemplate(), fields },
    });
    expect(picture).toBeNull();
    expect(problem).not.toBe('');
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', code: 'no-qr' }));
  });

  it('shows a portrait where the template has one', async () => {
    const template = defaultTemplates().find(({ fields }) =>
      fields.some(({ kind }) => kind === 'photo'),
    );
    if (template === undefined) throw new Error('no built-in template has a photo');
    const bare = await renderer.render(
      { ...previewContent(desk.context, request()), photo: null },
      { widthDots: template.size.width * 8, dotsPerMm: 8, template },
    );
    const { picture } = await preview({ template });
    expect(picture?.sha256).toHaveLength(64);
    expect(picture?.sha256).not.toBe(bare.sha256);
  });

  it('of a delegate shows their badge, and of nobody there is none', async () => {
    const { id } = desk.addDelegate(1, { printedName: 'Ólafur ÞÓRÐARSON', category: 'press' });
    const person = { kind: 'delegate' as const, delegateId: id };
    expect(previewContent(desk.context, request({ person }))).toMatchObject({
      printedName: 'Ólafur ÞÓRÐARSON',
      category: 'press',
    });
    const nobody = {
      kind: 'delegate' as const,
      delegateId: '00000000-0000-4000-8000-000000000009',
    };
    await expect(preview({ person: nobody })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('shows an invented person in each category of the event, else as a delegate', () => {
    const categories = ['press', 'delegate', 'gone', null].map(
      (category) => previewContent(desk.context, request({ category })).category,
    );
    expect(categories).toEqual(['press', 'delegate', 'delegate', 'delegate']);
  });
});
