import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields/text-field.tsx';
import { type HubDraft, hubOf } from './hub-draft.ts';

export function HubForm({
  draft,
  onChange,
  wasSent,
}: {
  draft: HubDraft;
  onChange: (draft: HubDraft) => void;
  wasSent: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const isNameBad = wasSent && draft.name.trim() === '';
  const isPortBad = wasSent && hubOf({ ...draft, name: 'x' }) === null;
  return (
    <div className="grid-cols-[minmax(0,1fr)_9rem] grid gap-4">
      <TextField
        label={t('hubForm.name')}
        hint={t('hubForm.nameHint')}
        autoFocus
        maxLength={60}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={isNameBad ? t('hubForm.nameMissing') : null}
      />
      <TextField
        label={t('hubForm.port')}
        hint={t('hubForm.portHint')}
        inputMode="numeric"
        maxLength={5}
        value={draft.port}
        onChange={(port) => onChange({ ...draft, port })}
        error={isPortBad ? t('hubForm.portForm') : null}
      />
    </div>
  );
}
