import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { type FaultProxy, openFaultProxy } from '../chaos/fault-proxy.ts';
import { freePort } from '../support/free-port.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { signInByCall } from '../support/sign-in.ts';
import {
  admit,
  duplicatesAt,
  inviteFrom,
  knowsPresent,
  presentAt,
  synced,
  syncOf,
} from '../support/synced-desks.ts';

const electron = inject('electron');
const confirmed = demoDelegates()
  .filter(({ status, days }) => status === 'confirmed' && days === null)
  .map(({ id }) => id);
function next(): string {
  const id = confirmed.shift();
  if (id === undefined) throw new Error('no delegate is left');
  return id;
}

// The supervisor must not have made them: otherwise they could not approve.
const operators = [
  { name: 'Demo', pin: '2741', role: 'supervisor' as const },
  { name: 'Second', pin: '314159', role: 'security-officer' as const },
];
let port: number;
let host: RunningDesk;
let network: FaultProxy;
let second: RunningDesk;

beforeAll(async () => {
  port = await freePort();
  host = await startDesk(electron, {
    config: { stationName: 'Main desk', operators, hub: { host: { name: 'Venue hub', port } } },
  });
  await synced(host);
  network = await openFaultProxy(() => port);
  const url = `https://127.0.0.1:${network.port}`;
  const { code, fingerprint } = await inviteFrom(host, { name: 'Side desk' });
  second = await startDesk(electron, {
    config: { stationName: 'Side desk', hub: { join: { url, code, fingerprint } } },
  });
  await synced(second);
});
afterAll(async () => {
  await second?.end();
  await host?.end();
  await network?.close();
});

