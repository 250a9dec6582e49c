import { Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { StickOutcome } from './stick-outcome.tsx';
import { useImportStick } from './use-import-stick.ts';
import './stick.css';

/** Imports the records that a station without the network sends on a stick. */
export function ImportStick({ onImported }: { onImported: () => void }): ReactNode {
  const { t } = useTranslation();
  const { answer, action } = useImportStick(onImported);
  return (
    <div className="stick grid gap-4">
      <div className="stick-line flex items-center flex-wrap gap-x-4 gap-y-3">
        <Usb className="flex-none text-soft" size={22} />
        <p className="small">{t('stick.hint')}</p>
        <Button isDisabled={action.busy} onPress={() => void action.run()}>
          {t(action.busy ? 'stick.importing' : 'stick.import')}
        </Button>
      </div>
      <FailureNote failure={action.failure} />
      {answer !== null && <StickOutcome answer={answer} />}
    </div>
  );
}
