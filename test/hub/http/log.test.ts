import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRefusalLog, errorFields, openHubLog } from '../../../hub/http/log.ts';

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
  // No line between the two is missing.
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(numbers.at(-1)).toBe(4_999);
});

test('of an error the kind, the code and places in our code, never what it says', () => {
  const error = Object.assign(new TypeError('Anna MÜLLER is no number'), { code: 'E_NAME' });
  const fields = errorFields(error);
  expect(fields).toMatchObject({ error: 'TypeError', code: 'E_NAME' });
  expect(JSON.stringify(fields)).not.toContain('MÜLLER');
});

function recorded() {
  const lines: { message: string; [name: string]: unknown }[] = [];
  const write = (fields: object, message: string): void => void lines.push({ ...fields, message });
  return { lines, log: { info: write, warn: write, error: write } };
}

test('strangers who flood the hub leave thirty lines a minute and a count: what a station did stays', () => {
  const { lines, log } = recorded();
  const time = { now: 0 };
  const refusals = createRefusalLog(log, () => time.now);
  refusals.refused('station', { code: 'bad-signature' });
  for (let request = 0; request < 5_000; request += 1) {
    refusals.refused('nobody', { code: request % 5 === 0 ? 'unauthorised' : 'not-found' });
  }
  refusals.refused('station', { code: 'revoked' });
  expect(lines).toHaveLength(32);
  expect(lines.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['bad-signature', 'revoked']),
  );
  time.now += 60_000;
  refusals.refused('nobody', { code: 'not-found' });
  expect(lines.at(-2)).toMatchObject({
    sender: 'nobody',
    times: { 'not-found': 3_976, unauthorised: 994 },
    message: 'refused, and not written one by one',
  });
  expect(lines.at(-1)).toMatchObject({ code: 'not-found', message: 'refused' });
});

test('a station that floods has lines of its own, and an end writes what is counted', () => {
  const { lines, log } = recorded();
  const refusals = createRefusalLog(log, () => 0);
  for (let request = 0; request < 500; request += 1) refusals.refused('a', { code: 'replayed' });
  refusals.refused('b', { code: 'replayed' });
  refusals.refused('nobody', {}, 'TLS refused');
  expect(lines).toHaveLength(122);
  refusals.close();
  expect(lines.slice(122)).toMatchObject([{ sender: 'a', times: { replayed: 380 } }]);
});
