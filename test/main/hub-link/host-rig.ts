import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHostService, type HostService } from '../../../main/hub-link/host-service.ts';
import { writeHostSettings } from '../../../main/hub-link/host-settings.ts';
import type { HubProcess, HubStart } from '../../../main/hub-link/hub-process.ts';
import type { LinkService } from '../../../main/hub-link/link-service.ts';
import { openSecretBox } from '../../../main/secret-box.ts';
import { testTls } from '../../hub/server/support.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { noKeychain } from '../../support/no-keychain.ts';

/** A desk that hosts a hub, whose process is played. */
export interface HostRig {
  host: HostService;
  folder: string;
  /** Every start of the process so far. */
  starts: HubStart[];
  /** Starts that ended well, and were not stopped. */
  alive: () => number;
  /** What the next starts do: fail with this, or run. */
  failures: string[];
  /** The next starts wait for this. */
  gate: Promise<void>;
  /** The process that was started last ends by itself. */
  crash(): void;
  close(): Promise<void>;
}

/** Makes the desk; it hosted a hub before. */
export async function hostRig(): Promise<HostRig> {
  const tls = await testTls();
  const desk = makeDeskContext();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-host-'));
  writeHostSettings(desk.context.db, { name: 'Hall', port: 7443 });
  let alive = 0;
  let isClosed = false;
  const startProcess = async (start: HubStart): Promise<HubProcess> => {
    rig.starts.push(start);
    await rig.gate;
    const failure = rig.failures.shift();
    if (failure !== undefined) throw new Error(failure);
    alive += 1;
    const url = 'https://127.0.0.1:7443';
    const stop = async (): Promise<void> => {
      alive -= 1;
    };
    return { url, localUrl: url, pin: 'ab'.repeat(32), tls, stop };
  };
  const rig: HostRig = {
    host: createHostService({
      context: desk.context,
      secrets: openSecretBox(desk.context.db, noKeychain),
      link: unusedLink,
      folder: join(folder, 'hub'),
      startProcess,
      onChanged: () => {},
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }),
    folder,
    starts: [],
    alive: () => alive,
    failures: [],
    gate: Promise.resolve(),
    crash: () => {
      alive -= 1;
      rig.starts.at(-1)?.onExit('exit 1');
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await rig.host.stop();
      desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

/** Hosting alone asks nothing of the link to another hub. */
const unusedLink = new Proxy({} as LinkService, {
  get: (_link, name) => {
    throw new Error(`${String(name)} is not used here`);
  },
});
