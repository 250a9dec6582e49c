// Updates of the app for installations by folders: the publisher's keys, the signed archive, and
// the first installation.
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
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../setup/process.mjs';
import { SetupError } from '../setup/report.mjs';
import { assertReleasable } from './check-packed.mjs';

/**
 * Makes one of the publisher's two key pairs. The private keys are secrets: a holder of both can
 * install anything at every station.
 * @param {string} file path of the private key (PKCS #8, PEM); must not exist
 * @returns {string} the raw public key in base64, for main/station/update/publisher-key.ts or a
 * station's configuration
 */
export function makePublisherKey(file) {
  if (existsSync(file)) throw new SetupError(`${file} exists.`, 'Keys are never overwritten.');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
}

/**
 * Packs an unpacked app into a signed update: an archive and its description beside it.
 * @param {{ app: string; folder: string; version: string; platform: string; key: string; signedAt?: number; minimum: string | null; forTests?: boolean }} from
 *   `app` and `folder` are paths, `key` is the path of the first private key; `signedAt` in UTC milliseconds, by default now;
 *   `forTests` takes a test build, and packs nothing together
 * @returns {Promise<string>} the path of the description; signUpdate adds the second signature
 */
export async function makeUpdate(from) {
  const { app, folder, version, platform, key, minimum, forTests } = from;
  if (!forTests) assertReleasable(app);
  mkdirSync(folder, { recursive: true });
  const { archiveName, manifestName, updateText } = await import('../../domain/sync/update.ts');
  const archive = join(folder, archiveName({ version, platform }));
  const tight = forTests ? [] : ['-I', 'gzip -9'];
  await run('tar', [...tight, '-cf', archive, '--owner=0', '--group=0', '-C', app, '.'], {
    what: `Packing ${app}`,
    remedy: 'Is there room on the disk?',
  });
  /** @type {import('../../domain/sync/update.ts').UpdateManifest} */
  const manifest = {
    formatVersion: 1,
    version,
    platform,
    size: statSync(archive).size,
    sha256: await hashOf(archive),
    minimumVersion: minimum,
    signedAt: from.signedAt ?? Date.now(),
  };
  const description = join(folder, manifestName(manifest));
  writeSigned(description, { manifest, signatures: [signatureOf(updateText(manifest), key)] });
  return description;
}

/**
 * Adds the second signature or, with `renew`, removes both and signs with today's date. The newest
 * update must be renewed before it is 90 days old: otherwise stations report that a newer one may
 * be held back. Throws SetupError if the archive beside it is another.
 * @param {{ file: string; key: string; renew?: boolean }} from paths of the description and of a
 * private key
 */
export async function signUpdate({ file, key, renew = false }) {
  const { archiveName, signedUpdateSchema, updateText } = await import(
    '../../domain/sync/update.ts'
  );
  const { manifest, signatures } = signedUpdateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const archive = join(dirname(file), archiveName(manifest));
  if ((await hashOf(archive)) !== manifest.sha256) {
    throw new SetupError(
      `${archive} is not what ${file} describes.`,
      'Sign nothing; ask who made it.',
    );
  }
  const next = renew ? { ...manifest, signedAt: Date.now() } : manifest;
  const others = renew ? [] : signatures;
  const own = signatureOf(updateText(next), key);
  if (others.length > 1 || others.includes(own)) {
    throw new SetupError(`${file} is signed already.`, 'The second signature is by the other key.');
  }
  writeSigned(file, { manifest: next, signatures: [...others, own] });
}

/**
 * @param {string} text
 * @param {string} key path of a private key
 */
function signatureOf(text, key) {
  return sign(null, Buffer.from(text), createPrivateKey(readFileSync(key))).toString('base64');
}

/**
 * @param {string} file
 * @param {import('../../domain/sync/update.ts').SignedUpdate} signed
 */
function writeSigned(file, signed) {
  writeFileSync(file, `${JSON.stringify(signed, null, 2)}\n`);
}

/** @param {string} path */
async function hashOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Makes an installation by folders: the app as its first version, and the launcher to start it
 * with.
 * @param {{ app: string; folder: string; version: string; forTests?: boolean }} from paths;
 * `forTests` takes a test build
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
