import { Layers } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasDelegations, hasGroups } from '../../domain/delegations.ts';
import type { BatchScope } from '../../domain/printing/print-batch.ts';
import type { BatchPreview as Preview } from '../../preload/contract/badges.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { DelegationPicker } from '../roster/delegation-picker.tsx';
import './print-batch.css';

const kinds = ['delegation', 'roster'] as const;

/** Chooses whose badges are printed ahead, shows the effect, and starts the batch. */
export function BatchDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const canChoose = hasGroups(event);
  const [kind, setKind] = useState<(typeof kinds)[number]>(canChoose ? 'delegation' : 'roster');
  const [delegation, setDelegation] = useState('');
  const scope: BatchScope | null =
    kind === 'roster' ? { kind } : delegation === '' ? null : { kind, delegation };
  return (
    <PreviewedBatch title={t('batches.new')} scope={scope} onClose={onClose}>
      {canChoose && (
        <RadioCards
          label={t('batches.who')}
          choices={kinds.map((id) => ({
            id,
            label: t(`batches.${id}`),
            ...(id === 'roster' || hasDelegations(event) ? { hint: t(`batches.${id}Hint`) } : {}),
          }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {kind === 'delegation' && <DelegationPicker value={delegation} onChange={setDelegation} />}
    </PreviewedBatch>
  );
}

/** Shows the effect of printing ahead for chosen people, and starts the batch. */
export function SelectionBatchDialog({
  delegateIds,
  onClose,
}: {
  delegateIds: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const count = delegateIds.length;
  return (
    <PreviewedBatch
      title={t('batches.newFor', { count, formatted: number(count) })}
      scope={{ kind: 'selection', delegateIds: [...delegateIds] }}
      onClose={onClose}
    />
  );
}

/** @param scope null until it is chosen */
function PreviewedBatch({
  title,
  scope,
  onClose,
  children,
}: {
  title: string;
  scope: BatchScope | null;
  onClose: () => void;
  children?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const preview = useAnswer('previewBatch', [{ scope: scope ?? { kind: 'roster' } }], {
    when: scope !== null,
    renewOn: ['countsChanged', 'printersChanged'],
  });
  const { run, busy, failure } = useAction(async (of: BatchScope) => {
    await ask('startBatch', { scope: of });
    notify(t('batches.started'));
  });
  const start = async (): Promise<void> => {
    if (scope !== null && (await run(scope))) onClose();
  };
  return (
    <ConfirmDialog
      title={title}
      onClose={onClose}
      closesOutside={false}
      onConfirm={() => void start()}
      failure={failure ?? preview.failure}
      confirm={{
        label: t('batches.start'),
        icon: <Layers />,
        isDisabled: busy || (preview.value?.willPrint ?? 0) === 0,
      }}
    >
      <div className="grid gap-4">
        {children}
        <div
          className="batch-preview bg-sunken min-h-30 grid gap-2 content-start px-4 py-3 border rounded-md"
          aria-live="polite"
        >
          {scope === null && <p className="small">{t('batches.choose')}</p>}
          {preview.value !== null && <BatchPreview preview={preview.value} />}
        </div>
      </div>
    </ConfirmDialog>
  );
}

function BatchPreview({ preview }: { preview: Preview }): ReactNode {
  const { t } = useTranslation();
  const { willPrint, printers, withoutPrinter, left } = preview;
  return (
    <>
      <p className="batch-will text-lg font-bold" data-none={willPrint === 0 || undefined}>
        {willPrint === 0
          ? t('batches.willPrintNone')
          : t('batches.willPrint', { count: willPrint })}
      </p>
      <ul>
        {printers.map(({ printerId, name, count }) => (
          <li className="small" key={printerId}>
            <bdi>{t('batches.goesTo', { count, printer: name })}</bdi>
          </li>
        ))}
        {withoutPrinter > 0 && (
          <li className="small" data-tone="look">
            {t('batches.withoutPrinter', { count: withoutPrinter })}
          </li>
        )}
      </ul>
      {left.length > 0 && (
        <>
          <h3 className="small">{t('batches.leftTitle')}</h3>
          <ul>
            {left.map(({ why, count }) => (
              <li className="small" key={why}>
                {t(`batches.left.${why}`, { count })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
