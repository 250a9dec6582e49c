import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { beforeEach, describe, expect, it } from 'vitest';
import { compareVersions, type UpdateManifest } from '../../../../domain/sync/update.ts';
import { createFolderSource, type UpdateSource } from '../../../../hub/station/updates.ts';
import { type Chooser, isForUs } from '../../../../main/station/update/choose-update.ts';
import { fetchArchive } from '../../../../main/station/update/fetch-archive.ts';
import { openInstallation } from '../../../../main/station/update/installation.ts';
import { testMark } from '../../../../main/station/update/test-mark.ts';
import { stageVersion } from '../../../../main/station/update/update-service.ts';
import { makeSigningKeys } from '../../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { assertReleasable } from '../../../../tools/package/check-packed.mjs';
import { installationFolder, publish, publisher, publisherKeys, signedAt } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-updates-'));
});

const dayMs = 24 * 60 * 60_000;
const installation: Chooser['installation'] = {
  hasFailed: () => false,
  lastOffer: () => null,
  rememberOffer: () => undefined,
};
const chooser: Chooser = {
  version: '1.0.0',
  platform: 'linux-x64',
  publisherKeys,
  installation,
  now: signedAt,
  crypto: nodeCrypto,
};

describe('which update is taken', () => {
  it('a newer one that both keys of the publisher signed', () => {
    expect(isForUs(publish(folder, '1.0.1'), chooser)).toBe(true);
  });

  it('never one that somebody else signed, or that was changed after it was signed', () => {
    const foreign = publish(folder, '1.0.1', { keys: [makeSigningKeys(), makeSigningKeys()] });
    expect(() => isForUs(foreign, chooser)).toThrow('wrong-signature');
    const genuine = publish(folder, '1.0.1');
    const changed = { ...genuine, manifest: { ...genuine.manifest, version: '9.9.9' } };
    expect(() => isForUs(changed, chooser)).toThrow('wrong-signature');
  });

  it('never one that a single key signed, however often', () => {
    const [first, second] = publisher;
    for (const keys of [[first], [second], [first, first], [second, makeSigningKeys()]]) {
      const signed = publish(folder, '1.0.1', { keys });
      expect(() => isForUs(signed, chooser)).toThrow('wrong-signature');
    }
    const other = publish(folder, '1.0.1', { keys: [second, first] });
    expect(isForUs(other, chooser)).toBe(true);
    const once: Chooser = { ...chooser, publisherKeys: [first.publicKey, first.publicKey] };
    expect(() => isForUs(publish(folder, '1.0.1'), once)).toThrow('wrong-signature');
  });

  it('never one that was signed long ago: a newer one may be held back', () => {
    const signed = publish(folder, '1.0.1');
    expect(isForUs(signed, { ...chooser, now: signedAt + 90 * dayMs })).toBe(true);
    const later = { ...chooser, now: signedAt + 90 * dayMs + 1 };
    expect(() => isForUs(signed, later)).toThrow('too-old');
    // Even if it is the running version: silence is how such an attack looks.
    expect(() => isForUs(publish(folder, '1.0.0'), later)).toThrow('too-old');
  });

  it('never one that goes back in version or date, and what ends is said', () => {
    const store = openInstallation(installationFolder());
    const remembering = { ...chooser, installation: store };
    expect(isForUs(null, remembering)).toBe(false);
    expect(isForUs(publish(folder, '1.2.0'), remembering)).toBe(true);
    expect(() => isForUs(publish(folder, '1.1.9'), remembering)).toThrow('went-back');
    const earlier = publish(folder, '1.2.0', { change: { signedAt: signedAt - 1 } });
    expect(() => isForUs(earlier, remembering)).toThrow('went-back');
    expect(() => isForUs(null, remembering)).toThrow('went-back');
    expect(store.lastOffer()).toEqual({ version: '1.2.0', signedAt });
    // Unsigned updates change nothing.
    const foreign = publish(folder, '9.0.0', { keys: [makeSigningKeys(), makeSigningKeys()] });
    expect(() => isForUs(foreign, remembering)).toThrow('wrong-signature');
    expect(isForUs(publish(folder, '1.2.0'), remembering)).toBe(true);
  });

  it('never the same or an older one, one for another system, or one that failed here', () => {
    expect(isForUs(publish(folder, '1.0.0'), chooser)).toBe(false);
    expect(isForUs(publish(folder, '0.9.9'), chooser)).toBe(false);
    expect(isForUs(publish(folder, '1.0.1'), { ...chooser, platform: 'win32-x64' })).toBe(false);
    const hasFailed = (version: string): boolean => version === '1.0.1';
    const failed = { ...chooser, installation: { ...installation, hasFailed } };
    expect(isForUs(publish(folder, '1.0.1'), failed)).toBe(false);
    expect(isForUs(publish(folder, '1.0.2'), failed)).toBe(true);
  });

  it('not one that needs a version in between', () => {
    const stepped = publish(folder, '2.0.0', { change: { minimumVersion: '1.5.0' } });
    expect(() => isForUs(stepped, chooser)).toThrow('needs-step');
    expect(isForUs(stepped, { ...chooser, version: '1.5.0' })).toBe(true);
  });

  it('by numbers, not by letters', () => {
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
    expect(compareVersions('0.9.0', '1.0.0')).toBeLessThan(0);
  });
});

