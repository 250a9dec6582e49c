import { isHubAuthor } from '../../domain/ledger/chain.ts';
import { type PersonHistory, personHistoryKinds } from '../../domain/people/people-list.ts';
import { historyOf, type RegistrationFact } from '../../domain/people/person-history.ts';
import { namesOf } from '../base/names.ts';
import { readFact } from '../ledger/read-fact.ts';
import type { HubDatabase } from '../store/tables.ts';

/** The history of a person's registration, newest first; a fact of the hub has no station. */
export async function historyAtHub(
  db: HubDatabase,
  eventId: string,
  delegateId: string,
): Promise<PersonHistory> {
  const rows = await db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('fact.delegate_id', '=', delegateId)
    .where('fact.type', 'in', personHistoryKinds)
    .where('fact.event_id', '=', eventId)
    .where('fact.seq', 'is not', null)
    .select([
      'fact.station',
      'fact.incarnation',
      'fact.kseq',
      'fact.body',
      'fact.effective',
      'personal.payload',
    ])
    .execute();
  const names = await namesOf(db);
  return historyOf(
    rows.flatMap(({ body, effective, payload, ...place }): RegistrationFact[] => {
      const reading = readFact(body ?? '', place);
      if (!('fact' in reading)) return [];
      const { id, type, after, wall, hlc, operatorId } = reading.fact;
      const kind = personHistoryKinds.find((known) => known === type);
      if (kind === undefined) return [];
      return [
        {
          ...place,
          id,
          type: kind,
          after,
          wall,
          effective: effective ?? hlc,
          personal: payload,
          operatorName: names.operator(operatorId, place.station),
          stationName: isHubAuthor(place.station) ? null : names.station(place.station),
        },
      ];
    }),
  );
}
