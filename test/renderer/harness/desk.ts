import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { documentLanguage } from '../../../domain/base/language.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { allCallsOf } from '../../../main/app/gateway/all-calls.ts';
import type { AnswerableCall, CallGroups } from '../../../main/app/gateway/call-groups.ts';
import { createDesk, type Desk } from '../../../main/app/gateway/desk.ts';
import type { Answerer } from '../../../main/app/gateway/gateway.ts';
import type { notify as notifyPages } from '../../../main/app/gateway/notify.ts';
import { type GatewayOptions, openGateway } from '../../../main/app/gateway/register.ts';
import { connectPrinting } from '../../../main/app/services/connect-printing.ts';
import { createBadgeCheck } from '../../../main/badges/check/badge-check.ts';
import type { FileDialogs, Handlers } from '../../../main/base/calls.ts';
import type { Config } from '../../../main/base/config/config.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../../../main/base/config/station-settings.ts';
import type { Context } from '../../../main/base/context.ts';
import { createListeners } from '../../../main/base/listeners.ts';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import { realTimers } from '../../../main/base/timers.ts';
import { writeListedBookings } from '../../../main/bookings/list-bookings.ts';
import { finishEnds } from '../../../main/check-in/end-registrations.ts';
import { createSession } from '../../../main/operators/session.ts';
import { createWorkerRenderer } from '../../../main/printing/render/worker-renderer.ts';
import { createStationFiles } from '../../../main/privacy/station-files.ts';
import { createStationPurge } from '../../../main/privacy/station-purge.ts';
import { createRosterImport } from '../../../main/roster/import/roster-import.ts';
import { createPhotoImport } from '../../../main/roster/photos/photo-import.ts';
import { createPhotoThread } from '../../../main/roster/photos/photo-thread.ts';
import { createActivityLog } from '../../../main/station/activity.ts';
import { createKeyHolders } from '../../../main/station/key-holders.ts';
import { isOpenForSetUp } from '../../../main/station/set-up.ts';
import { createMailing } from '../../../main/tickets/mailing.ts';
import { publicKeyOf, readPrivateKey } from '../../../platform/crypto/ed25519.ts';
import type { StationWarning } from '../../../preload/contract/station/station.ts';
import type { CallName } from '../../../preload/contract.ts';
import { startCheckThread } from '../../support/check-thread.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { startImportThread } from '../../support/import-desk.ts';
import { readsOf } from '../../support/long-reads.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import { careOf, updatesOf } from './care.ts';
import { makeLink } from './link.ts';
import type { HarnessOptions } from './options.ts';
import { eventSecret, start, station } from './people.ts';
import { type DeskPrinters, makeDeskPrinters, makePrinterSearch } from './printers.ts';

const nodeModules = join(import.meta.dirname, '../../../node_modules');

/** Draws the badges of all scenes: its thread keeps nothing of a scene. */
const renderer = createWorkerRenderer(
  () =>
    new Worker(new URL('../../../main/printing/render/worker.ts', import.meta.url), {
      workerData: {
        fontFolder: nodeModules,
        qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
      },
    }),
);

/**
 * A station's main process without Electron: the product's use cases and handlers on its own store.
 */
export interface HarnessDesk {
  context: Context;
  desk: Desk;
  options: HarnessOptions;
  printers: DeskPrinters;
  folder: string;
  /** Sets the station's clock to UTC milliseconds; it continues from there. */
  setClock(now: number): void;
  files: ChosenFiles;
  /** Answers calls by name instead of the outside world, or makes them fail. */
  answers: Partial<Handlers>;
  /** The gateway's answer to a call of the page: a value or an error. */
  answer: Answerer['answer'];
  notify: typeof notifyPages;
  /** Gets the notices; the page, once it is open. */
  listener: (notice: string, body: unknown) => void;
  close(): Promise<void>;
}

