// clock: the hub's time where no answer has named it yet; the countdown is by the steady clock.

import { QrCode, RefreshCw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { StationMode } from '../../../../domain/base/protocol.ts';
import type { InvitedStation, OrganiserStation } from '../../../../domain/organiser/stations.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { newestAsOf } from '../../client/as-of.ts';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { QrOfText } from '../../parts/qr-of-text.tsx';
import { useWords } from '../../words.ts';

const modes: readonly StationMode[] = ['desk', 'kiosk', 'door'];
const nobody = 'nobody';

/** Enrols a new station: choose its mode, then scan the code there. */
export function InviteDialog({
  stations,
  onClose,
}: {
  stations: readonly OrganiserStation[];
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const [mode, setMode] = useState<StationMode>('desk');
  const [name, setName] = useState('');
  const [replaces, setReplaces] = useState(nobody);
  const [invited, setInvited] = useState<InvitedStation | null>(null);
  const invite = useAction(async () => {
    const wanted = { mode, name, replaces: replaces === nobody ? null : replaces };
    setInvited(await ask('inviteStation', wanted));
  });
  if (invited !== null) {
    return (
      <Dialog title={t('invite.title')} onClose={onClose} closesOutside={false} size="wide">
        <FailureNote failure={invite.failure} />
        <InviteCode
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
      onClose={onClose}
      onSubmit={() => void invite.run()}
      failure={invite.failure}
      submit={{
        label: t('invite.make'),
        icon: <QrCode size={18} />,
        isDisabled: invite.busy,
      }}
    >
      <Select
        label={t('invite.mode')}
        choices={modes.map((id) => ({ id, label: t(`stations.mode.${id}`) }))}
        value={mode}
        onChange={setMode}
      />
      <TextField
        label={t('invite.name')}
        hint={t('invite.nameHint')}
        value={name}
        onChange={setName}
        maxLength={60}
      />
      <Select
        label={t('invite.replaces')}
        choices={[
          { id: nobody, label: t('invite.replacesNone') },
          ...stations
            .filter(({ state }) => state !== 'replaced')
            .map(({ id, name }) => ({ id, label: name })),
        ]}
        value={replaces}
        onChange={setReplaces}
      />
    </FormDialog>
  );
}

/** The code to scan or type at the station, with the time for which it is valid. */
export function InviteCode({
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
  const left = useLeft(invited);
  const [first] = invited.invites;
  const [chosen, setChosen] = useState(first?.url ?? '');
  const shown = invited.invites.find(({ url }) => url === chosen) ?? first;
  const used = useAnswer('inviteUse', [{ code: invited.code }], { renewOn: ['stations'] });
  const usedBy = used.value?.usedBy ?? null;
  const isOver = left <= 0 || usedBy !== null;
  const over = usedBy === null ? t('invite.over') : t('invite.used', { name: usedBy });
  const withdraw = (): void => {
    // If withdrawing fails, the code was used or will expire: the dialog closes either way.
    void ask('cancelInvite', { code: invited.code }).catch(() => undefined);
    onDone();
  };
  return (
    <div className="narrow-stack grid-cols-[15rem_minmax(0,1fr)] grid gap-6 items-start">
      {shown !== undefined && (
        <div className="invite-qr border rounded-md" data-over={isOver || undefined}>
          <QrOfText text={shown.text} label={t('invite.qr')} />
        </div>
      )}
      <div className="grid content-start gap-4 min-w-0">
        <p>{t('invite.how')}</p>
        {invited.invites.length > 1 && (
          <Select
            label={t('invite.address')}
            choices={invited.invites.map(({ url }) => ({ id: url, label: url }))}
            value={shown?.url ?? ''}
            onChange={setChosen}
          />
        )}
        <dl className="grid gap-3 wrap-anywhere">
          {invited.invites.length === 1 && (
            <div>
              <dt className="small">{t('invite.address')}</dt>
              <dd className="code">{shown?.url}</dd>
            </div>
          )}
          <div>
            <dt className="small">{t('invite.code')}</dt>
            <dd className="code invite-code text-xl font-bold">{groups(invited.code, 4)}</dd>
          </div>
          <div>
            <dt className="small">{t('invite.fingerprint')}</dt>
            <dd className="code">{groups(invited.fingerprint.slice(0, 16).toUpperCase(), 4)}</dd>
          </div>
        </dl>
        <p className="small figures" role="status">
          {isOver ? over : t('invite.left', { count: Math.ceil(left / 60_000) })}
        </p>
        <div className="cluster">
          <Button
            variant={isOver ? 'primary' : 'plain'}
            icon={<RefreshCw />}
            isDisabled={isBusy}
            onPress={onAgain}
          >
            {t('invite.again')}
          </Button>
          <Button variant="quiet" onPress={withdraw}>
            {t('invite.withdraw')}
          </Button>
        </div>
      </div>
    </div>
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

function groups(text: string, size: number): string {
  return text.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? text;
}
