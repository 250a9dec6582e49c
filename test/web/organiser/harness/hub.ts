import { randomUUID } from 'node:crypto';
import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { OrganiserRole } from '../../../../domain/organiser/access.ts';
import { signedPurgeOrderSchema } from '../../../../domain/privacy/order.ts';
import { purgeConfirmationText } from '../../../../domain/privacy/outcome.ts';
import type { EnrolledStation } from '../../../../hub/base/enrolled-station.ts';
import { buildOrganiserPageIfChanged } from '../../../../tools/organiser-page.mjs';
import { root } from '../../../../tools/runtime.mjs';
import { demoKeys } from '../../../../tools/sample/keys.ts';
import { TestBrowser } from '../../../hub/http/organiser/browser.ts';
import { sessionOf, type TestOrganiser } from '../../../hub/http/organiser/support.ts';
import { startTestHub, type TestHub } from '../../../hub/http/support.ts';
import { event, handshake, minute, push, type Station, write } from './stations.ts';
import { arrival, busiest, type Fleet, holdEvent, now, people, stationOf } from './venue.ts';

/** The state of a hub before a test examines it. */
export type Scene =
  /** The roster is imported, and nobody has come. */
  | 'empty'
  /** The second day at 09:41. */
  | 'day'
  /** Weeks after an event to which nobody came; then with a purge that two people agreed on. */
  | 'over'
  | 'approved'
  /** Weeks after the event, purged, with another purge requested. */
  | 'purged';

export const accountNames: Readonly<Record<OrganiserRole, string>> = {
  organiser: 'Marie DUPONT',
  protocol: 'Ahmed EL AMRANI',
  'security-officer': 'Sunniva BERG',
  'data-protection-officer': 'Zoë LINDQVIST',
  viewer: 'Guest wall',
};

export interface OrganiserHub extends TestHub {
  /** An account with this role, signed in; the same session each time. */
  signedIn(role: OrganiserRole): Promise<TestOrganiser>;
  station(name: string): Station;
  admit(): Promise<void>;
}

const initial = { event: { file: event, secret: demoKeys().eventSecret }, name: 'Brussels hub' };
const weeksLater = Date.parse('2018-10-28T10:00:00+01:00');
const plenty = { signInPerAddress: 10_000, perAccount: 100_000, perAddress: 100_000 };
let seed: Promise<{ folder: string; fleet: Fleet }> | null = null;

/** Makes the stores that every hub of a test file starts from. */
async function makeSeed(): Promise<{ folder: string; fleet: Fleet }> {
  await buildOrganiserPageIfChanged();
  const hub = await startTestHub(plenty, undefined, null, initial);
  await openAccounts(hub);
  await hub.admin.seedRoster(people, []);
  const copy = join(hub.folder, 'copy.db');
  await hub.admin.backup(copy);
  // Renamed, because a purge deletes the copies that it knows of.
  renameSync(copy, join(hub.folder, 'empty.db'));
  const fleet = await holdEvent(hub);
  await leaveTraces(hub);
  await hub.admin.backup(join(hub.folder, 'day.db'));
  await hub.stop();
  return { folder: hub.folder, fleet };
}

/** A hub on its own copy; `cleanUp` of the hub's tests ends it. */
export async function startOrganiserHub(scene: Scene): Promise<OrganiserHub> {
  seed ??= makeSeed();
  const { folder, fleet } = await seed;
  const path = join(folder, `${randomUUID()}.db`);
  const isEmpty = scene === 'empty' || scene === 'over' || scene === 'approved';
  copyFileSync(join(folder, isEmpty ? 'empty.db' : 'day.db'), path);
  const location = { kind: 'sqlite', path, key: null, nativeBinding: undefined } as const;
  const running = await startTestHub(plenty, location, join(root, 'out/organiser'), initial);
  running.clock.now = scene === 'empty' || scene === 'day' ? now : weeksLater;
  const hub = organiserHub(running, fleet);
  if (scene === 'approved') await agreeOnPurge(hub);
  if (scene === 'purged') await purge(hub);
  return hub;
}

function organiserHub(hub: TestHub, fleet: Fleet): OrganiserHub {
  const sessions = new Map<OrganiserRole, Promise<TestOrganiser>>();
  const open = async (role: OrganiserRole): Promise<TestOrganiser> => {
    const accounts = await hub.running.accounts.list.list();
    const account = accounts.find(({ name }) => name === accountNames[role]);
    if (account === undefined) throw new Error(`nobody is ${role}`);
    return sessionOf(hub, { id: account.id, name: account.name, role });
  };
  const stations = new Map(
    // The chains grow at this hub only.
    [...fleet].map(([name, one]) => {
      const chain = one.chain.fork(one.pushed);
      return [name, { ...one, chain, caller: () => callerOf(hub, one) }];
    }),
  );
  const station = (name: string): Station => stationOf(stations, name);
  let admitted = 0;
  return {
    ...hub,
    signedIn: (role) => {
      const session = sessions.get(role) ?? open(role);
      sessions.set(role, session);
      return session;
    },
    station,
    admit: async () => {
      const desk = station('Desk 1');
      // After those of the morning.
      write(desk, hub.clock.now, { delegateId: arrival(500 + admitted) });
      admitted += 1;
      await push(hub, desk);
    },
  };
}

