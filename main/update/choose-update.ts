import type { Crypto } from '../../domain/crypto.ts';
import { compareVersions, isAuthenticUpdate, type SignedUpdate } from '../../domain/wire/update.ts';
import { UpdateFailure } from './failure.ts';

/** What decides whether an update is for this installation. */
export interface Chooser {
  /** The version that runs. */
  version: string;
  platform: string;
  /** Raw Ed25519 public key, base64. */
  publisherKey: string;
  hasFailed: (version: string) => boolean;
  crypto: Pick<Crypto, 'verify'>;
}

/**
 * Whether the update on offer is one to take. An older or the same version never is: whoever holds an old, signed
 * archive with a known fault could otherwise bring the fault back.
 *
 * @returns false for one that is not newer, is for another system, or has failed here before
 * @throws UpdateFailure `wrong-signature`, `needs-step`
 */
export function isForUs(signed: SignedUpdate, chooser: Chooser): boolean {
  if (!isAuthenticUpdate(signed, chooser.publisherKey, chooser.crypto)) {
    throw new UpdateFailure('wrong-signature');
  }
  const { version, platform, minimumVersion } = signed.manifest;
  if (platform !== chooser.platform) return false;
  if (compareVersions(version, chooser.version) <= 0 || chooser.hasFailed(version)) return false;
  if (minimumVersion !== null && compareVersions(chooser.version, minimumVersion) < 0) {
    throw new UpdateFailure('needs-step');
  }
  return true;
}
