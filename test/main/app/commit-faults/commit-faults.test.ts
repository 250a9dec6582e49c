import { beforeAll, describe, expect, it } from 'vitest';
import { badgesOfDelegate, findBadge } from '../../../../db/badges/badges.ts';
import { printJobsInStates } from '../../../../db/printing/print-jobs.ts';
import { waitingJobs } from '../../../../db/printing/print-routes.ts';
import type { Operator } from '../../../../domain/operators/rights.ts';
import { defaultCertificates, defaultQuorum } from '../../../../domain/reports.ts';
import { rollTemplate } from '../../../../domain/templates/default-templates.ts';
import { foldedBadge } from '../../../../main/badges/issue-badge.ts';
import type { Mode } from '../../../../preload/contract/base.ts';
import { type CallName, calls } from '../../../../preload/contract.ts';
import { uuid } from '../../../domain/attendance-sample.ts';
import type { CrashPlan } from '../../../sim/disk.ts';
import { sampleEvent, ticketCodeOf } from '../../../support/sample-event.ts';
import { elsewhere } from './elsewhere.ts';
import { delegate, makeImage, openWorld, people, pin, supervisor, type World } from './world.ts';

/** How to make a call so that it writes. */
interface Recipe {
  call: CallName;
  mode: Mode;
  by: Operator | null | undefined;
  /** Its input, after the steps that must come before it. */
  input: (world: World) => unknown;
}

const id = (number: number): string => delegate(number).id;
const key = uuid(600);
const booking = { delegateId: id(people.waiting), session: 'stce' };
const scan = (number: number) => ({
  source: 'camera',
  readings: [ticketCodeOf(delegate(number))],
  seenAt: 0,
});
const newcomer = {
  title: 'Ms',
  printedName: 'Ana MARÍA',
  givenName: 'Ana',
  familyName: 'María',
  nativeName: '',
  jobTitle: '',
  delegation: 'BEL',
  administration: '',
  category: 'delegate',
};

const admissionOf = ({ find }: World, number: number): string =>
  find(`SELECT attendance_id FROM admission WHERE delegate_id = '${id(number)}'
    AND undone_by IS NULL ORDER BY wall DESC, rowid DESC`);
const serialOf = ({ context }: World, number: number): string =>
  badgesOfDelegate(context.db, sampleEvent.id, id(number))[0]?.serial ?? '';

async function visit(world: World): Promise<string> {
  const answer = await world.call('kioskLookUp', { kind: 'scan', scan: scan(people.expected) });
  return (answer as { token: string }).token;
}

const desk = (call: CallName, input: Recipe['input'], by?: Operator | null): Recipe => ({
  call,
  mode: 'desk',
  by,
  input,
});
/** Stations without a signed-in operator. */
const unattended =
  (mode: Mode) =>
  (call: CallName, input: Recipe['input']): Recipe => ({ call, mode, by: null, input });
const kiosk = unattended('kiosk');
const door = unattended('door');
const helpSql = `SELECT id FROM attendance_event WHERE type = 'help-called'`;

