import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listOperators } from '../../db/operators.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { findTemplate } from '../../db/templates.ts';
import { verifyArchive } from '../../domain/day-close/verify-archive.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import { eventPlaces } from '../../domain/event/event-places.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { settingsFileSchema } from '../../domain/station/settings-file.ts';
import { settingsPlaces } from '../../domain/station/settings-places.ts';
import { type CheckedFile, checkJsonFile } from '../../main/base/config/read-file-problems.ts';
import { readPrinters, readStationSettings } from '../../main/base/config/station-settings.ts';
import { openArchive, readArchive } from '../../main/day-close/open-archive.ts';
import { pinMatches } from '../../main/operators/pin.ts';
import { applySettingsFile } from '../../main/station/settings-file.ts';
import { readTemplate } from '../../main/templates/template-calls.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { day, passphrase, personAt, pin } from '../../tools/formats/content.ts';
import { ownTemplate } from '../../tools/formats/package-world.ts';
import { nameOf } from '../../tools/formats/summary.ts';
import {
  admissionsAt,
  admit,
  become,
  cleanUpPackages,
  makePackageFolder,
  newStation,
} from '../support/package-stations.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { everySet } from './sets.ts';

let path: string;
beforeEach(() => {
  ({ path } = makePackageFolder());
});
afterEach(cleanUpPackages);

function valueIn<T>(checked: CheckedFile<T>): T {
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

describe.each(everySet)('of set %s', (_name, set) => {
  test('the event is read', () => {
    const file = valueIn(checkJsonFile(set.path('event'), wholeEventFileSchema, eventPlaces));
    expect(file).toMatchObject({ id: sampleEvent.id, name: sampleEvent.name });
    expect(file.extraFields.map(({ id }) => id)).toContain('diet');
    expect(file.ticketKeys).toEqual(sampleEvent.ticketKeys);
  });

  test('the settings set up a station, with their supervisor', async () => {
    const { context } = newStation();
    const file = valueIn(checkJsonFile(set.path('settings'), settingsFileSchema, settingsPlaces));
    applySettingsFile(context.db, file, 7, null);
    expect(readStationSettings(context.db, {})).toMatchObject({
      stationName: 'Kiosk 7',
      mode: 'kiosk',
      kioskLanguages: ['fr', 'ar'],
      language: 'fr',
      checkpoint: 'registration',
      functionKeyPrefix: 'F13',
      cameraEnabled: false,
      idleSeconds: 90,
      countdownSeconds: 30,
      lockAfterMinutes: 5,
      sounds: false,
    });
    const connection = { kind: 'tcp', host: '192.0.2.10', port: 9100 };
    expect(readPrinters(context.db, {})).toMatchObject([{ id: 'counter', connection }]);
    expect(listOperators(context.db)).toMatchObject([{ name: 'Supervisor', role: 'supervisor' }]);
    expect(await pinMatches(pin, file.supervisor?.pinHash ?? '')).toBe(true);
  });

  test('the template is taken', () => {
    const read = readTemplate('template.json', set.text('template'), sampleEvent);
    expect(read).toMatchObject({ template: { id: ownTemplate.id, name: ownTemplate.name } });
  });

  test('the package makes a station, once, which checks somebody in', async () => {
    copyFileSync(set.path('package'), path);
    const station = newStation();
    await become(station, passphrase, 1);
    const { db } = station.context;
    const people = [...everyDelegate(db, sampleEvent.id)].map(nameOf).sort();
    expect({ people }).toEqual(set.expected('package'));
    expect(findTemplate(db, ownTemplate.id)?.name).toBe(ownTemplate.name);
    expect(readStationSettings(db, {})).toMatchObject({ language: 'fr', stationName: 'Desk 2' });
    admit(station, personAt(1).id);
    expect(admissionsAt(station)).toBe(1);
    const again = become(newStation(), passphrase, 1);
    await expect(again).rejects.toMatchObject({ code: 'package-part-opened' });
  });

  test('the day’s report is genuine', () => {
    const found = verifyReport(set.bytes('report'), {}, nodeCrypto);
    expect(found).toMatchObject({ genuine: true, report: { day, persons: 1 } });
  });

  test('the archive opens, and every chain and report in it is proven', async () => {
    const archive = await openArchive(await readArchive(set.path('archive')), passphrase);
    const found = verifyArchive(archive, nodeCrypto);
    const { facts } = z.object({ facts: z.int() }).parse(set.expected('archive'));
    expect(found).toMatchObject({ faults: [], chains: [{ count: facts, signed: facts }] });
    expect(found.reports).toMatchObject([{ report: { day, persons: 1 }, missing: 0 }]);
    expect(archive.content.templates.map(({ name }) => name)).toContain(ownTemplate.name);
    expect(archive.content.event.file.name).toEqual(sampleEvent.name);
  });
});
