import { CircleCheck, Footprints, HandHelping, LifeBuoy, Monitor, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserHelpCalls } from '../../../../domain/organiser/stations.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { AsOf } from '../../parts/as-of.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './help.css';

type Call = OrganiserHelpCalls['calls'][number];

/** Calls for staff at a kiosk or a door, which a desk or this page answers. */
export function HelpPage(): ReactNode {
  const { t } = useWords();
  const calls = useAnswer('helpCalls', [{}], { renewOn: ['facts'] });
  return (
    <Page title={t('help.title')} lead={<AsOf asOf={calls.value?.asOf ?? null} />}>
      <DesksNote />
      <Answered answer={calls}>{(value) => <Calls value={value} onGo={calls.renew} />}</Answered>
    </Page>
  );
}

function Calls({
  value: { calls, asOf },
  onGo,
}: {
  value: OrganiserHelpCalls;
  onGo: () => void;
}): ReactNode {
  const { t } = useWords();
  if (calls.length === 0) {
    return (
      <section className="card">
        <EmptyState
          icon={<LifeBuoy size={24} />}
          title={t('help.none')}
          hint={t('help.noneHint')}
        />
      </section>
    );
  }
  const open = calls.filter(({ answered }) => answered === null);
  const answered = calls.filter((call) => call.answered !== null);
  return (
    <>
      <Section title={t('help.open')}>
        {open.length === 0 ? (
          <p className="flex items-center gap-2 text-go-ink">
            <CircleCheck size={20} />
            {t('help.noneOpen')}
          </p>
        ) : (
          <CallList calls={open} asOf={asOf} onGo={onGo} />
        )}
      </Section>
      {answered.length > 0 && (
        <Section title={t('help.answered')}>
          <CallList calls={answered} asOf={asOf} />
        </Section>
      )}
    </>
  );
}

function CallList({
  calls,
  asOf,
  onGo,
}: {
  calls: readonly Call[];
  asOf: number;
  /** Only for open calls: called once someone goes. */
  onGo?: () => void;
}): ReactNode {
  const mayAnswer = useMay('answer-help-calls');
  const go = useAction(async (id: string) => {
    await ask('answerHelp', {}, id);
    onGo?.();
  });
  return (
    <>
      <FailureNote failure={go.failure} />
      <ul className="calls grid">
        {calls.map((call) => (
          <li
            className="call trim-ends flex items-center flex-wrap gap-x-3 gap-y-2 py-3 not-last:border-b"
            key={call.id}
            data-open={call.answered === null || undefined}
          >
            <CallLine call={call} asOf={asOf} />
            {mayAnswer && call.answered === null && (
              <GoButton call={call} isBusy={go.busy} onPress={() => void go.run(call.id)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The user goes there: every desk then sees it, and the kiosk says that someone is coming. */
function GoButton({
  call: { stationName },
  isBusy,
  onPress,
}: {
  call: Call;
  isBusy: boolean;
  onPress: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <Button
      size="small"
      icon={<Footprints />}
      isDisabled={isBusy}
      aria-label={t('help.goingTo', { name: stationName })}
      onPress={onPress}
    >
      {t('help.going')}
    </Button>
  );
}

function CallLine({ call, asOf }: { call: Call; asOf: number }): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  const minutes = Math.max(0, Math.floor((asOf - call.since) / 60_000));
  return (
    <>
      <HandHelping className="text-soft" size={22} />
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap gap-x-3 gap-y-1 items-baseline font-semibold">
          <bdi>{call.stationName}</bdi>
          {call.code !== null && (
            <span className="small">
              {t('help.code')} <bdi className="code">{call.code}</bdi>
            </span>
          )}
        </p>
        <p className="small">{t(`help.reason.${call.reason}`)}</p>
      </div>
      <div className="figures flex items-center flex-wrap gap-x-3 gap-y-1">
        {call.answered === null ? (
          <>
            <Chip tone={call.quiet ? 'stop' : 'look'}>{t('help.waits', { count: minutes })}</Chip>
            <span className="small">{t('help.since', { time: time(call.since) })}</span>
          </>
        ) : (
          <span className="small">
            {t('help.answeredBy', {
              time: time(call.answered.wall),
              who: call.answered.operatorName ?? call.answered.stationName,
            })}
          </span>
        )}
      </div>
    </>
  );
}

/** Max names shown; beyond them a number is more useful. */
const maxNames = 6;

/** The desks that see the calls. If no desk is online, a member of staff must go there. */
function DesksNote(): ReactNode {
  const { t } = useWords();
  const { list } = useFormats();
  const { value } = useAnswer('stations', [{}], { renewOn: ['stations'] });
  if (value === null) return null;
  const desks = value.stations.filter(({ mode, state }) => mode === 'desk' && state === 'enrolled');
  const online = desks.filter((desk) => desk.online);
  if (online.length === 0) {
    return (
      <Note tone="stop" icon={<WifiOff />} title={t('help.noDesk')}>
        <p>{t('help.noDeskHint')}</p>
      </Note>
    );
  }
  return (
    <Note
      tone="quiet"
      icon={<Monitor />}
      title={
        online.length > maxNames
          ? t('help.heardByAll', { count: online.length })
          : t('help.heardBy', { names: list(online.map(({ name }) => name)) })
      }
    >
      <p>{t('help.answerHint')}</p>
    </Note>
  );
}
