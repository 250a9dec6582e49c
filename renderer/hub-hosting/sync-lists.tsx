import {
  ChevronRight,
  CircleCheckBig,
  CopyCheck,
  PackageCheck,
  PackageQuestionMark,
} from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Disclosure,
  DisclosurePanel,
  Button as PlainButton,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import type { Quarantined, SyncView } from '../../preload/contract/sync.ts';
import { Button } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { useMay } from '../kit/client/rights.ts';
import { useAnswer } from '../kit/client/use-answer.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { useNavigation } from '../kit/navigation.tsx';
import { useEventWords } from '../kit/words/event-words.ts';
import { useFormats } from '../kit/words/format.ts';
import { useMoment } from '../kit/words/use-moment.ts';
import { DuplicateSides } from '../sync/duplicate-sides.tsx';
import { ResolveDialog } from '../sync/resolve-dialog.tsx';
import { RosterChangeList } from '../sync/roster-change-list.tsx';
import { StopList } from '../sync/stop-list.tsx';
import { StationList } from './station-list.tsx';
import '../kit/tabs.css';
import '../sync/sync-lists.css';

interface List {
  id: 'stations' | 'duplicates' | 'changes' | 'stops' | 'quarantine';
  content: ReactNode;
  /** How many of them need attention. */
  count: number;
}

