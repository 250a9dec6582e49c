import type { ReactNode } from 'react';
import type { InviteView } from '../../preload/contract/sync.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { InviteCode, type ShownInvite } from '../../ui/hub-hosting/invite-code.tsx';
import { useAnswer } from '../base/page-client.ts';
import { useSyncNow } from '../hub-client/sync-provider.tsx';
import type { Invite } from './use-invite.ts';

/** The code of an invitation by the hub on this desk. */
export function DeskInviteCode({
  invite: { code, busy, failure, again },
  aside,
}: {
  invite: Invite;
  aside?: ReactNode;
}): ReactNode {
  return (
    <>
      <FailureNote failure={failure} />
      <InviteCode invite={useShown(code)} isBusy={busy} onAgain={again} aside={aside} />
    </>
  );
}

function useShown(code: InviteView | null): ShownInvite | null {
  const now = useSyncNow();
  const { value: usedBy } = useAnswer('getInviteUse', [{ code: code?.code ?? '' }], {
    when: code !== null,
    renewOn: ['syncChanged'],
  });
  if (code === null) return null;
  const { qr, url, fingerprint, expires } = code;
  return {
    code: code.code,
    fingerprint,
    addresses: [{ url, qr }],
    left: Math.max(0, expires - now),
    usedBy,
  };
}
