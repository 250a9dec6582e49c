import { describe, expect, test } from 'vitest';
import { layoutNames, printableAscii } from '../../support/keyboard-layouts.ts';
import {
  badge,
  firstReading,
  SimulatedField,
  signedTicket,
  ticket,
  usKeyboard,
} from './hid-simulation.ts';

describe('keyboard layouts', () => {
  for (const computer of layoutNames) {
    for (const capsLock of [false, true]) {
      test(`all 95 characters on ${computer}${capsLock ? ' with Caps Lock' : ''}`, () => {
        const field = new SimulatedField();
        field.scan(printableAscii, 10, 'Enter', { computer, scanner: 'us', capsLock });
        expect(field.scans).toHaveLength(1);
        expect(field.scans[0]?.readings[0]).toBe(printableAscii);
        expect(field.scans[0]?.readings[0]).toHaveLength(95);
        expect(field.text).toBe('');
      });

      test(`each code of ours on ${computer}${capsLock ? ' with Caps Lock' : ''}`, () => {
        for (const code of [ticket, badge, signedTicket]) {
          for (const gap of [10, 40]) {
            const field = new SimulatedField();
            field.scan(code, gap, 'Enter', { computer, scanner: 'us', capsLock });
            expect(firstReading(field)).toEqual([code]);
            expect(field.text).toBe('');
          }
        }
      });
    }

    test(`a scanner that is set to ${computer} as the computer is`, () => {
      const field = new SimulatedField();
      field.scan(signedTicket, 10, 'Enter', { ...usKeyboard, computer, scanner: computer });
      expect(field.scans[0]?.readings).toContain(signedTicket);
      field.wait(500);
      field.scan('GSC-0042', 10, 'Enter', { ...usKeyboard, computer, scanner: computer });
      expect(field.scans[1]?.readings).toContain('GSC-0042');
    });
  }

  test('letter codes survive any pair of layouts, and on most the reading of the other settings too', () => {
    for (const computer of layoutNames) {
      for (const scanner of layoutNames) {
        const field = new SimulatedField();
        field.scan(ticket, 10, 'Enter', { ...usKeyboard, computer, scanner });
        expect(firstReading(field)).toEqual([ticket]);
      }
    }
  });
});
