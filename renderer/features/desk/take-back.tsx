import { Undo2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** Takes a badge in that counts no more, there and then. */
export function TakeBack({
  serialText,
  onDone,
}: {
  serialText: string;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    await ask('recordBadgeFate', { badge: { kind: 'serial', serialText }, fate: 'returned' });
    notify(t('instruction.takenIn'));
    onDone();
  }, [notify, onDone, serialText, t]);
  const { run, busy, failure } = useAction(verb);
  return (
    <>
      <Button
        wide
        icon={<Undo2 className="flips" aria-hidden="true" size={18} />}
        isDisabled={busy}
        onPress={() => void run()}
      >
        {t('instruction.takeIn')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}