export type ChosenFiles = Partial<Record<Extract<keyof FileDialogs, `choose${string}`>, string>>;

const startWarnings: readonly StationWarning[] = [
  { code: 'demo-data', detail: '' },
  { code: 'clock-set', detail: '2018-10-02T07:41:00Z' },
  { code: 'key-not-in-keychain', detail: 'basic_text' },
];

const papers = ['Office printer', 'Printer of the Secretariat, second floor'];

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Opens a station that has its event and an empty roster. */
export function openDesk(options: HarnessOptions, event: EventFile): HarnessDesk {
  const plain = makeDeskContext({
    event: { file: event, secret: eventSecret },
    station,
    staff: [],
  });
  const { location } = plain;
  const { db } = plain.context;
  const folder = dirname(location.path);
  // Nothing of a scene must survive a power failure.
  db.pragma('synchronous = OFF');
  const config: Config = {};
  if (options.params.get('search') === 'failed') config.printerModels = join(folder, 'models.json');
  let shift = start - Date.now();
  changeStationSettings(db, {
    eventId: event.id,
    stationName: 'Desk 2',
    mode: options.as ?? options.mode,
    language: options.lang,
    cameraEnabled: options.camera,
    idleSeconds: options.idle,
    badgeOutlet: options.outlet,
    counter: options.counter,
  });
  const context: Context = {
    ...plain.context,
    clock: () => Date.now() + shift,
    clockIsSet: true,
    stationName: 'Desk 2',
    training: options.training,
    idCheck: () => options.id,
    get language() {
      return documentLanguage(readStationSettings(db, {}).language);
    },
    checkpoint: () => {
      const { checkpoint } = readStationSettings(db, {});
      return event.checkpoints.find(({ id }) => id === checkpoint) ?? plain.context.checkpoint();
    },
  };
  const printers = makeDeskPrinters(options);
  writePrinters(db, printers.settings);
  const notify: typeof notifyPages = (notice, body) => made.listener(notice, body);
  const session = createSession(() => notify('stationChanged', null), {
    afterMinutes: () => 0,
    steady: () => performance.now(),
    timers: realTimers,
  });
  const { link, host } = makeLink(options, context, location, () => notify('syncChanged', null));
  const { queue, batches } = connectPrinting({
    context,
    config,
    session,
    renderer,
    notify,
    log: silent,
    pollMs: 100,
    openTransport: printers.openTransport,
    onFact: () => {},
    onHealth: () => {},
  });
  const imports = createRosterImport({
    db,
    location,
    event: context.event,
    clock: context.clock,
    finishEnds: () => finishEnds(context),
    book: (said, operatorId, isCancelled) =>
      writeListedBookings(context, { said, operatorId, isCancelled }),
    eventKeeper: () => (findHubLink(db) === null ? 'here' : 'hub'),
    startWorker: startImportThread,
  });
  const badgeCheck = createBadgeCheck({
    context,
    config,
    location,
    notify,
    fontFolder: nodeModules,
    onFailure: () => {},
    startWorker: startCheckThread,
  });
  const parts = {
    context,
    config,
    mode: options.mode,
    launchMode: null,
    version: '0.1.0',
    demo: options.demo,
    warnings: options.warnings ? startWarnings : [],
  };
  const purged = createListeners();
  const purge = createStationPurge({
    context,
    mode: options.mode,
    files: createStationFiles(folder),
    signingKey: link.signingKey,
    onProgress: (progress) => notify('purgeProgress', progress),
    onDone: () => {
      purged.notify();
      notify('privacyChanged', null);
    },
    failed: () => {},
  });
  const reads = readsOf(context, publicKeyOf(readPrivateKey(link.signingKey())));
  const mailing = createMailing({
    context,
    reads,
    log: silent,
    secrets: openSecretBox(db, noKeychain),
    language: () => context.language,
    onChange: () => notify('ticketMailChanged', null),
  });
  const photoThread = createPhotoThread(
    () => new Worker(new URL('../../../main/roster/photos/worker.ts', import.meta.url)),
  );
  const desk = createDesk({
    station: parts,
    session,
    queue,
    batches,
    renderer,
    imports,
    link,
    host,
    purge,
    notify,
    badgeCheck,
    onPurged: purged.add,
    photoThread,
    photos: createPhotoImport({
      db,
      eventId: event.id,
      clock: context.clock,
      thread: photoThread,
    }),
    reads,
    liveReads: reads,
    mailing,
    health: { camera: () => {} },
    care: careOf(options, context),
    printerSearch: makePrinterSearch(options, () =>
      readPrinters(db, config).map(({ connection }) => connection),
    ),
    updates: updatesOf(options),
    dialogs: dialogsOf(folder, () => made.files),
    paper: {
      printers: async () =>
        papers.slice(0, options.paperPrinters).map((name) => ({ queue: name, name })),
      toPdf: async () => new Uint8Array(),
      print: async () => undefined,
    },
    training: { set: () => {} },
    keyHolders: createKeyHolders({
      db,
      path: join(folder, 'key'),
      key: location.key,
      safeStorage: noKeychain,
    }),
    restart: () => {},
    leave: () => {},
    loginItem: { get: () => false, set: () => {} },
    startDemo: async () => {},
    eventChanged: () => notify('stationChanged', null),
    log: silent,
  });
  const made: HarnessDesk = {
    context,
    desk,
    options,
    printers,
    folder,
    notify,
    files: {},
    answers: {},
    answer: async () => undefined,
    listener: () => {},
    setClock: (now) => {
      shift = now - Date.now();
    },
    close: async () => {
      made.listener = () => {};
      // The timer of the signed-in operator would keep the process alive.
      session.signOut();
      printers.letGo();
      await Promise.all([
        batches.stop(),
        queue.stop(),
        imports.close(),
        badgeCheck.forget(),
        link.stop(),
        purge.stop(),
      ]);
      await Promise.all([mailing.outbox.stop(), photoThread.end()]);
      plain.close();
    },
  };
  openGateway({
    gateway: {
      isOpen: Promise.resolve(),
      shut: () => {},
      hear: () => {},
      open: ({ answer }) => {
        made.answer = answer;
      },
    },
    calls: answeredBy(allCallsOf(desk), () => made.answers),
    mode: options.mode,
    caller: session.caller,
    isOpenForSetUp: () => isOpenForSetUp(db),
    log: silent,
    ...noteActivity(context),
  });
  return made;
}

