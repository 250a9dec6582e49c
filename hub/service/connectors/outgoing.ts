import type { AttendanceSink, OutgoingEvent } from '../../../connectors/attendance-sink.ts';
import type { HubContext } from '../context.ts';

/** Kinds of facts that tell of somebody's presence. */
export const sentTypes = ['admitted', 'went-out', 'came-back', 'admission-undone'] as const;

/** A fact of the stream, as far as it is needed here. */
export interface FactRow {
  id: string;
  seq: number;
  type: string;
  delegate_id: string | null;
  checkpoint: string | null;
  target_id: string | null;
  wall: number;
}

/** What is to be done with a fact. */
export type Outgoing =
  | { fact: FactRow; event: OutgoingEvent }
  /** Not yet: its delegate is not known there, or the fact that it undoes has not come. */
  | { fact: FactRow; waits: 'not-registered-there' | 'target-unknown' }
  /** None of this connector's business. */
  | { fact: FactRow; skipped: true };

/** Reasons of ours for parking a fact, which pass by themselves. */
export const passingReasons: ReadonlySet<string> = new Set([
  'not-registered-there',
  'target-unknown',
]);

const columns = ['id', 'seq', 'type', 'delegate_id', 'checkpoint', 'target_id', 'wall'] as const;

/** The next facts of the stream after a number, of the kinds that are sent. */
export async function factsAfter(
  { store, identity }: HubContext,
  after: number,
  limit: number,
): Promise<FactRow[]> {
  const rows = await store.db
    .selectFrom('attendance_event')
    .where('seq', '>', after)
    .where('type', 'in', sentTypes)
    .where('event_id', '=', identity.event.id)
    .orderBy('seq')
    .limit(limit)
    .select(columns)
    .execute();
  return rows.flatMap(factOf);
}

/** One fact of the stream; undefined where it has not come. */
export async function factById({ store }: HubContext, id: string): Promise<FactRow | undefined> {
  const row = await store.db
    .selectFrom('attendance_event')
    .where('id', '=', id)
    .where('seq', 'is not', null)
    .select(columns)
    .executeTakeFirst();
  return row === undefined ? undefined : factOf(row)[0];
}

function factOf(row: {
  id: string | null;
  seq: number | null;
  type: string | null;
  delegate_id: string | null;
  checkpoint: string | null;
  target_id: string | null;
  wall: number | null;
}): FactRow[] {
  const { id, seq, type, wall, delegate_id, checkpoint, target_id } = row;
  if (id === null || seq === null || type === null || wall === null) return [];
  return [{ id, seq, type, delegate_id, checkpoint, target_id, wall }];
}

/** Whom a fact is for. */
export interface Receiver {
  connector: string;
  sink: AttendanceSink;
  /** Number of the stream up to which it was told everything. */
  sent: number;
}

/** Makes of a fact what a sink is told. An undo waits until the fact that it undoes had its turn. */
export async function outgoingOf(
  context: HubContext,
  { connector, sink, sent }: Receiver,
  fact: FactRow,
): Promise<Outgoing> {
  const isUndo = fact.type === 'admission-undone';
  const about = isUndo ? await factById(context, fact.target_id ?? '') : fact;
  if (about === undefined || about.seq > sent) return { fact, waits: 'target-unknown' };
  const { checkpoint, delegate_id } = about;
  if (checkpoint === null || delegate_id === null || !sink.wants(checkpoint)) {
    return { fact, skipped: true };
  }
  const handle = await handleOf(context, connector, delegate_id);
  if (handle === null) return { fact, waits: 'not-registered-there' };
  return {
    fact,
    event: {
      id: fact.id,
      kind: isUndo ? 'undo' : fact.type === 'went-out' ? 'exit' : 'entry',
      checkpoint,
      wall: fact.wall,
      handle,
      undoes: isUndo ? about.id : null,
      standsOtherwise: isUndo && (await standsOtherwise(context, about)),
    },
  };
}

/** How the other side names this delegate's registration; null where it has none. */
async function handleOf(
  { store }: HubContext,
  connector: string,
  delegateId: string,
): Promise<string | null> {
  const row = await store.db
    .selectFrom('connector_person')
    .where('connector', '=', connector)
    .where('delegate_id', '=', delegateId)
    .where('handle', '<>', '')
    .orderBy('gone')
    .orderBy('outside_id')
    .select('handle')
    .executeTakeFirst();
  return row?.handle ?? null;
}

/** Another admission of the same delegate at the same checkpoint that nobody has undone. */
async function standsOtherwise({ store }: HubContext, undone: FactRow): Promise<boolean> {
  const row = await store.db
    .selectFrom('attendance_event as fact')
    .where('fact.type', '=', 'admitted')
    .where('fact.seq', 'is not', null)
    .where('fact.delegate_id', '=', undone.delegate_id)
    .where('fact.checkpoint', '=', undone.checkpoint)
    .where('fact.id', '<>', undone.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attendance_event as undo')
            .whereRef('undo.target_id', '=', 'fact.id')
            .where('undo.type', '=', 'admission-undone')
            .where('undo.seq', 'is not', null)
            .select('undo.id'),
        ),
      ),
    )
    .select('fact.id')
    .executeTakeFirst();
  return row !== undefined;
}
