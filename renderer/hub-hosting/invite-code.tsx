import { RefreshCw, TimerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InviteView } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useAnswer } from '../base/page-client.ts';
import { useSyncNow } from '../hub-client/sync-provider.tsx';
import { groupsOfFour } from '../scanning/invite-text.ts';
import { Fingerprint } from '../sync/fingerprint.tsx';
import type { Invite } from './use-invite.ts';
import './invite.css';

/** A join code to scan, or to type with its address; shows the time left, and makes a new one. */
export function InviteCode({ invite, aside }: { invite: Invite; aside?: ReactNode }): ReactNode {
  const { code, busy, failure, again } = invite;
  return (
    <>
      <FailureNote failure={failure} />
      <div
        className="invite grid gap-6 items-start grid-cols-[15rem_minmax(0,1fr)]"
        data-aside={aside !== undefined || undefined}
      >
        {code === null ? (
          <div className="invite-qr border rounded-md" aria-busy={busy} />
        ) : (
          <CodeWords code={code} isBusy={busy} onAgain={again} />
        )}
        {aside}
      </div>
      {code !== null && <PinOfCode code={code} />}
    </>
  );
}

function PinOfCode({ code }: { code: InviteView }): ReactNode {
  const { t } = useTranslation();
  return <Fingerprint fingerprint={code.fingerprint} label={t('invite.fingerprint')} />;
}

function CodeWords({
  code,
  isBusy,
  onAgain,
}: {
  code: InviteView;
  isBusy: boolean;
  onAgain: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const left = Math.max(0, code.expires - useSyncNow());
  const { value: usedBy } = useAnswer('getInviteUse', [{ code: code.code }], {
    renewOn: ['syncChanged'],
  });
  const isOver = left === 0 || usedBy !== null;
  const over = usedBy === null ? t('invite.over') : t('invite.used', { name: usedBy });
  return (
    <>
      <div className="invite-qr border rounded-md" data-over={isOver || undefined}>
        <QrCode size={code.qr.size} path={code.qr.path} label={t('invite.qr')} />
        {isOver && (
          <p className="invite-over grid justify-items-center place-content-center text-center gap-2 p-3 absolute inset-0 font-semibold">
            <TimerOff size={28} />
            {over}
          </p>
        )}
      </div>
      <div className="grid gap-1 justify-items-start content-start">
        <p className="small">{t('invite.orType')}</p>
        <bdi
          className="invite-code code text-2xl font-bold leading-[1.2] whitespace-nowrap"
          data-over={isOver || undefined}
        >
          {groupsOfFour(code.code).join(' ')}
        </bdi>
        <p className="small">{t('invite.address')}</p>
        <bdi className="code font-semibold wrap-anywhere">{code.url}</bdi>
        <p className="my-2 font-semibold figures">
          {isOver ? over : t('invite.left', { time: minutes(left) })}
        </p>
        <Button
          variant={isOver ? 'primary' : 'plain'}
          isDisabled={isBusy}
          icon={<RefreshCw />}
          onPress={onAgain}
        >
          {t('invite.again')}
        </Button>
      </div>
    </>
  );
}

/** Milliseconds → "9:41". */
function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
