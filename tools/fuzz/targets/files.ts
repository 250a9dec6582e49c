import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { z } from 'zod';
import { type PlaceWords, problemsOf } from '../../../domain/base/file-problems.ts';
import { eventPlaces } from '../../../domain/event/event-places.ts';
import { wholeEventFileSchema } from '../../../domain/event/whole-event-file.ts';
import { printerModelsFileSchema } from '../../../domain/printing/printer-models.ts';
import { pictureSize } from '../../../domain/roster/picture-size.ts';
import { settingsFileSchema } from '../../../domain/station/settings-file.ts';
import { settingsPlaces } from '../../../domain/station/settings-places.ts';
import { badgeTemplateSchema } from '../../../domain/templates/badge-template.ts';
import { checkTemplate } from '../../../domain/templates/check-template.ts';
import { defaultTemplates } from '../../../domain/templates/default-templates.ts';
import { readLaunch } from '../../../main/base/config/command-line.ts';
import { configSchema, loadConfig } from '../../../main/base/config/config.ts';
import { readJsonFile } from '../../../main/base/config/read-json.ts';
import models from '../../../main/printing/printer-models.json' with { type: 'json' };
import { readTemplate } from '../../../main/templates/template-calls.ts';
import { sampleEvent } from '../../../test/support/sample-event.ts';
import { hold, holdPlain } from '../engine/guards.ts';
import { type Fuzzed, fuzzed, type Target } from '../engine/target.ts';
import { bytesLike } from '../generators/bytes.ts';
import { fromSchema } from '../generators/from-schema.ts';
import { jsonText, mutatedJson } from '../generators/json.ts';
import { mutatedText, textLike } from '../generators/text.ts';

/**
 * Texts of files: values in the right form with changes, the same changed as text, and any text.
 */
function fileTexts(schema: z.ZodType, samples: readonly unknown[]): fc.Arbitrary<string> {
  const texts = samples.map((sample) => JSON.stringify(sample));
  return fc.oneof(
    { weight: 4, arbitrary: mutatedJson(fc.constantFrom(...samples)).map(jsonText) },
    { weight: 4, arbitrary: mutatedJson(fromSchema(schema)).map(jsonText) },
    { weight: 2, arbitrary: mutatedText(texts) },
    { weight: 1, arbitrary: textLike(['\uFEFF{}', '{"', '[]']) },
    { weight: 1, arbitrary: fc.constantFrom('[', '{"a":').map((open) => open.repeat(20_000)) },
  );
}

const station = {
  name: 'Kiosk {number}',
  format: 'lanyard-settings',
  version: 1,
  mode: 'kiosk',
  language: 'fr',
  checkpoint: null,
  direction: 'in',
  kioskLanguages: ['en', 'fr'],
  idleSeconds: 60,
  countdownSeconds: 15,
  lockAfterMinutes: 10,
  sounds: true,
  camera: { enabled: true },
  scanner: { functionKeyPrefix: 'F13' },
  printers: [],
  supervisor: null,
};

const config = {
  mode: 'kiosk',
  stationName: 'Kiosk 1',
  event: { file: 'event.json', secretFile: 'secret.txt' },
  roster: 'roster.csv',
  printers: [],
  clock: { start: '2018-10-02T07:00:00+02:00' },
  hub: { join: { url: 'https://192.0.2.1:8443', code: 'BCDFGHJK', pin: 'a'.repeat(64) } },
};

/** A JSON file that is read by a schema; `read` returns the outcome. */
function jsonFile(
  schema: z.ZodType,
  samples: readonly unknown[],
  read: (text: string) => 'taken' | 'refused',
): Fuzzed {
  return fuzzed<string>({
    cases: fileTexts(schema, samples),
    sizeOf: (text) => text.length,
    run: read,
  });
}

function parsedBy(schema: z.ZodType, words: PlaceWords): (text: string) => 'taken' | 'refused' {
  return (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return 'refused';
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      hold(
        problemsOf(parsed.error, value, words).length <= 5_000,
        'more problems than anybody reads',
      );
      return 'refused';
    }
    holdPlain(parsed.data);
    return 'taken';
  };
}

