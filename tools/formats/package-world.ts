import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stationReports } from '../../db/day-close.ts';
import { insertOperator } from '../../db/operators.ts';
import { upsertDelegates } from '../../db/roster/roster-write.ts';
import { saveTemplate } from '../../db/templates.ts';
import { reportText, signedReportSchema } from '../../domain/day-close/report.ts';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { changeStationSettings, writePrinters } from '../../main/base/config/station-settings.ts';
import { stationKeys } from '../../main/base/secret-box.ts';
import { makeArchive } from '../../main/day-close/archive.ts';
import { closeDay } from '../../main/day-close/day-close-calls.ts';
import { writeNote } from '../../main/ledger/notes.ts';
import { hashPin } from '../../main/operators/pin.ts';
import { settingsFileOf } from '../../main/station/settings-file.ts';
import { entryOf } from '../../test/sim/people.ts';
import { readsOf } from '../../test/support/long-reads.ts';
import { admit, cleanUpPackages, make, stationOf } from '../../test/support/package-stations.ts';
import { sampleEvent } from '../../test/support/sample-event.ts';
import { day, note, passphrase, people, personAt, pin } from './content.ts';
import { nameOf } from './summary.ts';
import { formats } from './versions.ts';

/** log2 of scrypt's N in the sealed files: low, so that the test that opens them is quick. */
const cost = 10;

export const ownTemplate = { ...rollTemplate(), id: 'ours', name: 'Ours · 我们的' };

/**
 * Writes the files that a desk without a hub produces: event, settings, template, package, the
 * day's report and the archive. Returns the content that readers must find in them.
 */
export async function writePackageWorld(folder: string): Promise<Record<string, unknown>> {
  const place = (name: keyof typeof formats): string => join(folder, formats[name].file);
  try {
    const desk = stationOf({ staff: [] });
    const { context, secrets, supervisor } = desk;
    const { db } = context;
    const { id: eventId } = context.event.file;
    const wall = context.clock();
    const [entries, defaults] = [people.map(entryOf), { category: 'delegate' }];
    upsertDelegates(db, { eventId, entries, defaults, wall });
    if (supervisor.operator === null) throw new Error('no supervisor');
    insertOperator(db, { ...supervisor.operator, pinHash: await hashPin(pin), wall });
    saveTemplate(db, ownTemplate, wall);
    changeStationSettings(db, {
      stationName: 'Kiosk 3',
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
    writePrinters(db, [
      printerSettingsSchema.parse({
        id: 'counter',
        name: 'Counter',
        language: 'escpos',
        ability: 'confirm',
        connection: { kind: 'tcp', host: '192.0.2.10', port: 9100 },
      }),
    ]);
    const settings = settingsFileOf(db, {}, supervisor.operator.id);
    writeFileSync(place('settings'), `${JSON.stringify(settings, null, 2)}\n`);
    writeFileSync(place('event'), `${JSON.stringify(sampleEvent, null, 2)}\n`);
    writeFileSync(place('template'), `${JSON.stringify(ownTemplate, null, 2)}\n`);
    await make(desk, { passphrase, withSupervisor: true }, place('package'));
    admit(desk, personAt(1).id);
    writeNote(context, supervisor, { delegateId: personAt(1).id, text: note });
    const { privateKey, publicKey } = stationKeys(secrets);
    const parts = {
      context,
      hub: () => null,
      signingKey: () => privateKey,
      reads: readsOf(context, publicKey),
    };
    await closeDay(parts, supervisor, day);
    const [report] = stationReports(db);
    const signed = signedReportSchema.parse(JSON.parse(report?.signed ?? ''));
    writeFileSync(place('report'), reportText(signed));
    const archived = await makeArchive(parts, { passphrase }, async () => place('archive'), cost);
    return {
      package: { people: people.map(nameOf).sort() },
      report: { privateKey },
      archive: { facts: archived?.facts },
    };
  } finally {
    cleanUpPackages();
  }
}
