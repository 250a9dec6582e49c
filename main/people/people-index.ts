// clock: finds people written since the last look; where a moved clock hid one, all are read again.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ListedPerson, listedAfter, listedSince, sumOfWritings } from '../../db/people.ts';
import { merged, mergedStretches, peopleNameOrder } from '../../domain/people/people-order.ts';
import type { Context } from '../base/context.ts';

/** Rows read, or compared, before scans get their turn: a few milliseconds. */
const stretchRows = 500;

/**
 * Everyone of the roster in the order of names, kept in memory: sorting 20,000 names takes longer
 * than a check-in may wait. Only order and filters come from it; what a row shows is read anew.
 */
export class PeopleIndex {
  /** By row, deleted people too. */
  #people = new Map<number, ListedPerson>();
  #named: readonly ListedPerson[] = [];
  #of = '';
  #latest = 0;
  /** When people were last read, by the station's clock. */
  #readAt = 0;
  #reading: Promise<void> = Promise.resolve();

  /** Everyone at present, in the order of names of the screens' language. */
  async inOrder(context: Context): Promise<readonly ListedPerson[]> {
    this.#reading = this.#reading.then(() => this.#refresh(context));
    // A failed reading must not fail the next ones.
    const read = this.#reading;
    this.#reading = read.catch(() => undefined);
    await read;
    return this.#named;
  }

  /** Forgets everyone, once a reading that is under way has ended: their data was deleted. */
  clear(): Promise<void> {
    this.#reading = this.#reading.then(() => {
      this.#people = new Map();
      this.#named = [];
      this.#of = '';
      this.#latest = 0;
    });
    return this.#reading;
  }

  async #refresh(context: Context): Promise<void> {
    const { db, event, language } = context;
    const of = `${event.file.id} ${language}`;
    // Once its millisecond is over nobody else is written at the latest: after an import that would
    // be everyone. What is written later with an earlier time is found by the sum.
    const since = this.#readAt > this.#latest ? this.#latest + 1 : this.#latest;
    const readAt = context.clock();
    if (of === this.#of) await this.#readSince(context, since);
    if (of !== this.#of || !this.#hasAllWritings(sumOfWritings(db, event.file.id))) {
      await this.#readAll(context);
    }
    this.#of = of;
    this.#readAt = readAt;
  }

  #hasAllWritings(all: ReturnType<typeof sumOfWritings>): boolean {
    let [seconds, milliseconds] = [0, 0];
    for (const { wall } of this.#people.values()) {
      seconds += Math.floor(wall / 1_000);
      milliseconds += wall % 1_000;
    }
    return seconds === all.seconds && milliseconds === all.milliseconds;
  }

  /** Puts people who were written since into their places. */
  async #readSince({ db, event, language }: Context, wall: number): Promise<void> {
    const compare = peopleNameOrder(language);
    const changed: ListedPerson[] = [];
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rid: number = last;
      const rows = listedSince(db, event.file.id, { wall, rid, limit: stretchRows });
      changed.push(...rows.filter((one) => !isSame(this.#people.get(one.rid), one)));
      last = rows.length < stretchRows ? undefined : rows.at(-1)?.rid;
      if (last !== undefined) await nextTurn();
    }
    if (changed.length === 0) return;
    for (const one of changed) this.#note(one);
    const gone = new Set(changed.map(({ rid }) => rid));
    const kept = this.#named.filter(({ rid }) => !gone.has(rid));
    const added = changed.filter(({ deleted }) => deleted === 0).sort(compare);
    this.#named = merged(kept, added, compare);
  }

  async #readAll({ db, event, language }: Context): Promise<void> {
    const compare = peopleNameOrder(language);
    this.#people = new Map();
    this.#latest = 0;
    const stretches: (readonly ListedPerson[])[] = [];
    for (let last: number | undefined = 0; last !== undefined; ) {
      const rows: ListedPerson[] = listedAfter(db, event.file.id, last, stretchRows);
      for (const one of rows) this.#note(one);
      stretches.push(rows.filter(({ deleted }) => deleted === 0).sort(compare));
      last = rows.length < stretchRows ? undefined : rows.at(-1)?.rid;
      await nextTurn();
    }
    this.#named = await mergedStretches(stretches, compare, nextTurn);
  }

  #note(one: ListedPerson): void {
    this.#people.set(one.rid, one);
    this.#latest = Math.max(this.#latest, one.wall);
  }
}

function isSame(known: ListedPerson | undefined, one: ListedPerson): boolean {
  return JSON.stringify(known) === JSON.stringify(one);
}
