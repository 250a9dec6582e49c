import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { StoreError } from '../../../db/base/types.ts';
import { checkStore } from '../../../db/station/backup.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { StoreVerdict } from './parts.ts';

/** The thread that checks every page of the store: no scan waits for it. */
const port = parentPort;
if (port === null) throw new Error('doctor/worker must run as a worker thread');

const requestSchema = z.strictObject({
  path: z.string(),
  key: z.instanceof(Uint8Array),
  nativeBinding: z.string().optional(),
});

port.postMessage(answer());

function answer(): StoreVerdict {
  const { path, key, nativeBinding } = requestSchema.parse(workerData);
  try {
    const { facts, delegates } = checkStore({ path, key, nativeBinding }, nodeCrypto);
    return { ok: true, facts, delegates };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: error.code };
    throw error;
  }
}
