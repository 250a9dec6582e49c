import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { findStation } from '../../../db/ledger/station.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { type LinkState, unknownLinkState } from '../../../domain/sync/sync-status.ts';
import type { StationEntry } from '../../../hub/stations/stations.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import type { Context } from '../../../main/base/context.ts';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import type { HostService, HubAdmin } from '../../../main/hub-hosting/host-service.ts';
import { writeTookOver } from '../../../main/hub-hosting/host-settings.ts';
import { qrPath } from '../../../main/hub-hosting/link/qr-path.ts';
import { heldOfHub } from '../../../main/hub-hosting/take-over-view.ts';
import { writeToken } from '../../../main/sync/link/credentials.ts';
import { createLinkService, type LinkService } from '../../../main/sync/link/link-service.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import type { HarnessOptions, SyncScene } from './options.ts';
import { uuid } from './people.ts';

const minute = 60_000;
export const hubUrl = 'https://192.0.2.7:7443';
export const hubFingerprint = '3f9a0c57e1b24d860f7d21aa93c4e85b6610df7c2e94b1a05d83f6e27b4c90d1';
const hubName = 'Registration hall';
export const hubId = uuid(16, 1);

/**
 * The station's link to a hub that does not exist. The store knows the hub; the scene determines
 * what the syncing thread reports and what it answers as this desk's hub. Nothing is ever sent.
 */
export function makeLink(
  options: HarnessOptions,
  context: Context,
  location: StoreLocation,
  changed: () => void,
): { link: LinkService; host: HostService } {
  const { db, clock } = context;
  const { mode, params, filled, restarts } = options;
  let scene = options.sync;
  const secrets = openSecretBox(db, noKeychain);
  const writeLink = (): void => {
    const isOld = scene === 'away' || scene === 'old-lists';
    const asOf = scene === 'first-pull' ? null : clock() - (isOld ? 18 * minute : 12_000);
    const name = options.long
      ? 'Registration hall, ground floor, left of the main staircase (1)'
      : hubName;
    const hub = { hub: hubId, hubName: name, url: hubUrl, authority: '', hubKey: '' };
    saveHubLink(db, { ...hub, wall: clock() });
    db.prepare('UPDATE hub_link SET roster_as_of = ?, stop_list_as_of = ?, last_contact = ?').run(
      asOf,
      asOf,
      asOf,
    );
    writeToken(secrets, 'token');
  };
  if (!['alone', 'host-starting', 'host-failed'].includes(scene)) writeLink();
  const link = createLinkService({
    context,
    location,
    mode,
    secrets,
    version: '0.1.0',
    onState: changed,
    onChange: changed,
    startThread: ({ onState }) => {
      const state = linkState(scene, clock());
      onState(filled && scene === 'linked' ? { ...state, quarantined: 2 } : state);
      return { nudge: () => {}, syncNow: changed, tellHealth: () => {}, stop: async () => {} };
    },
  });
  /** The station belongs to a hub from now on: another one, or its own. */
  const become = (next: SyncScene): Promise<void> =>
    link.resting(async () => {
      scene = next;
      writeLink();
    });
  link.join = async ({ code }) => {
    if (code === 'EXPIRED2') throw new CallFailure('invite-expired');
    if (!restarts) await become('linked');
    return { hubName, restarts: restarts };
  };
  let codes = 0;
  const host: Partial<HostService> = {
    view: () => hosted[scene] ?? null,
    admin: () =>
      scene === 'host' ? hubAdmin(context, filled, params.get('inviteUsed') === '1') : null,
    host: () => become('host'),
    takeOver: async (_settings, _operator, onProgress) => {
      for (const step of ['starting-hub', 'copying-roster', 'copying-facts', 'ready'] as const) {
        onProgress({ step, done: 250, total: 1_000 });
        if (step === params.get('takeOver')) await new Promise(() => {});
      }
      writeTookOver(db, heldOfHub(db));
      await become('host');
    },
    stopHosting: async () => {
      scene = 'alone';
      await link.leave(true);
    },
    createInvite: async () => {
      const code = ['K7WQ3XMA', 'P4HT8RBC'][codes % 2] ?? '';
      codes += 1;
      const text = inviteText(code);
      const lasts = Number(params.get('inviteLasts') ?? '581000');
      const invite = {
        text,
        qr: await qrPath(text),
        url: hubUrl,
        code,
        fingerprint: hubFingerprint,
      };
      return { ...invite, expires: clock() + lasts };
    },
  };
  return { link, host: absent<HostService>('host', host) };
}

