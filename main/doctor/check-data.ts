import { readRecovery, recoveryState } from '../backup/recovery-record.ts';
import type { Found } from './finding.ts';
import type { DoctorParts } from './parts.ts';

/** Every page and index of the store, and this station's chain. */
export async function checkStoreWhole(parts: DoctorParts): Promise<Found> {
  const verdict = await parts.checkStore();
  if (!verdict.ok) {
    return verdict.code === 'corrupt-or-wrong-key'
      ? { check: 'store', state: 'error', code: 'store-damaged' }
      : { check: 'store', state: 'open', code: 'store-unchecked' };
  }
  const { db } = parts.context;
  const recovery = readRecovery(db);
  const missing = recovery === null ? 0 : recoveryState(db, recovery).missing;
  if (recovery !== null && recovery.settledBy === null && missing !== 0) {
    const at = new Date(recovery.at).toISOString().slice(0, 16).replace('T', ' ');
    const values = { at, missing: missing ?? '?' };
    return { check: 'store', state: 'warning', code: 'store-restored', values };
  }
  const { facts, delegates } = verdict;
  return { check: 'store', state: 'ok', code: 'store-whole', values: { facts, delegates } };
}

/** How old the newest copy is. A store that does not change needs no newer one: age alone is no fault. */
export function checkCopies(parts: DoctorParts): Found {
  const { newest, copies, second, problem, folder } = parts.backups();
  if (problem !== null) {
    const code = problem.code === 'disk-full' ? 'copies-no-room' : 'copies-failing';
    return { check: 'copies', state: 'warning', code, values: { folder } };
  }
  if (newest === null) return { check: 'copies', state: 'warning', code: 'copies-none' };
  if (second === false) return { check: 'copies', state: 'warning', code: 'copies-no-second' };
  const age = Math.max(0, parts.now() - newest);
  const values = { copies, minutes: Math.floor(age / 60_000) };
  return { check: 'copies', state: 'ok', code: 'copies-fresh', values };
}

/** Who guards the store's key. */
export function checkKey({ isKeyGuarded }: DoctorParts): Found {
  return isKeyGuarded
    ? { check: 'key', state: 'ok', code: 'key-guarded' }
    : { check: 'key', state: 'warning', code: 'key-in-file' };
}
