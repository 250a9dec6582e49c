import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { StationWarning } from '../../preload/contract/station/station.ts';
import { Note } from '../kit/note.tsx';
import { StatusItem } from '../kit/status-item.tsx';

/** What to know before relying on the station: one line, details on pressing it. */
export function WarningStatus({ warnings }: { warnings: readonly StationWarning[] }): ReactNode {
  const { t } = useTranslation();
  const [first] = warnings;
  if (first === undefined) return null;
  return (
    <DialogTrigger>
      <Button className="status-press min-w-target min-h-target p-0 border-0 bg-transparent rounded-full">
        <StatusItem tone="look" icon={<TriangleAlert />}>
          {warnings.length === 1
            ? t(`warning.${first.code}.title`)
            : t('footer.warnings', { count: warnings.length })}
        </StatusItem>
      </Button>
      <Popover className="status-popover p-4 panel" placement="top start">
        <Dialog aria-label={t('settings.about.warnings')}>
          <WarningList warnings={warnings} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Each warning with its remedy. */
export function WarningList({ warnings }: { warnings: readonly StationWarning[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="grid gap-3">
      {warnings.map(({ code, detail }) => (
        <li key={`${code} ${detail}`}>
          <Note tone="look" icon={<TriangleAlert size={18} />} title={t(`warning.${code}.title`)}>
            <p>{t(`warning.${code}.remedy`)}</p>
            {detail !== '' && <bdi className="code wrap-anywhere">{detail}</bdi>}
          </Note>
        </li>
      ))}
    </ul>
  );
}