export function inviteText(code: string): string {
  const invite = JSON.stringify({ url: hubUrl, code, fingerprint: hubFingerprint });
  return `LH:${btoa(invite).replaceAll('=', '')}`;
}

function hubAdmin({ db, clock }: Context, filled: boolean, used: boolean): HubAdmin {
  return absent<HubAdmin>('admin', {
    listStations: async () => stationEntries(db),
    inviteUsedBy: async () => (used ? 'Desk 5' : null),
    quarantine: async () => {
      const place = { station: uuid(10, 4), incarnation: 1, kseq: 7, pushedBy: '', raw: '' };
      const item = { ...place, id: uuid(8, 1), received: clock() - 18 * minute };
      return filled ? [{ ...item, reason: 'revoked' }] : [];
    },
    revokeStation: async (id) => {
      db.prepare("UPDATE known_station SET state = 'revoked' WHERE id = ?").run(id);
    },
    addAccount: async ({ name, role }) => {
      if (name === 'Taken') throw new HubProblem('bad-request', 'name');
      const code = 'K7WQ-3XMA-P4HT-8RBC';
      const state = { active: true, state: 'invited', setUpExpires: null } as const;
      const account = { id: uuid(8, 2), name, role, ...state, lastSignIn: null };
      const links = [`${hubUrl}/organiser/#set-up=${code}`];
      return { account: { ...account, recoveryCodesLeft: 0 }, code, expires: clock(), links };
    },
  });
}

/** The stations of the directory: of those that are enrolled, this one alone has joined so far. */
function stationEntries(db: Context['db']): StationEntry[] {
  const rows = db
    .prepare<[], Pick<StationEntry, 'id' | 'name' | 'mode' | 'state' | 'lastSeen'>>(
      'SELECT id, name, mode, state, last_seen AS lastSeen FROM known_station ORDER BY id',
    )
    .all();
  const own = findStation(db)?.station;
  return rows.map((row) => ({
    ...row,
    replacedBy: null,
    enrolledAt: row.id === own ? row.lastSeen : null,
    clockOffset: null,
    eventFile: null,
    eventVersion: null,
    version: '',
    waiting: 0,
    quarantined: 0,
    oversteps: false,
    chains: [],
  }));
}

/** The thread's report, by default of a sync 12 seconds ago. */
function linkState(scene: SyncScene, now: number): LinkState {
  const gone = { online: false, trouble: 'unreachable', waiting: 37 } as const;
  const since = (age: number) => ({ lastContact: now - age, offlineSince: now - age });
  const changes: Partial<Record<SyncScene, Partial<LinkState>>> = {
    waiting: { phase: 'syncing', lastContact: now - 20_000, waiting: 4 },
    'first-pull': { phase: 'syncing', lastContact: null, pull: { done: 41_000, total: 100_000 } },
    offline: { ...gone, ...since(25_000), waiting: 2 },
    away: { ...gone, ...since(18 * minute) },
    revoked: { trouble: 'revoked', waiting: 5, quarantined: 3 },
    refused: { trouble: 'bad-signature', waiting: 12 },
    'wrong-certificate': { ...gone, trouble: 'wrong-certificate', lastContact: now - 3 * minute },
    update: { trouble: 'protocol-too-old', waiting: 12 },
    'clock-off': { clockOffset: -214_000 },
    'clock-far': { clockOffset: 26 * 60 * minute },
  };
  const synced = { online: true, lastContact: now - 12_000, clockOffset: 140 };
  return { ...unknownLinkState, ...synced, ...changes[scene] };
}

const hosted: Partial<Record<SyncScene, ReturnType<HostService['view']>>> = {
  host: { state: 'running', url: hubUrl, fingerprint: hubFingerprint },
  'host-starting': { state: 'starting' },
  'host-failed': { state: 'failed', detail: 'port 7443' },
};

/** Replaces a part of the outside world: whatever a scene does not provide fails with its name. */
export function absent<T extends object>(name: string, present: Partial<T> = {}): T {
  return new Proxy(present as T, {
    get: (target, key) => {
      if (Reflect.has(target, key)) return Reflect.get(target, key);
      return () => {
        throw new Error(`a scene reached ${name}.${String(key)}: give the answer of its call`);
      };
    },
  });
}
