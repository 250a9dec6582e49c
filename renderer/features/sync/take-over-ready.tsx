import { CircleCheckBig, Hourglass } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { InviteCode } from './invite-code.tsx';
import { useKiosks } from './kiosk-list.tsx';
import { useInvite } from './use-invite.ts';

/** One code for all kiosks of the lost hub, and which of them are back. */
export function TakeOverReady({
  since,
  onDone,
}: {
  /** When this desk became the hub, by the clock from which ages count. */
  since: number;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const invite = useInvite();
  const { run } = invite;
  useEffect(() => {
    void run({ mode: 'desk', name: '', replaces: null, takeOver: true });
  }, [run]);
  return (
    <>
      <p>{t('takeOver.readyHint')}</p>
      <InviteCode invite={invite} aside={<ComingBack since={since} />} />
      <div className="dialog-buttons">
        <Button look="primary" onPress={onDone}>
          {t('takeOver.finish')}
        </Button>
      </div>
    </>
  );
}

function ComingBack({ since }: { since: number }): ReactNode {
  const { t } = useTranslation();
  const { value } = useKiosks();
  const kiosks = (value ?? []).filter(({ state }) => state === 'enrolled');
  const isBack = (kiosk: (typeof kiosks)[number]): boolean =>
    kiosk.self || (kiosk.lastSeen !== null && kiosk.lastSeen >= since);
  const back = kiosks.filter(isBack).length;
  return (
    <section className="coming-back">
      <div role="status">
        <h3 className="figures">{t('takeOver.back', { count: back, total: kiosks.length })}</h3>
      </div>
      <ul>
        {kiosks.map((kiosk) => (
          <li key={kiosk.id} data-back={isBack(kiosk) || undefined}>
            {isBack(kiosk) ? (
              <CircleCheckBig aria-hidden="true" size={20} />
            ) : (
              <Hourglass aria-hidden="true" size={20} />
            )}
            <bdi>{kiosk.name}</bdi>
            <span>{t(isBack(kiosk) ? 'takeOver.isBack' : 'takeOver.isAway')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
