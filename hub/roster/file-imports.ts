import { z } from 'zod';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { listedBookingSchema } from '../../domain/bookings/listed-booking.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import type { EventChange, EventSaved } from '../../domain/organiser/event.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type AddDelegations,
  addDelegations,
  type DelegationsAdded,
  type DelegationWord,
  type ImportedEvent,
} from '../../domain/roster/import-delegations.ts';
import {
  type ColumnMapping,
  type ImportDecision,
  type ImportProgress,
  type ImportWritten,
  type ReadOptions,
  type RosterDiff,
  type RosterPreview,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../../domain/roster/roster-import.ts';
import { rosterEntrySchema } from '../../domain/roster/roster-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  type RegistrationChange,
  registrationChangeSchema,
} from '../../domain/tickets/registration-words.ts';
import type { KnownPerson } from '../../intake/match-people.ts';
import { guarded, type HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { isPurged } from '../base/purged.ts';
import { bookingFacts } from '../bookings/give-places.ts';
import { query } from '../store/prepared.ts';
import { readMaking } from './code-making.ts';
import { gone, type ImportThread, startImportThread } from './file-import-thread.ts';
import { importBookings, importRoster } from './roster.ts';
import { withoutDesks } from './roster-draft.ts';

interface Plan {
  id: string;
  thread: ImportThread;
  progress: Omit<ImportProgress, 'planId'>;
  isWriting: boolean;
  /** The file's names for delegations that were added for it. */
  words: DelegationWord[];
  idle: NodeJS.Timeout;
}

/** Max files in memory at once; each may take {@link maxPageImport} and its unpacked size. */
const maxPlans = 3;
/** Milliseconds after which an unused import ends. */
const maxIdle = 15 * 60_000;
/** Milliseconds after which to retry while others import. */
const retryAfter = 60_000;
/** Number of people in one page of the roster, and in one transaction when writing. */
const pageRows = 1_000;

const start = { phase: 'reading', fraction: 0, rows: 0 } as const;
const readSchema = rosterPreviewSchema.omit({ planId: true });
const comparedSchema = rosterDiffSchema.omit({ planId: true });

/** `Hub.changeEvent`: saves a version of the event. */
type ChangeEvent = (change: EventChange, by: string) => Promise<EventSaved>;

/**
 * Roster files that users of the organiser's page import: one at a time for each `owner` (an
 * account's id). Each file is read in a separate thread, which ends with the import. Every call
 * throws HubProblem `bad-request` (with the code and detail of the intake's error), `not-found`
 * (`import`: it has ended), `busy`.
 */
export function createFileImports(context: HubContext, changeEvent: ChangeEvent) {
  const plans = new Map<string, Plan>();
  const end = (owner: string, plan: Plan): void => {
    clearTimeout(plan.idle);
    plan.thread.end();
    if (plans.get(owner) === plan) plans.delete(owner);
  };
  const find = (owner: string, planId: string): Plan => {
    const plan = plans.get(owner);
    if (plan?.id !== planId) throw gone();
    plan.idle.refresh();
    return plan;
  };
  const safe = <T>(work: Promise<T>): Promise<T> => guarded(context.log, work);

  return {
    /**
     * Reads the beginning of a file, and ends the owner's earlier import. `not-allowed` (`purged`);
     * `busy` (`imports`): others are importing, or the earlier one is being written.
     */
    open: (owner: string, bytes: Uint8Array): Promise<RosterPreview> =>
      safe(
        (async () => {
          if (await isPurged(context.store.db)) throw new HubProblem('not-allowed', 'purged');
          const before = plans.get(owner);
          if (before?.isWriting === true) throw busy();
          if (before !== undefined) end(owner, before);
          if (plans.size >= maxPlans) throw busy();
          const making = await readMaking(context.store.db, context.identity);
          const { eventId, eventSecret, ticketSecrets } = making;
          const thread = startImportThread({
            bytes,
            making: { eventId, eventSecret, ticketSecrets },
          });
          const idle = setTimeout(() => end(owner, plan), maxIdle).unref();
          const id = context.random.uuid();
          const plan: Plan = {
            id,
            thread,
            progress: start,
            isWriting: false,
            words: [],
            idle,
          };
          plans.set(owner, plan);
          try {
            const read = await thread.ask.open({ options: {}, event: eventOf(context) });
            return { planId: id, ...readSchema.parse(read) };
          } catch (error) {
            end(owner, plan);
            throw error;
          }
        })(),
      ),
    /** Reads the beginning again with other options. */
    reread: async (owner: string, planId: string, options: ReadOptions): Promise<RosterPreview> => {
      const plan = find(owner, planId);
      const read = await plan.thread.ask.open({ options, event: eventOf(context) });
      return { planId, ...readSchema.parse(read) };
    },
    /** Reads everything and returns what would change; writes nothing. */
    compare: (
      owner: string,
      planId: string,
      request: { mapping: ColumnMapping; markVips: boolean },
    ): Promise<RosterDiff> =>
      safe(
        (async () => {
          const plan = find(owner, planId);
          plan.progress = start;
          const diff = await compare(context, plan, request);
          return { planId, ...diff };
        })(),
      ),
    progress: (owner: string, planId: string): ImportProgress => ({
      planId,
      ...find(owner, planId).progress,
    }),
    /**
     * Adds delegations to the event as one version, or none of them; the next comparison reads the
     * file with them. `busy` (`event`): other users are changing the event.
     *
     * @param by name recorded with the version
     */
    addDelegations: (
      owner: string,
      planId: string,
      request: { added: AddDelegations; by: string },
    ): Promise<DelegationsAdded> =>
      safe(
        (async () => {
          const plan = find(owner, planId);
          if (plan.isWriting) throw busy();
          const { words, answer } = await addToEvent(context, changeEvent, request);
          plan.words.push(...words);
          return answer;
        })(),
      ),
    /**
     * Writes the result of `compare`, in batches, each whole or not at all: the people, and then what
     * the list says about their sessions. Then the import ends.
     * `bad-request` (`import-mending-open`, `import-questions-open`) if the decision lacks something;
     * nothing is written then, and the import stays open.
     */
    apply: (owner: string, planId: string, decision: ImportDecision): Promise<ImportWritten> =>
      safe(
        (async () => {
          const plan = find(owner, planId);
          if (plan.isWriting) throw busy();
          plan.isWriting = true;
          const decided = await decidedOf(plan, decision);
          try {
            return await write(context, plan, decided);
          } finally {
            end(owner, plan);
          }
        })(),
      ),
    /** The rejected rows of the last comparison as the text of a CSV file. */
    rejectedCsv: async (owner: string, planId: string, language: ScreenLanguage): Promise<string> =>
      await find(owner, planId).thread.ask.rejected(language),
    /** Ends an import that is not being written; does nothing if it has ended already. */
    cancel: (owner: string, planId: string): void => {
      const plan = plans.get(owner);
      if (plan?.id !== planId) return;
      if (plan.isWriting) throw busy();
      end(owner, plan);
    },
  };
}

function busy(): HubProblem {
  return new HubProblem('busy', 'imports', { retryAfter });
}

/** Reads the event again: it may have changed since the file was chosen. */
function eventOf({ identity }: HubContext): EventFile {
  return eventFileSchema.parse(identity.event.file);
}

/** Max attempts if other versions of the event are saved in between. */
const maxTries = 3;

async function addToEvent(
  context: HubContext,
  changeEvent: ChangeEvent,
  { added, by }: { added: AddDelegations; by: string },
): Promise<{ words: DelegationWord[]; answer: DelegationsAdded }> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const { version, versionId } = context.identity.event;
    const done = addDelegations(eventOf(context), added);
    if (done.outcome !== 'added') return { words: [], answer: done };
    const { file, words } = done;
    const saved = await changeEvent({ base: version, baseId: versionId, file }, by);
    switch (saved.outcome) {
      case 'saved':
        return { words, answer: { outcome: 'added', version: saved.state.version } };
      case 'unchanged':
        return { words, answer: { outcome: 'added', version } };
      case 'refused':
        throw new HubProblem('bad-request', saved.refusals[0]?.detail ?? 'event');
      case 'behind':
    }
  }
  throw new HubProblem('busy', 'event', { retryAfter });
}

