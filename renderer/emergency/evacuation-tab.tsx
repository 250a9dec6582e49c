import { DoorOpen, Monitor, RotateCcw, SearchX, Smartphone } from 'lucide-react';
import {
  type ReactNode,
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Evacuation, EvacuationZone, PaperTarget } from '../../preload/contract/emergency.ts';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { Button } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { ask } from '../kit/client/ask.ts';
import { useSeconds } from '../kit/client/seconds.ts';
import { useStation, useStationAnswer } from '../kit/client/station.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { Switch } from '../kit/fields/switch.tsx';
import { TextField } from '../kit/fields/text-field.tsx';
import { useEventWords } from '../kit/words/event-words.ts';
import { useFormats } from '../kit/words/format.ts';
import { useMoment } from '../kit/words/use-moment.ts';
import { PaperActions } from './paper-actions.tsx';
import { type EvacuationState, useEvacuation } from './use-evacuation.ts';
import { ZoneList } from './zone-list.tsx';
import './evacuation.css';

/** Who is inside, by zone: large, at once, without the network; ticked at the assembly point. */
export function EvacuationTab(): ReactNode {
  const { t } = useTranslation();
  const state = useEvacuation();
  const { list, failure, tick } = state;
  const [query, setQuery] = useState('');
  const [onlyMissing, setOnlyMissing] = useState(false);
  const wanted = useDeferredValue(query);
  const matches = useMatches(wanted);
  const zones = useMemo(
    () => (list === null ? [] : shownZones(list.zones, matches, onlyMissing, state)),
    [list, matches, onlyMissing, state],
  );
  const send = useCallback(
    async (to: PaperTarget): Promise<boolean> => (await ask('printEvacuation', { to })) !== null,
    [],
  );
  const shown = zones.flatMap(({ people }) => people);
  const drawn = drawnOf(zones, useGrowing(shown.length));
  const tickOnlyOne = (): void => {
    const [one, other] = shown;
    if (query.trim() === '' || one === undefined || other !== undefined) return;
    tick(one.id, true);
    setQuery('');
  };
  return (
    <div className="evacuation flex flex-col gap-4">
      <FailureNote failure={failure} />
      {list !== null && (
        <>
          <div className="flex flex-wrap gap-4 items-end justify-between">
            <Totals state={state} />
            <PaperActions send={send} primary="print" />
          </div>
          <DataAges list={list} />
          <div className="evacuation-tools flex flex-wrap gap-4 items-end">
            <TextField
              label={t('emergency.evacuation.search')}
              hint={t('emergency.evacuation.searchHint')}
              value={query}
              maxLength={100}
              onChange={setQuery}
              onKeyDown={(event) => {
                if (event.key === 'Enter') tickOnlyOne();
              }}
            />
            <Switch isSelected={onlyMissing} onChange={setOnlyMissing}>
              {t('emergency.evacuation.onlyMissing')}
            </Switch>
            <Button
              look="quiet"
              icon={<RotateCcw className="flips" />}
              aria-description={t('emergency.evacuation.startOverHint')}
              onPress={state.startOver}
            >
              {t('emergency.evacuation.startOver')}
            </Button>
          </div>
          {zones.map((zone, index) => (
            <ZoneList
              key={zone.zone ?? ''}
              zone={zone}
              drawn={drawn[index] ?? 0}
              seenAt={state.seenAt}
              onTick={tick}
            />
          ))}
          {shown.length === 0 && (
            <Nobody isEmpty={list.inside + list.unconfirmed === 0} isSearch={query !== ''} />
          )}
        </>
      )}
    </div>
  );
}

function Totals({ state }: { state: EvacuationState }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormats();
  const { list, seenAt } = state;
  if (list === null) return null;
  const seen = list.zones
    .flatMap(({ people }) => people)
    .filter((one) => seenAt(one) !== null).length;
  return (
    <div role="status">
      <p className="figures text-3xl font-bold tracking-tight leading-[1.1]">
        {t('emergency.evacuation.inside', {
          count: list.inside,
          formatted: number(list.inside),
        })}
      </p>
      <p className="figures text-soft">
        {t('emergency.evacuation.seen', {
          seen: number(seen),
          inside: number(list.inside + list.unconfirmed),
        })}
        {' · '}
        {list.unconfirmed > 0 &&
          `${t('emergency.evacuation.unconfirmedCount', { formatted: number(list.unconfirmed) })} · `}
        {t('emergency.evacuation.asOf', { time: time(list.asOf) })}
      </p>
    </div>
  );
}

function Nobody({ isEmpty, isSearch }: { isEmpty: boolean; isSearch: boolean }): ReactNode {
  const { t } = useTranslation();
  const Icon = isEmpty ? DoorOpen : SearchX;
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

type Person = EvacuationZone['people'][number];

/** Whether a person's name or delegation contains every term typed, accents and case ignored. */
function useMatches(query: string): ((person: Person) => boolean) | null {
  const words = useEventWords();
  return useMemo(() => {
    const wanted = fold(query)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (wanted.length === 0) return null;
    return ({ printedName, nativeName, delegation, id }) => {
      const text = fold(
        `${printedName} ${nativeName} ${delegation} ${words.delegation(delegation)} ${id}`,
      );
      return wanted.every((word) => text.includes(word));
    };
  }, [query, words]);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function shownZones(
  zones: readonly EvacuationZone[],
  matches: ((person: Person) => boolean) | null,
  onlyMissing: boolean,
  { seenAt }: EvacuationState,
): EvacuationZone[] {
  if (matches === null && !onlyMissing) return [...zones];
  return zones
    .map((zone) => ({
      ...zone,
      people: zone.people.filter(
        (one) => (matches?.(one) ?? true) && (!onlyMissing || seenAt(one) === null),
      ),
    }))
    .filter(({ people }) => people.length > 0);
}

/** This many fill the largest screen several times, and render at once on the slowest machine. */
const atOnce = 240;

/** How many lines to render: a screenful at once, the rest frame by frame, so nobody waits. */
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

/** How many of each zone's people to render, given the total. */
function drawnOf(zones: readonly EvacuationZone[], count: number): number[] {
  let left = count;
  return zones.map(({ people }) => {
    const drawn = Math.max(0, Math.min(left, people.length));
    left -= people.length;
    return drawn;
  });
}

const icons = { desk: Monitor, kiosk: Smartphone, door: DoorOpen } as const;
const minute = 60_000;

/** How old each station's latest records are; amber if older than the event allows for lists. */
function DataAges({ list }: { list: Evacuation }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const moment = useMoment();
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
          const Icon = icons[mode];
          const age = heardAt === null ? null : Math.max(0, now - heardAt);
          const isOld = !self && (age === null || age > oldFrom);
          return (
            <li key={id}>
              <Chip tone={isOld ? 'look' : 'quiet'} icon={<Icon aria-hidden="true" size={14} />}>
                <bdi>{name}</bdi>{' '}
                <span className="figures">
                  {self
                    ? t('emergency.evacuation.now')
                    : age === null
                      ? t('emergency.evacuation.never')
                      : ageWords(age)}
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
