import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterModel } from '../../../domain/printer-models.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { withConnection } from './printer-draft.ts';
import type { StepProps } from './step-props.ts';

/** Where the printer is, typed. */
export function ConnectionFields({
  draft,
  change,
  wrong,
  setDraft,
  models,
}: StepProps & { models: readonly PrinterModel[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="step-fields" aria-label={t('printers.type')}>
      <h3>{t('printers.type')}</h3>
      <RadioCards
        label={t('printers.connection')}
        value={draft.connection}
        onChange={(connection) => setDraft(withConnection(draft, connection, models))}
        choices={(['tcp', 'device', 'system'] as const).map((id) => ({
          id,
          words: t(`printers.connections.${id}`),
          hint: t(`printers.connectionHints.${id}`),
        }))}
      />
      {draft.connection === 'tcp' && (
        <div className="printer-address">
          <TextField
            label={t('printers.host')}
            hint={t('printers.hostHint')}
            maxLength={255}
            value={draft.host}
            onChange={(host) => change({ host })}
            error={wrong('host')}
          />
          <TextField
            label={t('printers.port')}
            hint={t('printers.portHint')}
            inputMode="numeric"
            maxLength={5}
            value={draft.port}
            onChange={(port) => change({ port })}
            error={wrong('port')}
          />
        </div>
      )}
      {draft.connection === 'device' && (
        <TextField
          label={t('printers.path')}
          hint={t('printers.pathHint')}
          maxLength={500}
          value={draft.path}
          onChange={(path) => change({ path })}
          error={wrong('path')}
        />
      )}
      {draft.connection === 'system' && (
        <TextField
          label={t('printers.systemName')}
          hint={t('printers.systemNameHint')}
          maxLength={255}
          value={draft.queue}
          onChange={(queue) => change({ queue })}
          error={wrong('queue')}
        />
      )}
    </section>
  );
}
