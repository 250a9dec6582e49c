import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useFormats } from '../../i18n/format.ts';
import { useSyncNow } from './sync-provider.tsx';
import { useAgeWords } from './use-hub-words.ts';

interface Fact {
  word: string;
  value: string;
  look: boolean;
}

/** Last contact, waiting facts, clock and the ages of the lists; amber with a sign where one needs a look. */
export function LinkFacts({
  link,
  isHeldUp,
}: {
  link: NonNullable<SyncView['link']>;
  /** What waits does not go up by itself. */
  isHeldUp: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  const { state, lists, clockOff } = link;
  const ago = (since: number | null): string =>
    since === null ? t('link.notYet') : t('age.ago', { age: ageWords(now - since) });
  const facts: Fact[] = [
    { word: t('link.lastContact'), value: ago(state.lastContact), look: false },
    {
      word: t('link.waiting'),
      value: number(state.waiting),
      look: state.waiting > 0 && isHeldUp,
    },
    { word: t('link.clock'), value: useClockWords(state.clockOffset), look: clockOff !== null },
    { word: t('link.roster'), value: ago(lists.roster), look: lists.old },
    { word: t('link.stopList'), value: ago(lists.stopList), look: lists.old },
  ];
  return (
    <dl className="link-facts figures">
      {facts.map(({ word, value, look }) => (
        <div key={word} data-look={look || undefined}>
          <dt>{word}</dt>
          <dd>
            {look && <TriangleAlert aria-hidden="true" size={16} />}
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Offsets below this (milliseconds) are what measuring cannot tell from none. */
const inStepBelow = 2_000;

function useClockWords(offset: number | null): string {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  if (offset === null) return t('link.clockUnknown');
  if (Math.abs(offset) < inStepBelow) return t('link.clockInStep');
  const age = ageWords(Math.abs(offset));
  // The hub is ahead: this clock is behind.
  return t(offset > 0 ? 'link.clockBehind' : 'link.clockAhead', { age });
}
