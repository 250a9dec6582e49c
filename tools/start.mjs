// npm start [-- --mode=desk|kiosk|door …]: sets up, builds and opens the app.
import { spawn } from 'node:child_process';
import { buildIfChanged } from './build.mjs';
import { runScript, runThrough } from './run-script.mjs';
import { electronRuntime, harmlessLineFilter, hasDisplay, root } from './runtime.mjs';
import { setUp } from './setup/index.mjs';
import { reportFailure } from './setup/report.mjs';

/** @param {string[]} args */
async function start(args) {
  const display = hasDisplay();
  await setUp({ purposes: display ? ['electron'] : ['electron', 'display'] });
  await buildIfChanged();
  if (!display) {
    process.stderr.write(
      'There is no display here to open a window on; running the demo instead.\n',
    );
    return runScript('tools/demo/run.ts', []);
  }
  const runtime = electronRuntime();
  const env = { ...process.env, ...runtime.env };
  delete env.ELECTRON_RUN_AS_NODE; // set by some editors' terminals; it would turn Electron into plain Node
  const child = spawn(runtime.executable, [...runtime.args, root, ...args], {
    env,
    stdio: ['inherit', 'inherit', 'pipe'],
  });
  child.stderr?.pipe(harmlessLineFilter()).pipe(process.stderr);
  return runThrough(child);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
