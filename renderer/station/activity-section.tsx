import {
  DoorOpen,
  FileDown,
  History,
  Layers,
  Search,
  Settings2,
  Siren,
  UserRound,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActivityKind, activityKinds } from '../../domain/station/activity.ts';
import type { ActivityView } from '../../preload/contract/station/alerts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import './activity.css';

const icons: Readonly<Record<ActivityKind, typeof Search>> = {
  search: Search,
  opened: UserRound,
  batch: Layers,
  export: FileDown,
  'evacuation-list': Siren,
  settings: Settings2,
};
/** Maximum number of rows shown; the saved file has all of them. */
const shown = 200;

/** Who searched, opened, printed and exported what at this station, newest first. */
export function ActivitySection(): ReactNode {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ActivityKind | 'all'>('all');
  const [who, setWho] = useState('all');
  const filter = {
    kind: kind === 'all' ? null : kind,
    operatorId: who === 'all' ? null : who,
  };
  const { value, failure, renew } = useAnswer('getActivity', [{ ...filter, limit: shown }], {
    renewOn: ['stationChanged'],
  });
  const rows = value?.rows ?? [];
  return (
    <div className="card activity grid gap-4">
      <div className="activity-head flex flex-wrap gap-3 items-end">
        <Select
          label={t('activity.what')}
          value={kind}
          onChange={setKind}
          choices={[
            { id: 'all', label: t('activity.all') },
            ...activityKinds.map((id) => ({ id, label: t(`activity.kind.${id}`) })),
          ]}
        />
        <Select
          label={t('activity.who')}
          value={who}
          onChange={setWho}
          choices={[
            { id: 'all', label: t('activity.everybody') },
            ...(value?.operators ?? []).map(({ id, name }) => ({ id, label: name })),
          ]}
        />
        <Button icon={<History />} onPress={renew}>
          {t('activity.renew')}
        </Button>
        <ExportButton filter={filter} isEmpty={rows.length === 0} />
      </div>
      <FailureNote failure={failure} />
      {value !== null && rows.length === 0 && (
        <EmptyState icon={<DoorOpen />} title={t('activity.none')} />
      )}
      <ol className="activity-rows grid">
        {rows.map((row) => (
          <li className="grid gap-3 items-center border-b" key={row.id}>
            <Row row={row} />
          </li>
        ))}
      </ol>
      {value?.more === true && <p className="field-hint">{t('activity.more', { count: shown })}</p>}
      <p className="field-hint">{t('activity.purge')}</p>
    </div>
  );
}

function ExportButton({
  filter,
  isEmpty,
}: {
  filter: { kind: ActivityKind | null; operatorId: string | null };
  isEmpty: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { kind, operatorId } = filter;
  const { run, busy, failure } = useAction(async () => {
    if (await ask('exportActivity', { kind, operatorId })) notify(t('activity.exported'));
  });
  return (
    <>
      <Button icon={<FileDown />} isDisabled={isEmpty || busy} onPress={() => void run()}>
        {t('activity.export')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

function Row({ row }: { row: ActivityView }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const Icon = icons[row.kind];
  return (
    <>
      <span className="row-sign grid place-items-center text-soft">
        <Icon aria-hidden="true" size={18} />
      </span>
      <span className="small font-semibold">{t(`activity.kind.${row.kind}`)}</span>
      <span className="flex flex-wrap gap-x-2 font-semibold wrap-anywhere">
        {row.printedName !== null && <bdi>{row.printedName}</bdi>}
        {row.detail !== '' && <bdi>{row.detail}</bdi>}
      </span>
      <bdi>{row.operatorName ?? t('activity.unknown')}</bdi>
      <span className="figures small whitespace-nowrap">{moment(row.wall)}</span>
    </>
  );
}
