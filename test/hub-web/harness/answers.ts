import QRCode from 'qrcode';
import { type OrganiserRouteName, organiserRoutes } from '../../../domain/wire/organiser.ts';
import {
  accountsAnswerSchema,
  openSessionsSchema,
  organiserRoleSchema,
  sessionAnswerSchema,
  setUpAnswerSchema,
} from '../../../domain/wire/organiser-access.ts';
import { auditPageSchema } from '../../../domain/wire/organiser-audit.ts';
import { dayReportUrl } from '../../../domain/wire/organiser-days.ts';
import { type ProblemCode, problemStatus } from '../../../domain/wire/problems.ts';
import {
  accounts,
  auditEntries,
  recoveryCodes,
  sessionOf,
  sessions,
  setUpAnswer,
} from './access.ts';
import { careAnswer } from './care.ts';
import {
  arrivalsAnswer,
  eventAnswer,
  headsAnswer,
  lanesAnswer,
  presenceRows,
  roomsAnswer,
  summaryAnswer,
} from './figures.ts';
import { delegateAnswer, searchAnswer } from './people.ts';
import { exportsAnswer } from './reports.ts';
import { daysAnswer, duplicatesAnswer, helpAnswer, stationsAnswer } from './stations.ts';
import { minute, now, today, type World } from './world.ts';

/** What a pretended hub knows, and how it behaves. */
export interface FakeState {
  world: World;
  /** Before anybody came; for browsers with the cookie `scene=empty`. */
  emptyWorld: World;
  /** Roles whose sessions have ended. */
  ended: Set<string>;
  isDown: boolean;
}

interface Asked {
  method: string;
  url: URL;
  body: unknown;
  /** Of whoever is signed in. */
  role: string | null;
  isEmpty: boolean;
}

interface Answered {
  status: number;
  answer: unknown;
  headers?: Record<string, string>;
}

const good = (answer: unknown, headers: Record<string, string> = {}): Answered => ({
  status: 200,
  answer,
  headers,
});

function problem(code: ProblemCode, detail = '', retryAfter: number | null = null): Answered {
  return { status: problemStatus[code], answer: { code, detail, retryAfter, head: null } };
}

/** Answers a request of the page; every answer fits its schema, or the harness is at fault and says so. */
export function answerOf(state: FakeState, asked: Asked): Answered {
  const path = asked.url.pathname.replace('/v1/organiser/', '');
  const open = openAnswer(path, asked.body);
  if (open !== null) return open;
  const role = organiserRoleSchema.safeParse(asked.role);
  if (!role.success) return problem('unauthorised', 'session');
  if (path === 'session') return good(sessionAnswerSchema.parse(sessionOf(role.data)));
  return ownAnswer(path, asked) ?? dataAnswer(state, asked) ?? problem('not-found');
}

/** Signing in: the password is `right`, the code `123456`, and the name is the role. */
function openAnswer(path: string, body: unknown): Answered | null {
  const given = new Map(Object.entries(body as Record<string, unknown>));
  if (path === 'sign-in') {
    if (given.get('name') === 'throttled') return problem('too-many-requests', 'sign-in', 38_000);
    if (given.get('password') !== 'right') return problem('unauthorised', 'sign-in');
    return good({
      ticket: String(given.get('name')).padEnd(43, '.'),
      expires: Date.now() + 5 * minute,
    });
  }
  if (path === 'sign-in/code') {
    if (given.get('code') === '000000') return problem('unauthorised', 'ticket');
    if (given.get('code') !== '123456') return problem('unauthorised', 'code');
    const role = organiserRoleSchema.parse(String(given.get('ticket')).replaceAll('.', ''));
    return good(sessionOf(role), {
      'set-cookie': `role=${role}; Path=/; HttpOnly; SameSite=Strict`,
    });
  }
  if (path === 'set-up') {
    if (given.get('code') === 'WRONG') return problem('unauthorised', 'set-up');
    const { modules } = QRCode.create('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', {});
    const rows = Array.from({ length: modules.size }, (_, y) =>
      Array.from({ length: modules.size }, (_, x) => modules.get(y, x)).join(''),
    );
    return good(setUpAnswerSchema.parse(setUpAnswer(rows)));
  }
  if (path === 'set-up/finish') {
    return good(
      { session: sessionOf('organiser'), recoveryCodes },
      { 'set-cookie': 'role=organiser; Path=/; HttpOnly; SameSite=Strict' },
    );
  }
  return null;
}

