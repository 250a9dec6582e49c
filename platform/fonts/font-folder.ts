import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the bundled fonts, for `openFontBook`: beside the built app, else in the sources'
 * `node_modules`.
 *
 * @param from folder of the running program's own files (`import.meta.dirname`)
 * @throws Error if neither exists
 */
export function findFontFolder(from: string): string {
  // Native code reads the fonts, and cannot read the archive of a packaged app.
  const place = from.replace(/\bapp\.asar\b/, 'app.asar.unpacked');
  for (let folder = place; ; folder = dirname(folder)) {
    const built = join(folder, 'fonts');
    if (existsSync(join(built, 'NotoSans_400Regular.ttf'))) return built;
    const modules = join(folder, 'node_modules');
    if (existsSync(join(modules, '@expo-google-fonts/noto-sans'))) return modules;
    if (dirname(folder) === folder) throw new Error(`no fonts above ${from}`);
  }
}
