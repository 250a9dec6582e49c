import { setImmediate as turn } from 'node:timers/promises';
import type { EventFile } from '../../../domain/event-file.ts';
import { wholeEventFileSchema } from '../../../domain/whole-event-file.ts';
import { query } from '../../store/prepared.ts';
import { streamState } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { readMaking } from '../code-making.ts';
import type { HubContext } from '../context.ts';
import { delegateOfText } from '../delegate-text.ts';
import { AttendanceBook } from './attendance-book.ts';
import { readHeldFacts } from './held-fact.ts';
import { NumberBook } from './number-book.ts';
import { RosterBook } from './roster-book.ts';
import { Tallies } from './tallies.ts';
import { TicketReads } from './ticket-reads.ts';
import { ZoneBook } from './zone-book.ts';

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
