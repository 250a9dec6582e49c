import type { OutsidePerson } from '../../../connectors/roster-source.ts';
import type { Delegate, RegistrationStatus } from '../../../domain/delegate.ts';
import { eventFileSchema } from '../../../domain/event-file.ts';
import type { CodeMaking } from '../../../domain/issued-codes.ts';
import { codeKey } from '../../../domain/registration-code.ts';
import type { Registration } from '../../../domain/registration-words.ts';
import { mergeEntry, type RosterValues, usualDefaults } from '../../../domain/roster-entry.ts';
import { newEntry } from '../../../intake/entries.ts';
import type { HubIdentity } from '../hub.ts';
import { putListed } from '../registrations.ts';
import { type RosterDraft, withoutDesks } from '../roster-draft.ts';
import { digestsOf, type KnownPerson } from './known-people.ts';

/** What people are taken into. */
interface Taking {
  draft: RosterDraft;
  known: ReadonlyMap<string, KnownPerson>;
  /** What was said of them at desks, or by an administrator. */
  registrations: ReadonlyMap<string, Registration>;
  making: CodeMaking;
}

/** Takes people of an outside system into a draft of the roster. */
export interface Taker {
  take(person: OutsidePerson): void;
  /** The other side has it no longer: the registration is cancelled. */
  cancel(outsideId: string): void;
  /** A code that must not admit: said again at each reading, and heeded once. */
  revoke(code: string): void;
  /** What is to be kept of them. */
  kept: Map<string, KnownPerson>;
  counts: { added: number; changed: number };
}

/** Outside id under which a revoked code is remembered. */
export function revokedId(code: string): string {
  return `revoked:${code}`;
}

/** Makes the taker of one transaction. */
export function createTaker(identity: HubIdentity, taking: Taking): Taker {
  const defaults = usualDefaults(eventFileSchema.parse(identity.event.file));
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
      // Another code: whoever holds the old one must not come in with it.
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
      // Deleted here, or purged: what the other side says does not bring anybody back.
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
      // Whatever status it comes back with is news.
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

/** The values that the other side says anew. */
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

/** Nothing is written for whom nothing has changed. */
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
