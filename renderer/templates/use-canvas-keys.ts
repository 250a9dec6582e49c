import type { Dispatch, KeyboardEvent } from 'react';
import type { EditorAction, EditorState } from './editor-state.ts';
import { fieldsShown } from './editor-state.ts';
import { gridStep } from './geometry.ts';
import type { Zoom } from './use-zoom.ts';

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const largeStep = 5;

interface CanvasKeys {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  zoom: Zoom;
  /** Cancels the drag in progress; false if there was none. */
  abandon: () => boolean;
  /** Goes to the selected field's numbers. */
  onEdit: () => void;
}

/** The keys that work while the badge has the focus. */
export function canvasKeys({ state, dispatch, zoom, abandon, onEdit }: CanvasKeys) {
  return (event: KeyboardEvent): void => {
    if (acts(event)) event.preventDefault();
  };

  /** True if the key had an effect. */
  function acts(event: KeyboardEvent): boolean {
    const arrow = arrows[event.key];
    if (arrow !== undefined) return move(event, arrow);
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case 'Tab':
        return step(event.shiftKey ? -1 : 1);
      case 'Delete':
      case 'Backspace':
        if (state.selected !== null) dispatch({ kind: 'remove', id: state.selected });
        return state.selected !== null;
      case 'Escape':
        if (!abandon()) dispatch({ kind: 'select', id: null });
        return true;
      case 'Enter':
        if (state.selected !== null) onEdit();
        return state.selected !== null;
      default:
        return zooms(event.key);
    }
  }

  function move(event: KeyboardEvent, arrow: { x: number; y: number }): boolean {
    if (state.selected === null || event.altKey) return false;
    const length = event.shiftKey ? largeStep : gridStep;
    const by = { x: arrow.x * length, y: arrow.y * length };
    if (event.ctrlKey) dispatch({ kind: 'grow', by: { width: by.x, height: by.y } });
    else dispatch({ kind: 'nudge', by });
    return true;
  }

  /** After the last field, Tab leaves the badge as it leaves any other control. */
  function step(by: 1 | -1): boolean {
    const shown = fieldsShown(state);
    const end = by === 1 ? shown.at(-1) : shown[0];
    if (shown.length === 0 || (end !== undefined && end.id === state.selected)) return false;
    // Shift+Tab came into the badge from outside: nothing is selected yet, and Tab must still leave
    // it.
    if (state.selected === null && by === -1) return false;
    dispatch({ kind: 'step', by });
    return true;
  }

  function zooms(key: string): boolean {
    if (key === '+' || key === '=') zoom.closer();
    else if (key === '-') zoom.farther();
    else if (key === '0') zoom.fit();
    else if (key === '1') zoom.dots();
    else return false;
    return true;
  }
}
