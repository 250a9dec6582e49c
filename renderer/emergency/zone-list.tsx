import { memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { groupBy } from '../../domain/base/group-by.ts';
import type { EvacuationZone, InsidePerson } from '../../preload/contract/emergency.ts';
import { Chip } from '../kit/chip.tsx';
import { NativeName } from '../kit/native-name.tsx';
import { useEventWords } from '../kit/words/event-words.ts';
import { useFormats } from '../kit/words/format.ts';
import type { EvacuationState } from './use-evacuation.ts';

type Tick = EvacuationState['tick'];

/** One zone: its name and count, then its people by delegation. */
export const ZoneList = memo(function ZoneList({
  zone,
  drawn,
  seenAt,
  onTick,
}: {
  zone: EvacuationZone;
  /** How many of its people are rendered so far. */
  drawn: number;
  seenAt: EvacuationState['seenAt'];
  onTick: Tick;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { number } = useFormats();
  const groups = useMemo(
    () => [...groupBy(zone.people.slice(0, drawn), ({ delegation }) => delegation)],
    [zone.people, drawn],
  );
  const seen = zone.people.filter((one) => seenAt(one) !== null).length;
  const name =
    zone.zone === null
      ? t('emergency.evacuation.building')
      : zone.checkpoints.map(words.checkpoint).join(' · ');
  return (
    <section className="evacuation-zone panel" aria-label={name}>
      <h2 className="flex gap-4 justify-between px-5 py-3 sticky z-1 bg-accent text-on-accent text-lg">
        <bdi>{name}</bdi>
        <span className="figures font-semibold whitespace-nowrap">
          {t('emergency.evacuation.zoneCount', {
            seen: number(seen),
            count: zone.people.length,
          })}
        </span>
      </h2>
      {groups.map(([code, people]) => (
        <div key={code} className="evacuation-group px-5 py-1">
          <h3 className="flex gap-2 items-start text-md">
            <bdi>
              {code === '' ? t('emergency.evacuation.notInRoster') : words.delegation(code)}
            </bdi>
            <span className="figures text-soft">{number(people.length)}</span>
          </h3>
          <ul className="grid">
            {people.map((person) => (
              <PersonLine key={person.id} person={person} seenAt={seenAt(person)} onTick={onTick} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});

interface LineProps {
  person: InsidePerson;
  seenAt: number | null;
  onTick: Tick;
}

/** Of thousands of rows, a fact renders only the changed ones again. */
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
  const isKnown = person.printedName !== '';
  return (
    <li>
      <label
        className="evacuation-person grid grid-cols-sides gap-3 items-center min-h-target cursor-pointer"
        data-seen={seenAt !== null || undefined}
      >
        <input
          type="checkbox"
          checked={seenAt !== null}
          onChange={(event) => onTick(person.id, event.target.checked)}
        />
        <span className="evacuation-name text-[1.25rem] flex flex-wrap gap-x-2 font-semibold leading-[1.25]">
          <bdi className={isKnown ? undefined : 'code'}>
            {isKnown ? person.printedName : person.id}
          </bdi>
          {person.nativeName !== '' && (
            <NativeName name={person.nativeName} delegation={person.delegation} />
          )}
        </span>
        {person.unconfirmed && <Chip tone="look">{t('emergency.evacuation.unconfirmed')}</Chip>}
        <span className="evacuation-when figures small whitespace-nowrap">
          {seenAt === null
            ? t('emergency.evacuation.since', { time: time(person.since) })
            : t('emergency.evacuation.seenAt', { time: time(seenAt) })}
        </span>
      </label>
    </li>
  );
}, saysTheSame);
