import { setImmediate as turn } from 'node:timers/promises';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { merged, mergedStretches, peopleNameOrder } from '../../domain/people/people-order.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { searchWords } from '../../domain/roster/search.ts';

/** The fields of a registration that figures, lists and the search use. */
export interface RosterPerson
  extends Pick<
    Delegate,
    | 'id'
    | 'registrationCode'
    | 'title'
    | 'printedName'
    | 'givenName'
    | 'familyName'
    | 'delegation'
    | 'role'
    | 'letterOrder'
    | 'status'
    | 'days'
    | 'category'
    | 'administration'
    | 'extra'
  > {
  hasEmail: boolean;
}

/** The search texts of a person, each part with a space before it. */
export interface PersonWords {
  family: string;
  all: string;
}

/** Number of people whose search texts are built before other requests are served. */
const wordsInOneGo = 100;

/** People sorted before other requests are served: a few milliseconds. */
const stretchPeople = 500;

/** Everyone in the order of names of a language. */
interface NamedOrder {
  named: readonly RosterPerson[];
  /** People who were set or removed since. */
  changed: Set<string>;
  sorting: Promise<void>;
}

/** The hub's roster, without deleted people. */
export class RosterBook {
  readonly #people = new Map<string, RosterPerson>();
  readonly #words = new Map<string, PersonWords>();
  /** Texts not yet made searchable: that takes longest, and only a search needs it. */
  readonly #texts = new Map<string, PersonTexts>();
  readonly #orders = new Map<ScreenLanguage, NamedOrder>();

  /** Sets a delegate's present data; null removes the delegate. */
  put(id: string, delegate: Delegate | null): void {
    this.#words.delete(id);
    for (const { changed } of this.#orders.values()) changed.add(id);
    if (delegate === null) {
      this.#people.delete(id);
      this.#texts.delete(id);
      return;
    }
    this.#people.set(id, personOf(delegate));
    this.#texts.set(id, textsOf(delegate));
  }

  get(id: string): RosterPerson | null {
    return this.#people.get(id) ?? null;
  }

  all(): Iterable<RosterPerson> {
    return this.#people.values();
  }

  /**
   * Everyone in the order of names of a language: sorted in small pieces the first time, later only
   * people who changed are put into their places.
   */
  async inOrder(language: ScreenLanguage): Promise<readonly RosterPerson[]> {
    let order = this.#orders.get(language);
    if (order === undefined) {
      const everybody = new Set(this.#people.keys());
      order = { named: [], changed: everybody, sorting: Promise.resolve() };
      this.#orders.set(language, order);
    }
    const known = order;
    known.sorting = known.sorting.then(() => this.#sort(known, language));
    await known.sorting;
    return known.named;
  }

  async #sort(order: NamedOrder, language: ScreenLanguage): Promise<void> {
    const { changed, named } = order;
    if (changed.size === 0) return;
    // Who changes from here on is sorted the next time.
    order.changed = new Set();
    const compare = peopleNameOrder(language);
    const people = [...changed].flatMap((id) => this.#people.get(id) ?? []);
    const stretches: RosterPerson[][] = [];
    for (let start = 0; start < people.length; start += stretchPeople) {
      stretches.push(people.slice(start, start + stretchPeople).sort(compare));
      if (people.length > stretchPeople) await turn();
    }
    const added = await mergedStretches(stretches, compare, turn);
    const kept = named.filter(({ id }) => !changed.has(id));
    order.named = merged(kept, added, compare);
  }

  /** Builds missing search texts: 100,000 people take seconds the first time, in small pieces. */
  async makeWords(): Promise<void> {
    let made = 0;
    for (const [id, { family, others }] of this.#texts) {
      this.#words.set(id, { family: lineOf([family]), all: lineOf([family, ...others]) });
      this.#texts.delete(id);
      made += 1;
      if (made % wordsInOneGo === 0) await turn();
    }
  }

  /** Null until {@link makeWords} has processed this person. */
  wordsOf(id: string): PersonWords | null {
    return this.#words.get(id) ?? null;
  }
}

interface PersonTexts {
  family: string;
  others: readonly string[];
}

function personOf(delegate: Delegate): RosterPerson {
  return {
    id: delegate.id,
    registrationCode: delegate.registrationCode,
    title: delegate.title,
    printedName: delegate.printedName,
    givenName: delegate.givenName,
    familyName: delegate.familyName,
    delegation: delegate.delegation,
    role: delegate.role,
    letterOrder: delegate.letterOrder,
    status: delegate.status,
    days: delegate.days,
    category: delegate.category,
    administration: delegate.administration,
    extra: delegate.extra,
    hasEmail: delegate.email !== '',
  };
}

/** The same texts as at a desk (db/roster/search-index.ts). */
function textsOf(delegate: Delegate): PersonTexts {
  return {
    family: delegate.familyName,
    others: [
      delegate.givenName,
      delegate.printedName,
      delegate.nativeName,
      delegate.administration,
      delegate.delegation,
      delegate.registrationCode,
    ],
  };
}

function lineOf(texts: readonly string[]): string {
  return ` ${searchWords(texts).join(' ')} `;
}