async function callerOf({ running }: TestHub, { token }: Station): Promise<EnrolledStation> {
  const caller = await running.hub.stationOfToken(token);
  if (caller === null) throw new Error('nobody has this token');
  return caller;
}

/** An account of each role, one that is not set up, and one that was closed. */
async function openAccounts(hub: TestHub): Promise<void> {
  for (const [role, name] of Object.entries(accountNames) as [OrganiserRole, string][]) {
    await new TestBrowser(hub).setUp(await hub.admin.addAccount({ name, role }));
  }
  const { account } = await hub.admin.addAccount({ name: 'Guest wall 2', role: 'viewer' });
  await hub.admin.setAccountActive(account.id, false);
  await hub.admin.addAccount({ name: 'Jana NOVÁK', role: 'protocol' });
}

/** A morning's work, for the audit. */
async function leaveTraces(hub: TestHub): Promise<void> {
  const { signedIn } = organiserHub(hub, new Map());
  const [protocol, viewer] = [await signedIn('protocol'), await signedIn('viewer')];
  const search = { actor: protocol.account.id, action: 'searched', outcome: 'done' } as const;
  // More than one page of the audit; a request for each would take seconds.
  for (let i = 0; i < 100; i += 1) {
    await hub.running.accounts.audit.write(
      { ...search, address: '192.168.4.21' },
      { query: ['lindqvist', 'محمد'][i % 2] ?? '', count: 2 },
    );
  }
  await protocol.post('/v1/organiser/roster/search', { query: 'savy', language: 'en' });
  await protocol.get(`/v1/organiser/delegates/${busiest.id}`);
  await protocol.get('/v1/organiser/exports/participants?format=csv&language=en');
  await viewer.post('/v1/organiser/invites', { mode: 'desk', name: '', replaces: null });
  await new TestBrowser(hub).begin('viewer', 'a wrong password');
}

/** Asks for a purge. Returns the request's id. */
export async function askForPurge(who: TestOrganiser, reason: string): Promise<string> {
  const { text } = await who.post('/v1/organiser/purges/request', { reason });
  return (JSON.parse(text) as { approval: string }).approval;
}

const reason = 'The event is over and the secretariat has its lists.';

async function agreeOnPurge(hub: OrganiserHub): Promise<TestOrganiser & { approval: string }> {
  const officer = await hub.signedIn('data-protection-officer');
  const approval = await askForPurge(officer, reason);
  const note = 'The lists are in the archive.';
  const organiser = await hub.signedIn('organiser');
  await organiser.post(`/v1/organiser/approvals/${approval}/approve`, { note });
  return { ...officer, approval };
}

/**
 * A purge that some stations have confirmed, one with files left, and earlier and later requests.
 */
async function purge(hub: OrganiserHub): Promise<void> {
  const officer = await hub.signedIn('data-protection-officer');
  const organiser = await hub.signedIn('organiser');
  const { id, name } = officer.account;
  const rule = { set: 'gdpr', name: '', days: 30 } as const;
  await hub.admin.privacy.setRetention(rule, { kind: 'account', id, name });
  const withdrawn = await askForPurge(officer, 'Typed by mistake');
  await officer.post(`/v1/organiser/approvals/${withdrawn}/withdraw`);
  hub.clock.now += 5 * minute;
  const refused = await askForPurge(officer, reason);
  const note = 'The list of participants is not final yet.';
  await organiser.post(`/v1/organiser/approvals/${refused}/refuse`, { note });
  hub.clock.now += 5 * minute;
  const { approval } = await agreeOnPurge(hub);
  const ordered = await officer.post('/v1/organiser/purges', { approval });
  const signedOrder = signedPurgeOrderSchema.parse(JSON.parse(ordered.text));
  for (const one of ['Desk 1', 'Desk 2', 'Kiosk 1', 'Door B']) {
    const station = hub.station(one);
    await handshake(hub, station);
    if (one === 'Kiosk 1') continue;
    const path = 'C:\\Users\\desk\\Documents\\List of participants.xlsx';
    const outcome = {
      done: hub.clock.now,
      counts: [{ part: 'delegates', count: people.length }],
      left: one === 'Desk 2' ? [{ path, why: 'changed' as const }] : [],
      declared: [],
    };
    const confirmation = { formatVersion: 1, station: station.id, signedOrder, outcome } as const;
    await hub.running.hub.privacy.confirm(await station.caller(), {
      confirmation,
      signature: station.sign(purgeConfirmationText(confirmation)),
    });
  }
  hub.clock.now += 20 * minute;
  await askForPurge(officer, reason);
}
