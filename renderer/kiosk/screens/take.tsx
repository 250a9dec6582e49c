import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskSession } from '../../../preload/contract/kiosk.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import './take.css';

/** The end of a visit: where the badge is, and today's sessions. */
export function Take(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { send } = useKiosk();
  return (
    <div className="kiosk-screen take stack items-center">
      <div className="take-words stack justify-items-start">
        <CircleCheckBig className="take-sign ink-go" />
        <Words />
        <div className="kiosk-actions">
          <KioskButton look="primary" onPress={() => send({ type: 'LEAVE' })}>
            {t('take.done')}
          </KioskButton>
          <KioskButton onPress={() => send({ type: 'MORE' })}>{t('take.more')}</KioskButton>
        </div>
      </div>
      <Sessions />
    </div>
  );
}

function Words(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const { admission, print } = context;
  if (admission?.badge === 'none') {
    return (
      <>
        <h1 data-speak>{t('take.back')}</h1>
        <p className="kiosk-lead" data-speak>
          {t('take.backLead')}
        </p>
      </>
    );
  }
  const isCounter = admission?.handOver === 'counter';
  return (
    <>
      <h1 data-speak>{isCounter ? t('take.counter') : t('take.title')}</h1>
      {print?.printer != null && (
        <p className="kiosk-place inline-flex wrap items-baseline ground-accent strong" data-speak>
          <span className="regular">{t('printing.at')}</span>
          <bdi>{print.printer}</bdi>
        </p>
      )}
      {isCounter && (
        <p className="kiosk-lead" data-speak>
          {t('printing.counter')}
        </p>
      )}
      {print?.confirmed === false && !isCounter && (
        <p className="kiosk-lead" data-speak>
          {t('take.sent')}
        </p>
      )}
    </>
  );
}

function Sessions(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const sessions = context.admission?.sessions ?? [];
  return (
    <section className="take-sessions stack ground-surface lift-2">
      <h2 data-speak>{t('take.sessions')}</h2>
      {sessions.length === 0 && <p className="kiosk-lead">{t('take.noSessions')}</p>}
      <ul className="stack">
        {sessions.map((session) => (
          <Session key={`${session.opens} ${session.name.en}`} session={session} />
        ))}
      </ul>
    </section>
  );
}

function Session({ session }: { session: KioskSession }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { formats } = useKiosk();
  const { name, room, opens, closes } = session;
  return (
    <li className="stack pad-above-3">
      <span className="strong leading-120" data-speak>
        <bdi lang={formats.table}>{name[formats.table]}</bdi>
      </span>
      <span className="take-where flow items-baseline soft" data-speak>
        {room !== null && (
          <bdi className="ink strong" lang={formats.table}>
            {room[formats.table]}
          </bdi>
        )}
        <span className="figures">{t('take.doors', { opens, closes })}</span>
      </span>
    </li>
  );
}
