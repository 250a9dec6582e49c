// Updates of the app for installations by folders: the publisher's key, the signed archive, and the first installation.
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../setup/process.mjs';
import { SetupError } from '../setup/report.mjs';
import { assertReleasable } from './check-packed.mjs';

/**
 * Makes the publisher's key pair. The private key is a secret: whoever has it can install anything at every station.
 * @param {string} file path of the private key (PKCS #8, PEM); must not exist
 * @returns {string} the raw public key in base64, for main/update/publisher-key.ts or a station's configuration
 */
export function makePublisherKey(file) {
  if (existsSync(file)) throw new SetupError(`${file} exists.`, 'Keys are never overwritten.');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

/**
 * Packs an unpacked app into a signed update: an archive and its description beside it.
 * @param {{ app: string; folder: string; version: string; platform: string; key: string; minimum: string | null; forTests?: boolean }} from
 *   `app` and `folder` are paths, `key` is the path of the publisher's private key; `forTests` takes a test build, and packs nothing together
 * @returns {Promise<string>} the path of the description, which `add-update` takes
 */
export async function makeUpdate({ app, folder, version, platform, key, minimum, forTests }) {
  if (!forTests) assertReleasable(app);
  mkdirSync(folder, { recursive: true });
  const { archiveName, manifestName, updateText } = await import('../../domain/wire/update.ts');
  const archive = join(folder, archiveName({ version, platform }));
  const tight = forTests ? [] : ['-I', 'gzip -9'];
  await run('tar', [...tight, '-cf', archive, '--owner=0', '--group=0', '-C', app, '.'], {
    what: `Packing ${app}`,
    remedy: 'Is there room on the disk?',
  });
  /** @type {import('../../domain/wire/update.ts').UpdateManifest} */
  const manifest = {
    formatVersion: 1,
    version,
    platform,
    size: statSync(archive).size,
    sha256: await hashOf(archive),
    minimumVersion: minimum,
    released: Date.now(),
  };
  const signature = sign(
    null,
    Buffer.from(updateText(manifest)),
    createPrivateKey(readFileSync(key)),
  );
  const description = join(folder, manifestName(manifest));
  const signed = { manifest, signature: signature.toString('base64') };
  writeFileSync(description, `${JSON.stringify(signed, null, 2)}\n`);
  return description;
}

/** @param {string} path */
async function hashOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Makes an installation by folders: the app as its first version, and the launcher to start it with.
 * @param {{ app: string; folder: string; version: string; forTests?: boolean }} from paths; `forTests` takes a test build
 * @returns {Promise<string>} the launcher's path
 */
export async function installByFolders({ app, folder, version, forTests }) {
  if (!forTests) assertReleasable(app);
  if (existsSync(join(folder, 'pointer'))) {
    throw new SetupError(`${folder} is an installation already.`, 'Offer it an update instead.');
  }
  const target = join(folder, 'versions', version);
  mkdirSync(target, { recursive: true });
  await run('cp', ['-a', '--reflink=auto', `${app}/.`, target], {
    what: `Copying ${app}`,
    remedy: 'Is there room on the disk?',
  });
  const launcher = join(folder, 'lanyard-start');
  copyFileSync(join(import.meta.dirname, 'launcher/lanyard-start'), launcher);
  chmodSync(launcher, 0o755);
  writeFileSync(join(folder, 'pointer'), `current=${version}\nprevious=\ntrial=\nstarts=0\n`);
  return launcher;
}
