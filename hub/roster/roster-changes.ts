import { jsonOf } from '../../domain/base/json.ts';
import {
  correctionPayloadSchema,
  personPayloadSchema,
  replacementPayloadSchema,
  walkInPayloadSchema,
} from '../../domain/roster/roster-changes.ts';
import type { HubContext } from '../base/context.ts';

import { namesOf } from '../base/names.ts';

/** A desk's change to the roster, for the list of changes. */
export interface RosterChange {
  eventId: string;
  seq: number;
  kind: (typeof kinds)[number];
  delegateId: string | null;
  station: string;
  stationName: string;
  operatorId: string | null;
  operatorName: string | null;
  /** UTC milliseconds of the desk's clock. */
  wall: number;
  /** What `domain/roster/roster-changes.ts` reads from this kind; null if missing or unreadable. */
  detail: unknown;
}

const kinds = [
  'walk-in-registered',
  'spelling-corrected',
  'person-changed',
  'delegate-replaced',
] as const;

const payloadSchemas = {
  'walk-in-registered': walkInPayloadSchema,
  'spelling-corrected': correctionPayloadSchema,
  'person-changed': personPayloadSchema,
  'delegate-replaced': replacementPayloadSchema,
} as const;

export async function listRosterChanges(
  context: HubContext,
  limit: number,
): Promise<RosterChange[]> {
  const { db } = context.store;
  const rows = await db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('fact.type', 'in', kinds)
    .where('fact.seq', 'is not', null)
    .where('fact.event_id', '=', context.identity.event.id)
    .orderBy('fact.seq', 'desc')
    .limit(limit)
    .select([
      'fact.id',
      'fact.seq',
      'fact.type',
      'fact.delegate_id',
      'fact.station',
      'fact.operator_id',
      'fact.wall',
      'personal.payload',
    ])
    .execute();
  const names = await namesOf(db);
  return rows.flatMap((row) => {
    const kind = kinds.find((known) => known === row.type);
    if (kind === undefined || row.id === null || row.seq === null || row.wall === null) return [];
    return [
      {
        eventId: row.id,
        seq: row.seq,
        kind,
        delegateId: row.delegate_id,
        station: row.station,
        stationName: names.station(row.station),
        operatorId: row.operator_id,
        operatorName: names.operator(row.operator_id, row.station),
        wall: row.wall,
        detail: row.payload === null ? null : detailOf(kind, row.payload),
      },
    ];
  });
}

function detailOf(kind: RosterChange['kind'], payload: string): unknown {
  return payloadSchemas[kind].safeParse(jsonOf(payload)).data ?? null;
}
