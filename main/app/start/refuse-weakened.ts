import { app, dialog } from 'electron';
import { weakenings } from '../security/weakenings.ts';

/**
 * True only in a build to be controlled by tests (tools/package/pack.mjs). The updater and `npm run
 * package` refuse to release one: electron.vite.config.ts puts a mark beside it.
 */
declare const isTestBuild: boolean;

/** Why a packed app does not start, in both languages of the secretariat. */
function refusalText(found: readonly string[]): string {
  const list = found.join(', ');
  return `Lanyard does not start with ${list}: it would open the app to others. Nothing was changed. Take it out of the command line or the environment, then start again.\n\nLanyard ne démarre pas avec ${list} : l'application serait ouverte à des tiers. Rien n'a été modifié. Retirez cet élément de la ligne de commande ou de l'environnement, puis redémarrez.\n`;
}

/**
 * Ends a packed app at once, with code 1, where environment or command line weakens it. In
 * development all is allowed. Call it before anything else: Chromium opens its debugging port only
 * after the app's first script.
 *
 * @param built folder of the built main process; in the archive of a packed app, whatever its name
 */
export function refuseWeakened(built: string, isHub: boolean): void {
  if (!app.isPackaged && !built.includes('app.asar')) return;
  const found = weakenings({
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
    environment: process.env,
    isHub,
    isTestBuild,
  });
  if (found.length === 0) return;
  const text = refusalText(found);
  process.stderr.write(text);
  // On Linux a box cannot be shown this early: Electron would print the text a second time.
  if (process.platform !== 'linux') dialog.showErrorBox('Lanyard', text);
  app.exit(1);
}
