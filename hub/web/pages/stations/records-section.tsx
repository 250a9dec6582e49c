import { FileX, Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Approval } from '../../../../domain/wire/organiser-approvals.ts';
import type { OrganiserOrders } from '../../../../domain/wire/organiser-orders.ts';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { OrderDialog } from './order-dialog.tsx';
import { useOrderWords } from './record-words.ts';

/** Two persons' orders on records of stations: what holds, what is approved, and a new request. */
export function RecordsSection({ stations }: { stations: readonly OrganiserStation[] }): ReactNode {
  const { t } = useWords();
  const orders = useAnswer('orders', {}, { on: ['facts'] });
  const approvals = useAnswer('approvals', {}, { on: ['stations'] });
  const [isAsking, setAsking] = useState(false);
  const renew = (): void => {
    orders.renew();
    approvals.renew();
  };
  const ready = (approvals.value?.approvals ?? []).filter(
    ({ kind, state }) => kind === 'records' && state === 'approved',
  );
  return (
    <Section title={t('records.title')}>
      <p className="soft">{t('records.lead')}</p>
      <ul className="ended">
        {ready.map((approval) => (
          <li key={approval.id}>
            <Ready approval={approval} stations={stations} onDone={renew} />
          </li>
        ))}
      </ul>
      <Answered answer={orders}>{(value) => <Orders value={value} />}</Answered>
      <div className="row">
        <Button
          icon={<FileX aria-hidden="true" size={18} />}
          onPress={() => setAsking(true)}
          isDisabled={stations.length === 0}
        >
          {t('records.request')}
        </Button>
      </div>
      {isAsking && (
        <OrderDialog
          stations={stations}
          onClose={() => {
            setAsking(false);
            renew();
          }}
        />
      )}
    </Section>
  );
}

function Orders({ value: { orders, disregarded } }: { value: OrganiserOrders }): ReactNode {
  const { t } = useWords();
  const { moment, number } = useFormats();
  const { words } = useOrderWords();
  if (orders.length === 0) return <p className="soft">{t('records.none')}</p>;
  const counts = new Map(disregarded.map(({ station, records }) => [station, records]));
  return (
    <ul className="ended">
      {orders.map(({ id, verdict, range, stationName, wall, isReplaced }) => {
        const count = counts.get(range.station);
        return (
          <li key={id}>
            <bdi className="ended-name">{words({ verdict, range }, stationName)}</bdi>
            <span className="small">{moment(wall)}</span>
            {isReplaced && <Chip tone="quiet">{t('records.replaced')}</Chip>}
            {!isReplaced && verdict === 'disregard' && count !== undefined && (
              <span className="small">
                {t('records.count', { formatted: number(count), count })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** An approved order: it is carried out once. */
function Ready({
  approval: { id, subject, decidedBy },
  stations,
  onDone,
}: {
  approval: Approval;
  stations: readonly OrganiserStation[];
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const order = useOrderWords();
  const give = useAction(async () => {
    await ask('giveOrder', { approval: id });
    notify(t('records.given'));
    onDone();
  });
  return (
    <>
      <bdi className="ended-name">{order.subject(subject, stations)}</bdi>
      <span className="small">
        <bdi>{t('records.approvedBy', { name: decidedBy?.name ?? '' })}</bdi>
      </span>
      <FailureNote failure={give.failure} />
      <Button
        size="small"
        look="primary"
        icon={<Play aria-hidden="true" size={16} />}
        isDisabled={give.busy}
        onPress={() => void give.run()}
      >
        {t('records.carryOut')}
      </Button>
    </>
  );
}
