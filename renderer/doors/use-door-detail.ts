import { useTranslation } from 'react-i18next';
import type { ListAges } from '../../domain/sync/sync-status.ts';
import { useSyncNow } from '../hub-client/sync-provider.tsx';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { useStation } from '../kit/client/station.tsx';
import { useFormats } from '../kit/words/format.ts';
import type { DoorState } from './flow.ts';
import { refusalWord } from './look.ts';

type Shown = Exclude<DoorState, { kind: 'ready' }>;

/** The smaller lines under the person: why, and what to do. Neutral: visitors can read them. */
export function useDoorDetail(): (state: Shown) => string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const oldLists = useOldLists();
  const { event, checkpoint } = useStation();
  return (state) => {
    if (state.kind === 'undone') return state.name === '' ? [] : [state.name];
    if (state.kind === 'failed') {
      const { code } = state.failure;
      return [t(`error.${code}.title`), t(`error.${code}.remedy`)];
    }
    const { answer } = state;
    const old = oldLists(answer.lists);
    if (answer.outcome === 'passed') return old;
    if (answer.outcome === 'ask') {
      const since = answer.insideSince;
      return [
        ...answer.doubts.map((doubt) =>
          doubt === 'inside' && since !== null
            ? t('door.doubt.insideSince', { time: formats.time(since) })
            : t(`door.doubt.${doubt}`),
        ),
        ...old,
      ];
    }
    const word = refusalWord(answer);
    if (word === 'notNow') {
      const { windows } = event.checkpoints.find(({ id }) => id === checkpoint) ?? { windows: [] };
      const times = windows.map(({ day, opens, closes }) =>
        t('door.window', { day: formats.shortDay(day), opens, closes }),
      );
      const days = answer.validDays.map(formats.shortDay);
      return [formats.list(times.length > 0 ? times : days), ...old].filter((line) => line !== '');
    }
    if (answer.reason === 'not-registered' && answer.delegate !== null) {
      return [t('door.noRight'), ...old];
    }
    return word === 'see' ? old : [t(`door.next.${word}`), ...old];
  };
}

/** Old lists, and a corrected clock, are also named as text. */
function useOldLists(): (lists: ListAges | null) => string[] {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  return (lists) => {
    if (lists === null) return [];
    const { roster, stopList, old, clock } = lists;
    const corrected = clock === null ? [] : [t('lists.clock', { age: ageWords(Math.abs(clock)) })];
    if (!old) return corrected;
    if (roster === null || stopList === null) return [t('door.listsNever'), ...corrected];
    const age = ageWords(now - Math.min(roster, stopList));
    return [t('door.listsOld', { age }), ...corrected];
  };
}
