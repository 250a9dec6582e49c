import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { configSchema } from '../../main/config/config.ts';
import { packForTests } from '../../tools/package/pack.mjs';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { launchOverCdp, type OutsideApp } from './launch-over-cdp.ts';
import { type Program, startProgram } from './program.ts';

/** Debian's "nobody" and "nogroup". */
const nobody = 65_534;

export type PackedApp = Awaited<ReturnType<typeof packedApp>>;

/**
 * Packs the app unless that was done, and says how to run it: where that is possible, as a person
 * without rights would run it.
 */
export async function packedApp(runtime: ElectronRuntime) {
  const { program, resources } = await packForTests();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-packed-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, nobody, nobody);
  // Root cannot have Chromium's sandbox; as nobody the packed app runs with it, as it does at a desk.
  const command = isRoot
    ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
    : [];
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    ...(runtime.env.DISPLAY === undefined ? {} : { DISPLAY: runtime.env.DISPLAY }),
  };
  const started: OutsideApp[] = [];
  return {
    /** Path of the program, and of the folder with app.asar. */
    program,
    resources,
    /** A folder that the program may write; removed by `cleanUp`. */
    folder,
    /** Starts it with a configuration and drives it from outside: a test build alone allows that. */
    start: async (config: z.input<typeof configSchema> | null, words: readonly string[] = []) => {
      const file = join(folder, `config-${started.length}.json`);
      if (config !== null) writeFileSync(file, JSON.stringify(config), { mode: 0o644 });
      const app = await launchOverCdp(
        // Nothing from outside: the packed app brings its own database module.
        { ...runtime, executable: program, env: {} },
        {
          command,
          chromiumArguments: runtime.args.filter((argument) => argument !== '--no-sandbox'),
          words: [...(config === null ? [] : [`--config=${file}`]), ...words],
          env: { ...environment, LANYARD_SUPERVISED: '1' },
        },
      );
      started.push(app);
      const exitCode = new Promise<number | null>((resolve) => app.process.once('exit', resolve));
      const end = async (): Promise<void> => {
        // To the program alone, as a session ends it: it has to take its own processes down.
        app.process.kill('SIGTERM');
        await exitCode;
      };
      return { ...app, exitCode, end };
    },
    /** Starts it as a hub. */
    hub: (words: readonly string[]): Program => {
      const wrapper = join(dirname(program), 'resources/launcher/lanyard-hub');
      const { DISPLAY: _none, ...withoutDisplay } = { DISPLAY: '', ...environment };
      return startProgram([...command, wrapper, ...words], { env: withoutDisplay });
    },
    cleanUp: (): void => {
      // One that a failed test left would keep the whole run from ending.
      for (const { process } of started) {
        if (process.exitCode === null) process.kill('SIGKILL');
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
