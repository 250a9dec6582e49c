import { type AttendanceEvent, attendanceEventSchema } from '../../../../domain/attendance.ts';
import type { Random } from '../../../sim/random.ts';
import { entry } from '../../server/people.ts';
import type { TestHub, TestKiosk } from '../test-hub.ts';

export const days = ['2018-10-02', '2018-10-03'] as const;
/** Half past eight of the first day in Brussels. */
const morning = Date.parse('2018-10-02T06:30:00Z');
const dayMilliseconds = 24 * 60 * 60_000;

/** Ids of a roster of two delegations: the first of every ten is head of it, the last cancelled. */
export async function peopleOf({ hub }: Pick<TestHub, 'hub'>, count: number): Promise<string[]> {
  const entries = Array.from({ length: count }, (_, i) =>
    entry(i + 1, {
      delegation: i % 2 === 0 ? 'BEL' : 'JPN',
      role: i % 10 === 0 ? 'head' : 'member',
      printedName: `Ms Sample PERSON${i + 1}`,
      familyName: `Person${i + 1}`,
      status: i % 10 === 9 ? 'cancelled' : 'confirmed',
    }),
  );
  for (let i = 0; i < entries.length; i += 500) {
    await hub.importRoster(entries.slice(i, i + 500), 'test');
  }
  return entries.map(({ id }) => id);
}

/** Writes facts of all kinds that count into the chains of the kiosks; nothing is pushed. Returns them all. */
export function writeRandomFacts(
  random: Random,
  kiosks: readonly TestKiosk[],
  people: readonly string[],
  count: number,
): AttendanceEvent[] {
  const facts: AttendanceEvent[] = [];
  const admissions: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const kiosk = random.pick(kiosks);
    const change = randomFact(random, people, admissions, i);
    const { body, hash } = kiosk.chain.add(change);
    const fact = attendanceEventSchema.parse({ ...JSON.parse(body), hash });
    if (fact.type === 'admitted') admissions.push(fact.id);
    facts.push(fact);
  }
  return facts;
}

function randomFact(
  random: Random,
  people: readonly string[],
  admissions: readonly string[],
  turn: number,
): Partial<AttendanceEvent> {
  const day = random.below(days.length);
  // Clocks of desks that were offline are not in the order of writing.
  const wall = morning + day * dayMilliseconds + random.below(4 * 60 * 60_000);
  const delegateId = random.pick(people);
  const common: Partial<AttendanceEvent> = {
    delegateId,
    localDay: days[day] ?? days[0],
    wall,
    hlc: `${String(wall).padStart(15, '0')}-${String(turn % 100).padStart(5, '0')}`,
    checkpoint: random.pick(['registration', 'stce']),
    payload: '{"identity":null,"source":"camera"}',
  };
  const serial = `A7F30C12-${String(random.below(40)).padStart(6, '0')}`;
  switch (random.below(10)) {
    case 0:
      return admissions.length === 0
        ? common
        : { ...common, type: 'admission-undone', targetId: random.pick(admissions) };
    case 1:
      return { ...common, type: 'went-out', payload: '{}' };
    case 2:
      return { ...common, type: 'came-back', payload: '{"reentry":"after-exit"}' };
    case 3:
      return {
        ...common,
        type: 'badge-issued',
        // One badge has one holder, whatever the desk.
        delegateId: people[Number(serial.slice(-6)) % people.length] ?? delegateId,
        badgeSerial: serial,
        payload: '{"reason":"first","replaces":null}',
      };
    case 4:
      return {
        ...common,
        type: 'came-back',
        delegateId: null,
        payload: `{"reentry":"after-exit","serial":"${serial}"}`,
      };
    case 5: {
      const paper = `{"at":${wall - 600_000},"fromPaper":true,"paperNumber":null,"source":"paper"}`;
      return { ...common, payload: paper };
    }
    default:
      return common;
  }
}

/** Pushes the next facts of a kiosk, at most so many. Returns whether there were any. */
export async function pushNext(
  { hub }: Pick<TestHub, 'hub'>,
  kiosk: TestKiosk,
  done: Map<string, number>,
  most: number,
): Promise<boolean> {
  const from = (done.get(kiosk.id) ?? 0) + 1;
  const count = Math.min(most, kiosk.chain.events.length - from + 1);
  if (count <= 0) return false;
  await hub.push(await kiosk.caller(), kiosk.chain.push(from, count));
  done.set(kiosk.id, from + count - 1);
  return true;
}
