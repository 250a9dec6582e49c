import { randomBytes } from 'node:crypto';
import { type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';

export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
  getSelectedStorageBackend?(): string;
}

/** The system's means to wrap secrets. */
type SystemProtection = 'keychain' | 'basic-text' | 'file';
/** What guards the store's key; `sign-in`: a passphrase, whatever else the system offers. */
export type KeyProtection = SystemProtection | 'sign-in';

/** The store's key (32 bytes) and what guards it. */
export interface StoreKey {
  key: Uint8Array;
  protection: KeyProtection;
}

/** Thrown when the key cannot be read; `path` names the key's file, which is never overwritten. */
export class StoreKeyError extends Error {
  readonly code: 'keychain-required' | 'key-unreadable' | 'sign-in-needed';
  readonly path: string;
  constructor(code: StoreKeyError['code'], path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
    this.name = 'StoreKeyError';
    this.code = code;
    this.path = path;
  }
}

/**
 * Returns the store's key (32 bytes), making it at the first start. Where the system's keychain is
 * missing or only `basic_text`, the key is readable beside the store: the caller shows that. Where
 * the policy requires a keychain, a key that an earlier start left without one is wrapped now.
 *
 * Throws StoreKeyError `keychain-required` when the policy requires a keychain and there is none,
 * `key-unreadable` when the file is there but cannot be read, `sign-in-needed` when it needs a
 * passphrase (station/unlock.ts).
 */
export function loadStoreKey(options: {
  path: string;
  safeStorage: SafeStorage;
  requireKeychain: boolean;
}): StoreKey {
  const { path, safeStorage } = options;
  const available = keychainOf(safeStorage);
  if (options.requireKeychain && available !== 'keychain') {
    throw new StoreKeyError('keychain-required', path);
  }
  const file = readExisting(path);
  if (file === null) {
    const key = randomBytes(32);
    writeOwnKey(path, key, safeStorage);
    return { key, protection: available };
  }
  if (file.formatVersion === 2) throw new StoreKeyError('sign-in-needed', path);
  const bytes = Buffer.from(file.key, 'base64');
  const key = unwrapKey(path, bytes, file.protection, safeStorage);
  const protection = file.protection === 'plain' ? 'file' : wrapOf(bytes, safeStorage, available);
  if (!options.requireKeychain || protection === 'keychain') return { key, protection };
  writeOwnKey(path, key, safeStorage);
  return { key, protection: available };
}

/** The system's means to wrap secrets, as available now. */
export function keychainOf(safeStorage: SafeStorage): SystemProtection {
  try {
    if (!safeStorage.isEncryptionAvailable()) return 'file';
    return safeStorage.getSelectedStorageBackend?.() === 'basic_text' ? 'basic-text' : 'keychain';
  } catch {
    // Without a desktop session Electron throws instead of answering "no".
    return 'file';
  }
}

/** Null at the first start. Throws StoreKeyError `key-unreadable`. */
export function readExisting(path: string): KeyFile | null {
  try {
    return readKeyFile(path);
  } catch (error) {
    throw new StoreKeyError('key-unreadable', path, error);
  }
}

/** Writes a key that the station opens automatically, wrapped by what the system offers. */
export function writeOwnKey(path: string, key: Uint8Array, safeStorage: SafeStorage): void {
  const { inside, bytes } = wrapKey(key, safeStorage);
  writeKeyFile(path, {
    formatVersion: 1,
    protection: inside,
    key: Buffer.from(bytes).toString('base64'),
  });
}

/** The key as the system wraps it, or as it is where the system offers nothing. */
export function wrapKey(
  key: Uint8Array,
  safeStorage: SafeStorage,
): { inside: 'safe-storage' | 'plain'; bytes: Uint8Array } {
  if (keychainOf(safeStorage) === 'file') return { inside: 'plain', bytes: key };
  const text = Buffer.from(key).toString('base64');
  return { inside: 'safe-storage', bytes: safeStorage.encryptString(text) };
}

/** Throws StoreKeyError `key-unreadable`, as under another user's keychain. */
export function unwrapKey(
  path: string,
  bytes: Buffer,
  inside: 'safe-storage' | 'plain',
  safeStorage: SafeStorage,
): Buffer {
  try {
    const key =
      inside === 'plain' ? bytes : Buffer.from(safeStorage.decryptString(bytes), 'base64');
    if (key.length !== 32) throw new Error(`the key has ${key.length} bytes`);
    return key;
  } catch (error) {
    throw new StoreKeyError('key-unreadable', path, error);
  }
}

/**
 * On Linux, Chromium writes "v10" before what it wrapped with a publicly known password, and "v11"
 * before what the keychain wraps (components/os_crypt/sync/os_crypt_linux.cc). Both can be read
 * later, whichever is available by then.
 */
function wrapOf(
  bytes: Buffer,
  safeStorage: SafeStorage,
  available: SystemProtection,
): SystemProtection {
  const isLinux = safeStorage.getSelectedStorageBackend !== undefined;
  return isLinux && bytes.subarray(0, 3).toString('latin1') === 'v10' ? 'basic-text' : available;
}
