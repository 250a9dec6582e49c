import { FileDown, FileUp } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** The signed stop list as a file on a stick, for stations that the network does not reach. */
export function StopFiles({ onImported }: { onImported: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const saveVerb = useCallback(async (): Promise<void> => {
    if (await ask('exportStopList')) notify(t('stops.exported'));
  }, [notify, t]);
  const readVerb = useCallback(async (): Promise<void> => {
    const read = await ask('importStopList');
    if (read === null) return;
    notify(t('stops.imported', { count: read.entries }));
    onImported();
  }, [notify, onImported, t]);
  const save = useAction(saveVerb);
  const read = useAction(readVerb);
  return (
    <>
      <Button
        icon={<FileDown aria-hidden="true" size={18} />}
        isDisabled={save.busy}
        onPress={() => void save.run()}
      >
        {t('stops.export')}
      </Button>
      <Button
        icon={<FileUp aria-hidden="true" size={18} />}
        isDisabled={read.busy}
        onPress={() => void read.run()}
      >
        {t('stops.import')}
      </Button>
      <FailureNote failure={save.failure ?? read.failure} />
    </>
  );
}
