import type { HubContext } from '../../base/context.ts';
import type {
  AttendanceSink,
  OutgoingEvent,
  PushOutcome,
} from '../../connectors/attendance-sink.ts';
import type { ConnectorFailure } from '../../connectors/failure.ts';
import { streamState } from '../../store/streams.ts';
import { clearParked, park, parkedFacts } from './parked.ts';
import type { ConnectorRow } from './rows.ts';

/** Facts per recorded batch: after a crash up to this many are sent again, with the same nonces. */
const batchFacts = 20;

/** Max invalid answers in a row to one fact; then it is parked, so that others can be sent. */
const maxOddAnswers = 5;

interface Sending {
  context: HubContext;
  row: ConnectorRow;
  sink: AttendanceSink;
}

/**
 * Sends what the other side lacks: the stream from the connector's position, then the parked facts
 * that may be sent now (`again`: all of them). The outcome of each fact is recorded in one
 * transaction with the position.
 *
 * @returns why it ended early, or null
 */
export async function pushFacts(
  context: HubContext,
  row: ConnectorRow,
  sink: AttendanceSink,
  again: boolean,
): Promise<ConnectorFailure | null> {
  const sending = { context, row, sink };
  const { failure, place } = await pushStream(sending);
  return failure ?? (await pushParked(sending, again, place));
}

async function pushParked(
  sending: Sending,
  again: boolean,
  place: number,
): Promise<ConnectorFailure | null> {
  const { context, row, sink } = sending;
  const parked = await parkedFacts(context.store.db, row.name);
  const due = parked.filter(({ reason }) => again || passingReasons.has(reason));
  const facts: FactRow[] = [];
  for (const { id } of due) {
    const fact = await factById(context, id);
    if (fact !== undefined) facts.push(fact);
  }
  facts.sort((a, b) => a.seq - b.seq);
  for (let start = 0; start < facts.length; start += batchFacts) {
    const outgoing: Outgoing[] = [];
    for (const fact of facts.slice(start, start + batchFacts)) {
      const found = await outgoingOf(context, { connector: row.name, sink, sent: place }, fact);
      // It still waits, and is parked already.
      if (!('waits' in found)) outgoing.push(found);
    }
    const failure = await pushBatch(sending, outgoing, null);
    if (failure !== null) return failure;
  }
  return null;
}

/** @returns also the number up to which the stream was processed */
async function pushStream(
  sending: Sending,
): Promise<{ failure: ConnectorFailure | null; place: number }> {
  const { context, row, sink } = sending;
  let after = row.sent_seq;
  for (;;) {
    const { seq: last } = await streamState(context.store.db, 'events');
    const facts = await factsAfter(context, after, batchFacts);
    const end = facts.length < batchFacts ? last : (facts.at(-1)?.seq ?? last);
    if (end <= after) return { failure: null, place: after };
    const outgoing: Outgoing[] = [];
    for (const fact of facts) {
      const to = { connector: row.name, sink, sent: fact.seq };
      outgoing.push(await outgoingOf(context, to, fact));
    }
    const failure = await pushBatch(sending, outgoing, end);
    if (failure !== null) return { failure, place: after };
    after = end;
  }
}

/** @param end the connector's stream position once all facts are done; null for parked ones */
async function pushBatch(
  sending: Sending,
  outgoing: readonly Outgoing[],
  end: number | null,
): Promise<ConnectorFailure | null> {
  const events = outgoing.flatMap((each) => ('event' in each ? [each.event] : []));
  const outcomes = await sending.sink.push(events);
  const settled: Settled[] = [];
  let failure: ConnectorFailure | null = null;
  let next = 0;
  for (const each of outgoing) {
    if (!('event' in each)) {
      settled.push({ outgoing: each, reason: 'waits' in each ? each.waits : null });
      continue;
    }
    const outcome = outcomes[next];
    next += 1;
    const reason = reasonOf(sending, outcome, settled.length === 0);
    if (reason === undefined) {
      failure = outcome?.kind === 'later' ? outcome.failure : null;
      break;
    }
    settled.push({ outgoing: each, reason });
    // A fact that must be retried later ended the batch: the facts after it were not sent.
    if (outcome?.kind === 'later') {
      failure = outcome.failure;
      break;
    }
  }
  const isWhole = settled.length === outgoing.length;
  const place = end === null ? null : isWhole ? end : (settled.at(-1)?.outgoing.fact.seq ?? null);
  await record(sending, settled, place);
  return failure;
}

