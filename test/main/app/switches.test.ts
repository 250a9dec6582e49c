import { expect, test } from 'vitest';
import { setSwitches, switches } from '../../../main/app/start/switches.ts';

function commandLineWith(given: Record<string, string>) {
  const values = new Map(Object.entries(given));
  setSwitches({
    getSwitchValue: (name) => values.get(name) ?? '',
    appendSwitch: (name, value = '') => values.set(name, value),
  });
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