async function compare(
  context: HubContext,
  plan: Plan,
  request: { mapping: ColumnMapping; markVips: boolean },
): Promise<z.infer<typeof comparedSchema>> {
  const { db } = context.store;
  const { thread, words } = plan;
  const event: ImportedEvent = { ...eventOf(context), delegationWords: words };
  const { tellsOfSessions } = await thread.ask.read({ ...request, event }, (progress) => {
    plan.progress = progress;
  });
  const badges = new Set((await withBadge(db, {})).map(({ id }) => id));
  let after = '';
  let page: Awaited<ReturnType<typeof rosterPage>>;
  do {
    page = await rosterPage(db, { after });
    after = page.at(-1)?.key ?? '';
    const people = page.map(({ data, basis: text }) => {
      const delegate = delegateOfText(data);
      const basis = text === null ? null : registrationChangeSchema.parse(JSON.parse(text));
      // Lists are compared with lists: a desk's correction stays whatever the file contains.
      const listed = withoutDesks({ delegate, deleted: false, basis });
      const stays = keptOf(delegate, basis);
      return { delegate: listed, hasBadge: badges.has(delegate.id), stays };
    });
    await thread.ask.known(people);
  } while (page.length === pageRows);
  for (const { id, kind } of tellsOfSessions ? event.checkpoints : []) {
    if (kind === 'session') await thread.ask.bookings(await bookingFacts(db, id));
  }
  return comparedSchema.parse(await thread.ask.diff());
}

