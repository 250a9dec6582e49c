import { FileWarning, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button, IconButton } from '../../ui/button.tsx';

/** In the corner of what came in: an order of the hub's that waits for a supervisor of this desk. */
export function HeldOrderCard(): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { open, dialog } = useNavigation();
  const order = useHeldOrder();
  const [aside, setAside] = useState<string | null>(null);
  // Cards lie over dialogs, and this one's says more.
  if (order === null || order.id === aside || dialog?.kind === 'held-order') return null;
  return (
    <article className="alert-card" data-tone="stop">
      <span className="alert-sign">
        <FileWarning aria-hidden="true" size={22} />
      </span>
      <div className="alert-words">
        <p className="alert-kind">{t('privacy.held.title')}</p>
        <p className="alert-subject">{t('privacy.purge.title')}</p>
        <p className="alert-detail figures">
          <bdi>{order.hub ?? t('privacy.held.formerHub')}</bdi>
          {` · ${moment(order.ordered)}`}
        </p>
        <Button size="small" onPress={() => open({ kind: 'held-order', order })}>
          {t('privacy.held.open')}
        </Button>
      </div>
      <IconButton
        label={t('privacy.held.aside')}
        icon={<X aria-hidden="true" size={18} />}
        onPress={() => setAside(order.id)}
      />
    </article>
  );
}

/** The same in the settings, where it stays until a supervisor agrees. */
export function HeldOrderNotice(): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const order = useHeldOrder();
  if (order === null) return null;
  return (
    <section className="card privacy-card" aria-labelledby="privacy-held">
      <h2 id="privacy-held">{t('privacy.held.title')}</h2>
      <p>{t('privacy.held.lead', { hub: order.hub ?? t('privacy.held.formerHub') })}</p>
      <div>
        <Button
          icon={<FileWarning aria-hidden="true" size={18} />}
          onPress={() => open({ kind: 'held-order', order })}
        >
          {t('privacy.held.open')}
        </Button>
      </div>
    </section>
  );
}

/** The oldest one: whoever agrees to it agrees to all, for then nothing is left to delete. */
function useHeldOrder() {
  const { value } = useAnswer('getHeldOrders', [], {
    renewOn: ['privacyChanged', 'stationChanged', 'syncChanged'],
  });
  return value?.[0] ?? null;
}
