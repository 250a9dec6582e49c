import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { signedReportSchema } from '../../domain/day-close/report.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { type FaultProxy, openFaultProxy } from '../chaos/fault-proxy.ts';
import { freePort } from '../support/free-port.ts';
import { go } from '../support/navigate.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { admit, inviteFrom, knowsPresent, synced } from '../support/synced-desks.ts';

const electron = inject('electron');
const [first, second, third] = demoDelegates()
  .filter(({ status, days }) => status === 'confirmed' && days === null)
  .map(({ id }) => id);
const folder = mkdtempSync(join(tmpdir(), 'lanyard-day-'));
const stick = join(folder, 'side-desk.lanyard');
let network: FaultProxy;
let host: RunningDesk;
let away: RunningDesk;

beforeAll(async () => {
  const port = await freePort();
  host = await startDesk(electron, {
    config: { stationName: 'Main desk', hub: { host: { name: 'Venue hub', port } } },
  });
  await synced(host);
  network = await openFaultProxy(() => port);
  const url = `https://127.0.0.1:${network.port}`;
  const { code, fingerprint } = await inviteFrom(host, { name: 'Side desk' });
  away = await startDesk(electron, {
    config: { stationName: 'Side desk', hub: { join: { url, code, fingerprint } } },
  });
  await synced(away);
});
afterAll(async () => {
  await away?.end();
  await host?.end();
  await network?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes the next dialog of the system give this file. */
async function gives(desk: RunningDesk, file: string): Promise<void> {
  await waitFor('the dialogs', 20, () =>
    desk.app
      .evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
        return true;
      }, file)
      // On a busy machine its answer may be garbage-collected before it is sent.
      .catch(() => null),
  );
}

const button = ({ page }: RunningDesk, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function show(desk: RunningDesk, screen: string): Promise<void> {
  await go(desk.page, screen);
}

async function step(desk: RunningDesk, name: RegExp): Promise<void> {
  const steps = desk.page.getByRole('navigation', { name: 'Steps of the day’s close' });
  await steps.getByRole('button', { name }).click();
}

async function importsStick(words: string | RegExp): Promise<void> {
  await button(host, 'Import a stick…').click();
  await host.page.getByRole('status').getByText(words).waitFor();
}

async function savedReport(name: string) {
  const file = join(folder, name);
  await gives(host, file);
  await button(host, /^Save the report/)
    .first()
    .click();
  const bytes = await waitFor('the report', 20, () => {
    const written = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    return written.toString('utf8').endsWith('}}') ? written : null;
  });
  return { bytes, ...signedReportSchema.parse(JSON.parse(bytes.toString('utf8'))) };
}

describe('the end of a day', () => {
  it('a desk that is cut off writes a stick, and another desk brings it to the hub', async () => {
    expect(await admit(host, first ?? '')).toBe('admitted');
    await knowsPresent(away, 1);
    await synced(away);
    void network.cut();
    expect(await admit(away, second ?? '')).toBe('admitted');
    await gives(away, stick);
    await show(away, 'Sync');
    await button(away, 'Write to a stick…').click();
    await away.page.getByText(/records written and read back/).waitFor();

    await show(host, 'Day close');
    await step(host, /Stations and their proof/);
    await gives(host, stick);
    await importsStick(/^Side desk: \d+ new records?$/);
    await knowsPresent(host, 2);
    await importsStick('Side desk: nothing new');

    const cut = join(folder, 'cut.lanyard');
    writeFileSync(cut, readFileSync(stick).subarray(0, -40));
    await gives(host, cut);
    await importsStick('The file of Side desk was refused');
    await host.page.getByText(/Incomplete: the stick was full/).waitFor();
  });

  it('is closed with a report that says what stays open, and whose signature holds', async () => {
    await step(host, /Close the day/);
    await host.page.getByText('This stays open, and the report says so:').waitFor();
    await button(host, 'Close the day').click();
    const dialog = host.page.getByRole('dialog');
    await dialog.getByText('Side desk').waitFor();
    await dialog.getByRole('button', { name: 'Close the day' }).click();
    await host.page.getByText(/^Complete as of .*, 1 of 2 stations proven$/).waitFor();
    const { bytes, report } = await savedReport('first.json');
    expect(report).toMatchObject({ revision: 1, proof: { proven: 1, open: 1, broken: 0 } });
    expect(report).toMatchObject({ persons: 2, issuer: { kind: 'hub' } });
    const { publicKey } = report.issuer;
    expect(verifyReport(bytes, { publicKey }, nodeCrypto)).toMatchObject({ genuine: true });
  });

  it('opens again by what comes late, and is closed as revision 2 with every station proven', async () => {
    expect(await admit(away, third ?? '')).toBe('admitted');
    network.heal();
    await synced(away);
    // The page asks again after a pause that grows with the cost of an answer.
    const patient = { timeout: 120_000 };
    await host.page.getByText(/came after the day was closed/).waitFor(patient);
    await step(host, /Send what is waiting/);
    await button(host, /^Ask (all stations|again)$/).click();
    const steps = host.page.getByRole('navigation', { name: 'Steps of the day’s close' });
    await steps.getByText('All proven').waitFor(patient);
    await step(host, /Close the day/);
    await button(host, 'Close again as revision 2').click();
    const dialog = host.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close again as revision 2' }).click();
    await host.page.getByText(/^Complete as of .*, 2 of 2 stations proven$/).waitFor();
    const { report } = await savedReport('second.json');
    expect(report).toMatchObject({ revision: 2, persons: 3, proof: { proven: 2, open: 0 } });
    expect(host.log().filter(({ msg }) => msg === 'call failed')).toEqual([]);
  });
});
