import type { Dispatch } from 'react';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { type EditorAction, type EditorState, isChanged } from './editor-state.ts';

interface EditorKeys {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  onSave: () => void;
  /** False while a dialog asks something. */
  active: boolean;
}

/** The keys that count anywhere in the editor; in a text field its own undo goes first. */
export function useEditorKeys({ state, dispatch, onSave, active }: EditorKeys): void {
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
