import { afterEach, beforeEach } from 'vitest';
import { attendanceEventSchema } from '../../../../domain/ledger/attendance.ts';
import { makeDelegateId } from '../../../../domain/tickets/issued-codes.ts';
import { connectorSettingsSchema } from '../../../../hub/connectors/settings.ts';
import { sampleMaking } from '../../../support/sample-event.ts';
import {
  type FakeIndico,
  registration,
  startFakeIndico,
} from '../../connectors/fakes/fake-indico.ts';
import { type FakePretix, order, startFakePretix } from '../../connectors/fakes/fake-pretix.ts';
import { indicoSettings, pretixSettings } from '../../connectors/support.ts';
import type { TestHub, TestStation } from '../../support/test-hub.ts';

/** The fakes of the current test. */
export let pretix: FakePretix;
export let indico: FakeIndico;

/** Starts both before each test, with three orders and twenty registrations. */
export function fakesForEachTest(): void {
  beforeEach(async () => {
    pretix = await startFakePretix();
    pretix.orders = [1, 2, 3].map((number) => order(number, pretix.now()));
    indico = await startFakeIndico();
    indico.registrations = Array.from({ length: 20 }, (_, i) => registration(i + 1));
    pushed = new WeakMap();
  });
  afterEach(async () => {
    await pretix.close();
    await indico.close();
  });
}

export const now = { again: false, acceptVanished: false };
export const codeOf = (number: number): string => `secret000${number}abcdefghij`;
export const idOf = (code: string): string => makeDelegateId(code, sampleMaking);

export async function addPretix({ hub }: TestHub, change: object = {}): Promise<void> {
  await hub.connectors.add(connectorSettingsSchema.parse(pretixSettings(pretix, change)));
}

export async function addIndico({ hub }: TestHub): Promise<void> {
  await hub.connectors.add(connectorSettingsSchema.parse(indicoSettings(indico)));
}

export const runPretix = ({ hub }: TestHub, request = now) =>
  hub.connectors.run('council', request);
export const runIndico = ({ hub }: TestHub, request = now) => hub.connectors.run('indico', request);

export function fact(
  station: TestStation,
  change: Parameters<TestStation['chain']['add']>[0],
): string {
  const { body } = station.chain.add(change);
  return attendanceEventSchema.omit({ hash: true }).parse(JSON.parse(body)).id;
}

let pushed = new WeakMap<TestStation, number>();

/** Pushes what the station has added since. */
export async function push({ hub }: TestHub, station: TestStation): Promise<void> {
  const from = (pushed.get(station) ?? 0) + 1;
  pushed.set(station, station.chain.events.length);
  await hub.push(await station.caller(), station.chain.push(from));
}

export const nonces = (): string[] => pretix.checkins.map(({ nonce }) => nonce);
