import { basename, dirname, join } from 'node:path';
import { listKnownStations } from '../../db/ledger/known-stations.ts';
import { listPurges, outcomeOf } from '../../db/privacy/purge-orders.ts';
import { replacedByImport } from '../../db/roster/last-import.ts';
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
import { ticketMailsOf } from '../../db/tickets.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { englishName } from '../../domain/base/language.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import {
  certificateFile,
  certificateText,
  isComplete,
  type PurgeCertificate,
  type SignedCertificate,
} from '../../domain/privacy/certificate.ts';
import { certificateWords } from '../../domain/privacy/certificate-words.ts';
import { fieldsHeldBy } from '../../domain/privacy/lost-report.ts';
import { mayMean, type PersonReport } from '../../domain/privacy/person-report.ts';
import { personWords } from '../../domain/privacy/person-words.ts';
import { publicKeyOf, readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { privacyCalls } from '../../preload/contract/privacy.ts';
import { heldOrderCalls } from '../../preload/contract/sync.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts, type FileDialogs } from '../base/calls.ts';
import type { Context } from '../base/context.ts';
import { saveHarmlessFile, savePersonalFile } from '../base/saved-file.ts';
import { agreeToOrder, heldOrders } from '../ledger/held-orders.ts';
import { type StationNames, stationNames } from '../ledger/station-names.ts';
import { withSecondPerson } from '../operators/approve.ts';
import { mayOrderHere } from './order-purge.ts';
import { privacyView, setRetention } from './privacy-view.ts';
import type { StationPurge } from './station-purge.ts';

interface PrivacyParts extends Pick<CallParts, 'context' | 'notify'> {
  purge: StationPurge;
  dialogs: Pick<FileDialogs, 'saveCertificate' | 'savePersonReport'>;
  link: { signingKey(): string; syncNow(): void };
}

export function privacyAnswers(desk: PrivacyParts) {
  const { context, purge, dialogs } = desk;
  const language = () => context.language;
  return answers(
    { ...privacyCalls, ...heldOrderCalls },
    {
      getPrivacy: () => privacyView(context, purge.progress()),
      setRetention: ({ rule }, caller) => {
        setRetention(context, caller, rule);
        void purge.tend();
        desk.notify('privacyChanged', null);
      },
      purge: ({ pin }, caller) => {
        // Checked before any PIN.
        mayOrderHere(context);
        return withSecondPerson(context, caller, { pin, right: 'approve-purge' }, async (by) => {
          await purge.order(caller, by);
          return {};
        });
      },
      getHeldOrders: () => heldOrders(context),
      agreeToOrder: async (input) => {
        const answer = await agreeToOrder(context, input);
        if (answer.result !== 'done') return answer;
        await purge.tend();
        // Records follow their order at the beginning of an exchange.
        desk.link.syncNow();
        desk.notify('privacyChanged', null);
        return answer;
      },
      declareDestroyed: async (said, caller) => {
        await purge.declare(caller, said);
        desk.notify('privacyChanged', null);
      },
      savePurgeCertificate: async ({ id }) => {
        const signed = stationCertificate(context, desk.link.signingKey(), id);
        const path = await dialogs.saveCertificate(suggestedName(language(), 'purge', 'json', id));
        if (path === null) return false;
        await saveHarmlessFile(path, certificateFile(signed), forOwner);
        const words = certificateWords(signed, language());
        await saveHarmlessFile(textBeside(path), words, forOwner);
        return true;
      },
      answerAccessRequest: async ({ registrationCode }) => {
        const nameOf = (id: string): string => suggestedName(language(), 'person', 'json', id);
        const answer = accessRequest(context, registrationCode, (id) => pictureBeside(nameOf(id)));
        const path = await dialogs.savePersonReport(nameOf(answer.report.delegateId));
        if (path === null) return false;
        const { report, photo } = answer;
        if (photo !== null) report.photo = basename(pictureBeside(path));
        const write = (to: string, content: string | Uint8Array): Promise<boolean> =>
          savePersonalFile(context, to, content, forOwner);
        await write(path, `${JSON.stringify(report, null, 2)}\n`);
        await write(textBeside(path), personWords(report, language()));
        if (photo !== null) await write(pictureBeside(path), photo);
        return true;
      },
    },
  );
}

/** `person.json` → `person.txt`, in the same folder. */
function textBeside(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.json$/i, '')}.txt`);
}

function pictureBeside(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.json$/i, '')}.jpg`);
}

