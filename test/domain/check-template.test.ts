import { describe, expect, it } from 'vitest';
import { printedArea, smallestQr } from '../../domain/templates/badge-geometry.ts';
import { type BadgeTemplate, badgeTemplateSchema } from '../../domain/templates/badge-template.ts';
import { checkTemplate } from '../../domain/templates/check-template.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import { qrSymbol } from '../../main/printing/render/qr.ts';
import { pictureBomb } from '../support/picture-bomb.ts';

/** A printer of 203 dpi that is 104 mm wide. */
const head = { widthDots: 832, dotsPerMm: 8 };

type Input = Parameters<typeof badgeTemplateSchema.parse>[0];

const text = (id: string, y: number, more: object = {}): object => ({
  id,
  kind: 'text',
  source: 'event',
  largest: 12,
  smallest: 9,
  box: { x: 5, y, width: 90, height: 6 },
  ...more,
});
const names = {
  id: 'names',
  kind: 'names',
  order: 'protocol',
  box: { x: 5, y: 20, width: 90, height: 60 },
};
const qr = { id: 'qr', kind: 'qr', box: { x: 60, y: 90, width: 33, height: 33 } };

function template(fields: readonly object[], more: object = {}): BadgeTemplate {
  const whole: Input = {
    formatVersion: 1,
    id: 'test',
    name: 'Test',
    size: { width: 102, height: 152 },
    fields,
    ...more,
  };
  return badgeTemplateSchema.parse(whole);
}

function codes(fields: readonly object[], more: object = {}): string[] {
  return checkTemplate(template(fields, more), head, ['delegate', 'press']).map(
    ({ severity, code, field }) => `${severity} ${code} ${field ?? '-'}`,
  );
}

describe('a template without fault', () => {
  it('has no findings', () => {
    expect(codes([text('event', 5), names, qr])).toEqual([]);
  });

  it.each(defaultTemplates().map((each) => [each.id, each] as const))(
    'built in: %s, at 203 and at 300 dpi',
    (_id, each) => {
      for (const dotsPerMm of [8, 12]) {
        const widthDots = Math.ceil(each.size.width * dotsPerMm);
        const printer = { widthDots, dotsPerMm, bothSides: true };
        expect(checkTemplate(each, printer, [])).toEqual([]);
      }
    },
  );

  it('built in: every id once', () => {
    expect(new Set(defaultTemplates().map(({ id }) => id)).size).toBe(defaultTemplates().length);
  });
});

describe('what a badge needs', () => {
  it('is one QR and a name', () => {
    expect(codes([text('event', 5)])).toEqual(['error no-qr -', 'error no-name -']);
    expect(codes([names, qr, { ...qr, id: 'two', box: { ...qr.box, x: 5 } }])).toEqual([
      'error several-qr two',
    ]);
    const given = text('given', 30, {
      source: 'givenName',
      largest: 40,
      box: { x: 5, y: 30, width: 90, height: 20 },
    });
    expect(codes([given, qr])).toEqual([]);
  });

  it('is a QR of six dots a module, with the millimetres that give them', () => {
    const small = template([names, { ...qr, box: { ...qr.box, width: 24 } }]);
    expect(checkTemplate(small, head)).toEqual([
      {
        severity: 'error',
        code: 'qr-too-small',
        field: 'qr',
        other: null,
        actual: 24,
        wanted: 24.8,
      },
    ]);
    // 300 dpi has more dots: the same box is large enough.
    expect(checkTemplate(small, { widthDots: 1248, dotsPerMm: 12 })).toEqual([]);
    // The width and height that the problem named are enough.
    const enough = template([names, { ...qr, box: { ...qr.box, width: 24.8, height: 24.8 } }]);
    expect(checkTemplate(enough, head)).toEqual([]);
  });

  it('counts the modules that a badge code really has', () => {
    const modules = qrSymbol('LBBCDFGHJKLNPRSTVXBCDFGHJKLNPRST').size + 8;
    expect(smallestQr(8)).toBe((modules * 6) / 8);
  });
});

describe('sizes of type', () => {
  it('are legible, in order, and have room', () => {
    expect(codes([names, qr, text('a', 5, { smallest: 7 })])).toEqual(['error text-too-small a']);
    expect(codes([names, qr, text('a', 5, { smallest: 20, largest: 12 })])).toContain(
      'error sizes-reversed a',
    );
    expect(
      codes([
        names,
        qr,
        text('a', 5, { smallest: 20, largest: 22, box: { x: 5, y: 5, width: 50, height: 3 } }),
      ]),
    ).toEqual(['error box-too-low a']);
  });

  it('warn of small names and delegations', () => {
    const low = { ...names, box: { ...names.box, height: 15 } };
    expect(codes([low, qr])).toEqual(['warning name-too-small names']);
    expect(codes([{ ...low, showDelegation: false }, qr])).toEqual([]);
    expect(codes([names, qr, text('a', 5, { source: 'delegation', largest: 20 })])).toEqual([
      'warning delegation-too-small a',
    ]);
    expect(codes([names, qr, text('a', 5, { source: 'printedName', largest: 30 })])).toEqual([
      'warning name-too-small a',
    ]);
    expect(codes([names, qr, text('a', 5, { source: 'printedName', largest: 80 })])).toEqual([
      'warning name-too-large a',
    ]);
  });
});

