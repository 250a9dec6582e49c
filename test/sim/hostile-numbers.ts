import { canonicalJson } from '../../domain/base/json.ts';
import { type AttendanceEvent, attendanceEventSchema } from '../../domain/ledger/attendance.ts';
import type { ReportedHealth } from '../../domain/sync/reported-health.ts';
import {
  chainRequestSchema,
  type HandshakeRequest,
  handshakeRequestSchema,
  type PushRequest,
  pullRequestSchema,
  pushRequestSchema,
} from '../../domain/sync/sync.ts';
import { extremesOf, type NumberField, numbersOf, withNumber } from '../support/wire-numbers.ts';
import { saidOperator } from './people.ts';
import type { Random } from './random.ts';

/**
 * What a stolen station does with the numbers and names in its requests, drawn from the wire's
 * schemas.
 */
export const numberDeeds = [
  'greets with an extreme number',
  'pushes an extreme number',
  'asks with an extreme number',
  'signs an extreme number',
  'closes a day with an extreme number',
  'claims lives of its own',
  'names an operator',
] as const;
export type NumberDeed = (typeof numberDeeds)[number];

const fields = {
  handshake: numbersOf(handshakeRequestSchema),
  push: numbersOf(pushRequestSchema),
  pull: numbersOf(pullRequestSchema),
  chain: numbersOf(chainRequestSchema),
  fact: numbersOf(attendanceEventSchema),
};

/** An extreme of the field, or any number within its bounds. */
function drawn({ min, max }: NumberField, random: Random): number {
  return random.chance(0.6)
    ? random.pick(extremesOf({ min, max }))
    : Math.floor(min + random.next() * (max - min));
}

/** The value with one of its number fields redrawn; unchanged if it has none of them. */
function spoilt<Value>(value: Value, of: readonly NumberField[], random: Random): Value {
  const there = of.filter(({ path }) => withNumber(value, path, 1) !== null);
  if (there.length === 0) return value;
  const field = random.pick(there);
  return withNumber(value, field.path, drawn(field, random)) as Value;
}

const health: ReportedHealth = {
  printers: [{ name: 'Printer', condition: 'ready', waiting: 1 }],
  camera: 'ready',
  unsettledJobs: 1,
  freeDisk: 2 ** 33,
  store: 'whole',
};

/** A greeting with its optional parts filled in and one of its numbers redrawn. */
export function extremeGreeting(greeting: HandshakeRequest, random: Random): HandshakeRequest {
  const { station, hash } = greeting.own;
  const held = [{ station, incarnation: 2, lastKseq: 3, hash }];
  return spoilt({ ...greeting, held, health }, fields.handshake, random);
}

/** Claims so many incarnations that the hub's room for one station runs out. */
export function livesClaimed(greeting: HandshakeRequest, random: Random): HandshakeRequest {
  const { own } = greeting;
  const from = random.below(4_000);
  const held = Array.from({ length: 40 }, (_, life) => ({
    ...own,
    incarnation: 1 + ((from + life) % 4_095),
    lastKseq: 1 + random.below(2 ** 25),
  }));
  return { ...greeting, held };
}

/**
 * A push with one of its numbers redrawn; rarely the request's own number, which would end the
 * station's requests.
 */
export function extremePush(push: PushRequest, random: Random): PushRequest {
  const of = fields.push.filter(({ path }) => path[0] !== 'request' || random.chance(0.3));
  return spoilt(push, of, random);
}

/** A question about a chain, and a page of a stream. */
export function extremeQuestions(station: string, epoch: string, random: Random) {
  const chain = { station, incarnation: 1, upTo: 3, limit: 3 };
  const page = { epoch, after: 0, limit: 3 };
  return {
    chain: spoilt(chain, fields.chain, random),
    page: spoilt(page, fields.pull, random),
  };
}

/** Signed fields of a fact: a number of the fact or of its payload, or the person it names. */
export function extremeFact(
  deed: NumberDeed,
  day: string,
  random: Random,
): Partial<AttendanceEvent> {
  switch (deed) {
    case 'signs an extreme number': {
      const field = random.pick(fields.fact.filter(({ path }) => path[0] !== 'incarnation'));
      const number = drawn(field, random);
      if (random.chance(0.5)) return { [field.path[0] ?? '']: number };
      return { payload: `{"fromPaper":true,"at":${number},"clockOffset":${number}}` };
    }
    case 'closes a day with an extreme number': {
      const count = random.pick(extremesOf({ min: 0, max: 2 ** 25 }));
      const payload = canonicalJson({ day, incarnation: 1, count, head: 'ab'.repeat(32) });
      const wall = random.pick(extremesOf({ min: -8.64e15, max: 8.64e15 }));
      return { type: 'day-closed', delegateId: null, payload, wall };
    }
    case 'names an operator':
      return random.chance(0.5)
        ? { operatorId: saidOperator.id }
        : { payload: canonicalJson({ override: 'pending', approvedBy: saidOperator.id }) };
    default:
      return {};
  }
}
