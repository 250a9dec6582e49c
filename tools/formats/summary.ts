import { z } from 'zod';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { notesOfDelegate } from '../../db/check-in/notes.ts';
import { stationReports } from '../../db/day-close.ts';
import { chainOf } from '../../db/ledger/attendance.ts';
import { findStation } from '../../db/ledger/station.ts';
import { countPhotos } from '../../db/roster/photos.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { listStopEntries } from '../../db/sync/stop-list.ts';
import { listTemplates } from '../../db/templates.ts';
import { utf8 } from '../../domain/base/bytes.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { stoppedBy } from '../../domain/sync/stop-list.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import type { Hub } from '../../hub/app/hub.ts';
import type { HubStore } from '../../hub/store/open-store.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../test/support/sample-event.ts';

/** A person as every station of the event must show them. */
export const nameOf = ({
  registrationCode,
  printedName,
  nativeName,
}: Pick<Delegate, 'registrationCode' | 'printedName' | 'nativeName'>): string =>
  [registrationCode, printedName, nativeName].join(' · ');

const namedSchema = z.object({
  registrationCode: z.string(),
  printedName: z.string(),
  nativeName: z.string(),
});

/** The content of a desk's store, read by the app's own statements. */
export function deskSummary(db: ReadableDatabase) {
  const station = findStation(db);
  if (station === null) throw new Error('the store has no station');
  const delegates = [...everyDelegate(db, sampleEvent.id)];
  const admitted = db.prepare('SELECT delegate_id FROM admission WHERE undone_by IS NULL').pluck();
  return {
    people: delegates.map(nameOf).sort(),
    admitted: admitted.all().map(String).sort(),
    notes: delegates.flatMap(({ id }) =>
      notesOfDelegate(db, sampleEvent.id, id).map(({ personal }) => personal),
    ),
    facts: chainOf(db, station.station, station.incarnation).map(({ type }) => type),
    head: station.chainHead,
    photos: countPhotos(db, sampleEvent.id),
    stopped: listStopEntries(db),
    // The built-in templates belong to the app and change with it.
    templates: listTemplates(db).filter((one) => !defaultTemplates().includes(one)).length,
    reports: stationReports(db).length,
  };
}

export async function hubSummary(hub: Hub, { db }: HubStore) {
  const delegates = await db.selectFrom('delegate').select('data').execute();
  const facts = await db
    .selectFrom('attendance_event')
    .select(['type', 'hash'])
    .orderBy('seq')
    .execute();
  const photos = await db.selectFrom('photo').select('sha256').execute();
  const stops = await hub.stopList();
  const reports = await db.selectFrom('day_report').select('signed').execute();
  const personal = await db.selectFrom('personal').select('payload').execute();
  return {
    people: delegates.map(({ data }) => nameOf(namedSchema.parse(JSON.parse(data)))).sort(),
    facts,
    personal: personal.map(({ payload }) => payload).sort(),
    stations: (await hub.listStations()).map(({ name, mode, state }) => ({ name, mode, state })),
    stopped: stops === null ? [] : stoppedBy([stops.list]),
    photos: photos.map(({ sha256 }) => sha256),
    reports: reports.map(({ signed }) => verifyReport(utf8(signed), {}, nodeCrypto).genuine),
    findings: await hub.checkAll(),
  };
}
