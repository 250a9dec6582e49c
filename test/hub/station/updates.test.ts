import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExchange } from '../../../hub/exchange/exchange.ts';
import { createHubSource, fetchArchive } from '../../../main/station/update/fetch-archive.ts';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { publish, publisher } from '../../main/station/update/support.ts';
import { type HubBench, hubBench } from '../cli/support.ts';
import { cleanUp, enrolStation } from '../http/support.ts';

const bench: HubBench = hubBench();
const offers = mkdtempSync(join(tmpdir(), 'lanyard-offers-'));
const file = join(offers, 'lanyard-1.1.0-linux-x64.tar.gz.json');

beforeAll(async () => {
  await bench.serve();
});
afterAll(async () => {
  await cleanUp();
  await bench.cleanUp();
});

describe('updates at a hub', () => {
  it('are told to nobody without a kiosk’s token', async () => {
    const { url, authority } = bench.admin();
    const exchange = openExchange(url, authority, null);
    for (const path of [
      '/v1/updates?platform=linux-x64',
      '/v1/updates/piece?platform=linux-x64&version=1.1.0&from=0',
    ]) {
      await expect(exchange.ask({ method: 'GET', path })).rejects.toThrow('unauthorised');
    }
    await exchange.close();
  });

  it('are added while it runs, and a file that is none is refused', async () => {
    publish(offers, '1.1.0');
    const added = await bench.runHere('add-update', file);
    expect(added).toMatchObject({ code: 0 });
    expect(added.output).toContain('1.1.0 for linux-x64');
    const wrong = bench.file('wrong.tar.gz.json', '{}');
    expect(await bench.runHere('add-update', wrong)).toMatchObject({ code: 2 });
    const archive = file.replace(/\.json$/, '');
    const bytes = readFileSync(archive);
    writeFileSync(archive, Buffer.concat([bytes, Buffer.of(0)]));
    expect(await bench.runHere('add-update', file)).toMatchObject({ code: 2 });
    writeFileSync(archive, bytes);
    const once = mkdtempSync(join(tmpdir(), 'lanyard-offers-'));
    publish(once, '1.1.0', { keys: [publisher[0]] });
    const half = await bench.runHere(
      'add-update',
      join(once, 'lanyard-1.1.0-linux-x64.tar.gz.json'),
    );
    expect(half).toMatchObject({ code: 2 });
    expect(half.output).toContain('second signature');
  });

  it('are fetched by an enrolled station over TLS, to the last byte', async () => {
    const { url, authority } = bench.admin();
    const hub = { url, admin: bench.admin(), fingerprint: certificateFingerprint(authority) };
    const { enrolment } = await enrolStation(hub, 'kiosk');
    const source = createHubSource({ url, authority, token: enrolment.token });
    const newest = await source.newest('linux-x64');
    expect(newest?.manifest.version).toBe('1.1.0');
    expect(await source.newest('win32-x64')).toBeNull();
    if (newest === null) throw new Error('no update');
    const incoming = mkdtempSync(join(tmpdir(), 'lanyard-incoming-'));
    const path = await fetchArchive(source, newest.manifest, incoming, () => {});
    expect(readFileSync(path)).toEqual(readFileSync(file.replace(/\.json$/, '')));
    const old = { ...newest.manifest, version: '1.0.9' };
    await expect(source.piece(old, 0)).rejects.toThrow('not-found');
  });
});
