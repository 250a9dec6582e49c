import { readPrivateKey, signText } from '../../../crypto/ed25519.ts';
import { findHubLink } from '../../../db/hub-link.ts';
import {
  finishPurge,
  listPurges,
  notePurged,
  purgeById,
  type StoredPurge,
} from '../../../db/purge-orders.ts';
import { compactSome, purgeSome } from '../../../db/purge-rows.ts';
import type { WritableDatabase } from '../../../db/types.ts';
import { deleteWrittenFile, listWrittenFiles } from '../../../db/written-files.ts';
import { purgeOrderJson } from '../../../domain/purge/order.ts';
import {
  countsOf,
  outcomeJson,
  type PurgeConfirmation,
  purgeConfirmationText,
} from '../../../domain/purge/outcome.ts';
import { createChunkSize } from '../../sync/chunk-size.ts';
import type { Context } from '../context.ts';
import type { StationFiles } from './station-files.ts';

/** How far a purge is, in steps. */
export interface PurgeProgress {
  done: number;
  total: number;
}

/** What carrying out works with. */
export interface CarryOutParts {
  context: Context;
  files: StationFiles;
  /** The station's Ed25519 key (PKCS #8 DER, base64). A secret. */
  signingKey: () => string;
  onProgress: (progress: PurgeProgress | null) => void;
  /** Waits between two tries to compact the store while somebody reads it. */
  pause: () => Promise<void>;
}

/** Somebody reads the store for longer than this many tries: the rest follows at the next look. */
const mostTries = 20;

/**
 * Carries out every order for this station's event that is not done yet. Whatever ends it in between (a kill, a power
 * cut), the next call goes on: rows go in transactions with their count, files one by one.
 *
 * @returns whether anything was carried out to its end
 */
export async function carryOut(parts: CarryOutParts): Promise<boolean> {
  const { context } = parts;
  const open = listPurges(context.db, context.event.file.id).filter(({ done }) => done === null);
  let isAnyDone = false;
  for (const purge of open) {
    if (await carryOutOne(parts, purge)) isAnyDone = true;
  }
  parts.onProgress(null);
  return isAnyDone;
}

async function carryOutOne(parts: CarryOutParts, purge: StoredPurge): Promise<boolean> {
  const { context, files, onProgress, pause } = parts;
  const { db } = context;
  const { id, event } = purge.signed.order;
  const written = listWrittenFiles(db, event);
  const total = written.length + 3;
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    onProgress({ done, total });
    await othersTurn();
  };
  onProgress({ done, total });
  if (!purge.emptied) await emptyRows(db, id, event);
  await step();
  for (const { path, sha256 } of written) {
    const why = await files.deleteWritten(path, sha256);
    db.transaction(() => {
      deleteWrittenFile(db, path);
      notePurged(
        db,
        id,
        why === null ? { counts: new Map([['files', 1]]) } : { left: [{ path, why }] },
      );
    }).immediate();
    await step();
  }
  const stores = files.deleteStores();
  if (stores > 0) notePurged(db, id, { counts: new Map([['stores', stores]]) });
  await step();
  if (!(await compact(db, pause))) return false;
  finish(parts, id);
  await step();
  return true;
}

/** Rows go a few at a time with their count, so that whoever is scanned meanwhile is answered. */
async function emptyRows(db: WritableDatabase, id: string, event: string): Promise<void> {
  const size = createChunkSize();
  for (let isDone = false; !isDone; ) {
    const began = performance.now();
    const slice = db
      .transaction(() => {
        const { counts, rows, isDone: isLast } = purgeSome(db, event, size.rows());
        notePurged(db, id, isLast ? { counts, emptied: true } : { counts });
        return { rows, isLast };
      })
      .immediate();
    isDone = slice.isLast;
    size.took(slice.rows, performance.now() - began);
    await othersTurn();
  }
}

/** The same of the pages that became free. False while somebody reads the store for too long. */
async function compact(db: WritableDatabase, pause: CarryOutParts['pause']): Promise<boolean> {
  const size = createChunkSize();
  for (let tries = 1; ; ) {
    const began = performance.now();
    const pages = size.rows();
    const state = compactSome(db, pages);
    if (state === 'done') return true;
    if (state === 'more') {
      size.took(pages, performance.now() - began);
      await othersTurn();
      continue;
    }
    if (tries >= mostTries) return false;
    tries += 1;
    await pause();
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The hub is told of its own orders; an order of the station's own ends here. */
function finish({ context, signingKey }: CarryOutParts, id: string): void {
  const { db, kiosk, clock } = context;
  const purge = purgeById(db, id);
  const done = clock();
  const { signed } = purge;
  if (signed.order.issuer.kind === 'station' || findHubLink(db) === null) {
    finishPurge(db, id, { done, confirmation: null });
    return;
  }
  const confirmation: PurgeConfirmation = {
    formatVersion: 1,
    kiosk: kiosk.kiosk,
    signedOrder: signed,
    outcome: { done, counts: countsOf(purge.counts), left: [...purge.left] },
  };
  const signature = signText(readPrivateKey(signingKey()), purgeConfirmationText(confirmation));
  const text = JSON.stringify({
    confirmation: {
      formatVersion: confirmation.formatVersion,
      kiosk: confirmation.kiosk,
      signedOrder: { order: purgeOrderJson(signed.order), signature: signed.signature },
      outcome: outcomeJson(confirmation.outcome),
    },
    signature,
  });
  finishPurge(db, id, { done, confirmation: text });
}
