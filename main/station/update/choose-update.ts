import type { Crypto } from '../../../domain/base/crypto.ts';
import {
  compareVersions,
  isAuthenticUpdate,
  type PublisherKeys,
  type SignedUpdate,
} from '../../../domain/sync/update.ts';
import { UpdateFailure } from './failure.ts';
import type { Installation } from './installation.ts';

/** What decides whether an update is for this installation. */
export interface Chooser {
  version: string;
  platform: string;
  publisherKeys: PublisherKeys;
  installation: Pick<Installation, 'hasFailed' | 'lastOffer' | 'rememberOffer'>;
  /** UTC milliseconds. */
  now: number;
  crypto: Pick<Crypto, 'verify'>;
}

/** Milliseconds after which an offer no longer proves that it is the newest (90 days). */
const maxAgeMs = 90 * 24 * 60 * 60_000;

/**
 * Whether the offered update should be installed. An older or the same version never is: an
 * attacker with an old, signed archive with a known fault could otherwise bring the fault back. An
 * offer that goes back, ends, or was signed too long ago is a failure even where nothing is to be
 * installed: a newer one may be held back (TUF, freeze attack).
 *
 * @param signed null where nothing is on offer
 * @returns false for null, and for an update that is not newer, is for another system, or has
 *   failed here
 * @throws UpdateFailure `wrong-signature`, `went-back`, `too-old`, `needs-step`
 */
export function isForUs(signed: SignedUpdate | null, chooser: Chooser): signed is SignedUpdate {
  const { installation } = chooser;
  const last = installation.lastOffer();
  if (signed === null) {
    if (last !== null) throw new UpdateFailure('went-back');
    return false;
  }
  if (!isAuthenticUpdate(signed, chooser.publisherKeys, chooser.crypto)) {
    throw new UpdateFailure('wrong-signature');
  }
  const { version, platform, minimumVersion, signedAt } = signed.manifest;
  if (platform !== chooser.platform) return false;
  if (last !== null && (compareVersions(version, last.version) < 0 || signedAt < last.signedAt)) {
    throw new UpdateFailure('went-back');
  }
  installation.rememberOffer({ version, signedAt });
  if (chooser.now - signedAt > maxAgeMs) throw new UpdateFailure('too-old');
  if (compareVersions(version, chooser.version) <= 0 || installation.hasFailed(version)) {
    return false;
  }
  if (minimumVersion !== null && compareVersions(chooser.version, minimumVersion) < 0) {
    throw new UpdateFailure('needs-step');
  }
  return true;
}
