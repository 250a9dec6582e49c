import { HubProblem, SyncFailure } from '../../domain/sync/problems.ts';

/** Node's codes (X509_V_ERR_*, without the prefix) for a certificate of another authority. */
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
 * Error codes if the other side does not speak the hub's TLS at all (another service, a proxy).
 * Other codes of OpenSSL and BoringSSL mean bytes damaged in transit, which is temporary.
 */
const otherSpeech =
  /^ERR_(TLS_CERT_|SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNSUPPORTED_PROTOCOL|UNEXPECTED_MESSAGE|.*ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)))/;

/**
 * Reduces any error of an exchange to the two kinds that a hub's port may throw: HubProblem and
 * SyncFailure stay, every other error becomes a SyncFailure that says what happened.
 */
export function failureOnTheWay(error: unknown): HubProblem | SyncFailure {
  if (error instanceof HubProblem || error instanceof SyncFailure) return error;
  const code = codeOf(error);
  const isOther = certificateCodes.has(code) || otherSpeech.test(code);
  return new SyncFailure(isOther ? 'wrong-certificate' : 'unreachable', error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
