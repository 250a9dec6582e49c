import { memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { groupBy } from '../../domain/base/group-by.ts';
import { hasGroups } from '../../domain/delegations.ts';
import { countMuster } from '../../domain/emergency.ts';
import type { InsidePerson, MusterPerson } from '../../preload/contract/emergency.ts';
import { Chip } from '../../ui/chip.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';
import { MusterName } from './evacuation-head.tsx';
import type { EvacuationState } from './use-evacuation.ts';

type Tick = EvacuationState['tick'];
/**
 * `since` and `unconfirmed` are missing for a person who is not inside according to the records.
 */
export type ListedPerson = MusterPerson & Partial<Pick<InsidePerson, 'since' | 'unconfirmed'>>;

/** People under one heading, by delegation. */
export interface Section {
  id: string;
  /** Where they are, or that they are accounted for. */
  name: string;
  /** What their number means: "12 of 40 missing". */
  count: string;
  isMissing: boolean;
  people: readonly ListedPerson[];
}

/** Null for a person who is not in this station's roster. */
function groupKey({ printedName, delegation }: ListedPerson): string | null {
  return printedName === '' ? null : delegation;
}

export const ZoneList = memo(function ZoneList({
  section: { name, count, isMissing, people },
  drawn,
  seenAt,
  isSeen,
  onTick,
}: {
  section: Section;
  /** How many of its people are rendered so far. */
  drawn: number;
  seenAt: EvacuationState['seenAt'];
  isSeen: EvacuationState['isSeen'];
  onTick: Tick;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { number } = useFormats();
  const titleOf = (code: string | null): string => {
    if (code === null) return t('emergency.evacuation.notInRoster');
    if (code !== '') return words.delegation(code);
    return t(`emergency.evacuation.${hasGroups(event) ? 'withoutDelegation' : 'everyone'}`);
  };
  const counted = isMissing ? 'missing' : 'seen';
  const { event } = useStation();
  const groups = useMemo(() => [...groupBy(people.slice(0, drawn), groupKey)], [people, drawn]);
  return (
    <section className="evacuation-zone panel flex-none" aria-label={name}>
      <h2
        className="flex gap-4 justify-between px-5 py-3 sticky z-1 text-lg"
        data-missing={isMissing || undefined}
      >
        <bdi>{name}</bdi>
        <span className="figures font-semibold whitespace-nowrap">{count}</span>
      </h2>
      {groups.map(([code, members]) => (
        <div key={code} className="evacuation-group px-5 py-1 grid gap-x-5">
          <h3 className="flex gap-2 items-start text-md">
            <bdi>{titleOf(code)}</bdi>
            <span className="figures text-soft">
              {number(countMuster(members, isSeen)[counted])}
            </span>
          </h3>
          <ul className="grid">
            {members.map((person) => (
              <PersonLine key={person.id} person={person} seenAt={seenAt(person)} onTick={onTick} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});

interface LineProps {
  person: ListedPerson;
  seenAt: number | null;
  onTick: Tick;
}

/** Of thousands of rows, only the changed ones are rendered again. */
function saysTheSame(a: LineProps, b: LineProps): boolean {
  return (
    a.seenAt === b.seenAt &&
    a.onTick === b.onTick &&
    a.person.id === b.person.id &&
    a.person.since === b.person.since &&
    a.person.unconfirmed === b.person.unconfirmed &&
    a.person.printedName === b.person.printedName
  );
}

// A plain checkbox: a list of 5,000 has to render within a second.
const PersonLine = memo(function PersonLine({ person, seenAt, onTick }: LineProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { since } = person;
  return (
    <li>
      <label
        className="evacuation-person grid grid-cols-sides gap-3 items-center min-h-target py-1 cursor-pointer"
        data-seen={seenAt !== null || undefined}
      >
        <input
          type="checkbox"
          checked={seenAt !== null}
          onChange={(event) => onTick(person, event.target.checked)}
        />
        <span className="evacuation-name text-[1.25rem] flex flex-wrap gap-x-2 font-semibold leading-[1.25]">
          <MusterName person={person} />
          {person.unconfirmed === true && (
            <Chip tone="look">{t('emergency.evacuation.unconfirmed')}</Chip>
          )}
        </span>
        <span className="evacuation-when figures small whitespace-nowrap">
          {seenAt !== null
            ? t('emergency.evacuation.seenAt', { time: time(seenAt) })
            : since !== undefined && t('emergency.evacuation.since', { time: time(since) })}
        </span>
      </label>
    </li>
  );
}, saysTheSame);
