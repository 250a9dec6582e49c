import { once } from 'node:events';
import { createServer } from 'node:https';
import { json } from 'node:stream/consumers';
import { defaultLimits } from '../../../hub/http/limits.ts';
import { startHub } from '../../../hub/start-hub.ts';
import { prepareHubTls } from '../../../hub/tls/hub-tls.ts';
import { largeEvent } from '../../../test/support/import-desk.ts';
import { eventSecret } from '../../../test/support/sample-event.ts';
import {
  type HubChildReady,
  type HubUsage,
  hubChildStartSchema,
  usageQuestion,
} from './hub-child-messages.ts';

// A benchmark's hub in a separate process, so that its clients do not take its processor time. It
// ends when the benchmark disconnects or dies.

const start = hubChildStartSchema.parse(JSON.parse(process.argv[2] ?? ''));
const tls = await prepareHubTls(null, ['localhost', '127.0.0.1'], Date.now());
const silent = { info: () => {}, warn: () => {}, error: console.error };
const endless = { burst: 1e9, perMinute: 1e9 };
const running = await startHub({
  location:
    start.postgresUrl === null
      ? { kind: 'sqlite', path: start.sqlitePath, key: null, nativeBinding: undefined }
      : { kind: 'postgres', url: start.postgresUrl },
  initial: () => ({
    event: { file: largeEvent(), secret: eventSecret },
    name: 'Benchmark',
  }),
  tls,
  host: '127.0.0.1',
  port: 0,
  adminToken: start.adminToken,
  clock: Date.now,
  log: silent,
  // Clients push as fast as the hub answers, which no station does at a venue.
  limits: {
    ...defaultLimits,
    enrolPerAddress: 1e6,
    perAddress: 1e6,
    perAdmin: 1e6,
    perStation: { requests: endless, handshakes: endless, facts: endless },
  },
});
// The least that a hub could do: TLS, HTTP, and parsing the request.
const bare = createServer(
  { cert: tls.server.certificate, key: tls.server.key, minVersion: 'TLSv1.3' },
  async (request, response) => {
    await json(request);
    response.setHeader('content-type', 'application/json').end('{}');
  },
);
await once(bare.listen(0, '127.0.0.1'), 'listening');
const bareAddress = bare.address();
if (bareAddress === null || typeof bareAddress === 'string') throw new Error('no port');
const ready: HubChildReady = {
  bareUrl: `https://127.0.0.1:${bareAddress.port}`,
  url: `https://127.0.0.1:${running.server.port}`,
  fingerprint: running.server.fingerprint,
  authority: tls.authority.certificate,
};
process.on('message', (message) => {
  if (message !== usageQuestion) return;
  const { user, system } = process.cpuUsage();
  const usage: HubUsage = { cpu: (user + system) / 1_000 };
  // The benchmark may be gone.
  process.send?.(usage, undefined, undefined, () => undefined);
});
process.send?.(ready);
await once(process, 'disconnect');
bare.close();
await running.stop();
