import { expect, it } from 'vitest';
import type { KioskCheckInAnswer, KioskLookUpAnswer } from '../../../preload/contract/kiosk.ts';
import type { KioskEvent } from '../../../renderer/kiosk/machine/types.ts';
import { createRandom, type Random } from '../../sim/random.ts';
import { admitted, empty, makeKiosk, person, type Rig, scanOf } from './rig.ts';

/** Screens without a person on them, where a scan is accepted. */
const open: readonly unknown[] = ['attract', 'start', 'code', 'notFound', 'tooMany'];

function lookUpAnswers(count: number): readonly KioskLookUpAnswer[] {
  return [
    { outcome: 'found', token: `token ${count}`, person, language: 'ru', returning: false },
    { outcome: 'found', token: `token ${count}`, person, language: null, returning: true },
    { outcome: 'already-in', wall: count, code: 'BCDF', language: 'fr' },
    { outcome: 'name-needed', code: `GSC-${count}` },
    { outcome: 'not-found' },
    { outcome: 'badge-shown' },
    { outcome: 'other-event', host: 'tickets.example.org' },
    { outcome: 'see-desk', code: 'BCDF' },
    { outcome: 'wait', milliseconds: 5 },
  ];
}

const checkInAnswers: readonly KioskCheckInAnswer[] = [
  admitted,
  { ...admitted, badge: 'ready' } as KioskCheckInAnswer,
  { ...admitted, badge: 'none' } as KioskCheckInAnswer,
  { outcome: 'already-in', wall: 1, code: 'BCDF' },
  { outcome: 'see-desk', code: 'HJKL' },
];

const events: readonly KioskEvent[] = [
  { type: 'SCAN', target: scanOf('B') },
  { type: 'LANGUAGE', language: 'ar' },
  { type: 'START' },
  { type: 'TYPE' },
  { type: 'SUBMIT', code: 'GSC-1', familyName: 'X' },
  { type: 'BACK' },
  { type: 'YES' },
  { type: 'CORRECT' },
  { type: 'SAVE', spelling: { printedName: 'Y' } },
  { type: 'CONSENT', id: 'photo', given: true },
  { type: 'CONTINUE' },
  { type: 'RETRY' },
  { type: 'MORE' },
  { type: 'LEAVE' },
  { type: 'ACTIVE' },
  { type: 'HELP', reason: 'asked', code: null },
  { type: 'HELP_CLOSE' },
];
const printed = ['printing', 'printed', 'held', 'unclear'] as const;

/** Sets random next answers; one in eight calls fails. */
function arm(kiosk: Rig, random: Random, step: number): void {
  const orFail = <T>(answers: readonly T[]) => {
    const answer = random.below(8) === 0 ? undefined : answers[random.below(answers.length)];
    return (): T => {
      if (answer === undefined) throw new Error('a call fails');
      return answer;
    };
  };
  kiosk.answers.lookUp = orFail(lookUpAnswers(step));
  kiosk.answers.checkIn = orFail(checkInAnswers);
  kiosk.answers.correct = orFail([{ result: 'corrected', person }, { result: 'too-different' }]);
  kiosk.answers.wipe = orFail([undefined as unknown as object]) as () => void;
  kiosk.answers.help = orFail([{ callId: 'call', code: 'HJKL' }]);
}

async function walk(seed: number, steps: number, seen: Set<string>): Promise<void> {
  const random = createRandom(seed);
  const kiosk = makeKiosk();
  for (let step = 0; step < steps; step += 1) {
    arm(kiosk, random, step);
    const before = { flow: kiosk.flow(), token: kiosk.context().visit?.token ?? null };
    const event = events[random.below(events.length)];
    const choice = random.below(10);
    if (choice === 0) await kiosk.pass(1_000 * (1 + random.below(30)));
    else if (choice === 1) await kiosk.print(printed[random.below(printed.length)] ?? 'printing');
    else if (choice === 2) await kiosk.helpAnswered();
    else if (event !== undefined) await kiosk.send(event);
    const where = `seed ${seed} step ${step}`;
    seen.add(JSON.stringify(kiosk.flow()));
    const { visit } = kiosk.context();
    // No other person's data appears while a person is on the screen.
    if (before.token !== null && visit !== null) expect(visit.token, where).toBe(before.token);
    if (before.token === null && visit !== null) expect(open, where).toContain(before.flow);
    if (kiosk.flow() === 'attract') {
      const { help, helpRequest, ...rest } = kiosk.context();
      const { help: _, helpRequest: __, ...nothing } = empty;
      expect(rest, where).toEqual(nothing);
    }
  }
  // Whatever happened, the screen becomes free if nobody touches it; the longest path is printing,
  // held, idle.
  for (let second = 0; second < 240 && kiosk.flow() !== 'attract'; second += 1) {
    await kiosk.pass(1_000);
  }
  expect(kiosk.flow(), `seed ${seed}`).toBe('attract');
}

it('random walks never mix two persons and always come back to the first screen', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 150; seed += 1) await walk(seed, 120, seen);
  // Every state occurred; those that only last for a call are passed within one step.
  expect([...seen].sort()).toEqual(
    [
      '"alreadyIn"',
      '"attract"',
      '"code"',
      '"collect"',
      '"confirm"',
      '"consents"',
      '"correct"',
      '"notFound"',
      '"seeDesk"',
      '"start"',
      '"tooMany"',
      '"trouble"',
      '"unclear"',
      '{"making":"held"}',
      '{"making":"printing"}',
      '{"take":"long"}',
      '{"take":"short"}',
    ].sort(),
  );
});
