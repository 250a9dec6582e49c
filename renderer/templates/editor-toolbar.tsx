import { ArrowLeft, Redo2, Save, Undo2 } from 'lucide-react';
import type { Dispatch, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { useTemplateName } from '../kit/words/use-template-name.ts';
import { type EditorAction, type EditorState, isChanged } from './editor-state.ts';
import { useMillimetres } from './sizes.ts';

interface EditorToolbarProps {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  busy: boolean;
  zoom: ReactNode;
  onLeave: () => void;
  onSave: () => void;
}

/** Leave, the template's name, undo and redo, save. */
export function EditorToolbar(props: EditorToolbarProps): ReactNode {
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
      <Button look="primary" icon={<Save />} isDisabled={busy || !changed} onPress={onSave}>
        {t('app.save')}
      </Button>
    </header>
  );
}
