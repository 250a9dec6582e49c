import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** The part of Electron's safeStorage that is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
  getSelectedStorageBackend?(): string;
}

export type KeyProtection = 'keychain' | 'basic-text' | 'file';

/** Thrown when the key cannot be had; `path` names the key's file, which is never overwritten. */
export class StoreKeyError extends Error {
  readonly code: 'keychain-required' | 'key-unreadable';
  readonly path: string;
  constructor(code: StoreKeyError['code'], path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
    this.name = 'StoreKeyError';
    this.code = code;
    this.path = path;
  }
}

const keyFileSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** `safe-storage`: wrapped by the system's keychain; `plain`: the system offers none. */
  protection: z.enum(['safe-storage', 'plain']),
  key: z.base64(),
});

/**
 * Gives the store's key (32 bytes), making it at the first start. Where the system's keychain is
 * missing or only `basic_text`, the key lies readable beside the store: the caller shows that.
 *
 * Throws StoreKeyError `keychain-required` when the policy wants a keychain and there is none, and
 * `key-unreadable` when the file is there but cannot be read.
 */
export function loadStoreKey(options: {
  path: string;
  safeStorage: SafeStorage;
  requireKeychain: boolean;
}): { key: Uint8Array; protection: KeyProtection } {
  const available = keychainOf(options.safeStorage);
  if (options.requireKeychain && available !== 'keychain') {
    throw new StoreKeyError('keychain-required', options.path);
  }
  if (existsSync(options.path)) return readKey(options.path, options.safeStorage, available);
  const key = randomBytes(32);
  writeKey(options.path, key, options.safeStorage, available);
  return { key, protection: available };
}

/** What the system offers to wrap secrets with. */
export function keychainOf(safeStorage: SafeStorage): KeyProtection {
  try {
    if (!safeStorage.isEncryptionAvailable()) return 'file';
    return safeStorage.getSelectedStorageBackend?.() === 'basic_text' ? 'basic-text' : 'keychain';
  } catch {
    // Without a desktop session Electron throws instead of answering "no".
    return 'file';
  }
}

function readKey(
  path: string,
  safeStorage: SafeStorage,
  available: KeyProtection,
): { key: Uint8Array; protection: KeyProtection } {
  try {
    const file = keyFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const bytes = Buffer.from(file.key, 'base64');
    const key =
      file.protection === 'plain' ? bytes : Buffer.from(safeStorage.decryptString(bytes), 'base64');
    if (key.length !== 32) throw new Error(`the key has ${key.length} bytes`);
    return { key, protection: file.protection === 'plain' ? 'file' : available };
  } catch (error) {
    throw new StoreKeyError('key-unreadable', path, error);
  }
}

function writeKey(
  path: string,
  key: Buffer,
  safeStorage: SafeStorage,
  available: KeyProtection,
): void {
  const wrapped = available === 'file' ? key : safeStorage.encryptString(key.toString('base64'));
  const file: z.infer<typeof keyFileSchema> = {
    formatVersion: 1,
    protection: available === 'file' ? 'plain' : 'safe-storage',
    key: wrapped.toString('base64'),
  };
  // Written whole or not at all: half a key would lock the store for ever.
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
