/**
 * The path outside the archive of a file that is unpacked beside it (electron-builder.yml:
 * asarUnpack): native modules read files without Electron and cannot read archives. Elsewhere the
 * path is unchanged.
 *
 * @param path absolute, as the app sees it
 */
export function unpacked(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
