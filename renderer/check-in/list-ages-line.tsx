import { ListChecks, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListAges } from '../../domain/sync/sync-status.ts';
import { useSyncNow } from '../hub-client/sync-provider.tsx';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import './list-ages-line.css';

/** How old the lists behind a verdict are: amber with an icon once old; nothing without a hub. */
export function ListAgesLine({ lists }: { lists: ListAges | null }): ReactNode {
  if (lists === null) return null;
  return <Line lists={lists} />;
}

function Line({ lists }: { lists: ListAges }): ReactNode {
  const { t } = useTranslation();
  const words = useListAgeWords();
  const ageWords = useAgeWords();
  const looks = lists.old || lists.clock !== null;
  const Icon = looks ? TriangleAlert : ListChecks;
  return (
    <p className="list-ages figures justify-self-start text-sm" data-old={looks || undefined}>
      <Icon aria-hidden="true" size={16} />
      <span>{words(lists)}</span>
      {lists.old && <span className="font-normal">{t('lists.old')}</span>}
      {lists.clock !== null && (
        <span className="font-normal">
          {t('lists.clock', { age: ageWords(Math.abs(lists.clock)) })}
        </span>
      )}
    </p>
  );
}

function useListAgeWords(): (lists: ListAges) => string {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  return (lists) => {
    const told = toldAges(lists, now);
    switch (told.kind) {
      case 'never':
        return t('lists.never');
      case 'one':
        return t('lists.age', { age: ageWords(told.age) });
      case 'each': {
        const one = (age: number | null): string =>
          age === null ? t('lists.none') : ageWords(age);
        return t('lists.each', { roster: one(told.roster), stopList: one(told.stopList) });
      }
    }
  };
}

/** Ages that differ by less than this many milliseconds are shown as one: the older one. */
const toldAsOneBelow = 60_000;

/** The ages to show, in milliseconds; null for a list that was never confirmed. */
type ToldAges =
  | { kind: 'never' }
  | { kind: 'one'; age: number }
  | { kind: 'each'; roster: number | null; stopList: number | null };

/** @param now milliseconds, from the same clock as the lists' times */
export function toldAges({ roster, stopList }: ListAges, now: number): ToldAges {
  if (roster === null && stopList === null) return { kind: 'never' };
  if (roster === null || stopList === null || Math.abs(roster - stopList) >= toldAsOneBelow) {
    return { kind: 'each', roster: ageOf(roster, now), stopList: ageOf(stopList, now) };
  }
  return { kind: 'one', age: now - Math.min(roster, stopList) };
}

function ageOf(since: number | null, now: number): number | null {
  return since === null ? null : now - since;
}
