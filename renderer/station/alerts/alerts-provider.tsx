import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { play } from '../../../ui/sounds.ts';
import { ask, type CallFailure } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { type Alerts, isArrival, isOpenAlert, useAlertAnswers } from './use-alerts.ts';

interface AlertsState extends Alerts {
  /** Ids of items that came since this operator signed in and are not dismissed: shown as cards. */
  news: ReadonlySet<string>;
  aside: ReadonlySet<string>;
  open: number;
  seen: (ids: readonly string[]) => void;
  goTo: (callId: string) => void;
  /** Dismisses a card; the item stays in the list. */
  putAside: (id: string) => void;
  actionFailure: CallFailure | null;
  busy: boolean;
}

const AlertsContext = createContext<AlertsState | null>(null);

/** Holds this desk's alerts and calls for help, plays their sounds and sends the answers. */
export function AlertsProvider({ children }: { children: ReactNode }): ReactNode {
  const { operator, sounds } = useStation();
  const answers = useAlertAnswers();
  const { alerts, calls, known } = answers;
  const items = useMemo(
    (): NewsItem[] => [
      ...alerts
        // The operator has just read this verdict on this station's own screen.
        .filter((alert) => isOpenAlert(alert) && !alert.late && !alert.isOwnVerdict)
        .map((alert) => ({
          id: alert.id,
          tone: isArrival(alert) ? ('arrival' as const) : null,
        })),
      ...calls
        .filter(({ answer, quiet, isOwn }) => answer === null && !quiet && !isOwn)
        .map(({ id }) => ({ id, tone: 'call' as const })),
    ],
    [alerts, calls],
  );
  const arrived = useNews(known ? (operator?.id ?? null) : null, items, sounds);
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const putAside = useCallback((id: string) => setAside((old) => new Set([...old, id])), []);
  const markSeen = useAction((ids: readonly string[]) =>
    ask('markAlertSeen', { ids: ids.slice(0, 200) }),
  );
  const answer = useAction((callId: string) => ask('answerHelp', { callId }));
  const state = useMemo(
    (): AlertsState => ({
      ...answers,
      news: new Set([...arrived].filter((id) => !aside.has(id))),
      open:
        answers.alerts.filter(isOpenAlert).length +
        answers.calls.filter((call) => call.answer === null).length,
      seen: (ids) => void markSeen.run(ids),
      goTo: (callId) => void answer.run(callId),
      aside,
      putAside,
      actionFailure: markSeen.failure ?? answer.failure,
      busy: markSeen.busy || answer.busy,
    }),
    [answers, arrived, aside, markSeen, answer, putAside],
  );
  return <AlertsContext value={state}>{children}</AlertsContext>;
}

/** @throws Error outside of an `AlertsProvider` */
export function useAlerts(): AlertsState {
  const state = use(AlertsContext);
  if (state === null) throw new Error('useAlerts needs an AlertsProvider around it');
  return state;
}

interface NewsItem {
  id: string;
  /** The sound to play once; null for none. */
  tone: 'arrival' | 'call' | null;
}

/**
 * Selects the items that came since this operator signed in; earlier ones are not news and make no
 * sound.
 *
 * @param who changes with the operator; null until the first answer has arrived
 */
function useNews(
  who: string | null,
  items: readonly NewsItem[],
  sounds: boolean,
): ReadonlySet<string> {
  const before = useRef<{ who: string; ids: Set<string> } | null>(null);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (who === null) {
      before.current = null;
      setNews((old) => (old.size === 0 ? old : new Set()));
      return;
    }
    if (before.current?.who !== who) {
      before.current = { who, ids: new Set(items.map(({ id }) => id)) };
      setNews((old) => (old.size === 0 ? old : new Set()));
      return;
    }
    const { ids } = before.current;
    const fresh = items.filter(({ id }) => !ids.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) ids.add(id);
    setNews((old) => new Set([...old, ...fresh.map(({ id }) => id)]));
    const tone = fresh.find((item) => item.tone === 'call') ?? fresh.find((item) => item.tone);
    if (sounds && tone?.tone != null) play(tone.tone);
  }, [who, items, sounds]);
  return news;
}
