import { eventFileSchema } from '../../../domain/event-file.ts';
import {
  type CertifiedStation,
  certificateText,
  isComplete,
  type PurgeCertificate,
  type SignedCertificate,
} from '../../../domain/purge/certificate.ts';
import { readStoredOrder } from '../../../domain/purge/order.ts';
import {
  countsOf,
  type PurgeOutcome,
  type SignedConfirmation,
  signedConfirmationSchema,
  withDeclared,
} from '../../../domain/purge/outcome.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { PurgeTable } from '../../store/purge-tables.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { HubContext } from '../context.ts';
import { readLeft } from './carry-out.ts';
import { declaredFor } from './declared-rows.ts';
import { readCounts } from './empty.ts';

/** See `HubPrivacy.certificate`. */
export async function issueCertificate(
  context: HubContext,
  id: string | null,
): Promise<SignedCertificate> {
  const { db } = context.store;
  const purge = await findPurge(db, id);
  const { hubKey, hubName, event } = context.identity;
  const stations = await certifiedStations(db, purge);
  const issuer = { name: hubName, publicKey: hubKey, outcome: outcomeOf(purge) };
  const certificate: PurgeCertificate = {
    formatVersion: 1,
    order: readStoredOrder(purge.signed).order,
    event: { id: event.id, name: eventFileSchema.parse(event.file).name.en },
    issued: context.clock(),
    issuer,
    stations,
    complete: isComplete(issuer, stations),
  };
  return { certificate, signature: context.sign(certificateText(certificate)) };
}

async function findPurge(db: HubDatabase, id: string | null): Promise<PurgeTable> {
  const purges = db.selectFrom('purge').orderBy('ordered', 'desc').orderBy('id').selectAll();
  const found = await (id === null ? purges : purges.where('id', '=', id)).executeTakeFirst();
  if (found === undefined) throw new HubProblem('not-found', 'purge');
  return found;
}

function outcomeOf(purge: PurgeTable): PurgeOutcome | null {
  if (purge.done === null) return null;
  const counts = countsOf(readCounts(purge.counts));
  const own = { done: purge.done, counts, left: readLeft(purge.files_left), declared: [] };
  return withDeclared(own, declaredFor(purge, null));
}

/** Every kiosk that ever enrolled here: one that was revoked or replaced held personal data as well. */
export async function certifiedStations(
  db: HubDatabase,
  purge: PurgeTable,
): Promise<CertifiedStation[]> {
  const kiosks = await db.selectFrom('kiosk').orderBy('name').orderBy('id').selectAll().execute();
  const said = await db
    .selectFrom('purge_confirmation')
    .where('purge_id', '=', purge.id)
    .selectAll()
    .execute();
  const outcomes = new Map(
    said.map(({ kiosk, signed }) => [
      kiosk,
      withDeclared(readConfirmation(signed).confirmation.outcome, declaredFor(purge, kiosk)),
    ]),
  );
  return kiosks.map(({ id, name, mode, state, last_seen: lastSeen }) => ({
    kiosk: id,
    name: name.slice(0, 80),
    mode,
    state,
    lastSeen,
    outcome: outcomes.get(id) ?? null,
  }));
}

function readConfirmation(text: string): SignedConfirmation {
  return signedConfirmationSchema.parse(JSON.parse(text));
}
