import { randomUUID } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { organiserMay, organiserRoleSchema } from '../../../../domain/organiser/access.ts';
import {
  type LiveHint,
  liveHintSchema,
  liveUrl,
  type OrganiserAnswer,
  type OrganiserRouteName,
  organiserRoutes,
} from '../../../../domain/organiser/organiser.ts';
import { parseInvite } from '../../../../domain/sync/enrolment.ts';
import { organiserOf, type TestOrganiser } from '../organiser/support.ts';
import { entry } from '../people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  sendRaw,
  startTestHub,
  type TestHub,
} from '../support.ts';

afterEach(cleanUp);

/** Calls a route of the table and parses the answer by the table's own schema. */
async function ask<Name extends OrganiserRouteName>(
  who: TestOrganiser,
  name: Name,
  { query = '', body, id }: { query?: string; body?: unknown; id?: string } = {},
): Promise<OrganiserAnswer<Name>> {
  const { method, url, answer } = organiserRoutes[name];
  const path = `${url.replace(':id', id ?? '')}${query}`;
  const said = method === 'GET' ? await who.get(path) : await who.post(path, body ?? {});
  expect([said.status, said.status === 200 ? '' : said.text]).toEqual([200, '']);
  return answer.parse(JSON.parse(said.text)) as OrganiserAnswer<Name>;
}

const people = [
  entry(1, { familyName: 'Müller', printedName: 'Ms Anna MÜLLER', role: 'head' }),
  entry(2, { familyName: 'Иванов', printedName: 'Mr Пётр ИВАНОВ', delegation: 'JPN' }),
  entry(3, { familyName: 'Smith', printedName: 'Mr John SMITH' }),
];
const [anna, ivanov] = people;
if (anna === undefined || ivanov === undefined) throw new Error('two people at least');

/** A hub with three people, two of whom came. */
async function venue() {
  const hub = await startTestHub();
  await hub.admin.importRoster(people, 'test');
  const station = await enrolStation(hub, 'desk');
  addFacts(station, [anna?.id ?? '', ivanov?.id ?? '']);
  await station.http.handshake({
    ...handshakeOf(station),
    health: {
      printers: [{ name: 'Badge printer', condition: 'paper-out', waiting: 2 }],
      camera: 'failed',
      unsettledJobs: 1,
      freeDisk: 5_000,
      store: 'incomplete',
    },
  });
  await station.http.push(pushOf(station, 1));
  return { hub, station };
}

test('figures, lists and stations answer in the forms of the table', async () => {
  const { hub, station } = await venue();
  const organiser = await organiserOf(hub, 'organiser');
  expect(await ask(organiser, 'event')).toMatchObject({ today: '2018-10-02', hubName: 'Test hub' });
  expect(await ask(organiser, 'summary')).toMatchObject({
    day: '2018-10-02',
    registered: 3,
    present: 2,
    notArrived: 1,
    admissions: 2,
    stations: { enrolled: 1, online: 1, complete: 1 },
    delegations: { accredited: 2, present: 2 },
  });
  const arrivals = await ask(organiser, 'arrivals');
  expect([arrivals.total, arrivals.intervals.at(0)?.arrivals]).toEqual([2, 2]);
  const { rows } = await ask(organiser, 'presence', { query: '?language=en' });
  expect(rows.map(({ code, present, heads }) => [code, present, heads.present])).toEqual([
    ['BEL', 1, 1],
    ['JPN', 1, 0],
  ]);
  const heads = await ask(organiser, 'heads', { query: '?language=en' });
  expect(heads.rows.map(({ printedName }) => printedName)).toEqual(['Ms Anna MÜLLER']);
  const { rooms } = await ask(organiser, 'rooms');
  expect(rooms.map(({ kind, inside }) => [kind, inside])).toEqual([
    ['house', 2],
    ['room', 0],
  ]);
  expect((await ask(organiser, 'lanes')).lanes).toMatchObject([
    { station: station.id, admissions: 2 },
  ]);
  const { stations } = await ask(organiser, 'stations');
  expect(stations).toMatchObject([
    {
      name: 'desk 1',
      online: true,
      waiting: 0,
      health: { camera: 'failed', printers: [{ condition: 'paper-out', waiting: 2 }] },
      troubles: [
        'store-incomplete',
        'paper-out',
        'camera-failed',
        'outcome-unknown',
        'disk-nearly-full',
      ],
    },
  ]);
  expect(await ask(organiser, 'helpCalls')).toMatchObject({ open: 0, calls: [] });
  expect(await ask(organiser, 'duplicates')).toMatchObject({ open: 0, rows: [] });
  const missing = await organiser.get('/v1/organiser/arrivals?checkpoint=nowhere');
  expect(missing.status).toBe(404);
  expect((await organiser.get('/v1/organiser/summary?day=tomorrow')).status).toBe(400);
});

