import { join, relative, resolve, sep } from 'node:path';

/** The app's own scheme and host: every page of the app comes from here and nowhere else. */
export const appScheme = 'app';
export const appHost = 'lanyard';
export const appOrigin = `${appScheme}://${appHost}`;

/**
 * Whether an address is of one of the app's pages; it is parsed, never compared by its beginning.
 */
export function isOwnAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.port === ''
  );
}

/** Absolute folders. */
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
