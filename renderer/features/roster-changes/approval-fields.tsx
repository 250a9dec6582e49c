import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.tsx';
import { longest, type PersonDraft, type PersonField } from './person-draft.ts';

/** Who approved it and on which paper. */
export function ApprovalFields({
  draft,
  onChange,
  missing,
  needsReference,
}: {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  missing: readonly PersonField[];
  needsReference: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="person-two">
      <TextField
        label={t('person.approver')}
        hint={t('person.approverHint')}
        maxLength={longest.approver}
        value={draft.approver}
        onChange={(approver) => onChange({ ...draft, approver })}
        error={missing.includes('approver') ? t('person.missing.approver') : null}
      />
      <TextField
        label={t('person.reference')}
        hint={t(needsReference ? 'person.referenceHint' : 'person.referenceOptional')}
        maxLength={longest.reference}
        value={draft.reference}
        onChange={(reference) => onChange({ ...draft, reference })}
        error={missing.includes('reference') ? t('person.missing.reference') : null}
      />
    </div>
  );
}
