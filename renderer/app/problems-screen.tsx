import { CameraOff, CircleCheckBig, FileWarning, Inbox, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { JobGroup, usePrinterNames } from '../badges/print-jobs-screen.tsx';
import { OverbookedList } from '../bookings/overbooked.tsx';
import { showSection } from '../emergency/shown-section.ts';
import { ClockCard, TroubleCard } from '../hub-hosting/link-body.tsx';
import { DuplicateList, QuarantineList } from '../hub-hosting/sync-lists.tsx';
import { PairList } from '../people/possible-pairs.tsx';
import { HeldOrderNotices } from '../privacy/held-order-card.tsx';
import { AlertList, PastAlerts } from '../station/alerts/alert-list.tsx';
import { WarningList } from '../station/warning-list.tsx';
import { type Problems, useProblems } from './use-problems.ts';

/** Everything that needs attention, in one place; items for which a person waits come first. */
export function ProblemsScreen(): ReactNode {
  const { t } = useTranslation();
  const problems = useProblems();
  const printerNames = usePrinterNames();
  const { count, asking, held, pairs, overbooked, sync } = problems;
  return (
    <main className="screen" aria-label={t('problems.title')}>
      <header className="screen-head">
        <h1>{t('problems.title')}</h1>
      </header>
      {count === 0 && (
        <EmptyState
          icon={<CircleCheckBig />}
          title={t('problems.none')}
          hint={t('problems.noneHint')}
        />
      )}
      <AlertList />
      <FailureNote failure={problems.jobsFailure} />
      <JobGroup group="asking" jobs={asking} printerNames={printerNames} />
      <JobGroup group="held" jobs={held} printerNames={printerNames} />
      <HeldOrderNotices />
      <HubProblems problems={problems} />
      {overbooked.length > 0 && (
        <Part title={t('overbooked.title')} count={overbooked.length}>
          <OverbookedList sessions={overbooked} renew={problems.renewOverbooked} />
        </Part>
      )}
      {pairs.length > 0 && (
        <Part title={t('pairs.title')} count={pairs.length}>
          <PairList pairs={pairs} />
        </Part>
      )}
      {sync !== null && <SyncProblems sync={sync} />}
      <StationProblems problems={problems} />
      <PastAlerts />
    </main>
  );
}

/** What separates the station from its hub. */
function HubProblems({ problems: { hub, isClockOff } }: { problems: Problems }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {hub?.kind === 'trouble' && (
        <TroubleCard state={hub} title={t(`trouble.${hub.group}.title`)} />
      )}
      {hub?.kind === 'host-failed' && (
        <Note tone="stop" icon={<TriangleAlert />} title={t('host.failed')}>
          <p>{t('host.failedRemedy')}</p>
        </Note>
      )}
      {isClockOff && <ClockCard />}
    </>
  );
}

function SyncProblems({ sync: { openDuplicates, link } }: { sync: SyncView }): ReactNode {
  const { t } = useTranslation();
  const quarantined = link?.state.quarantined ?? 0;
  return (
    <>
      {openDuplicates > 0 && (
        <Part title={t('people.tab.duplicates')} count={openDuplicates}>
          <DuplicateList />
        </Part>
      )}
      {quarantined > 0 && (
        <Part title={t('quarantine.title')} count={quarantined}>
          <QuarantineList />
        </Part>
      )}
    </>
  );
}

function Part({
  title,
  count,
  children,
}: {
  title: string;
  count: number;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="grid gap-2" aria-label={title}>
      <h2 className="flex items-center gap-2 text-md tracking-normal text-look-ink">
        <Inbox aria-hidden="true" size={18} />
        {title}
        <span className="figures text-soft font-normal">{count}</span>
      </h2>
      {children}
    </section>
  );
}

function StationProblems({ problems }: { problems: Problems }): ReactNode {
  const { t } = useTranslation();
  const { go, showSettings } = useNavigation();
  const { camera, isPackDue, warnings } = problems;
  return (
    <>
      {warnings.length > 0 && <WarningList warnings={warnings} />}
      {camera !== null && (
        <Note
          tone="look"
          icon={<CameraOff />}
          title={t(`footer.cameraProblem.${camera.problem}.title`)}
          actions={
            <Button size="small" onPress={() => showSettings('camera')}>
              {t('readiness.open', { place: t('settings.tabs.camera') })}
            </Button>
          }
        >
          <p>{t(`footer.cameraProblem.${camera.problem}.remedy`)}</p>
        </Note>
      )}
      {isPackDue && (
        <Note
          tone="look"
          icon={<FileWarning />}
          title={t('emergency.pack.reminder')}
          actions={
            <Button
              size="small"
              onPress={() => {
                showSection('pack');
                go('emergency');
              }}
            >
              {t('emergency.tabs.pack')}
            </Button>
          }
        >
          <p>{t('emergency.pack.reminderHint')}</p>
        </Note>
      )}
    </>
  );
}
