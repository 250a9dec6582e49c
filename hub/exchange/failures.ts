import { HubProblem } from '../../domain/wire/problems.ts';
import { SyncFailure } from '../../domain/wire/sync-failure.ts';

/** Codes with which Node (X509_V_ERR_*, without the prefix) refuses a certificate of another authority. */
const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Brings whatever an exchange threw down to the two kinds of errors that a hub's port may throw:
 * HubProblem and SyncFailure stay, everything else says what happened on the way.
 */
export function failureOnTheWay(error: unknown): HubProblem | SyncFailure {
  if (error instanceof HubProblem || error instanceof SyncFailure) return error;
  const code = codeOf(error);
  // An answer that is no TLS at all (ERR_SSL_WRONG_VERSION_NUMBER) is somebody else's as well.
  const isOther = certificateCodes.has(code) || /^ERR_(SSL|TLS)_/.test(code);
  return new SyncFailure(isOther ? 'wrong-certificate' : 'unreachable', error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
