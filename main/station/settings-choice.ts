import { basename } from 'node:path';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import {
  asksForNumber,
  type SettingsFile,
  settingsFileSchema,
} from '../../domain/station/settings-file.ts';
import type { SettingsChoice } from '../../preload/contract/set-up.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import { checkJsonFile } from '../base/config/read-file-problems.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import { applySettingsFile } from './settings-file.ts';

/** A chosen settings file, to be reviewed before it is applied. */
export interface SettingsChooser {
  /** Null where the dialog was closed. */
  choose(path: string | null): SettingsChoice | null;
  /**
   * Applies the file chosen last. Throws CallFailure `not-found` without one, `leave-hub-first`
   * like changeStation.
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
      const checked = checkJsonFile(path, settingsFileSchema);
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
