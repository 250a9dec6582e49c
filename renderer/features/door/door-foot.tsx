import { Layers2, LifeBuoy, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DoorView } from '../../../preload/contract/door.ts';
import { HubItems } from '../../app/hub-items.tsx';
import { failureOf } from '../../client/ask.ts';
import { useFormats } from '../../i18n/format.ts';
import { useNotify } from '../../ui/toast.tsx';
import { useSync } from '../sync/sync-provider.tsx';
import { DoorLast } from './door-last.tsx';
import { useDoor } from './door-provider.tsx';
import { canUndo } from './flow.ts';
import { RoomCount } from './room-count.tsx';
import { useDoorHelp } from './use-door-help.ts';

/** The room's count, the last scans, and what a steward may need at any time. */
export function DoorFoot({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const { shown, flow, scanning } = useDoor();
  const notify = useNotify();
  const { view: sync } = useSync();
  const undo = (): void => {
    flow.undo().catch((error: unknown) => notify(t(`error.${failureOf(error).code}.title`)));
  };
  return (
    <footer className="door-foot">
      {view.checkpoint === null ? <div /> : <RoomCount count={currentCount(view, shown)} />}
      <div className="door-middle">
        <DoorLast last={shown.last} />
        <div className="door-state">
          {scanning.waiting > 0 && (
            <p className="door-waiting figures" role="status">
              <Layers2 aria-hidden="true" size={20} />
              {t('desk.waiting', { count: scanning.waiting })}
            </p>
          )}
          {sync !== null && <HubItems view={sync} />}
          <ListsAge view={view} />
        </div>
      </div>
      <div className="door-tools">
        <Button className="door-button" isDisabled={!canUndo(shown)} onPress={undo}>
          <Undo2 aria-hidden="true" size={28} className="flips" />
          {t('door.undo')}
        </Button>
        <Help />
      </div>
    </footer>
  );
}

/** The view comes a moment after the answer; what the last answer said is newer until then. */
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
    <span className="status-item figures" data-tone={lists.old ? 'look' : 'quiet'}>
      {words}
    </span>
  );
}

function Help(): ReactNode {
  const { t } = useTranslation();
  const help = useDoorHelp();
  return (
    <Button
      className="door-button"
      data-called={help.code !== null || undefined}
      onPress={help.call}
    >
      <LifeBuoy aria-hidden="true" size={28} />
      <span aria-live="polite">
        {help.code === null
          ? t('door.help')
          : t(help.answered ? 'door.helpComes' : 'door.helpCalled', { code: help.code })}
      </span>
    </Button>
  );
}
