import { join, relative, resolve, sep } from 'node:path';

/** Absolute folders whose files pages may load. */
export interface PageFolders {
  pages: string;
  /** The badges' fonts, at /fonts/. */
  fonts: string;
}

const fontsPath = '/fonts/';

/** The file behind a path of app://lanyard, or null if the path leaves its folder or is invalid. */
export function fileOfPath(folders: PageFolders, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const isFont = path.startsWith(fontsPath);
  const root = resolve(isFont ? folders.fonts : folders.pages);
  const file = resolve(join(root, isFont ? path.slice(fontsPath.length) : path));
  const way = relative(root, file);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) ? null : file;
}