/** What this desk records besides the check-ins, one subject at a time. */
export function SyncLists({ view }: { view: SyncView }): ReactNode {
  const { t } = useTranslation();
  const mayStop = useMay('change-stop-list');
  const isHosting = view.host?.state === 'running';
  // Without a hub, a desk may still have duplicates from an earlier hub.
  const isAlone = view.link === null && view.host === null && view.openDuplicates === 0;
  const quarantined = view.link?.state.quarantined ?? 0;
  const lists: (List | false)[] = [
    hasStations(view) && {
      id: 'stations',
      content: <StationList isHosting={isHosting} />,
      count: 0,
    },
    !isAlone && { id: 'duplicates', content: <DuplicateList />, count: view.openDuplicates },
    { id: 'changes', content: <RosterChangeList />, count: 0 },
    mayStop && {
      id: 'stops',
      content: <StopList isHosting={isHosting} link={view.link} />,
      count: 0,
    },
    !isAlone && { id: 'quarantine', content: <QuarantineList />, count: quarantined },
  ];
  const shown = lists.filter((list) => list !== false);
  return (
    // After joining or making a hub, the new tab is shown; afterwards the choice is the user's.
    <Tabs
      key={String(hasStations(view))}
      className="tabs flex flex-col min-h-0"
      defaultSelectedKey={startOf(view)}
    >
      <TabList className="tab-list flex-wrap" aria-label={t('sync.lists')}>
        {shown.map(({ id, count }) => (
          <Tab key={id} id={id} className="tab">
            {t(`sync.tab.${id}`)}
            {count > 0 && (
              <span className="min-w-5 px-1.25 figures rounded-full bg-look text-on-look text-2xs font-bold text-center">
                <span aria-hidden="true">{count}</span>
                <span className="visually-hidden">{t('sync.asks', { count })}</span>
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {shown.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel grid gap-4 pt-4">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** A hub's stations are known here. */
function hasStations({ link, host }: SyncView): boolean {
  return host?.state === 'running' || link !== null;
}

/** The tab that opens first: one that needs attention. */
function startOf(view: SyncView): List['id'] {
  if (view.openDuplicates > 0) return 'duplicates';
  if ((view.link?.state.quarantined ?? 0) > 0) return 'quarantine';
  return hasStations(view) ? 'stations' : 'changes';
}

const knownReasons = [
  'not-understood',
  'other-envelope',
  'revoked',
  'wrong-commitment',
  'roster-change',
  'not-allowed',
] as const;

/** Records that were not understood and are kept as they came. */
function QuarantineList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listQuarantined', [], { renewOn: ['syncChanged'] });
  const items = (value ?? []).toSorted((a, b) => b.wall - a.wall);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && items.length === 0 && (
        <EmptyState
          icon={<PackageCheck />}
          title={t('quarantine.none')}
          hint={t('quarantine.noneHint')}
        />
      )}
      {items.length > 0 && <p className="max-w-192 small">{t('quarantine.hint')}</p>}
      <ul className="sync-rows grid panel empty:hidden">
        {items.map((item) => (
          <li
            className="grid items-center col-span-full px-4 py-2 not-first:border-t"
            key={`${item.where} ${item.id}`}
          >
            <Row item={item} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ item }: { item: Quarantined }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const reason = knownReasons.find((one) => one === item.reason);
  return (
    <>
      <span className="row-sign grid place-items-center text-soft">
        <PackageQuestionMark size={20} />
      </span>
      <div className="grid gap-0.5 wrap-anywhere">
        <p className="font-semibold">
          {reason === undefined ? <bdi>{item.reason}</bdi> : t(`quarantine.reasons.${reason}`)}
        </p>
        <p className="flex flex-wrap gap-x-3 small">
          <bdi>{t('quarantine.from', { station: item.stationName })}</bdi>
          <bdi className="code">{item.id}</bdi>
        </p>
      </div>
      <time className="figures text-ink text-sm font-semibold">{moment(item.wall)}</time>
      <Chip tone="quiet">{t(`quarantine.where.${item.where}`)}</Chip>
    </>
  );
}

/** Delegates admitted twice by desks unaware of each other; resolved ones are collapsed. */
function DuplicateList(): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('listDuplicates', [], {
    renewOn: ['syncChanged', 'countsChanged'],
  });
  const all = value ?? [];
  const open = all.filter(({ resolution }) => resolution === null);
  const settled = all.filter(({ resolution }) => resolution !== null);
  return (
    <>
      <FailureNote failure={failure} />
      {value !== null && open.length === 0 && (
        <EmptyState
          icon={<CopyCheck />}
          title={t('duplicates.none')}
          hint={t('duplicates.noneHint')}
        />
      )}
      {open.length > 0 && <p className="max-w-192 small">{t('duplicates.hint')}</p>}
      <Cards duplicates={open} />
      {settled.length > 0 && (
        <Disclosure className="sync-fold">
          <PlainButton
            slot="trigger"
            className="hover:bg-sunken hover:text-ink inline-flex items-center gap-2 min-h-target px-3 fold-button"
          >
            <ChevronRight className="sync-fold-sign" size={18} />
            {t('duplicates.settled', { count: settled.length })}
          </PlainButton>
          <DisclosurePanel>
            <Cards duplicates={settled} />
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

function Cards({ duplicates }: { duplicates: readonly Duplicate[] }): ReactNode {
  if (duplicates.length === 0) return null;
  return (
    <ul className="duplicate-list grid gap-3">
      {duplicates.map((one) => (
        <li key={one.further.admissionId} className="grid gap-3 px-5 py-4 panel">
          <DuplicateCard duplicate={one} />
        </li>
      ))}
    </ul>
  );
}

function DuplicateCard({ duplicate }: { duplicate: Duplicate }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { shortDay } = useFormats();
  const { open, close } = useNavigation();
  const { printedName, delegation, checkpoint, localDay, resolution } = duplicate;
  return (
    <>
      <header className="flex items-center gap-4">
        <div className="grid flex-1 min-w-0">
          <h3 className="text-lg wrap-anywhere">
            <bdi>{printedName}</bdi>
          </h3>
          <p className="flex flex-wrap gap-x-3 small">
            <bdi>{words.delegation(delegation)}</bdi>
            <bdi>{words.checkpoint(checkpoint)}</bdi>
            <span>{shortDay(localDay)}</span>
          </p>
        </div>
        {resolution === null && (
          <Button
            icon={<CircleCheckBig />}
            aria-label={t('duplicates.resolveOf', { name: printedName })}
            onPress={() => open(<ResolveDialog duplicate={duplicate} onClose={close} />)}
          >
            {t('duplicates.resolve')}
          </Button>
        )}
      </header>
      <DuplicateSides duplicate={duplicate} />
      {resolution !== null && <Resolution resolution={resolution} />}
    </>
  );
}

function Resolution({
  resolution,
}: {
  resolution: NonNullable<Duplicate['resolution']>;
}): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { note, operatorName, wall } = resolution;
  return (
    <p className="duplicate-note grid ps-3 text-sm wrap-anywhere">
      <bdi>{note}</bdi>
      <span className="figures text-soft">
        {operatorName === null
          ? t('duplicates.settledAt', { time: moment(wall) })
          : t('duplicates.settledBy', { time: moment(wall), operator: operatorName })}
      </span>
    </p>
  );
}