describe('a folder of updates', () => {
  it('gives the newest of a platform, and passes over what is none', async () => {
    publish(folder, '1.9.0');
    publish(folder, '1.10.0');
    writeFileSync(join(folder, 'notes.tar.gz.json'), 'no update');
    writeFileSync(join(folder, 'lanyard-7.0.0-linux-x64.tar.gz.json'), '{"manifest":{}}');
    const found = await createFolderSource(folder).newest('linux-x64');
    expect(found?.manifest.version).toBe('1.10.0');
    expect(await createFolderSource(folder).newest('darwin-arm64')).toBeNull();
    expect(await createFolderSource(join(folder, 'none')).newest('linux-x64')).toBeNull();
  });
});

/** Returns pieces of so many bytes, and fails before the piece of this number. */
function inPieces(size: number, breaksBefore = Number.POSITIVE_INFINITY) {
  const whole = createFolderSource(folder);
  const asked: number[] = [];
  const source: UpdateSource = {
    newest: (platform) => whole.newest(platform),
    piece: async (manifest: UpdateManifest, from: number) => {
      if (asked.length + 1 >= breaksBefore) throw new Error('the network is away');
      asked.push(from);
      return (await whole.piece(manifest, from)).subarray(0, size);
    },
  };
  return { source, asked };
}

describe('fetching an archive', () => {
  it('goes on where it broke off, and brings the same bytes', async () => {
    const { manifest } = publish(folder, '1.0.1');
    const incoming = join(folder, 'incoming');
    const size = Math.ceil(manifest.size / 5);
    const first = inPieces(size, 3);
    const broken = fetchArchive(first.source, manifest, incoming, () => {});
    await expect(broken).rejects.toThrow('not-reachable');
    const second = inPieces(size);
    const path = await fetchArchive(second.source, manifest, incoming, () => {});
    expect(second.asked[0]).toBe(2 * size);
    expect(readFileSync(path)).toEqual(
      readFileSync(join(folder, 'lanyard-1.0.1-linux-x64.tar.gz')),
    );
  });

  it('deletes an archive whose hash is another, or whose size is', async () => {
    const incoming = join(folder, 'incoming');
    const { manifest } = publish(folder, '1.0.1');
    const wrong = { ...manifest, sha256: '0'.repeat(64) };
    const fetching = fetchArchive(createFolderSource(folder), wrong, incoming, () => {});
    await expect(fetching).rejects.toThrow('wrong-hash');
    expect(readdirSync(incoming)).toEqual([]);
    const longer = { ...manifest, size: manifest.size + 1 };
    const short = fetchArchive(createFolderSource(folder), longer, incoming, () => {});
    await expect(short).rejects.toThrow('wrong-hash');
  });

  it('is unpacked beside the version that runs; what is no app is not', async () => {
    const root = installationFolder();
    const installation = openInstallation(root);
    const { manifest } = publish(folder, '1.0.1');
    const fetch = () =>
      fetchArchive(createFolderSource(folder), manifest, join(root, 'incoming'), () => {});
    await stageVersion(installation, '1.0.1', await fetch());
    expect(installation.isStaged('1.0.1')).toBe(true);
    expect(installation.pointer().current).toBe('1.0.0');
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);

    const broken = join(root, 'broken.tar.gz');
    writeFileSync(broken, 'no archive');
    await expect(stageVersion(installation, '1.0.2', broken)).rejects.toThrow('cannot-unpack');
    expect(existsSync(join(root, 'versions/1.0.2'))).toBe(false);
    expect(existsSync(join(root, 'versions/1.0.2.new'))).toBe(false);
  });

  it('is not taken if it was made for tests, but by another such build', async () => {
    const root = installationFolder();
    const installation = openInstallation(root);
    const app = join(folder, 'app');
    mkdirSync(join(app, 'resources'), { recursive: true });
    mkdirSync(join(app, 'source'));
    writeFileSync(join(app, 'lanyard'), 'exit 0');
    writeFileSync(join(app, 'source', testMark), '');
    await createPackage(join(app, 'source'), join(app, 'resources/app.asar'));
    const stage = (mayBeTest: boolean) => {
      execFileSync('tar', ['-cf', join(root, 'a.tar'), '-C', app, 'lanyard', 'resources']);
      return stageVersion(installation, '1.0.1', join(root, 'a.tar'), mayBeTest);
    };
    await expect(stage(false)).rejects.toThrow('test-build');
    expect(existsSync(join(root, 'versions/1.0.1'))).toBe(false);
    expect(() => assertReleasable(app)).toThrow('build for tests');
    await stage(true);
    expect(installation.isStaged('1.0.1')).toBe(true);
  });
});
