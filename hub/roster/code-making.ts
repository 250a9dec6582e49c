import { fromHex } from '../../domain/base/bytes.ts';
import {
  type SecretRenewal,
  secretRenewal,
  ticketSecrets,
} from '../../domain/tickets/event-secrets.ts';
import { type CodeMaking, withCodes } from '../../domain/tickets/issued-codes.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
import type { HubContext, HubIdentity } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { readFact } from '../ledger/read-fact.ts';
import { query } from '../store/prepared.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { draftRoster } from './roster-draft.ts';

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

/** The secrets for ids and ticket codes, read now: another process may renew the event's secret. */
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

/** Number of delegates read and written at once. */
const portion = 2_000;

/**
 * Gives everyone in the roster, deleted people too, codes made with the newest secret.
 *
 * @returns the roster stream's last number, null if unchanged, and the number of people with new
 *   codes
 */
export async function renewCodes(
  context: HubContext,
  tx: HubDatabase,
): Promise<{ roster: number | null; renewed: number }> {
  // An import that holds the stream now is read once it is done; a later one reads the new secret.
  await lockStream(tx, 'roster');
  const making = await readMaking(tx, context.identity);
  let roster: number | null = null;
  let renewed = 0;
  for (let after = ''; ; ) {
    const rows = await tx
      .selectFrom('delegate')
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .select(['id', 'data', 'deleted'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return { roster, renewed };
    after = last.id;
    const draft = await draftRoster(tx, { ids: rows.map(({ id }) => id), codes: [] });
    for (const { data, deleted } of rows) {
      const isNew = draft.put(withCodes(delegateOfText(data), undefined, making), deleted === 1);
      if (isNew && deleted === 0) renewed += 1;
    }
    roster = (await draft.write(context.clock())) ?? roster;
  }
}
