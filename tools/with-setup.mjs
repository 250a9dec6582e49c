// with-setup.mjs [--no-app] [--organiser-page] SCRIPT.ts [args…]: sets up, builds, then runs the
// script on the project's Node.
// --no-app: the script needs only the dependencies, neither Electron nor a build.
// --organiser-page: also builds the page that a hub serves, which takes some seconds without the
// app.
// npm may have started this on the system's Node, before there was any other.

import { buildIfChanged } from './build.mjs';
import { hasDisplay } from './display.mjs';
import { buildOrganiserPageIfChanged } from './organiser-page.mjs';
import { runScript } from './run-script.mjs';
import { setUp, setUpDependencies } from './setup/index.mjs';
import { reportFailure } from './setup/report.mjs';

const args = process.argv.slice(2);
const needsApp = args[0] !== '--no-app';
if (!needsApp) args.shift();
const needsPage = args[0] === '--organiser-page';
if (needsPage) args.shift();
const [script, ...rest] = args;

try {
  if (!script)
    throw new Error('usage: with-setup.mjs [--no-app] [--organiser-page] SCRIPT.ts [args…]');
  if (needsApp) {
    await setUp({ purposes: hasDisplay() ? ['electron'] : ['electron', 'display'] });
    await buildIfChanged();
  } else {
    await setUpDependencies();
    if (needsPage) await buildOrganiserPageIfChanged();
  }
  process.exitCode = await runScript(script, rest);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
