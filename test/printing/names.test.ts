import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { defaultTemplates, rollTemplate } from '../../domain/templates/default-templates.ts';
import {
  arcMinutes,
  capHeight,
  goodName,
  illegibleSizes,
  nameScale,
  smallestName,
} from '../../domain/templates/name-scale.ts';
import { drawNames, nameHalves } from '../../main/printing/render/names/names-block.ts';
import { openFontBook } from '../../platform/fonts/font-book.ts';
import { capitalsOf, nameLinesOf, namesFieldOf, namesOn, roomOf } from './names-on.ts';
import { blankBadge, sampleBadges } from './sample-badges.ts';

const fonts = openFontBook(join(import.meta.dirname, '../../node_modules'));

function named(givenName: string, familyName: string, more: Partial<BadgeContent> = {}) {
  const printedName = `${givenName} ${familyName}`.trim();
  return { ...blankBadge, title: 'Ms', givenName, familyName, printedName, ...more };
}

const usual = { jobTitle: 'Deputy Director, Risk Management', delegationName: 'France' };
const long = { jobTitle: 'Customs Attaché to the European Union', delegationName: 'Spain' };

const protocol = defaultTemplates().filter(
  (each) => namesFieldOf(each).order === 'protocol' && each.sides === 'one',
);
const wide = protocol.filter(({ size }) => size.width >= 80 && size.height > size.width);

describe('the halves of a printed name', () => {
  test.each([
    ['Élodie MARCHAND-DUPRÉ', '', '', 'Élodie', 'MARCHAND-DUPRÉ', false],
    ['KIM Min-jun', 'Min-jun', 'KIM', 'Min-jun', 'KIM', true],
    ['LI Wei', '', '', 'Wei', 'LI', true],
    ['María José PEÑALVER DE LA PEÑA', '', '', 'María José', 'PEÑALVER DE LA PEÑA', false],
    ['Ingeborg VON UND ZU ADEL', '', 'von und zu Adel', 'Ingeborg', 'VON UND ZU ADEL', false],
    ['J. R. SMITH', '', '', 'J. R.', 'SMITH', false],
    ['Ana Sofia Martínez', 'Ana Sofia', '', 'Ana Sofia', 'Martínez', false],
    ['Олена ШЕВЧЕНКО', '', '', 'Олена', 'ШЕВЧЕНКО', false],
  ])('%s', (printedName, givenName, familyName, given, family, familyFirst) => {
    const halves = nameHalves({ printedName, givenName, familyName });
    expect(halves).toEqual({ given, family, familyFirst });
  });

  test.each(['Choden', 'JOSÉ', 'فاطمة الزهراء', '李伟', 'Ana Sofia Martínez'])(
    '%s has none: nothing says where it divides',
    (printedName) => {
      expect(nameHalves({ printedName, givenName: '', familyName: '' })).toBeNull();
      expect(nameHalves({ printedName, givenName: printedName, familyName: '' })).toBeNull();
    },
  );
});

describe('the scale', () => {
  test('is a short list that descends to what is legible at two metres', () => {
    expect(nameScale.length).toBeLessThanOrEqual(10);
    expect([...nameScale, ...illegibleSizes]).toEqual(
      [...nameScale, ...illegibleSizes].toSorted((a, b) => b - a),
    );
    expect(nameScale.at(-1)).toBe(smallestName);
    expect(nameScale).toContain(goodName);
    // Five arc minutes are normal sight (ISO 8596: 20/20).
    expect(arcMinutes(smallestName, 2)).toBeGreaterThanOrEqual(6);
    expect(arcMinutes(goodName, 2)).toBeGreaterThanOrEqual(10);
  });

  test('has every name of every sample on every template', () => {
    const sizes = [...nameScale, ...illegibleSizes].map((step) =>
      Math.ceil((step / capHeight) * 8),
    );
    for (const template of defaultTemplates()) {
      for (const content of Object.values(sampleBadges)) {
        for (const { part, text } of namesOn(template, content, fonts).blocks) {
          if (part === 'name' || part === 'half') expect(sizes).toContain(text.size);
        }
      }
    }
  });
});

