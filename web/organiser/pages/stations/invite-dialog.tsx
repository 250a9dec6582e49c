// clock: the hub's time where no answer has named it yet; the countdown is by the steady clock.

import { QrCode } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { InvitedStation, OrganiserStation } from '../../../../domain/organiser/stations.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { InviteCode } from '../../../../ui/hub-hosting/invite-code.tsx';
import { firstInviteDraft, InviteFields } from '../../../../ui/hub-hosting/invite-fields.tsx';
import { newestAsOf } from '../../client/as-of.ts';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { qrOf } from '../../parts/qr-of.tsx';
import { useWords } from '../../words.ts';

/** Invites a new station: choose its mode, then scan the code there. */
export function InviteDialog({
  stations,
  onClose,
}: {
  stations: readonly OrganiserStation[];
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState(firstInviteDraft);
  const [invited, setInvited] = useState<InvitedStation | null>(null);
  const invite = useAction(async () => setInvited(await ask('inviteStation', draft)));
  if (invited !== null) {
    return (
      <Dialog title={t('invite.title')} onClose={onClose} closesOutside={false} size="wide">
        <FailureNote failure={invite.failure} />
        <p>{t('invite.how')}</p>
        <Code
          invited={invited}
          isBusy={invite.busy}
          onAgain={() => void invite.run()}
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('invite.title')}
      size="wide"
      onClose={onClose}
      onSubmit={() => void invite.run()}
      failure={invite.failure}
      submit={{
        label: t('invite.make'),
        icon: <QrCode size={18} />,
        isDisabled: invite.busy,
      }}
    >
      <InviteFields
        draft={draft}
        onChange={setDraft}
        others={stations.filter(({ state }) => state !== 'replaced')}
      />
    </FormDialog>
  );
}

function Code({
  invited,
  isBusy,
  onAgain,
  onDone,
}: {
  invited: InvitedStation;
  isBusy: boolean;
  onAgain: () => void;
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const { code, fingerprint, invites } = invited;
  const addresses = useMemo(
    () => invites.map(({ url, text }) => ({ url, qr: qrOf(text) })),
    [invites],
  );
  const left = useLeft(invited);
  const used = useAnswer('inviteUse', [{ code }], { renewOn: ['stations'] });
  const withdraw = (): void => {
    // If withdrawing fails, the code was used or will expire: the dialog closes either way.
    void ask('cancelInvite', { code }).catch(() => undefined);
    onDone();
  };
  return (
    <InviteCode
      invite={{ code, fingerprint, addresses, left, usedBy: used.value?.usedBy ?? null }}
      isBusy={isBusy}
      onAgain={onAgain}
      actions={
        <Button variant="quiet" onPress={withdraw}>
          {t('stations.withdrawInvite')}
        </Button>
      }
    />
  );
}

/** Milliseconds for which the code is still valid, by the hub's clock as far as known here. */
function useLeft({ expires }: InvitedStation): number {
  const [end, setEnd] = useState(() => endHere(expires));
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => setEnd(endHere(expires)), [expires]);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return end - now;
}

/** The code's expiry by this page's monotonic clock. */
function endHere(expires: number): number {
  const hubNow = newestAsOf() ?? Date.now();
  return performance.now() + (expires - hubNow);
}
