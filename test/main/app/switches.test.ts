import { expect, test } from 'vitest';
import { setSwitches, switches } from '../../../main/app/start/switches.ts';

function commandLineWith(
  given: Record<string, string>,
  language: Parameters<typeof setSwitches>[1] = null,
) {
  const values = new Map(Object.entries(given));
  const commandLine = {
    getSwitchValue: (name: string) => values.get(name) ?? '',
    appendSwitch: (name: string, value = '') => values.set(name, value),
  };
  setSwitches(commandLine, language);
  return values;
}

test('our switches are set', () => {
  const values = commandLineWith({});
  for (const { name, value } of switches) expect(values.get(name)).toBe(value);
});

test('what was given stays', () => {
  const given = { 'js-flags': '--expose-gc', 'enable-features': 'One,Two' };
  const values = commandLineWith(given);
  expect(values.get('js-flags')).toMatch(/^--expose-gc --no-script-streaming /);
  expect(values.get('enable-features')).toBe('One,Two,NetworkServiceInProcess2');
});

test('date fields speak the language of the last start, unless another was given', () => {
  expect(commandLineWith({}).has('lang')).toBe(false);
  expect(commandLineWith({}, 'fr').get('lang')).toBe('fr');
  expect(commandLineWith({}, 'en').get('lang')).toBe('en-GB');
  expect(commandLineWith({ lang: 'de' }, 'fr').get('lang')).toBe('de');
});
