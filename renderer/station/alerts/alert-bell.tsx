import { Bell, BellOff, BellRing, Check, CheckCheck, Footprints } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Alert, HelpCallView } from '../../../preload/contract/station/alerts.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailureNote } from '../../kit/failure-note.tsx';
import { useHotkeys } from '../../kit/hotkeys.tsx';
import { StatusItem } from '../../kit/status-item.tsx';
import { AlertIcon } from './alert-icon.tsx';
import { useAlerts } from './alerts-provider.tsx';
import { useAlertWords } from './use-alert-words.ts';
import { isOpenAlert } from './use-alerts.ts';
import './alerts.css';

/** The bell in the footer, with the number of open items; opens the list, as does Ctrl+B. */
export function AlertBell(): ReactNode {
  const { t } = useTranslation();
  const { open, isListOpen, setListOpen } = useAlerts();
  useHotkeys([{ key: 'b', ctrl: true, inFields: true, run: () => setListOpen(!isListOpen) }]);
  return (
    <DialogTrigger isOpen={isListOpen} onOpenChange={setListOpen}>
      <AriaButton className="status-press min-w-target min-h-target p-0 border-0 bg-transparent rounded-full">
        <StatusItem tone={open > 0 ? 'look' : 'quiet'} icon={<Bell />}>
          <span className="figures">
            {open === 0 ? (
              <span className="status-extra">{t('alerts.bell')}</span>
            ) : (
              t('alerts.bellOpen', { count: open })
            )}
          </span>
        </StatusItem>
      </AriaButton>
      <Popover className="status-popover alert-popover overflow-auto panel" placement="top start">
        <Dialog aria-label={t('alerts.title')}>
          <AlertList />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** All alerts and calls of today: open ones first, then newest first. */
export function AlertList(): ReactNode {
  const { t } = useTranslation();
  const { alerts, calls, failure, actionFailure, watches, seen, busy } = useAlerts();
  const waiting = alerts.filter(isOpenAlert);
  const done = alerts.filter((alert) => !isOpenAlert(alert));
  const sortedCalls = [...calls].sort(
    (a, b) => Number(a.answer !== null) - Number(b.answer !== null) || b.wall - a.wall,
  );
  return (
    <div className="alert-list">
      <header className="mb-2 flex items-center gap-3 justify-between min-h-target">
        <h2 className="text-lg">{t('alerts.title')}</h2>
        {waiting.length > 1 && (
          <Button
            size="small"
            isDisabled={busy}
            icon={<CheckCheck />}
            onPress={() => seen(waiting.map(({ id }) => id))}
          >
            {t('alerts.allSeen')}
          </Button>
        )}
      </header>
      <FailureNote failure={failure ?? actionFailure} />
      {alerts.length + calls.length === 0 && (
        <EmptyState
          icon={<BellOff />}
          title={t('alerts.none')}
          hint={t(watches ? 'alerts.noneHint' : 'alerts.noneHintOperator')}
        />
      )}
      <ul>
        {sortedCalls.map((call) => (
          <li
            className="grid grid-cols-sides gap-3 items-center py-3 border-t"
            key={call.id}
            data-done={call.answer !== null || undefined}
          >
            <HelpRow call={call} />
          </li>
        ))}
        {[...waiting, ...done].map((alert) => (
          <li
            className="grid grid-cols-sides gap-3 items-center py-3 border-t"
            key={alert.id}
            data-done={!isOpenAlert(alert) || undefined}
          >
            <AlertRow alert={alert} />
          </li>
        ))}
      </ul>
    </div>
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
  const tone = alert.kind === 'head-arrived' || alert.kind === 'vip-arrived' ? 'accent' : 'stop';
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
