import { type Dispatch, type PointerEvent, useRef } from 'react';
import type { TemplateField } from '../../domain/templates/badge-template.ts';
import type { EditorAction } from './editor-state.ts';
import { type Handle, handles } from './geometry.ts';

/** Pixels that a pointer may move during a click. */
const trembling = 3;
/** Distance in pixels at which an edge snaps to a guide. */
const guideReach = 6;

interface Hold {
  pointer: number;
  from: { x: number; y: number };
  part: 'all' | Handle;
  /** What to select if it turns out to be a click. */
  hit: string | null;
  moved: boolean;
}

interface DragProps {
  /** Pixels per millimetre. */
  scale: number;
  fields: readonly TemplateField[];
  selected: string | null;
  dispatch: Dispatch<EditorAction>;
}

/** Selects, moves and resizes fields by mouse, touch or pen. */
export function useDrag({ scale, fields, selected, dispatch }: DragProps) {
  const hold = useRef<Hold | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || hold.current !== null) return;
    const stage = event.currentTarget;
    const place = stage.getBoundingClientRect();
    const at = { x: (event.clientX - place.left) / scale, y: (event.clientY - place.top) / scale };
    const part = handleOf(event.target);
    const hit = fields.findLast((field) => holds(field, at))?.id ?? null;
    const chosen = fields.find(({ id }) => id === selected);
    // A drag moves the selected field even under another one; a click selects the topmost field.
    const grabbed = chosen !== undefined && (part !== null || holds(chosen, at)) ? chosen.id : hit;
    if (grabbed === null) {
      dispatch({ kind: 'select', id: null });
      return;
    }
    stage.setPointerCapture(event.pointerId);
    hold.current = {
      pointer: event.pointerId,
      from: { x: event.clientX, y: event.clientY },
      part: part ?? 'all',
      hit: part === null ? hit : grabbed,
      moved: false,
    };
    dispatch({ kind: 'grab', id: grabbed });
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const held = hold.current;
    if (held === null || held.pointer !== event.pointerId) return;
    const away = { x: event.clientX - held.from.x, y: event.clientY - held.from.y };
    if (!held.moved && Math.hypot(away.x, away.y) < trembling) return;
    held.moved = true;
    const by = { x: away.x / scale, y: away.y / scale };
    const reach = guideReach / scale;
    dispatch({ kind: 'drag', drag: { part: held.part, by, free: event.altKey, reach } });
  };

  const end = (event: PointerEvent<HTMLElement>, how: 'drop' | 'abandon-drag'): void => {
    const held = hold.current;
    if (held === null || held.pointer !== event.pointerId) return;
    hold.current = null;
    dispatch({ kind: how });
    if (!held.moved) dispatch({ kind: 'select', id: held.hit });
  };

  return {
    /** Cancels the drag in progress; false if there was none. */
    abandon: (): boolean => {
      const was = hold.current !== null;
      hold.current = null;
      dispatch({ kind: 'abandon-drag' });
      return was;
    },
    events: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, 'drop'),
      onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, 'abandon-drag'),
    },
  };
}

function holds({ box }: TemplateField, at: { x: number; y: number }): boolean {
  return at.x >= box.x && at.y >= box.y && at.x <= box.x + box.width && at.y <= box.y + box.height;
}

function handleOf(target: EventTarget): Handle | null {
  const name = target instanceof HTMLElement ? target.dataset.handle : undefined;
  return handles.find((handle) => handle === name) ?? null;
}
