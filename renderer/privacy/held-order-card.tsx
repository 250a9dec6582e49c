import { Check, FileWarning, Hourglass, Trash2, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldJudgement, HeldOrder, HeldPurge } from '../../preload/contract/sync.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useRangeLabel } from '../../ui/ledger/record-order.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import { SecondPinDialog } from '../operators/second-pin-dialog.tsx';
import { PurgeEffect } from './purge-effect.tsx';
import './privacy.css';

/** A card for an order of the hub that needs a supervisor of this desk. */
export function HeldOrderCard(): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { open, close } = useNavigation();
  const [aside, setAside] = useState<readonly string[]>([]);
  const order = useHeldOrders().find(({ id }) => !aside.includes(id));
  if (order === undefined) return null;
  return (
    <article className="alert-card grid gap-3 items-center px-3 py-2 panel" data-tone="stop">
      <span className="alert-sign grid place-items-center rounded-full bg-stop-soft text-stop-ink">
        <FileWarning size={22} />
      </span>
      <div className="min-w-0">
        <p className="small font-semibold">{t('privacy.held.title')}</p>
        <p className="alert-subject text-md font-bold leading-[1.25] wrap-anywhere">
          {t(subjectOf(order))}
        </p>
        <p className="figures small">
          <bdi>{order.hub ?? t('privacy.held.formerHub')}</bdi>
          {` · ${moment(order.ordered)}`}
        </p>
      </div>
      <Button size="small" onPress={() => open(<HeldOrderDialog order={order} onClose={close} />)}>
        {t('privacy.held.open')}
      </Button>
      <IconButton
        label={t('privacy.held.aside')}
        icon={<X />}
        onPress={() => setAside([...aside, order.id])}
      />
    </article>
  );
}

/** The same in settings and problems, where each order stays until a supervisor agrees. */
export function HeldOrderNotices(): ReactNode {
  return useHeldOrders().map((order) => <Notice key={order.id} order={order} />);
}

function Notice({ order }: { order: HeldOrder }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const heading = useId();
  const lead = order.kind === 'purge' ? 'privacy.held.lead' : 'privacy.held.records.lead';
  return (
    <section className="card privacy-card" aria-labelledby={heading}>
      <h2 id={heading}>{t('privacy.held.title')}</h2>
      <p>{t(lead, { hub: order.hub ?? t('privacy.held.formerHub') })}</p>
      <div>
        <Button
          icon={<FileWarning />}
          onPress={() => open(<HeldOrderDialog order={order} onClose={close} />)}
        >
          {t('privacy.held.open')}
        </Button>
      </div>
    </section>
  );
}

function subjectOf(order: HeldOrder) {
  return order.kind === 'purge'
    ? ('privacy.purge.title' as const)
    : (`recordOrder.verdict.${order.verdict}` as const);
}

/**
 * Of several purges only the oldest: agreeing to it covers all, because nothing is then left to
 * delete.
 */
export function useHeldOrders(): HeldOrder[] {
  const { value } = useAnswer('getHeldOrders', [], {
    renewOn: ['privacyChanged', 'stationChanged', 'syncChanged'],
  });
  const purge = value?.find(({ kind }) => kind === 'purge');
  return value?.filter((order) => order.kind === 'records' || order === purge) ?? [];
}

interface Props<Order> {
  order: Order;
  onClose: () => void;
}

export function HeldOrderDialog({ order, onClose }: Props<HeldOrder>): ReactNode {
  return order.kind === 'purge' ? (
    <PurgeDialog order={order} onClose={onClose} />
  ) : (
    <RecordsDialog order={order} onClose={onClose} />
  );
}

