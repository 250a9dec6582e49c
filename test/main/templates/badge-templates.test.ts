import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTemplate, listTemplates } from '../../../db/templates.ts';
import { type PrinterSettings, printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import {
  type BadgeTemplate,
  badgeTemplateSchema,
} from '../../../domain/templates/badge-template.ts';
import { defaultTemplates, rollTemplate } from '../../../domain/templates/default-templates.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import {
  createTemplate,
  duplicateTemplate,
  removeTemplate,
  storeImported,
  storeTemplate,
  templateSummaries,
} from '../../../main/templates/template-calls.ts';
import { findingsOnPrinters } from '../../../main/templates/template-findings.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const printer = (template: string): PrinterSettings =>
  printerSettingsSchema.parse({
    id: 'left',
    name: 'Left of desk 2',
    language: 'escpos',
    connection: { kind: 'tcp', host: '127.0.0.1' },
    ability: 'confirm',
    stock: { name: '', categories: null, template },
  });

const own: BadgeTemplate = { ...rollTemplate(), id: 'own', name: 'Own' };

function withQr(width: number): BadgeTemplate {
  const fields = own.fields.map((field) =>
    field.kind === 'qr' ? { ...field, box: { ...field.box, width } } : field,
  );
  return { ...own, fields };
}

function failureOf(run: () => unknown): CallFailure {
  try {
    run();
  } catch (error) {
    if (error instanceof CallFailure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('the list of templates', () => {
  it('shows the built-in ones, who uses them, and which are changed', () => {
    const { db } = desk.context;
    storeTemplate(desk.context, [], { ...rollTemplate(), name: 'Our roll' });
    storeTemplate(desk.context, [], own);
    const list = templateSummaries(db, [printer('own')]);
    expect(list).toHaveLength(defaultTemplates().length + 1);
    expect(list.find(({ id }) => id === 'own')).toMatchObject({
      builtIn: false,
      changed: false,
      printers: ['Left of desk 2'],
    });
    expect(list.find(({ id }) => id === rollTemplate().id)).toMatchObject({
      name: 'Our roll',
      builtIn: true,
      changed: true,
      printers: [],
    });
  });
});

describe('saving', () => {
  it('stores what can print, over a restart too', () => {
    storeTemplate(desk.context, [], own);
    expect(findTemplate(desk.context.db, 'own')).toEqual(own);
  });

  it('refuses a QR that cannot be read, naming the field, and stores nothing', () => {
    const failure = failureOf(() => storeTemplate(desk.context, [], withQr(12)));
    expect(failure.code).toBe('template-has-errors');
    expect(failure.detail).toContain('qr: qr-too-small');
    expect(findTemplate(desk.context.db, 'own')).toBeNull();
  });

  it('asks of the printers that use it, not of others', () => {
    const wide = { ...own, size: { width: 102, height: 152 } };
    const shifted = {
      ...wide,
      fields: wide.fields.map((field) =>
        field.kind === 'qr' ? { ...field, box: { ...field.box, x: 70 } } : field,
      ),
    };
    const codes = (printers: PrinterSettings[]): string[] =>
      findingsOnPrinters(shifted, printers, sampleEvent)
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(codes([printer('roll-80')])).toEqual([]);
    expect(codes([printer('own')])).toContain('outside-printer');
    // Two such printers cause one message.
    const twice = codes([printer('own'), { ...printer('own'), id: 'right' }]);
    expect(twice).toEqual(codes([printer('own')]));
  });
});

describe('removing', () => {
  it('refuses while a printer uses it, and says which', () => {
    storeTemplate(desk.context, [], own);
    const failure = failureOf(() => removeTemplate(desk.context, [printer('own')], 'own'));
    expect(failure).toMatchObject({ code: 'template-in-use', detail: 'Left of desk 2' });
    expect(findTemplate(desk.context.db, 'own')).not.toBeNull();
  });

  it('answers with what undoes it', () => {
    storeTemplate(desk.context, [], own);
    const removed = removeTemplate(desk.context, [], 'own');
    expect(findTemplate(desk.context.db, 'own')).toBeNull();
    storeTemplate(desk.context, [], removed);
    expect(findTemplate(desk.context.db, 'own')).toEqual(own);
  });

  it('resets a built-in one, also while it is in use', () => {
    storeTemplate(desk.context, [], { ...rollTemplate(), name: 'Our roll' });
    removeTemplate(desk.context, [printer(rollTemplate().id)], rollTemplate().id);
    expect(findTemplate(desk.context.db, rollTemplate().id)).toEqual(rollTemplate());
  });

  it('of what is not there is told', () => {
    expect(failureOf(() => removeTemplate(desk.context, [], 'gone')).code).toBe('not-found');
  });
});

describe('new templates', () => {
  it('get an id from their name that no other has', () => {
    const ids = ['Presse & médias', 'Presse & médias', '记者', '记者'].map(
      (name) => duplicateTemplate(desk.context, { id: rollTemplate().id, name }).id,
    );
    expect(ids).toEqual(['presse-me-dias', 'presse-me-dias-2', 'template', 'template-2']);
    for (const id of ids) {
      expect(badgeTemplateSchema.safeParse(findTemplate(desk.context.db, id)).success).toBe(true);
    }
  });

  it.each([
    [{ width: 72, height: 100 }, 'one', 'protocol'],
    [{ width: 102, height: 152 }, 'one', 'informal'],
    [{ width: 86, height: 54 }, 'one', 'protocol'],
    [{ width: 105, height: 148 }, 'fold', 'protocol'],
    [{ width: 95, height: 140 }, 'fold', 'informal'],
  ] as const)('of %o, %s, %s can print as they are', (size, sides, order) => {
    const { id } = createTemplate(desk.context, { name: 'New', size: { ...size }, sides, order });
    const made = findTemplate(desk.context.db, id);
    expect(made).toMatchObject({ name: 'New', size, sides });
    expect(made?.fields.find((field) => field.kind === 'names')).toMatchObject({ order });
    const errors = findingsOnPrinters(made ?? own, [], sampleEvent).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it('from elsewhere never take the place of one that is there', () => {
    storeTemplate(desk.context, [], own);
    const { id } = storeImported(desk.context, { ...own, name: 'Theirs' });
    expect(id).toBe('theirs');
    expect(findTemplate(desk.context.db, 'own')?.name).toBe('Own');
    expect(storeImported(desk.context, { ...rollTemplate() }).id).not.toBe(rollTemplate().id);
    expect(listTemplates(desk.context.db)).toHaveLength(defaultTemplates().length + 3);
  });
});
