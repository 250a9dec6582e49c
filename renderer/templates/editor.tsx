import { ArrowLeft, Maximize, Minus, Plus, Redo2, Save, Undo2 } from 'lucide-react';
import { type Dispatch, type ReactNode, useMemo, useReducer, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type LogoPicker, useLogoPicker } from '../../ui/fields/logo-picker.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useTemplateName } from '../base/use-template-name.ts';
import { EditorMiddle } from './editor-middle.tsx';
import {
  type EditorAction,
  type EditorState,
  editorReducer,
  isChanged,
  openEditor,
  selectedField,
} from './editor-state.ts';
import { FieldProperties } from './field-properties.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { useMillimetres } from './geometry.ts';
import { PreviewChoices, type Shown } from './preview-choices.tsx';
import { TemplateProperties } from './template-properties.tsx';
import { usePreview } from './use-preview.ts';
import { useZoom, type Zoom } from './use-zoom.ts';
import './editor.css';

/** Resolution of most desks' default printer (203 dpi), used until the first answer. */
const defaultDotsPerMm = 8;

const firstShown: Shown = {
  person: { kind: 'sample', id: 'typical' },
  category: null,
  training: false,
  attempt: false,
  printerId: null,
  inColour: false,
};

/** The badge is in the middle, the fields are on one side, the numbers on the other. */
export function Editor({
  stored,
  onClose,
}: {
  stored: BadgeTemplate;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [state, dispatch] = useReducer(editorReducer, stored, openEditor);
  const { template } = state;
  const name = useTemplateName()(template.name);
  const { shown, setShown, printers } = useShown(stored.id);
  const live = usePreview(useMemo(() => ({ ...shown, template }), [shown, template]));
  // Memoised, because a drag renders the editor many times a second.
  const choices = useMemo(
    () => <PreviewChoices shown={shown} onChange={setShown} printers={printers} />,
    [shown, setShown, printers],
  );
  const properties = useRef<HTMLDivElement>(null);
  const logo = useLogoPicker();
  const save = useSave(template, (saved) => dispatch({ kind: 'saved', template: saved }));
  const leaving = useLeaving({ changed: isChanged(state), save: save.run, onClose });
  const place = useRef<HTMLDivElement>(null);
  const dotsPerMm = live.picture?.dotsPerMm ?? defaultDotsPerMm;
  const zoom = useZoom(place, template.size, dotsPerMm);
  useEditorKeys({ state, dispatch, onSave: () => void save.run(), active: !leaving.asks });
  return (
    <main className="editor min-h-0 h-full grid" aria-label={t('editor.title', { name })}>
      <EditorToolbar
        state={state}
        dispatch={dispatch}
        busy={save.busy}
        zoom={<ZoomBar zoom={zoom} dotsPerMm={dotsPerMm} />}
        onLeave={leaving.leave}
        onSave={() => void save.run()}
      />
      <FieldsPanel
        state={state}
        dispatch={dispatch}
        findings={live.preview?.findings ?? []}
        onAddLogo={() => logo.choose((png) => dispatch({ kind: 'add', field: 'logo', png }))}
      />
      <EditorMiddle
        state={state}
        dispatch={dispatch}
        live={live}
        zoom={zoom}
        place={place}
        choices={choices}
        failure={save.failure ?? live.failure}
        refusedLogo={logo.refused}
        onEdit={() => properties.current?.querySelector('input')?.select()}
      />
      <div className="editor-side min-h-0 overflow-auto bg-surface" ref={properties}>
        <Properties state={state} dispatch={dispatch} logo={logo} />
      </div>
      {logo.input}
      {leaving.asks && <LeaveDialog name={name} {...leaving.answers} />}
    </main>
  );
}

/** The properties of the selected field, or of the whole badge if none is selected. */
function Properties({
  state,
  dispatch,
  logo,
}: {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  logo: LogoPicker;
}): ReactNode {
  const field = selectedField(state);
  if (field === null) return <TemplateProperties state={state} dispatch={dispatch} />;
  const changeLogo = (png: string): void => {
    if (field.kind === 'logo') dispatch({ kind: 'put-field', field: { ...field, png } });
  };
  return (
    <FieldProperties
      key={field.id}
      field={field}
      dispatch={dispatch}
      onChooseLogo={() => logo.choose(changeLogo)}
    />
  );
}

/** The action that leaves the editor; it asks first if there are unsaved changes. */
function useLeaving(options: {
  changed: boolean;
  save: () => Promise<boolean>;
  onClose: () => void;
}) {
  const { changed, save, onClose } = options;
  const [asks, setAsks] = useState(false);
  const saveAndLeave = async (): Promise<void> => {
    setAsks(false);
    if (await save()) onClose();
  };
  return {
    asks,
    leave: () => (changed ? setAsks(true) : onClose()),
    answers: {
      onStay: () => setAsks(false),
      onDiscard: onClose,
      onSave: () => void saveAndLeave(),
    },
  };
}

/** Which printer and person the preview shows; initially the printer that uses this template. */
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
  return useAction(async () => {
    await ask('saveBadgeTemplate', template);
    onSaved(template);
    notify(t('editor.saved'));
  });
}