describe('places', () => {
  it('are on the side and on what the printer prints', () => {
    const outside = { ...qr, box: { ...qr.box, y: 120 } };
    expect(codes([names, outside])).toEqual(['error outside-side qr']);
    const narrow = { widthDots: 576, dotsPerMm: 8 };
    const strip = { id: 'strip', kind: 'strip', box: { x: 0, y: 140, width: 102, height: 12 } };
    expect(
      checkTemplate(template([names, qr, strip]), narrow).map(
        ({ severity, code, field, actual, wanted }) => ({ severity, code, field, actual, wanted }),
      ),
    ).toEqual([
      { severity: 'error', code: 'outside-printer', field: 'names', actual: 10, wanted: 72 },
      { severity: 'error', code: 'outside-printer', field: 'qr', actual: 6, wanted: 72 },
      { severity: 'warning', code: 'outside-printer', field: 'strip', actual: 15, wanted: 72 },
    ]);
  });

  it('may not be shared, but for rules', () => {
    const over = text('a', 78, {});
    const found = checkTemplate(template([names, qr, over]), head);
    expect(found).toEqual([
      {
        severity: 'warning',
        code: 'overlap',
        field: 'names',
        other: 'a',
        actual: 180,
        wanted: null,
      },
    ]);
    const rule = { id: 'rule', kind: 'rule', box: { x: 5, y: 50, width: 90, height: 1 } };
    expect(codes([names, qr, rule])).toEqual([]);
    expect(codes([names, qr, { ...over, side: 'back' }], { sides: 'fold' })).toEqual([]);
  });

  it('exist: a back on folded badges only', () => {
    expect(codes([names, qr, text('a', 5, { side: 'back' })])).toEqual(['error back-missing a']);
  });
});

describe('ids, rules and logos', () => {
  it('are known and single', () => {
    expect(codes([names, qr, text('names', 5)])).toEqual(['error duplicate-id names']);
    const rules = [
      { category: 'press', hides: ['nothing'] },
      { category: 'press' },
      { category: 'guest' },
    ];
    expect(codes([names, qr], { rules })).toEqual([
      'warning hides-unknown-field nothing',
      'warning duplicate-rule -',
      'warning unknown-category -',
    ]);
  });

  it('are warned of a field that this event does not show on badges', () => {
    const seat = { ...text('event', 5), source: 'extra.seat' };
    const found = (extras: string[] | null) =>
      checkTemplate(template([seat, names, qr]), head, [], extras);
    expect(found(['meal'])).toMatchObject([
      { severity: 'warning', code: 'unknown-extra', other: 'seat' },
    ]);
    expect(found(['seat'])).toEqual([]);
    expect(found(null)).toEqual([]);
  });

  it('leave a badge its QR and its name', () => {
    expect(codes([names, qr], { rules: [{ category: 'press', hides: ['qr', 'names'] }] })).toEqual([
      'error hides-needed-field qr',
      'error hides-needed-field names',
    ]);
  });

  it('are pictures', () => {
    const logo = {
      id: 'logo',
      kind: 'logo',
      png: 'R0lGODlh',
      box: { x: 5, y: 5, width: 20, height: 10 },
    };
    expect(codes([names, qr, logo])).toEqual(['error logo-not-png logo']);
    const png = pictureBomb(2_001).toString('base64');
    expect(codes([names, qr, { ...logo, png }])).toEqual(['error logo-too-many-pixels logo']);
    const fits = pictureBomb(2_000).toString('base64');
    expect(codes([names, qr, { ...logo, png: fits }])).toEqual([]);
  });
});

describe('the printed area', () => {
  const fold = template([names, qr], { sides: 'fold' });
  it('is the badge, its back above its front, or the middle of it on a narrower printer', () => {
    expect(printedArea(fold, head)).toEqual({
      cutLeft: 0,
      width: 816,
      height: 2432,
      frontTop: 1216,
    });
    expect(printedArea(template([names, qr]), { widthDots: 576, dotsPerMm: 8 })).toEqual({
      cutLeft: 120,
      width: 576,
      height: 1216,
      frontTop: 0,
    });
  });
});

describe('colours and cards', () => {
  it.each([
    ['#767676', []],
    ['#777777', ['warning colour-too-light names']],
    ['#ffd200', ['warning colour-too-light names']],
  ])('a name in %s: %j', (colour, expected) => {
    expect(codes([{ ...names, colour }, qr])).toEqual(expected);
  });

  it('text on a field of a light colour turns black: nothing is wrong', () => {
    expect(codes([names, qr, text('gold', 5, { colour: '#ffd200', inverse: true })])).toEqual([]);
  });

  it('the back of a card is named where the printer prints one side only', () => {
    const back = text('back', 5, { side: 'back' });
    const card = template([names, qr, back], { sides: 'two' });
    const found = checkTemplate(card, head);
    expect(found.map(({ severity, code, field }) => [severity, code, field])).toEqual([
      ['warning', 'back-not-printed', 'back'],
    ]);
    expect(checkTemplate(card, { ...head, bothSides: true })).toEqual([]);
    expect(checkTemplate(template([names, qr, back], { sides: 'fold' }), head)).toEqual([]);
  });
});
