import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(async () => {
  bench = hubBench();
  await bench.serveHere();
});
afterEach(() => bench.cleanUp());

test('accounts are added, listed, given another role, reset and ended by name', async () => {
  expect((await bench.runHere('account', 'list')).output).toContain('Nobody has an account yet');
  const added = await bench.runHere('account', 'add', 'Anna MÜLLER', '--role', 'organiser');
  expect(added.code).toBe(0);
  const code = /code {5}((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})/.exec(added.output)?.[1] ?? '';
  expect(added.output).toMatch(/https:\/\/127\.0\.0\.1:\d+\/organiser\/#set-up=/);
  expect(added.output).toContain(`#set-up=${code}`);
  expect((await bench.runHere('account', 'list')).output).toMatch(
    /Anna MÜLLER +organiser +invited/,
  );
  const reset = await bench.runHere('account', 'reset', 'anna müller');
  expect(reset.code).toBe(0);
  expect(reset.output).not.toContain(code);
  const role = await bench.runHere('account', 'role', 'Anna MÜLLER', '--role', 'viewer');
  expect(role.output).toMatch(/Anna MÜLLER +viewer/);
  expect((await bench.runHere('account', 'deactivate', 'Anna MÜLLER')).output).toMatch(
    /viewer +inactive/,
  );
  expect((await bench.runHere('account', 'activate', 'Anna MÜLLER')).output).toMatch(
    /viewer +invited/,
  );
  const log = bench.log();
  for (const secret of ['MÜLLER', code]) expect(log).not.toContain(secret);
});

test('what is not understood is said, with how it is written', async () => {
  const wrong: string[][] = [
    ['account'],
    ['account', 'add', 'Anna'],
    ['account', 'add', '--role', 'organiser'],
    ['account', 'add', 'Anna', '--role', 'king'],
    ['account', 'reset', 'Nobody'],
  ];
  for (const words of wrong) expect(await bench.runHere(...words)).toMatchObject({ code: 2 });
  await bench.runHere('account', 'add', 'Anna', '--role', 'viewer');
  expect(await bench.runHere('account', 'add', 'ANNA', '--role', 'viewer')).toMatchObject({
    code: 1,
    output: 'The hub refuses: not-allowed: name',
  });
});
