import {
  CircleAlert,
  CircleCheckBig,
  History,
  Layers2,
  LifeBuoy,
  LogOut,
  OctagonX,
  Undo2,
  Users,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { RoomCount as Count, DoorView } from '../../preload/contract/doors.ts';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { failureOf } from '../base/ask.ts';
import { HubItems } from '../hub-client/hub-items.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { useHelpCall } from '../hub-client/use-help-call.ts';
import { useDoor } from './door-provider.tsx';
import { canUndo, type Passed } from './flow.ts';
import { answerLook } from './look.ts';

export function DoorFoot({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const { shown, flow, scanning } = useDoor();
  const notify = useNotify();
  const { view: sync } = useSync();
  const undo = (): void => {
    flow.undo().catch((error: unknown) => notify(t(`error.${failureOf(error).code}.title`)));
  };
  return (
    <footer className="door-foot grid gap-6 items-center border-t bg-surface text-ink">
      {view.checkpoint === null ? <div /> : <RoomCount count={currentCount(view, shown)} />}
      <div className="door-middle grid gap-3 min-w-0">
        <DoorLast last={shown.last} />
        <div className="min-h-7 text-[1rem] flex items-center flex-wrap gap-x-5 gap-y-2">
          {scanning.waiting > 0 && (
            <p
              className="door-waiting figures text-look-ink font-bold flex items-center gap-2"
              role="status"
            >
              <Layers2 size={20} />
              {t('desk.waiting', { count: scanning.waiting })}
            </p>
          )}
          {sync !== null && <HubItems view={sync} />}
          <ListsAge view={view} />
        </div>
      </div>
      <div className="door-tools flex gap-3">
        <Button className="door-button" isDisabled={!canUndo(shown)} onPress={undo}>
          <Undo2 size={28} className="flips" />
          {t('door.undo')}
        </Button>
        <Help />
      </div>
    </footer>
  );
}

/** The view arrives a moment after the answer; until then the answer's count is newer. */
function currentCount(view: DoorView, shown: ReturnType<typeof useDoor>['shown']) {
  const { state } = shown;
  return state.kind === 'answered' ? state.answer.count : view.count;
}

function ListsAge({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { lists } = view;
  if (lists === null) return null;
  const { roster, stopList } = lists;
  const words =
    roster === null || stopList === null
      ? t('door.listsNever')
      : t('door.listsOf', { time: formats.time(Math.min(roster, stopList)) });
  return (
    <span
      className="status-item figures inline-flex items-center gap-1.5 px-2 min-h-7 min-w-0"
      data-tone={lists.old ? 'look' : 'quiet'}
    >
      {words}
    </span>
  );
}

function Help(): ReactNode {
  const { t } = useTranslation();
  const help = useHelpCall();
  return (
    <Button
      className="door-button"
      data-called={help.code !== null || undefined}
      onPress={help.call}
    >
      <LifeBuoy size={28} />
      <span aria-live="polite">
        {help.code === null
          ? t('door.help')
          : t(help.answered ? 'door.helpComes' : 'door.helpCalled', { code: help.code })}
      </span>
    </Button>
  );
}

/** Share of its capacity from which a room counts as nearly full. */
const nearlyFull = 0.9;

function RoomCount({ count: { inside, capacity } }: { count: Count }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const fill = capacity === null ? 0 : Math.min(1, inside / capacity);
  const state =
    capacity === null ? 'open' : inside >= capacity ? 'full' : fill >= nearlyFull ? 'near' : 'free';
  const words =
    capacity === null
      ? t('door.count.inside')
      : inside >= capacity
        ? t('door.count.full')
        : t('door.count.free', { count: capacity - inside, number: number(capacity - inside) });
  return (
    <section className="door-count" data-fill={state} aria-label={t('door.count.label')}>
      <p className="door-count-figures figures flex items-center gap-3">
        <Users />
        <strong className="leading-none">{number(inside)}</strong>
        {capacity !== null && <span>{t('door.count.of', { number: number(capacity) })}</span>}
      </p>
      {capacity !== null && (
        <div className="door-bar border-2 border-edge rounded-full" aria-hidden="true">
          <div className="h-full" style={{ inlineSize: `${fill * 100}%` }} />
        </div>
      )}
      <p className="door-count-words figures text-soft">{words}</p>
    </section>
  );
}

const icons = {
  check: CircleCheckBig,
  out: LogOut,
  ask: CircleAlert,
  full: UsersRound,
  stop: OctagonX,
  undone: Undo2,
};

/** The last scans at this door, newest first, as many as fit the width. */
function DoorLast({ last }: { last: readonly Passed[] }): ReactNode {
  const { t } = useTranslation();
  if (last.length === 0) {
    return (
      <EmptyLine
        icon={<History size={20} />}
        className="h-18 text-(length:--door-small) flex items-center text-soft"
      >
        {t('door.last.none')}
      </EmptyLine>
    );
  }
  return (
    <ol
      className="door-last flex gap-3 overflow-hidden flex-wrap h-18"
      aria-label={t('door.last.label')}
    >
      {last.map((one) => (
        <LastScan key={one.key} passed={one} />
      ))}
    </ol>
  );
}

function LastScan({ passed }: { passed: Passed }): ReactNode {
  const { t } = useTranslation();
  const { answer, undone, left } = passed;
  const look = answerLook(answer);
  const Icon = icons[undone ? 'undone' : look.icon];
  const word = undone
    ? t('door.word.undone')
    : t(left ? 'door.last.left' : `door.word.${look.word}`);
  return (
    <li
      className="toned flex items-center gap-3 px-4 py-2 rounded-md bg-sunken leading-[1.25]"
      data-tone={undone ? 'calm' : look.tone}
    >
      <Icon aria-hidden="true" size={20} className="flips" />
      <span className="grid min-w-0">
        <bdi className="font-semibold truncate">{answer.delegate?.printedName ?? word}</bdi>
        {answer.delegate !== null && <span className="text-[1rem] truncate">{word}</span>}
      </span>
    </li>
  );
}
