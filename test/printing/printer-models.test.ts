import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import { loadConfig } from '../../main/base/config/config.ts';
import { loadPrinterModels } from '../../main/printing/printer-models.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-models-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(content: unknown): string {
  const path = join(folder, 'models.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const own = loadPrinterModels(null);
const some: PrinterModel = {
  id: 'acme-9000',
  maker: 'Acme',
  name: '9000',
  language: 'escpos',
  ability: 'status',
  dotsPerMm: 8,
  widthDots: 640,
  cut: true,
  connections: ['tcp'],
  note: { en: '', fr: '' },
  source: 'Acme 9000 data sheet',
};

describe('the models that come with the app', () => {
  test('every model makes valid settings over each of its connections', () => {
    expect(own.problem).toBeNull();
    for (const model of own.models) {
      for (const kind of model.connections) {
        const connection = {
          tcp: { kind: 'tcp', host: '192.0.2.1', port: 9100 },
          device: { kind: 'device', path: '/dev/usb/lp0' },
          system: { kind: 'system', queue: 'Badges' },
          spooler: { kind: 'spooler', queue: 'Badges' },
        }[kind];
        const roll = model.brother?.head === 1296 ? '102' : '62';
        const parsed = printerSettingsSchema.safeParse({
          id: 'front',
          name: 'Front desk',
          model: model.id,
          language: model.language,
          starGraphics: model.starGraphics,
          ...(model.brother === undefined ? {} : { brother: { ...model.brother, roll } }),
          connection,
          ability: model.ability,
          dotsPerMm: model.dotsPerMm,
          widthDots: model.widthDots,
          cut: model.cut,
        });
        expect(parsed.success, `${model.id} over ${kind}: ${parsed.error?.message}`).toBe(true);
      }
    }
  });

  test('a printer that has no end of job is never set up to confirm', () => {
    const abilities = new Map(own.models.map(({ id, ability }) => [id, ability]));
    expect(abilities.get('epson-tm-t88iii')).toBe('status');
    for (const { id, ability } of own.models.filter((model) => model.starGraphics === 'raster')) {
      expect(ability, id).not.toBe('confirm');
    }
  });
});

test.each([
  ['raster mode and confirm', { starGraphics: 'raster' }, 'ability'],
  ['more dots than a row can say', { widthDots: 2_048 }, 'widthDots'],
])('a Star printer with %s is refused, and the field is named', (_, changes, field) => {
  const printer = {
    id: 'front',
    name: 'Front desk',
    language: 'star',
    connection: { kind: 'tcp', host: '192.0.2.1' },
    ability: 'confirm',
  };
  expect(printerSettingsSchema.safeParse(printer).success).toBe(true);
  const parsed = printerSettingsSchema.safeParse({ ...printer, ...changes });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

describe('models of a file', () => {
  test('are added, and one with a known id takes its place', () => {
    const better = { ...some, id: 'epson-tm-t20iii', name: 'TM-T20III in the lobby' };
    const loaded = loadPrinterModels(file({ models: [some, better] }));
    expect(loaded.problem).toBeNull();
    expect(loaded.models).toHaveLength(own.models.length + 1);
    expect(loaded.models[0]).toEqual(some);
    expect(loaded.models.find(({ id }) => id === 'epson-tm-t20iii')?.name).toBe(better.name);
  });

  test.each([
    ['no file', null, 'ENOENT'],
    ['no JSON', '{"models": [', 'JSON'],
    ['a wrong field', { models: [{ ...some, dotsPerMm: 203 }] }, 'models.0.dotsPerMm'],
    ['an unknown field', { models: [{ ...some, dpi: 203 }] }, 'models.0: Unrecognized key: "dpi"'],
    ['an unknown language', { models: [{ ...some, language: 'epl' }] }, 'models.0.language'],
    ['a driver over TCP', { models: [{ ...some, language: 'driver' }] }, 'models.0.connections'],
    ['the same id twice', { models: [some, some] }, 'models: two models have the same id'],
  ])('%s: the problem names file and field, and the own models serve', (_, content, said) => {
    const path = content === null ? join(folder, 'none.json') : file(content);
    const loaded = loadPrinterModels(path);
    expect(loaded.models).toEqual(own.models);
    expect(loaded.problem).toContain(path);
    expect(loaded.problem).toContain(said);
  });

  test('the configuration names it relative to its own file', () => {
    file({ models: [some] });
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ printerModels: 'models.json' }));
    const { config, problem } = loadConfig(path);
    expect(problem).toBeNull();
    expect(loadPrinterModels(config.printerModels ?? null).models[0]?.id).toBe('acme-9000');
  });
});
