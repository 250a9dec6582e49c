import { describe, expect, it } from 'vitest';
import type { BadgeTemplate, TemplateBox } from '../../../domain/templates/badge-template.ts';
import { badgeTemplateSchema } from '../../../domain/templates/badge-template.ts';
import { ruleOf, withSides, withSize } from '../../../renderer/templates/edit-template.ts';
import {
  type EditorAction,
  type EditorState,
  editorReducer,
  isChanged,
  openEditor,
  selectedField,
} from '../../../renderer/templates/editor-state.ts';
import type { Drag, Handle } from '../../../renderer/templates/geometry.ts';
import { fieldKinds } from '../../../renderer/templates/new-field.ts';

const template: BadgeTemplate = badgeTemplateSchema.parse({
  formatVersion: 1,
  id: 'sample',
  name: 'Sample',
  size: { width: 80, height: 100 },
  sides: 'fold',
  fields: [
    { id: 'names', kind: 'names', order: 'protocol', box: { x: 5, y: 10, width: 60, height: 40 } },
    { id: 'qr', kind: 'qr', box: { x: 45, y: 60, width: 30, height: 30 } },
    { id: 'line', kind: 'rule', box: { x: 5, y: 8, width: 60, height: 0.4 } },
    { id: 'back', kind: 'rule', side: 'back', box: { x: 5, y: 8, width: 60, height: 1 } },
  ],
  rules: [{ category: 'press', zones: 'A', hides: ['line', 'qr'] }],
});

/** The state after these actions, from the sample template. */
function stateAfter(...actions: EditorAction[]): EditorState {
  return actions.reduce(editorReducer, openEditor(template));
}

function boxOf(state: EditorState, id: string): TemplateBox | undefined {
  return state.template.fields.find((field) => field.id === id)?.box;
}

function dragged(part: 'all' | Handle, x: number, y: number, change: Partial<Drag> = {}) {
  const drag = { part, by: { x, y }, free: true, reach: 1, ...change };
  return stateAfter({ kind: 'grab', id: 'qr' }, { kind: 'drag', drag }, { kind: 'drop' });
}

describe('moving with the keys', () => {
  it('moves the chosen field by what the key says', () => {
    const state = stateAfter(
      { kind: 'select', id: 'qr' },
      { kind: 'nudge', by: { x: 0.5, y: -5 } },
    );
    expect(boxOf(state, 'qr')).toEqual({ x: 45.5, y: 55, width: 30, height: 30 });
  });

  it('stops at the edges of the badge', () => {
    const far = stateAfter({ kind: 'select', id: 'qr' }, { kind: 'nudge', by: { x: 99, y: 99 } });
    expect(boxOf(far, 'qr')).toMatchObject({ x: 50, y: 70 });
    const back = editorReducer(far, { kind: 'nudge', by: { x: -99, y: -99 } });
    expect(boxOf(back, 'qr')).toMatchObject({ x: 0, y: 0 });
  });

  it('grows and shrinks within the badge, never to nothing', () => {
    const wide = stateAfter(
      { kind: 'select', id: 'qr' },
      { kind: 'grow', by: { width: 99, height: 0 } },
    );
    expect(boxOf(wide, 'qr')).toMatchObject({ width: 35, height: 30 });
    const none = editorReducer(wide, { kind: 'grow', by: { width: -99, height: -99 } });
    expect(boxOf(none, 'qr')).toMatchObject({ width: 1, height: 0.1 });
    expect(badgeTemplateSchema.safeParse(none.template).success).toBe(true);
  });

  it('does nothing while no field is chosen', () => {
    expect(stateAfter({ kind: 'nudge', by: { x: 1, y: 1 } }).template).toBe(template);
  });
});