/** Every call by which a station writes, at least once. */
const recipes: readonly Recipe[] = [
  desk('signIn', () => ({ operatorId: supervisor.id, pin }), null),
  desk('signIn', () => ({ operatorId: supervisor.id, pin: '999999' }), null),
  desk('adoptOperator', () => ({ operatorId: uuid(504), pin: '314159', approval: pin }), null),
  desk('addOperator', () => ({ name: 'Third', pin: '314159', role: 'operator' }), supervisor),
  desk('saveStationSettings', () => ({ language: 'fr', sounds: false })),
  desk('checkIn', () => ({ key, target: { kind: 'scan', scan: scan(1) }, identity: null })),
  desk('checkIn', () => ({
    key,
    identity: 'passport',
    target: { kind: 'delegate', delegateId: id(people.expected) },
  })),
  desk('undoCheckIn', (world) => ({
    admissionId: admissionOf(world, people.waiting),
    reason: 'wrong-person',
  })),
  desk('reprintBadge', () => ({ delegateId: id(people.waiting), reason: 'misspelt' })),
  desk('reprintBadge', () => ({ delegateId: id(people.printed), reason: 'lost' })),
  desk('handOverBadge', (world) => ({
    serialText: serialOf(world, people.printed),
    to: 'delegate',
  })),
  desk('resolveDuplicate', (world) => ({
    admissionId: admissionOf(world, people.twice),
    note: 'Looked into',
    keep: serialOf(world, people.twice),
  })),
  desk('markAlertSeen', () => ({ ids: [uuid(802)] }), supervisor),
  desk('answerHelp', ({ find }) => ({ callId: find(helpSql) })),
  desk('tickEvacuated', () => ({ id: id(people.printed), seen: true })),
  desk('scanEvacuated', () => ({ scan: scan(people.expected) })),
  desk('clearEvacuated', () => undefined),
  desk('enterFromPaper', ({ context }) => ({
    key,
    delegateId: id(people.expected),
    number: '',
    printBadge: true,
    at: context.clock() - 600_000,
  })),
  desk('overrideRefusal', () => ({
    key,
    delegateId: id(people.cancelled),
    outcome: 'cancelled',
    reason: 'letter-shown',
    note: 'Letter 7',
    identity: null,
    pin,
  })),
  desk('writeNote', () => ({ delegateId: id(people.printed), text: 'Forgot a bag' })),
  desk('changePin', () => ({ pin, newPin: '314159' })),
  desk('resetPin', () => ({ operatorId: uuid(501), newPin: '314159' }), supervisor),
  desk('vouchForOperator', () => ({ operatorId: uuid(501), pin }), supervisor),
  desk('changeRole', () => ({ operatorId: uuid(501), role: 'protocol' }), supervisor),
  desk('deactivateOperator', () => ({ operatorId: uuid(501) }), supervisor),
  desk('recordBadgeFate', (world) => ({
    badge: { kind: 'serial', serialText: serialOf(world, people.printed) },
    fate: 'lost',
  })),
  desk('undoBadgeFate', async (world) => {
    const badge = { kind: 'serial', serialText: serialOf(world, people.printed) };
    const said = await world.call('recordBadgeFate', { badge, fate: 'returned' });
    return { factId: (said as { factId: string }).factId };
  }),
  desk('addStockCount', () => ({ printerId: 'usb', kind: 'loaded', count: 100 })),
  desk('withdrawStockCount', async (world) => {
    await world.call('addStockCount', { printerId: 'usb', kind: 'loaded', count: 100 });
    return { id: Number(world.find('SELECT max(id) FROM stock_count')) };
  }),
  desk('createBadgeTemplate', () => ({
    name: 'Guests',
    size: { width: 80, height: 100 },
    sides: 'one',
    order: 'protocol',
  })),
  desk('duplicateBadgeTemplate', () => ({ id: 'roll-80', name: 'Guests' })),
  desk('saveBadgeTemplate', () => ({ ...rollTemplate(), name: 'Changed' })),
  desk('removeBadgeTemplate', async (world) => {
    const made = await world.call('duplicateBadgeTemplate', { id: 'roll-80', name: 'Guests' });
    return { id: (made as { id: string }).id };
  }),
  desk('setRetention', () => ({ rule: { set: 'organisation', name: 'Rule 3', days: 30 } })),
  desk('saveReportRules', () => ({ quorum: defaultQuorum, certificates: defaultCertificates })),
  desk('saveTicketDesign', () => ({ logo: null, logoLabel: '', texts: { en: 'Welcome' } })),
  desk('startBatch', () => ({
    scope: { kind: 'selection', delegateIds: [id(people.expected), id(people.another)] },
  })),
  desk('changeBatch', async (world) => {
    const scope = { kind: 'selection', delegateIds: [id(people.expected)] };
    const started = await world.call('startBatch', { scope });
    return { batchId: (started as { batchId: string }).batchId, action: 'cancel' };
  }),
  desk('registerWalkIn', () => ({
    person: newcomer,
    approver: 'A. Approver',
    reference: '',
    identity: 'passport',
  })),
  desk('keepPhoto', ({ shot }) => ({
    delegateId: id(people.waiting),
    picture: shot,
    agreed: true,
  })),
  desk('removePhoto', () => ({ delegateId: id(people.waiting) })),
  desk('correctSpelling', () => ({
    delegateId: id(people.waiting),
    correction: { printedName: 'Corrected NAME' },
  })),
  desk(
    'changePeople',
    () => ({ changes: [{ ids: [id(people.waiting)], change: { status: 'cancelled' } }] }),
    supervisor,
  ),
  desk(
    'tellApart',
    () => ({ ids: [id(people.waiting), id(people.another)], areTwo: true }),
    supervisor,
  ),
  desk('bookSession', () => ({ ...booking, despiteOther: false })),
  desk('releaseSession', async ({ call }) => {
    await call('bookSession', { ...booking, despiteOther: false });
    return booking;
  }),
  desk('replaceDelegate', () => ({
    delegateId: id(people.waiting),
    person: newcomer,
    reference: 'Letter 8',
    pin,
  })),
  desk('addImportDelegations', ({ namedByRows }) => namedByRows, supervisor),
  desk('undoImport', ({ importPeople }) => ({ at: importPeople() }), supervisor),
  desk(
    'resolveFinding',
    ({ context }) => ({
      day: '2018-10-02',
      finding: 'print',
      note: 'Looked into',
      reference: printJobsInStates(context.db, ['queued'])[0]?.badgeSerial ?? '',
    }),
    supervisor,
  ),
  kiosk('kioskLookUp', () => ({ kind: 'scan', scan: scan(people.cancelled) })),
  kiosk('kioskCheckIn', async (world) => ({
    token: await visit(world),
    consents: { photo: true },
  })),
  kiosk('kioskCorrect', async (world) => ({
    token: await visit(world),
    correction: { printedName: 'Sample PERSOHN' },
  })),
  kiosk('callForHelp', () => ({ reason: 'asked', code: null })),
  door('passDoor', () => ({ key, scan: scan(people.expected), steward: null })),
  door('passDoor', () => ({ key, scan: scan(people.cancelled), steward: null })),
  door('undoPassing', async (world) => {
    const input = { key, scan: scan(people.expected), steward: null };
    const passed = await world.call('passDoor', input, null);
    return { factId: (passed as { factId: string }).factId };
  }),
  door('chooseDoor', () => ({ checkpoint: 'stce' })),
  door('turnDoor', () => ({ direction: 'out' })),
];

