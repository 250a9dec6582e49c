import { isStorable } from '../../../domain/base/protocol.ts';
import { eventFileSchema } from '../../../domain/event/event-file.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { isOut, type RegistrationStatus } from '../../../domain/roster/delegate-fields.ts';
import {
  mergeEntry,
  type RosterValues,
  rosterDefaultsOf,
} from '../../../domain/roster/roster-entry.ts';
import type { CodeMaking } from '../../../domain/tickets/issued-codes.ts';
import { codeKey } from '../../../domain/tickets/registration-code.ts';
import type { Registration } from '../../../domain/tickets/registration-words.ts';
import { newEntry } from '../../../intake/read-people.ts';
import type { HubContext, HubIdentity } from '../../base/context.ts';
import { refreshEvent } from '../../base/present-event.ts';
import { ConnectorFailure } from '../../connectors/failure.ts';
import type { OutsidePerson, RosterChanges } from '../../connectors/roster-source.ts';
import { lockStream } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { readMaking } from '../code-making.ts';
import { writeWithEnds } from '../end-registrations.ts';
import { putListed, registrationsOf } from '../registrations.ts';
import { draftRoster, type RosterDraft, withoutDesks } from '../roster-draft.ts';
import {
  countLiving,
  digestsOf,
  type KnownPerson,
  keepPeople,
  knownPeople,
} from './known-people.ts';
import { clearParked, park } from './parked.ts';

/** Max people of one transaction: others wait for the roster's stream meanwhile. */
const batchPeople = 5_000;

/** If more people than this number and this share of all vanish at once, it must be confirmed. */
const vanishing = { count: 10, part: 0.2 } as const;

export interface Applied {
  added: number;
  changed: number;
  rejected: number;
}

/**
 * Applies a source's changes, and stores its cursor with the last batch: after a crash between two
 * batches they are read again, which changes nothing. Only values that the other side has changed
 * since the last reading are taken, so later changes made here stay. Delegates deleted here stay
 * deleted.
 *
 * @throws ConnectorFailure `many-vanished`; nothing is applied then
 */
export async function applyRoster(
  context: HubContext,
  connector: string,
  changes: RosterChanges,
  acceptVanished: boolean,
): Promise<Applied> {
  await refreshEvent(context);
  await checkVanished(context.store.db, connector, changes, acceptVanished);
  const applied: Applied = { added: 0, changed: 0, rejected: changes.rejected.length };
  const { people } = changes;
  for (let start = 0; start === 0 || start < people.length; start += batchPeople) {
    const batch = people.slice(start, start + batchPeople);
    const isLast = start + batchPeople >= people.length;
    const { streams, ...written } = await context.store.db.transaction().execute(async (tx) => {
      const taken = await takeBatch(context, tx, connector, {
        people: batch,
        tombstones: isLast ? changes.tombstones : [],
        revokedCodes: isLast ? changes.revokedCodes : [],
      });
      if (isLast) await finish(context, tx, connector, changes);
      return taken;
    });
    applied.added += written.added;
    applied.changed += written.changed;
    context.announce(streams);
  }
  return applied;
}

async function checkVanished(
  db: HubDatabase,
  connector: string,
  { tombstones }: RosterChanges,
  accepted: boolean,
): Promise<void> {
  if (accepted || tombstones.length <= vanishing.count) return;
  const living = await countLiving(db, connector);
  if (tombstones.length > living * vanishing.part) {
    throw new ConnectorFailure('many-vanished', `${tombstones.length} of ${living}`);
  }
}

type Batch = Pick<RosterChanges, 'people' | 'tombstones' | 'revokedCodes'>;

async function takeBatch(
  context: HubContext,
  tx: HubDatabase,
  connector: string,
  batch: Batch,
): Promise<{
  added: number;
  changed: number;
  streams: { events?: number; roster?: number };
}> {
  const { tombstones } = batch;
  const people = batch.people.filter(({ registrationCode }) => isStorable(registrationCode));
  const revokedCodes = batch.revokedCodes.filter(isStorable);
  const outsideIds = people.map(({ outsideId }) => outsideId);
  const known = await knownPeople(tx, connector, [
    ...outsideIds,
    ...tombstones,
    ...revokedCodes.map(revokedId),
  ]);
  const ids = [...known.values()].map(({ delegateId }) => delegateId);
  const codes = [...people.map(({ registrationCode }) => registrationCode), ...revokedCodes];
  // A known person's registration may end; the stream of facts is locked before the roster's.
  const mayEnd =
    known.size > 0 ||
    revokedCodes.length > 0 ||
    people.some(({ values: { status } }) => status !== undefined && isOut(status));
  const stream = mayEnd ? await lockStream(tx, 'events') : null;
  const draft = await draftRoster(tx, { ids, codes });
  const found = codes.flatMap((code) => draft.byCode(code)?.delegate.id ?? []);
  const registrations = await registrationsOf(tx, [...new Set([...ids, ...found])]);
  const making = await readMaking(tx, context.identity);
  const taker = createTaker(context.identity, { draft, known, registrations, making });
  for (const person of people) taker.take(person);
  for (const outsideId of tombstones) taker.cancel(outsideId);
  const current = new Set(people.map(({ registrationCode }) => registrationCode));
  for (const code of revokedCodes) if (!current.has(code)) taker.revoke(code);
  await keepPeople(tx, connector, taker.kept);
  await clearParked(tx, connector, { kind: 'person', ids: outsideIds });
  return { ...taker.counts, streams: await writeWithEnds(context, tx, stream, draft) };
}

