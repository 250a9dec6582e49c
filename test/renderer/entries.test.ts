import { describe, expect, it } from 'vitest';
import { printerSettingsSchema } from '../../domain/print-job.ts';
import {
  draftErrors,
  draftOf,
  newPrinterId,
  settingsOf,
} from '../../renderer/features/settings/printer-draft.ts';
import { digitOf, isPin } from '../../renderer/features/sign-in/pin.ts';

describe('digits of a PIN', () => {
  it.each([
    [{ key: '7', code: 'Digit7' }, '7'],
    [{ key: 'è', code: 'Digit7' }, '7'],
    [{ key: '7', code: 'Numpad7' }, '7'],
    [{ key: 'F7', code: 'F7' }, null],
    [{ key: 'a', code: 'KeyA' }, null],
  ])('%o is %s', (event, digit) => {
    expect(digitOf(event)).toBe(digit);
  });

  it.each([
    ['123', false],
    ['1234', true],
    ['123456789012', true],
    ['1234567890123', false],
    ['12a4', false],
  ])('%s: %s', (text, valid) => {
    expect(isPin(text)).toBe(valid);
  });
});

describe('a printer that is typed in', () => {
  const good = { ...draftOf(null), name: 'Left', host: '10.0.0.9' };

  it('becomes settings that main accepts', () => {
    const settings = settingsOf(good, newPrinterId(good.name, []), null);
    expect(printerSettingsSchema.parse(settings)).toMatchObject({
      id: 'left',
      connection: { kind: 'tcp', host: '10.0.0.9', port: 9100 },
    });
  });

  it('keeps what the form does not show', () => {
    const before = printerSettingsSchema.parse({
      ...settingsOf(good, 'left', null),
      widthDots: 832,
      cut: false,
    });
    const after = printerSettingsSchema.parse(settingsOf(draftOf(before), 'left', before));
    expect(after).toEqual(before);
  });

  it.each([
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ host: '' }, 'host'],
    [{ host: 'http://10.0.0.9' }, 'host'],
    [{ port: '0' }, 'port'],
    [{ port: '65536' }, 'port'],
    [{ port: '91e2' }, 'port'],
    [{ connection: 'device' as const, path: '' }, 'path'],
  ])('%o is refused at its field', (part, field) => {
    expect(Object.keys(draftErrors({ ...good, ...part }))).toEqual([field]);
  });

  it.each([
    ['Left of desk 2', [], 'left-of-desk-2'],
    ['Étiqueteuse n° 1', [], 'etiqueteuse-n-1'],
    ['プリンター', [], 'printer'],
    ['Left', ['left', 'left-2'], 'left-3'],
  ])('%s gets an id of its own', (name, taken, id) => {
    expect(newPrinterId(name, taken)).toBe(id);
  });
});