const eventFile: Target = {
  name: 'files/event',
  share: 4,
  reaches: ['taken', 'refused'],
  open: () =>
    jsonFile(wholeEventFileSchema, [sampleEvent], parsedBy(wholeEventFileSchema, eventPlaces)),
};

const settings: Target = {
  name: 'files/settings',
  share: 20,
  reaches: ['taken', 'refused'],
  open: () => jsonFile(settingsFileSchema, [station], parsedBy(settingsFileSchema, settingsPlaces)),
};

const printerModels: Target = {
  name: 'files/printer-models',
  share: 10,
  reaches: ['taken', 'refused'],
  open: () =>
    jsonFile(
      printerModelsFileSchema,
      [{ models: models.models.slice(0, 2) }],
      parsedBy(printerModelsFileSchema, settingsPlaces),
    ),
};

const templates: Target = {
  name: 'files/badge-template',
  share: 15,
  reaches: ['taken', 'refused'],
  open: () =>
    jsonFile(badgeTemplateSchema, defaultTemplates(), (text) => {
      const read = readTemplate('t.json', text, sampleEvent);
      if ('refused' in read) {
        const { issues, findings } = read.refused;
        hold(issues.length + findings.length > 0, 'refused without a reason');
        return 'refused';
      }
      holdPlain(read.template);
      for (const dotsPerMm of [8, 23.6])
        checkTemplate(read.template, { widthDots: 832, dotsPerMm });
      return 'taken';
    }),
};

/** The configuration file on disk; `loadConfig` never throws. */
const configuration: Target = {
  name: 'files/config',
  share: 5,
  reaches: ['taken', 'refused'],
  open: () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-fuzz-'));
    const path = join(folder, 'config.json');
    return fuzzed<string>({
      cases: fileTexts(configSchema, [config]),
      sizeOf: (text) => text.length,
      run: (text) => {
        writeFileSync(path, text);
        const { problem } = loadConfig(path);
        hold(readJsonFile(path, configSchema).ok === (problem === null), 'two readers disagree');
        return problem === null ? 'taken' : 'refused';
      },
      close: async () => rmSync(folder, { recursive: true, force: true }),
    });
  },
};

const launch: Target = {
  name: 'files/command-line',
  share: 80,
  reaches: ['folder', 'none'],
  open: () =>
    fuzzed<string[]>({
      cases: fc.array(
        fc.oneof(
          fc.constantFrom(
            '--data-dir',
            '--data-dir=/tmp/x',
            '--config',
            '--mode',
            'kiosk',
            '--import',
            '--yes',
            '--',
            '-x',
          ),
          fc.constantFrom(
            '--data-dir=',
            '--__proto__=1',
            '--constructor',
            '--no-sandbox',
            '--mode=door',
            '--set-up',
            '-',
          ),
          textLike(['--data-dir=/a/b', '--config=c.json']),
        ),
        { maxLength: 6 },
      ),
      sizeOf: (words) => words.join(' ').length,
      run: (words) => {
        const read = readLaunch(words, {}, '/');
        hold(
          read.mode === null || ['desk', 'kiosk', 'door'].includes(read.mode),
          'a mode that is none',
        );
        return read.dataDir === null ? 'none' : 'folder';
      },
    }),
};

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000400000003008060000', 'hex');
const jpeg = Buffer.from(
  `ffd8ffe000104a46494600010100000100010000ffff${'ffdb0004aabb'}ffc00011080030004003012200021101031101ffda`,
  'hex',
);

const pictures: Target = {
  name: 'files/picture-size',
  share: 150,
  reaches: ['size', 'none'],
  open: () =>
    fuzzed<Uint8Array>({
      cases: bytesLike([png, jpeg], 60),
      sizeOf: (bytes) => bytes.length,
      run: (bytes) => {
        const size = pictureSize(bytes);
        if (size === null) return 'none';
        hold(
          Number.isInteger(size.width) && size.width > 0 && size.height > 0,
          'a size that is none',
        );
        return 'size';
      },
    }),
};

export const fileTargets: readonly Target[] = [
  eventFile,
  settings,
  printerModels,
  templates,
  configuration,
  launch,
  pictures,
];
