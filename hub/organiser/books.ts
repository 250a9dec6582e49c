import { setImmediate as turn } from 'node:timers/promises';
import type { EventFile } from '../../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { payloadText, rightTime } from '../../domain/ledger/attendance-fold.ts';
import type { HelpAnswer, HelpCall } from '../../domain/station/help-calls.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { refreshEvent } from '../base/present-event.ts';
import { readMaking } from '../roster/code-making.ts';
import { query } from '../store/prepared.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { AttendanceBook } from './attendance-book.ts';
import { BadgeBook } from './badge-book.ts';
import { BookingBook } from './booking-book.ts';
import { type HeldFact, readHeldFacts } from './held-fact.ts';
import { RosterBook } from './roster-book.ts';
import { TicketReads } from './ticket-reads.ts';
import { ZoneBook } from './zone-book.ts';

/** Figures that are only counted, by day. */
interface DayTally {
  walkIns: number;
  reprints: number;
  overrides: number;
  refusals: number;
}

const nothing: DayTally = { walkIns: 0, reprints: 0, overrides: 0, refusals: 0 };

/** Figures and lists of facts that are never undone. */
class Tallies {
  readonly #days = new Map<string, DayTally>();
  readonly #facts = new Map<string, number>();
  /** Walk-ins and replacements, for the balance of registrations. */
  readonly rosterFacts: Pick<HeldFact, 'type' | 'delegateId'>[] = [];
  /** Duplicate admissions that an operator has resolved. */
  readonly resolved = new Set<string>();
  /** Admissions that were typed in from paper. */
  readonly fromPaper = new Set<string>();
  readonly #calls = new Map<string, HelpCall[]>();
  readonly answers: (HelpAnswer & { id: string })[] = [];

  /** Adds a fact of any kind; call once for each. */
  take(fact: HeldFact): void {
    const { type, id, station, wall, operatorId, targetId, localDay } = fact;
    this.#facts.set(localDay, (this.#facts.get(localDay) ?? 0) + 1);
    switch (type) {
      case 'walk-in-registered':
        this.#add(localDay, 'walkIns');
        this.rosterFacts.push({ type, delegateId: fact.delegateId });
        return;
      case 'delegate-replaced':
        this.rosterFacts.push({ type, delegateId: fact.delegateId });
        return;
      case 'badge-issued':
        if ((payloadText(fact, 'reason') ?? 'first') !== 'first') this.#add(localDay, 'reprints');
        return;
      case 'admitted':
        if (fact.payload.includes('"fromPaper":true')) this.fromPaper.add(id);
        if (payloadText(fact, 'override') !== null) this.#add(localDay, 'overrides');
        return;
      case 'refused':
        this.#add(localDay, 'refusals');
        return;
      case 'duplicate-resolved':
        if (targetId !== null) this.resolved.add(targetId);
        return;
      case 'help-called':
        this.#call(fact);
        return;
      case 'help-answered':
        // Who answered on the organiser's page is personal data, and read only when it is shown.
        if (targetId !== null) {
          this.answers.push({ id, targetId, station, operatorId, by: null, wall });
        }
        return;
      default:
        return;
    }
  }

  factsOf(day: string): number {
    return this.#facts.get(day) ?? 0;
  }

  ofDay(day: string): DayTally {
    return this.#days.get(day) ?? nothing;
  }

  /** Calls for help of a day, in no particular order. */
  callsOf(day: string): readonly HelpCall[] {
    return this.#calls.get(day) ?? [];
  }

  #add(day: string, what: keyof DayTally): void {
    const tally = this.#days.get(day) ?? { ...nothing };
    tally[what] += 1;
    this.#days.set(day, tally);
  }

  #call(fact: HeldFact): void {
    const calls = this.#calls.get(fact.localDay) ?? [];
    const { id, station, operatorId, seq: row } = fact;
    const [reason, code] = [payloadText(fact, 'reason') ?? 'other', payloadText(fact, 'code')];
    calls.push({ id, station, operatorId, reason, code, wall: rightTime(fact), row });
    this.#calls.set(fact.localDay, calls);
  }
}

/** The stream numbers of the facts that concern a delegate: the facts are read on demand. */
class NumberBook {
  readonly #ofDelegate = new Map<string, number[]>();
  readonly #ofBadge = new Map<string, number[]>();
  readonly #ofTarget = new Map<string, number[]>();
  readonly #badgesOf = new Map<string, Set<string>>();
  readonly #admissionsOf = new Map<string, string[]>();

