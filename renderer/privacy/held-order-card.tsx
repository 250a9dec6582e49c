import { FileWarning, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldOrder } from '../../preload/contract/sync.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { useAnswer } from '../kit/client/use-answer.ts';
import { useNavigation } from '../kit/navigation.tsx';
import { useMoment } from '../kit/words/use-moment.ts';
import { HeldOrderDialog } from './held-order-dialog.tsx';

/** A card for an order of the hub that waits for a supervisor of this desk. */
export function HeldOrderCard(): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { open, dialog, close } = useNavigation();
  const [aside, setAside] = useState<readonly string[]>([]);
  const order = useHeldOrders().find(({ id }) => !aside.includes(id));
  // Cards cover dialogs, and this dialog says more.
  if (order === undefined || dialog?.type === HeldOrderDialog) return null;
  return (
    <article className="alert-card stack gap-3 items-start pad-3 panel" data-tone="stop">
      <span className="alert-sign centred round-full tone-stop">
        <FileWarning aria-hidden="true" size={22} />
      </span>
      <div className="alert-words">
        <p className="small strong">{t('privacy.held.title')}</p>
        <p className="alert-subject text-md bold leading-125 break-anywhere">
          {t(subjectOf(order))}
        </p>
        <p className="figures small">
          <bdi>{order.hub ?? t('privacy.held.formerHub')}</bdi>
          {` · ${moment(order.ordered)}`}
        </p>
        <Button
          size="small"
          onPress={() => open(<HeldOrderDialog order={order} onClose={close} />)}
        >
          {t('privacy.held.open')}
        </Button>
      </div>
      <IconButton
        label={t('privacy.held.aside')}
        icon={<X aria-hidden="true" size={18} />}
        onPress={() => setAside([...aside, order.id])}
      />
    </article>
  );
}

/** The same in the settings, where each order stays until a supervisor agrees. */
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
          icon={<FileWarning aria-hidden="true" size={18} />}
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
    : (`privacy.held.records.verdict.${order.verdict}` as const);
}

/** Of purges only the oldest: agreeing to it covers all, for then nothing is left to delete. */
function useHeldOrders(): HeldOrder[] {
  const { value } = useAnswer('getHeldOrders', [], {
    renewOn: ['privacyChanged', 'stationChanged', 'syncChanged'],
  });
  const purge = value?.find(({ kind }) => kind === 'purge');
  return value?.filter((order) => order.kind === 'records' || order === purge) ?? [];
}
