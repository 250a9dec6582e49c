import { ImageOff } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { BadgeCanvas } from './badge-canvas.tsx';
import { editorReducer, isChanged, openEditor, selectedField } from './editor-state.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { FieldProperties } from './field-properties.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { FindingsList } from './findings-list.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PreviewChoices, type Shown } from './preview-choices.tsx';
import { TemplateProperties } from './template-properties.tsx';
import { useEditorKeys } from './use-editor-keys.ts';
import { useLogoPicker } from './use-logo.tsx';
import { usePreview } from './use-preview.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomBar } from './zoom-bar.tsx';
import './editor.css';

const firstShown: Shown = {
  person: { kind: 'sample', id: 'typical' },
  category: null,
  training: false,
  attempt: false,
  printerId: null,
};

/** Edits one template: the badge in the middle, its fields at one side, their numbers at the other. */
export function Editor({
  stored,
  onClose,
}: {
  stored: BadgeTemplate;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [state, dispatch] = useReducer(editorReducer, stored, openEditor);
  const [leaving, setLeaving] = useState(false);
  const { template } = state;
  const { shown, setShown, printers } = useShown(stored.id);
  const live = usePreview(useMemo(() => ({ ...shown, template }), [shown, template]));
  const place = useRef<HTMLDivElement>(null);
  const properties = useRef<HTMLDivElement>(null);
  const dotsPerMm = live.picture?.dotsPerMm ?? 8;
  const zoom = useZoom(place, template.size, dotsPerMm);
  const logo = useLogoPicker();
  const save = useSave(template, (saved) => dispatch({ kind: 'saved', template: saved }));
  const field = selectedField(state);
  const findings = live.preview?.findings ?? [];
  useEditorKeys({ state, dispatch, onSave: () => void save.run(), active: !leaving });
  const leave = (): void => (isChanged(state) ? setLeaving(true) : onClose());
  const saveAndLeave = async (): Promise<void> => {
    setLeaving(false);
    if (await save.run()) onClose();
  };
  return (
    <main className="editor" aria-label={t('editor.title', { name: template.name })}>
      <EditorToolbar
        state={state}
        dispatch={dispatch}
        busy={save.busy}
        zoom={<ZoomBar zoom={zoom} dotsPerMm={dotsPerMm} />}
        onLeave={leave}
        onSave={() => void save.run()}
      />
      <FieldsPanel
        state={state}
        dispatch={dispatch}
        findings={findings}
        onAddLogo={() => logo.choose((png) => dispatch({ kind: 'add', field: 'logo', png }))}
      />
      <div className="editor-middle">
        <PreviewChoices shown={shown} onChange={setShown} printers={printers} />
        <FailureNote failure={save.failure ?? live.failure} />
        {logo.problem !== null && (
          <Note
            tone="look"
            icon={<ImageOff aria-hidden="true" size={18} />}
            title={t(`editor.logoProblem.${logo.problem}`)}
          />
        )}
        <div className="editor-canvas">
          <BadgeCanvas
            state={state}
            dispatch={dispatch}
            live={live}
            zoom={zoom}
            place={place}
            findings={findings}
            onEdit={() => properties.current?.querySelector('input')?.select()}
          />
        </div>
        <FindingsList
          findings={findings}
          fields={template.fields}
          missingGlyphs={live.preview?.missingGlyphs ?? []}
          problem={live.preview?.problem ?? ''}
          onChoose={(id) => dispatch({ kind: 'select', id })}
        />
      </div>
      <div className="editor-side" ref={properties}>
        {field === null ? (
          <TemplateProperties state={state} dispatch={dispatch} />
        ) : (
          <FieldProperties
            key={field.id}
            field={field}
            dispatch={dispatch}
            onChooseLogo={() =>
              logo.choose((png) => {
                if (field.kind === 'logo')
                  dispatch({ kind: 'put-field', field: { ...field, png } });
              })
            }
          />
        )}
      </div>
      {logo.input}
      {leaving && (
        <LeaveDialog
          name={template.name}
          onStay={() => setLeaving(false)}
          onDiscard={onClose}
          onSave={() => void saveAndLeave()}
        />
      )}
    </main>
  );
}

/** On which printer and for whom: at first the printer that uses this template. */
function useShown(templateId: string) {
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const printers = useMemo(() => (value ?? []).map(({ settings }) => settings), [value]);
  const [wanted, setShown] = useState<Shown | null>(null);
  const first = printers.find(({ stock }) => stock.template === templateId)?.id ?? null;
  const shown = useMemo(() => wanted ?? { ...firstShown, printerId: first }, [wanted, first]);
  return { shown, setShown, printers };
}

function useSave(template: BadgeTemplate, onSaved: (template: BadgeTemplate) => void) {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    await ask('saveBadgeTemplate', template);
    onSaved(template);
    notify(t('editor.saved'));
  }, [template, onSaved, notify, t]);
  return useAction(verb);
}
