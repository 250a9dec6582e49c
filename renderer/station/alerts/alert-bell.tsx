import { Bell } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../kit/hotkeys.ts';
import { StatusItem } from '../../kit/status-item.tsx';
import { AlertList } from './alert-list.tsx';
import { useAlerts } from './alerts-provider.tsx';

/** The bell in the footer, with the number of open items; opens the list, as does Ctrl+B. */
export function AlertBell(): ReactNode {
  const { t } = useTranslation();
  const { open, isListOpen, setListOpen } = useAlerts();
  useHotkeys([{ key: 'b', ctrl: true, inFields: true, run: () => setListOpen(!isListOpen) }]);
  return (
    <DialogTrigger isOpen={isListOpen} onOpenChange={setListOpen}>
      <Button className="status-press target pad-0 bare round-full">
        <StatusItem tone={open > 0 ? 'look' : 'quiet'} icon={<Bell aria-hidden="true" size={16} />}>
          <span className="figures">
            {open === 0 ? (
              <span className="status-extra">{t('alerts.bell')}</span>
            ) : (
              t('alerts.bellOpen', { count: open })
            )}
          </span>
        </StatusItem>
      </Button>
      <Popover className="status-popover alert-popover pad-4 scroll panel" placement="top start">
        <Dialog aria-label={t('alerts.title')}>
          <AlertList />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
