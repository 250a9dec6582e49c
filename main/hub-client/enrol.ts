import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { StationMode } from '../../domain/base/protocol.ts';
import { isForeignDemoKey, isForeignDemoSecret } from '../../domain/event/demo-event.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { enrolAnswerSchema, enrolProofText, type Invite } from '../../domain/sync/enrolment.ts';
import { SyncFailure } from '../../domain/sync/problems.ts';
import { openExchange, readAnswer } from '../../hub/exchange/exchange.ts';
import { certificateFingerprint } from '../../platform/crypto/certificate-fingerprint.ts';
import { readPrivateKey, type SigningKeys, signText } from '../../platform/crypto/ed25519.ts';
import { CallFailure } from '../base/call-failure.ts';

export interface NewStation {
  id: string;
  name: string;
  mode: StationMode;
  keys: SigningKeys;
  version: string;
}

/** What a station keeps of its hub; `token` is a secret. */
export interface Enrolment {
  url: string;
  hub: string;
  hubName: string;
  epoch: string;
  /** Raw Ed25519 public key (base64) of the key that signs stop lists. */
  hubKey: string;
  /** PEM of the hub's own certificate authority. */
  authority: string;
  token: string;
  event: {
    file: EventFile;
    version: number;
    replaces: string[];
    signature: string;
    /** Hex; null unless this station is a desk. */
    secret: string | null;
  };
}

export type EnrolOutcome =
  | { kind: 'enrolled'; enrolment: Enrolment }
  /** A typed invite has no fingerprint: call again with this one once it was compared. */
  | { kind: 'fingerprint-to-confirm'; fingerprint: string };

const maxAuthority = 16 * 1024;
const maxAnswerSize = 8 * 2 ** 20;

/**
 * Joins a hub: fetches its authority, compares the fingerprint, and only then sends the one-time
 * code, over TLS that trusts this authority alone.
 *
 * @throws SyncFailure `wrong-certificate` if the hub's authority is not the one that the invite
 *   names; HubProblem `invite-unknown`, `invite-expired`, `invite-used`, `not-allowed` …
 */
export async function enrolAtHub(invite: Invite, station: NewStation): Promise<EnrolOutcome> {
  const authority = await fetchAuthority(invite.url);
  const fingerprint = certificateFingerprint(authority);
  if (invite.fingerprint === null) return { kind: 'fingerprint-to-confirm', fingerprint };
  if (invite.fingerprint !== fingerprint)
    throw new SyncFailure('wrong-certificate', new Error('another fingerprint'));
  const exchange = openExchange(invite.url, authority, null);
  try {
    const body = JSON.stringify(requestOf(invite.code, station));
    const bytes = await exchange.ask({
      method: 'POST',
      path: '/v1/enrol',
      body,
      largest: maxAnswerSize,
    });
    return { kind: 'enrolled', enrolment: readEnrolment(bytes, invite.url, authority) };
  } finally {
    await exchange.close();
  }
}

/**
 * The fingerprint (hex SHA-256 of the authority's DER) of the hub at this address, for comparison.
 *
 * @throws SyncFailure
 */
export async function fetchFingerprint(url: string): Promise<string> {
  return certificateFingerprint(await fetchAuthority(url));
}

function requestOf(code: string, station: NewStation) {
  return {
    code,
    station: station.id,
    name: station.name,
    mode: station.mode,
    publicKey: station.keys.publicKey,
    proof: signText(readPrivateKey(station.keys.privateKey), enrolProofText(code, station.id)),
    version: station.version,
  };
}

function readEnrolment(bytes: Uint8Array, url: string, authority: string): Enrolment {
  const answer = readAnswer(bytes, enrolAnswerSchema);
  const { event } = answer;
  const keys = z.object({ id: z.string(), ticketKeys: z.array(z.string()) }).safeParse(event.file);
  if (
    keys.success &&
    ((event.secret !== null && isForeignDemoSecret(keys.data, event.secret)) ||
      keys.data.ticketKeys.some((key) => isForeignDemoKey(keys.data, key)))
  ) {
    throw new CallFailure('demo-keys', answer.hubName);
  }
  const file = wholeEventFileSchema.safeParse(event.file);
  if (!file.success) throw new SyncFailure('bad-answer', file.error);
  return {
    url,
    hub: answer.hub,
    hubName: answer.hubName,
    epoch: answer.epoch,
    hubKey: answer.hubKey,
    authority,
    token: answer.token,
    event: { ...answer.event, file: file.data },
  };
}

/** The PEM of the authority at this address; untrusted until its fingerprint is compared. */
async function fetchAuthority(url: string): Promise<string> {
  const exchange = openExchange(url, null, null);
  try {
    const bytes = await exchange.ask({
      method: 'GET',
      path: '/v1/authority',
      largest: maxAuthority,
    });
    return new X509Certificate(bytes).toString();
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_OSSL')) {
      throw new SyncFailure('bad-answer', error);
    }
    throw error;
  } finally {
    await exchange.close();
  }
}