function LeaveDialog({
  name,
  onStay,
  onDiscard,
  onSave,
}: {
  name: string;
  onStay: () => void;
  onDiscard: () => void;
  onSave: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('editor.leave.title')}
      onClose={onStay}
      actions={
        <>
          <Button variant="danger" onPress={onDiscard}>
            {t('editor.leave.discard')}
          </Button>
          <Button variant="primary" autoFocus onPress={onSave}>
            {t('editor.leave.save')}
          </Button>
        </>
      }
    >
      <p>
        <bdi>{t('editor.leave.effect', { name })}</bdi>
      </p>
    </Dialog>
  );
}

interface EditorKeys {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  onSave: () => void;
  /** False while a dialog is open. */
  active: boolean;
}

/**
 * Keys that work anywhere in the editor; in a text field, that field's own undo takes precedence.
 */
function useEditorKeys({ state, dispatch, onSave, active }: EditorKeys): void {
  useHotkeys(
    [
      {
        key: 's',
        ctrl: true,
        shift: false,
        inFields: true,
        run: () => {
          if (isChanged(state)) onSave();
        },
      },
      { key: 'z', ctrl: true, shift: false, run: () => dispatch({ kind: 'undo' }) },
      { key: 'z', ctrl: true, shift: true, run: () => dispatch({ kind: 'redo' }) },
      { key: 'y', ctrl: true, shift: false, run: () => dispatch({ kind: 'redo' }) },
      {
        key: 'd',
        ctrl: true,
        shift: false,
        inFields: true,
        run: () => {
          if (state.selected !== null) dispatch({ kind: 'duplicate', id: state.selected });
        },
      },
    ],
    active,
  );
}

/**
 * The badge's zoom. The percentage is relative to one printer dot per pixel; pressing it sets that
 * zoom.
 */
function ZoomBar({ zoom, dotsPerMm }: { zoom: Zoom; dotsPerMm: number }): ReactNode {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <fieldset className="flex items-center flex-none min-w-0" aria-label={t('editor.zoom')}>
      <IconButton label={t('editor.farther')} icon={<Minus />} onPress={zoom.farther} />
      <AriaButton
        className="zoom-figure min-w-13 figures min-h-target p-0 border-0 bg-transparent rounded-sm text-sm font-semibold"
        onPress={zoom.dots}
      >
        <span aria-hidden="true">{percent(zoom.scale / dotsPerMm)}</span>
        <span className="visually-hidden">
          {t('editor.dotForDot', { percent: percent(zoom.scale / dotsPerMm) })}
        </span>
      </AriaButton>
      <IconButton label={t('editor.closer')} icon={<Plus />} onPress={zoom.closer} />
      <IconButton label={t('editor.fit')} icon={<Maximize size={17} />} onPress={zoom.fit} />
    </fieldset>
  );
}

interface EditorToolbarProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  busy: boolean;
  zoom: ReactNode;
  onLeave: () => void;
  onSave: () => void;
}

function EditorToolbar(props: EditorToolbarProps): ReactNode {
  const { state, dispatch, busy, zoom, onLeave, onSave } = props;
  const { t } = useTranslation();
  const millimetres = useMillimetres();
  const templateName = useTemplateName();
  const changed = isChanged(state);
  return (
    <header className="editor-toolbar flex items-center gap-2 border-b bg-surface">
      <IconButton label={t('editor.back')} icon={<ArrowLeft size={20} />} onPress={onLeave} />
      <div className="editor-title flex gap-3 items-baseline min-w-0">
        <h1 className="text-lg truncate">
          <bdi>{templateName(state.template.name)}</bdi>
        </h1>
        <p className="figures flex-none small">{millimetres(state.template.size)}</p>
      </div>
      {changed && <Chip tone="look">{t('editor.unsaved')}</Chip>}
      <span className="editor-space flex-1" />
      {zoom}
      <span className="editor-divider w-px h-6 mx-1 bg-line" />
      <IconButton
        label={t('editor.undo')}
        icon={<Undo2 size={19} />}
        isDisabled={state.past.length === 0}
        onPress={() => dispatch({ kind: 'undo' })}
      />
      <IconButton
        label={t('editor.redo')}
        icon={<Redo2 size={19} />}
        isDisabled={state.future.length === 0}
        onPress={() => dispatch({ kind: 'redo' })}
      />
      <Button variant="primary" icon={<Save />} isDisabled={busy || !changed} onPress={onSave}>
        {t('app.save')}
      </Button>
    </header>
  );
}
