import { CircleAlert, ClockAlert, CloudOff, Crown, QrCode, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { seenAs } from '../../domain/sync/last-seen.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { Button } from '../../ui/button.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useIsSupervisor } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';
import {
  asksToJoinAgain,
  type HubState,
  hubTone,
  isAwayLong,
  isHeard,
  isHeldUp,
} from '../hub-client/hub-state.ts';
import { useSync, useSyncNow } from '../hub-client/sync-provider.tsx';
import { useAgeWords, useSeenWords } from '../hub-client/use-hub-words.ts';
import { JoinDialog } from '../sync/join-dialog.tsx';
import { NextStep } from './next-step.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';

type Link = NonNullable<SyncView['link']>;

/**
 * The state of the link, whether the hub is on this desk or elsewhere: a long pull, and what to do.
 */
export function LinkBody({ state, link }: { state: HubState; link: Link }): ReactNode {
  const now = useSyncNow();
  return (
    <>
      {link.state.pull !== null && <PullProgress pull={link.state.pull} />}
      {state.kind === 'trouble' && <TroubleCard state={state} />}
      {isAwayLong(state, now) && <AwayCard />}
      {link.clockOff !== null && <ClockCard />}
    </>
  );
}

function PullProgress({ pull }: { pull: NonNullable<Link['state']['pull']> }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { done, total } = pull;
  return (
    <div className="grid gap-2">
      <Progress
        label={t('link.pull')}
        fraction={total === 0 ? 0 : done / total}
        valueWords={t('link.pullOf', { done: number(done), total: number(total) })}
      />
      <p className="field-hint">{t('link.pullHint')}</p>
    </div>
  );
}

/** The hub has been away for a while: nothing is lost, and this desk may replace it. */
function AwayCard(): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { takeOver } = useSync();
  const isSupervisor = useIsSupervisor();
  const isRunning = takeOver.state.kind === 'running';
  return (
    <NextStep
      tone="accent"
      Icon={CloudOff}
      title={t('away.title')}
      action={
        isSupervisor && (
          <Button icon={<Crown />} onPress={() => open(<TakeOverDialog onClose={close} />)}>
            {t(isRunning ? 'away.running' : 'away.takeOver')}
          </Button>
        )
      }
    >
      <p>
        {t('away.hint')} {!isSupervisor && t('away.operator')}
      </p>
    </NextStep>
  );
}

type Trouble = Extract<HubState, { kind: 'trouble' }>;

/** The remedy of a problem with the hub, with a button to join again if that helps. */
export function TroubleCard({ state, title }: { state: Trouble; title?: string }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const canJoin = isSupervisor && asksToJoinAgain(state.group);
  return (
    <NextStep
      tone={hubTone(state)}
      Icon={CircleAlert}
      {...(title === undefined ? {} : { title })}
      action={
        canJoin && (
          <Button icon={<QrCode />} onPress={() => open(<JoinDialog onClose={close} />)}>
            {t('trouble.joinAgain')}
          </Button>
        )
      }
    >
      <p>{t(`trouble.${state.group}.remedy`)}</p>
    </NextStep>
  );
}

/** This computer's clock is wrong: work continues, but the clock must be set. */
export function ClockCard(): ReactNode {
  const { t } = useTranslation();
  return (
    <NextStep tone="look" Icon={ClockAlert} title={t('hub.clockTitle')}>
      <p>{t('hub.clockRemedy')}</p>
    </NextStep>
  );
}

interface Fact {
  word: string;
  value: string;
  tone: 'calm' | 'look' | 'past';
}

/**
 * Last contact, waiting records, clock and ages of the lists. Amber with an icon if one needs
 * attention; grey if it dates from the hub's last answer.
 */
export function LinkFacts({ state: hub, link }: { state: HubState; link: Link }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const seenWords = useSeenWords();
  const now = useSyncNow();
  const { state, lists, clockOff } = link;
  const isCurrent = isHeard(hub);
  const told = (at: number | null): string =>
    at === null ? t('link.notYet') : seenWords(seenAs(at, now, isCurrent));
  const calm = isCurrent ? 'calm' : 'past';
  const facts: Fact[] = [
    {
      word: t('link.lastContact'),
      value:
        isCurrent || state.lastContact === null
          ? told(state.lastContact)
          : moment(state.lastContact),
      tone: calm,
    },
    {
      word: t('link.waiting'),
      value: number(state.waiting),
      tone: state.waiting > 0 && isHeldUp(hub) ? 'look' : 'calm',
    },
    {
      word: t('link.clock'),
      value: useClockWords(state.clockOffset),
      tone: clockOff !== null ? 'look' : calm,
    },
    { word: t('link.roster'), value: told(lists.roster), tone: lists.old ? 'look' : calm },
    { word: t('link.stopList'), value: told(lists.stopList), tone: lists.old ? 'look' : calm },
  ];
  return (
    <dl className="link-facts grid-cols-fit-40 gap-px bg-line figures grid overflow-hidden border rounded-md">
      {facts.map(({ word, value, tone }) => (
        <div
          className="grid gap-0.5 content-start px-4 py-3 bg-surface"
          key={word}
          data-tone={tone}
        >
          <dt className="small">{word}</dt>
          <dd className="flex items-center gap-2 text-lg font-semibold">
            {tone === 'look' && <TriangleAlert size={16} />}
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Milliseconds; smaller offsets are within the measuring error. */
const inStepBelow = 2_000;

function useClockWords(offset: number | null): string {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  if (offset === null) return t('link.clockUnknown');
  if (Math.abs(offset) < inStepBelow) return t('link.clockInStep');
  const age = ageWords(Math.abs(offset));
  // The hub is ahead, so this clock is behind.
  return t(offset > 0 ? 'link.clockBehind' : 'link.clockAhead', { age });
}