/**
 * Returns the reason to park a fact, null if it is finished, undefined if it must be sent again.
 */
function reasonOf(
  { row }: Sending,
  outcome: PushOutcome | undefined,
  isFirst: boolean,
): string | null | undefined {
  switch (outcome?.kind) {
    case 'done':
      return null;
    case 'parked':
      return outcome.reason;
    case 'later': {
      const isStuck = isFirst && row.push_failures + 1 >= maxOddAnswers;
      return isStuck && outcome.failure.code === 'bad-answer' ? 'odd-answer' : undefined;
    }
    case undefined:
      return undefined;
  }
}

interface Settled {
  outgoing: Outgoing;
  /** Null if it is finished. */
  reason: string | null;
}

async function record(
  { context, row }: Sending,
  settled: readonly Settled[],
  place: number | null,
): Promise<void> {
  const now = context.clock();
  const ids = (isParked: boolean): string[] =>
    settled
      .filter(({ reason }) => (reason !== null) === isParked)
      .map(({ outgoing }) => outgoing.fact.id);
  // An admission that was undone must never be sent automatically later.
  const undone = settled.flatMap(({ outgoing: { fact } }) =>
    fact.type === 'admission-undone' && fact.target_id !== null ? [fact.target_id] : [],
  );
  await context.store.db.transaction().execute(async (tx) => {
    await clearParked(tx, row.name, { kind: 'fact', ids: [...ids(false), ...undone] });
    await park(
      tx,
      row.name,
      settled.flatMap(({ outgoing: { fact }, reason }) =>
        reason === null || undone.includes(fact.id)
          ? []
          : [{ kind: 'fact' as const, id: fact.id, reason, parkedAt: now }],
      ),
    );
    if (place === null) return;
    await tx
      .updateTable('connector')
      .set({ sent_seq: place })
      .where('name', '=', row.name)
      .execute();
  });
}

/** Kinds of facts that show a person's presence. */
const sentTypes = ['admitted', 'went-out', 'came-back', 'admission-undone'] as const;

/** A fact of the stream, with the fields needed here. */
interface FactRow {
  id: string;
  seq: number;
  type: string;
  delegate_id: string | null;
  checkpoint: string | null;
  target_id: string | null;
  wall: number;
}

type Outgoing =
  | { fact: FactRow; event: OutgoingEvent }
  /**
   * Not yet: the other side does not know the delegate, or the fact that it undoes has not arrived.
   */
  | { fact: FactRow; waits: 'not-registered-there' | 'target-unknown' }
  /** Not this connector's concern. */
  | { fact: FactRow; skipped: true };

/** Reasons for parking a fact that can end without anyone's action. */
const passingReasons: ReadonlySet<string> = new Set(['not-registered-there', 'target-unknown']);

const columns = ['id', 'seq', 'type', 'delegate_id', 'checkpoint', 'target_id', 'wall'] as const;

/** The next facts of the stream after a number, of the kinds that are sent. */
async function factsAfter(
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

/** One fact of the stream; undefined if it has not arrived. */
async function factById({ store }: HubContext, id: string): Promise<FactRow | undefined> {
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

interface Receiver {
  connector: string;
  sink: AttendanceSink;
  /** Number in the stream up to which everything was sent. */
  sent: number;
}

/** Converts a fact for the sink. An undo waits until the fact that it undoes was processed. */
async function outgoingOf(
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
      isAdmittedOtherwise: isUndo && (await isAdmittedOtherwise(context, about)),
    },
  };
}

/** The other side's id for this delegate's registration; null if it has none. */
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

/** Whether the delegate has another admission at the same checkpoint that was not undone. */
async function isAdmittedOtherwise({ store }: HubContext, undone: FactRow): Promise<boolean> {
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
