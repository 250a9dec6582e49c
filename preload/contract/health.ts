import { z } from 'zod';
import { cameraHealthSchema } from '../../domain/wire/kiosk-health.ts';
import { call } from './define.ts';

export const healthCalls = {
  /** How the page's camera is: the hub tells the organiser. */
  tellCamera: call({
    input: z.strictObject({ state: cameraHealthSchema }),
    output: z.void(),
    modes: ['desk', 'kiosk', 'door'],
    access: 'anyone',
  }),
};