async function finish(
  context: HubContext,
  tx: HubDatabase,
  connector: string,
  changes: RosterChanges,
): Promise<void> {
  const now = context.clock();
  for (const start of changes.reread) await clearParked(tx, connector, { kind: 'person', start });
  await park(
    tx,
    connector,
    changes.rejected.map(({ id, reason }) => ({ kind: 'person', id, reason, parkedAt: now })),
  );
  await tx
    .updateTable('connector')
    .set({ roster_cursor: changes.next, clock_offset: changes.clockOffset })
    .where('name', '=', connector)
    .execute();
}

interface Taking {
  draft: RosterDraft;
  known: ReadonlyMap<string, KnownPerson>;
  /** What desks or an administrator recorded about them. */
  registrations: ReadonlyMap<string, Registration>;
  making: CodeMaking;
}

interface Taker {
  take(person: OutsidePerson): void;
  /** Cancels a registration that the other side no longer has. */
  cancel(outsideId: string): void;
  /** Revokes a code that must not admit. Each reading repeats it; it is applied once. */
  revoke(code: string): void;
  /** The people to store as known, by outside id. */
  kept: Map<string, KnownPerson>;
  counts: { added: number; changed: number };
}

/** Outside id under which a revoked code is remembered. */
function revokedId(code: string): string {
  return `revoked:${code}`;
}

/** Creates the {@link Taker} of one transaction. */
function createTaker(identity: HubIdentity, taking: Taking): Taker {
  const defaults = rosterDefaultsOf(eventFileSchema.parse(identity.event.file));
  const { draft, known, making } = taking;
  const kept = new Map<string, KnownPerson>();
  const counts = { added: 0, changed: 0 };
  const put = (delegate: Delegate): void => {
    if (putListed(draft, delegate, taking.registrations)) {
      counts.changed += 1;
    }
  };
  const withStatus = (id: string, status: RegistrationStatus): void => {
    const found = draft.byId(id);
    if (found === undefined || found.deleted || found.delegate.status === 'revoked') return;
    put({ ...withoutDesks(found), status });
  };
  return {
    kept,
    counts,
    take: (person) => {
      const digests = digestsOf(person.values, identity.event.secret);
      const last = known.get(person.outsideId);
      const isSame = last !== undefined && hasCode(draft, last.delegateId, person.registrationCode);
      // The code has changed: the old one must not admit anyone.
      if (last !== undefined && !isSame) withStatus(last.delegateId, 'revoked');
      const before = draft.byCode(person.registrationCode);
      const said = isSame ? last.said : {};
      const isOurs = said.status === digestsOf({ status: 'revoked' }, identity.event.secret).status;
      const mayLift = before?.delegate.status !== 'revoked' || isOurs;
      const values = newValues(person.values, { digests, said, mayLift });
      const entry = newEntry({ registrationCode: person.registrationCode, values }, making);
      const id = before?.delegate.id ?? entry.id;
      keep(kept, last, person.outsideId, {
        delegateId: id,
        handle: person.handle,
        said: { ...said, ...digests },
        gone: false,
      });
      // Deleted here, or purged: the other side cannot bring the person back.
      if (before?.deleted === true || (before === undefined && isSame)) return;
      const merged = mergeEntry(
        before === undefined ? null : withoutDesks(before),
        entry,
        defaults,
      );
      if (before === undefined) {
        putListed(draft, merged, taking.registrations);
        counts.added += 1;
      } else {
        put(merged);
      }
    },
    cancel: (outsideId) => {
      const last = known.get(outsideId);
      if (last === undefined || last.gone) return;
      withStatus(last.delegateId, 'cancelled');
      const { delegateId, handle, said } = last;
      // With an empty status, any status counts as changed if the person comes back.
      kept.set(outsideId, { delegateId, handle, said: { ...said, status: '' }, gone: true });
    },
    revoke: (code) => {
      const id = revokedId(code);
      const found = draft.byCode(code);
      if (found === undefined || known.has(id)) return;
      withStatus(found.delegate.id, 'revoked');
      kept.set(id, { delegateId: found.delegate.id, handle: '', said: {}, gone: true });
    },
  };
}

function hasCode(draft: RosterDraft, id: string, code: string): boolean {
  const delegate = draft.byId(id)?.delegate;
  return delegate === undefined || codeKey(delegate.registrationCode) === codeKey(code);
}

/** The values that the other side has changed since the last reading. */
function newValues(
  values: Partial<RosterValues>,
  {
    digests,
    said,
    mayLift,
  }: {
    digests: Readonly<Record<string, string>>;
    said: Readonly<Record<string, string>>;
    mayLift: boolean;
  },
): Partial<RosterValues> {
  const fresh = Object.entries(values).filter(
    ([field]) => digests[field] !== said[field] && (field !== 'status' || mayLift),
  );
  return Object.fromEntries(fresh);
}

/** Adds a person to store; people without changes are not written. */
function keep(
  kept: Map<string, KnownPerson>,
  last: KnownPerson | undefined,
  outsideId: string,
  next: KnownPerson,
): void {
  const isSame =
    last !== undefined &&
    last.delegateId === next.delegateId &&
    last.handle === next.handle &&
    last.gone === next.gone &&
    JSON.stringify(last.said) === JSON.stringify(next.said);
  if (!isSame) kept.set(outsideId, next);
}
