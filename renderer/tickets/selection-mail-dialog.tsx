import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailingPreview } from '../../preload/contract/tickets.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';

/** Shows who of the chosen people gets a ticket by e-mail, and sends it. */
export function SelectionMailDialog({
  delegateIds,
  onClose,
}: {
  delegateIds: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const ids = [...delegateIds];
  const preview = useAnswer('previewMailing', [{ delegateIds: ids }], {
    renewOn: ['ticketMailChanged', 'countsChanged'],
  });
  const { run, busy, failure } = useAction(async () => {
    const { queued } = await ask('startMailing', {
      scope: { kind: 'selection', delegateIds: ids },
    });
    notify(t('mail.queued', { count: queued, formatted: number(queued) }));
  });
  const start = async (): Promise<void> => {
    if (await run()) onClose();
  };
  const { value } = preview;
  const maySend = value?.isSetUp === true && !value.isInDoubt;
  const sends = maySend ? value.willSend : 0;
  const counted = (count: number) => ({ count, formatted: number(count) });
  const labelOf = (): string => {
    if (sends > 0) return t('mail.start', counted(sends));
    return t(maySend ? 'mail.nobodyLeft' : 'mail.many.send');
  };
  return (
    <ConfirmDialog
      title={t('mail.many.title', counted(ids.length))}
      onClose={onClose}
      closesOutside={false}
      onConfirm={() => void start()}
      failure={failure ?? preview.failure}
      confirm={{
        label: labelOf(),
        icon: <Send />,
        isDisabled: busy || sends === 0,
      }}
    >
      <div className="min-h-30 grid gap-2 content-start" aria-live="polite">
        {value !== null && <Preview preview={value} />}
      </div>
    </ConfirmDialog>
  );
}

function Preview({ preview }: { preview: MailingPreview }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!preview.isSetUp) return <p>{t('mail.one.notSetUp')}</p>;
  if (preview.isInDoubt) return <p>{t('mail.many.inDoubt')}</p>;
  const { willSend, skipped } = preview;
  return (
    <>
      <p className="font-semibold">
        {t('mail.people', { count: willSend, formatted: number(willSend) })}
      </p>
      {skipped.length > 0 && (
        <>
          <h3 className="small">{t('mail.many.skippedTitle')}</h3>
          <ul>
            {skipped.map(({ why, count }) => (
              <li className="small" key={why}>
                {t(`mail.many.skipped.${why}`, { count, formatted: number(count) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
