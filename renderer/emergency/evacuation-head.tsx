import { CircleCheckBig, CircleHelp, RotateCcw, ScanLine, SearchX, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countMuster } from '../../domain/emergency.ts';
import { parseSerial } from '../../domain/tickets/opaque-code.ts';
import type { MusterPerson } from '../../preload/contract/emergency.ts';
import { Button } from '../../ui/button.tsx';
import { useFormats } from '../../ui/formats.ts';
import { NativeName } from '../../ui/native-name.tsx';
import { useEventWords } from '../base/event-words.ts';
import type { EvacuationState } from './use-evacuation.ts';

export function EvacuationHead({ state }: { state: EvacuationState }): ReactNode {
  return (
    <div className="evacuation-head grid gap-4 grid-cols-2">
      <Counts state={state} />
      <SaidPanel state={state} />
    </div>
  );
}

function Counts({ state: { list, isSeen } }: { state: EvacuationState }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (list === null) return null;
  const people = list.zones.flatMap((zone) => zone.people);
  const { all, seen, missing } = countMuster(people, isSeen);
  const counts = [
    ['missing', missing, missing > 0 ? 'stop' : 'go'],
    ['seen', seen, 'calm'],
    ['inside', all, 'calm'],
  ] as const;
  return (
    <div role="status">
      <dl className="grid gap-3 h-full grid-cols-[1.3fr_1fr_1fr]">
        {counts.map(([kind, count, tone]) => (
          <div
            key={kind}
            className="evacuation-count grid content-center px-4 py-2 rounded-lg border"
            data-kind={kind}
            data-tone={all === 0 ? 'calm' : tone}
          >
            <dt className="font-semibold">{t(`emergency.evacuation.count.${kind}`)}</dt>
            <dd className="figures font-bold tracking-tight">{number(count)}</dd>
            {kind === 'inside' && list.unconfirmed > 0 && (
              <dd className="text-sm">
                {t('emergency.evacuation.unconfirmedCount', {
                  formatted: number(list.unconfirmed),
                })}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

const looks = {
  ready: { Icon: ScanLine, tone: 'calm' },
  ticked: { Icon: CircleCheckBig, tone: 'go' },
  ask: { Icon: CircleHelp, tone: 'look' },
  unknown: { Icon: SearchX, tone: 'look' },
  undone: { Icon: Undo2, tone: 'calm' },
  'starting-over': { Icon: RotateCcw, tone: 'look' },
} as const;

function SaidPanel({ state }: { state: EvacuationState }): ReactNode {
  const { t } = useTranslation();
  const { said } = state;
  const { Icon, tone } = looks[said.kind];
  return (
    <section
      className="evacuation-said grid grid-cols-sides gap-x-4 items-center px-5 py-3 rounded-lg border"
      aria-label={t('emergency.evacuation.latest')}
      data-kind={said.kind}
      data-tone={tone}
    >
      <Icon aria-hidden="true" size={48} />
      <div className="min-w-0" role="status">
        <SaidWords state={state} />
      </div>
      <SaidButtons state={state} />
    </section>
  );
}

function SaidWords({ state: { said, list } }: { state: EvacuationState }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormats();
  switch (said.kind) {
    case 'ready':
      return (
        <>
          <p className="text-xl font-bold">{t('emergency.evacuation.ready')}</p>
          <p>{t('emergency.evacuation.readyHint')}</p>
        </>
      );
    case 'unknown':
      return (
        <>
          <p className="text-xl font-bold">{t('emergency.evacuation.unknown')}</p>
          <p>{t('emergency.evacuation.unknownHint')}</p>
        </>
      );
    case 'starting-over':
      return (
        <p className="text-xl font-bold">
          {t('emergency.evacuation.sureStartOver', {
            count: said.ticks,
            formatted: number(said.ticks),
          })}
        </p>
      );
    case 'undone':
      return (
        <>
          <PersonName person={said.person} />
          <p>{t('emergency.evacuation.undone')}</p>
        </>
      );
    case 'ask':
      return (
        <>
          <PersonName person={said.person} />
          <p>{t('emergency.evacuation.ask')}</p>
        </>
      );
    case 'ticked': {
      const { id, seenAt } = said.person;
      const isInside = list?.zones.some(({ people }) => people.some((one) => one.id === id));
      return (
        <>
          <PersonName person={said.person} />
          <p>
            {said.before === null
              ? t('emergency.evacuation.seenAt', { time: time(seenAt ?? 0) })
              : t('emergency.evacuation.seenBefore', { time: time(said.before) })}
            {isInside === false && ` · ${t('emergency.evacuation.notOnList')}`}
          </p>
        </>
      );
    }
  }
}

function SaidButtons({
  state: { said, undo, answer, startOver },
}: {
  state: EvacuationState;
}): ReactNode {
  const { t } = useTranslation();
  switch (said.kind) {
    case 'ticked':
      if (said.before !== null) return null;
      return (
        <Button icon={<Undo2 className="flips" />} keys={[t('keys.ctrl'), 'Z']} onPress={undo}>
          {t('emergency.evacuation.undo')}
        </Button>
      );
    case 'ask':
      return (
        <div className="grid gap-2">
          <Button variant="primary" onPress={() => answer(true)}>
            {t('emergency.evacuation.isHere')}
          </Button>
          <Button onPress={() => answer(false)}>{t('emergency.evacuation.isOther')}</Button>
        </div>
      );
    case 'starting-over':
      return (
        <div className="grid gap-2">
          <Button variant="danger" onPress={() => startOver(true)}>
            {t('emergency.evacuation.startOver')}
          </Button>
          <Button onPress={() => startOver(false)}>{t('app.cancel')}</Button>
        </div>
      );
    default:
      return null;
  }
}

function PersonName({ person }: { person: MusterPerson }): ReactNode {
  const words = useEventWords();
  const { delegation } = person;
  return (
    <>
      <p className="text-2xl font-bold leading-[1.2] wrap-anywhere">
        <MusterName person={person} />
      </p>
      {delegation !== '' && <p>{words.delegation(delegation)}</p>}
    </>
  );
}

/** A person's names; for a person unknown to this station, the badge's serial if there is one. */
export function MusterName({ person }: { person: MusterPerson }): ReactNode {
  const { t } = useTranslation();
  const { id, printedName, nativeName, delegation } = person;
  if (printedName === '') {
    const serial = parseSerial(id) === null ? null : id;
    return (
      <>
        {t('emergency.evacuation.nameUnknown')}
        {serial !== null && <bdi className="code"> {serial}</bdi>}
      </>
    );
  }
  return (
    <>
      <bdi>{printedName}</bdi>{' '}
      {nativeName !== '' && <NativeName name={nativeName} delegation={delegation} />}
    </>
  );
}
