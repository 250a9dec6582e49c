import { setImmediate as turn } from 'node:timers/promises';
import type { Delegate } from '../../../domain/delegate.ts';
import { searchWords } from '../../../domain/search.ts';

/** What figures, lists and the search look at in a registration. */
export type RosterPerson = Pick<
  Delegate,
  | 'id'
  | 'registrationCode'
  | 'title'
  | 'printedName'
  | 'delegation'
  | 'role'
  | 'letterOrder'
  | 'status'
  | 'days'
  | 'category'
>;

/** The words by which somebody is found, each with a space before it. */
export interface PersonWords {
  family: string;
  all: string;
}

/** Persons whose words are made before others get a turn: some milliseconds. */
const wordsInOneGo = 100;

/** The roster as the hub has it, without those taken off it. */
export class RosterBook {
  readonly #people = new Map<string, RosterPerson>();
  readonly #words = new Map<string, PersonWords>();
  /** Texts of which no words were made yet: that takes longer than all the rest, and only a search needs them. */
  readonly #texts = new Map<string, PersonTexts>();

  /** A delegate as they are now; null takes them off. */
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

  /** Makes the words that are missing: 100,000 persons take seconds the first time, in small pieces. */
  async makeWords(): Promise<void> {
    let made = 0;
    for (const [id, { family, others }] of this.#texts) {
      this.#words.set(id, { family: lineOf([family]), all: lineOf([family, ...others]) });
      this.#texts.delete(id);
      made += 1;
      if (made % wordsInOneGo === 0) await turn();
    }
  }

  /** Null until {@link makeWords} came to this person. */
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
    delegation: delegate.delegation,
    role: delegate.role,
    letterOrder: delegate.letterOrder,
    status: delegate.status,
    days: delegate.days,
    category: delegate.category,
  };
}

/** The same texts as at a desk (db/search-words.ts). */
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
