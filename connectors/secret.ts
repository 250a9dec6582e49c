import { readFileSync, statSync } from 'node:fs';
import { ConnectorFailure } from './failure.ts';
import type { SecretPlace } from './settings.ts';

/** Rights of group and others. */
const forOthers = 0o077;

/**
 * Reads a token. It is read again at each opening, so a replaced token needs no restart.
 *
 * @returns its text without line end
 * @throws ConnectorFailure `secret-missing`, `secret-open-to-others`
 */
export function readSecret(place: SecretPlace, environment: NodeJS.ProcessEnv): string {
  const text = 'file' in place ? readSecretFile(place.file) : (environment[place.variable] ?? '');
  const secret = text.trim();
  // Anything else is not allowed in an HTTP header.
  if (!/^[\x20-\x7e]{1,4096}$/.test(secret)) {
    throw new ConnectorFailure('secret-missing', 'file' in place ? 'file' : place.variable);
  }
  return secret;
}

function readSecretFile(file: string): string {
  try {
    const { mode } = statSync(file);
    // Windows has no such rights: there the folder's rights decide.
    if (process.platform !== 'win32' && (mode & forOthers) !== 0) {
      throw new ConnectorFailure('secret-open-to-others', 'chmod 600');
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ConnectorFailure) throw error;
    throw new ConnectorFailure('secret-missing', 'file', { cause: error });
  }
}
