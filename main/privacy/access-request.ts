import { listKnownKiosks } from '../../db/ledger/known-stations.ts';
import {
  activityAround,
  badgesOfPerson,
  factsOfPerson,
  jobsOfPerson,
  type PersonFactRow,
  unknownOfPerson,
} from '../../db/roster/person-data.ts';
import { findPhoto } from '../../db/roster/photos.ts';
import { findDelegateByRegistrationCode } from '../../db/roster/roster.ts';
import { isStopped } from '../../db/sync/stop-list.ts';
import { fieldsHeldBy } from '../../domain/privacy/lost-report.ts';
import type { PersonReport } from '../../domain/privacy/person-report.ts';
import { mayMean } from '../../domain/privacy/person-search.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';

/** The files for a person who made a request. */
export interface AnsweredRequest {
  report: PersonReport;
  /** JPEG; null where there is no portrait here. */
  photo: Uint8Array | null;
}

/**
 * Everything that this station holds about one person, for that person (GDPR, article 15):
 * registration, facts with their payloads, badges, prints, portrait, and which staff (by id)
 * searched for or opened their record.
 *
 * @param photoName file name of the portrait beside the report
 * @throws CallFailure `not-found`
 */
export function accessRequest(
  context: Context,
  registrationCode: string,
  photoName: (delegateId: string) => string,
): AnsweredRequest {
  const { db, event, clock, kioskName } = context;
  const { id: eventId, name } = event.file;
  const delegate = findDelegateByRegistrationCode(db, eventId, registrationCode);
  if (delegate === null) throw new CallFailure('not-found');
  const { id } = delegate;
  const photo = findPhoto(db, eventId, id);
  const badges = badgesOfPerson(db, eventId, id);
  const report: PersonReport = {
    formatVersion: 1,
    event: { id: eventId, name: name.en },
    made: clock(),
    source: kioskName,
    delegateId: id,
    delegate,
    corrections: [],
    facts: factsOfPerson(db, eventId, id).map(factOf),
    badges,
    printJobs: jobsOfPerson(db, eventId, id),
    log: activityAround(db, eventId, id)
      .filter((line) => line.kind !== 'search' || mayMean(line.detail, delegate))
      .map(({ kind, operatorId, detail, wall }) => ({ kind, operatorId, detail, wall })),
    quarantine: unknownOfPerson(db, id),
    onStopList:
      isStopped(db, 'delegate', id) || badges.some(({ serial }) => isStopped(db, 'badge', serial)),
    photo: photo === null ? null : photoName(id),
    recipients: listKnownKiosks(db).map((kiosk) => ({
      name: kiosk.name,
      mode: kiosk.mode,
      fields: fieldsHeldBy(kiosk.mode),
    })),
  };
  return { report, photo: photo?.picture ?? null };
}

function factOf(row: PersonFactRow): PersonReport['facts'][number] {
  return {
    id: row.id,
    type: row.type,
    checkpoint: row.checkpoint,
    localDay: row.localDay,
    badgeSerial: row.badgeSerial,
    wall: row.wall,
    kiosk: row.kiosk,
    operatorId: row.operatorId,
    values: JSON.parse(row.payload),
    personal: row.personal === null ? null : JSON.parse(row.personal),
  };
}
