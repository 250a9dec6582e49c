import { BellRing, Check, Footprints, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, HelpCallView } from '../../../preload/contract/station/alerts.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { useNavigation } from '../../../ui/navigation.tsx';
import { AlertIcon } from './alert-icon.tsx';
import { useAlerts } from './alerts-provider.tsx';
import { useAlertWords } from './use-alert-words.ts';
import { isArrival, isOpenAlert } from './use-alerts.ts';
import './alerts.css';

/** Maximum number of cards; a button shows how many more there are. */
const maxCards = 2;

/**
 * Shows new alerts in a strip below the screen. It covers no form, is not modal and never takes the
 * focus from a scan. Calls for help come first, because a person is waiting.
 *
 * @param props.children other waiting items, shown last
 */
export function AlertCards({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { alerts, calls, news, aside, actionFailure } = useAlerts();
  const { screen, go } = useNavigation();
  // A call is shown even if it was made before this operator signed in.
  const helpCards = calls.filter(
    ({ id, answer, quiet, isOwn }) => answer === null && !quiet && !isOwn && !aside.has(id),
  );
  const alertCards = alerts.filter((alert) => isOpenAlert(alert) && news.has(alert.id));
  const shownCalls = helpCards.slice(0, maxCards);
  const shownAlerts = alertCards.slice(0, maxCards - shownCalls.length);
  const more = helpCards.length + alertCards.length - shownCalls.length - shownAlerts.length;
  // That screen already shows the same items.
  if (screen === 'problems') return null;
  return (
    <section
      className="alert-cards flex flex-wrap items-center gap-3 bg-surface"
      aria-label={t('alerts.cards')}
      aria-live="polite"
    >
      <FailureNote failure={actionFailure} />
      {shownCalls.map((call) => (
        <HelpCard key={call.id} call={call} />
      ))}
      {shownAlerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} />
      ))}
      {children}
      {more > 0 && (
        <Button size="small" onPress={() => go('problems')}>
          {t('alerts.more', { count: more })}
        </Button>
      )}
    </section>
  );
}

function HelpCard({ call }: { call: HelpCallView }): ReactNode {
  const { t } = useTranslation();
  const { goTo, putAside, busy } = useAlerts();
  const words = useAlertWords();
  return (
    <article className="alert-card grid gap-3 items-center px-3 py-2 panel" data-tone="look">
      <span className="alert-sign grid place-items-center rounded-full bg-look-soft text-look-ink">
        <BellRing size={22} />
      </span>
      <div className="min-w-0">
        <p className="small font-semibold">{t('alerts.helpAt')}</p>
        <p className="alert-subject text-md font-bold leading-[1.25] wrap-anywhere">
          <bdi>{call.stationName}</bdi>
        </p>
        <p className="figures small">
          {t(`alerts.reason.${call.reason}`)}
          {' · '}
          {words.since(call)}
          {call.code !== null && (
            <>
              {' · '}
              <bdi className="code">{call.code}</bdi>
            </>
          )}
        </p>
      </div>
      <Button
        variant="primary"
        size="small"
        isDisabled={busy}
        icon={<Footprints />}
        onPress={() => goTo(call.id)}
      >
        {t('alerts.going')}
      </Button>
      <IconButton label={t('alerts.aside')} icon={<X />} onPress={() => putAside(call.id)} />
    </article>
  );
}

function AlertCard({ alert }: { alert: Alert }): ReactNode {
  const { t } = useTranslation();
  const { seen, putAside, busy } = useAlerts();
  const words = useAlertWords();
  const delegation = words.delegation(alert);
  const tone = isArrival(alert) ? 'accent' : 'stop';
  return (
    <article className="alert-card grid gap-3 items-center px-3 py-2 panel" data-tone={tone}>
      <span className="alert-sign grid place-items-center rounded-full toned" data-tone={tone}>
        <AlertIcon kind={alert.kind} size={22} />
      </span>
      <div className="min-w-0">
        <p className="small font-semibold">{t(`alerts.kind.${alert.kind}`)}</p>
        <p className="alert-subject text-md font-bold leading-[1.25] wrap-anywhere">
          <bdi>{words.subject(alert)}</bdi>
          {delegation !== null && <span className="text-sm font-normal"> {delegation}</span>}
        </p>
        <p className="figures small">{words.whereAndWhen(alert)}</p>
      </div>
      <Button size="small" isDisabled={busy} icon={<Check />} onPress={() => seen([alert.id])}>
        {t('alerts.seen')}
      </Button>
      <IconButton label={t('alerts.aside')} icon={<X />} onPress={() => putAside(alert.id)} />
    </article>
  );
}
