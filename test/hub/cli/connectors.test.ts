import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakePretix, order, startFakePretix } from '../connectors/fakes/fake-pretix.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
let pretix: FakePretix;
beforeEach(async () => {
  bench = hubBench();
  pretix = await startFakePretix();
  await bench.serveHere();
});
afterEach(async () => {
  await pretix.close();
  await bench.cleanUp();
});

const file = (name: string, settings: object): string => bench.file(name, JSON.stringify(settings));

test('a pretix device: initialised by its QR, listed, run, removed; the token is in a file for us alone', async () => {
  pretix.orders = [1, 2].map((number) => order(number, pretix.now()));
  pretix.handshakes.add('kpp4jn8g2ynzonp6');
  const settings = file('pretix.json', {
    kind: 'pretix',
    name: 'council',
    handshake: { handshake_version: 1, url: pretix.url, token: 'kpp4jn8g2ynzonp6' },
    authority: pretix.authority,
    event: 'council',
    fields: { delegation: 'COUNTRY' },
    lists: { registration: 11 },
  });
  const added = await bench.runHere('connector', 'add', settings);
  expect(added).toMatchObject({ code: 0 });
  expect(added.output).toContain('The hub is a device of wco now.');
  const secret = join(bench.dataDir, 'connectors', 'council.secret');
  if (process.platform !== 'win32') expect(statSync(secret).mode & 0o077).toBe(0);
  const token = readFileSync(secret, 'utf8').trim();
  expect(pretix.devices).toContain(token);

  const ran = await bench.runHere('connector', 'run', 'council');
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.output).toMatch(/people there {2,}2\n/);
  expect((await bench.runHere('status')).output).toContain('confirmed 2');

  pretix.devices.clear();
  const refused = await bench.runHere('connector', 'run', 'council');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.output).toContain('and then failed: unauthorised: HTTP 401');
  expect((await bench.runHere('connector', 'list')).output).toContain('council (pretix)');

  expect(await bench.runHere('connector', 'remove', 'council')).toMatchObject({ code: 0 });
  expect((await bench.runHere('connector', 'list')).output).toBe('There is no connector.');
  const log = bench.log();
  expect(log).toContain('"connector":"council"');
  expect(log).not.toMatch(new RegExp(`${token}|kpp4jn8g2ynzonp6|FAMILY000|secret000`));
});

test('a folder named from the settings file on; a token used already, and what is no settings', async () => {
  bench.file('people.csv', 'Code;Printed name;Delegation\nA1;Anna MÜLLER;Belgium\n');
  const from = { folder: '.', settleSeconds: 0 };
  const drop = file('drop.json', { kind: 'file', name: 'drop', from });
  expect(await bench.runHere('connector', 'add', drop)).toMatchObject({ code: 0 });
  await bench.runHere('connector', 'run', 'drop');
  expect((await bench.runHere('status')).output).toContain('confirmed 1');
  expect(await bench.runHere('connector', 'add', drop)).toMatchObject({ code: 2 });

  const handshake = { handshake_version: 1, url: pretix.url, token: 'used' };
  const used = { kind: 'pretix', name: 'used', handshake, event: 'council' };
  const refused = await bench.runHere(
    'connector',
    'add',
    file('used.json', { ...used, authority: pretix.authority }),
  );
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.output).toContain('The other system: unauthorised: token used or unknown');

  pretix.handshakes.add('used');
  expect(await bench.runHere('connector', 'add', 'used.json')).toMatchObject({ code: 0 });

  for (const wrong of [
    ['add', file('a.json', { kind: 'pretix', name: 'x' })],
    ['add', bench.file('b.json', '{"token": "not to be shown"')],
    ['add', file('c.json', { kind: 'file', name: 'UPPER', from })],
    ['add'],
    ['run'],
    ['what'],
  ]) {
    const ended = await bench.runHere('connector', ...wrong);
    expect(ended).toMatchObject({ code: 2 });
    expect(ended.output).not.toContain('not to be shown');
  }
  expect(await bench.runHere('connector', 'run', 'nobody')).toMatchObject({ code: 1 });
});
