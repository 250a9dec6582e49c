/**
 * The place outside the archive of something that is laid beside it (electron-builder.yml: asarUnpack): native modules
 * read files by themselves and know nothing of archives. Elsewhere the path stays as it is.
 *
 * @param path absolute, as the app sees it
 */
export function unpacked(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
