import { type Invite, parseInvite, typedInvite } from '../../../domain/sync/enrolment.ts';
import type { FoundHub } from '../../../preload/contract/sync.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { fetchFingerprint } from '../../hub-client/enrol.ts';
import { askingHub } from '../../hub-client/hub-failure.ts';

export type HubHint =
  | { kind: 'scanned'; text: string }
  | { kind: 'typed'; url: string; code: string };

/**
 * Reads an invite. A scanned invite proves the hub's certificate. For a typed one the hub is asked
 * for its certificate, and the operator compares the fingerprint with the hub's screen. Nothing is
 * joined yet. Throws CallFailure `invite-unreadable`, `hub-unreachable`, `hub-wrong-certificate`.
 */
export async function findHub(hint: HubHint): Promise<FoundHub> {
  const invite = inviteOf(hint);
  if (invite === null) throw new CallFailure('invite-unreadable');
  const fingerprint = invite.fingerprint ?? (await askingHub(() => fetchFingerprint(invite.url)));
  return { url: invite.url, code: invite.code, fingerprint, compare: invite.fingerprint === null };
}

function inviteOf(hint: HubHint): Invite | null {
  return hint.kind === 'scanned' ? parseInvite(hint.text) : typedInvite(hint.url, hint.code);
}
