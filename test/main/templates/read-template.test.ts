import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { readTemplate } from '../../../main/templates/template-calls.ts';
import { sampleEvent } from '../../support/sample-event.ts';

function read(text: string) {
  return readTemplate('template.json', text, sampleEvent);
}

/** The built-in template as a file, with something changed. */
function file(change: Record<string, unknown>): string {
  return JSON.stringify({ ...rollTemplate(), ...change });
}

function refusedOf(text: string) {
  const answer = read(text);
  if (!('refused' in answer)) throw new Error('it was taken');
  return answer.refused;
}

const withQrBox = (box: unknown): string =>
  file({ fields: rollTemplate().fields.map((one) => (one.kind === 'qr' ? { ...one, box } : one)) });

describe('a template file', () => {
  it('is taken as it was exported', () => {
    expect(read(JSON.stringify(rollTemplate(), null, 2))).toEqual({ template: rollTemplate() });
  });

  it('of the documentation is taken', () => {
    const page = readFileSync(new URL('../../../docs/badge-templates.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(read(example)).toMatchObject({ template: { id: 'press' } });
  });

  it('that is no JSON is refused', () => {
    expect(refusedOf('%PDF-1.7')).toMatchObject({ reason: 'not-json', file: 'template.json' });
    expect(refusedOf('').reason).toBe('not-json');
  });

  it.each(['null', '[]', '"text"'])('%s is refused', (text) => {
    const issues = [{ place: { en: '', fr: '' } }];
    expect(refusedOf(text)).toMatchObject({ reason: 'not-a-template', issues });
  });

  it('of another version is refused, saying which is expected', () => {
    expect(refusedOf(file({ formatVersion: 2 }))).toMatchObject({
      reason: 'not-a-template',
      issues: [
        { place: { en: 'Version of the format' }, mistake: { en: 'Choose one of these: “1”.' } },
      ],
    });
  });

  it('with a wrong number names the field as the editor does, and what it needs', () => {
    const text = withQrBox({ x: 1, y: 1, width: 'wide', height: 30 });
    expect(refusedOf(text).issues).toEqual([
      {
        place: {
          en: 'Field “QR code” › Place › Width',
          fr: 'Champ «\u202FCode QR\u202F» › Place › Largeur',
        },
        mistake: { en: 'This must be a number.', fr: 'Il faut ici un nombre.' },
      },
    ]);
  });

  it('with a field that nobody knows is refused', () => {
    expect(refusedOf(file({ paper: 'red' })).issues).toMatchObject([
      { place: { en: '“paper”' }, mistake: { en: expect.stringContaining('no such field') } },
    ]);
  });

  it('with a logo of 5 MB is refused for the logo', () => {
    const logo = {
      id: 'logo',
      kind: 'logo',
      box: { x: 1, y: 1, width: 20, height: 10 },
      png: 'A'.repeat(5_000_000),
    };
    const refused = refusedOf(file({ fields: [...rollTemplate().fields, logo] }));
    expect(refused.issues).toMatchObject([
      {
        place: { en: 'Field “Logo” › Picture of the logo' },
        mistake: { en: expect.stringContaining('200000') },
      },
    ]);
  });

  it('without a QR is refused, as is one whose QR cannot be read', () => {
    const none = file({ fields: rollTemplate().fields.filter(({ kind }) => kind !== 'qr') });
    expect(refusedOf(none)).toMatchObject({ reason: 'has-errors', issues: [] });
    expect(refusedOf(none).findings).toContainEqual(expect.objectContaining({ code: 'no-qr' }));
    const small = withQrBox({ x: 1, y: 70, width: 10, height: 10 });
    expect(refusedOf(small).findings).toContainEqual(
      expect.objectContaining({ code: 'qr-too-small', field: 'qr' }),
    );
  });

  it('tells a handful of mistakes, not thousands', () => {
    const fields = Array.from({ length: 5_000 }, () => ({}));
    expect(refusedOf(file({ fields })).issues.length).toBeLessThanOrEqual(8);
  });
});
