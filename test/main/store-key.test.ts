import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStoreKey, type SafeStorage, StoreKeyError } from '../../main/store-key.ts';

/** Stands in for the system's keychain, which this machine does not have; the e2e test uses a real one. */
const keychain: SafeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
  decryptString: (data) => Buffer.from(data.map((byte) => byte ^ 0x5a)).toString(),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};

const noDesktop: SafeStorage = {
  isEncryptionAvailable: () => {
    throw new Error('safeStorage cannot be used without a desktop');
  },
  encryptString: () => {
    throw new Error('not available');
  },
  decryptString: () => {
    throw new Error('not available');
  },
};

function keyPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'lanyard-key-')), 'store-key.json');
}

describe('the key of the local store', () => {
  it('is wrapped by the keychain and read back', () => {
    const path = keyPath();
    const made = loadStoreKey({ path, safeStorage: keychain, requireKeychain: true });
    const read = loadStoreKey({ path, safeStorage: keychain, requireKeychain: true });
    expect(read).toEqual(made);
    expect(made.protection).toBe('keychain');
    expect(readFileSync(path, 'utf8')).not.toContain(Buffer.from(made.key).toString('base64'));
  });

  it('lies in a file for the owner only where there is no keychain, and says so', () => {
    const path = keyPath();
    const made = loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false });
    expect(made.protection).toBe('file');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false }).key).toEqual(
      made.key,
    );
  });

  it('refuses to start without a keychain where the policy wants one', () => {
    expect(() =>
      loadStoreKey({ path: keyPath(), safeStorage: noDesktop, requireKeychain: true }),
    ).toThrowError(expect.objectContaining({ code: 'keychain-required' }));
  });

  it('never overwrites a key file that it cannot read', () => {
    const path = keyPath();
    writeFileSync(path, '{"formatVersion":1,"protection":"plain","key":"c2hvcnQ="}');
    expect(() => loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false })).toThrow(
      StoreKeyError,
    );
    expect(readFileSync(path, 'utf8')).toContain('c2hvcnQ=');
  });

  it('says that the key cannot be read when it was wrapped by a keychain that is gone', () => {
    const path = keyPath();
    loadStoreKey({ path, safeStorage: keychain, requireKeychain: false });
    expect(() =>
      loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false }),
    ).toThrowError(expect.objectContaining({ code: 'key-unreadable', path }));
  });
});
