import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { verifyCommand } from '../../../tools/verify/verify-command.ts';
import { entry } from '../http/people.ts';
import { addFacts, cleanUp, enrolStation, pushOf } from '../http/support.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(async () => {
  bench = hubBench();
  await bench.serveHere();
});
afterEach(async () => {
  await cleanUp();
  await bench.cleanUp();
});

const day = '2018-10-02';

test('a day is looked at, called, closed and written into a file that verifies', async () => {
  const admin = bench.admin();
  const fingerprint = certificateFingerprint(admin.authority);
  const station = await enrolStation({ admin, url: admin.url, fingerprint }, 'desk');
  addFacts(station, [entry(1).id]);
  await station.http.push(pushOf(station, 1));
  expect((await bench.runHere('day')).output).toContain('No report has been issued.');
  const open = await bench.runHere('day', day);
  expect(open.output).toContain(`${day}: open`);
  expect(open.output).toMatch(/OPEN +not-closed +at least 1/);
  expect((await bench.runHere('call-day', day)).output).toContain('Stations are asked to close');
  const closed = await bench.runHere('close-day', day);
  expect(closed).toMatchObject({ code: 0 });
  expect(closed.output).toContain('revision 1, report 1');
  expect(closed.output).toContain('0 PROVEN, 1 OPEN, 0 BROKEN');
  const file = join(bench.folder, 'report.json');
  const written = await bench.runHere('report', day, '--out', file);
  expect(written.output).toContain('Written: ');
  const key = /--key (\S+)/.exec(written.output)?.[1] ?? '';
  const lines: string[] = [];
  const read = (path: string) => readFileSync(path);
  const code = verifyCommand({
    words: [file, '--key', key],
    read,
    print: (l) => void lines.push(l),
  });
  expect(code, lines.join('\n')).toBe(0);
  const facts = join(bench.folder, 'facts.jsonl');
  const told = await bench.runHere('facts', day, '--out', facts);
  expect(told.output).toContain('1 facts, without names');
  const verify = () =>
    verifyCommand({ words: [file, '--facts', facts], read, print: (l) => void lines.push(l) });
  expect(verify()).toBe(0);
  expect(lines.join('\n')).toContain('1 of 1 chains are the same');
  writeFileSync(facts, readFileSync(facts, 'utf8').replace('\\"version\\":1', '\\"version\\":2'));
  expect(verify()).toBe(1);
  expect(lines.join('\n')).toContain(`facts at stations/0: station ${station.id}`);
  expect(await bench.runHere('facts', day)).toMatchObject({ code: 2 });
  expect(await bench.runHere('close-day', 'yesterday')).toMatchObject({ code: 2 });
  expect(await bench.runHere('report', day)).toMatchObject({ code: 2 });
  expect((await bench.runHere('report', '2018-10-03', '--out', file)).code).toBe(1);
});
