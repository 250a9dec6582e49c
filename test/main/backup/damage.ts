import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import type { StoreLocation } from '../../../db/open.ts';
import { watchLedger } from '../../../main/backup/ledger-watch.ts';
import { makeCopy } from '../../../main/backup/make-copy.ts';
import { copiesFolder, journalFolder } from '../../../main/backup/places.ts';
import { checkedIn } from '../../support/badge-desk.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { numberedDelegate } from '../../support/sample-event.ts';

export const pageBytes = 4096;
/** A frame of the log: its header and the page. */
export const frameBytes = 24 + pageBytes;

/** A desk with so many delegates that keeps its mark, as the app does, and can be cut off in the middle. */
export function markedDesk(delegates: number) {
  const desk = makeDeskContext();
  const { db } = desk.context;
  for (let number = 1; number <= delegates; number += 1) desk.addDelegate(number);
  const watch = watchLedger(db, desk.location, (error) => {
    throw error;
  });
  const answered: string[] = [];
  let copies = 0;
  return {
    desk,
    /** Ids of the admissions that were answered, in order. */
    answered,
    /** Checks the n-th delegate in and notes the mark. */
    admit: (number: number): void => {
      checkedIn(desk.context, desk.caller, numberedDelegate(number).id);
      watch.note();
      answered.push(numberedDelegate(number).id);
    },
    /** A copy of the store as the app makes them. */
    copy: (): void => {
      copies += 1;
      const order = {
        location: desk.location,
        kioskNumber: desk.context.kiosk.kioskNumber,
        folder: copiesFolder(desk.location),
        second: null,
        reserve: 0,
        now: Date.parse('2018-10-02T07:00:00Z') + copies * 900_000,
      };
      makeCopy(order, nodeCrypto);
      watch.copied();
    },
    /** The disk as a kill leaves it, in a folder of its own; the desk goes on. */
    cutOff: ({ journal } = { journal: true }): StoreLocation => {
      const folder = mkdtempSync(join(tmpdir(), 'lanyard-cut-'));
      const from = dirname(desk.location.path);
      for (const name of ['lanyard.db', 'lanyard.db-wal', 'ledger-head']) {
        if (existsSync(join(from, name))) copyFileSync(join(from, name), join(folder, name));
      }
      const location = { ...desk.location, path: join(folder, 'lanyard.db') };
      for (const place of journal ? [copiesFolder, journalFolder] : [copiesFolder]) {
        if (existsSync(place(desk.location))) {
          cpSync(place(desk.location), place(location), { recursive: true });
        }
      }
      return location;
    },
  };
}

/** Changes a file's bytes in place. */
export function spoil(path: string, change: (bytes: Buffer) => Buffer | undefined): void {
  const bytes = readFileSync(path);
  writeFileSync(path, change(bytes) ?? bytes);
}
