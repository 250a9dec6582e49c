// clock: stamps the accounts that a file of settings makes.

import { v7 as uuidv7 } from 'uuid';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { insertOperator, listCredentials, listOperators } from '../../db/operators.ts';
import { fileSettings, pickSettings } from '../../domain/base/station-settings.ts';
import {
  nameWithNumber,
  numberedName,
  type SettingsFile,
} from '../../domain/station/settings-file.ts';
import type { SetUpStep } from '../../preload/contract/station/station.ts';
import type { Config } from '../base/config/config.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../base/config/station-settings.ts';
import { answerSetUpSteps } from './set-up.ts';

/**
 * The station's settings as a file for other stations.
 *
 * @param supervisorId whose name and PIN hash are included; null for none
 */
export function settingsFileOf(
  db: ReadableDatabase,
  config: Config,
  supervisorId: string | null,
): SettingsFile {
  const settings = readStationSettings(db, config);
  const supervisor = listCredentials(db, ['supervisor']).find(({ id }) => id === supervisorId);
  return {
    format: 'lanyard-settings',
    version: 1,
    name: numberedName(settings.stationName),
    ...pickSettings(fileSettings, settings),
    // A camera's id differs on every machine.
    camera: { enabled: settings.cameraEnabled },
    scanner: { functionKeyPrefix: settings.functionKeyPrefix },
    printers: readPrinters(db, config),
    supervisor:
      supervisor === undefined ? null : { name: supervisor.name, pinHash: supervisor.pinHash },
  };
}

/**
 * Applies the settings of a file, all of them or none. Adds the file's supervisor unless an
 * operator of that name exists; removes nobody.
 *
 * @param number replaces `{number}` in the name
 * @param by id of the operator who applies it; null at the first start
 */
export function applySettingsFile(
  db: WritableDatabase,
  file: SettingsFile,
  number: number,
  by: string | null,
): void {
  db.transaction(() => {
    changeStationSettings(db, {
      stationName: nameWithNumber(file.name, number),
      ...pickSettings(fileSettings, file),
      cameraEnabled: file.camera.enabled,
      functionKeyPrefix: file.scanner.functionKeyPrefix,
    });
    writePrinters(db, file.printers);
    addSupervisor(db, file, by);
    answerSetUpSteps(db, answeredBy(file));
  }).immediate();
}

/** The file is not signed: the operator who applies it may have written it. */
function addSupervisor(
  db: WritableDatabase,
  { supervisor }: SettingsFile,
  madeBy: string | null,
): void {
  if (supervisor === null) return;
  if (listOperators(db).some(({ name }) => name === supervisor.name)) return;
  const made = { id: uuidv7(), role: 'supervisor' as const, wall: Date.now(), madeBy };
  insertOperator(db, { ...made, ...supervisor });
}

function answeredBy(file: SettingsFile): SetUpStep[] {
  const steps: SetUpStep[] = ['station'];
  if (file.checkpoint !== null) steps.push('place');
  if (file.printers.length > 0) steps.push('printer');
  if (file.supervisor !== null) steps.push('supervisor');
  return steps;
}