let image: Buffer;

beforeAll(async () => {
  image = await makeImage();
});

async function ask(world: World, { call, by }: Recipe, input: unknown) {
  try {
    return { answer: await world.call(call, input, by), failure: null };
  } catch (failure) {
    return { answer: undefined, failure };
  }
}

async function begin(recipe: Recipe): Promise<{ world: World; input: unknown }> {
  const world = openWorld(image, recipe.mode);
  const input = await recipe.input(world);
  world.effects.splice(0);
  return { world, input };
}

/** Every text in a value, by its path. */
function textsOf(value: unknown, at = ''): [at: string, text: string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, `${at}.${name}`));
}

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9A-F]{8}-\d{6}$/;

/** Ids and serials in the answer that are in the store if everything went well. */
function promisesOf(world: World, said: unknown): Set<string> {
  const kept = world.machine.disk.image();
  return new Set(
    textsOf(said).flatMap(([at, text]) => (isId.test(text) && kept.includes(text) ? [at] : [])),
  );
}

function expectKept(world: World, said: unknown, promises: ReadonlySet<string>): void {
  const kept = world.machine.disk.image();
  for (const [at, text] of textsOf(said)) {
    if (!promises.has(at) || !isId.test(text)) continue;
    expect(kept.includes(text), `${at} ${text} was said and is not on the disk`).toBe(true);
  }
}

