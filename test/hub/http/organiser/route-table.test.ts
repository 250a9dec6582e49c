import { randomUUID } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  csrfHeader,
  organiserMay,
  organiserRoleSchema,
} from '../../../../domain/organiser/access.ts';
import { problemSchema } from '../../../../domain/sync/problems.ts';
import type { RouteEntry } from '../../../../hub/http/route-table.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';
import { organiserOf, sessionOf, type TestOrganiser } from './support.ts';

afterEach(cleanUp);

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({
    perAddress: 10_000,
    badTokensPerAddress: 10_000,
    signInPerAddress: 10_000,
    perAccount: 10_000,
  });
});

const isChange = ({ method }: RouteEntry): boolean => method !== 'GET' && method !== 'HEAD';
const organisers = (): RouteEntry[] =>
  hub.running.server.routes.filter(({ url }) => url.startsWith('/v1/organiser/'));
const guarded = (): RouteEntry[] => organisers().filter(({ right }) => right !== 'anyone');

/** Status and detail of the beginning of an answer; ends a line that would stay open. */
function ask(
  { method, url }: RouteEntry,
  headers: Record<string, string>,
): Promise<{ status: number; detail: string }> {
  const path = url.replaceAll(/:\w+/g, randomUUID()).replace('*', 'index.html');
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      `${hub.url}${path}`,
      { method, ca: hub.authority, agent: false, headers },
      (answer) => {
        const status = answer.statusCode ?? 0;
        if (status < 400 || method === 'HEAD') {
          resolve({ status, detail: '' });
          request.destroy();
          return;
        }
        let text = '';
        answer.on('data', (piece: Buffer) => {
          text += piece.toString();
        });
        answer.on('end', () => {
          const problem = problemSchema.safeParse(JSON.parse(text)).data;
          resolve({ status, detail: problem?.detail ?? '' });
        });
      },
    );
    request.on('error', reject);
    request.end();
  });
}

const all = ({ cookie, csrf }: TestOrganiser): Record<string, string> => ({
  cookie,
  origin: hub.url,
  [csrfHeader]: csrf,
});

describe('every route under /v1/organiser', () => {
  test('is in the table with a right, and there are those that there should be', () => {
    const table = organisers();
    expect(table.length).toBeGreaterThan(20);
    expect(table.every(({ access, right }) => access === 'organiser' && right !== null)).toBe(true);
    const open = table.filter(({ right }) => right === 'anyone').map(({ url }) => url);
    expect(open).toEqual([
      '/v1/organiser/sign-in',
      '/v1/organiser/sign-in/code',
      '/v1/organiser/set-up',
      '/v1/organiser/begin',
      '/v1/organiser/begin/table',
      '/v1/organiser/begin/table/encoding',
      '/v1/organiser/begin/table/drop',
      '/v1/organiser/begin/tables',
      '/v1/organiser/begin/example',
      '/v1/organiser/set-up/finish',
    ]);
  });

  test('answers 401 without a session, with a made-up one, and with an ended one', async () => {
    const gone = await organiserOf(hub, 'organiser');
    await gone.post('/v1/organiser/sign-out');
    const madeUp = `__Host-lanyard-session=${'A'.repeat(43)}`;
    for (const route of guarded()) {
      for (const headers of [{}, { cookie: madeUp }, all(gone)]) {
        expect(await ask(route, headers), route.url).toMatchObject({ status: 401 });
      }
    }
  });

  test('answers 403 to each role without its right, and not to those that have it', async () => {
    for (const role of organiserRoleSchema.options) {
      const { account } = await organiserOf(hub, role);
      for (const route of guarded()) {
        const { right } = route;
        if (right === null || right === 'anyone') throw new Error(route.url);
        // A session each, since some of these routes end it.
        const someone = await sessionOf(hub, account);
        const answer = await ask(route, all(someone));
        const what = `${role} ${route.method} ${route.url}`;
        if (right === 'signed-in' || organiserMay(role, right)) {
          expect(answer.status, what).not.toBe(401);
          expect(answer.detail, what).not.toBe('right');
        } else {
          expect(answer, what).toEqual({ status: 403, detail: 'right' });
        }
      }
    }
  });

  test('that changes something answers 403 without the token, with another session’s, and from another page', async () => {
    const [someone, other] = [
      await organiserOf(hub, 'organiser'),
      await organiserOf(hub, 'data-protection-officer'),
    ];
    const changing = guarded().filter(isChange);
    expect(changing.length).toBeGreaterThan(10);
    for (const route of changing) {
      const { cookie } = someone;
      const ours = { cookie, origin: hub.url };
      const refused = async (headers: Record<string, string>, detail: string) =>
        expect(await ask(route, headers), route.url).toEqual({ status: 403, detail });
      await refused(ours, 'csrf');
      await refused({ ...ours, [csrfHeader]: other.csrf }, 'csrf');
      await refused({ ...all(someone), origin: 'https://evil.example' }, 'origin');
      await refused({ ...all(someone), origin: 'null' }, 'origin');
      await refused({ ...all(someone), 'sec-fetch-site': 'cross-site' }, 'origin');
      await refused({ cookie, [csrfHeader]: someone.csrf }, 'origin');
    }
    for (const route of organisers().filter(({ right }) => right === 'anyone')) {
      const answer = await ask(route, { origin: 'https://evil.example' });
      expect(answer, route.url).toEqual({ status: 403, detail: 'origin' });
    }
  });
});

describe('every other route', () => {
  test('says who may call it; a session of the page opens none but the public ones', async () => {
    const someone = await organiserOf(hub, 'organiser');
    const others = hub.running.server.routes.filter(({ access }) => access !== 'organiser');
    const isOpen = ({ access }: RouteEntry): boolean => access === 'public';
    expect(others.filter(isOpen).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/health',
      'HEAD /v1/health',
      'GET /v1/authority',
      'HEAD /v1/authority',
      'POST /v1/enrol',
      'GET /organiser',
      'HEAD /organiser',
      'GET /organiser/',
      'HEAD /organiser/',
      'GET /organiser/*',
      'HEAD /organiser/*',
    ]);
    for (const route of others.filter((entry) => !isOpen(entry))) {
      const headers = { ...all(someone), 'lanyard-protocol': '1-1' };
      expect(await ask(route, headers), route.url).toMatchObject({ status: 401 });
    }
  });
});