test('the roster is searched as at a desk, and what was looked for is in the audit', async () => {
  const { hub } = await venue();
  const protocol = await organiserOf(hub, 'protocol');
  const found = async (query: string): Promise<string[]> => {
    const body = { query, language: 'en' };
    return (await ask(protocol, 'searchRoster', { body })).rows.map(
      ({ printedName }) => printedName,
    );
  };
  expect(await found('mueller')).toEqual(['Ms Anna MÜLLER']);
  expect(await found('ivan')).toEqual(['Mr Пётр ИВАНОВ']);
  expect(await found('japan')).toEqual(['Mr Пётр ИВАНОВ']);
  expect(await found('japon')).toEqual(['Mr Пётр ИВАНОВ']);
  expect(await found('t18-00003')).toEqual(['Mr John SMITH']);
  expect(await found('belg')).toEqual(['Ms Anna MÜLLER', 'Mr John SMITH']);
  expect(await found('nobody')).toEqual([]);
  const view = await ask(protocol, 'delegate', { id: anna?.id ?? '' });
  expect(view.admissions).toMatchObject([{ state: 'standing', checkpoint: 'registration' }]);
  expect(JSON.stringify(view)).not.toContain('ticketHashes');
  expect((await protocol.get(`/v1/organiser/delegates/${randomUUID()}`)).status).toBe(404);
  const { entries } = await hub.running.accounts.audit.read({ limit: 50 });
  const seen = entries.filter(({ account }) => account?.name === 'protocol');
  expect(
    seen.map(({ action, query, delegateId, count }) => [action, query, delegateId, count]),
  ).toEqual(
    expect.arrayContaining([
      ['searched', 'mueller', null, 1],
      ['searched', 'nobody', null, 0],
      ['delegate-seen', null, anna?.id, null],
    ]),
  );
});

test('a station is invited by a code that can be taken back, and ended by its name', async () => {
  const { hub, station } = await venue();
  const organiser = await organiserOf(hub, 'organiser');
  const body = { mode: 'kiosk', name: 'Kiosk 7', replaces: null };
  const invited = await ask(organiser, 'inviteStation', { body });
  const texts = invited.invites.map(({ text }) => parseInvite(text));
  expect(texts[0]).toMatchObject({ code: invited.code, fingerprint: hub.fingerprint });
  const asked = { body: { code: invited.code } };
  expect(await ask(organiser, 'inviteUse', asked)).toEqual({ usedBy: null });
  await ask(organiser, 'cancelInvite', { body: { code: invited.code } });
  const again = await organiser.post('/v1/organiser/invites/cancel', { code: invited.code });
  expect(again.status).toBe(404);
  await ask(organiser, 'stations');
  const url = `/v1/organiser/stations/${station.id}/revoke`;
  expect((await organiser.post(url, { confirm: 'yes' })).status).toBe(400);
  expect((await hub.admin.listStations())[0]?.state).toBe('enrolled');
  await ask(organiser, 'revokeStation', { id: station.id, body: { confirm: ' desk 1 ' } });
  expect((await hub.admin.listStations())[0]?.state).toBe('revoked');
  const { stations } = await ask(organiser, 'stations');
  expect(stations).toMatchObject([{ state: 'revoked', troubles: [] }]);
});

