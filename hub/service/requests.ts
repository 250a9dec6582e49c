import { HubProblem } from '../../domain/wire/problems.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { EnrolledKiosk } from './hub.ts';

type Numbered = { kiosk: string; request: number; seen: number };

const acceptQuery = query<Numbered, { state: EnrolledKiosk['state'] }>(({ db, at }) =>
  db
    .updateTable('kiosk')
    .set({ last_request: at('request'), last_seen: at('seen') })
    .where('id', '=', at('kiosk'))
    .where('last_request', '<', at('request'))
    .returning('state'),
);

/**
 * Notes the number of a signed request in the transaction of what it asks for, so that it serves once.
 *
 * @returns what the kiosk is at this moment
 * @throws HubProblem `replayed`
 */
export async function acceptRequest(
  tx: HubDatabase,
  numbered: Numbered,
): Promise<EnrolledKiosk['state']> {
  const [accepted] = await acceptQuery(tx, numbered);
  if (accepted === undefined) throw new HubProblem('replayed');
  return accepted.state;
}