describe('two desks and a hub', () => {
  it('share what happens, in both directions', async () => {
    for (const [from, to] of [
      [host, second],
      [second, host],
      [host, second],
    ] as const) {
      const count = (await presentAt(from)) + 1;
      expect(await admit(from, next())).toBe('admitted');
      await knowsPresent(to, count);
    }
  });

  it('refuse the same delegate at the other desk, and name where the first was', async () => {
    const id = next();
    const count = (await presentAt(host)) + 1;
    await admit(host, id);
    await knowsPresent(second, count);
    const answer = await second.page.evaluate(
      (delegateId) => window.lanyard.getDelegate({ id: delegateId }),
      id,
    );
    expect(answer).toMatchObject({
      ok: true,
      value: { admissions: [{ stationName: 'Main desk' }] },
    });
    expect(await admit(second, id)).toBe('already-in');
  });

  it('go on while the network is cut, and bring everything together after it', async () => {
    const both = next();
    const before = await presentAt(host);
    void network.cut();
    const alone = [next(), next(), next()];
    for (const id of alone) expect(await admit(second, id)).toBe('admitted');
    expect(await admit(host, both)).toBe('admitted');
    expect(await admit(second, both)).toBe('admitted');
    // Two facts each: the admission and its badge (and the printer's report on it).
    await waitFor('an offline desk', 60, async () => {
      const { link } = await syncOf(second);
      return link?.state.online === false && link.state.waiting >= 8 ? true : null;
    });
    expect(await presentAt(host)).toBe(before + 1);
    network.heal();
    await knowsPresent(host, before + 4);
    await synced(second);
    await synced(host);
    const views = await waitFor('the duplicate at both desks', 60, async () => {
      const [here, there] = [await duplicatesAt(host), await duplicatesAt(second)];
      return here.length === 1 && there.length === 1 ? { here, there } : null;
    });
    expect(views.here).toEqual(views.there);
    expect(views.here[0]).toMatchObject({ delegateId: both, resolution: null });
  });

  it('show the duplicate until somebody resolves it, at one desk for all', async () => {
    const [open] = await duplicatesAt(second);
    if (open === undefined) throw new Error('no duplicate');
    const resolved = await second.page.evaluate(
      (admissionId) =>
        window.lanyard.resolveDuplicate({ admissionId, note: 'Two badges, one back' }),
      open.further.admissionId,
    );
    expect(resolved.ok).toBe(true);
    await waitFor('the resolution at the host', 60, async () => {
      const [known] = await duplicatesAt(host);
      return known?.resolution?.note === 'Two badges, one back' ? true : null;
    });
    expect((await syncOf(host)).openDuplicates).toBe(0);
  });

  it('see each other’s walk-ins and corrected names', async () => {
    const added = await second.page.evaluate(() =>
      window.lanyard.registerWalkIn({
        person: {
          title: 'Ms',
          printedName: 'Walk IN',
          givenName: 'Walk',
          familyName: 'In',
          nativeName: '',
          jobTitle: '',
          delegation: 'BEL',
          administration: '',
          category: 'delegate',
        },
        approver: 'Head of protocol',
        reference: '',
        identity: 'passport',
      }),
    );
    if (!added.ok) throw new Error(added.error.code);
    const { delegateId } = added.value;
    await waitFor('the walk-in at the host', 60, async () => {
      const known = await host.page.evaluate(
        (id) => window.lanyard.getDelegate({ id }),
        delegateId,
      );
      return known.ok ? true : null;
    });
    const corrected = await host.page.evaluate(
      (id) =>
        window.lanyard.correctSpelling({
          delegateId: id,
          correction: { printedName: 'Walk INN' },
        }),
      delegateId,
    );
    expect(corrected.ok).toBe(true);
    await waitFor('the correction at the second desk', 60, async () => {
      const known = await second.page.evaluate(
        (id) => window.lanyard.getDelegate({ id }),
        delegateId,
      );
      return known.ok && known.value.delegate.printedName === 'Walk INN' ? true : null;
    });
    // The name comes with the roster; the record of who corrected it comes with the facts.
    const changes = await waitFor('the record of the correction', 60, async () => {
      const listed = await second.page.evaluate(() => window.lanyard.listRosterChanges());
      return listed.ok && listed.value.length > 1 ? listed : null;
    });
    expect(changes).toMatchObject({
      ok: true,
      value: [
        { kind: 'spelling-corrected', stationName: 'Main desk', confirmed: true },
        { kind: 'walk-in-registered', stationName: 'Side desk', confirmed: true },
      ],
    });
  });

  it('stop whoever is put on the stop list', async () => {
    const id = next();
    const changed = await host.page.evaluate(async (value) => {
      const entry = { kind: 'delegate' as const, value };
      return window.lanyard.changeStops({ add: [entry], remove: [], pin: '314159' });
    }, id);
    expect(changed).toEqual({ ok: true, value: { result: 'done' } });
    await waitFor('the stop list at the second desk', 60, async () =>
      (await admit(second, id)) === 'stopped' ? true : null,
    );
  });

  it('know each other’s operators, whom a supervisor confirms, until one of them ends it', async () => {
    // Both desks have operators of the same names, added before they met.
    const [other] = await waitFor('the host’s operators', 60, async () => {
      const list = await second.page.evaluate(() => window.lanyard.listSignIns());
      const others = list.ok ? list.value.filter(({ isNew }) => isNew) : [];
      return others.some(({ madeAt }) => madeAt === 'Main desk')
        ? others.filter(({ name }) => name === 'Second')
        : null;
    });
    const operatorId = other?.id ?? '';
    const adopt = (approval: string) =>
      second.page.evaluate((input) => window.lanyard.adoptOperator(input), {
        operatorId,
        pin: '5061',
        approval,
      });
    expect(await adopt('5061')).toMatchObject({ value: { result: 'wrong-pin' } });
    expect(await adopt('2741')).toMatchObject({ value: { result: 'adopted' } });
    const signedIn = () =>
      second.page.evaluate(async () => {
        const answer = await window.lanyard.getStation();
        return answer.ok ? (answer.value.operator?.id ?? null) : null;
      });
    expect(await signedIn()).toBe(operatorId);
    const ended = await host.page.evaluate(
      (id) => window.lanyard.deactivateOperator({ operatorId: id }),
      operatorId,
    );
    expect(ended.ok).toBe(true);
    await waitFor('nobody at the second desk', 60, async () => (await signedIn()) === null || null);
    await signInByCall(second);
  });
});

describe('the hub’s desk dies', () => {
  it('and the other takes over, with nothing lost that it held', async () => {
    await synced(second);
    const before = await presentAt(second);
    void network.cut();
    expect(await admit(second, next())).toBe('admitted');
    await host.kill();
    const newPort = await freePort();
    const taken = await second.page.evaluate((request) => window.lanyard.takeOverHub(request), {
      name: 'Second hub',
      port: newPort,
    });
    expect(taken).toEqual({ ok: true, value: undefined });
    const view = await synced(second);
    expect(view.link?.hubName).toBe('Second hub');
    expect(view.host).toMatchObject({ state: 'running' });
    // The lost desk comes back with its disk, and joins with the take-over code.
    const invite = await inviteFrom(second, { takeOver: true });
    const returned = await startDesk(electron, {
      dataDir: host.dataDir,
      config: { stationName: 'Main desk' },
    });
    try {
      const joined = await returned.page.evaluate((request) => window.lanyard.joinHub(request), {
        url: `https://127.0.0.1:${newPort}`,
        code: invite.code,
        fingerprint: invite.fingerprint,
      });
      expect(joined).toMatchObject({ ok: true, value: { hubName: 'Second hub', restarts: false } });
      await synced(returned);
      await knowsPresent(returned, before + 1);
      await synced(second);
      expect(await presentAt(returned)).toBe(await presentAt(second));
      expect(await duplicatesAt(returned)).toEqual(await duplicatesAt(second));
    } finally {
      await returned.end();
    }
  });
});
