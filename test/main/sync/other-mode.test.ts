import { afterEach, expect, it } from 'vitest';
import { dropHubLink } from '../../../db/ledger/hub-link.ts';
import { findStation } from '../../../db/ledger/station.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import { openSecretBox, stationKeys } from '../../../main/base/secret-box.ts';
import { createHttpHub } from '../../../main/hub-client/http-hub.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { createSyncEngine } from '../../../main/sync/engine.ts';
import { readCredentials, removeToken } from '../../../main/sync/link/credentials.ts';
import { type JoiningStation, joinHub } from '../../../main/sync/link/join-hub.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { cleanUp, startTestHub, type TestHub } from '../../hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { noKeychain } from '../../support/no-keychain.ts';

afterEach(cleanUp);

async function join(hub: TestHub, desk: DeskContext, mode: StationMode): Promise<boolean> {
  const secrets = openSecretBox(desk.context.db, noKeychain);
  const station: JoiningStation = { context: desk.context, mode, version: '1', secrets };
  const { code } = await hub.admin.invite({ mode, name: '', replaces: null, takeover: false });
  return (
    await joinHub(
      station,
      { url: hub.url, code, fingerprint: hub.fingerprint },
      desk.context.self.station,
    )
  ).restarts;
}

async function sync({ context }: DeskContext, mode: StationMode) {
  const secrets = openSecretBox(context.db, noKeychain);
  const credentials = readCredentials(context.db, secrets);
  if (credentials === null) throw new Error('no hub');
  const http = createHttpHub(credentials);
  const { db, event, clock } = context;
  const engine = createSyncEngine({
    db,
    hub: http,
    clock,
    mode,
    crypto: nodeCrypto,
    monotonic: () => performance.now(),
    event: { id: event.file.id, fileHash: eventFileHash(event.file, nodeCrypto) },
    describe: () => ({ name: context.stationName, version: '1', operators: [] }),
    sign: (text) => signText(readPrivateKey(credentials.privateKey), text),
    onChange: () => {},
    onProgress: () => {},
    breathe: async () => {},
  });
  try {
    return await engine.syncOnce();
  } finally {
    await http.close();
  }
}

function note({ context }: DeskContext): string {
  const of = { delegateId: null, checkpoint: null, targetId: null, operatorId: null };
  const fact = { type: 'note-written', ...of, badgeSerial: null, payload: {} } as const;
  return context.db.transaction(() => appendEvent(context, fact).id).immediate();
}

it('a desk that becomes a kiosk joins as another station; what it wrote as a desk goes on counting', async () => {
  const hub = await startTestHub();
  const desk = makeDeskContext();
  try {
    desk.setClock(new Date(hub.clock.now).toISOString());
    const { db, self } = desk.context;
    const secrets = openSecretBox(db, noKeychain);
    await join(hub, desk, 'desk');
    const sent = note(desk);
    await sync(desk, 'desk');
    const before = { ...findStation(db), key: stationKeys(secrets).privateKey };
    const unsent = note(desk);
    dropHubLink(db);
    removeToken(secrets);
    // In its earlier mode it is the earlier station again.
    await join(hub, desk, 'desk');
    expect(self.station).toBe(before.station);
    dropHubLink(db);
    removeToken(secrets);
    expect(await join(hub, desk, 'kiosk')).toBe(true);
    const station = findStation(db);
    expect(station?.station).toBe(self.station);
    expect(self).toMatchObject({
      station: station?.station,
      stationNumber: self.station.slice(0, 8).toUpperCase(),
      incarnation: 1,
    });
    expect(self.station).not.toBe(before.station);
    expect(stationKeys(secrets).privateKey).not.toBe(before.key);
    // As a kiosk it writes no notes any more; the desk's earlier ones reach the hub with the desk's
    // last signature.
    const refused = note(desk);
    expect(await sync(desk, 'kiosk')).toMatchObject({ relayed: 1 });
    const rows = await hub.running.hub.quarantine();
    expect(rows.map(({ reason, station: by }) => [reason, by])).toEqual([
      ['not-allowed', self.station],
    ]);
    const { stations } = await hub.running.hub.overview();
    expect(stations.map(({ mode }) => mode).sort()).toEqual(['desk', 'kiosk']);
    const ids = db.prepare<[], { id: string }>('SELECT id FROM attendance_event').all();
    expect(ids.map(({ id }) => id).sort()).toEqual([sent, unsent, refused].sort());
    expect(await hub.running.hub.checkAll()).toEqual([]);
  } finally {
    desk.close();
  }
});

it('a join as another mode that fails at its last write leaves the station what it was, in memory too', async () => {
  const hub = await startTestHub();
  const desk = makeDeskContext();
  try {
    desk.setClock(new Date(hub.clock.now).toISOString());
    const { db, self } = desk.context;
    await join(hub, desk, 'desk');
    await sync(desk, 'desk');
    dropHubLink(db);
    removeToken(openSecretBox(db, noKeychain));
    const before = { ...self };
    db.exec(`
      CREATE TRIGGER full BEFORE INSERT ON setting WHEN NEW.name LIKE 'secret-hub-token%'
      BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END
    `);
    await expect(join(hub, desk, 'kiosk')).rejects.toThrow('disk is full');
    db.exec('DROP TRIGGER full');
    expect(findStation(db)).toMatchObject(before);
    expect(self).toEqual(before);
    // New facts go into its own chain.
    note(desk);
    expect(await join(hub, desk, 'desk')).toBe(false);
    await sync(desk, 'desk');
    expect(await hub.running.hub.quarantine()).toEqual([]);
  } finally {
    desk.close();
  }
});
