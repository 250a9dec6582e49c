import { setImmediate as turn } from 'node:timers/promises';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { searchWords } from '../../domain/roster/search.ts';

/** The fields of a registration that figures, lists and the search use. */
export type RosterPerson = Pick<
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
>;

/** The search texts of a person, each part with a space before it. */
export interface PersonWords {
  family: string;
  all: string;
}

/** Number of people whose search texts are built before other requests are served. */
const wordsInOneGo = 100;

/** The hub's roster, without deleted people. */
export class RosterBook {
  readonly #people = new Map<string, RosterPerson>();
  readonly #words = new Map<string, PersonWords>();
  /** Texts not yet made searchable: that takes longest, and only a search needs it. */
  readonly #texts = new Map<string, PersonTexts>();

  /** Sets a delegate's present data; null removes the delegate. */
  put(id: string, delegate: Delegate | null): void {
    this.#words.delete(id);
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
