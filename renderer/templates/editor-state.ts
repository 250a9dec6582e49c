import type {
  BadgeTemplate,
  TemplateBox,
  TemplateField,
} from '../../domain/templates/badge-template.ts';
import {
  type CategoryRule,
  putRule,
  withField,
  withFieldOnTop,
  withFieldReplaced,
  withoutField,
} from './edit-template.ts';
import { type Drag, dragBox, growBox, guidesOf, moveBox, type Size } from './geometry.ts';
import { copyOf, type FieldKind, newField, type Side } from './new-field.ts';

/** The editor's state without its screen: a template, the selection, and the undo history. */
export interface EditorState {
  /** The stored template; differences from it are not saved yet. */
  stored: BadgeTemplate;
  template: BadgeTemplate;
  selected: string | null;
  side: Side;
  past: readonly BadgeTemplate[];
  future: readonly BadgeTemplate[];
  /** A drag in progress; undo treats it as one step. */
  drag: { before: BadgeTemplate; box: TemplateBox } | null;
  /** What the last step changed: further typing in the same place belongs to the same step. */
  merging: string | null;
}

export type EditorAction =
  | { kind: 'open'; template: BadgeTemplate }
  | { kind: 'saved'; template: BadgeTemplate }
  | { kind: 'select'; id: string | null }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'show-side'; side: Side }
  | { kind: 'grab'; id: string }
  | { kind: 'drag'; drag: Drag }
  | { kind: 'drop' }
  | { kind: 'abandon-drag' }
  | { kind: 'nudge'; by: { x: number; y: number } }
  | { kind: 'grow'; by: Size }
  | { kind: 'put-field'; field: TemplateField; merge?: string }
  | { kind: 'put-template'; template: BadgeTemplate; merge?: string }
  | { kind: 'put-rule'; rule: CategoryRule; merge?: string }
  | { kind: 'add'; field: FieldKind; png?: string }
  | { kind: 'duplicate'; id: string }
  | { kind: 'remove'; id: string }
  | { kind: 'reorder'; id: string; by: 1 | -1 }
  | { kind: 'undo' }
  | { kind: 'redo' };

const maxSteps = 200;

export function openEditor(template: BadgeTemplate): EditorState {
  return {
    stored: template,
    template,
    selected: null,
    side: 'front',
    past: [],
    future: [],
    drag: null,
    merging: null,
  };
}

export function isChanged({ stored, template }: EditorState): boolean {
  return stored !== template && JSON.stringify(stored) !== JSON.stringify(template);
}

export function selectedField({ template, selected }: EditorState): TemplateField | null {
  return template.fields.find(({ id }) => id === selected) ?? null;
}

/** The fields of the visible side, the backmost first. */
export function fieldsShown({ template, side }: EditorState): TemplateField[] {
  return template.fields.filter((field) => field.side === side);
}

export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.kind) {
    case 'open':
      return openEditor(action.template);
    case 'saved':
      return { ...state, stored: action.template, merging: null };
    case 'select':
      return select(state, action.id);
    case 'step':
      return stepSelection(state, action.by);
    case 'show-side':
      return { ...state, side: action.side, selected: null, merging: null };
    case 'undo':
      return travel(state, 'back');
    case 'redo':
      return travel(state, 'forth');
    case 'grab':
    case 'drag':
    case 'drop':
    case 'abandon-drag':
      return dragging(state, action);
    default:
      return editing(state, action);
  }
}

type DragAction = Extract<
  EditorAction,
  { kind: 'grab' } | { kind: 'drag' } | { kind: 'drop' } | { kind: 'abandon-drag' }
>;

function dragging(state: EditorState, action: DragAction): EditorState {
  const field = selectedField(state);
  switch (action.kind) {
    case 'grab': {
      const chosen = select(state, action.id);
      const grabbed = selectedField(chosen);
      if (grabbed === null) return chosen;
      return { ...chosen, drag: { before: chosen.template, box: grabbed.box } };
    }
    case 'drag': {
      if (state.drag === null || field === null) return state;
      const others = fieldsShown(state).filter(({ id }) => id !== field.id);
      const guides = guidesOf(
        state.template.size,
        others.map(({ box }) => box),
      );
      const box = dragBox(state.drag.box, action.drag, state.template.size, guides);
      return { ...state, template: withFieldReplaced(state.template, { ...field, box }) };
    }
    case 'drop': {
      if (state.drag === null) return state;
      const { before } = state.drag;
      const still = { ...state, drag: null };
      return state.template === before
        ? still
        : pushed({ ...still, template: before }, state.template);
    }
    case 'abandon-drag':
      return state.drag === null ? state : { ...state, template: state.drag.before, drag: null };
  }
}

