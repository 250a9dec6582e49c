import type { SafeStorage } from '../../main/base/store-key.ts';

export const noKeychain: SafeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: () => Buffer.alloc(0),
  decryptString: () => '',
};