describe('a name', () => {
  test('breaks between given and family name first', () => {
    for (const template of wide) {
      const lines = nameLinesOf(namesOn(template, named('Jan', 'PEETERS', usual), fonts));
      expect(lines).toEqual(['Jan', 'PEETERS']);
    }
    const korean = named('', '', { ...usual, printedName: 'KIM Min-jun', givenName: 'Min-jun' });
    expect(nameLinesOf(namesOn(rollTemplate(), korean, fonts))).toEqual(['KIM', 'Min-jun']);
  });

  test.each([
    ['Anucha', 'SIRIWATTHANAWONGPHAISAN'],
    ['Dilhani', 'WICKRAMAARACHCHIGE'],
    ['Haingo', 'RAKOTOMALALANDRIANARISOAMAMPIONONA'],
    ['Bartholomäus-Maximilian', 'VON HOHENSTEIN-LÖWENFELD'],
    ['Maria Antónia da Conceição', 'DE VASCONCELOS E BRITO FIGUEIREDO'],
    ['Abdulrahman bin Abdullah', 'AL-MUHAISEN'],
  ])('%s %s keeps its letters, and gets no hyphen', (given, family) => {
    for (const template of defaultTemplates()) {
      const content = named(given, family, usual);
      const lines = nameLinesOf(namesOn(template, content, fonts));
      const letters = lines.join('').replaceAll(' ', '');
      expect(letters, template.id).toBe(content.printedName.replaceAll(' ', ''));
    }
  });

  test('takes up to four lines before its letters are smaller than legible', () => {
    const content = named('Maria Antónia da Conceição', 'DE VASCONCELOS E BRITO FIGUEIREDO', long);
    for (const template of [...wide, rollTemplate()]) {
      const names = namesOn(template, content, fonts);
      expect(names.capitals, template.id).toBeGreaterThanOrEqual(smallestName);
      expect(nameLinesOf(names).length, template.id).toBeLessThanOrEqual(4);
    }
    expect(namesOn(rollTemplate(), content, fonts).capitals).toBeGreaterThanOrEqual(5);
  });

  test.each([
    ['of 12 letters', 'CHRISTODOULO'],
    ['of three words', 'PEÑALVER DE LA PEÑA'],
    ['with a hyphen', 'MARCHAND-DUPRÉ'],
    ['of 18 letters', 'WICKRAMAARACHCHIGE'],
  ])('%s has capitals of 6 mm where the badge is 80 mm wide', (_kind, family) => {
    expect(wide.length).toBeGreaterThanOrEqual(5);
    for (const template of wide) {
      const names = namesOn(template, named('María José', family, long), fonts);
      expect(capitalsOf(names, 'name'), template.id).toBeGreaterThanOrEqual(goodName);
    }
  });

  test('of one word becomes narrower before it becomes small', () => {
    const word = namesOn(rollTemplate(), named('Anucha', 'SIRIWATTHANAWONGPHAISAN', long), fonts);
    const text = word.blocks.find(({ part }) => part === 'name')?.text;
    expect(text?.narrow).toBeLessThan(1);
    expect(text?.narrow).toBeGreaterThanOrEqual(0.7);
    expect(word.capitals).toBeGreaterThanOrEqual(4.2);
  });
});

test('every administration has the same size on a template, whatever its name', () => {
  const names = ['France', 'Belgium', 'Singapore', 'Korea (Republic of)', 'Hong Kong, China'];
  for (const template of protocol) {
    const sizes = names.map((delegationName) =>
      capitalsOf(
        namesOn(template, named('Jan', 'PEETERS', { delegationName }), fonts),
        'delegation',
      ),
    );
    expect(new Set(sizes).size, template.id).toBe(1);
  }
});