describe('dragging', () => {
  it('moves freely with Alt, to a hundredth of a millimetre', () => {
    expect(boxOf(dragged('all', -3.336, 1.2), 'qr')).toMatchObject({ x: 41.66, y: 61.2 });
  });

  it('holds to the grid of half a millimetre', () => {
    const state = dragged('all', -3.3, -11.2, { free: false, reach: 0.01 });
    expect(boxOf(state, 'qr')).toMatchObject({ x: 41.5, y: 49 });
  });

  it('holds to the middle of the badge within reach', () => {
    // Its centre is at 60; the badge's at 40.
    const state = dragged('all', -20.4, 0, { free: false, reach: 0.6 });
    expect(boxOf(state, 'qr')).toMatchObject({ x: 25 });
  });

  it('holds to the edge of another field', () => {
    const state = dragged('all', 0, -9.6, { free: false, reach: 0.6 });
    // The lower edge of the names is at 50.
    expect(boxOf(state, 'qr')).toMatchObject({ y: 50 });
  });

  it.each<[Handle, Partial<TemplateBox>]>([
    ['nw', { x: 40, y: 50, width: 35, height: 40 }],
    ['n', { x: 45, y: 50, width: 30, height: 40 }],
    ['ne', { x: 45, y: 50, width: 25, height: 40 }],
    ['e', { x: 45, y: 60, width: 25, height: 30 }],
    ['se', { x: 45, y: 60, width: 25, height: 20 }],
    ['s', { x: 45, y: 60, width: 30, height: 20 }],
    ['sw', { x: 40, y: 60, width: 35, height: 20 }],
    ['w', { x: 40, y: 60, width: 35, height: 30 }],
  ])('takes along the edges of handle %s', (handle, box) => {
    expect(boxOf(dragged(handle, -5, -10), 'qr')).toEqual(box);
  });

  it('stretches no further than the badge, and keeps something to take hold of', () => {
    expect(boxOf(dragged('se', 50, 50), 'qr')).toMatchObject({ width: 35, height: 40 });
    expect(boxOf(dragged('nw', 50, 50), 'qr')).toEqual({ x: 73, y: 88, width: 2, height: 2 });
    expect(boxOf(dragged('nw', -90, -90), 'qr')).toEqual({ x: 0, y: 0, width: 75, height: 90 });
  });

  it('is one step back, however long it was', () => {
    const drag = (x: number): EditorAction => ({
      kind: 'drag',
      drag: { part: 'all', by: { x, y: 0 }, free: true, reach: 0 },
    });
    const state = stateAfter({ kind: 'grab', id: 'qr' }, drag(-1), drag(-2), drag(-9), {
      kind: 'drop',
    });
    expect(boxOf(state, 'qr')).toMatchObject({ x: 36 });
    expect(state.past).toHaveLength(1);
    expect(editorReducer(state, { kind: 'undo' }).template).toBe(template);
  });

  it('leaves no step behind where nothing moved, or where it was given up', () => {
    expect(stateAfter({ kind: 'grab', id: 'qr' }, { kind: 'drop' }).past).toHaveLength(0);
    const drag = { part: 'all', by: { x: -9, y: 0 }, free: true, reach: 0 } as const;
    const state = stateAfter(
      { kind: 'grab', id: 'qr' },
      { kind: 'drag', drag },
      { kind: 'abandon-drag' },
    );
    expect(state.template).toBe(template);
    expect(state.past).toHaveLength(0);
  });
});

describe('the way back', () => {
  it('goes through many steps and forth again', () => {
    const nudges = Array.from(
      { length: 50 },
      (): EditorAction => ({
        kind: 'nudge',
        by: { x: -0.5, y: 0 },
      }),
    );
    const moved = stateAfter({ kind: 'select', id: 'qr' }, ...nudges);
    expect(boxOf(moved, 'qr')).toMatchObject({ x: 20 });
    const back = nudges.reduce((state) => editorReducer(state, { kind: 'undo' }), moved);
    expect(back.template).toEqual(template);
    const forth = nudges.reduce((state) => editorReducer(state, { kind: 'redo' }), back);
    expect(forth.template).toEqual(moved.template);
  });

  it('forgets what was undone when something else is done', () => {
    const state = stateAfter(
      { kind: 'select', id: 'qr' },
      { kind: 'nudge', by: { x: 1, y: 0 } },
      { kind: 'undo' },
      { kind: 'nudge', by: { x: 0, y: 1 } },
      { kind: 'redo' },
    );
    expect(boxOf(state, 'qr')).toMatchObject({ x: 45, y: 61 });
  });

  it('takes the letters of one text as one step, and those of another as the next', () => {
    const named = (name: string): EditorAction => ({
      kind: 'put-template',
      template: { ...template, name },
      merge: 'name',
    });
    const state = stateAfter(named('A'), named('Ab'), named('Abc'));
    expect(state.past).toHaveLength(1);
    const other = editorReducer(state, {
      kind: 'put-template',
      template: { ...state.template, size: { width: 81, height: 100 } },
      merge: 'size.width',
    });
    expect(editorReducer(other, { kind: 'undo' }).template.name).toBe('Abc');
  });

  it('knows whether there is something to save', () => {
    const state = stateAfter({ kind: 'select', id: 'qr' }, { kind: 'nudge', by: { x: 1, y: 0 } });
    expect(isChanged(state)).toBe(true);
    expect(isChanged(editorReducer(state, { kind: 'undo' }))).toBe(false);
    expect(isChanged(editorReducer(state, { kind: 'nudge', by: { x: -1, y: 0 } }))).toBe(false);
    expect(isChanged(editorReducer(state, { kind: 'saved', template: state.template }))).toBe(
      false,
    );
  });
});

