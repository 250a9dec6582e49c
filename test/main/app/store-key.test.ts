import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startWarnings } from '../../../main/app/start/warnings.ts';
import { loadStoreKey, StoreKeyError } from '../../../main/base/store-key.ts';
import {
  basicText,
  keychain,
  keychainAfterBasicText,
  noDesktop,
} from '../../security/safe-storages.ts';

const nothingFound = {
  putAside: null,
  configProblem: null,
  eventProblem: null,
  settingsProblem: null,
  demo: false,
  clockStart: undefined,
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

  it.each([
    ['a file', noDesktop],
    ['basic_text', basicText],
  ])(
    'with %s: refused where the policy wants a keychain, else allowed and told',
    (_name, storage) => {
      const path = keyPath();
      expect(() =>
        loadStoreKey({ path, safeStorage: storage, requireKeychain: true }),
      ).toThrowError(expect.objectContaining({ code: 'keychain-required', path }));
      const { protection } = loadStoreKey({ path, safeStorage: storage, requireKeychain: false });
      expect(protection).not.toBe('keychain');
      expect(startWarnings({ ...nothingFound, protection, keyPath: path })).toEqual([
        { code: 'key-not-in-keychain', detail: path },
      ]);
    },
  );

  it.each([
    ['a file', noDesktop],
    ['basic_text', basicText],
  ])(
    'one that was written with %s stays so and says so, and is wrapped under the policy',
    (_name, storage) => {
      const path = keyPath();
      const made = loadStoreKey({ path, safeStorage: storage, requireKeychain: false });
      const later = { path, safeStorage: keychainAfterBasicText };
      const read = loadStoreKey({ ...later, requireKeychain: false });
      expect(read).toEqual({
        key: made.key,
        protection: storage === basicText ? 'basic-text' : 'file',
      });
      const wrapped = loadStoreKey({ ...later, requireKeychain: true });
      expect(wrapped).toEqual({ key: made.key, protection: 'keychain' });
      expect(loadStoreKey({ path, safeStorage: keychain, requireKeychain: true }).key).toEqual(
        made.key,
      );
    },
  );

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
