import { Hourglass, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldOrder } from '../../../preload/contract/privacy.ts';
import { ask } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { SecondPinDialog } from '../override/second-pin-dialog.tsx';
import { PurgeEffect } from './purge-effect.tsx';
import './privacy.css';

interface Props {
  order: HeldOrder;
  onClose: () => void;
}

/** What the hub ordered, and once the event has ended a supervisor's PIN for it. */
export function HeldOrderDialog({ order, onClose }: Props): ReactNode {
  const { t } = useTranslation();
  return order.hasEventEnded ? (
    <AgreeDialog order={order} onClose={onClose} />
  ) : (
    <Dialog
      title={t('privacy.held.title')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.close')}</Button>}
    >
      <OrderFacts order={order} />
      <Note
        tone="look"
        icon={<Hourglass aria-hidden="true" size={20} />}
        title={t('privacy.held.early')}
      >
        <p>{t('privacy.held.earlyRemedy')}</p>
      </Note>
    </Dialog>
  );
}

function AgreeDialog({ order: { id }, order, onClose }: Props): ReactNode {
  const { t } = useTranslation();
  const privacy = useAnswer('getPrivacy', []);
  const send = useCallback((pin: string) => ask('agreeToPurge', { id, pin }), [id]);
  return (
    <SecondPinDialog
      deed={{
        title: t('privacy.purge.askTitle'),
        label: t('privacy.held.pin'),
        hint: t('firstStart.pinHint'),
        confirm: {
          words: t('privacy.purge.confirm'),
          look: 'danger',
          icon: <Trash2 aria-hidden="true" size={18} />,
        },
        send,
        done: t('privacy.held.agreed'),
      }}
      failure={privacy.failure}
      onClose={onClose}
    >
      <OrderFacts order={order} />
      {privacy.value !== null && <PurgeEffect kept={privacy.value.kept} />}
      <p className="privacy-soft">{t('privacy.held.doubt')}</p>
    </SecondPinDialog>
  );
}

/** Which hub ordered it, when, and in whose names. */
function OrderFacts({ order }: { order: HeldOrder }): ReactNode {
  const { t } = useTranslation();
  const { day, time, calendarDay } = useFormats();
  const { requestedBy, approvedBy } = order;
  const rows = [
    [t('privacy.held.hub'), order.hub ?? t('privacy.held.formerHub')],
    [t('privacy.held.ordered'), `${day(calendarDay(order.ordered))}, ${time(order.ordered)}`],
    [t('privacy.held.requestedBy'), requestedBy ?? t('privacy.done.by.rule')],
    ...(approvedBy === null ? [] : [[t('privacy.held.approvedBy'), approvedBy] as const]),
  ] as const;
  return (
    <dl className="about-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
