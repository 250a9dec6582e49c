import type { PossiblePair } from '../../domain/people/possible-pairs.ts';
import type { OverbookedView } from '../../preload/contract/bookings.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import type { StationWarning } from '../../preload/contract/station/station.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import type { CallFailure } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useIsSupervisor, useMay, useStation } from '../base/station.tsx';
import { usePackDue } from '../emergency/use-pack-due.ts';
import { askingCount, type HubState, hubState } from '../hub-client/hub-state.ts';
import { useSync, useSyncNow } from '../hub-client/sync-provider.tsx';
import { useHeldOrders } from '../privacy/held-order-card.tsx';
import { type CameraState, useScans } from '../scanning/index.ts';
import { useAlerts } from '../station/alerts/alerts-provider.tsx';
import { problemsOf } from '../station/warning-list.tsx';

export interface Problems {
  /** The number of all problems, as the rail shows it. */
  count: number;
  /** Badges of which only an operator can say whether they came out. */
  asking: readonly PrintJobView[];
  /** Badges on hold for which a person waits, and old ones that may no longer be wanted. */
  held: readonly PrintJobView[];
  jobsFailure: CallFailure | null;
  /** Registrations that look like one person; only who may change people sees them. */
  pairs: readonly PossiblePair[];
  /** Sessions with more places given than there are. */
  overbooked: readonly OverbookedView[];
  renewOverbooked: () => void;
  sync: SyncView | null;
  hub: HubState | null;
  /** The clock is off; only supervisors see this. */
  isClockOff: boolean;
  warnings: readonly StationWarning[];
  camera: Extract<CameraState, { kind: 'problem' }> | null;
  /** The day's emergency pack is not prepared, and the operator may prepare it. */
  isPackDue: boolean;
}

/** A badge of a batch waits with its batch, on the badges screen. */
function isWaitedFor({ state, batchId, asksIfWanted }: PrintJobView): boolean {
  return state === 'held' && (batchId === null || asksIfWanted);
}

/** Collects the problems; each part is renewed separately. */
export function useProblems(): Problems {
  const isSupervisor = useIsSupervisor();
  const mayPrepare = useMay('export');
  const { warnings } = useStation();
  const { scanning } = useScans();
  const jobs = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const { view } = useSync();
  const now = useSyncNow();
  const { open } = useAlerts();
  const orders = useHeldOrders().length;
  const isDue = usePackDue();
  const pairs = useAnswer('listPossiblePairs', [], {
    when: useMay('change-people'),
    renewOn: ['countsChanged', 'syncChanged'],
  });
  const overbooked = useAnswer('listOverbooked', [], {
    renewOn: ['countsChanged', 'syncChanged', 'stationChanged'],
  });
  const all = jobs.value ?? [];
  const problems = {
    asking: all.filter(({ asksOutcome }) => asksOutcome),
    held: all.filter((job) => !job.asksOutcome && isWaitedFor(job)),
    jobsFailure: jobs.failure,
    pairs: pairs.value ?? [],
    overbooked: overbooked.value ?? [],
    renewOverbooked: overbooked.renew,
    sync: view,
    hub: view === null ? null : hubState(view, now),
    isClockOff: isSupervisor && view !== null && view.link !== null && view.link.clockOff !== null,
    warnings: problemsOf(warnings, isSupervisor),
    camera: isSupervisor && scanning.camera.kind === 'problem' ? scanning.camera : null,
    isPackDue: mayPrepare && isDue,
  };
  const { asking, held, isClockOff, camera, isPackDue } = problems;
  const signs = [isClockOff, camera !== null, isPackDue].filter((is) => is).length;
  const lists = [asking, held, problems.pairs, problems.overbooked, problems.warnings];
  const listed = lists.reduce((sum, list) => sum + list.length, open + orders);
  return { ...problems, count: listed + signs + (view === null ? 0 : askingCount(view, now)) };
}