type EditAction = Exclude<
  EditorAction,
  DragAction | { kind: 'open' | 'saved' | 'select' | 'step' | 'show-side' | 'undo' | 'redo' }
>;

function editing(state: EditorState, action: EditAction): EditorState {
  const { template } = state;
  const field = selectedField(state);
  const boxed = (box: TemplateBox): EditorState =>
    field === null ? state : pushed(state, withFieldReplaced(template, { ...field, box }));
  switch (action.kind) {
    case 'nudge':
      return field === null ? state : boxed(moveBox(field.box, action.by, template.size));
    case 'grow':
      return field === null ? state : boxed(growBox(field.box, action.by, template.size));
    case 'put-field':
      return pushed(state, withFieldReplaced(template, action.field), action.merge);
    case 'put-template': {
      const next = pushed(state, action.template, action.merge);
      return action.template.sides === 'one' && next.side === 'back'
        ? { ...next, side: 'front', selected: null }
        : next;
    }
    case 'put-rule':
      return pushed(state, putRule(template, action.rule), action.merge);
    case 'reorder':
      return pushed(state, withFieldOnTop(template, action.id, action.by));
    case 'remove': {
      const next = withoutField(template, action.id);
      return { ...pushed(state, next), selected: neighbourOf(state, action.id) };
    }
    case 'add':
    case 'duplicate':
      return added(state, action);
  }
}

function added(
  state: EditorState,
  action: Extract<EditorAction, { kind: 'add' | 'duplicate' }>,
): EditorState {
  const { template, side } = state;
  const taken = template.fields.map(({ id }) => id);
  const size = template.size;
  if (action.kind === 'add') {
    const field = newField(action.field, { side, size, taken, png: action.png ?? '' });
    return { ...pushed(state, withField(template, field)), selected: field.id };
  }
  const original = template.fields.find(({ id }) => id === action.id);
  if (original === undefined) return state;
  const copy = copyOf(original, { size, taken });
  return { ...pushed(state, withField(template, copy)), selected: copy.id };
}

/** Adds one step. `merge` names what is being typed, so that all its letters form one step. */
function pushed(state: EditorState, template: BadgeTemplate, merge?: string): EditorState {
  if (template === state.template) return state;
  const merges = merge !== undefined && merge === state.merging;
  return {
    ...state,
    template,
    past: merges ? state.past : [...state.past, state.template].slice(-maxSteps),
    future: [],
    merging: merge ?? null,
  };
}

function travel(state: EditorState, way: 'back' | 'forth'): EditorState {
  if (state.drag !== null) return state;
  const from = way === 'back' ? state.past : state.future;
  const template = from.at(-1);
  if (template === undefined) return state;
  const rest = from.slice(0, -1);
  const passed = [...(way === 'back' ? state.future : state.past), state.template];
  const selected = template.fields.some(({ id }) => id === state.selected) ? state.selected : null;
  return {
    ...state,
    template,
    selected,
    side: template.sides === 'one' ? 'front' : state.side,
    past: way === 'back' ? rest : passed,
    future: way === 'back' ? passed : rest,
    merging: null,
  };
}

/** Selects a field and shows its side. */
function select(state: EditorState, id: string | null): EditorState {
  const field = state.template.fields.find((one) => one.id === id);
  return {
    ...state,
    selected: field?.id ?? null,
    side: field?.side ?? state.side,
    merging: null,
  };
}

/**
 * Selects the next field of the side. After the last one none is selected, so that Tab leaves the
 * badge.
 */
function stepSelection(state: EditorState, by: 1 | -1): EditorState {
  const shown = fieldsShown(state);
  const at = shown.findIndex(({ id }) => id === state.selected);
  const next = at === -1 ? (by === 1 ? 0 : shown.length - 1) : at + by;
  return select(state, shown[next]?.id ?? null);
}

function neighbourOf(state: EditorState, id: string): string | null {
  const shown = fieldsShown(state);
  const at = shown.findIndex((one) => one.id === id);
  return (shown[at + 1] ?? shown[at - 1])?.id ?? null;
}
