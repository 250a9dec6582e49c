import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { changedOne, StoreError } from '../../db/base/types.ts';
import { settingsPlaces } from '../../domain/station/settings-places.ts';
import { errorFields as hubErrorFields } from '../../hub/http/log.ts';
import { loadConfig } from '../../main/base/config/config.ts';
import { checkJsonFile } from '../../main/base/config/read-file-problems.ts';
import { errorFields } from '../../main/base/log.ts';

const secret = 'Zyxwvutsrq4711';

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Errors of Node and of packages that quote their input. */
const talkative: [string, () => unknown][] = [
  ['JSON', () => JSON.parse(`${secret} is no JSON`)],
  ['an address', () => new URL(`${secret} is no address`)],
  ['a file', () => readFileSync(`/nowhere/${secret}.jpg`)],
  ['a schema', () => z.strictObject({}).parse({ [secret]: 1 })],
  ['a number', () => BigInt(secret)],
  ['an option', () => Buffer.from('', secret as BufferEncoding)],
];

describe('an error in a log', () => {
  it.each(talkative)(
    'about %s does not quote it, at the station and at the hub',
    (_about, action) => {
      const error = thrownBy(action);
      for (const fields of [errorFields(error), hubErrorFields(error)]) {
        const text = JSON.stringify(fields);
        expect(text).not.toContain(secret);
        expect(text).toContain((error as Error).name);
        expect(text).toContain('quiet-errors.test.ts');
      }
    },
  );

  it('of the store keeps its message: it names tables and columns', () => {
    const sqlite = Object.assign(new Error('UNIQUE constraint failed: delegate.id'), {
      code: 'SQLITE_CONSTRAINT_UNIQUE',
    });
    expect(errorFields(sqlite)).toMatchObject({
      code: 'SQLITE_CONSTRAINT_UNIQUE',
      message: 'UNIQUE constraint failed: delegate.id',
    });
    const rows = thrownBy(() => changedOne({ changes: 0, lastInsertRowid: 0 }, 'replacePin'));
    expect(errorFields(rows)).toMatchObject({ message: expect.stringContaining('replacePin') });
    expect(errorFields(new StoreError('disk-full', '/data/lanyard.db'))).toMatchObject({
      code: 'disk-full',
    });
  });

  it('of a schema names fields and rules, so that it can be found', () => {
    const schema = z.strictObject({ rows: z.array(z.strictObject({ serial: z.string().max(3) })) });
    const error = thrownBy(() => schema.parse({ rows: [{ serial: secret }] }));
    expect(errorFields(error)).toMatchObject({ issues: ['rows.0.serial: too_big'] });
  });

  it('that is no error at all is told by its type', () => {
    expect(JSON.stringify(errorFields(secret))).toBe('{"error":"string"}');
  });
});

describe('a file of settings with a mistake', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-quiet-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is told by line and column, without a piece of what it holds', () => {
    const path = join(folder, 'config.json');
    writeFileSync(path, `{\n  "operators": [{"name": "A", "pin": "${secret}" "role"}]\n}`);
    const { problem } = loadConfig(path);
    expect(problem).toMatch(/config\.json: not valid JSON \(line 2 column \d+\)/);
    const checked = checkJsonFile(path, z.unknown(), settingsPlaces);
    for (const text of [problem, JSON.stringify(checked)]) expect(text).not.toContain(secret);
  });
});
