import { expect, test } from 'vitest';
import { faceOf } from '../../domain/station/page-face.ts';

test('a station shows its set-up until it is done, and then the face of its mode', () => {
  const setUp = { step: 'language' };
  expect(faceOf({ setUp, mode: 'desk' })).toBe('setUp');
  expect((['desk', 'kiosk', 'door'] as const).map((mode) => faceOf({ setUp: null, mode }))).toEqual(
    ['desk', 'kiosk', 'door'],
  );
});
