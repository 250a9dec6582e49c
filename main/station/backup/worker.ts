import { workerData } from 'node:worker_threads';
import { StoreError } from '../../../db/base/types.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import { makeCopy } from './make-copy.ts';
import { type CopyAnswer, type CopyService, copyRequestSchema } from './messages.ts';

// The thread that makes one copy of the store: no scan waits while every page is checked.
serve<CopyService>(ownPort(), { copy });

function copy(): CopyAnswer {
  const request = copyRequestSchema.parse(workerData);
  const { path, key, nativeBinding, stationNumber, folder, second, reserve, now } = request;
  const location = { path, key, nativeBinding };
  try {
    const result = makeCopy({ location, stationNumber, folder, second, reserve, now }, nodeCrypto);
    return {
      ok: true,
      copy: result.copy,
      facts: result.facts,
      kept: result.kept,
      second: result.second,
    };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: error.code };
    throw error;
  }
}
