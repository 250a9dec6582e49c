import { ArrowLeftRight, UserRoundMinus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { SecondPin, type SecondPinEntry, useSecondPin } from '../operators/second-pin.tsx';
import { useRolesWords } from '../operators/use-roles-words.ts';
import {
  emptyPerson,
  maxLengthOf,
  missingFields,
  type PersonDraft,
  personOf,
} from '../roster/person-draft.ts';
import { PersonFields } from '../roster/person-fields.tsx';
import { useOpenNew } from './desk-provider.tsx';

interface ReplaceDialogProps {
  delegateId: string;
  onClose: () => void;
}

const needed = ['printedName', 'category', 'reference'] as const;

/** One delegate withdraws and another replaces them, with a letter's reference and an approver. */
export function ReplaceDialog({ delegateId, onClose }: ReplaceDialogProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('getDelegate', [{ id: delegateId }]);
  return (
    <Dialog title={t('replace.title')} size="wide" closesOutside={false} onClose={onClose}>
      <FailureNote failure={failure} />
      {value !== null && <ReplaceForm before={value.delegate} onClose={onClose} />}
    </Dialog>
  );
}

function ReplaceForm({
  before,
  onClose,
}: {
  before: DeskDelegate;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { delegation, category, administration } = before;
  const [draft, setDraft, forget] = useKeptDraft<PersonDraft>(`replace ${before.id}`, {
    ...emptyPerson,
    delegation,
    category,
    administration,
  });
  const [wasSent, setWasSent] = useState(false);
  const rolesWords = useRolesWords();
  const second = useSecondPin();
  const { run, busy, failure } = useReplace(before.id, second, forget);
  const missing = missingFields(draft, needed);
  const cancel = (): void => {
    forget();
    onClose();
  };
  const send = async (): Promise<void> => {
    setWasSent(true);
    if (!second.isReady) second.missing();
    else if (missing.length === 0) await run(draft);
  };
  return (
    <DialogForm
      onCancel={cancel}
      onSubmit={() => void send()}
      failure={failure}
      submit={{
        label: t('replace.confirm'),
        icon: <ArrowLeftRight />,
        isDisabled: busy || second.secondsLeft > 0,
      }}
    >
      <Note
        tone="look"
        icon={<UserRoundMinus />}
        title={t('replace.withdraws', { name: before.printedName })}
      >
        <p>{t('replace.effect')}</p>
      </Note>
      <PersonFields draft={draft} onChange={setDraft} missing={wasSent ? missing : []} />
      <div className="person-two grid grid-cols-2 gap-4">
        <TextField
          label={t('person.reference')}
          hint={t('person.referenceHint')}
          maxLength={maxLengthOf('reference')}
          value={draft.reference}
          onChange={(reference) => setDraft((last) => ({ ...last, reference }))}
          error={wasSent && missing.includes('reference') ? t('person.missing.reference') : null}
        />
        <SecondPin
          label={t('roles.pinOf', { roles: rolesWords('approve-replacement') })}
          value={second.pin}
          onChange={second.setPin}
          trouble={second.trouble}
          secondsLeft={second.secondsLeft}
        />
      </div>
    </DialogForm>
  );
}

function useReplace(
  delegateId: string,
  second: SecondPinEntry,
  forget: () => void,
): ReturnType<typeof useAction<[PersonDraft]>> {
  const { t } = useTranslation();
  const notify = useNotify();
  const openNew = useOpenNew();
  const { pin, take } = second;
  return useAction(async (draft: PersonDraft) => {
    const replaced = await ask('replaceDelegate', {
      delegateId,
      person: personOf(draft),
      reference: draft.reference.trim(),
      pin,
    });
    if (!take(replaced) || replaced.result !== 'done') return;
    forget();
    notify(t('replace.done'));
    openNew(replaced.delegateId);
  });
}