describe('fields', () => {
  it.each(fieldKinds)(
    'adds a %s that the schema takes, chosen, on the side that is shown',
    (kind) => {
      const state = stateAfter(
        { kind: 'show-side', side: 'back' },
        { kind: 'add', field: kind, png: 'iVBORw0KGgo=' },
      );
      expect(selectedField(state)).toMatchObject({ kind, side: 'back' });
      expect(badgeTemplateSchema.safeParse(state.template).error).toBeUndefined();
    },
  );

  it('gives every new field an id of its own', () => {
    const state = stateAfter({ kind: 'add', field: 'qr' }, { kind: 'add', field: 'qr' });
    expect(state.template.fields.map(({ id }) => id).slice(4)).toEqual(['qr-2', 'qr-3']);
  });

  it('duplicates and removes, and forgets the removed one in rules', () => {
    const copied = stateAfter({ kind: 'duplicate', id: 'qr' });
    expect(boxOf(copied, 'qr-2')).toEqual({ x: 47, y: 62, width: 30, height: 30 });
    const state = editorReducer(copied, { kind: 'remove', id: 'line' });
    expect(ruleOf(state.template, 'press').hides).toEqual(['qr']);
    expect(editorReducer(state, { kind: 'undo' }).template).toEqual(copied.template);
  });

  it('keeps the last one', () => {
    const state = stateAfter(
      ...['names', 'qr', 'line', 'back'].map((id): EditorAction => ({ kind: 'remove', id })),
    );
    expect(state.template.fields).toHaveLength(1);
  });

  it('brings forward and sends backward among those of its side', () => {
    const order = (state: EditorState): string[] => state.template.fields.map(({ id }) => id);
    expect(order(stateAfter({ kind: 'reorder', id: 'names', by: 1 }))).toEqual([
      'qr',
      'names',
      'line',
      'back',
    ]);
    expect(order(stateAfter({ kind: 'reorder', id: 'line', by: 1 }))).toEqual(order(stateAfter()));
    expect(order(stateAfter({ kind: 'reorder', id: 'back', by: -1 }))).toEqual(order(stateAfter()));
  });

  it('are gone through one by one, and then left', () => {
    const step: EditorAction = { kind: 'step', by: 1 };
    expect(stateAfter(step).selected).toBe('names');
    expect(stateAfter(step, step, step).selected).toBe('line');
    expect(stateAfter(step, step, step, step).selected).toBe(null);
    expect(stateAfter({ kind: 'step', by: -1 }).selected).toBe('line');
  });
});

describe('the badge as a whole', () => {
  it('moves fields in when it becomes smaller', () => {
    const small = withSize(template, { width: 40, height: 50 });
    for (const { box } of small.fields) {
      expect(box.x + box.width).toBeLessThanOrEqual(40);
      expect(box.y + box.height).toBeLessThanOrEqual(50);
    }
  });

  it('gives up the back with its fields, and shows the front', () => {
    const shown = stateAfter({ kind: 'show-side', side: 'back' });
    const state = editorReducer(shown, {
      kind: 'put-template',
      template: withSides(template, 'one'),
    });
    expect(state.side).toBe('front');
    expect(state.template.fields.map(({ id }) => id)).toEqual(['names', 'qr', 'line']);
    expect(editorReducer(state, { kind: 'undo' }).template).toBe(template);
  });

  it('has rules per category, and none that say nothing', () => {
    const rule = { category: 'delegate', zones: 'Plenary', hides: ['line'], colour: null };
    const state = stateAfter({ kind: 'put-rule', rule });
    expect(ruleOf(state.template, 'delegate')).toEqual(rule);
    const none = editorReducer(state, {
      kind: 'put-rule',
      rule: { category: 'press', zones: '', hides: [], colour: null },
    });
    expect(none.template.rules).toEqual([rule]);
  });
});