/** No other user of this computer may read the files. */
const forOwner = { mode: 0o600 };

/**
 * This station's signed certificate for one order: its own, or the hub's as far as this station
 * carried it out (the hub's certificate covers all stations). Throws CallFailure `not-found`.
 */
function stationCertificate(context: Context, signingKey: string, id: string): SignedCertificate {
  const { db, event, clock, stationName } = context;
  const purge = listPurges(db, event.file.id).find(({ signed }) => signed.order.id === id);
  if (purge === undefined) throw new CallFailure('not-found');
  const key = readPrivateKey(signingKey);
  const issuer = { name: stationName, publicKey: publicKeyOf(key), outcome: outcomeOf(purge) };
  const certificate: PurgeCertificate = {
    formatVersion: 1,
    order: purge.signed.order,
    event: { id: event.file.id, name: englishName(event.file) },
    issued: clock(),
    issuer,
    stations: [],
    complete: isComplete(issuer, []),
  };
  return { certificate, signature: signText(key, certificateText(certificate)) };
}

interface AnsweredRequest {
  report: PersonReport;
  /** JPEG; null where there is no photo here. */
  photo: Uint8Array | null;
}

/**
 * Everything that this station holds about one person, for that person (GDPR, article 15):
 * registration, facts with their payloads, badges, prints, photo, and which staff (by id) searched
 * for or opened their record.
 *
 * @param photoName file name of the photo beside the report
 * @throws CallFailure `not-found`
 */
function accessRequest(
  context: Context,
  registrationCode: string,
  photoName: (delegateId: string) => string,
): AnsweredRequest {
  const { db, event, clock, stationName } = context;
  const { id: eventId, extraFields } = event.file;
  const delegate = findDelegateByRegistrationCode(db, eventId, registrationCode);
  if (delegate === null) throw new CallFailure('not-found');
  const { id } = delegate;
  const photo = findPhoto(db, eventId, id);
  const badges = badgesOfPerson(db, eventId, id);
  const names = stationNames(context);
  const report: PersonReport = {
    formatVersion: 1,
    event: { id: eventId, name: englishName(event.file) },
    made: clock(),
    source: stationName,
    delegateId: id,
    delegate,
    corrections: [],
    replaced: Object.entries(replacedByImport(db, id)).map(([field, value]) => ({
      field,
      value: String(value ?? ''),
    })),
    facts: factsOfPerson(db, eventId, id).map((row) => factOf(row, names)),
    badges,
    printJobs: jobsOfPerson(db, eventId, id),
    ticketMails: ticketMailsOf(db, eventId, id).map(({ address, state, answer, wall }) => ({
      address,
      state,
      answer,
      wall,
    })),
    log: activityAround(db, eventId, id)
      .filter((line) => line.kind !== 'search' || mayMean(line.detail, delegate))
      .map(({ kind, operatorId, detail, wall }) => ({ kind, operatorId, detail, wall })),
    quarantine: unknownOfPerson(db, id),
    onStopList:
      isStopped(db, 'delegate', id) || badges.some(({ serial }) => isStopped(db, 'badge', serial)),
    photo: photo === null ? null : photoName(id),
    recipients: listKnownStations(db).map((station) => ({
      name: station.name,
      mode: station.mode,
      fields: fieldsHeldBy(station.mode, extraFields),
    })),
  };
  return { report, photo: photo?.picture ?? null };
}

function factOf(row: PersonFactRow, names: StationNames): PersonReport['facts'][number] {
  return {
    id: row.id,
    type: row.type,
    checkpoint: row.checkpoint,
    localDay: row.localDay,
    badgeSerial: row.badgeSerial,
    wall: row.wall,
    station: names.station(row.station),
    operatorId: row.operatorId,
    // A payload that is not JSON is shown as it is held.
    values: jsonOf(row.payload) ?? row.payload,
    personal: jsonOf(row.personal ?? '') ?? row.personal,
  };
}
