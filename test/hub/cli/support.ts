import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminClient, createAdminClient } from '../../../hub/admin/client.ts';
import { readAccess } from '../../../hub/cli/places.ts';
import { runHubCommand } from '../../../hub/main.ts';
import { Program, type Run, startScript } from '../../support/program.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';

/** `npm run hub` in this process, which is quicker; every signal ends it in order. */
function inThisProcess(words: readonly string[], cwd: string): Run {
  return (print) => {
    const stop = new AbortController();
    const code = runHubCommand({
      args: words,
      cwd,
      print,
      environment: {},
      organiserPage: null,
      signal: stop.signal,
      demo: () => {
        throw new Error('the demo event is not asked for here');
      },
    });
    return { code, kill: () => stop.abort() };
  };
}

export type HubBench = ReturnType<typeof hubBench>;

/** The folders of one test, and the processes that it started. */
export function hubBench() {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-cli-'));
  const dataDir = join(folder, 'data');
  const started: Program[] = [];
  const clients: AdminClient[] = [];
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  /** Arguments that start a hub with the sample event on a free port of loopback. */
  const serving = [
    '--port',
    '0',
    '--host',
    '127.0.0.1',
    '--data-dir',
    dataDir,
    '--event',
    file('event.json', JSON.stringify(sampleEvent)),
    '--event-secret',
    file('secret.txt', Buffer.from(eventSecret).toString('hex')),
  ];
  const begun = (command: Program): Program => {
    started.push(command);
    return command;
  };
  const start = (words: readonly string[]): Program =>
    begun(startScript('tools/hub/run.ts', words));
  const startHere = (words: readonly string[]): Program =>
    begun(new Program(inThisProcess(words, folder)));
  const running = async (hub: Program): Promise<Program> => {
    await hub.line('Running');
    return hub;
  };
  return {
    folder,
    dataDir,
    serving,
    start,
    startHere,
    file,
    /** Starts `serving` in a separate process and waits until it runs. */
    serve: (more: readonly string[] = []) => running(start([...serving, ...more])),
    /** The same in this process, which is quicker. */
    serveHere: (more: readonly string[] = []) => running(startHere([...serving, ...more])),
    /** Runs a command about the hub of `dataDir` in a separate process, to its end. */
    run: (...words: string[]) => start([...words, '--data-dir', dataDir]).ended,
    /** The same in this process, which is quicker. */
    runHere: (...words: string[]) => startHere([...words, '--data-dir', dataDir]).ended,
    /** The administrator's client for the running hub, as commands find it. */
    admin: () => {
      const access = readAccess(dataDir);
      if (access === null) throw new Error('no hub ran');
      const client = createAdminClient(access);
      clients.push(client);
      return { ...client, url: access.url, authority: access.authority };
    },
    log: () => readFileSync(join(dataDir, 'hub.log'), 'utf8'),
    cleanUp: async () => {
      await Promise.all(clients.map((client) => client.close()));
      for (const process of started) process.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
