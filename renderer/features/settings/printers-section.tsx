import { Plus, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PrinterCard } from './printer-card.tsx';
import { PrinterForm } from './printer-form.tsx';

type Editing = { kind: 'new' } | { kind: 'one'; settings: PrinterSettings } | null;

/** The printers of this desk with their live state; supervisors add, change and remove them. */
export function PrintersSection(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value, failure, renew } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const [editing, setEditing] = useState<Editing>(null);
  const printers = value ?? [];
  const end = (): void => {
    setEditing(null);
    renew();
  };
  const addButton = (
    <Button
      look="primary"
      icon={<Plus aria-hidden="true" size={18} />}
      onPress={() => setEditing({ kind: 'new' })}
    >
      {t('settings.printers.add')}
    </Button>
  );
  return (
    <div className="settings-stack">
      <FailureNote failure={failure} />
      {value !== null && printers.length === 0 && editing === null && (
        <div className="card">
          <EmptyState
            icon={<Printer aria-hidden="true" size={22} />}
            title={t('settings.printers.none')}
            hint={t('settings.printers.noneHint')}
            action={isSupervisor && addButton}
          />
        </div>
      )}
      <ul className="printer-list">
        {printers.map(({ settings, state }) => (
          <PrinterCard
            key={settings.id}
            settings={settings}
            state={state}
            onEdit={() => setEditing({ kind: 'one', settings })}
            onRemoved={renew}
          />
        ))}
      </ul>
      {editing === null && printers.length > 0 && isSupervisor && <div>{addButton}</div>}
      {editing !== null && (
        <PrinterForm
          key={editing.kind === 'one' ? editing.settings.id : 'new'}
          settings={editing.kind === 'one' ? editing.settings : null}
          takenIds={printers.map(({ settings }) => settings.id)}
          onSaved={end}
          onCancel={() => setEditing(null)}
        />
      )}
      {!isSupervisor && <p className="field-hint">{t('settings.supervisorOnly')}</p>}
    </div>
  );
}
