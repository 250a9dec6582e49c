import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { ToastProvider } from '../../ui/toast.tsx';
import { SyncProvider } from '../sync/sync-provider.tsx';
import { DoorChoice } from './door-choice.tsx';
import { DoorFoot } from './door-foot.tsx';
import { DoorHead } from './door-head.tsx';
import { DoorProvider, useDoor } from './door-provider.tsx';
import { DoorResult } from './door-result.tsx';
import { stateLook } from './look.ts';
import { useDoorChoice } from './use-door-choice.ts';
import './door.css';
import './door-head.css';
import './door-sizes.css';

/** The door of a session: one badge after the other, a huge answer, and the count of the room. */
export function DoorApp(): ReactNode {
  return (
    <ToastProvider>
      <SyncProvider>
        <DoorProvider>
          <Door />
        </DoorProvider>
      </SyncProvider>
    </ToastProvider>
  );
}

function Door(): ReactNode {
  const { t } = useTranslation();
  const { view, shown, flow } = useDoor();
  const choice = useDoorChoice();
  useHotkeys([
    { key: 'Enter', run: () => void flow.decide('let-pass') },
    { key: 'Escape', run: () => void flow.decide('refuse') },
    { key: 'z', ctrl: true, run: () => void flow.undo() },
  ]);
  if (view === null) return <main className="door" aria-busy="true" />;
  const isChoosing = choice.isOpen || view.checkpoint === null;
  return (
    <div
      className="door"
      data-tone={isChoosing ? 'calm' : (stateLook(shown.state)?.tone ?? 'calm')}
    >
      <DoorHead view={view} onChoose={choice.open} />
      <main className="door-main" aria-label={t('door.result')}>
        {isChoosing ? <DoorChoice view={view} choice={choice} /> : <DoorResult view={view} />}
      </main>
      <DoorFoot view={view} />
    </div>
  );
}
