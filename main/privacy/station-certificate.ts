import { publicKeyOf, readPrivateKey, signText } from '../../crypto/ed25519.ts';
import { listPurges, outcomeOf } from '../../db/privacy/purge-orders.ts';
import {
  certificateText,
  isComplete,
  type PurgeCertificate,
  type SignedCertificate,
} from '../../domain/privacy/certificate.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';

/**
 * This station's signed certificate for one order: its own, or the hub's as far as this station
 * carried it out (the hub's certificate covers all stations). Throws CallFailure `not-found`.
 */
export function stationCertificate(
  context: Context,
  signingKey: string,
  id: string,
): SignedCertificate {
  const { db, event, clock, kioskName } = context;
  const purge = listPurges(db, event.file.id).find(({ signed }) => signed.order.id === id);
  if (purge === undefined) throw new CallFailure('not-found');
  const key = readPrivateKey(signingKey);
  const issuer = { name: kioskName, publicKey: publicKeyOf(key), outcome: outcomeOf(purge) };
  const certificate: PurgeCertificate = {
    formatVersion: 1,
    order: purge.signed.order,
    event: { id: event.file.id, name: event.file.name.en },
    issued: clock(),
    issuer,
    stations: [],
    complete: isComplete(issuer, []),
  };
  return { certificate, signature: signText(key, certificateText(certificate)) };
}
