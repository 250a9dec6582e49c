import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firstText } from '../../../domain/base/language.ts';
import type { KioskSession } from '../../../preload/contract/kiosk.ts';
import { ScrollArea } from '../../../ui/scroll-area.tsx';
import { ShownText } from '../frame/shown-text.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import { FinishButton, MoreButton } from './finish-button.tsx';
import { Outlet, OutletWords } from './outlet.tsx';
import './take.css';

/** The end of a visit: where the badge is, and today's sessions. */
export function Take(): ReactNode {
  return (
    <ScreenFrame className="take grid items-center" other={<MoreButton />} next={<FinishButton />}>
      <div className="take-words grid justify-items-center text-center">
        <Words />
      </div>
      <Sessions />
    </ScreenFrame>
  );
}

function Words(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context } = useKiosk();
  const { admission, print } = context;
  if (admission?.badge === 'none') {
    return (
      <>
        <CircleCheckBig className="take-sign" aria-hidden="true" />
        <h1 data-speak>{t('take.back')}</h1>
        <p className="kiosk-lead" data-speak>
          {t('take.backLead')}
        </p>
      </>
    );
  }
  if (admission?.handOver === 'counter') {
    return (
      <>
        <h1 data-speak>{t('take.counter')}</h1>
        <Outlet />
        <p className="kiosk-lead" data-speak>
          {t('printing.counter')}
        </p>
      </>
    );
  }
  return (
    <>
      <h1 data-speak>{t('take.title')}</h1>
      <Outlet />
      {print?.moved !== true && <OutletWords />}
      {print?.confirmed === false && (
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
    <ScrollArea
      label={t('take.sessions')}
      className="take-sessions grid bg-surface text-ink shadow-lift-2"
    >
      <h2 data-speak>{t('take.sessions')}</h2>
      {sessions.length === 0 && <p className="kiosk-lead">{t('take.noSessions')}</p>}
      <ul className="grid">
        {sessions.map((session) => (
          <Session key={`${session.opens} ${firstText(session.name)}`} session={session} />
        ))}
      </ul>
    </ScrollArea>
  );
}

function Session({ session }: { session: KioskSession }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { name, room, opens, closes, place } = session;
  return (
    <li className="grid pt-3">
      <span className="font-semibold leading-[1.2]" data-speak>
        <ShownText text={name} />
      </span>
      <span className="take-where flex flex-wrap items-baseline text-soft" data-speak>
        {room !== null && (
          <span className="text-ink font-semibold">
            <ShownText text={room} />
          </span>
        )}
        <span className="figures">{t('take.doors', { opens, closes })}</span>
      </span>
      {place !== null && (
        <span className="font-semibold" data-speak>
          {t(place === 'booked' ? 'take.booked' : 'take.waiting')}
        </span>
      )}
    </li>
  );
}