/** What decides on bookings and was changed by desks: no list changes it. */
function keptOf(
  delegate: Delegate,
  basis: RegistrationChange | null,
): NonNullable<KnownPerson['stays']> {
  const { status, category, days } = delegate;
  return {
    ...(basis?.status === undefined ? {} : { status }),
    ...(basis?.category === undefined ? {} : { category }),
    ...(basis?.days === undefined ? {} : { days }),
  };
}

const rosterPage = query<{ after: string }, { key: string; data: string; basis: string | null }>(
  ({ db, at }) =>
    db
      .selectFrom('delegate')
      .where('deleted', '=', 0)
      .where('registration_key', '>', at('after'))
      .orderBy('registration_key')
      .limit(pageRows)
      .select(['registration_key as key', 'data', 'basis']),
);

/** People with a badge in hand or on its way: a change would make it outdated. */
const withBadge = query<object, { id: string }>(({ db }) =>
  db
    .selectFrom('attendance_event')
    .where('type', '=', 'badge-issued')
    .where('seq', 'is not', null)
    .where('delegate_id', 'is not', null)
    .distinct()
    .select('delegate_id as id')
    .$narrowType<{ id: string }>(),
);

const decidedSchema = z.object({
  entries: z.array(rosterEntrySchema),
  bookings: z.array(listedBookingSchema).nullable(),
});
type Decided = z.infer<typeof decidedSchema>;

async function decidedOf(plan: Plan, decision: ImportDecision): Promise<Decided> {
  try {
    return decidedSchema.parse(await plan.thread.ask.decided(decision));
  } catch (error) {
    plan.isWriting = false;
    throw error;
  }
}

async function write(
  context: HubContext,
  plan: Plan,
  { entries, bookings }: Decided,
): Promise<ImportWritten> {
  const total = { added: 0, changed: 0 };
  for (let begun = 0; begun < entries.length; begun += pageRows) {
    const fraction = begun / entries.length;
    plan.progress = { phase: 'writing', fraction, rows: begun };
    const batch = entries.slice(begun, begun + pageRows);
    const { added, changed } = await importRoster(context, batch, 'organiser page');
    total.added += added;
    total.changed += changed;
  }
  const counts = bookings === null ? null : await importBookings(context, bookings);
  return { ...total, bookings: counts };
}
