import { fieldsHeldBy, lostHoldings } from '../../../domain/purge/lost-report.ts';
import { usualRetention } from '../../../domain/purge/retention.ts';
import type { OrganiserAnswer, OrganiserRouteName } from '../../../domain/wire/organiser.ts';
import { organiserRoleSchema } from '../../../domain/wire/organiser-access.ts';
import type { Approval } from '../../../domain/wire/organiser-approvals.ts';
import { type ProblemCode, problemStatus } from '../../../domain/wire/problems.ts';
import { sessionOf } from './access.ts';
import { dayStatusAnswer } from './day.ts';
import { personAnswer, searchAnswer } from './people.ts';
import { stationsAnswer } from './stations.ts';
import { approvedPurge, event, minute, now, uuid, type World } from './world.ts';

interface CareAsked {
  id: string;
  day: string;
  role: string;
  given: ReadonlyMap<string, unknown>;
}

function refused(code: ProblemCode, detail: string): object {
  return { status: problemStatus[code], answer: { code, detail, retryAfter: null, head: null } };
}

/** The close of days, approvals, purges, lost kiosks and access requests of the pretended hub. */
export function careAnswer(
  name: OrganiserRouteName,
  world: World,
  { id, day, role, given }: CareAsked,
): object | null {
  switch (name) {
    case 'dayStatus':
      return dayStatusAnswer(world, day);
    case 'callDay':
      world.called = true;
      return { calledAt: now };
    case 'closeDay':
      if (given.get('revision') !== world.reports + 1) return refused('bad-request', 'revision');
      world.reports += 1;
      return { revision: world.reports, number: world.reports + 1, hash: 'a3f1'.repeat(16) };
    case 'approvals':
      return { approvals: approvalsFor(world, role) };
    case 'approve':
    case 'refuse':
      return decide(world, id, role, name, String(given.get('note')));
    case 'withdraw':
      change(world, id, { state: 'withdrawn' });
      return {};
    case 'privacy':
      return privacyAnswer(world);
    case 'requestPurge':
      return requestPurge(world, role, String(given.get('reason')));
    case 'orderPurge':
      change(world, String(given.get('approval')), { state: 'spent' });
      world.purges += 1;
      return { order: certificateOf(world).certificate.order, signature: 'AAAA' };
    case 'purgeProgress':
      return progressAnswer(world, id);
    case 'purgeCertificate':
      return certificateOf(world);
    case 'reportLost':
      return lostAnswer(world, id, String(given.get('confirm')));
    case 'findPerson':
      return searchAnswer(world, String(given.get('query')), Number(given.get('limit')));
    case 'personReport':
      return personAnswer(world, id);
    default:
      throw new Error(`${name}: no answer in the harness`);
  }
}

const accountOf = (role: string): Approval['requestedBy'] => {
  const { account } = sessionOf(organiserRoleSchema.parse(role));
  return { id: account.id, name: account.name };
};

/** Before anybody came: an organiser sees a purge that may be carried out, everybody else none. */
function approvalsFor({ approvals, arrivals }: World, role: string): Approval[] {
  const own = accountOf(role).id;
  if (arrivals.size === 0 && role === 'organiser') return [approvedPurge()];
  return approvals.map((one) => ({
    ...one,
    mayDecide: one.state === 'open' && one.requestedBy.id !== own,
  }));
}

function change(world: World, id: string, to: Partial<Approval>): void {
  world.approvals = world.approvals.map((one) => (one.id === id ? { ...one, ...to } : one));
}

function decide(
  world: World,
  id: string,
  role: string,
  verdict: 'approve' | 'refuse',
  note: string,
): object {
  const decidedBy = accountOf(role);
  const known = world.approvals.find((one) => one.id === id);
  // As the hub says it of accounts of one hand.
  if (note === 'same hand') return refused('not-allowed', 'same-hand');
  if (known?.state !== 'open') return refused('not-allowed', 'state');
  if (known.requestedBy.id === decidedBy.id) return refused('not-allowed', 'same-person');
  const state = verdict === 'approve' ? 'approved' : 'refused';
  change(world, id, { state, decidedBy, decidedAt: now, note });
  return {};
}

function requestPurge(world: World, role: string, reason: string): object {
  const approval: Approval = {
    id: uuid(8, 100 + world.approvals.length),
    kind: 'purge',
    subject: 'purge gdpr 30',
    reason,
    state: 'open',
    requestedBy: accountOf(role),
    requestedAt: now,
    expires: now + 24 * 60 * minute,
    decidedBy: null,
    decidedAt: null,
    note: '',
    mayDecide: false,
  };
  world.approvals = [approval, ...world.approvals];
  return { approval: approval.id };
}

