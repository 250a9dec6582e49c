/** The app's own scheme and host: every page of the app comes from here and nowhere else. */
export const appScheme = 'app';
export const appHost = 'lanyard';
export const appOrigin = `${appScheme}://${appHost}`;

/** True for an address of our own pages; it is parsed, never compared by its beginning. */
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
