import type { Delegate } from '../../domain/roster/delegate.ts';
import { endsRegistration } from '../../domain/roster/delegate-fields.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import {
  fieldsOf,
  picked,
  type RegistrationChange,
  type RegistrationField,
  registrationChangeSchema,
  withRegistration,
} from '../../domain/tickets/registration-words.ts';
import { delegateOfText, delegateText } from '../base/delegate-text.ts';
import { isPurged } from '../base/purged.ts';
import { insertInto, query, type TextList, textList } from '../store/prepared.ts';
import { lockStream, moveStream } from '../store/streams.ts';
import type { DelegateTable, HubDatabase } from '../store/tables.ts';

export interface KnownDelegate {
  delegate: Delegate;
  deleted: boolean;
  /**
   * The values of lists and administrators in the fields that desks changed, so that a desk's
   * change can be undone. Null if only a desk added the person.
   */
  basis: RegistrationChange | null;
}

/** The delegate without any change by desks. */
export function withoutDesks({ delegate, basis }: KnownDelegate): Delegate {
  return basis === null
    ? delegate
    : withRegistration(delegate, { values: basis }, new Set(fieldsOf(basis)));
}

/**
 * The basis of a delegate in fields that desks changed.
 *
 * @param delegate with the values of lists and administrators
 */
export function basisIn(
  delegate: Delegate,
  fields: Iterable<RegistrationField>,
): RegistrationChange {
  const all = [...fields];
  const { id, registrationCode, ticketHashes, extra, ...plain } = delegate;
  // A field of the event without a value is a value to return to.
  const own = all.flatMap((field) => (field.startsWith('extra.') ? [field.slice(6)] : []));
  const values = Object.fromEntries(own.map((name) => [name, extra[name] ?? '']));
  return registrationChangeSchema.parse(picked({ ...plain, extra: values }, all));
}

interface DraftRow extends KnownDelegate {
  text: string;
  changed: boolean;
  isNew: boolean;
}

/**
 * Changes to the roster within one transaction. Each delegate whose data really changes takes one
 * new number of the stream, in the order of the first changes.
 */
export type RosterDraft = Awaited<ReturnType<typeof draftRoster>>;

type Rows = Pick<DelegateTable, 'data' | 'basis' | 'deleted'>;

const byIds = query<{ ids: TextList }, Rows>(({ db, at, isAmong }) =>
  db
    .selectFrom('delegate')
    .where(isAmong('id', at('ids')))
    .select(['data', 'basis', 'deleted']),
);

const byKeys = query<{ keys: TextList }, Rows>(({ db, at, isAmong }) =>
  db
    .selectFrom('delegate')
    .where(isAmong('registration_key', at('keys')))
    .select(['data', 'basis', 'deleted']),
);

/**
 * Locks the stream of the roster and reads the delegates that may change, by id or by registration
 * code. Throws HubProblem `not-allowed` (purged): a purged event accepts no one any more.
 */
export async function draftRoster(
  tx: HubDatabase,
  wanted: { ids: readonly string[]; codes: readonly string[] },
) {
  const { seq } = await lockStream(tx, 'roster');
  if (await isPurged(tx)) throw new HubProblem('not-allowed', 'purged');
  const rows = new Map<string, DraftRow>();
  const ids = new Map<string, string>();
  const ended = new Set<string>();
  const add = ({ data, deleted, basis: text }: Rows): void => {
    const basis = text === null ? null : registrationChangeSchema.parse(JSON.parse(text));
    const delegate = delegateOfText(data);
    const key = codeKey(delegate.registrationCode);
    ids.set(delegate.id, key);
    const row = { delegate, deleted: deleted === 1, basis, text: data };
    rows.set(key, { ...row, changed: false, isNew: false });
  };
  const keys = wanted.codes.map(codeKey);
  if (keys.length > 0) for (const row of await byKeys(tx, { keys: textList(keys) })) add(row);
  const others = wanted.ids.filter((id) => !ids.has(id));
  if (others.length > 0) for (const row of await byIds(tx, { ids: textList(others) })) add(row);
  return {
    byId: (id: string): KnownDelegate | undefined => rows.get(ids.get(id) ?? ''),
    byCode: (code: string): KnownDelegate | undefined => rows.get(codeKey(code)),
    /** Returns false if nothing changes for stations. An omitted `basis` stays unchanged. */
    put: (delegate: Delegate, deleted = false, basis?: RegistrationChange | null): boolean => {
      const before = rows.get(codeKey(delegate.registrationCode));
      if (before !== undefined && !before.deleted) {
        const after = deleted ? 'revoked' : delegate.status;
        if (endsRegistration(before.delegate.status, after)) ended.add(delegate.id);
      }
      return put(rows, ids, { delegate, deleted, basis });
    },
    /** Ids of the people whose registration ended by a `put`. */
    ended: (): readonly string[] => [...ended],
    /** Streams a delegate again unchanged: a desk has displayed other values since it read them. */
    touch: ({ registrationCode }: Delegate): void => touch(rows, codeKey(registrationCode)),
    /** Writes the changes. Returns the stream's last number, or null if nothing changed. */
    write: (wall: number): Promise<number | null> => write(tx, rows, seq, wall),
  };
}

function put(
  rows: Map<string, DraftRow>,
  ids: Map<string, string>,
  {
    delegate,
    deleted,
    basis: said,
  }: Omit<KnownDelegate, 'basis'> & { basis: KnownDelegate['basis'] | undefined },
): boolean {
  const key = codeKey(delegate.registrationCode);
  const text = delegateText(delegate);
  const before = rows.get(key);
  const basis = said === undefined ? (before?.basis ?? {}) : said;
  if (before?.text === text && before.deleted === deleted) {
    before.changed ||= JSON.stringify(before.basis) !== JSON.stringify(basis);
    before.basis = basis;
    return false;
  }
  // Removed and set again, so that the order of the map is the order of the changes.
  if (before?.changed === false) rows.delete(key);
  ids.set(delegate.id, key);
  const isNew = before === undefined;
  rows.set(key, { delegate, deleted, basis, text, changed: true, isNew });
  return true;
}

function touch(rows: Map<string, DraftRow>, key: string): void {
  const row = rows.get(key);
  if (row === undefined || row.changed) return;
  rows.delete(key);
  rows.set(key, { ...row, changed: true });
}

async function write(
  tx: HubDatabase,
  rows: ReadonlyMap<string, DraftRow>,
  lastSeq: number,
  wall: number,
): Promise<number | null> {
  const changed = Array.from(rows).filter(([, row]) => row.changed);
  if (changed.length === 0) return null;
  const written = changed.map(
    ([key, { delegate, deleted, basis, text }], index): DelegateTable => ({
      id: delegate.id,
      registration_key: key,
      status: delegate.status,
      data: text,
      basis: basis === null ? null : JSON.stringify(basis),
      deleted: deleted ? 1 : 0,
      seq: lastSeq + index + 1,
      changed_at: wall,
    }),
  );
  await upsert(tx, written);
  await moveStream(tx, 'roster', lastSeq + written.length);
  return lastSeq + written.length;
}

const upsert = insertInto(
  'delegate',
  ['id', 'registration_key', 'status', 'data', 'basis', 'deleted', 'seq', 'changed_at'],
  `ON CONFLICT (id) DO UPDATE SET status = excluded.status, data = excluded.data, basis = excluded.basis,
     deleted = excluded.deleted, seq = excluded.seq, changed_at = excluded.changed_at`,
);
