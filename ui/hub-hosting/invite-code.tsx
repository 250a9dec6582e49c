import { RefreshCw, TimerOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsOfFour } from '../../domain/base/groups-of-four.ts';
import { Button } from '../button.tsx';
import { Select } from '../fields/select.tsx';
import { QrCode } from '../qr-code.tsx';
import { Fingerprint } from './fingerprint.tsx';
import './invite-code.css';

export interface ShownInvite {
  /** The one-time code, for typing. */
  code: string;
  /** Hex fingerprint of the hub's certificate. */
  fingerprint: string;
  /** The hub's addresses, the likeliest first. */
  addresses: readonly HubAddress[];
  /** Milliseconds for which the code is still valid. */
  left: number;
  /** Name of the station that used the code; null if none did. */
  usedBy: string | null;
}

interface HubAddress {
  url: string;
  /** The QR code that leads to it; `path`: its dark modules as squares of side 1. */
  qr: { size: number; path: string };
}

interface InviteCodeProps {
  /** Null while it is being made. */
  invite: ShownInvite | null;
  isBusy: boolean;
  onAgain: () => void;
  /** Beside the button for a new code. */
  actions?: ReactNode;
  aside?: ReactNode;
}

/** A join code to scan, or to type with its address; shows the time left, and makes a new one. */
export function InviteCode({
  invite,
  isBusy,
  onAgain,
  actions,
  aside,
}: InviteCodeProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div
        className="invite grid gap-6 items-start grid-cols-[15rem_minmax(0,1fr)]"
        data-aside={aside !== undefined || undefined}
      >
        {invite === null ? (
          <div className="invite-qr border rounded-md" aria-busy={isBusy} />
        ) : (
          <CodeWords invite={invite} isBusy={isBusy} onAgain={onAgain} actions={actions} />
        )}
        {aside}
      </div>
      {invite !== null && (
        <Fingerprint fingerprint={invite.fingerprint} label={t('invite.fingerprint')} />
      )}
    </>
  );
}

function CodeWords({
  invite: { code, addresses, left, usedBy },
  isBusy,
  onAgain,
  actions,
}: Omit<InviteCodeProps, 'aside'> & { invite: ShownInvite }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const address = addresses.find(({ url }) => url === chosen) ?? addresses[0] ?? null;
  const isOver = left <= 0 || usedBy !== null;
  const over = usedBy === null ? t('invite.over') : t('invite.used', { name: usedBy });
  return (
    <>
      <div className="invite-qr border rounded-md" data-over={isOver || undefined}>
        {address !== null && <QrCode {...address.qr} label={t('invite.qr')} />}
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
          {groupsOfFour(code).join(' ')}
        </bdi>
        {address !== null && <Address of={address} among={addresses} onChoose={setChosen} />}
        <p className="my-2 font-semibold figures">
          {isOver ? over : t('invite.left', { time: minutes(left) })}
        </p>
        <div className="flex flex-wrap gap-3">
          <Button
            variant={isOver ? 'primary' : 'plain'}
            isDisabled={isBusy}
            icon={<RefreshCw />}
            onPress={onAgain}
          >
            {t('invite.again')}
          </Button>
          {actions}
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {isOver && over}
      </p>
    </>
  );
}

function Address({
  of: { url },
  among,
  onChoose,
}: {
  of: HubAddress;
  among: readonly HubAddress[];
  onChoose: (url: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (among.length > 1) {
    return (
      <Select
        label={t('invite.address')}
        choices={among.map((one) => ({ id: one.url, label: one.url }))}
        value={url}
        onChange={onChoose}
      />
    );
  }
  return (
    <>
      <p className="small">{t('invite.address')}</p>
      <bdi className="code font-semibold wrap-anywhere">{url}</bdi>
    </>
  );
}

/** Milliseconds → "9:41". */
function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