describe('the organisation', () => {
  const organisation = 'National Superintendency of Customs and Tax Administration';
  const shown = (content: BadgeContent, showDelegation = true) =>
    wide.map((template) => {
      const fields = template.fields.map((field) =>
        field.kind === 'names' ? { ...field, showOrganisation: true, showDelegation } : field,
      );
      return namesOn({ ...template, fields }, content, fonts);
    });
  const partsOf = ({ blocks }: ReturnType<typeof namesOn>): string[] =>
    blocks.map(({ part }) => part);

  test('is below the function, where the template shows it', () => {
    const content = named('Jan', 'PEETERS', { ...usual, organisation });
    for (const plan of shown(content)) {
      expect(partsOf(plan).slice(-3)).toEqual(['job', 'organisation', 'delegation']);
      expect(plan.fits).toBe(true);
    }
    for (const template of wide)
      expect(partsOf(namesOn(template, content, fonts))).not.toContain('organisation');
  });

  test('is shown once where it takes the place of the delegation', () => {
    const content = named('Jan', 'PEETERS', { organisation, delegationName: organisation });
    for (const plan of shown(content)) expect(partsOf(plan)).not.toContain('organisation');
    for (const plan of shown(content, false)) expect(partsOf(plan)).toContain('organisation');
  });

  test('of 200 characters makes nothing fall off the badge', () => {
    const content = named('Jan', 'PEETERS', {
      ...usual,
      organisation: `${organisation} `.repeat(4).slice(0, 200).trim(),
    });
    for (const plan of shown(content)) {
      expect(plan.fits).toBe(true);
      expect(plan.leftOut).toEqual([]);
      expect(plan.capitals).toBeGreaterThanOrEqual(smallestName);
    }
  });
});

/** Rows and columns with ink, in dots, of a template's names as drawn. */
function inked(template: BadgeTemplate, content: BadgeContent) {
  const { width, height } = roomOf(template);
  const context = createCanvas(width, height).getContext('2d');
  const box = { left: 0, top: 0, width, height };
  drawNames(context, namesOn(template, content, fonts), box, namesFieldOf(template).align);
  const { data } = context.getImageData(0, 0, width, height);
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (let dot = 0; dot < width * height; dot += 1) {
    if (data[dot * 4 + 3] === 0) continue;
    rows.add(Math.floor(dot / width));
    columns.add(dot % width);
  }
  return { width, height, rows: [...rows].sort(ascending), columns: [...columns].sort(ascending) };
}

const ascending = (a: number, b: number): number => a - b;

test('scripts from right to left begin at the right', () => {
  const arabic = { ...blankBadge, printedName: 'فاطمة الزهراء بنت عبد الرحمن' };
  for (const template of protocol) {
    const { width, columns } = inked(template, arabic);
    expect(width - (columns.at(-1) ?? 0), template.id).toBeLessThan(8);
  }
});

test('a long name leaves no empty band: its texts share what is left', () => {
  const content = named('Maria Antónia da Conceição', 'DE VASCONCELOS E BRITO FIGUEIREDO', long);
  for (const template of protocol) {
    const { height, rows } = inked(template, content);
    const bands = [...rows, height].map((row, at) => (row - (rows[at - 1] ?? 0)) / 8);
    expect(Math.max(...bands), template.id).toBeLessThan(10);
  }
});

/** Minimum arc minutes at two metres of family and given name, by kind of badge. */
const floors = { upright: [14, 12], roll: [10, 8.5], card: [8, 7] } as const;

test.each(protocol.map((each) => [each.id, each] as const))(
  '%s: family and given name are read at two metres',
  (_id, template) => {
    const kind =
      template.size.height < template.size.width
        ? 'card'
        : template.size.width < 80
          ? 'roll'
          : 'upright';
    const names = namesOn(template, named('Élodie', 'MARCHAND', usual), fonts);
    const [family, given] = floors[kind];
    expect(arcMinutes(capitalsOf(names, 'name') ?? 0, 2)).toBeGreaterThanOrEqual(family);
    expect(arcMinutes(capitalsOf(names, 'half') ?? 0, 2)).toBeGreaterThanOrEqual(given);
  },
);
