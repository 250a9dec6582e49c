import { CircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { usePackDue } from '../emergency/use-pack-due.ts';
import { askingCount } from '../hub-client/hub-state.ts';
import { useSync, useSyncNow } from '../hub-client/sync-provider.tsx';
import { useMay } from '../kit/client/rights.ts';
import { useIsSupervisor } from '../kit/client/station.tsx';
import { useAnswer } from '../kit/client/use-answer.ts';
import { type Screen, screenNames, useNavigation } from '../kit/navigation.tsx';
import { KeyMapDialog } from '../station/key-map-dialog.tsx';
import { screens } from './screens.ts';
import './rail.css';

/** How many print jobs wait for an answer from an operator. */
function useAskingJobs(): number {
  const { value } = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  return (value ?? []).filter((job) => job.asksOutcome || job.asksIfWanted).length;
}

/** How many items on the sync screen need attention. */
function useAskingSync(): number {
  const { view } = useSync();
  const now = useSyncNow();
  return view === null ? 0 : askingCount(view, now);
}

/** The navigation between screens. */
export function Rail(): ReactNode {
  const { t } = useTranslation();
  const { screen, go, open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const mayExport = useMay('export');
  const isShown: Partial<Record<Screen, boolean>> = { templates: isSupervisor, reports: mayExport };
  const shown = screenNames.filter((name) => isShown[name] ?? true);
  const jobs = useAskingJobs();
  const sync = useAskingSync();
  const isPackDue = usePackDue();
  const asking: Partial<Record<Screen, { count: number; label: string }>> = {
    jobs: { count: jobs, label: t('app.jobsAsk', { count: jobs }) },
    sync: { count: sync, label: t('app.syncAsks', { count: sync }) },
    emergency: { count: isPackDue ? 1 : 0, label: t('emergency.pack.reminder') },
  };
  return (
    <nav className="rail min-h-0 bg-surface" aria-label={t('app.nav')}>
      <div className="rail-ribbon w-6 h-13 mb-3 flex-none" aria-hidden="true" />
      <ul className="grid gap-1 content-start">
        {shown.map((name) => {
          const { Icon } = screens[name];
          return (
            <li key={name}>
              <AriaButton
                className="rail-button icon-way gap-0.75 w-22 min-h-15 rounded-md text-xs hover:bg-sunken hover:text-ink current-place"
                {...(name === screen ? { 'aria-current': 'page' } : {})}
                onPress={() => go(name)}
              >
                <Icon aria-hidden="true" size={22} />
                <span>{t(`app.${name}`)}</span>
                <RailCount asking={asking[name]} />
              </AriaButton>
            </li>
          );
        })}
      </ul>
      <AriaButton
        className="rail-button icon-way gap-0.75 w-22 min-h-15 rounded-md text-xs hover:bg-sunken hover:text-ink"
        onPress={() => open(<KeyMapDialog onClose={close} />)}
      >
        <CircleQuestionMark size={22} />
        <span>{t('app.help')}</span>
      </AriaButton>
    </nav>
  );
}

function RailCount({
  asking,
}: {
  asking: { count: number; label: string } | undefined;
}): ReactNode {
  if (asking === undefined || asking.count === 0) return null;
  return (
    <span className="rail-count figures absolute rounded-full bg-look text-on-look text-2xs font-bold">
      <span aria-hidden="true">{asking.count}</span>
      <span className="visually-hidden">{asking.label}</span>
    </span>
  );
}
