import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type JudgementKind, judgedRangeSchema, judgements } from '../../../../domain/judgement.ts';
import { longestReason, shortestReason } from '../../../../domain/wire/organiser-privacy.ts';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { Select } from '../../../../renderer/ui/select.tsx';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';

/** Requests an order on a station's records; another account approves it. */
export function OrderDialog({
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
  const isShort = fields.reason.trim().length < shortestReason;
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
      onSubmit={(form) => {
        if (isShort || !range.success) showErrors(form, () => setShown(true));
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        words: t('records.request'),
        icon: <Send aria-hidden="true" size={18} />,
        isDisabled: send.busy,
      }}
    >
      <Select
        label={t('records.what')}
        choices={judgements.map((id) => ({ id, words: t(`records.verdict.${id}`) }))}
        value={verdict}
        onChange={setVerdict}
      />
      <p className="small">{t(`records.effect.${verdict}`)}</p>
      <Select
        label={t('records.station')}
        choices={stations.map(({ id, name }) => ({ id, words: name }))}
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
        maxLength={longestReason}
        error={isShown && isShort ? t('approvals.reasonMissing') : null}
      />
    </FormDialog>
  );
}
