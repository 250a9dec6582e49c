import { SpellCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectableField, Correction } from '../../domain/roster/roster-changes.ts';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { correctionOf, maxLengthOf } from './person-draft.ts';
import { NativeField } from './person-fields.tsx';
import { PrintedName } from './printed-name.tsx';
import { useFieldLabel } from './use-field-label.ts';

interface CorrectDialogProps {
  delegateId: string;
  onClose: () => void;
}

type Spelling = Pick<DeskDelegate, CorrectableField>;

/** Corrects the spelling of a name; the delegate's other data cannot be changed here. */
export function CorrectDialog({ delegateId, onClose }: CorrectDialogProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('getDelegate', [{ id: delegateId }]);
  return (
    <Dialog title={t('correct.title')} size="wide" closesOutside={false} onClose={onClose}>
      <FailureNote failure={failure} />
      {value !== null && <CorrectForm delegate={value.delegate} onClose={onClose} />}
    </Dialog>
  );
}

function CorrectForm({
  delegate,
  onClose,
}: {
  delegate: DeskDelegate;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { id } = delegate;
  const [draft, setDraft, forget] = useKeptDraft<Spelling>(`correct ${id}`, spellingOf(delegate));
  const { run, busy, failure } = useAction(async (changes: Correction) => {
    await ask('correctSpelling', { delegateId: id, correction: changes });
    notify(t('correct.done'));
  });
  const correction = correctionOf(spellingOf(delegate), draft);
  const end = (): void => {
    forget();
    onClose();
  };
  const send = async (): Promise<void> => {
    if (correction !== null && (await run(correction))) end();
  };
  return (
    <DialogForm
      onCancel={end}
      onSubmit={() => void send()}
      failure={failure}
      submit={{
        label: t('correct.confirm'),
        icon: <SpellCheck />,
        isDisabled: busy || correction === null,
      }}
    >
      <p className="small">{t('correct.intro')}</p>
      <SpellingFields draft={draft} onChange={setDraft} />
      <PrintedName draft={{ ...draft, delegation: delegate.delegation }} />
      <p className="small">{t('correct.effect')}</p>
    </DialogForm>
  );
}

function spellingOf(delegate: DeskDelegate): Spelling {
  const { title, printedName, givenName, familyName, nativeName, jobTitle } = delegate;
  return { title, printedName, givenName, familyName, nativeName, jobTitle };
}

function SpellingFields({
  draft,
  onChange,
}: {
  draft: Spelling;
  onChange: (draft: Spelling) => void;
}): ReactNode {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const field = (name: Exclude<CorrectableField, 'nativeName'>): ReactNode => (
    <TextField
      label={label(name)}
      maxLength={maxLengthOf(name)}
      autoFocus={name === 'printedName'}
      value={draft[name]}
      onChange={(text) => onChange({ ...draft, [name]: text })}
      error={name === 'printedName' && draft[name].trim() === '' ? t('person.missing.name') : null}
    />
  );
  return (
    <div className="grid gap-4">
      <div className="person-printed grid-cols-[7rem_minmax(0,1fr)] grid gap-4">
        {field('title')}
        {field('printedName')}
      </div>
      <div className="person-two grid grid-cols-2 gap-4">
        {field('givenName')}
        {field('familyName')}
        <NativeField
          value={draft.nativeName}
          onChange={(nativeName) => onChange({ ...draft, nativeName })}
        />
        {field('jobTitle')}
      </div>
    </div>
  );
}
