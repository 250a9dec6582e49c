import type { WritableDatabase } from '../../db/base/types.ts';
import {
  copyPlaceName,
  deleteCopyPlace,
  deleteWrittenFile,
  listCopyPlaces,
  listWrittenFiles,
} from '../../db/base/written-files.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import {
  finishPurge,
  listPurges,
  notePurged,
  outcomeOf,
  purgeById,
  type StoredPurge,
} from '../../db/privacy/purge-orders.ts';
import { compactSome, purgeSome } from '../../db/privacy/purge-rows.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { purgeOrderJson } from '../../domain/privacy/order.ts';
import {
  type Declared,
  type FileLeft,
  outcomeJson,
  type PurgeConfirmation,
  purgeConfirmationText,
} from '../../domain/privacy/outcome.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { createChunkSize } from '../base/chunk-size.ts';
import type { Context } from '../base/context.ts';
import { takeHeldPurges } from '../ledger/held-orders.ts';
import type { StationFiles } from './station-files.ts';

/** In steps. */
export interface PurgeProgress {
  done: number;
  total: number;
}

export interface CarryOutParts {
  context: Context;
  mode: StationMode;
  files: StationFiles;
  /** The station's Ed25519 key (PKCS #8 DER, base64). A secret. */
  signingKey: () => string;
  onProgress: (progress: PurgeProgress | null) => void;
  /** Waits between two tries to compact the store while another connection reads it. */
  pause: () => Promise<void>;
}

/** If the store is read during more tries than this, the rest waits for the next check. */
const maxAttempts = 20;

/**
 * Carries out every order for this station's event that is not done yet, and retries what an
 * earlier order left. After an interruption (a kill, a power cut) the next call continues: rows go
 * in transactions with their count, files one by one.
 *
 * @returns whether an order was completed, or more of it than before
 */
export async function carryOut(parts: CarryOutParts): Promise<boolean> {
  const { context } = parts;
  takeHeldPurges(context, parts.mode);
  let isAnyDone = false;
  for (const purge of listPurges(context.db, context.event.file.id)) {
    if (purge.done === null && (await carryOutOne(parts, purge))) isAnyDone = true;
    if (purge.done !== null && (await retry(parts, purge))) isAnyDone = true;
  }
  parts.onProgress(null);
  return isAnyDone;
}

type Signing = Pick<CarryOutParts, 'context' | 'signingKey'>;

/**
 * Records a declaration that data which purges of this event could not reach was destroyed, and
 * notifies the hub.
 *
 * @returns false where nothing of that path is left
 */
export function declareDestroyed(parts: Signing, declared: Declared): boolean {
  const { db, event } = parts.context;
  return db
    .transaction(() => {
      const leaving = purgesThatLeft(parts, declared.path);
      const item = owedBy(db, event.file.id).find(({ name }) => name === declared.path);
      item?.forget();
      for (const id of leaving) {
        notePurged(db, id, { declared });
        finish(parts, id);
      }
      return leaving.length > 0;
    })
    .immediate();
}

/** Ids of finished purges with this path among their remains. */
function purgesThatLeft({ context: { db, event } }: Signing, name: string): string[] {
  return listPurges(db, event.file.id)
    .filter(({ done, left }) => done !== null && left.some(({ path }) => path === name))
    .map(({ signed }) => signed.order.id);
}

/** Data outside the store that a purge must erase. */
interface Owed {
  name: string;
  /** The count to which it belongs. */
  part: 'files' | 'stores';
  /** How many were deleted, or why it is left. */
  erase(files: StationFiles): Promise<number | FileLeft['why']>;
  /** Removes it from the remains. */
  forget(): void;
}

