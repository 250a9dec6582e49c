import { FileX, Play, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type JudgementKind,
  judgedRangeSchema,
  judgements,
} from '../../../../domain/ledger/judgement.ts';
import type { Approval } from '../../../../domain/organiser/approvals.ts';
import type { OrganiserOrders } from '../../../../domain/organiser/orders.ts';
import { maxReasonLength, minReasonLength } from '../../../../domain/organiser/privacy.ts';
import type { OrganiserStation } from '../../../../domain/organiser/stations.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Select } from '../../../../ui/fields/select.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { Answered } from '../../parts/answered.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { useOrderWords } from './record-words.ts';

/** Orders by two people on records of stations: valid ones, approved ones, and a new request. */
export function RecordsSection({ stations }: { stations: readonly OrganiserStation[] }): ReactNode {
  const { t } = useWords();
  const orders = useAnswer('orders', [{}], { renewOn: ['facts'] });
  const approvals = useAnswer('approvals', [{}], { renewOn: ['stations'] });
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
      <p className="text-soft">{t('records.lead')}</p>
      <ul className="ended grid gap-2">
        {ready.map((approval) => (
          <li className="flex items-center flex-wrap gap-x-4" key={approval.id}>
            <Ready approval={approval} stations={stations} onDone={renew} />
          </li>
        ))}
      </ul>
      <Answered answer={orders}>{(value) => <Orders value={value} />}</Answered>
      <div className="cluster">
        <Button icon={<FileX />} onPress={() => setAsking(true)} isDisabled={stations.length === 0}>
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
  if (orders.length === 0) return <p className="text-soft">{t('records.none')}</p>;
  const counts = new Map(disregarded.map(({ station, records }) => [station, records]));
  return (
    <ul className="ended grid gap-2">
      {orders.map(({ id, verdict, range, stationName, wall, isReplaced }) => {
        const count = counts.get(range.station);
        return (
          <li className="flex items-center flex-wrap gap-x-4" key={id}>
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

/** An approved order, to be carried out once. */
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
        variant="primary"
        icon={<Play />}
        isDisabled={give.busy}
        onPress={() => void give.run()}
      >
        {t('records.carryOut')}
      </Button>
    </>
  );
}

/** Requests an order on a station's records; another account must approve it. */
function OrderDialog({
  stations,
  onClose,
}: {
  stations: readonly OrganiserStation[];
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [verdict, setVerdict] = useState<JudgementKind>('disregard');
  const [station, setStation] = useState(stations[0]?.id ?? '');
  const [fields, setFields] = useState({ incarnation: '', from: '1', to: '', reason: '' });
  const [isShown, setShown] = useState(false);
  const range = judgedRangeSchema.safeParse({
    station,
    incarnation: fields.incarnation.trim() === '' ? null : Number(fields.incarnation),
    from: Number(fields.from),
    to: fields.to.trim() === '' ? null : Number(fields.to),
  });
  const isShort = fields.reason.trim().length < minReasonLength;
  const send = useAction(async () => {
    if (!range.success) return;
    const { reason } = fields;
    await ask('requestOrder', { order: { verdict, range: range.data }, reason: reason.trim() });
    notify(t('records.requested'));
    onClose();
  });
  const set = (name: keyof typeof fields) => (value: string) =>
    setFields((before) => ({ ...before, [name]: value }));
  return (
    <FormDialog
      title={t('records.request')}
      onClose={onClose}
      onSubmit={() => {
        if (isShort || !range.success) setShown(true);
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        label: t('records.request'),
        icon: <Send size={18} />,
        isDisabled: send.busy,
      }}
    >
      <Select
        label={t('records.what')}
        choices={judgements.map((id) => ({ id, label: t(`recordOrder.verdict.${id}`) }))}
        value={verdict}
        onChange={setVerdict}
      />
      <p className="small">{t(`records.effect.${verdict}`)}</p>
      <Select
        label={t('records.station')}
        choices={stations.map(({ id, name }) => ({ id, label: name }))}
        value={station}
        onChange={setStation}
      />
      <TextField
        label={t('records.from')}
        hint={t('records.fromHint')}
        value={fields.from}
        onChange={set('from')}
        maxLength={10}
        error={isShown && !range.success ? t('records.wrongRange') : null}
      />
      <TextField
        label={t('records.to')}
        hint={t('records.toHint')}
        value={fields.to}
        onChange={set('to')}
        maxLength={10}
      />
      <TextField
        label={t('records.incarnationField')}
        hint={t('records.incarnationHint')}
        value={fields.incarnation}
        onChange={set('incarnation')}
        maxLength={12}
      />
      <TextField
        label={t('approvals.reason')}
        hint={t('records.reasonHint')}
        value={fields.reason}
        onChange={set('reason')}
        maxLength={maxReasonLength}
        error={isShown && isShort ? t('approvals.reasonMissing') : null}
      />
    </FormDialog>
  );
}