/** Before the event has ended, nobody can agree to a purge. */
function PurgeDialog({ order, onClose }: Props<HeldPurge>): ReactNode {
  const { t } = useTranslation();
  return order.hasEventEnded ? (
    <AgreeDialog order={order} onClose={onClose} />
  ) : (
    <Dialog
      title={t('privacy.held.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.close')}</Button>}
    >
      <PurgeFacts order={order} />
      <Note tone="look" icon={<Hourglass />} title={t('privacy.held.early')}>
        <p>{t('privacy.held.earlyRemedy')}</p>
      </Note>
    </Dialog>
  );
}

function AgreeDialog({ order: { id }, order, onClose }: Props<HeldPurge>): ReactNode {
  const { t } = useTranslation();
  const privacy = useAnswer('getPrivacy', []);
  return (
    <SecondPinDialog
      deed={{
        title: t('privacy.purge.askTitle'),
        label: t('privacy.held.pin'),
        hint: t('firstStart.pinHint'),
        confirm: {
          label: t('privacy.purge.confirm'),
          variant: 'danger',
          icon: <Trash2 size={18} />,
        },
        send: (pin) => ask('agreeToOrder', { id, pin }),
        done: t('privacy.held.agreed'),
      }}
      failure={privacy.failure}
      onClose={onClose}
    >
      <PurgeFacts order={order} />
      {privacy.value !== null && <PurgeEffect kept={privacy.value.kept} />}
      <p className="small">{t('privacy.held.doubt')}</p>
    </SecondPinDialog>
  );
}

/** An order on records by a hub that took over: what it changes at this desk. */
function RecordsDialog({
  order: { id, verdict },
  order,
  onClose,
}: Props<HeldJudgement>): ReactNode {
  const { t } = useTranslation();
  return (
    <SecondPinDialog
      deed={{
        title: t('privacy.held.title'),
        label: t('privacy.held.pin'),
        hint: t('firstStart.pinHint'),
        confirm: {
          label: t('privacy.held.records.confirm'),
          variant: 'primary',
          icon: <Check size={18} />,
        },
        send: (pin) => ask('agreeToOrder', { id, pin }),
        done: t('privacy.held.records.agreed'),
      }}
      onClose={onClose}
    >
      <RecordsFacts order={order} />
      <Note tone="look" icon={<TriangleAlert />} title={t(`recordOrder.verdict.${verdict}`)}>
        <p>{t(`privacy.held.records.effect.${verdict}`)}</p>
      </Note>
      <p className="small">{t('privacy.held.records.doubt')}</p>
    </SecondPinDialog>
  );
}

function RecordsFacts({ order }: { order: HeldJudgement }): ReactNode {
  const { t } = useTranslation();
  const rangeLabel = useRangeLabel();
  return (
    <OrderFacts
      order={order}
      more={[
        [t('privacy.held.records.station'), order.station],
        [t('privacy.held.records.range'), rangeLabel(order)],
      ]}
    />
  );
}

function PurgeFacts({ order }: { order: HeldPurge }): ReactNode {
  const { t } = useTranslation();
  const { requestedBy, approvedBy } = order;
  return (
    <OrderFacts
      order={order}
      more={[
        [t('privacy.held.requestedBy'), requestedBy ?? t('privacy.done.by.rule')],
        ...(approvedBy === null ? [] : [[t('privacy.held.approvedBy'), approvedBy] as const]),
      ]}
    />
  );
}

function OrderFacts({
  order,
  more,
}: {
  order: HeldOrder;
  more: readonly (readonly [label: string, value: string])[];
}): ReactNode {
  const { t } = useTranslation();
  const { day, time, calendarDay } = useFormats();
  return (
    <FactList
      facts={[
        {
          name: t('privacy.held.hub'),
          value: <bdi>{order.hub ?? t('privacy.held.formerHub')}</bdi>,
        },
        {
          name: t('privacy.held.ordered'),
          value: `${day(calendarDay(order.ordered))}, ${time(order.ordered)}`,
        },
        ...more.map(([name, value]) => ({ name, value: <bdi>{value}</bdi> })),
      ]}
    />
  );
}
