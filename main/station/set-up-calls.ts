import { basename } from 'node:path';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import type { EventTable } from '../../domain/event/event-tables.ts';
import {
  asksForNumber,
  type SettingsFile,
  settingsFileSchema,
} from '../../domain/station/settings-file.ts';
import { settingsPlaces } from '../../domain/station/settings-places.ts';
import {
  createEventTables as createTables,
  type TableFailure,
  type EventTables as Tables,
  tableFailureOf,
  tableToSave,
} from '../../intake/event/chosen-tables.ts';
import { maxEventTable } from '../../intake/limits.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { type SettingsChoice, setUpCalls } from '../../preload/contract/station/set-up.ts';
import type { Station } from '../../preload/contract/station/station.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import type { Config } from '../base/config/config.ts';
import { checkJsonFile } from '../base/config/read-file-problems.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import { saveHarmlessFile } from '../base/saved-file.ts';
import { fileNameOf } from '../base/sealed-file.ts';
import { findHub } from '../sync/link/find-hub.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import { changeStation } from './change-station.ts';
import { createEarlierChoice } from './earlier-event.ts';
import { createEventChoice } from './event-choice.ts';
import { makePackage } from './event-package.ts';
import type { LoginItem } from './login-item.ts';
import { createPackageChoice } from './open-package.ts';
import { chooseSource, finishSetUp, goToSetUpStep, setUpPast } from './set-up.ts';
import { applySettingsFile, settingsFileOf } from './settings-file.ts';

interface SetUpParts extends CallParts {
  link: Pick<LinkService, 'join' | 'secrets'>;
  loginItem: LoginItem;
  station(): Station;
  restart(): void;
  startDemo(): Promise<void>;
}

/** The calls of the first start and of Settings › Station. */
export function setUpAnswers(desk: SetUpParts) {
  const { context, config, dialogs, notify } = desk;
  const { db } = context;
  const event = createEventChoice(context);
  const tables = createEventTables();
  const earlier = createEarlierChoice();
  const settings = createSettingsChoice(context);
  const packages = createPackageChoice(context, config, () => desk.link.secrets);
  const changed = (): void => notify('stationChanged', null);
  return answers(setUpCalls, {
    goToSetUpStep: ({ step }) => {
      goToSetUpStep(db, config, step);
      changed();
    },
    chooseSetUpSource: async ({ source }) => {
      if (source === 'demo') await desk.startDemo();
      else chooseSource(db, config, source);
      changed();
    },
    changeStation: (input) => {
      changeStation(context, config, input);
      changed();
    },
    findHubAtSetUp: (input) => findHub(input),
    joinHubAtSetUp: async (input, caller) => {
      const { hubName } = await desk.link.join(input, caller.operator?.id ?? context.self.station);
      setUpPast(db, config, 'event');
      desk.restart();
      return { hubName };
    },
    getEventChoice: () => event.view(),
    chooseEventFile: async () => event.file(await dialogs.chooseEventFile()),
    chooseEventSecret: async () => event.secret(await dialogs.chooseEventSecret()),
    chooseEventTable: async ({ table }) => {
      const choose = { delegations: dialogs.chooseDelegations, sessions: dialogs.chooseSessions };
      tables.choose(table, await choose[table]());
    },
    readEventTableAs: ({ table, encoding }) => tables.readAs(table, encoding),
    dropEventTable: ({ table }) => tables.drop(table),
    checkEventTables: (draft) =>
      tables.check(draft, draft.fromEarlier ? earlier.categories() : undefined),
    saveEventTable: async ({ table, ...event }) => {
      const { language } = context;
      const path = await dialogs.saveEventTable(suggestedName(language, table, 'csv'));
      if (path === null) return false;
      return await saveHarmlessFile(path, await tableToSave(table, language, event));
    },
    chooseEarlierEvent: async () => earlier.choose(await dialogs.chooseEarlierEvent()),
    openEarlierEvent: ({ passphrase }) => earlier.open(passphrase),
    dropEarlierEvent: () => earlier.drop(),
    createEvent: async (request) => {
      const begun = request.earlier === undefined ? null : earlier.source();
      const categories = begun === null ? undefined : earlier.categories();
      event.create(request, config, await tables.take(request, categories), begun);
      desk.restart();
    },
    adoptEvent: () => {
      event.adopt(config);
      desk.restart();
    },
    makeEventPackage: async (request, caller) => {
      const made = await makePackage(
        { context, config, secrets: desk.link.secrets },
        request,
        caller,
        dialogs.savePackage,
      );
      if (made === null) return null;
      desk.log.info({ stations: made.stations.length }, 'event package made');
      notify('syncChanged', null);
      return made;
    },
    chooseEventPackage: async () => packages.choose(await dialogs.choosePackage()),
    openEventPackage: ({ passphrase }) => packages.open(passphrase),
    adoptEventPackage: async ({ part }) => {
      await packages.adopt(part);
      desk.restart();
    },
    exportSettings: async ({ withSupervisor }, { operator }) => {
      const { stationName } = readStationSettings(db, config);
      const path = await dialogs.saveSettings(`lanyard-${fileNameOf(stationName)}.json`);
      if (path === null) return false;
      const file = settingsFileOf(db, config, withSupervisor ? (operator?.id ?? null) : null);
      await saveHarmlessFile(path, `${JSON.stringify(file, null, 2)}\n`);
      desk.log.info({ withSupervisor }, 'settings exported');
      return true;
    },
    chooseSettingsFile: async () => settings.choose(await dialogs.chooseSettings()),
    applySettingsFile: ({ number }, caller) => {
      settings.apply(config, number, caller.operator?.id ?? null);
      notify('printersChanged', null);
      changed();
    },
    finishSetUp: () => {
      finishSetUp(db);
      changed();
      const restarts = desk.station().startsAs !== 'desk';
      if (restarts) desk.restart();
      return { restarts };
    },
    getStartAtLogin: () => desk.loginItem.get(),
    setStartAtLogin: ({ on }) => desk.loginItem.set(on),
    restartStation: () => desk.restart(),
  });
}

