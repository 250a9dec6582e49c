import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { StoreError } from '../../../db/base/types.ts';
import { checkStore } from '../../../db/station/backup.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import type { StoreCheck, StoreVerdict } from './parts.ts';

const requestSchema = z.strictObject({
  path: z.string(),
  key: z.instanceof(Uint8Array),
  nativeBinding: z.string().optional(),
});

// The thread that checks every page of the store: no scan waits for it.
serve<StoreCheck>(ownPort(), { check });

function check(): StoreVerdict {
  const { path, key, nativeBinding } = requestSchema.parse(workerData);
  try {
    const { facts, delegates } = checkStore({ path, key, nativeBinding }, nodeCrypto);
    return { ok: true, facts, delegates };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: error.code };
    throw error;
  }
}