  /** Adds a fact of any kind; call once for each. */
  take({ seq, id, type, delegateId, badgeSerial, targetId }: HeldFact): void {
    if (delegateId !== null) {
      push(this.#ofDelegate, delegateId, seq);
      if (type === 'admitted') push(this.#admissionsOf, delegateId, id);
      if (badgeSerial !== null) {
        const badges = this.#badgesOf.get(delegateId) ?? new Set();
        this.#badgesOf.set(delegateId, badges.add(badgeSerial));
      }
    } else if (badgeSerial !== null) push(this.#ofBadge, badgeSerial, seq);
    if (type === 'admission-undone' && targetId !== null) push(this.#ofTarget, targetId, seq);
  }

  /** Facts of a delegate: those that name them, their badges, or an undone admission of theirs. */
  ofDelegate(delegateId: string): number[] {
    const badges = [...(this.#badgesOf.get(delegateId) ?? [])];
    const admissions = this.#admissionsOf.get(delegateId) ?? [];
    return [
      ...new Set([
        ...(this.#ofDelegate.get(delegateId) ?? []),
        ...badges.flatMap((serial) => this.#ofBadge.get(serial) ?? []),
        ...admissions.flatMap((admission) => this.#ofTarget.get(admission) ?? []),
      ]),
    ];
  }
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** The hub's read models, in memory. They change only between two calls of `readBooks`. */
export interface Books {
  /** The hub's event file when the books were created, and its parsed form. */
  file: unknown;
  event: EventFile;
  /** The hub's epoch that the numbers belong to. */
  epoch: string;
  /** Number of the last fact, and of the last change of the roster, included here. */
  seq: number;
  rosterSeq: number;
  attendance: AttendanceBook;
  badges: BadgeBook;
  bookings: BookingBook;
  zones: ZoneBook;
  tallies: Tallies;
  numbers: NumberBook;
  tickets: TicketReads;
  roster: RosterBook;
}

/** Number of rows of one read: few, so that pushing stations do not wait. */
const pageRows = 500;

type Place = { after: number; limit: number };
const rosterQuery = query<Place, { seq: number; id: string; data: string; deleted: number }>(
  ({ db, at }) =>
    db
      .selectFrom('delegate')
      .where('seq', '>', at('after'))
      .orderBy('seq')
      .limit(at('limit'))
      .select(['seq', 'id', 'data', 'deleted']),
);

/**
 * Creates the reader of the read models. The first call reads everything; each later call reads new
 * rows of the streams, from this or another process. Calls during a read share the next one, so
 * that every caller sees everything committed before the call.
 */
export function createBooks(context: HubContext): () => Promise<Books> {
  let books: Books | null = null;
  let running: Promise<Books> | null = null;
  let waiting: Promise<Books> | null = null;
  let purges = 0;
  // At once, not at the next call: names must not outlive their rows in this process.
  context.hear(({ purged }) => {
    if (purged !== true) return;
    purges += 1;
    books = null;
  });
  const look = async (): Promise<Books> => {
    const before = purges;
    const found = await renewed(context, books);
    books = before === purges ? found : null;
    return found;
  };
  const start = (): Promise<Books> => {
    const mine = look().finally(() => {
      running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (running === null) return start();
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = null;
        return start();
      });
    return waiting;
  };
}

async function renewed(context: HubContext, known: Books | null): Promise<Books> {
  const { db } = context.store;
  const facts = await streamState(db, 'events');
  await refreshEvent(context, { id: facts.eventVersionId });
  const roster = await streamState(db, 'roster');
  const goesOn =
    known !== null &&
    known.file === context.identity.event.file &&
    known.epoch === facts.epoch &&
    known.seq <= facts.seq &&
    known.rosterSeq <= roster.seq;
  const books = goesOn && known !== null ? known : emptyBooks(context, facts.epoch);
  const before = books.rosterSeq;
  await readRoster(db, books, roster.seq);
  // A tombstone may have been dropped already: only the whole roster shows who is left.
  if (before > 0 && (await streamState(db, 'roster')).keptFrom > before) {
    return renewed(context, null);
  }
  const isFresh = books.seq === 0;
  // The folds include facts that were ordered to be disregarded since: they are computed again.
  if ((await readFacts(context, books, facts.seq)) && !isFresh) return renewed(context, null);
  return books;
}

function emptyBooks({ identity }: HubContext, epoch: string): Books {
  const event = wholeEventFileSchema.parse(identity.event.file);
  return {
    file: identity.event.file,
    event,
    epoch,
    seq: 0,
    rosterSeq: 0,
    attendance: new AttendanceBook(),
    badges: new BadgeBook(),
    bookings: new BookingBook(),
    zones: new ZoneBook(event.checkpoints),
    tallies: new Tallies(),
    numbers: new NumberBook(),
    tickets: new TicketReads(event.ticketKeys.length > 0),
    roster: new RosterBook(),
  };
}

/** @returns whether it read an order on earlier facts */
async function readFacts(
  { store: { db }, identity }: HubContext,
  books: Books,
  until: number,
): Promise<boolean> {
  if (books.seq >= until) return false;
  const making = await readMaking(db, identity);
  let isJudged = false;
  while (books.seq < until) {
    const place = { event: books.event.id, after: books.seq, limit: pageRows };
    const { facts, last, isFull } = await readHeldFacts(db, place);
    for (const fact of facts) {
      books.attendance.take(fact);
      books.badges.take(fact);
      books.bookings.take(fact);
      books.zones.take(fact);
      books.tallies.take(fact);
      books.numbers.take(fact);
      books.tickets.take(fact, making);
      isJudged ||= fact.type === 'facts-judged';
    }
    // Facts of another event have numbers too.
    books.seq = isFull && last !== null ? last : Math.max(until, last ?? 0);
    if (books.seq < until) await turn();
  }
  return isJudged;
}

async function readRoster(db: HubDatabase, books: Books, until: number): Promise<void> {
  while (books.rosterSeq < until) {
    const rows = await rosterQuery(db, { after: books.rosterSeq, limit: pageRows });
    for (const { id, data, deleted } of rows) {
      books.roster.put(id, deleted === 1 ? null : delegateOfText(data));
    }
    const last = rows.at(-1)?.seq ?? until;
    books.rosterSeq = rows.length < pageRows ? Math.max(until, last) : last;
    if (books.rosterSeq < until) await turn();
  }
}
