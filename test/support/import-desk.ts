import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { EventKeeper } from '../../domain/roster/import-delegations.ts';
import { writeListedBookings } from '../../main/bookings/list-bookings.ts';
import { finishEnds } from '../../main/check-in/end-registrations.ts';
import { createRosterImport } from '../../main/roster/import/roster-import.ts';
import { makeDeskContext } from './desk-context.ts';
import { delegationCode } from './roster-sample.ts';
import { sampleEvent } from './sample-event.ts';

/** The import's own thread, run by Node straight from its source. */
export function startImportThread(options: WorkerOptions): Worker {
  return new Worker(new URL('../../main/roster/import/worker.ts', import.meta.url), options);
}

export type ImportDesk = ReturnType<typeof makeImportDesk>;

/** Makes a desk that imports rosters in real threads; `startWorker` may replace the real thread. */
export function makeImportDesk(
  options: {
    event?: EventFile;
    eventKeeper?: () => EventKeeper;
    startWorker?: (options: WorkerOptions) => Worker;
  } = {},
) {
  const desk = makeDeskContext();
  const imports = createRosterImport({
    db: desk.context.db,
    location: desk.location,
    event: { file: options.event ?? sampleEvent, secret: desk.context.event.secret },
    clock: desk.context.clock,
    finishEnds: () => finishEnds(desk.context),
    book: (said, operatorId, isCancelled) =>
      writeListedBookings(desk.context, { said, operatorId, isCancelled }),
    eventKeeper: options.eventKeeper ?? (() => 'here'),
    startWorker: options.startWorker ?? startImportThread,
  });
  return {
    ...desk,
    imports,
    /** Writes a file beside the store and returns its path. */
    file: (name: string, content: string | Uint8Array): string => {
      const path = join(dirname(desk.location.path), name);
      writeFileSync(path, content);
      return path;
    },
    /** Opens a file, compares it by the guessed columns and imports it. */
    importAll: async (path: string) => {
      const preview = await imports.open(path, {});
      const diff = await imports.compare(preview.planId, preview.guess, () => {});
      return { diff, ...(await imports.apply(preview.planId, () => {})) };
    },
    closeAll: async (): Promise<void> => {
      await imports.close();
      desk.close();
    },
  };
}

/** The sample event with the delegations and categories of `sampleRows`. */
export function largeEvent(delegations = 180): EventFile {
  const [category] = sampleEvent.categories;
  if (category === undefined) throw new Error('the sample event has no category');
  return {
    ...sampleEvent,
    categories: [
      ...sampleEvent.categories,
      { ...category, id: 'observer', name: { en: 'Observer', fr: 'Observateur' } },
    ],
    delegations: Array.from({ length: delegations }, (_, index) => ({
      code: delegationCode(index),
      name: { en: `Delegation ${index}`, fr: `Délégation ${index}` },
      kind: 'member' as const,
      order: { en: index, fr: delegations - index },
      validFrom: null,
      validTo: null,
    })),
  };
}