/**
 * The product's calls, except those that a scene answers itself; the gateway parses their answers
 * anyway.
 */
function answeredBy(calls: CallGroups, answers: () => Partial<Handlers>): CallGroups {
  return {
    loadAll: calls.loadAll,
    find: async (name) => {
      const found = await calls.find(name);
      // `find` returns nothing for a name outside of the contract.
      const given = answers()[name as CallName] as AnswerableCall['handler'] | undefined;
      return found === null || given === undefined ? found : { ...found, handler: given };
    },
  };
}

/** Every saved file goes into the scene's folder; chosen files are the scene's. */
function dialogsOf(folder: string, files: () => ChosenFiles): FileDialogs {
  const dialog = (name: string) => async (): Promise<string | null> =>
    name.startsWith('save') ? join(folder, name) : (files()[name as keyof ChosenFiles] ?? null);
  return new Proxy({} as FileDialogs, { get: (_target, name) => dialog(String(name)) });
}

/** Records who searched and opened whom, as the running app does. */
function noteActivity(context: Context): Pick<GatewayOptions, 'answered'> {
  const activity = createActivityLog(context, () => {});
  return {
    answered: ({ definition, input, value, caller }) => {
      const noted = definition.activity(input, value);
      if (noted !== null) activity.note(caller, noted);
    },
  };
}
