import { expect, it } from 'vitest';
import { type Crossing, foldStays, planZones } from '../../domain/doors/zones.ts';
import type { AttendanceType, OrderedFact } from '../../domain/ledger/attendance.ts';
import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { afterText, lastWords } from '../../domain/ledger/cause.ts';
import { clockAtTime } from '../../domain/ledger/hlc.ts';
import {
  foldRegistration,
  type RegistrationWord,
  registrationWord,
} from '../../domain/tickets/registration-words.ts';
import { createRandom, type Random, randomUuid } from '../sim/random.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { isFullRun } from '../support/test-run.ts';
import { fact, uuid } from './attendance-sample.ts';

const sets = isFullRun ? 10_000 : 200;
const mostOrders = isFullRun ? 1_000 : 100;
const day = 86_400_000;
const start = Date.parse('2018-10-02T07:00:00Z');

/** The facts about one matter, and the result of a set of them as text. */
interface Matter {
  types: readonly AttendanceType[];
  say(fact: OrderedFact, random: Random): OrderedFact;
  fold(facts: readonly OrderedFact[]): string;
}

const plan = planZones(sampleEvent.checkpoints);
const checkpoints = sampleEvent.checkpoints.map(({ id }) => id);

const matters: Record<string, Matter> = {
  'a badge': {
    types: ['badge-issued', 'badge-printed', 'badge-handed-over', 'badge-voided'],
    say: (one, random) => {
      const fate = random.pick(['lost', 'returned', 'destroyed', 'not-printed', 'stale']);
      return { ...one, badgeSerial: 'B1', payload: JSON.stringify({ fate }) };
    },
    fold: (facts) => JSON.stringify([...foldAttendance(facts).badges]),
  },
  'a person and a field': {
    types: ['spelling-corrected', 'registration-changed', 'delegate-replaced'],
    say: (one) => one,
    fold: (facts) => {
      const words = facts.flatMap((one): RegistrationWord[] => {
        const said = { printedName: `The ${one.id.toUpperCase()}` };
        const word = registrationWord(one, JSON.stringify(spoken[one.type]?.(said) ?? {}));
        return word === null ? [] : [word];
      });
      const { values, byDesks } = foldRegistration(words);
      return JSON.stringify([values, [...byDesks].sort()]);
    },
  },
  'who was first': {
    types: ['admitted', 'admitted', 'admission-undone'],
    say: (one, random) => ({ ...one, checkpoint: 'registration', targetId: uuid(random.below(8)) }),
    fold: (facts) => {
      const { standing, duplicates, undone } = foldAttendance(facts);
      return JSON.stringify([standing, duplicates, undone]);
    },
  },
  whereabouts: {
    types: ['admitted', 'came-back', 'went-out'],
    say: (one, random) => ({ ...one, checkpoint: random.pick(checkpoints) }),
    fold: (facts) => {
      const crossings = facts.map(
        (one) => ({ ...one, person: 'p', paperAt: null }) as Crossing & OrderedFact,
      );
      return JSON.stringify([...foldStays(crossings, new Set(), plan)].sort());
    },
  },
};

const spoken: Partial<Record<AttendanceType, (said: object) => object>> = {
  'spelling-corrected': (correction) => ({ correction }),
  'registration-changed': (change) => ({ change }),
};

/**
 * Facts of stations whose clocks differ by days. Each names the last facts that its author had
 * seen; some name nothing, or facts that nobody has.
 */
function randomSet(matter: Matter, random: Random): OrderedFact[] {
  const stations = [1, 2, 3].map((n) => ({
    station: uuid(n),
    skew: (random.next() - 0.5) * 6 * day,
    seen: new Set<OrderedFact>(),
    kseq: 0,
  }));
  const facts: OrderedFact[] = [];
  const count = 2 + random.below(7);
  for (let at = 0; at < count; at += 1) {
    const author = random.pick(stations);
    author.kseq += 1;
    const after = random.chance(0.1)
      ? random.pick(['', uuid(999)])
      : afterText(lastWords([...author.seen]).map(({ id }) => id));
    const hlc = clockAtTime(start + at * 60_000 + author.skew);
    const place = { station: author.station, kseq: author.kseq, hlc, effective: hlc, after };
    const one = fact({ id: randomUuid(random), type: random.pick(matter.types), ...place });
    const said = matter.say(one, random);
    facts.push(said);
    author.seen.add(said);
    for (const other of stations)
      if (random.chance(0.4)) for (const seen of author.seen) other.seen.add(seen);
  }
  return facts;
}

/** All orders of a few facts, or a random sample of orders. */
function* ordersOf(facts: readonly OrderedFact[], random: Random): Generator<OrderedFact[]> {
  const all = facts.reduce((product, _, index) => product * (index + 1), 1);
  if (all <= mostOrders) yield* permutations(facts);
  else {
    for (let order = 0; order < mostOrders; order += 1) {
      const left = [...facts];
      yield facts.flatMap(() => left.splice(random.below(left.length), 1));
    }
  }
}

function* permutations(facts: readonly OrderedFact[]): Generator<OrderedFact[]> {
  if (facts.length < 2) yield [...facts];
  for (const [index, first] of facts.entries()) {
    if (facts.length < 2) return;
    for (const rest of permutations(facts.toSpliced(index, 1))) yield [first, ...rest];
  }
}

it.each(Object.entries(matters))(
  `what is said of %s amounts to one thing, in whatever order it is heard (${sets} sets)`,
  (_name, matter) => {
    const random = createRandom(20181002);
    const results = new Set<string>();
    for (let set = 0; set < sets; set += 1) {
      const facts = randomSet(matter, random);
      const expected = matter.fold(facts);
      results.add(expected);
      for (const order of ordersOf(facts, random)) {
        if (matter.fold(order) !== expected) {
          expect.fail(`${JSON.stringify(order)} amounts to ${matter.fold(order)}, not ${expected}`);
        }
      }
    }
    // Not always the same result.
    expect(results.size).toBeGreaterThan(sets / 4);
  },
  3_600_000,
);
