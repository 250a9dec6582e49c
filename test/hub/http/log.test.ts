import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorFields, openHubLog } from '../../../hub/http/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('a line is in the file when the call returns', () => {
  const log = openHubLog(folder);
  log.warn({ code: 'bad-request' }, 'refused');
  expect(JSON.parse(read('hub.log'))).toMatchObject({
    level: 40,
    code: 'bad-request',
    msg: 'refused',
  });
  log.close();
});

test('after its end a late line is passed over', () => {
  const log = openHubLog(folder);
  log.info({}, 'first');
  log.close();
  log.close();
  log.info({}, 'late');
  expect(read('hub.log')).not.toContain('late');
});

test('a flood of lines fills no disk: the newest are in hub.log, those before in hub.log.old', () => {
  const longest = 50_000;
  const log = openHubLog(folder, longest);
  for (let number = 0; number < 5_000; number += 1) log.warn({ number }, 'refused');
  log.info({}, 'the last one');
  log.close();
  for (const name of ['hub.log', 'hub.log.old']) {
    expect(statSync(join(folder, name)).size).toBeLessThan(2 * longest);
  }
  expect(read('hub.log')).toContain('the last one');
  const numbers = `${read('hub.log.old')}${read('hub.log')}`
    .split('\n')
    .flatMap((line) => /"number":(\d+)/.exec(line)?.[1] ?? [])
    .map(Number);
  // Nothing between the two is missing.
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(numbers.at(-1)).toBe(4_999);
});

test('of an error the kind, the code and places in our code, never what it says', () => {
  const error = Object.assign(new TypeError('Anna MÜLLER is no number'), { code: 'E_NAME' });
  const fields = errorFields(error);
  expect(fields).toMatchObject({ error: 'TypeError', code: 'E_NAME' });
  expect(JSON.stringify(fields)).not.toContain('MÜLLER');
});
