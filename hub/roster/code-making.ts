import { bulkCrypto } from '../../crypto/node-crypto.ts';
import { fromHex } from '../../domain/base/bytes.ts';
import {
  type SecretRenewal,
  secretRenewal,
  ticketSecrets,
} from '../../domain/tickets/event-secrets.ts';
import type { CodeMaking } from '../../domain/tickets/issued-codes.ts';
import type { HubIdentity } from '../base/context.ts';
import { readFact } from '../ledger/read-fact.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

interface RenewalRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
  effective: string | null;
  payload: string | null;
}

const renewalsQuery = query<{ event: string }, RenewalRow>(({ db, at }) =>
  db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    // These two conditions match the index.
    .where('fact.type', '=', 'secret-renewed')
    .where('fact.seq', 'is not', null)
    .where('fact.event_id', '=', at('event'))
    .select([
      'fact.station',
      'fact.incarnation',
      'fact.kseq',
      'fact.body',
      'fact.effective',
      'personal.payload',
    ]),
);

/** Every renewal of the event's secret that this hub holds, from this hub and earlier ones. */
export async function secretRenewals(
  db: HubDatabase,
  { event }: HubIdentity,
): Promise<SecretRenewal[]> {
  const rows = await renewalsQuery(db, { event: event.id });
  return rows.flatMap(({ body, effective, payload, ...place }) => {
    const reading = readFact(body, place);
    if (!('fact' in reading)) return [];
    const { fact } = reading;
    const renewal = secretRenewal({ ...fact, effective: effective ?? fact.hlc }, payload);
    return renewal === null ? [] : [renewal];
  });
}

/** What this hub makes ids and ticket codes from now: another process may renew the secret. */
export async function readMaking(db: HubDatabase, identity: HubIdentity): Promise<CodeMaking> {
  const eventSecret = fromHex(identity.event.secret);
  const secrets = ticketSecrets(eventSecret, await secretRenewals(db, identity));
  return {
    eventId: identity.event.id,
    eventSecret,
    ticketSecrets: secrets,
    crypto: bulkCrypto(eventSecret, ...secrets),
  };
}