function privacyAnswer({ purges }: World): OrganiserAnswer<'privacy'> {
  return {
    rule: usualRetention,
    setBy: purges === 0 ? null : 'Zoë LINDQVIST',
    setAt: purges === 0 ? null : now - 9_000 * minute,
    state: { phase: 'warning', warnOn: '2018-10-27', purgeOn: '2018-11-03' },
    purges: Array.from({ length: purges }, (_, at) => ({
      ...{ id: uuid(10, at), ordered: now - (90 - at) * minute, cause: 'command' as const },
      ...{ done: now - 89 * minute, confirmed: 4, missing: 3 },
    })).reverse(),
  };
}

const counts = [
  { part: 'delegates', count: 1_000 },
  { part: 'payloads', count: 37 },
  { part: 'operators', count: 14 },
];

/** As the hub tells it: some stations have done it, one is about to, one is away, one was revoked. */
function progressAnswer(world: World, id: string): OrganiserAnswer<'purgeProgress'> {
  const states = ['done', 'done', 'done', 'waiting', 'unreachable', 'done', 'done'] as const;
  const { stations } = stationsAnswer(world);
  return {
    id,
    asOf: now,
    ordered: now - 90 * minute,
    requestedBy: 'Zoë LINDQVIST',
    approvedBy: 'Marie DUPONT',
    hub: { name: 'Hub of the venue', done: now - 89 * minute, counts, left: 0 },
    stations: stations.map(({ id: kiosk, name, mode, state, lastSeen }, at) => {
      const progress = states[at] ?? 'unreachable';
      const isDone = progress === 'done';
      return {
        ...{ kiosk, name, mode, state, lastSeen, progress },
        done: isDone ? now - (80 - at) * minute : null,
        counts: isDone ? (mode === 'desk' ? counts : counts.slice(0, 1)) : [],
        left: at === 1 ? 2 : 0,
      };
    }),
    complete: false,
  };
}

function certificateOf(world: World): OrganiserAnswer<'purgeCertificate'> {
  const { hub, stations, ordered } = progressAnswer(world, uuid(10, 0));
  const person = (name: string) => ({ kind: 'account' as const, id: uuid(1, 0), name });
  return {
    certificate: {
      formatVersion: 1,
      order: {
        ...{ formatVersion: 1, id: uuid(10, 0), event: event.id, ordered, cause: 'command' },
        issuer: { kind: 'hub', id: uuid(11, 0) },
        rule: usualRetention,
        ...{ requestedBy: person('Zoë LINDQVIST'), approvedBy: person('Marie DUPONT') },
      },
      event: { id: event.id, name: event.name.en },
      issued: now,
      issuer: {
        name: hub.name,
        publicKey: Buffer.alloc(32, 7).toString('base64'),
        outcome: { done: hub.done ?? now, counts, left: [] },
      },
      stations: stations.map(({ kiosk, name, mode, state, lastSeen, done, left }) => ({
        ...{ kiosk, name, mode, state, lastSeen },
        outcome:
          done === null
            ? null
            : {
                ...{ done, counts },
                left: Array.from({ length: left }, (_, at) => ({
                  path: `C:\\Users\\desk\\Documents\\List of participants ${at + 1}.xlsx`,
                  why: 'changed' as const,
                })),
              },
      })),
      complete: false,
    },
    signature: Buffer.alloc(64, 3).toString('base64'),
  };
}

function lostAnswer(world: World, id: string, confirm: string): object | null {
  const station = stationsAnswer(world).stations.find((one) => one.id === id);
  if (station === undefined) return null;
  if (confirm !== station.name) return refused('bad-request', 'confirm');
  world.revoked.add(id);
  const { name, mode, lastSeen } = station;
  return {
    ...{ formatVersion: 1, event: event.id, kiosk: { id, name, mode }, reported: now, lastSeen },
    lastRead: lastSeen,
    fields: fieldsHeldBy(mode),
    persons: world.delegates.map((one, at) => ({
      ...{ id: one.id, registrationCode: one.registrationCode, printedName: one.printedName },
      ...{ delegation: one.delegation, certainty: at % 90 === 1 ? 'perhaps' : 'held' },
    })),
    payloads: mode === 'desk' ? 37 : 0,
    alsoHeld: lostHoldings(mode),
  };
}
