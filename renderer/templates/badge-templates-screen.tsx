import { FileUp, LockKeyhole, Plus, Undo2 } from 'lucide-react';
import { Activity, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { type BadgeSides, badgeSidesSchema } from '../../domain/templates/badge-template.ts';
import type { TemplateImportAnswer } from '../../preload/contract/templates.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useTemplateName } from '../base/use-template-name.ts';
import { Editor } from './editor.tsx';
import { useFindingWords } from './field-words.ts';
import { type SizeId, sizeIds, sizePresets, useSizeWords } from './geometry.ts';
import { TemplateCard } from './template-card.tsx';
import './template-list.css';

/**
 * The station's badge templates, and the editor of the open one. For supervisors only. The next
 * operator does not see a supervisor's unsaved work, and locking the desk does not discard it.
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
            <EmptyState icon={<LockKeyhole />} title={t('templates.supervisorOnly')} />
          </div>
        </>
      )}
    </main>
  );
}

/**
 * Requests the template once, so that changes stored by others meanwhile do not discard the work.
 */
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

type Refused = Extract<TemplateImportAnswer, { outcome: 'refused' }>;

/** The template last removed or reset, which can be restored. */
interface Removed {
  template: BadgeTemplate;
  how: 'removed' | 'reset';
}

function TemplateList({ onOpen }: { onOpen: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { value, failure } = useAnswer('getBadgeTemplates', [], {
    renewOn: ['templatesChanged', 'printersChanged'],
  });
  const [making, setMaking] = useState(false);
  const templateName = useTemplateName();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const importing = useAction(async () => {
    const answer = await ask('importBadgeTemplate');
    if (answer?.outcome === 'refused') setRefused(answer);
    if (answer?.outcome === 'imported') notify(t('templates.imported', { name: answer.name }));
  });
  const acting = useAction((verb: () => Promise<void>) => verb());
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
      <header className="screen-head flex flex-wrap gap-4 items-end justify-between">
        <div>
          <h1>{t('templates.title')}</h1>
        </div>
        <div className="flex gap-2">
          <Button
            icon={<FileUp />}
            isDisabled={importing.busy}
            onPress={() => void importing.run()}
          >
            {t('templates.import')}
          </Button>
          <Button variant="primary" icon={<Plus />} onPress={() => setMaking(true)}>
            {t('templates.new')}
          </Button>
        </div>
      </header>
      <FailureNote failure={failure ?? importing.failure ?? acting.failure} />
      {removed !== null && (
        <Note
          tone="quiet"
          icon={<Undo2 size={18} />}
          title={t(`templates.done.${removed.how}`, { name: templateName(removed.template.name) })}
          actions={
            <Button size="small" onPress={() => putBack(removed)}>
              {t('templates.putBack')}
            </Button>
          }
        />
      )}
      <ul className="grid-cols-fill-60 grid gap-4">
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

/** Starts a template from the most similar built-in one. */
function NewTemplateDialog({
  onClose,
  onMade,
}: {
  onClose: () => void;
  onMade: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const sizeWords = useSizeWords();
  const [name, setName] = useState('');
  const [size, setSize] = useState<SizeId>('roll');
  const [order, setOrder] = useState<'protocol' | 'informal'>('protocol');
  const [sides, setSides] = useState<BadgeSides>('one');
  const [sent, setSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const request = { name: name.trim(), size: { ...sizePresets[size] }, order, sides };
    const { id } = await ask('createBadgeTemplate', request);
    onClose();
    onMade(id);
  });
  const send = (): void => {
    setSent(true);
    if (name.trim() !== '') void run();
  };
  return (
    <FormDialog
      title={t('templates.newTitle')}
      onClose={onClose}
      onSubmit={send}
      failure={failure}
      submit={{ label: t('templates.create'), isDisabled: busy }}
    >
      <TextField
        label={t('templates.name')}
        autoFocus
        maxLength={60}
        value={name}
        onChange={setName}
        error={sent && name.trim() === '' ? t('templates.nameMissing') : null}
      />
      <Select
        label={t('templates.size')}
        choices={sizeIds.map((id) => ({ id, label: sizeWords(id) }))}
        value={size}
        onChange={setSize}
      />
      <RadioCards
        label={t('templates.style')}
        value={order}
        onChange={setOrder}
        choices={(['protocol', 'informal'] as const).map((id) => ({
          id,
          label: t(`templates.styles.${id}`),
          hint: t(`templates.styleHints.${id}`),
        }))}
      />
      <RadioCards
        label={t('editor.sides')}
        value={sides}
        onChange={setSides}
        choices={badgeSidesSchema.options.map((id) => ({
          id,
          label: t(`templates.sides.${id}`),
          hint: t(`templates.sideHints.${id}`),
        }))}
      />
    </FormDialog>
  );
}

/** Why a file was refused: which field is wrong and what is expected there. */
export function ImportRefusedDialog({
  refused,
  onClose,
}: {
  refused: Refused;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const words = useFindingWords(refused.fields);
  return (
    <Dialog
      title={t('templates.refused.title')}
      onClose={onClose}
      size="wide"
      actions={
        <Button variant="primary" autoFocus onPress={onClose}>
          {t('app.close')}
        </Button>
      }
    >
      <p>
        <bdi className="code">{refused.file}</bdi>
      </p>
      <p>{t(`templates.refused.reason.${refused.reason}`)}</p>
      <ul className="grid gap-2">
        {refused.issues.map(({ place, mistake }) => (
          <li
            className="grid gap-0.5 px-3 py-2 rounded-md bg-stop-soft text-stop-ink text-sm wrap-anywhere"
            key={`${place.en} ${mistake.en}`}
          >
            {place.en !== '' && <bdi className="font-semibold">{place[language]}</bdi>}
            <span>{mistake[language]}</span>
          </li>
        ))}
        {refused.findings
          .filter(({ severity }) => severity === 'error')
          .map((finding) => {
            const { field, problem, remedy } = words(finding);
            return (
              <li
                className="grid gap-0.5 px-3 py-2 rounded-md bg-stop-soft text-stop-ink text-sm wrap-anywhere"
                key={`${finding.code} ${finding.field} ${finding.other}`}
              >
                {field !== null && <bdi className="font-semibold">{field}</bdi>}
                <span>
                  {problem} {remedy}
                </span>
              </li>
            );
          })}
      </ul>
      <p className="small">{t('templates.refused.effect')}</p>
    </Dialog>
  );
}
