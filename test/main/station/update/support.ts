import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  archiveName,
  manifestName,
  type PublisherKeys,
  type SignedUpdate,
  type UpdateManifest,
  updateText,
} from '../../../../domain/sync/update.ts';
import {
  makeSigningKeys,
  readPrivateKey,
  type SigningKeys,
  signText,
} from '../../../../platform/crypto/ed25519.ts';

/** The publisher's two keys of these tests. */
export const publisher = [makeSigningKeys(), makeSigningKeys()] as const;
export const publisherKeys: PublisherKeys = [publisher[0].publicKey, publisher[1].publicKey];

/** When updates of these tests are signed by default. */
export const signedAt = Date.parse('2018-09-20T12:00Z');

/** A folder with the launcher, version 1.0.0 as current, and programs that are shell scripts. */
export function installationFolder(program = 'exit 0'): string {
  const root = mkdtempSync(join(tmpdir(), 'lanyard-installation-'));
  writeProgram(join(root, 'versions/1.0.0'), program);
  writeFileSync(join(root, 'pointer'), 'current=1.0.0\nprevious=\ntrial=\nstarts=0\n');
  return root;
}

/** An app that is a shell script. */
export function writeProgram(folder: string, lines: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'lanyard'), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}

/** An update in a folder, as the publisher puts it there; `change` is made before the signature. */
export function publish(
  folder: string,
  version: string,
  options: {
    program?: string;
    change?: Partial<UpdateManifest>;
    keys?: readonly SigningKeys[];
  } = {},
): SignedUpdate {
  const app = mkdtempSync(join(tmpdir(), 'lanyard-update-app-'));
  writeProgram(app, options.program ?? 'exit 0');
  const archive = join(folder, archiveName({ version, platform: 'linux-x64' }));
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-czf', archive, '-C', app, '.']);
  const bytes = readFileSync(archive);
  const manifest: UpdateManifest = {
    formatVersion: 1,
    version,
    platform: 'linux-x64',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    minimumVersion: null,
    signedAt,
    ...options.change,
  };
  const text = updateText(manifest);
  const keys = options.keys ?? publisher;
  const signatures = keys.map(({ privateKey }) => signText(readPrivateKey(privateKey), text));
  const signed = { manifest, signatures };
  writeFileSync(
    join(folder, manifestName({ version, platform: 'linux-x64' })),
    JSON.stringify(signed),
  );
  return signed;
}
