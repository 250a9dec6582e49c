import { Ban } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OrganiserStation } from '../../../../domain/wire/organiser-stations.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useWords } from '../../words.ts';

/** Ends a station for good. Its name has to be typed: two stations look alike in a list. */
export function RevokeDialog({
  station,
  onClose,
  onDone,
}: {
  station: OrganiserStation;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const revoke = useAction(async () => {
    await ask('revokeStation', { confirm: typed }, station.id);
    notify(t('stations.revokedNow', { name: station.name }));
    onDone();
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (typed.trim() === station.name) void revoke.run();
    else showErrors(event.currentTarget, () => setWrong(true));
  };
  return (
    <Dialog
      title={t('stations.revokeTitle', { name: station.name })}
      onClose={onClose}
      closesOutside={false}
    >
      <form className="dialog-form" onSubmit={send}>
        <p>{t('stations.revokeEffect')}</p>
        <FailureNote failure={revoke.failure} />
        <TextField
          label={t('stations.typeName', { name: station.name })}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWrong(false);
          }}
          error={isWrong ? t('stations.wrongName') : null}
          autoFocus
        />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            icon={<Ban aria-hidden="true" size={18} />}
            isDisabled={revoke.busy}
          >
            {t('stations.revoke')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
