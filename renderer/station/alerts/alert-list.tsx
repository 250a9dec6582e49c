import { BellRing, Check, CheckCheck, Footprints } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, HelpCallView } from '../../../preload/contract/station/alerts.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Fold } from '../../../ui/fold.tsx';
import { AlertIcon } from './alert-icon.tsx';
import { useAlerts } from './alerts-provider.tsx';
import { useAlertWords } from './use-alert-words.ts';
import { isArrival, isOpenAlert } from './use-alerts.ts';
import './alerts.css';

/** What needs attention today: open calls first, the oldest at the top; then new alerts. */
export function AlertList(): ReactNode {
  const { t } = useTranslation();
  const { alerts, calls, failure, actionFailure, seen, busy } = useAlerts();
  const openCalls = calls.filter(({ answer }) => answer === null);
  const openAlerts = alerts.filter(isOpenAlert);
  if (openCalls.length + openAlerts.length === 0) return <FailureNote failure={failure} />;
  return (
    <section className="grid gap-2" aria-label={t('alerts.title')}>
      <header className="flex items-center gap-3 justify-between">
        <h2 className="text-md tracking-normal">{t('alerts.title')}</h2>
        {openAlerts.length > 1 && (
          <Button
            size="small"
            isDisabled={busy}
            icon={<CheckCheck />}
            onPress={() => seen(openAlerts.map(({ id }) => id))}
          >
            {t('alerts.allSeen')}
          </Button>
        )}
      </header>
      <FailureNote failure={failure ?? actionFailure} />
      <Rows calls={openCalls} alerts={openAlerts} />
    </section>
  );
}

/** Calls answered and alerts seen today, folded; nothing if there are none. */
export function PastAlerts(): ReactNode {
  const { t } = useTranslation();
  const { alerts, calls } = useAlerts();
  const pastCalls = calls.filter(({ answer }) => answer !== null);
  const pastAlerts = alerts.filter((alert) => !isOpenAlert(alert));
  const count = pastCalls.length + pastAlerts.length;
  if (count === 0) return null;
  return (
    <Fold label={t('alerts.past', { count })}>
      <Rows calls={pastCalls} alerts={pastAlerts} />
    </Fold>
  );
}

function Rows({
  calls,
  alerts,
}: {
  calls: readonly HelpCallView[];
  alerts: readonly Alert[];
}): ReactNode {
  const row = 'grid grid-cols-sides gap-3 items-center px-4 py-3 not-first:border-t';
  return (
    <ul className="alert-list overflow-hidden panel">
      {calls.map((call) => (
        <li className={row} key={call.id} data-done={call.answer !== null || undefined}>
          <HelpRow call={call} />
        </li>
      ))}
      {alerts.map((alert) => (
        <li className={row} key={alert.id} data-done={!isOpenAlert(alert) || undefined}>
          <AlertRow alert={alert} />
        </li>
      ))}
    </ul>
  );
}

function HelpRow({ call }: { call: HelpCallView }): ReactNode {
  const { t } = useTranslation();
  const { goTo, busy } = useAlerts();
  const words = useAlertWords();
  return (
    <>
      <span
        className="alert-sign grid place-items-center rounded-full bg-sunken text-soft toned"
        data-tone={call.answer === null ? 'look' : undefined}
      >
        <BellRing size={18} />
      </span>
      <div className="min-w-0">
        <p className="small font-semibold">{t('alerts.helpAt')}</p>
        <p className="alert-subject text-md font-bold leading-[1.25] wrap-anywhere">
          <bdi>{call.stationName}</bdi>
        </p>
        <p className="figures small">
          {t(`alerts.reason.${call.reason}`)}
          {' · '}
          {words.whoGoes(call) ?? words.since(call)}
        </p>
      </div>
      {call.answer === null && (
        <Button
          size="small"
          isDisabled={busy}
          icon={<Footprints />}
          aria-label={t('alerts.goingTo', { name: call.stationName })}
          onPress={() => goTo(call.id)}
        >
          {t('alerts.going')}
        </Button>
      )}
    </>
  );
}

function AlertRow({ alert }: { alert: Alert }): ReactNode {
  const { t } = useTranslation();
  const { seen, busy } = useAlerts();
  const words = useAlertWords();
  const subject = words.subject(alert);
  const delegation = words.delegation(alert);
  const tone = isArrival(alert) ? 'accent' : 'stop';
  return (
    <>
      <span
        className="alert-sign grid place-items-center rounded-full bg-sunken text-soft toned"
        data-tone={isOpenAlert(alert) ? tone : undefined}
      >
        <AlertIcon kind={alert.kind} size={18} />
      </span>
      <div className="min-w-0">
        <p className="small font-semibold">{t(`alerts.kind.${alert.kind}`)}</p>
        <p className="alert-subject text-md font-bold leading-[1.25] wrap-anywhere">
          <bdi>{subject}</bdi>
          {delegation !== null && <span className="text-sm font-normal"> {delegation}</span>}
        </p>
        <p className="figures small">{words.whereAndWhen(alert)}</p>
        {alert.undone && <p className="small">{t('alerts.undone')}</p>}
        {alert.seen !== null && <p className="figures small">{words.seenBy(alert)}</p>}
      </div>
      {isOpenAlert(alert) && (
        <Button
          size="small"
          isDisabled={busy}
          icon={<Check />}
          aria-label={t('alerts.seenOf', { name: subject })}
          onPress={() => seen([alert.id])}
        >
          {t('alerts.seen')}
        </Button>
      )}
    </>
  );
}