/** Kinds of facts and jobs, counted. */
function contentOf({ context }: World): unknown[] {
  const counts = `SELECT type AS name, count(*) AS count FROM attendance_event GROUP BY type
    UNION ALL SELECT 'job ' || state, count(*) FROM print_job GROUP BY state
    UNION ALL SELECT 'badge ' || state, count(*) FROM badge GROUP BY state ORDER BY name`;
  return context.db.prepare(counts).all();
}

/** Expects that no job prints a badge that no longer counts. */
function expectNothingInvalidPrints({ context }: World): void {
  for (const { job, isVoid, isStopped, isDuplicate } of waitingJobs(context.db)) {
    if (isVoid || isStopped || isDuplicate || job.badgeSerial === null) continue;
    const badge = findBadge(context.db, job.badgeSerial);
    if (badge === null) throw new Error(`a job without its badge ${job.badgeSerial}`);
    expect(foldedBadge(context, badge).valid, `${job.badgeSerial} would print`).toBe(true);
  }
}

/** The world after the fault: a station that lost its power starts again on its disk. */
function afterFault(world: World, { mode }: Recipe): World {
  if (world.machine.disk.isOn) return world;
  world.machine.disk.start();
  return openWorld(world.machine.disk.image(), mode);
}

const masked = (value: unknown): unknown =>
  JSON.parse(
    (JSON.stringify(value) ?? 'null')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|W-[A-Z0-9]{8}/g, '*')
      .replaceAll(/"code":"[^"]*"/g, '"code":"*"'),
  );

/**
 * Makes a call with a fault at one of its commits and checks the result; the answer if the call
 * went through.
 */
async function strike(recipe: Recipe, plan: CrashPlan, whole: Whole): Promise<void> {
  const { world, input } = await begin(recipe);
  const said = world.effects;
  world.machine.disk.planCrash({ ...plan });
  const { answer, failure } = await ask(world, recipe, input);
  const isOff = !world.machine.disk.isOn;
  world.machine.disk.planCrash(null);
  // A call whose process died is not answered; one that failed reports an error.
  if (isOff) expect(failure).not.toBeNull();
  const later = afterFault(world, recipe);
  expectKept(later, isOff ? said : [answer, said], whole.promises);
  expectNothingInvalidPrints(later);
  if (isOff || failure === null) return;
  // Now there is room again, and the person presses the button once more.
  const again = await ask(world, recipe, input);
  expect(again.failure).toBeNull();
  expect(masked(again.answer)).toEqual(masked(whole.answer));
  expect(contentOf(world)).toEqual(whole.content);
  expectKept(world, [again.answer, said], whole.promises);
}

type Whole = Awaited<ReturnType<typeof wholeOf>>;

/** A call without a fault. */
async function wholeOf(recipe: Recipe) {
  const { world, input } = await begin(recipe);
  const before = world.machine.disk.commits;
  const { answer, failure } = await ask(world, recipe, input);
  expect(failure).toBeNull();
  return {
    answer,
    commits: world.machine.disk.commits - before,
    promises: new Set([
      ...promisesOf(world, [answer, world.effects]),
      ...promisesOf(world, world.effects),
    ]),
    content: contentOf(world),
  };
}

describe('a fault at any commit of any call', () => {
  let points = 0;

  it.each(recipes.map((recipe, index) => [recipe.call, recipe.mode, index, recipe] as const))(
    '%s at a %s (%i) says nothing that is not on the disk',
    async (_call, _mode, _index, recipe) => {
      const whole = await wholeOf(recipe);
      expect(whole.commits).toBeGreaterThan(0);
      for (let commits = 0; commits < whole.commits; commits += 1) {
        for (const side of ['before', 'after', 'full'] as const) {
          await strike(recipe, { commits, side }, whole);
          points += 1;
        }
      }
    },
  );

  it('knows every call of the contract', () => {
    const known = new Set([
      ...recipes.map(({ call }) => call as string),
      ...Object.values(elsewhere).flatMap((names) => names.split(/\s+/)),
    ]);
    expect([...known].sort()).toEqual(Object.keys(calls).sort());
    console.log(`faults at commits: ${points} points of ${recipes.length} calls`);
  });
});
