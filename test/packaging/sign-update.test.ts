import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  archiveName,
  isAuthenticUpdate,
  type SignedUpdate,
  signedUpdateSchema,
} from '../../domain/sync/update.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { makePublisherKey, makeUpdate, signUpdate } from '../../tools/package/make-update.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-signing-'));
const first = join(folder, 'first.pem');
const second = join(folder, 'second.pem');
const keys = [makePublisherKey(first), makePublisherKey(second)] as const;

function read(file: string): SignedUpdate {
  return signedUpdateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

it('An update is signed by two people, each with a key, and signed again before it is too old', async () => {
  const app = mkdtempSync(join(tmpdir(), 'lanyard-signing-app-'));
  writeFileSync(join(app, 'lanyard'), 'the app');
  const what = { app, folder, version: '1.0.0', platform: 'linux-x64' };
  const file = await makeUpdate({
    ...what,
    key: first,
    signedAt: 1,
    minimum: null,
    forTests: true,
  });
  expect(isAuthenticUpdate(read(file), keys, nodeCrypto)).toBe(false);
  await expect(signUpdate({ file, key: first })).rejects.toThrow('signed already');
  await signUpdate({ file, key: second });
  expect(isAuthenticUpdate(read(file), keys, nodeCrypto)).toBe(true);
  await expect(signUpdate({ file, key: second })).rejects.toThrow('signed already');

  await signUpdate({ file, key: second, renew: true });
  expect(isAuthenticUpdate(read(file), keys, nodeCrypto)).toBe(false);
  await signUpdate({ file, key: first });
  expect(isAuthenticUpdate(read(file), keys, nodeCrypto)).toBe(true);
  expect(read(file).manifest.signedAt).toBeGreaterThan(1);

  writeFileSync(join(folder, archiveName(what)), 'another');
  await expect(signUpdate({ file, key: first, renew: true })).rejects.toThrow('is not what');
});
