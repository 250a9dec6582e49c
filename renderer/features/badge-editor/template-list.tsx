import { FileUp, Plus, Undo2 } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import type { TemplateImportAnswer } from '../../../preload/contract/badge-templates.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ImportRefusedDialog } from './import-refused-dialog.tsx';
import { NewTemplateDialog } from './new-template-dialog.tsx';
import { TemplateCard } from './template-card.tsx';
import './template-list.css';

type Refused = Extract<TemplateImportAnswer, { outcome: 'refused' }>;

/** What was removed or reset last, and can be put back. */
interface Removed {
  template: BadgeTemplate;
  how: 'removed' | 'reset';
}

/** Every template as it prints, and what is done with one as a whole. */
export function TemplateList({ onOpen }: { onOpen: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure } = useAnswer('getBadgeTemplates', [], {
    renewOn: ['templatesChanged', 'printersChanged'],
  });
  const [making, setMaking] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const importing = useAction(
    useCallback(async () => {
      const answer = await ask('importBadgeTemplate');
      if (answer?.outcome === 'refused') setRefused(answer);
      if (answer?.outcome === 'imported') notify(t('templates.imported', { name: answer.name }));
    }, [notify, t]),
  );
  const acting = useAction(useCallback((verb: () => Promise<void>) => verb(), []));
  const remove = (id: string, how: Removed['how']): void => {
    void acting.run(async () => {
      const template = await ask('removeBadgeTemplate', { id });
      setRemoved({ template, how });
    });
  };
  const putBack = ({ template }: Removed): void => {
    void acting.run(async () => {
      await ask('saveBadgeTemplate', template);
      setRemoved(null);
    });
  };
  return (
    <>
      <header className="screen-head template-head">
        <div>
          <h1>{t('templates.title')}</h1>
          <p>{t('templates.intro')}</p>
        </div>
        <div className="template-buttons">
          <Button
            icon={<FileUp aria-hidden="true" size={18} />}
            isDisabled={importing.busy}
            onPress={() => void importing.run()}
          >
            {t('templates.import')}
          </Button>
          <Button
            look="primary"
            icon={<Plus aria-hidden="true" size={18} />}
            onPress={() => setMaking(true)}
          >
            {t('templates.new')}
          </Button>
        </div>
      </header>
      <FailureNote failure={failure ?? importing.failure ?? acting.failure} />
      {removed !== null && (
        <Note
          tone="quiet"
          icon={<Undo2 aria-hidden="true" size={18} />}
          title={t(`templates.done.${removed.how}`, { name: removed.template.name })}
          actions={
            <Button size="small" onPress={() => putBack(removed)}>
              {t('templates.putBack')}
            </Button>
          }
        />
      )}
      <ul className="template-list">
        {(value ?? []).map((summary) => (
          <TemplateCard
            key={summary.id}
            summary={summary}
            onOpen={() => onOpen(summary.id)}
            onRemove={(how) => remove(summary.id, how)}
            onAct={(verb) => void acting.run(verb)}
          />
        ))}
      </ul>
      {making && <NewTemplateDialog onClose={() => setMaking(false)} onMade={onOpen} />}
      {refused !== null && (
        <ImportRefusedDialog refused={refused} onClose={() => setRefused(null)} />
      )}
    </>
  );
}
