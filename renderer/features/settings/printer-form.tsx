import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNotify } from '../../ui/toast.tsx';
import {
  draftErrors,
  draftOf,
  newPrinterId,
  type PrinterDraft,
  settingsOf,
} from './printer-draft.ts';

interface PrinterFormProps {
  settings: PrinterSettings | null;
  takenIds: readonly string[];
  onSaved: () => void;
  onCancel: () => void;
}

const abilities = ['confirm', 'status', 'blind'] as const;

/** Adds a printer or changes one. */
export function PrinterForm({
  settings,
  takenIds,
  onSaved,
  onCancel,
}: PrinterFormProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    const id = settings?.id ?? newPrinterId(draft.name, takenIds);
    await ask('savePrinter', settingsOf(draft, id, settings));
    notify(t('settings.saved'));
    onSaved();
  }, [draft, notify, onSaved, settings, t, takenIds]);
  const { run, busy, failure } = useAction(verb);
  const errors = draftErrors(draft);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (Object.keys(errors).length === 0) void run();
  };
  const change = (part: Partial<PrinterDraft>): void => setDraft({ ...draft, ...part });
  const wrong = (field: keyof PrinterDraft): string | null => {
    const error = errors[field];
    return wasSent && error !== undefined ? t(`settings.printers.${error}`) : null;
  };
  return (
    <Form className="card settings-form printer-form" onSubmit={send}>
      <h2>
        {settings === null
          ? t('settings.printers.newTitle')
          : t('settings.printers.editOf', { name: settings.name })}
      </h2>
      <TextField
        label={t('settings.printers.name')}
        hint={t('settings.printers.nameHint')}
        autoFocus
        maxLength={60}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={wrong('name')}
      />
      <RadioCards
        label={t('settings.printers.connection')}
        value={draft.connection}
        onChange={(connection) => change({ connection })}
        choices={[
          { id: 'tcp', words: t('settings.printers.tcp') },
          { id: 'device', words: t('settings.printers.device') },
        ]}
      />
      <ConnectionFields draft={draft} change={change} wrong={wrong} />
      <RadioCards
        label={t('settings.printers.ability')}
        value={draft.ability}
        onChange={(ability) => change({ ability })}
        choices={abilities.map((id) => ({
          id,
          words: t(`settings.printers.abilities.${id}`),
          hint: t(`settings.printers.abilityHints.${id}`),
        }))}
      />
      <FailureNote failure={failure} />
      <div className="settings-buttons">
        <Button onPress={onCancel}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={busy}>
          {t('app.save')}
        </Button>
      </div>
    </Form>
  );
}

function ConnectionFields({
  draft,
  change,
  wrong,
}: {
  draft: PrinterDraft;
  change: (part: Partial<PrinterDraft>) => void;
  wrong: (field: keyof PrinterDraft) => string | null;
}): ReactNode {
  const { t } = useTranslation();
  if (draft.connection === 'device') {
    return (
      <TextField
        label={t('settings.printers.path')}
        hint={t('settings.printers.pathHint')}
        maxLength={500}
        value={draft.path}
        onChange={(path) => change({ path })}
        error={wrong('path')}
      />
    );
  }
  return (
    <div className="printer-address">
      <TextField
        label={t('settings.printers.host')}
        hint={t('settings.printers.hostHint')}
        maxLength={255}
        value={draft.host}
        onChange={(host) => change({ host })}
        error={wrong('host')}
      />
      <TextField
        label={t('settings.printers.port')}
        inputMode="numeric"
        maxLength={5}
        value={draft.port}
        onChange={(port) => change({ port })}
        error={wrong('port')}
      />
    </div>
  );
}
