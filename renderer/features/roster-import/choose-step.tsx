import { FileSpreadsheet, Info, ListX, RefreshCw, UserRoundCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PhotoSection } from '../photo-import/photo-section.tsx';

interface ChooseStepProps {
  busy: boolean;
  wasCancelled: boolean;
  onChoose: () => void;
}

/** The beginning: choose a file; says what an import does and does not do. */
export function ChooseStep({ busy, wasCancelled, onChoose }: ChooseStepProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { rosterSize } = useStation();
  return (
    <>
      {wasCancelled && (
        <Note
          tone="quiet"
          icon={<Info aria-hidden="true" size={18} />}
          title={t('roster.cancelled')}
        />
      )}
      <div className="card roster-choose">
        <span className="roster-sign">
          <FileSpreadsheet aria-hidden="true" size={34} />
        </span>
        <h2>{t('roster.choose.title')}</h2>
        <p>{t('roster.choose.hint')}</p>
        <Button look="primary" size="large" isDisabled={busy} onPress={onChoose} autoFocus>
          {t('roster.choose.button')}
        </Button>
        <p className="roster-known figures">
          {t('roster.choose.known', { count: rosterSize, formatted: number(rosterSize) })}
        </p>
      </div>
      <ul className="roster-promises">
        <li>
          <RefreshCw aria-hidden="true" size={20} />
          {t('roster.choose.promiseUpdate')}
        </li>
        <li>
          <UserRoundCheck aria-hidden="true" size={20} />
          {t('roster.choose.promiseKeep')}
        </li>
        <li>
          <ListX aria-hidden="true" size={20} />
          {t('roster.choose.promiseDrop')}
        </li>
      </ul>
      <PhotoSection />
    </>
  );
}