const rights: Readonly<Record<string, Parameters<typeof organiserMay>[1]>> = {
  [organiserRoutes.helpCalls.url]: 'see-help-calls',
  [organiserRoutes.heads.url]: 'see-heads',
  [organiserRoutes.duplicates.url]: 'see-duplicates',
  [organiserRoutes.searchRoster.url]: 'search-roster',
  [organiserRoutes.delegate.url]: 'search-roster',
  [organiserRoutes.listPeople.url]: 'search-roster',
  [organiserRoutes.listPeopleIds.url]: 'search-roster',
  [organiserRoutes.person.url]: 'search-roster',
  [organiserRoutes.exportPeople.url]: 'export-persons',
  [organiserRoutes.changePeople.url]: 'change-people',
  [organiserRoutes.bookSession.url]: 'change-people',
  [organiserRoutes.releaseSession.url]: 'change-people',
  [organiserRoutes.stations.url]: 'see-stations',
  [organiserRoutes.inviteStation.url]: 'invite-station',
  [organiserRoutes.cancelInvite.url]: 'invite-station',
  [organiserRoutes.inviteUse.url]: 'invite-station',
  [organiserRoutes.revokeStation.url]: 'revoke-station',
  [organiserRoutes.vouchForOperator.url]: 'vouch-operators',
  [organiserRoutes.exports.url]: 'export-figures',
  [organiserRoutes.callDay.url]: 'close-day',
  [organiserRoutes.closeDay.url]: 'close-day',
  [organiserRoutes.privacy.url]: 'see-purges',
  [organiserRoutes.requestPurge.url]: 'request-purge',
  [organiserRoutes.purgeProgress.url]: 'see-purges',
  [organiserRoutes.orders.url]: 'judge-records',
  [organiserRoutes.requestOrder.url]: 'judge-records',
  [organiserRoutes.reportLost.url]: 'report-station-lost',
  [organiserRoutes.renewTicket.url]: 'renew-ticket',
  [organiserRoutes.requestRenewal.url]: 'request-renewal',
  [organiserRoutes.renewTickets.url]: 'request-renewal',
  [organiserRoutes.ticketCodes.url]: 'export-ticket-codes',
  [organiserRoutes.findPerson.url]: 'export-person',
  [organiserRoutes.personReport.url]: 'export-person',
};

test('every route refuses nobody’s requests with 401 and other roles’ with 403', async () => {
  const { hub } = await venue();
  for (const role of organiserRoleSchema.options) {
    const who = await organiserOf(hub, role);
    for (const { method, url } of Object.values(organiserRoutes)) {
      const right = rights[url];
      const path = url.replace(':id', randomUUID());
      if (method === 'GET') expect((await sendRaw(hub, { path })).status).toBe(401);
      if (right === undefined) continue;
      const answer = method === 'GET' ? await who.get(path) : await who.post(path, {});
      expect([role, url, answer.status === 403]).toEqual([role, url, !organiserMay(role, right)]);
    }
  }
}, 30_000);

/** Opens the line of hints; the returned call resolves with its next hint, or null at its end. */
function listen(hub: TestHub, cookie: string) {
  const heard: LiveHint[] = [];
  let ended = false;
  let wake: () => void = () => {};
  const opened = new Promise<void>((resolve, reject) => {
    const options = { ca: hub.authority, headers: { cookie }, agent: false };
    const request = httpsRequest(`${hub.url}${liveUrl}`, options, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`status ${answer.statusCode}`));
      answer.setEncoding('utf8').on('data', (text: string) => {
        resolve();
        for (const [, json] of text.matchAll(/^data: (.*)$/gm)) {
          heard.push(liveHintSchema.parse(JSON.parse(json ?? '')));
        }
        wake();
      });
      answer.on('close', () => {
        ended = true;
        wake();
      });
    });
    request.on('error', reject);
    request.end();
  });
  const next = async (what: LiveHint['what']): Promise<boolean> => {
    while (!heard.some((hint) => hint.what === what)) {
      if (ended) return false;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    heard.length = 0;
    return true;
  };
  return { opened, next };
}

test('a page hears of facts, roster and stations until its session ends', async () => {
  const { hub, station } = await venue();
  const viewer = await organiserOf(hub, 'viewer');
  const line = listen(hub, viewer.cookie);
  await line.opened;
  for (const push of [0, 1, 2]) {
    addFacts(station, [randomUUID()]);
    await station.http.push(pushOf(station, 2 + push, 3 + push, 1));
    expect(await line.next('facts')).toBe(true);
  }
  await hub.admin.importRoster([entry(9)], 'test');
  expect(await line.next('roster')).toBe(true);
  await station.http.handshake({
    ...handshakeOf(station),
    health: { printers: [], camera: 'ready', unsettledJobs: 0, freeDisk: null, store: 'whole' },
  });
  expect(await line.next('stations')).toBe(true);
  const { sessions } = hub.running.accounts;
  await sessions.endAll(viewer.account.id);
  expect(await line.next('facts')).toBe(false);
}, 30_000);
