import { CircleCheckBig } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextArea } from '../../ui/fields/text-area.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useSync } from '../hub-client/sync-provider.tsx';
import { DuplicateSides } from './duplicate-sides.tsx';

interface ResolveDialogProps {
  duplicate: Duplicate;
  onClose: () => void;
}

/** Resolves a duplicate admission with a note that explains it. Both records stay. */
export function ResolveDialog({ duplicate, onClose }: ResolveDialogProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { renew } = useSync();
  const [note, setNote] = useState('');
  const { badges } = duplicate;
  const [keep, setKeep] = useState(badges[0]?.serialText ?? null);
  const { admissionId } = duplicate.further;
  const { run, busy, failure } = useAction(async (text: string) => {
    await ask('resolveDuplicate', { admissionId, note: text, keep });
    notify(t('resolve.done'));
    renew();
  });
  const resolve = async (): Promise<void> => {
    if (await run(note.trim())) onClose();
  };
  return (
    <FormDialog
      title={t('resolve.title')}
      onClose={onClose}
      onSubmit={() => void resolve()}
      failure={failure}
      submit={{
        label: t('resolve.confirm'),
        icon: <CircleCheckBig />,
        isDisabled: busy || note.trim() === '',
      }}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{duplicate.printedName}</bdi>
      </p>
      <DuplicateSides duplicate={duplicate} />
      <TextArea
        label={t('resolve.note')}
        hint={t('resolve.noteHint')}
        autoFocus
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      {badges.length > 1 && (
        <RadioCards
          label={t('resolve.keep')}
          value={keep}
          onChange={setKeep}
          choices={badges.map(({ serialText, state }) => ({
            id: serialText,
            label: serialText,
            hint: t(`badge.state.${state}`),
          }))}
        />
      )}
      <p className="small">{t(badges.length > 1 ? 'resolve.effectBadge' : 'resolve.effect')}</p>
    </FormDialog>
  );
}
