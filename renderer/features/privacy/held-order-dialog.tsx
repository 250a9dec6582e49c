import { Hourglass, Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { HeldOrder } from '../../../preload/contract/privacy.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { SecondPin } from '../override/second-pin.tsx';
import { useSecondPin } from '../override/use-second-pin.ts';
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
  const notify = useNotify();
  const privacy = useAnswer('getPrivacy', []);
  const second = useSecondPin();
  const { pin, take } = second;
  const verb = useCallback(async (): Promise<void> => {
    if (!take(await ask('agreeToPurge', { id, pin }))) return;
    notify(t('privacy.held.agreed'));
    onClose();
  }, [id, notify, onClose, pin, t, take]);
  const { run, busy, failure } = useAction(verb);
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    if (second.isReady) void run();
    else second.missing();
  };
  return (
    <Dialog title={t('privacy.purge.askTitle')} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={send}>
        <OrderFacts order={order} />
        {privacy.value !== null && <PurgeEffect kept={privacy.value.kept} />}
        <p className="privacy-soft">{t('privacy.held.doubt')}</p>
        <SecondPin
          label={t('privacy.held.pin')}
          hint={t('firstStart.pinHint')}
          value={second.pin}
          onChange={second.setPin}
          trouble={second.trouble}
          secondsLeft={second.secondsLeft}
        />
        <FailureNote failure={failure ?? privacy.failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            isDisabled={busy || second.secondsLeft > 0}
            icon={<Trash2 aria-hidden="true" size={18} />}
          >
            {t('privacy.purge.confirm')}
          </Button>
        </div>
      </Form>
    </Dialog>
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