/** A chosen settings file, to be reviewed before it is applied. */
interface SettingsChooser {
  /** Null where the dialog was closed. */
  choose(path: string | null): SettingsChoice | null;
  /**
   * Applies the file chosen last. Throws CallFailure `not-found` without one, `leave-hub-first`
   * like `changeStation`.
   *
   * @param by id of the operator who does it; null at the first start
   */
  apply(config: Config, number: number, by: string | null): void;
}

/** Begins with nothing chosen. */
export function createSettingsChoice(context: Context): SettingsChooser {
  const { db } = context;
  let chosen: SettingsFile | null = null;
  return {
    choose: (path) => {
      if (path === null) return null;
      const checked = checkJsonFile(path, settingsFileSchema, settingsPlaces);
      chosen = checked.ok ? checked.value : null;
      return {
        fileName: basename(path),
        problems: checked.ok ? [] : checked.problems,
        settings: chosen === null ? null : summary(chosen),
      };
    },
    apply: (config, number, by) => {
      if (chosen === null) throw new CallFailure('not-found');
      const { mode } = readStationSettings(db, config);
      if (chosen.mode !== mode && findHubLink(db) !== null)
        throw new CallFailure('leave-hub-first');
      applySettingsFile(db, chosen, number, by);
    },
  };
}

function summary(file: SettingsFile): NonNullable<SettingsChoice['settings']> {
  return {
    name: file.name,
    mode: file.mode,
    language: file.language,
    checkpoint: file.checkpoint,
    printers: file.printers.map(({ name }) => name),
    supervisor: file.supervisor?.name ?? null,
    asksForNumber: asksForNumber(file.name),
  };
}

/** The tables chosen for a new event; each was read once and is kept until the app restarts. */
interface EventTables extends Omit<Tables, 'choose'> {
  /** Reads the chosen file; null (the dialog was closed) changes nothing. */
  choose(table: EventTable, path: string | null): void;
}

/** Begins with nothing chosen. Throws CallFailure for what is wrong with a table. */
export function createEventTables(): EventTables {
  const tables = createTables((code, detail) => new CallFailure(code, detail));
  return {
    ...tables,
    choose: (table, path) => {
      if (path !== null) tables.choose(table, basename(path), openFile(path));
    },
  };
}

function openFile(path: string): Uint8Array | TableFailure {
  try {
    return readRosterFile(path, maxEventTable);
  } catch (error) {
    return tableFailureOf(error);
  }
}
