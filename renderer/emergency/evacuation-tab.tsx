import { CalendarClock, CircleCheckBig, DoorOpen, RotateCcw, SearchX } from 'lucide-react';
import {
  type ReactNode,
  startTransition,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/base/fold-text.ts';
import { countMuster } from '../../domain/emergency.ts';
import { seenAs } from '../../domain/sync/last-seen.ts';
import type { Evacuation, PaperTarget } from '../../preload/contract/emergency.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { Note } from '../../ui/note.tsx';
import { ModeIcon } from '../../ui/station/mode-icon.tsx';
import { ask } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useSeconds } from '../base/seconds.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import { useHubKnowledge } from '../hub-client/use-hub-knowledge.ts';
import { useAgeWords, useSeenWords } from '../hub-client/use-hub-words.ts';
import { EvacuationHead } from './evacuation-head.tsx';
import { PaperActions } from './paper-actions.tsx';
import { type EvacuationState, useEvacuation } from './use-evacuation.ts';
import { type ListedPerson, type Section, ZoneList } from './zone-list.tsx';
import './evacuation.css';
import { hasGroups } from '../../domain/delegations.ts';

/**
 * The evacuation count: who is inside, who is accounted for at the assembly point, who is still
 * missing. Badges and tickets scanned while it is shown tick their holders and admit nobody.
 */
