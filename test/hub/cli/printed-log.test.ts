import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '../../../domain/organiser/audit.ts';
import { printAudit } from '../../../hub/cli/printed-log.ts';
import type { Program } from '../../support/program.ts';
import { silentLog } from '../support/test-hub.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(() => bench.cleanUp());

const objects = ({ lines }: Pick<Program, 'lines'>) =>
  lines.filter((line) => line.startsWith('{')).map((line): object => JSON.parse(line));

test('log and audit leave the machine by what the hub prints, numbered, without a name', async () => {
  const hub = await bench.serveHere(['--print-log']);
  await bench.runHere('account', 'add', 'Anna MÜLLER', '--role', 'organiser');
  await bench.runHere('account', 'add', 'ANNA MÜLLER', '--role', 'viewer');
  hub.kill('SIGTERM');
  await hub.ended;
  const audited = objects(hub).filter((line) => 'audit' in line);
  expect(audited).toMatchObject([{ audit: 1, actor: 'administrator', account: null }]);
  const logged = bench.log().trim().split('\n');
  const withoutTime = (line: object) => ({ ...line, time: '' });
  expect(
    objects(hub)
      .filter((line) => !('audit' in line))
      .map(withoutTime),
  ).toEqual(logged.map((line) => withoutTime(JSON.parse(line))));
  expect(logged.some((line) => line.includes('not-allowed'))).toBe(true);
  for (const text of ['Anna', 'MÜLLER']) expect(JSON.stringify(objects(hub))).not.toContain(text);
});

test('a hub that was not asked to prints neither', async () => {
  const hub = await bench.serveHere();
  await bench.runHere('account', 'add', 'Anna', '--role', 'viewer');
  hub.kill('SIGTERM');
  await hub.ended;
  expect(objects(hub)).toEqual([]);
});

test('nothing between two looks is left out, however much it is, and searches are never printed', async () => {
  const entries: AuditEntry[] = [];
  const add = (count: number): void => {
    for (let n = 0; n < count; n += 1) {
      entries.unshift({
        seq: entries.length + 1,
        at: 0,
        actor: 'account',
        action: 'searched',
        outcome: 'done',
        account: { id: 'a', name: 'Anna' },
        delegateId: null,
        query: 'lindqvist',
        detail: '',
        count: null,
        address: '',
      });
    }
  };
  const read = async ({
    limit,
    before = Infinity,
  }: {
    limit: number;
    before?: number | undefined;
  }) => {
    const older = entries.filter(({ seq }) => seq < before);
    const page = older.slice(0, limit);
    return { entries: page, before: older.length > limit ? (page.at(-1)?.seq ?? null) : null };
  };
  const lines: string[] = [];
  add(150);
  const printed = printAudit({ read, write: async () => {} }, silentLog, (line) =>
    lines.push(line),
  );
  const first = new Promise<void>((resolve) => setImmediate(resolve));
  await first;
  add(350);
  await printed.stop();
  expect(lines.map((line) => JSON.parse(line).audit)).toEqual(
    Array.from({ length: 450 }, (_, index) => index + 51),
  );
  for (const text of ['lindqvist', 'Anna']) expect(lines.join('\n')).not.toContain(text);
});
