import type { Alert, HelpCallView } from '../../../preload/contract/station/alerts.ts';
import type { CallFailure } from '../../base/ask.ts';
import { useAnswer } from '../../base/page-client.ts';
import { useMay, useStation } from '../../base/station.tsx';

export interface Alerts {
  alerts: readonly Alert[];
  calls: readonly HelpCallView[];
  failure: CallFailure | null;
  /** True once both requests were answered. */
  known: boolean;
  /** True if the operator gets alerts in addition to calls for help. */
  watches: boolean;
}

const renewOn = ['alertsChanged', 'stationChanged', 'syncChanged'] as const;

/** Requests the calls for help, which everyone gets, and the alerts of the operator's role. */
export function useAlertAnswers(): Alerts {
  const { operator } = useStation();
  const arrivals = useMay('see-arrival-alerts');
  const security = useMay('see-security-alerts');
  const watches = arrivals || security;
  const alerts = useAnswer('getAlerts', [], { renewOn, when: watches });
  const calls = useAnswer('getHelpCalls', [], { renewOn, when: operator !== null });
  return {
    alerts: alerts.value ?? [],
    calls: calls.value ?? [],
    failure: alerts.failure ?? calls.failure,
    known: (alerts.value !== null || !watches) && calls.value !== null,
    watches,
  };
}

/** Only arrivals may sound; security alerts never do. */
export function isArrival({ kind }: Pick<Alert, 'kind'>): boolean {
  return kind === 'head-arrived' || kind === 'vip-arrived';
}

export function isOpenAlert(alert: Alert): boolean {
  return alert.seen === null && !alert.undone;
}
