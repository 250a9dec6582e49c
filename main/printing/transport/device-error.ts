import { LinkError } from './link.ts';

/** The system's code of an error (`EACCES`), or nothing. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What an error of a device file means to an operator who checks the cable. */
export function deviceError(path: string, error: unknown): LinkError {
  const code = codeOf(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new LinkError(
        'offline',
        `${path}: this account may not use the printer; add it to the group "lp" (sudo usermod -aG lp "$USER") and sign in again`,
        { cause: error },
      );
    case 'EBUSY':
      return new LinkError('busy-elsewhere', `${path} is in use by another program`, {
        cause: error,
      });
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
      return new LinkError(
        'offline',
        `${path}: no printer there (${code}): is it on, is its cable in?`,
        {
          cause: error,
        },
      );
    case 'ENOSPC':
      return new LinkError('paper-out', `${path}: the printer is out of paper`, { cause: error });
    default:
      return new LinkError('offline', `${path}: ${code === '' ? String(error) : code}`, {
        cause: error,
      });
  }
}