/** Files that the app saved at an operator's choice, and folders with copies of the store. */
function owedBy(db: WritableDatabase, event: string): Owed[] {
  return [
    ...listWrittenFiles(db, event).map(
      ({ path, sha256 }): Owed => ({
        name: path,
        part: 'files',
        erase: async (files) => (await files.deleteWritten(path, sha256)) ?? 1,
        forget: () => deleteWrittenFile(db, path),
      }),
    ),
    ...listCopyPlaces(db).map(
      (place): Owed => ({
        name: copyPlaceName(place),
        part: 'stores',
        erase: async (files) => {
          try {
            return (await files.eraseCopies(place)) ?? 'copies-away';
          } catch {
            // The disk is write-protected, or was removed in between.
            return 'not-deleted';
          }
        },
        forget: () => deleteCopyPlace(db, place.id),
      }),
    ),
  ];
}

/**
 * Erases one item, and records the outcome.
 * @returns whether it is gone
 */
async function settle(parts: CarryOutParts, id: string, owed: Owed): Promise<boolean> {
  const { db } = parts.context;
  const came = await owed.erase(parts.files);
  const isGone = typeof came === 'number';
  db.transaction(() => {
    if (isGone) owed.forget();
    notePurged(db, id, {
      tried: { path: owed.name, why: isGone ? null : came },
      ...(isGone ? { counts: new Map([[owed.part, came]]) } : {}),
    });
    // An earlier order may have left it, too.
    for (const other of isGone ? purgesThatLeft(parts, owed.name) : []) {
      notePurged(db, other, { tried: { path: owed.name, why: null } });
      finish(parts, other);
    }
  }).immediate();
  return isGone;
}

/** Retries the remains: a disk may be back. Notifies the hub again where more of it is gone. */
async function retry(parts: CarryOutParts, purge: StoredPurge): Promise<boolean> {
  const { id, event } = purge.signed.order;
  const names = new Set(purge.left.map(({ path }) => path));
  let isAnyGone = false;
  for (const owed of owedBy(parts.context.db, event)) {
    if (names.has(owed.name) && (await settle(parts, id, owed))) isAnyGone = true;
  }
  if (isAnyGone) finish(parts, id);
  return isAnyGone;
}

async function carryOutOne(parts: CarryOutParts, purge: StoredPurge): Promise<boolean> {
  const { context, files, onProgress, pause } = parts;
  const { db } = context;
  const { id, event } = purge.signed.order;
  const total = owedBy(db, event).length + 3;
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    onProgress({ done: Math.min(done, total), total });
    await othersTurn();
  };
  onProgress({ done, total });
  if (!purge.emptied) await emptyRows(db, id, event);
  await step();
  // Waits for a copy in progress, whose folder may be new.
  const stores = await files.deleteStores();
  if (stores > 0) notePurged(db, id, { counts: new Map([['stores', stores]]) });
  await step();
  for (const one of owedBy(db, event)) {
    await settle(parts, id, one);
    await step();
  }
  if (!(await compact(db, pause))) return false;
  finish(parts, id);
  await step();
  return true;
}

/** Deletes rows a few at a time with their count, so that scans are answered meanwhile. */
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

/**
 * Frees the deleted pages a few at a time. False if another connection reads the store for too
 * long.
 */
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
    if (tries >= maxAttempts) return false;
    tries += 1;
    await pause();
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Notifies the hub of its order; an order of this station ends here. */
function finish({ context, signingKey }: Signing, id: string): void {
  const { db, self, clock } = context;
  const purge = purgeById(db, id);
  const done = purge.done ?? clock();
  const { signed } = purge;
  if (signed.order.issuer.kind === 'station' || findHubLink(db) === null) {
    finishPurge(db, id, { done, confirmation: null });
    return;
  }
  const outcome = outcomeOf({ ...purge, done });
  if (outcome === null) throw new Error('a purge that is done has an outcome');
  const confirmation: PurgeConfirmation = {
    formatVersion: 1,
    station: self.station,
    signedOrder: signed,
    outcome,
  };
  const signature = signText(readPrivateKey(signingKey()), purgeConfirmationText(confirmation));
  const text = JSON.stringify({
    confirmation: {
      formatVersion: confirmation.formatVersion,
      station: confirmation.station,
      signedOrder: { order: purgeOrderJson(signed.order), signature: signed.signature },
      outcome: outcomeJson(confirmation.outcome),
    },
    signature,
  });
  finishPurge(db, id, { done, confirmation: text });
}
