import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ScreenLanguage, textIn } from '../../domain/base/language.ts';
import { delegationName, groupWordOf, hasDelegations } from '../../domain/delegations.ts';
import { categoryNameFor } from '../../domain/event/category-name.ts';
import type { Category } from '../../domain/event/event-file.ts';
import type { GroupWord } from '../../domain/event/group-words.ts';
import type { Station } from '../../preload/contract/station/station.ts';
import { useFormats } from '../../ui/formats.ts';
import { useStation } from './station.tsx';

/** Names from the event file, in the screen's language. */
export interface EventWords {
  /** The name from the secretariat's table, or a text that says that the table lacks it. */
  delegation: (code: string) => string;
  category: (id: string, gender?: 'feminine' | 'masculine' | null) => string;
  /**
   * The delegation code or category id that the event file lacks, as details; null if it has both.
   */
  notInEvent: (person: { delegation: string; category: string }) => string | null;
  strip: (categoryId: string) => Category['strip'];
  checkpoint: (id: string) => string;
  /** What the place of a person is: the group, or the organisation where the event has none. */
  place: GroupWord;
  /** Whether the event has heads of delegation. */
  hasHeads: boolean;
}

const made = new WeakMap<Station['event'], Map<string, EventWords>>();

/** Names of delegations come from the event file only. */
export function useEventWords(): EventWords {
  const { event, day } = useStation();
  const { language } = useFormats();
  const { t } = useTranslation();
  // Made once per event, language and day, because every row of every list needs it.
  const ofEvent = made.get(event) ?? new Map<string, EventWords>();
  made.set(event, ofEvent);
  const key = `${language} ${day}`;
  const known = ofEvent.get(key) ?? makeEventWords(event, language, day, t);
  ofEvent.set(key, known);
  return known;
}

/** @param t translates the texts for what the event lacks */
export function makeEventWords(
  event: Station['event'],
  language: ScreenLanguage,
  day: string,
  t: TFunction,
): EventWords {
  const delegations = new Map(
    event.delegations.map(({ code, name }) => [
      code,
      delegationName(event, code, day, language) ?? textIn(name, language, event),
    ]),
  );
  const categories = new Map(event.categories.map((one) => [one.id, one]));
  const checkpoints = new Map(
    event.checkpoints.map((one) => [one.id, textIn(one.name, language, event)]),
  );
  return {
    delegation: (code) => delegations.get(code) ?? (code === '' ? '' : t('notInEvent.delegation')),
    category: (id, gender) => {
      const category = categories.get(id);
      if (category === undefined) return id === '' ? '' : t('notInEvent.category');
      return textIn(categoryNameFor(category, gender), language, event);
    },
    notInEvent: ({ delegation, category }) => {
      const ids = [
        ...(delegation === '' || delegations.has(delegation) ? [] : [delegation]),
        ...(category === '' || categories.has(category) ? [] : [category]),
      ];
      return ids.length === 0 ? null : t('notInEvent.ids', { ids: ids.join(', ') });
    },
    strip: (categoryId) => categories.get(categoryId)?.strip ?? 'outline',
    checkpoint: (id) => checkpoints.get(id) ?? id,
    place: groupWordOf(event),
    hasHeads: hasDelegations(event),
  };
}