export function EvacuationTab({
  onClose,
  hasKeys = true,
}: {
  onClose: () => void;
  /** False while a dialog handles the keys. */
  hasKeys?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { event: eventFile } = useStation();
  const state = useEvacuation();
  const { list, failure, tick, settle, undo } = state;
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const sections = useSections(state, useDeferredValue(query));
  const send = async (to: PaperTarget): Promise<boolean> =>
    (await ask('printEvacuation', { to })) !== null;
  const shown = sections.flatMap(({ people }) => people);
  const drawn = drawnOf(sections, useGrowing(shown.length));
  const search = (text: string): void => {
    settle();
    setQuery(text);
  };
  const tickOnlyOne = (): void => {
    const [one, other] = shown;
    if (query.trim() === '' || one === undefined || other !== undefined) return;
    if (!state.isSeen(one)) tick(one, true);
    setQuery('');
  };
  useHotkeys(
    [
      { key: '/', run: () => field.current?.focus() },
      { key: 'z', ctrl: true, inFields: true, run: undo },
      { key: 'Escape', inFields: true, run: () => (query === '' ? onClose() : search('')) },
    ],
    hasKeys,
  );
  return (
    <div className="evacuation flex flex-col gap-3 min-h-0 h-full">
      <FailureNote failure={failure} />
      {list !== null && (
        <>
          <EvacuationHead state={state} />
          <div className="evacuation-tools flex flex-wrap gap-3 items-end">
            <TextField
              label={t(
                hasGroups(eventFile)
                  ? 'emergency.evacuation.search'
                  : 'emergency.evacuation.searchPlain',
              )}
              inputRef={field}
              value={query}
              maxLength={100}
              onChange={search}
              onKeyDown={(event) => {
                if (event.key === 'Enter') tickOnlyOne();
                // The page's keys act in the field too.
                else event.continuePropagation();
              }}
            />
            <Button
              variant="quiet"
              icon={<RotateCcw className="flips" />}
              onPress={() => state.startOver(false)}
            >
              {t('emergency.evacuation.startOver')}
            </Button>
            <PaperActions send={send} primary="print" />
          </div>
          <div className="evacuation-list flex-1 min-h-0 overflow-auto flex flex-col gap-4 pb-6">
            <EarlierDay list={list} />
            <DataAges list={list} />
            {sections.map((section, index) => (
              <ZoneList
                key={section.id}
                section={section}
                drawn={drawn[index] ?? 0}
                seenAt={state.seenAt}
                isSeen={state.isSeen}
                onTick={tick}
              />
            ))}
            <Nobody list={list} isSeen={state.isSeen} isSearch={query !== ''} sections={sections} />
          </div>
        </>
      )}
    </div>
  );
}

/** Says why nobody is missing, or that the search found nobody. */
function Nobody({
  list,
  isSeen,
  isSearch,
  sections,
}: {
  list: Evacuation;
  isSeen: EvacuationState['isSeen'];
  isSearch: boolean;
  sections: readonly Section[];
}): ReactNode {
  const { t } = useTranslation();
  const isEmpty = list.inside + list.unconfirmed === 0;
  if (sections.some(({ isMissing }) => isMissing)) return null;
  if (isSearch && sections.length > 0) return null;
  // A tick was withdrawn, but the row is still among those accounted for.
  const people = list.zones.flatMap((zone) => zone.people);
  if (!isSearch && countMuster(people, isSeen).missing > 0) return null;
  const Icon = isEmpty ? DoorOpen : isSearch ? SearchX : CircleCheckBig;
  const title = isEmpty
    ? t('emergency.evacuation.nobody')
    : t(isSearch ? 'emergency.evacuation.noneFound' : 'emergency.evacuation.allSeen');
  return (
    <EmptyState
      icon={<Icon aria-hidden="true" size={22} />}
      title={title}
      {...(isEmpty ? { hint: t('emergency.evacuation.nobodyHint') } : {})}
    />
  );
}

/** The list in its sections: missing people by zone, those accounted for, those not on the list. */
function useSections(state: EvacuationState, query: string): Section[] {
  const { t } = useTranslation();
  const words = useEventWords();
  const { number } = useFormats();
  const matches = useMatches(query);
  const { list, isSeen, isSettled } = state;
  return useMemo(() => {
    if (list === null) return [];
    const found = (people: readonly ListedPerson[]): ListedPerson[] =>
      matches === null ? [...people] : people.filter(matches);
    const zones = list.zones.map(({ zone, checkpoints, people }): Section => {
      const { all, missing } = countMuster(people, isSeen);
      return {
        id: zone ?? '',
        name:
          zone === null
            ? t('emergency.evacuation.building')
            : checkpoints.map(words.checkpoint).join(' · '),
        count: t('emergency.evacuation.zoneMissing', { missing: number(missing), count: all }),
        isMissing: true,
        people: found(people.filter((one) => !isSettled(one))),
      };
    });
    const inside = list.zones.flatMap(({ people }) => people);
    const below = [
      ['seen', inside, inside.filter(isSettled)],
      ['others', list.others, list.others],
    ] as const;
    const sections = below.map(
      ([id, counted, people]): Section => ({
        id,
        name: t(`emergency.evacuation.section.${id}`),
        count: number(countMuster(counted, isSeen).seen),
        isMissing: false,
        people: found(people),
      }),
    );
    return [...zones, ...sections].filter(({ people }) => people.length > 0);
  }, [list, isSeen, isSettled, matches, number, t, words]);
}

/**
 * Matches a person whose name or delegation contains every term typed, ignoring accents and case.
 */
function useMatches(query: string): ((person: ListedPerson) => boolean) | null {
  const words = useEventWords();
  return useMemo(() => {
    const wanted = foldText(query)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (wanted.length === 0) return null;
    return ({ printedName, nativeName, delegation, id }) => {
      const text = foldText(
        `${printedName} ${nativeName} ${delegation} ${words.delegation(delegation)} ${id}`,
      );
      return wanted.every((word) => text.includes(word));
    };
  }, [query, words]);
}

/** Rows rendered at once: several times the largest screen, and fast on the slowest computer. */
const atOnce = 240;

/** How many lines to render: a screenful at once, the rest frame by frame, so that nobody waits. */
function useGrowing(total: number): number {
  const [count, setCount] = useState(atOnce);
  useEffect(() => {
    if (count >= total) return;
    const frame = requestAnimationFrame(() =>
      startTransition(() => setCount((drawn) => drawn + atOnce)),
    );
    return () => cancelAnimationFrame(frame);
  }, [count, total]);
  return count;
}

/** How many of each section's people to render, given the total. */
function drawnOf(sections: readonly Section[], count: number): number[] {
  let left = count;
  return sections.map(({ people }) => {
    const drawn = Math.max(0, Math.min(left, people.length));
    left -= people.length;
    return drawn;
  });
}

/** Says that people of an earlier day are listed too. */
function EarlierDay({ list }: { list: Evacuation }): ReactNode {
  const { t } = useTranslation();
  const { day } = useFormats();
  if (list.began === null) return null;
  return (
    <Note
      tone="look"
      icon={<CalendarClock aria-hidden="true" />}
      title={t('emergency.evacuation.began', { day: day(list.began) })}
    >
      {t('emergency.evacuation.beganHint')}
    </Note>
  );
}

const minute = 60_000;

/** How old each station's latest records are; amber if older than the event permits for lists. */
function DataAges({ list }: { list: Evacuation }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const seenWords = useSeenWords();
  const moment = useMoment();
  const { isCurrent } = useHubKnowledge();
  const { policies } = useStation().event;
  const { clockOffset } = useStationAnswer();
  const now = useSeconds() + clockOffset;
  const oldFrom = policies.listsOldAfterMinutes * minute;
  return (
    <section
      className="data-ages flex items-center flex-wrap gap-x-3 gap-y-2 px-4 py-3 rounded-md bg-sunken text-sm"
      aria-label={t('emergency.evacuation.ages')}
    >
      <h2 className="text-sm">{t('emergency.evacuation.ages')}</h2>
      <ul className="flex flex-wrap gap-2">
        {list.stations.map(({ id, name, mode, self, heardAt }) => {
          const age = heardAt === null ? null : Math.max(0, now - heardAt);
          const isOld = !self && (age === null || age > oldFrom);
          return (
            <li key={id}>
              <Chip tone={isOld ? 'look' : 'quiet'} icon={<ModeIcon mode={mode} size={14} />}>
                <bdi>{name}</bdi>{' '}
                <span className="figures">
                  {self
                    ? t('emergency.evacuation.now')
                    : age === null
                      ? t('emergency.evacuation.never')
                      : isCurrent
                        ? ageWords(age)
                        : seenWords(seenAs(heardAt, now, false))}
                </span>
              </Chip>
            </li>
          );
        })}
      </ul>
      <p className="text-soft">
        {list.hub === null
          ? t('emergency.evacuation.alone')
          : list.hub.lastContact === null
            ? t('emergency.evacuation.hubNever')
            : t('emergency.evacuation.hub', { moment: moment(list.hub.lastContact) })}
      </p>
    </section>
  );
}
