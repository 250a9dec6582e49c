import { LockKeyhole } from 'lucide-react';
import { Activity, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Editor } from './editor.tsx';
import { TemplateList } from './template-list.tsx';

/**
 * The station's badge templates, and the editor of the one that is open. For supervisors: whoever else signs in
 * does not see the work of the one before, nor does the lock take it away.
 */
export function BadgeTemplatesScreen(): ReactNode {
  const isSupervisor = useIsSupervisor();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      {open !== null && (
        <Activity mode={isSupervisor ? 'visible' : 'hidden'}>
          <OpenEditor id={open} onClose={() => setOpen(null)} />
        </Activity>
      )}
      {(open === null || !isSupervisor) && <Templates onOpen={setOpen} />}
    </>
  );
}

function Templates({ onOpen }: { onOpen: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  return (
    <main className="screen" aria-label={t('templates.title')}>
      {isSupervisor ? (
        <TemplateList onOpen={onOpen} />
      ) : (
        <>
          <header className="screen-head">
            <h1>{t('templates.title')}</h1>
          </header>
          <div className="card">
            <EmptyState
              icon={<LockKeyhole aria-hidden="true" size={22} />}
              title={t('templates.supervisorOnly')}
            />
          </div>
        </>
      )}
    </main>
  );
}

/** Asks for the template once: what others store meanwhile does not take the work away. */
function OpenEditor({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { value, failure } = useAnswer('getBadgeTemplate', [{ id }]);
  const [stored, setStored] = useState(value);
  if (stored === null && value !== null) setStored(value);
  if (failure !== null) {
    return (
      <main className="screen">
        <FailureNote failure={failure} />
      </main>
    );
  }
  return stored === null ? null : <Editor key={id} stored={stored} onClose={onClose} />;
}