function ownAnswer(path: string, { method }: Asked): Answered | null {
  if (path === 'sign-out' || path === 'sign-out-everywhere') {
    return good({}, { 'set-cookie': 'role=; Path=/; Max-Age=0' });
  }
  if (path === 'sessions') return good(openSessionsSchema.parse({ sessions }));
  if (path === 'accounts' && method === 'GET') {
    return good(accountsAnswerSchema.parse({ accounts: accounts() }));
  }
  if (path === 'accounts' || path.endsWith('/reset')) {
    const code = 'K7QM-2XRT-9BDF-4HJW';
    const links = [`https://192.168.4.10:7443/organiser/#set-up=${code}`];
    return good({ account: accounts()[3], code, expires: now + 24 * 60 * minute, links });
  }
  if (path === 'audit') return good(auditPageSchema.parse({ entries: auditEntries(), before: 3 }));
  if (path === 'recovery-codes') return good({ recoveryCodes });
  return null;
}

function dataAnswer(state: FakeState, asked: Asked): Answered | null {
  const world = asked.isEmpty ? state.emptyWorld : state.world;
  const path = asked.url.pathname;
  const report = /exports\/([\w-]+)$/.exec(path)?.[1];
  if (path === dayReportUrl) return fileAnswer('report-of-the-day', asked.url);
  if (report !== undefined) return fileAnswer(report, asked.url);
  const id = /\/([0-9a-f-]{36})(?:\/|$)/.exec(path)?.[1] ?? '';
  const url = path.replace(id, id === '' ? '' : ':id');
  for (const [name, route] of Object.entries(organiserRoutes)) {
    if (route.url !== url || route.method !== asked.method) continue;
    const made = madeAnswer(name as OrganiserRouteName, world, asked, id);
    if (made === null) return problem('not-found');
    if ('status' in made) return made as Answered;
    return good(route.answer.parse(made));
  }
  return null;
}

function fileAnswer(report: string, url: URL): Answered {
  if (report === 'broken') return problem('busy', '', 3_000);
  const name = `${report}-${url.searchParams.get('language')}.${url.searchParams.get('format')}`;
  return {
    status: 200,
    answer: new Uint8Array(Buffer.from(`${report}\n`.repeat(2_000))),
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
    },
  };
}

function madeAnswer(
  name: OrganiserRouteName,
  world: World,
  { url, body, role }: Asked,
  id: string,
): object | null {
  const day = url.searchParams.get('day') ?? today;
  const language = url.searchParams.get('language') === 'fr' ? 'fr' : 'en';
  const given = new Map(Object.entries(body as Record<string, unknown>));
  switch (name) {
    case 'event':
      return eventAnswer();
    case 'summary':
      return summaryAnswer(world, day);
    case 'arrivals':
      return arrivalsAnswer(world, day, url.searchParams.get('checkpoint'));
    case 'lanes':
      return lanesAnswer(world);
    case 'presence':
      return { day, basis: { asOf: now, seq: 1 }, rows: presenceRows(world, language) };
    case 'heads':
      return headsAnswer(world, language);
    case 'rooms':
      return roomsAnswer(world);
    case 'stations':
      return stationsAnswer(world);
    case 'revokeStation':
      world.revoked.add(id);
      return {};
    case 'inviteStation':
      return {
        code: 'K7QM2XRT',
        expires: now + 10 * minute,
        pin: 'a3f1'.repeat(16),
        invites: ['https://192.168.4.10:7443', 'https://hub.local:7443'].map((one) => ({
          url: one,
          text: `LANYARD:JOIN:${one}:K7QM2XRT:${'a3f1'.repeat(16)}`,
        })),
      };
    case 'cancelInvite':
      return {};
    case 'duplicates':
      return duplicatesAnswer(world);
    case 'helpCalls':
      return helpAnswer(world);
    case 'searchRoster':
      return searchAnswer(world, String(given.get('query')), Number(given.get('limit')));
    case 'delegate':
      return delegateAnswer(world, id);
    case 'exports':
      return exportsAnswer();
    case 'days':
      return daysAnswer(world);
    default:
      return careAnswer(name, world, { id, day, role: role ?? '', given });
  }
}
