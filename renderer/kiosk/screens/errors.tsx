import {
  CircleCheckBig,
  ConciergeBell,
  Keyboard as KeyboardIcon,
  ScanLine,
  Timer,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import type { KioskContext } from '../machine/types.ts';
import { ScreenFrame } from '../screen-frame.tsx';
import { FinishButton } from './finish-button.tsx';
import { Quoted } from './quoted.tsx';

/** A neutral message and a next step, without a reason. */
function Message({
  icon,
  title,
  lead,
  children,
  ...actions
}: {
  icon: ReactNode;
  title: string;
  lead: string;
  children?: ReactNode;
  back?: ReactNode;
  other?: ReactNode;
  next: ReactNode;
}): ReactNode {
  return (
    <ScreenFrame className="kiosk-centre" {...actions}>
      <span className="kiosk-sign grid place-content-center rounded-full" aria-hidden="true">
        {icon}
      </span>
      <h1 data-speak>{title}</h1>
      <p className="kiosk-lead" data-speak>
        {lead}
      </p>
      {children}
    </ScreenFrame>
  );
}

/** Title and next step, depending on what the code is instead. */
function notFoundWords(notice: KioskContext['notice']) {
  switch (notice) {
    case 'badge-shown':
      return ['notFound.badge', 'notFound.badgeLead'] as const;
    case 'other-event':
      return ['notFound.otherEvent', 'notFound.otherEventLead'] as const;
    default:
      return ['notFound.title', 'notFound.lead'] as const;
  }
}

export function NotFound(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const { notice, host } = context;
  const [title, lead] = notFoundWords(notice);
  return (
    <Message
      icon={<ScanLine />}
      title={t(title)}
      lead={t(lead)}
      back={
        <KioskButton variant="quiet" onPress={() => send({ type: 'LEAVE' })}>
          {t('take.done')}
        </KioskButton>
      }
      other={
        <KioskButton icon={<KeyboardIcon />} onPress={() => send({ type: 'TYPE' })}>
          <span data-speak>{t('start.type')}</span>
        </KioskButton>
      }
      next={
        <KioskButton variant="primary" icon={<ScanLine />} onPress={() => send({ type: 'RETRY' })}>
          <span data-speak>{t('notFound.retry')}</span>
        </KioskButton>
      }
    >
      {notice === 'other-event' && host !== null && (
        <p className="kiosk-lead">
          <bdi>{t('notFound.issuedBy', { host })}</bdi>
        </p>
      )}
    </Message>
  );
}

export function TooMany(): ReactNode {
  const { t } = useTranslation('kiosk');
  return (
    <Message
      icon={<Timer />}
      title={t('tooMany.title')}
      lead={t('tooMany.lead')}
      next={<FinishButton />}
    />
  );
}

export function AlreadyIn(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, formats } = useKiosk();
  const { alreadyAt, code } = context;
  return (
    <Message
      icon={<CircleCheckBig />}
      title={t('alreadyIn.title')}
      lead={t('alreadyIn.lead')}
      next={<FinishButton />}
    >
      {alreadyAt !== null && (
        <p className="kiosk-place bg-accent-soft font-semibold" data-speak>
          {t('alreadyIn.since', { time: formats.time(alreadyAt), day: formats.day(alreadyAt) })}
        </p>
      )}
      {code !== null && <Quoted code={code} />}
    </Message>
  );
}

/** The same message for everything that only the desk can resolve. */
export function SeeDesk(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { code } = useKiosk().context;
  return (
    <Message
      icon={<ConciergeBell />}
      title={t('seeDesk.title')}
      lead={code === null ? t('seeDesk.plain') : t('seeDesk.lead')}
      next={<FinishButton />}
    >
      {code !== null && <Quoted code={code} />}
    </Message>
  );
}

/** The kiosk itself cannot continue. */
export function Trouble(): ReactNode {
  return <SeeDesk />;
}
