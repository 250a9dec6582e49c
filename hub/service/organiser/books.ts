import { setImmediate as turn } from 'node:timers/promises';
import { payloadText } from '../../../domain/attendance-fold.ts';
import type { EventFile } from '../../../domain/event-file.ts';
import type { HelpAnswer, HelpCall } from '../../../domain/help-calls.ts';
import { wholeEventFileSchema } from '../../../domain/whole-event-file.ts';
import { query } from '../../store/prepared.ts';
import { streamState } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { readMaking } from '../code-making.ts';
import type { HubContext } from '../context.ts';
import { delegateOfText } from '../delegate-text.ts';
import { AttendanceBook } from './attendance-book.ts';
import { type HeldFact, readHeldFacts } from './held-fact.ts';
import { RosterBook } from './roster-book.ts';
import { TicketReads } from './ticket-reads.ts';
import { ZoneBook } from './zone-book.ts';

/** What is only counted, by day. */
interface DayTally {
  walkIns: number;
  reprints: number;
  overrides: number;
  refusals: number;
}

const nothing: DayTally = { walkIns: 0, reprints: 0, overrides: 0, refusals: 0 };

/** Everything that is counted or listed as it comes; nothing of it is ever taken back. */
class Tallies {
  readonly #days = new Map<string, DayTally>();
  readonly #facts = new Map<string, number>();
  /** Walk-ins and replacements, for the account of registrations. */
  readonly rosterFacts: Pick<HeldFact, 'type' | 'delegateId'>[] = [];
  /** Admissions that somebody looked into because they were a second one. */
  readonly resolved = new Set<string>();
  /** Admissions that were typed in from paper. */
  readonly fromPaper = new Set<string>();
  readonly #calls = new Map<string, HelpCall[]>();
  readonly answers: HelpAnswer[] = [];

  /** Takes in a fact of any kind, each once. */
  take(fact: HeldFact): void {
    const { type, id, kiosk, wall, operatorId, targetId, localDay } = fact;
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
        if (targetId !== null) this.answers.push({ targetId, kiosk, operatorId, wall });
        return;
      default:
        return;
    }
  }

  /** How many facts of any kind a day has. */
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
    const { id, kiosk, wall } = fact;
    const reason = payloadText(fact, 'reason') ?? 'other';
    calls.push({ id, kiosk, reason, code: payloadText(fact, 'code'), wall });
    this.#calls.set(fact.localDay, calls);
  }
}

/** Which facts speak of whom, as numbers of the stream: the facts themselves are read when somebody asks. */
class NumberBook {
  readonly #ofDelegate = new Map<string, number[]>();
  readonly #ofBadge = new Map<string, number[]>();
  readonly #ofTarget = new Map<string, number[]>();
  readonly #badgesOf = new Map<string, Set<string>>();
  readonly #admissionsOf = new Map<string, string[]>();

  /** Takes in a fact of any kind, each once. */
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

  /** Facts of a delegate: those that name them, one of their badges, or an admission of theirs that was undone. */
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

/** What the hub's streams amount to, kept in memory. Changes only between two calls of `readBooks`. */
export interface Books {
  event: EventFile;
  /** The hub's epoch that the numbers belong to. */
  epoch: string;
  /** Number of the last fact, and of the last change of the roster, in them. */
  seq: number;
  rosterSeq: number;
  attendance: AttendanceBook;
  zones: ZoneBook;
  tallies: Tallies;
  numbers: NumberBook;
  tickets: TicketReads;
  roster: RosterBook;
}

/** Rows of one look: short, so that stations that push are not kept waiting. */
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
 * Makes the reader of the books. Nothing is read before the first call; each call reads what is new in the streams,
 * whoever wrote it: another process on the same store, or this one. Calls that come during a look wait for the
 * next one together, so that everybody sees what was committed before they asked.
 */
export function createBooks(context: HubContext): () => Promise<Books> {
  let books: Books | null = null;
  let running: Promise<Books> | null = null;
  let waiting: Promise<Books> | null = null;
  let purges = 0;
  // At once, and not when somebody asks next: the names must not outlive their rows in this process.
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
  const roster = await streamState(db, 'roster');
  const goesOn =
    known !== null &&
    known.epoch === facts.epoch &&
    known.seq <= facts.seq &&
    known.rosterSeq <= roster.seq;
  const books = goesOn && known !== null ? known : emptyBooks(context, facts.epoch);
  const before = books.rosterSeq;
  await readRoster(db, books, roster.seq);
  // Who was taken off the roster may be forgotten already: then only the whole of it tells who is left.
  if (before > 0 && (await streamState(db, 'roster')).keptFrom > before) {
    return renewed(context, null);
  }
  const isFresh = books.seq === 0;
  // What was ordered to be disregarded since is in the folds already: they are made once more.
  if ((await readFacts(context, books, facts.seq)) && !isFresh) return renewed(context, null);
  return books;
}

function emptyBooks({ identity }: HubContext, epoch: string): Books {
  const event = wholeEventFileSchema.parse(identity.event.file);
  return {
    event,
    epoch,
    seq: 0,
    rosterSeq: 0,
    attendance: new AttendanceBook(),
    zones: new ZoneBook(event.checkpoints),
    tallies: new Tallies(),
    numbers: new NumberBook(),
    tickets: new TicketReads(event.ticketKeys.length > 0),
    roster: new RosterBook(),
  };
}

/** @returns whether an order on earlier facts was among them */
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
