import type { SafeStorage } from '../../main/base/store-key.ts';

/** Replaces the system's keychain, which this machine lacks; the e2e test uses a real one. */
export const keychain: SafeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
  decryptString: (data) => Buffer.from(data.map((byte) => byte ^ 0x5a)).toString(),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};

const marked = Buffer.from('v10');

/**
 * Linux without a keychain where the app allows plain text: encrypted with a password that everyone
 * knows.
 */
export const basicText: SafeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.concat([marked, Buffer.from(text)]),
  decryptString: (data) => data.subarray(marked.length).toString(),
  getSelectedStorageBackend: () => 'basic_text',
};

/** A keychain that was added later: it reads what `basicText` encrypted, as Chromium's does. */
export const keychainAfterBasicText: SafeStorage = {
  ...keychain,
  decryptString: (data) =>
    data.subarray(0, marked.length).equals(marked)
      ? basicText.decryptString(data)
      : keychain.decryptString(data),
};

const fail = (): never => {
  throw new Error('safeStorage cannot be used without a desktop');
};

/** No desktop session: Electron throws. */
export const noDesktop: SafeStorage = {
  isEncryptionAvailable: fail,
  encryptString: fail,
  decryptString: fail,
};
